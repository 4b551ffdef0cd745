"""A disk with a volatile write cache, for QEMU over NBD: what a power cut does to a real one.

The guest sees a disk with a write-back cache and flushes it when it wants something to last. Until
then a written block is only in our memory. When the power is cut, each block that was not flushed
may stand on the platter in any of the states it had since the last flush, the old one included,
whichever the seeded dice say: writes are lost, kept and reordered, block by block, as a drive is
allowed to. With `loses=False` every write lasts once it was answered: a drive with a battery.

Blocks of 4 KiB are whole or not at all, as on every drive with 4 KiB sectors. The image below is
only read; what was flushed lies in a sparse file beside it, and outlives the machines."""

import os
import socket
import struct
import threading

BLOCK = 4096
REQUEST = struct.Struct(">IHHQQI")
REPLY = struct.Struct(">IIQ")
REQUEST_MAGIC, REPLY_MAGIC, OPTION_MAGIC = 0x25609513, 0x67446698, 0x3e889045565a9
READ, WRITE, DISCONNECT, FLUSH = 0, 1, 2, 3
FUA = 1                             # Of a request: this write must last before the answer.
FLAGS = 1 | 4 | 8                   # We have flags, take flushes, take FUA.
OPTION_ABORT, OPTION_GO = 2, 7
ANSWER_ACK, ANSWER_INFO, ANSWER_UNKNOWN = 1, 3, 0x80000001
INVALID = 22


class Disk:
    def __init__(self, base, folder, dice, loses=True):
        self.base = os.open(base, os.O_RDONLY)
        self.size = os.fstat(self.base).st_size
        self.over = os.open(os.path.join(folder, "flushed"), os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        os.ftruncate(self.over, self.size)
        self.lasting, self.pending = set(), {}  # Blocks in `over`; states since the last flush.
        self.dice, self.loses = dice, loses
        self.path = os.path.join(folder, "nbd")
        self.lock = threading.Lock()
        self.served = None
        self.flushes = 0

    def words(self):
        """Of QEMU's -drive."""
        return ("driver=raw,file.driver=nbd,file.server.type=unix,"
                f"file.server.path={self.path},file.export=disk")

    # The blocks.
    def block(self, number):
        if number in self.pending:
            return self.pending[number][-1]
        return os.pread(self.over if number in self.lasting else self.base, BLOCK, number * BLOCK)

    def read(self, offset, length):
        first, last = offset // BLOCK, (offset + length - 1) // BLOCK
        numbers = range(first, last + 1)
        if self.pending.keys().isdisjoint(numbers):
            if self.lasting.isdisjoint(numbers):
                return os.pread(self.base, length, offset)
            if self.lasting.issuperset(numbers):
                return os.pread(self.over, length, offset)
        whole = b"".join(map(self.block, numbers))
        return whole[offset - first * BLOCK:][:length]

    def write(self, offset, data):
        at = 0
        while at < len(data):
            number, within = divmod(offset + at, BLOCK)
            part = data[at:at + BLOCK - within]
            if len(part) < BLOCK:
                old = self.block(number)
                state = old[:within] + part + old[within + len(part):]
            else:
                state = part
            self.pending.setdefault(number, []).append(state)
            at += len(part)
        if not self.loses:
            self.harden()

    def last(self, number, state):
        os.pwrite(self.over, state, number * BLOCK)
        self.lasting.add(number)

    def harden(self):
        for number, states in self.pending.items():
            self.last(number, states[-1])
        self.pending.clear()

    def cut(self):
        """The power is gone. Returns how many unflushed blocks there were, and how many of them
        are not in their newest state. Call it when nobody is served any more."""
        if self.served:
            self.served.join()
        with self.lock:
            unflushed = old = 0
            for number, states in self.pending.items():
                unflushed += 1
                chosen = self.dice.randint(0, len(states))  # 0: as it was at the last flush.
                old += chosen < len(states)
                if chosen > 0:
                    self.last(number, states[chosen - 1])
            self.pending.clear()
            return unflushed, old

    # NBD.
    def listen(self):
        """One machine may connect; call it again for the next one."""
        if os.path.exists(self.path):
            os.unlink(self.path)
        door = socket.socket(socket.AF_UNIX)
        door.bind(self.path)
        door.listen(1)
        self.served = threading.Thread(target=self.serve, args=(door,), name="disk", daemon=True)
        self.served.start()

    def serve(self, door):
        wire = None
        try:
            wire, _ = door.accept()
            if self.greet(wire):
                while self.answer(wire):
                    continue
        except (EOFError, OSError):
            pass  # The machine's power was cut.
        finally:
            door.close()
            if wire:
                wire.close()

    def greet(self, wire):
        """The handshake; whether the machine wants the disk."""
        wire.sendall(b"NBDMAGIC" + b"IHAVEOPT" + struct.pack(">H", 3))
        exactly(wire, 4)
        while True:
            _, option, length = struct.unpack(">QII", exactly(wire, 16))
            exactly(wire, length)

            def say(kind, data=b"", option=option):
                wire.sendall(struct.pack(">QIII", OPTION_MAGIC, option, kind, len(data)) + data)
            if option == OPTION_GO:
                say(ANSWER_INFO, struct.pack(">HQH", 0, self.size, FLAGS))
                say(ANSWER_ACK)
                return True
            if option == OPTION_ABORT:
                return False
            say(ANSWER_UNKNOWN)

    def answer(self, wire):
        _, flags, kind, handle, offset, length = REQUEST.unpack(exactly(wire, REQUEST.size))
        data = exactly(wire, length) if kind == WRITE else b""
        if kind == DISCONNECT:
            return False
        said, error = b"", 0
        with self.lock:
            if kind == READ:
                said = self.read(offset, length)
            elif kind == WRITE:
                self.write(offset, data)
            elif kind != FLUSH:
                error = INVALID
            if kind == FLUSH or (kind == WRITE and flags & FUA):
                self.harden()
                self.flushes += 1
        wire.sendall(REPLY.pack(REPLY_MAGIC, error, handle) + said)
        return True


def exactly(wire, count):
    data = bytearray()
    while len(data) < count:
        part = wire.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
