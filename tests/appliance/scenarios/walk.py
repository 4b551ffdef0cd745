"""A citizen walks from the first screen to the last by touches that evdev carries, and every QR
code is read from QEMU's own screenshot; the same after the touch panel, and then the display, was
unplugged and plugged again."""

import json
import os
import time
import tomllib

from bench import deed, expect, expect_same
from picture import Picture

MINUTES = 6
CODE = "1.001193"
# People hold a phone before a code; six steps in two seconds would be a ghost (journal/judge.h).
SCANNING_S = 3
CATALOGUE = "/usr/share/motcua/config/catalogue.json"
STEPS = ("", "step-wifi", "step-vneid", "step-submit", "step-track")
ROWS = ["visit_began - -", f"procedure_opened {CODE} -", f"qr_shown {CODE} procedure",
        f"qr_shown {CODE} wifi", f"qr_shown {CODE} vneid", f"qr_shown {CODE} submit",
        f"qr_shown {CODE} track", f"outcome {CODE} submitted", f"rating {CODE} 5",
        "visit_ended - finished"]
# A machine without network time marks its rows; nothing counts less for it.
VERDICT = " counted"


def addresses(guest):
    """The texts that the five codes must hold, made from the guest's configuration by hand."""
    portal = tomllib.loads(guest.run("cat /etc/motcua/portal.toml"))["portal"]
    wifi = tomllib.loads(guest.run("cat /etc/motcua/kiosk.toml"))["wifi"]["name"]
    found = guest.run(f"grep -A40 '\"code\": *\"{CODE}\"' {CATALOGUE} "
                      "| grep -om1 '\"formality_id\": *\"[^\"]*\"'")
    formality = json.loads("{" + found + "}")["formality_id"]
    return [portal["procedure"].replace("{formality_id}", formality),
            f"WIFI:T:nopass;S:{wifi};;", portal["account"],
            portal["submit"].replace("{formality_id}", formality), portal["track"]]


def visit(glass, wanted):
    glass.go("start", "home")
    glass.go("tile-ho-tich", "list")
    glass.go(f"row-{CODE}", "detail")
    glass.go("by-phone", "guide")
    for step, address in zip(STEPS, wanted):
        if step:
            glass.tap(step)
        expect_same(glass.scan(), [address], f"the QR code of \"{step or 'the first step'}\"")
        time.sleep(SCANNING_S)
    glass.go("done", "outcome")
    glass.go("out.submitted", "rating")
    glass.go("face-5", "thanks")
    glass.go("end", "attract")


def walk(bench, stand, wanted, times, what):
    """One visit, and its ten rows in the journal; `times` counts the visits."""
    began = time.monotonic()
    visit(stand.glass, wanted)
    stand.glass.until_written(len(ROWS) * times)
    rows = [deed(row) for row in stand.rows()[-len(ROWS):]]
    expect_same(rows, [row + VERDICT for row in ROWS], f"the rows of the visit, {what}")
    stand.verified()
    bench.figure(f"a visit {what}", f"{time.monotonic() - began:.0f} s, five codes read, "
                                    f"{len(ROWS)} rows, journal verified")


def replug_panel(stand):
    """The kernel says when it is gone and when it is back."""
    for words, said in (("unplug panel", "remove"), ("plug panel", "add")):
        stand.guest.hand(words)
        stand.guest.run("udevadm settle", 60)
        devices = stand.guest.run("grep -c 'Bench touch panel' /proc/bus/input/devices || true")
        expect_same(devices.strip(), "0" if said == "remove" else "1", f"devices after {words}")


def replug_display(stand, folder):
    """As a cable: the kernel sees the display go, and come back."""
    cable = stand.machine.cable
    for move, state in ((cable.pull, "disconnected"), (cable.plug, "connected")):
        move()
        await_connector(stand.guest, state)
        Picture(stand.machine.screen()).save(os.path.join(folder, f"display-{state}.png"))


def await_connector(guest, state):
    """Until the kernel says so of its one connector; it tells udev when that changes."""
    guest.run(f"""for turn in $(seq 100); do
        grep -qx {state} /sys/class/drm/card*-*/status && exit 0
        timeout 1 udevadm monitor -k -s drm | grep -qm1 change || true
    done; exit 1""")


def run(bench):
    folder = bench.folder("walk")
    with bench.standing(folder) as stand:
        wanted = addresses(stand.guest)
        Picture(stand.glass.picture()).save(os.path.join(folder, "attract.png"))
        walk(bench, stand, wanted, 1, "by evdev on KMSDRM")
        replug_panel(stand)
        walk(bench, stand, wanted, 2, "after the panel was plugged again")
        before = Picture(stand.glass.picture())
        replug_display(stand, folder)
        stand.glass.settle()
        expect(Picture(stand.machine.screen()).alike(before) > 0.9,
               "the picture did not come back with the display")
        walk(bench, stand, wanted, 3, "after the display was plugged again")
