#!/usr/bin/env python3
"""Instructions that a frame of each kind takes, by callgrind: the one figure that is the same on a
busy machine and a quiet one. Drawn and painted, without a window. Counted in the difference of a
long and a short run, so that start-up and cold caches are not in it."""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import figures

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, '../../build/release/tests/motcua-bench-frame')
SHORT = 2    # Rounds; the first has letters to make.


def counted(program, kind, rounds):
    """Instructions inside of one_frame() in all rounds."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'callgrind.out')
        subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={path}',
                        '--toggle-collect=*one_frame*', program, '--one', kind,
                        '--rounds', str(rounds)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(path, encoding='utf-8') as file:
            found = re.search(r'^(?:totals|summary): (\d+)', file.read(), re.MULTILINE)
    if not found or not int(found[1]):
        raise RuntimeError(f'callgrind counted nothing of "{kind}"')
    return int(found[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--program', default=PROGRAM)
    parser.add_argument('--rounds', type=int, default=10)
    parser.add_argument('--quick', action='store_true', help='one kind of frame only')
    options = parser.parse_args()
    kinds = subprocess.run([options.program, '--list'], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    for kind in kinds[:1] if options.quick else kinds:
        short = counted(options.program, kind, SHORT)
        long = counted(options.program, kind, SHORT + options.rounds)
        figures.hand_over({'group': 'instructions', 'name': kind, 'unit': 'Minstr',
                           'ours': [(long - short) / options.rounds / 1e6]})
    return 0


if __name__ == '__main__':
    sys.exit(main())
