"""What systemd says of each unit's hardening, inside the guest: its exposure is 2.0 at most, or the
unit says why not."""

import re

from bench import expect

MINUTES = 3
EXPOSURE_MAX = 2.0
UNITS = ("motcua-kiosk.service", "motcua-kiosk-cage.service", "motcua-agent.service",
         "motcua-hours.service", "motcua-update.service", "motcua-update-mend.service",
         "motcua-update-fetch.service")
# Fetches with apt, which drops its rights by itself and must be able to: the unit says more.
ALLOWED = {"motcua-update-fetch.service": 2.3}


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
            most = ALLOWED.get(unit, EXPOSURE_MAX)
            expect(found <= most, f"{unit}: exposure {found}, more than {most}")
