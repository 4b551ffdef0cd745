"""Pictures as QEMU's monitor writes them: PPM, eight bits a colour."""

import re
import struct
import zlib


class Picture:
    def __init__(self, ppm):
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
        if not head:
            raise ValueError("not a PPM picture of eight bits a colour")
        self.width, self.height = int(head[1]), int(head[2])
        self.pixels = ppm[head.end():]

    def is_black(self):
        return not any(self.pixels)

    def same_share(self, other):
        """Which share of the rows is the same in both, from 0 to 1."""
        if (self.width, self.height) != (other.width, other.height):
            return 0.0
        line = self.width * 3
        same = sum(self.pixels[at:at + line] == other.pixels[at:at + line]
                   for at in range(0, len(self.pixels), line))
        return same / self.height

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
