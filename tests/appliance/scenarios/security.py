"""What systemd says of each unit's hardening, inside the guest: its exposure is 2.0 at most."""

import re

from bench import expect

MINUTES = 3
EXPOSURE_MAX = 2.0
UNITS = ("motcua-kiosk.service", "motcua-kiosk-cage.service", "motcua-agent.service",
         "motcua-hours.service", "motcua-update.service", "motcua-update-mend.service",
         "motcua-update-fetch.service")


def exposure(guest, unit):
    said = guest.run(f"systemd-analyze security --no-pager {unit} || true")
    found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
    expect(found, f"systemd-analyze says nothing of {unit}: {said[-300:]}")
    return float(found[1])


def run(bench):
    folder = bench.folder("security")
    with bench.standing(folder) as stand:
        for unit in UNITS:
            found = exposure(stand.guest, unit)
            bench.figure(unit, found)
            expect(found <= EXPOSURE_MAX, f"{unit}: exposure {found}, more than {EXPOSURE_MAX}")
