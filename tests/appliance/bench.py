"""What a scenario is given: the image, machines over it, and a place for what was seen."""

import contextlib
import functools
import glob
import os
import re
import shutil
import sys
import time

import fresh
import image
from glass import Glass
from guest import Guest
from machine import Machine
from picture import Picture

FIRST_FRAME_S = 900    # From power to the first screen: 60 s on two cores, far more on busy ones.
ROWS_MAX = 100_000     # More than any scenario makes.
JOURNAL = "/var/lib/motcua/journal.db"


class Broken(AssertionError):
    """A promise that was not kept."""


def expect(holds, what):
    if not holds:
        raise Broken(what)


def expect_same(found, wanted, what):
    if found != wanted:
        raise Broken(f"{what}\nfound:  {found}\nwanted: {wanted}")


def say(words):
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


class Stand:
    """A machine with somebody before its glass."""

    def __init__(self, machine):
        self.machine, self.guest = machine, Guest(machine)
        self.glass = Glass(machine, self.guest)

    def usable(self, seconds=FIRST_FRAME_S):
        """Waits until citizens are served: the first screen stands and fingers are felt."""
        self.glass.until_written(0, seconds)
        self.glass.until_screen("attract", seconds)

    def hear_again(self):
        """What was told before the state was kept is told once more."""
        self.guest.run("systemctl restart bench-observe bench-log")
        self.usable()

    def rows(self):
        """The rows of the journal as motcua-journal shows them, the oldest first."""
        said = self.guest.run(f"motcua-journal --journal {JOURNAL} show -n {ROWS_MAX}")
        rows = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
        return sorted(rows, key=lambda row: int(row.split()[0]))

    def verified(self):
        """The number of rows, by motcua-journal verify, which must find them whole."""
        said = self.guest.run(f"motcua-journal --journal {JOURNAL} verify")
        expect(re.search(r"^ok$", said, re.MULTILINE), f"motcua-journal verify: {said}")
        return int(re.search(r"^rows +(\d+)$", said, re.MULTILINE)[1])


def deed(row):
    """Of a row of motcua-journal show: kind, procedure, detail, verdict; not number and time."""
    return row.split(" ", 3)[3]


class Bench:
    def __init__(self, store, debs, options):
        """`debs`: the kiosk's packages."""
        self.store, self.debs, self.options = store, debs, options
        self.figures = []

    @functools.cached_property
    def boot(self):
        """A kiosk that was set up."""
        return image.image(self.store, self.debs, self.options.hand, say)

    @functools.cached_property
    def fresh(self):
        """A machine that the Debian installer has just left."""
        return fresh.fresh(self.store, self.debs, self.options.hand, say)

    def figure(self, name, value):
        """Something measured, for the report."""
        self.figures.append((name, value))
        say(f"{name}: {value}")

    def package(self, name):
        """The .deb of that package."""
        found = glob.glob(os.path.join(self.options.packages, name + "_*.deb"))
        expect(len(found) == 1, f"{len(found)} packages {name}_*.deb, not one: {found}")
        return found[0]

    def folder(self, name):
        """A fresh folder for what a scenario leaves behind."""
        path = os.path.join(self.store, "seen", name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    @contextlib.contextmanager
    def machine(self, folder, disk=None, boot=None, kind=Machine, **more):
        """A machine of that kind, switched on, over a fresh disk unless one is given. On failure
        what stood on its glass and in its log is kept in the folder."""
        boot = boot or self.boot
        disk = disk or image.overlay(boot, folder)
        with kind(boot, disk, folder, nice=self.options.nice, **more) as machine:
            machine.start()
            stand = Stand(machine)
            try:
                yield stand
            except BaseException:
                self.keep(stand, folder)
                raise
            finally:
                keep_lines(machine.ports["log"], os.path.join(folder, "guest.log"))

    @contextlib.contextmanager
    def standing(self, folder):
        """A machine that has booted and serves citizens. Booted once for an image: where it stood
        is kept (memory and disk), and each scenario goes on from there with a disk of its own."""
        kept = os.path.join(self.boot.folder, "ready.qcow2")
        if not os.path.exists(kept):
            self.boot_once(folder, kept)
        disk = os.path.join(folder, "disk.qcow2")
        shutil.copy(kept, disk)
        with self.machine(folder, disk=f"file={disk},format=qcow2", resume=True) as stand:
            stand.hear_again()
            yield stand

    def boot_once(self, folder, kept):
        say("booting a machine whose state is kept")
        with self.machine(folder) as stand:
            stand.usable()
            stand.guest.ready()
            stand.guest.run("systemctl is-system-running --wait || true", FIRST_FRAME_S)
            stand.glass.settle()
            stand.machine.suspend()
        os.rename(os.path.join(folder, "disk.qcow2"), kept)

    def keep(self, stand, folder):
        with contextlib.suppress(Exception):
            Picture(stand.machine.screen()).save(os.path.join(folder, "failed.png"))
            say(f"what stood on the glass: {folder}/failed.png; the log: {folder}/guest.log")


def keep_lines(stream, path):
    with stream.news, open(path, "a", encoding="utf-8") as file:
        file.writelines(line + "\n" for _, line in stream.lines)
