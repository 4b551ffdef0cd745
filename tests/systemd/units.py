#!/usr/bin/env python3
"""The files of systemd/: units are whole and sandboxed as far as they can be, each exception has
its reason in the unit, scripts are scripts, what refers to a file finds it, and the installation
guide tells the same commands in both languages. Seconds; no root."""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '../appliance'))

import book  # noqa: E402

SOURCE = os.path.join(HERE, '../../systemd')

EXPOSURE_MAX = 20    # Tenths of systemd-analyze's exposure.
# What weighs less needs no words: everybody has a root directory and local sockets.
NEEDS_WORDS = 0.2

failures = []


def check(holds, words):
    if not holds:
        failures.append(words)
        print(f'FAILED: {words}')


def run(*words, **how):
    return subprocess.run(words, capture_output=True, text=True, check=False, **how)


def read(name):
    with open(os.path.join(SOURCE, name), encoding='utf-8') as file:
        return file.read()


def names(pattern):
    return sorted(os.path.basename(path) for path in glob.glob(os.path.join(SOURCE, pattern)))


def units_are_whole(root):
    """As systemd reads them, among Debian's own units; every program they start is one of ours."""
    system = os.path.join(root, 'usr/lib/systemd/system')
    shutil.copytree('/usr/lib/systemd/system', system, symlinks=True)
    programs = [f'usr/libexec/motcua/{name}' for name in scripts()]
    programs += [f'usr/bin/motcua-{name}' for name in ('kiosk', 'agent', 'province')]
    programs += ['usr/bin/cage', 'usr/bin/env']
    for path in programs:
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\n')
        os.chmod(os.path.join(root, path), 0o755)
    for unit in units():
        shutil.copy(os.path.join(SOURCE, unit), system)
    for unit in units():
        said = run('systemd-analyze', 'verify', f'--root={root}', '--man=no', unit)
        # Debian's own units may have words of their own.
        ours = [line for line in said.stderr.splitlines() if 'motcua' in line]
        check(said.returncode == 0 and not ours, f'{unit}: {said.stderr.strip()}')


def drop_ins_are_whole(root):
    """Those of appliance.d that change Debian's own units."""
    system = os.path.join(root, 'usr/lib/systemd/system')
    folders = re.findall(r"^    \[([^]]+)\]=/etc/systemd/system/([^/]+)\.d/", read('appliance'), re.M)
    check(len(folders) == 4, f'drop-ins for {folders}')
    for name, unit in folders:
        if not os.path.exists(os.path.join(system, unit)):
            continue  # apt's timers come with Debian, not with every chroot.
        os.makedirs(os.path.join(system, unit + '.d'))
        shutil.copy(os.path.join(SOURCE, 'appliance.d', name),
                    os.path.join(system, unit + '.d/motcua.conf'))
        said = run('systemd-analyze', 'verify', f'--root={root}', '--man=no', unit)
        ours = [line for line in said.stderr.splitlines() if 'motcua' in line]
        check(not ours, f'{name}: {said.stderr.strip()}')


def units():
    return [name for kind in ('service', 'timer', 'slice') for name in names(f'*.{kind}')]


def scripts():
    return [name for name in names('*')
            if os.path.isfile(os.path.join(SOURCE, name)) and read(name).startswith('#!')]


def services_are_hardened():
    for unit in names('*.service'):
        path = os.path.join(SOURCE, unit)
        said = run('systemd-analyze', 'security', '--offline=true', '--no-pager',
                   f'--threshold={EXPOSURE_MAX}', path)
        check(said.returncode == 0, f'{unit}: {said.stdout.strip().splitlines()[-1:]}')


def exceptions_have_reasons():
    for unit in names('*.service'):
        comments = [line for line in read(unit).splitlines() if line.startswith('#')]
        if 'as in motcua-kiosk.service' in ' '.join(comments):
            comments += [line for line in read('motcua-kiosk.service').splitlines()
                         if line.startswith('#')]
        if 'As motcua-update.service' in ' '.join(comments):
            comments += [line for line in read('motcua-update.service').splitlines()
                         if line.startswith('#')]
        words = ' '.join(comments)
        said = run('systemd-analyze', 'security', '--offline=true', '--json=short',
                   os.path.join(SOURCE, unit))
        for item in json.loads(said.stdout):
            if item['set'] or float(item['exposure'] or 0) < NEEDS_WORDS:
                continue
            directive = re.split('[=/]', item['name'])[0]
            said_of = {'CapabilityBoundingSet': 'capabilities', 'SystemCallFilter': '@',
                       'RestrictAddressFamilies': 'PrivateNetwork'}.get(directive, directive)
            check(said_of in words, f'{unit}: no reason for {item["name"]}')


def scripts_are_scripts():
    for name in scripts() + ['packages.bash', 'repository.bash']:
        shell = 'sh' if read(name).startswith('#!/bin/sh') else 'bash'
        said = run(shell, '-n', os.path.join(SOURCE, name))
        check(said.returncode == 0, f'{name}: {said.stderr.strip()}')
        if not name.endswith('.bash'):
            check(os.access(os.path.join(SOURCE, name), os.X_OK), f'{name}: not executable')


def users_can_be_made(root):
    for name in names('*.sysusers'):
        said = run('systemd-sysusers', f'--root={root}', os.path.join(SOURCE, name))
        check('not a valid' not in said.stderr and 'Failed to parse' not in said.stderr,
              f'{name}: {said.stderr.strip()}')


def the_appliance_finds_its_files():
    there = set(names('appliance.d/*'))
    linked = set(re.findall(r'^    \[([^]]+)\]=/', read('appliance'), re.M))
    check(there == linked, f'appliance.d and appliance differ in {there ^ linked}')
    masked = re.search(r'MASKED=\(([^)]*)\)', read('appliance')).group(1).split()
    check({'getty@tty1.service', 'ctrl-alt-del.target'} <= set(masked), 'a console stays')


def the_pause_grows_and_ends(root):
    folder = os.path.join(root, 'pause')
    os.makedirs(folder)

    def pause(what, **environment):
        return run(os.path.join(SOURCE, 'kiosk-pause'), what,
                   env=dict(os.environ, RUNTIME_DIRECTORY=folder, **environment))

    for failure in (1, 2, 3):
        check('starts again' not in pause('begin').stderr, f'start {failure} waited')
        pause('end', SERVICE_RESULT='exit-code')
    check('in 2 s' in pause('begin').stderr, 'the fourth start did not wait')
    pause('end', SERVICE_RESULT='success')
    check('starts again' not in pause('begin').stderr, 'an end in order was held against it')
    # One that has lived long: as if it had begun a minute before the machine did.
    with open(os.path.join(folder, 'began'), 'w', encoding='utf-8') as file:
        file.write('-60')
    with open(os.path.join(folder, 'failures'), 'w', encoding='utf-8') as file:
        file.write('9')
    pause('end', SERVICE_RESULT='watchdog')
    check('starts again' not in pause('begin').stderr, 'a long life did not count')


def the_guides_are_one():
    """The scenario `guide` of tests/appliance follows one of them; the other has its commands."""
    check(sum(len(one.commands) for one in book.chapters()) >= 10, 'the guide has lost commands')
    for difference in book.differences():
        check(False, difference)


def main():
    if not shutil.which('systemd-analyze'):
        sys.exit('systemd-analyze is missing: apt install systemd')
    with tempfile.TemporaryDirectory() as root:
        units_are_whole(root)
        drop_ins_are_whole(root)
        services_are_hardened()
        exceptions_have_reasons()
        scripts_are_scripts()
        users_can_be_made(root)
        the_appliance_finds_its_files()
        the_pause_grows_and_ends(root)
        the_guides_are_one()
    print(f'{len(units())} units, {len(scripts())} scripts: {len(failures)} failures')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
