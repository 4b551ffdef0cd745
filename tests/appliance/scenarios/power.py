"""The power is cut, again and again, at moments that the dice choose: while citizens tap, while
staff record, and while the machine boots. Every row that the kiosk had called written is there
afterwards, the chain of hashes verifies, and the machine boots to a usable screen each time.

QEMU is killed by SIGKILL. Its disk is disk.py's: what the guest had not flushed is lost or kept
block by block (`--cache lost`, the default), or every write it made lasts (`--cache kept`)."""

import contextlib
import random
import statistics
import subprocess
import threading
import time

from bench import Broken, expect, expect_same, say
from disk import Disk
from stream import Late

MINUTES = 150
CODE = "1.001193"
MANAGER, PIN = "QL01", "839265"
BUSY_S = 25.0          # The power goes within so many seconds of work before the glass,
BOOT_SHARE = 0.15      # or, this often, while the machine boots.
BACK_MAX = 8           # No screen lies deeper.
STATE = "/var/lib/motcua"


class Account:
    """What must be in the journal: the rows that were called written, ever."""

    def __init__(self):
        self.acknowledged, self.known = 0, []

    def settle(self, stand):
        """After a boot. Returns the rows that were there before this run's own."""
        while True:
            written = stand.glass.shown.written
            rows = stand.verified()
            if stand.glass.shown.written == written:
                break
        expect(rows - written >= self.acknowledged,
               f"{self.acknowledged} rows were called written, {rows - written} are there")
        found = stand.rows()
        expect_same(found[:len(self.known)], self.known, "the rows that were seen before")
        self.known = found
        return rows - written


def hire(stand):
    stand.guest.run(f"printf '{PIN}\\n{PIN}\\n' | motcua-staff --state {STATE} add {MANAGER} "
                    "--role manager")


def visit(glass, dice):
    """A citizen with a will of their own."""
    glass.go("start", "home")
    tiles = sorted(name for name in glass.shown.targets if name.startswith("tile-"))
    glass.tap(dice.choice(tiles))
    glass.settle()
    wishes = ("row-", "by-", "step-", "done", "out.", "face-", "end", "card-", "page-")
    for _ in range(dice.randint(2, 12)):
        names = sorted(name for name in glass.shown.targets if name.startswith(wishes))
        if not names or glass.shown.screen == "attract":
            break
        glass.tap(dice.choice(names))
        glass.settle()
    go_home(glass)


def go_home(glass):
    """However far the visit came, the next one begins at the first screen: back, step by step."""
    for _ in range(BACK_MAX):
        ways = [name for name in ("end", "home", "back") if name in glass.shown.targets]
        if glass.shown.screen == "attract" or not ways:
            break
        glass.tap(ways[0])
        glass.settle()
    glass.until_screen("attract")


def record(glass, dice):
    """Staff come in, record some dossiers and leave."""
    glass.enter(MANAGER, PIN)
    glass.go("tab-entry", "staff-entry")
    glass.settle()
    if "save" not in glass.shown.targets or dice.random() < 0.3:
        glass.go("other", "staff-pick")
        glass.tap("key-digits")
        for letter in CODE:
            glass.tap(f"key-{letter}")
        glass.until_target(f"row-{CODE}")
        glass.go(f"row-{CODE}", "staff-entry")
    for _ in range(dice.randint(1, 6)):
        glass.tap("save")
        glass.settle()
    glass.go("leave", "attract")


def work_until_dark(stand, dice, seconds):
    """Taps and entries until the power goes, `seconds` from now."""
    dark = threading.Event()

    def cut():
        dark.set()    # Before it: who works sees the guest go while the cut is still under way.
        stand.machine.cut_power()
    timer = threading.Timer(seconds, cut)
    timer.start()
    try:
        while True:
            (record if dice.random() < 0.5 else visit)(stand.glass, dice)
    except (Late, OSError):
        if not dark.is_set():
            raise  # It stands there with light in it, and does not do as it should.
    finally:
        timer.join()


class Cycle:
    """One boot and its end."""

    def __init__(self, bench, folder, disk, dice, account):
        self.bench, self.folder, self.disk = bench, folder, disk
        self.dice, self.account = dice, account
        self.boots = []

    def cut_in_boot(self):
        """Before anything could be acknowledged."""
        moment = self.dice.uniform(0, statistics.median(self.boots))
        self.disk.listen()
        with self.bench.machine(self.folder, disk=self.disk.words()) as stand:
            with contextlib.suppress(subprocess.TimeoutExpired):
                stand.machine.process.wait(moment)
                raise Broken("the machine went off by itself while it booted")
            stand.machine.cut_power()
        return f"in the boot, at {moment:.1f} s"

    def cut_at_work(self, first):
        self.disk.listen()
        with self.bench.machine(self.folder, disk=self.disk.words()) as stand:
            stand.usable()
            self.boots.append(stand.machine.seconds())
            stand.guest.ready()
            before = self.account.settle(stand)
            if first:
                hire(stand)
            moment = self.dice.uniform(0, BUSY_S)
            work_until_dark(stand, self.dice, moment)
            said = stand.glass.shown.written
            self.account.acknowledged = before + said
        return f"at work, {moment:.1f} s after; {said} rows of this run were called written"


def run(bench):
    options = bench.options
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    bench.figure("seed", seed)
    bench.figure("cache", f"{options.cache}: what was not flushed is "
                 + ("lost, kept or reordered by the dice" if options.cache == "lost" else "kept"))
    dice, account, folder = random.Random(seed), Account(), bench.folder("power")
    disk = Disk(bench.boot.disk, folder, dice, loses=options.cache == "lost")
    cycle, began = Cycle(bench, folder, disk, dice, account), time.monotonic()
    unflushed = old = at_work = 0
    for number in range(1, options.cuts + 1):
        in_boot = cycle.boots and dice.random() < BOOT_SHARE
        said = cycle.cut_in_boot() if in_boot else cycle.cut_at_work(number == 1)
        at_work += not in_boot
        blocks, lost = disk.cut()
        unflushed, old = unflushed + blocks, old + lost
        say(f"cut {number} of {options.cuts}: {said}; {lost} of {blocks} unflushed blocks "
                  f"lost; {account.acknowledged} rows acknowledged in all")
    disk.listen()
    with bench.machine(folder, disk=disk.words()) as stand:
        stand.usable()
        stand.guest.ready()
        account.settle(stand)
        bench.figure("rows in the end", len(account.known))
    minutes = (time.monotonic() - began) / 60
    bench.figure("cuts", f"{options.cuts}, {at_work} of them at work; none lost a row")
    bench.figure("unflushed blocks", f"{unflushed}, of which {old} did not last")
    bench.figure("one cycle", f"{minutes * 60 / options.cuts:.0f} s; {minutes:.0f} min in all")
    bench.figure("power to a usable screen", f"median {statistics.median(cycle.boots):.0f} s, "
                 f"longest {max(cycle.boots):.0f} s")
