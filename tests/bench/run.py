#!/usr/bin/env python3
"""Runs the benchmarks and prints one table: ./motcua bench. See README.md beside this file."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile

import figures

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.normpath(os.path.join(HERE, '../..'))
# What belongs to a group: a program that is built, or one that stands here.
GROUPS = {
    'frame': ['motcua-bench-frame'],
    'instructions': ['instructions.py'],
    'glass': ['motcua-bench-glass'],
    'search': ['motcua-bench-search'],
    'tallies': ['motcua-bench-tally', 'motcua-bench-staff'],
    'journal': ['motcua-bench-append'],
    'export': ['motcua-bench-export'],
    'province': ['motcua-bench-ingest', 'motcua-bench-page', 'motcua-bench-catch-up',
                 'motcua-bench-sync'],
}
ROUNDS_AGAINST = 2    # Of both commits, in turn: what drifts in the machine is in both.
BUILT_FOR = 'motcua-kiosk', 'motcua-agent', 'motcua-province', 'motcua-journal', 'motcua-walk'


class Tree:
    """A commit, built."""

    def __init__(self, folder):
        self.folder = folder
        self.build = os.path.join(folder, 'build/release')

    def words(self, program):
        """How the program is started; None where this commit has none of that name."""
        place = os.path.join(self.folder, 'tests/bench') if program.endswith('.py') else \
            os.path.join(self.build, 'tests')
        path = os.path.join(place, program)
        return [path] if os.path.exists(path) else None

    def run(self, program, quick):
        words = self.words(program)
        if not words:
            print(f'  {program}: not in this commit', file=sys.stderr)
            return []
        done = subprocess.run(words + (['--quick'] if quick else []), stdout=subprocess.PIPE,
                              text=True, check=False, cwd=self.folder)
        if done.returncode != 0:
            raise figures.Malformed(f'{program} ended with {done.returncode}; see above')
        return figures.read(done.stdout)


def run(*words, **how):
    return subprocess.run(words, check=True, text=True, **how)


def said(*words):
    return run(*words, capture_output=True).stdout.strip()


def commit_of(folder):
    words = said('git', '-C', folder, 'log', '-1', '--format=%h %s')
    changed = said('git', '-C', folder, 'status', '--porcelain', '--untracked-files=no')
    return words + (' (and changes)' if changed else '')


def built(commit):
    """Another commit's tree, in build/against, built as this one is."""
    whole = said('git', '-C', SOURCE, 'rev-parse', '--verify', f'{commit}^{{commit}}')
    folder = os.path.join(SOURCE, 'build/against', whole[:12])
    if not os.path.exists(folder):
        run('git', '-C', SOURCE, 'worktree', 'prune')
        run('git', '-C', SOURCE, 'worktree', 'add', '--detach', folder, whole,
            stdout=sys.stderr)
    tree = Tree(folder)
    launcher = ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] if shutil.which('ccache') else []
    run('cmake', '--preset', 'release', '-DBUILD_TESTING=ON', *launcher, cwd=folder,
        stdout=sys.stderr)
    known = said('ninja', '-C', tree.build, '-t', 'targets', 'all')
    targets = [target for target in [*BUILT_FOR, *(program for programs in GROUPS.values()
                                                   for program in programs)]
               if f'\n{target}: ' in known]
    run('cmake', '--build', tree.build, '--target', *targets, stdout=sys.stderr)
    return tree


def merged(several):
    """The samples of several runs, as one."""
    kept = {}
    for figure in several:
        if figure.key in kept:
            kept[figure.key].add(figure)
        else:
            kept[figure.key] = figure
    return list(kept.values())


def machine():
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        names = [line.split(':')[1].strip() for line in file if line.startswith('model name')]
    with open('/etc/os-release', encoding='utf-8') as file:
        system = [line.split('=')[1].strip().strip('"') for line in file
                  if line.startswith('PRETTY_NAME=')]
    return {'processor': (names or [platform.machine()])[0], 'processors': os.cpu_count(),
            'system': (system or [platform.platform()])[0],
            'load_at_start': round(os.getloadavg()[0], 2)}


def measure(groups, quick, other):
    """The figures of this tree, and of the other one, if there is one."""
    here, there = Tree(SOURCE), []
    mine = []
    for group in groups:
        for program in GROUPS[group]:
            for _ in range(ROUNDS_AGAINST if other else 1):
                print(f'{group}: {program}', file=sys.stderr, flush=True)
                mine += here.run(program, quick)
                there += other.run(program, quick) if other else []
    return merged(mine), merged(there)


def write(path, about, found):
    """Whole or not at all."""
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', delete=False,
                                     dir=os.path.dirname(os.path.abspath(path))) as file:
        json.dump(about | {'figures': [figure.as_json() for figure in found]}, file,
                  ensure_ascii=False, indent=1)
    os.replace(file.name, path)


def main():
    parser = argparse.ArgumentParser(prog='./motcua bench', description=__doc__)
    parser.add_argument('groups', nargs='*', metavar='GROUP',
                        help=f'of {", ".join(GROUPS)}; all of them if none is named')
    parser.add_argument('--json', metavar='FILE', help='write every figure with its samples')
    parser.add_argument('--against', metavar='COMMIT',
                        help='measure another commit too, in turn with this one, and compare')
    parser.add_argument('--quick', action='store_true', help='a few rounds: whether it works')
    options = parser.parse_args()
    unknown = [group for group in options.groups if group not in GROUPS]
    if unknown:
        parser.error(f'no group is called {", ".join(unknown)}; there are {", ".join(GROUPS)}')
    about = {'commit': commit_of(SOURCE), 'quick': options.quick, **machine()}
    try:
        other = built(options.against) if options.against else None
        mine, there = measure(options.groups or list(GROUPS), options.quick, other)
    except (figures.Malformed, subprocess.CalledProcessError) as error:
        print(f'./motcua bench: {error}', file=sys.stderr)
        return 1
    print(f'{about["commit"]}\n{about["processors"]} × {about["processor"]}, {about["system"]}, '
          f'load {about["load_at_start"]} at the start'
          + (', a few rounds only' if options.quick else '') + '\n')
    print(figures.laid_out(figures.rows_of(mine)))
    if other:
        print(f'\nagainst {commit_of(other.folder)}\n')
        print(figures.laid_out(figures.compared(mine, {one.key: one for one in there})))
    if options.json:
        more = {'against': commit_of(other.folder),
                'there': [figure.as_json() for figure in there]} if other else {}
        write(options.json, about | more, mine)
    missed = [figure for figure in mine if figure.promises() and not figure.promises()[1]]
    return 3 if missed and not options.quick else 0


if __name__ == '__main__':
    sys.exit(main())
