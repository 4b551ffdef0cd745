"""What the bench can do inside the guest: run a command as root, move the finger, read the log."""

import base64
import shlex

BOOT_S = 300     # From power to the bench's own services, on a busy host under emulation.
ANSWER_S = 120   # Of a command; a longer one says so.
HAND_S = 60      # A report of the panel is written at once; the guest may be busy drawing.


class Failed(Exception):
    """A command in the guest ended with another status than 0."""


class Guest:
    def __init__(self, machine):
        self.machine, self.asked = machine, 0

    @property
    def log(self):
        return self.machine.ports["log"]

    def ask(self, words, seconds=ANSWER_S):
        """Runs words in bash as root; returns (status, what it said)."""
        port, mark = self.machine.ports["shell"], self.machine.ports["shell"].mark()
        self.asked += 1
        number = str(self.asked)
        port.send(f"{number} {base64.b64encode(words.encode()).decode()}")
        (_, line), _ = port.line_after(mark, lambda line: line.split()[:1] == [number], seconds,
                                       f"the guest's answer to \"{words[:80]}\"")
        _, status, *said = line.split()
        return int(status), base64.b64decode(said[0] if said else "").decode("utf-8", "replace")

    def run(self, words, seconds=ANSWER_S):
        """As ask, but must succeed; returns what it said."""
        status, said = self.ask(words, seconds)
        if status != 0:
            raise Failed(f"{words}: status {status}\n{said}")
        return said

    def put(self, path, text):
        """Writes a text file."""
        coded = base64.b64encode(text.encode()).decode()
        self.run(f"base64 -d > {shlex.quote(path)} <<<{coded}")

    def ready(self):
        """Waits until the bench's own shell answers: the guest has come up."""
        self.ask("true", BOOT_S)

    def hand(self, words):
        """One movement of the finger (hand.cpp); returns when the kernel has it."""
        port = self.machine.ports["hand"]
        mark = port.mark()
        port.send(words)
        (_, answer), _ = port.line_after(mark, lambda line: True, HAND_S, f"the finger: {words}")
        if answer != "ok":
            raise Failed(f"the finger, {words}: {answer}")

    def logged(self, words, seconds, mark=0):
        """Waits for a line of the guest's log that holds the words."""
        return self.log.line_after(mark, lambda line: words in line, seconds,
                                   f"\"{words}\" in the guest's log")

    def show(self, unit, *names):
        """Properties of a unit as systemd knows them."""
        said = self.run(f"systemctl show {unit} " + " ".join(f"-p {name}" for name in names))
        return dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
