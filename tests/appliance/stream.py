"""Lines that come from the guest over one port, read by a thread of their own as they come."""

import threading
import time


class Late(Exception):
    """What was awaited did not come in time, or cannot come any more."""


class Stream:
    def __init__(self, wire, name):
        self.wire, self.name = wire, name
        self.lines, self.ended = [], False
        self.news = threading.Condition()
        self.hear = None  # Called with each line, while nobody else looks.
        threading.Thread(target=self.follow, name=name, daemon=True).start()

    def follow(self):
        rest = b""
        while True:
            try:
                got = self.wire.recv(1 << 16)
            except OSError:
                got = b""
            with self.news:
                *whole, rest = (rest + got).split(b"\n")
                for line in whole:
                    self.take(line.decode("utf-8", "replace").rstrip("\r"))
                self.ended = not got
                self.news.notify_all()
            if not got:
                return

    def take(self, line):
        self.lines.append((time.monotonic(), line))
        if self.hear:
            self.hear(line)

    def listen(self, hear):
        """From now on each line goes to `hear`, first those that came already."""
        with self.news:
            for _, line in self.lines:
                hear(line)
            self.hear = hear

    def send(self, line):
        self.wire.sendall(line.encode() + b"\n")

    def until(self, holds, seconds, what):
        """Waits until holds() is true, looked at after whatever comes; returns what it said."""
        end = time.monotonic() + seconds
        with self.news:
            while not (said := holds()):
                left = end - time.monotonic()
                if self.ended or left <= 0:
                    why = "the guest is gone" if self.ended else f"not within {seconds:.0f} s"
                    raise Late(f"waiting for {what}: {why}")
                self.news.wait(left)
        return said

    def quiet(self, seconds, most):
        """Waits until nothing came for so long; what never rests is waited for `most` seconds."""
        end = time.monotonic() + most
        with self.news:
            while self.news.wait(seconds) and not self.ended and time.monotonic() < end:
                continue

    def line_after(self, mark, holds, seconds, what):
        """The first line from number `mark` on that holds; and the number after it."""
        def look():
            for at in range(mark, len(self.lines)):
                if holds(self.lines[at][1]):
                    return self.lines[at], at + 1
            return None
        return self.until(look, seconds, what)

    def mark(self):
        with self.news:
            return len(self.lines)

    def close(self):
        try:
            self.wire.shutdown(2)
        except OSError:
            pass  # It ended with QEMU.
        self.wire.close()
