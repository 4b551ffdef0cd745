"""From the switch to the first picture: how long, and what is seen on the way. Every half second
the glass is looked at: nothing but black may stand on it until the kiosk has drawn, and nothing
but the kiosk's picture afterwards; no boot log, no cursor, no login."""

import os
import statistics
import threading

from bench import FIRST_FRAME_S, expect, say
from machine import HEIGHT
from picture import Picture

MINUTES = 8
LOOK_S = 0.5
LOOKS_AFTER = 20     # So many more once the machine is up: a late login prompt would show.
OURS = 0.99          # Of its colours: moved it has 0.994 of them, with a line of text 0.98.


class Look:
    def __init__(self, at, picture):
        self.at, self.picture = at, picture


class Watcher:
    """Looks at the glass every half second; keeps what is unlike the look before."""

    def __init__(self, machine):
        self.machine, self.looks, self.last = machine, [], None
        self.count, self.done = 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, name="watcher", daemon=True)

    def look(self):
        seen = self.machine.screen()
        self.count += 1
        if seen != self.last:
            self.looks.append(Look(self.machine.seconds(), Picture(seen)))
            self.last = seen

    def watch(self):
        while not self.done.wait(LOOK_S):
            self.look()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()


def judge(bench, folder, looks, final):
    """Everything that was seen is no signal, black, or ours, in this order."""
    nothing = looks[0].picture.pixels      # QEMU's own words, before the card has a mode.
    first = None
    for number, look in enumerate(looks):
        picture = look.picture
        if picture.pixels == nothing or picture.is_black():
            expect(first is None, f"the glass was dark again {look.at:.1f} s after power")
            continue
        if picture.height == HEIGHT and picture.alike(final) >= OURS:
            first = look.at if first is None else first
            continue
        path = os.path.join(folder, f"foreign-{number}.png")
        picture.save(path)
        expect(False, f"{look.at:.1f} s after power something foreign was on the glass: {path}")
    expect(first is not None, "the kiosk's picture was never seen")
    return first


def follow(bench, folder, stand):
    """From power to a machine at rest, looked at all the way; returns when the first picture and a
    usable screen came."""
    with Watcher(stand.machine) as watcher:
        stand.usable()
        usable = stand.machine.seconds()
        stand.guest.ready()
        stand.guest.ask("systemctl is-system-running --wait", FIRST_FRAME_S)
        stand.glass.settle()
        seen = watcher.count
        while watcher.count < seen + LOOKS_AFTER:
            watcher.done.wait(LOOK_S)
        watcher.done.set()
        watcher.thread.join()    # Two looks at once would share one file.
        final = Picture(stand.machine.screen())
        final.save(os.path.join(folder, "final.png"))
        first = judge(bench, folder, watcher.looks, final)
        say(stand.guest.run("systemd-analyze; systemd-analyze blame | head -8"))
        bench.figure("looked at the glass", f"{watcher.count} times, "
                                            f"{len(watcher.looks)} pictures that differ")
        return first, usable


def once(bench, folder):
    with bench.machine(folder) as stand:
        return follow(bench, folder, stand)


def run(bench):
    folder = bench.folder("boot")
    times = [once(bench, folder) for _ in range(bench.options.boots)]
    for name, found in zip(("first picture", "usable screen"), zip(*times)):
        bench.figure(f"power to the {name}", f"median {statistics.median(found):.1f} s of "
                     f"{len(found)}, longest {max(found):.1f} s, under emulation")
