"""A USB stick as they are sold, as the image of a disk: one partition, FAT32."""

import struct

from image import run

BLOCK = 512
FIRST = 2048                # Of the partition, in blocks: a mebibyte, as every tool begins it.
SIZE_MIB = 96
KIND = 0x0c                 # FAT32, by block numbers.
BY_NUMBER = b"\xfe\xff\xff"    # In place of cylinder, head and sector, which nobody asks for.


def table(blocks):
    """The first block: one partition of that size."""
    entry = struct.pack("<B3sB3sII", 0, BY_NUMBER, KIND, BY_NUMBER, FIRST, blocks)
    return bytes(446) + entry + bytes(48) + b"\x55\xaa"


def stick(path, files):
    """Writes the image, with the files in its root."""
    part = path + ".part"
    run("truncate", "-s", f"{SIZE_MIB}M", part)
    run("mkfs.vfat", "-F", "32", "-s", "1", "-n", "MOTCUA", part)
    run("mcopy", "-i", part, *files, "::/")
    with open(part, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(table(len(data) // BLOCK).ljust(FIRST * BLOCK, b"\0") + data)
    run("rm", part)
    return path
