"""Somebody at another computer, who reaches the machine by ssh as the guide says: a real client on
a terminal of its own."""

import codecs
import os
import pty
import re
import select
import signal
import time

from stream import Late

ASK_S = 180          # Keys are exchanged by a slow machine.
WIDTH = "200"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\r")


OPTIONS = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR",
           "PreferredAuthentications=password", "NumberOfPasswordPrompts=1")


def options():
    return [word for option in OPTIONS for word in ("-o", option)]


class Elsewhere:
    """`port`: of this host, which leads to the machine's ssh. `prompt`: as Typist's."""

    def __init__(self, port, user, password, prompt):
        self.port, self.user, self.password = str(port), user, password
        self.prompt = re.compile(prompt + "$")
        self.process, self.wire, self.heard, self.mark = None, None, "", 0
        self.letters = codecs.getincrementaldecoder("utf-8")("replace")

    def start(self, *words):
        """A client, on a terminal of a screen's width; asked for the password, it gets it."""
        self.process, self.wire = pty.fork()
        if self.process == 0:
            os.execvpe(words[0], words, dict(os.environ, TERM="xterm", COLUMNS=WIDTH))
        self.until(r"assword: ?$", ASK_S)
        self.send(self.password)

    def __enter__(self):
        self.start("ssh", "-p", self.port, *options(), f"{self.user}@127.0.0.1")
        self.until(self.prompt.pattern, ASK_S)
        return self

    def __exit__(self, *_):
        os.close(self.wire)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    @property
    def said(self):
        """Since the last command."""
        return ESCAPES.sub("", self.heard[self.mark:])

    def send(self, words):
        self.mark = len(self.heard)
        os.write(self.wire, words.encode() + b"\n")

    def until(self, pattern, seconds):
        """What was said until it ends with the pattern."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.said):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.wire], [], [], left)[0]:
                raise Late(f"not within {seconds:.0f} s: {pattern}; ssh says:\n{self.said}")
            try:
                self.heard += self.letters.decode(os.read(self.wire, 1 << 16))
            except OSError as error:
                raise Late(f"ssh has ended; it said:\n{self.said}") from error
        return self.said

    def say(self, command, seconds, answers=()):
        """As Typist.say. An answer's pattern stands at the end of what was said."""
        said = ""
        self.send(command)
        patterns = [self.prompt.pattern, r"\[sudo\][^\n]*: ?$"]
        patterns += [one[0] + " ?$" for one in answers]
        end = time.monotonic() + seconds
        while True:
            heard = self.until("|".join(f"(?:{one})" for one in patterns), end - time.monotonic())
            said += heard
            if re.search(self.prompt.pattern, heard):
                return said
            if re.search(patterns[1], heard):
                self.send(self.password)
                continue
            self.send(next(reply for pattern, reply in answers
                           if re.search(pattern + " ?$", heard)))


def fetch(elsewhere, path, to):
    """The guide's scp: a file of the machine's, fetched by whoever may read it."""
    carrier = Elsewhere(elsewhere.port, elsewhere.user, elsewhere.password, "nobody asks")
    carrier.start("scp", "-P", carrier.port, *options(),
                  f"{carrier.user}@127.0.0.1:{path}", to)
    _, status = os.waitpid(carrier.process, 0)
    os.close(carrier.wire)
    if status != 0:
        raise Late(f"scp {path}: status {os.waitstatus_to_exitcode(status)}: {carrier.said}")
