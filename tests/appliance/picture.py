"""Pictures as QEMU's monitor writes them: PPM, eight bits a colour."""

import re
import struct
import zlib

# Pixels: the kiosk's picture walks round its place, 2 mm away from it (ui/glass.h), so two of
# them lie so far apart at most, each way.
SHIFT = 16


class Picture:
    def __init__(self, ppm):
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
        if not head:
            raise ValueError("not a PPM picture of eight bits a colour")
        self.width, self.height = int(head[1]), int(head[2])
        self.pixels = ppm[head.end():]

    def is_black(self):
        return not any(self.pixels)

    def same_share(self, other, far=0):
        """Which share of the rows is the same in both, from 0 to 1, whichever way one of them was
        moved by up to `far` pixels; every eighth row is looked at, without what went over the
        edge."""
        if (self.width, self.height) != (other.width, other.height):
            return 0.0
        rows = range(far, self.height - far, 8)
        ways = [(x, y) for y in range(-far, far + 1) for x in range(-far, far + 1)]
        return max(sum(self.row(y, far, 0) == other.row(y + down, far, right) for y in rows)
                   for right, down in ways) / len(rows)

    def row(self, y, far, right):
        """The pixels of a row from `far` to `far` before its end, moved by so many."""
        return self.pixels[(y * self.width + far + right) * 3:
                           ((y + 1) * self.width - far + right) * 3]

    def save(self, path):
        """As PNG, to be looked at by people."""
        line = self.width * 3
        rows = b"".join(b"\0" + self.pixels[at:at + line]
                        for at in range(0, len(self.pixels), line))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n")
            for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")):
                file.write(struct.pack(">I", len(body)) + kind + body +
                           struct.pack(">I", zlib.crc32(kind + body)))
