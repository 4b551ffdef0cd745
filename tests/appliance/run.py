#!/usr/bin/python3
"""The test bench of the appliance: ./motcua appliance. See README.md beside this file."""

import argparse
import importlib
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "scenarios"))

from bench import Bench, say  # noqa: E402

# In the order in which they run: what the others stand on comes first.
SCENARIOS = ("boot", "walk", "faults", "security", "update", "guide", "power")


def parse():
    parser = argparse.ArgumentParser(prog="./motcua appliance", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO",
                        help="of " + ", ".join(SCENARIOS) + "; all of them if none is named")
    parser.add_argument("--packages", required=True, help="folder of the .debs")
    parser.add_argument("--hand", required=True, help="the program that hand.cpp is built to")
    parser.add_argument("--store", required=True, help="where images and what was seen are kept")
    parser.add_argument("--cuts", type=int, default=100, help="power cuts (default 100)")
    parser.add_argument("--cache", choices=("lost", "kept"), default="lost",
                        help="what a power cut does to writes that were not flushed")
    parser.add_argument("--seed", type=int, help="of power's dice; it says which it took")
    parser.add_argument("--boots", type=int, default=1, help="how often boot boots")
    parser.add_argument("--nice", type=int, default=0, help="niceness of the machines")
    options = parser.parse_args()
    options.store = os.path.abspath(options.store)
    unknown = [name for name in options.scenarios if name not in SCENARIOS]
    if unknown:
        parser.error(f"no scenario {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
    if os.geteuid() != 0:
        parser.error("making an image needs root; run ./motcua appliance as root or with sudo")
    return options


def run_one(bench, name):
    """Whether the scenario held; its figures go to the report either way."""
    began = time.monotonic()
    say(f"== {name}")
    try:
        importlib.import_module(name).run(bench)
        verdict = "held"
    except Exception as error:  # pylint: disable=broad-except
        verdict = f"FAILED: {type(error).__name__}: {error}"
    minutes = (time.monotonic() - began) / 60
    say(f"{name}: {verdict} ({minutes:.1f} min)")
    with open(os.path.join(bench.store, "report.txt"), "a", encoding="utf-8") as file:
        file.write(f"== {name}, {time.strftime('%F %T')}, {minutes:.1f} min: {verdict}\n")
        file.writelines(f"{what}: {value}\n" for what, value in bench.figures)
    bench.figures.clear()
    return verdict == "held"


def kiosk_packages(folder):
    """The kiosk and the agent beside it; the province's server stands elsewhere."""
    names = [name for name in sorted(os.listdir(folder))
             if name.endswith(".deb") and name.startswith(("motcua-kiosk_", "motcua-agent_"))]
    if not names:
        raise SystemExit(f"{folder} holds no motcua-kiosk_*.deb; run ./motcua package first")
    return [os.path.join(folder, name) for name in names]


def main():
    options = parse()
    os.makedirs(options.store, exist_ok=True)
    debs = kiosk_packages(options.packages)
    bench = Bench(options.store, debs, options)
    results = [run_one(bench, name) for name in options.scenarios or SCENARIOS]
    say(f"the report: {options.store}/report.txt")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
