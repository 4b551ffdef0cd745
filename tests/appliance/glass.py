"""The glass from outside: what QEMU's screenshot holds, what --observe tells of it, and a finger
that finds things by name. It waits for what it is told; the two waits by the clock are spans that
the kiosk itself measures (handbook of kiosks: a tap rests 50 ms, 400 ms after a change nothing
counts)."""

import json
import os
import subprocess
import time

from machine import HEIGHT, WIDTH
from stream import Late

REACH = 32767        # hand.cpp
PRESS_S = 0.08       # kTapMin is 50 ms
GUARD_S = 0.45       # kGuard is 400 ms
QUIET_S = 0.6        # Nothing was drawn for so long: nothing moves. A frame may take 0.3 s here.
RESTLESS_S = 10      # What moves for ever, as a countdown, is looked at as it is.
PATIENCE_S = 90
HOLD_S = 60          # The way to the staff: three seconds of the guest's time, and a frame.


class Shown:
    """The newest frame as the kiosk told it."""

    def __init__(self):
        self.screen, self.targets, self.codes, self.read = "", {}, [], []
        self.frames, self.written, self.changed_at = 0, None, 0.0

    def hear(self, line):
        try:
            told = json.loads(line)
        except json.JSONDecodeError:
            return  # The first line may begin in the middle, after a restart of what tells us.
        if "written" in told:
            self.written = told["written"]
            return
        if told["screen"] != self.screen:
            self.changed_at = time.monotonic()
        self.screen, self.targets = told["screen"], told["targets"]
        self.codes = [code["text"] for code in told["codes"]]
        self.read = told["read"]
        self.frames += 1


class Glass:
    def __init__(self, machine, guest):
        self.machine, self.guest, self.shown = machine, guest, Shown()
        self.told = machine.ports["observe"]
        self.told.listen(self.shown.hear)

    # Waiting.
    def until(self, holds, what, seconds=PATIENCE_S):
        try:
            return self.told.until(holds, seconds, what)
        except Late as late:
            targets = " ".join(self.shown.targets)
            raise Late(f"{late}; the screen is \"{self.shown.screen}\" with {targets}") from None

    def until_screen(self, screen, seconds=PATIENCE_S):
        self.until(lambda: self.shown.screen == screen, f"screen \"{screen}\"", seconds)

    def until_target(self, name, seconds=PATIENCE_S):
        self.until(lambda: name in self.shown.targets, f"\"{name}\" on the glass", seconds)

    def until_written(self, rows, seconds=PATIENCE_S):
        def enough():
            return self.shown.written is not None and self.shown.written >= rows
        self.until(enough, f"{rows} rows on disk", seconds)

    def settle(self):
        self.told.quiet(QUIET_S, RESTLESS_S)

    def forget(self):
        """What was told of a kiosk that is gone."""
        with self.told.news:
            self.shown.written, self.shown.screen, self.shown.targets = None, "", {}

    # Touching.
    def middle(self, name):
        if name not in self.shown.targets:
            raise Late(f"no \"{name}\" on the screen \"{self.shown.screen}\", "
                       f"only {' '.join(self.shown.targets)}")
        x, y, width, height = self.shown.targets[name]
        return x + width // 2, y + height // 2

    def down(self, x, y):
        self.guest.hand(f"down 0 {x * REACH // (WIDTH - 1)} {y * REACH // (HEIGHT - 1)}")

    def lift(self):
        self.guest.hand("up 0")

    def guard(self):
        left = self.shown.changed_at + GUARD_S - time.monotonic()
        if left > 0:
            time.sleep(left)

    def tap(self, name):
        """Presses until the press was drawn, lifts, and waits until that was drawn."""
        self.guard()
        x, y = self.middle(name)
        before = self.shown.frames
        self.down(x, y)
        self.until(lambda: self.shown.frames > before, f"a frame after pressing \"{name}\"")
        time.sleep(PRESS_S)
        held = self.shown.frames
        self.lift()
        self.until(lambda: self.shown.frames > held, f"a frame after lifting from \"{name}\"")

    def go(self, name, screen):
        self.tap(name)
        self.until_screen(screen)

    def hold(self, name, screen):
        """Rests a finger until a screen comes up."""
        self.guard()
        self.down(*self.middle(name))
        self.until_screen(screen, HOLD_S)
        self.lift()
        self.settle()

    def enter(self, code, pin):
        """Through the staff's door."""
        self.hold("mark", "staff-door")
        self.until_target(f"code-{code}")
        self.tap(f"code-{code}")
        for digit in pin:
            self.tap(f"pin-{digit}")
        self.until_screen("staff-tallies")
        self.settle()

    # Looking.
    def picture(self):
        self.settle()
        return self.machine.screen()

    def scan(self):
        """The texts of the QR codes on QEMU's own screenshot, as any phone reads them."""
        path = os.path.join(self.machine.folder, "scan.ppm")
        with open(path, "wb") as file:
            file.write(self.picture())
        found = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable",
                                path], capture_output=True, text=True, check=False)
        return found.stdout.splitlines()
