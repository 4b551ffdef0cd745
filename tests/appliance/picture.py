"""Pictures as QEMU's monitor writes them: PPM, eight bits a colour."""

import collections
import re
import struct
import zlib

SAMPLED = 7    # No width of a screen is a multiple of it.


class Picture:
    def __init__(self, ppm):
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
        if not head:
            raise ValueError("not a PPM picture of eight bits a colour")
        self.width, self.height = int(head[1]), int(head[2])
        self.pixels = ppm[head.end():]

    def is_black(self):
        return not any(self.pixels)

    def colours(self):
        """How many of every seventh pixel have each colour."""
        return collections.Counter(self.pixels[at:at + 3]
                                   for at in range(0, len(self.pixels), 3 * SAMPLED))

    def alike(self, other):
        """Which share of the pixels has a colour that the other picture has as often, from 0 to 1.
        Places are not compared: against burn-in the invitation's words and its picture each move
        round their places, while what is below them stays."""
        if (self.width, self.height) != (other.width, other.height):
            return 0.0
        ours, theirs = self.colours(), other.colours()
        return sum(min(count, theirs[colour]) for colour, count in ours.items()) / ours.total()

    def ground(self, left, top, width, height):
        """The colour that most of a rectangle has."""
        starts = ((y * self.width + left) * 3 for y in range(top, top + height))
        found = collections.Counter(self.pixels[at:at + 3] for start in starts
                                    for at in range(start, start + width * 3, 3))
        return found.most_common(1)[0][0]

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
