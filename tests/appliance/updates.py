#!/usr/bin/env python3
"""systemd/update in a real Debian: real dpkg, real apt, a signed repository. Packages that say they
are kiosks stand in for the programs (they "draw" by making a file), and a few lines for systemctl,
because no systemd runs in a chroot. `./motcua appliance updates` runs it, as root; some minutes.
The bench in qemu does the same with the real packages on a real boot."""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time

from chroot import Chroot, base

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
UPDATE = '/usr/libexec/motcua/update'
# As its unit starts it: another user, with another umask than the installing one.
FETCH = ('(umask 077; setpriv --reuid=motcua-fetch --regid=motcua-fetch --clear-groups '
         '/usr/libexec/motcua/fetch)')
INBOX = '/var/lib/motcua-fetch/inbox'

KIOSK = """#!/bin/sh
# A kiosk of version VERSION, as far as an update looks at one.
if [ "$1" = hours ]; then
    cat /etc/hours
    ! grep -q ^closed /etc/hours
    exit
fi
case BEHAVIOUR in
    draws) touch /run/glass; exec sleep infinity ;;
    crashes) touch /run/glass; sleep 0.3; exit 134 ;;
    hangs) exec sleep infinity ;;
    ends) exit 1 ;;
esac
"""

SYSTEMCTL = """#!/bin/bash
# What systemd/update asks of systemd, where none runs.
later=no
while [[ ${1:-} == --* ]]; do
    [ "$1" != --no-block ] || later=yes
    shift
done
alive() { [ -f /run/kiosk.pid ] && kill -0 "$(cat /run/kiosk.pid)" 2>/dev/null; }
case "$1 ${2:-}" in
    "is-enabled motcua-kiosk.service") ;;
    "is-active motcua-kiosk.service") alive ;;
    "stop motcua-kiosk.service") ! alive || kill -KILL "$(cat /run/kiosk.pid)" ;;
    "start motcua-kiosk.service")
        ! alive || exit 0
        rm -f /run/glass
        motcua-kiosk >/dev/null 2>&1 &
        echo $! > /run/kiosk.pid
        while alive; do
            [ ! -e /run/glass ] || exit 0
            sleep 0.02
        done
        exit 1
        ;;
    "start motcua-hours.service") motcua-kiosk hours > /run/motcua/hours || true ;;
    "start motcua-update.service") [ $later = yes ] && touch /run/update-is-asked-for ;;
    "show -P") if alive; then cat /run/kiosk.pid; else echo 0; fi ;;
    "daemon-reload "* | "try-restart "*) ;;
    *) exit 1 ;;
esac
"""

PREINST = os.path.join(SOURCE, 'systemd/package/scripts/preinst')


def ours(name):
    with open(os.path.join(SOURCE, 'systemd', name), encoding='utf-8') as file:
        return file.read()


class Bench:
    """A kiosk's machine with a repository beside it."""

    def __init__(self, machine, frame_s=8):
        self.machine = machine
        self.repository = '/srv/repository'
        script = ours('update')
        for name, was, now in (('FRAME_S', 60, frame_s), ('STAYS_S', 15, 1)):
            line = f'readonly {name}={was} '
            assert line in script, f'{line}is not in systemd/update any more'
            script = script.replace(line, f'readonly {name}={now} ')
        machine.write(UPDATE, script, 0o755)
        for name in ('packages.bash', 'repository.bash', 'fetch', 'make-repository'):
            machine.write(f'/usr/libexec/motcua/{name}', ours(name), 0o755)
        for kind in ('sysusers', 'tmpfiles'):
            machine.write(f'/usr/lib/{kind}.d/motcua-kiosk.conf', ours(f'motcua-kiosk.{kind}'))
            words = ['--create'] if kind == 'tmpfiles' else []
            machine.must(f'systemd-{kind}', *words, 'motcua-kiosk.conf')
        machine.write('/usr/local/bin/systemctl', SYSTEMCTL, 0o755)
        self.hours('closed 600 until tomorrow')

    def hours(self, words):
        self.machine.write('/etc/hours', words + '\n')

    def package(self, name, version, behaviour='draws', depends='', postinst='', config='a = 1'):
        """Builds one; returns its path inside."""
        folder = f'/tmp/{name}-{version}'
        write = self.machine.write
        write(f'{folder}/DEBIAN/control',
              f'Package: {name}\nVersion: {version}\nArchitecture: amd64\nSection: misc\n'
              f'Priority: optional\nMaintainer: nobody <nobody@motcua.example>\n'
              + (f'Depends: {depends}\n' if depends else '') + 'Description: stands in\n')
        if name == 'motcua-kiosk':
            text = KIOSK.replace('VERSION', version).replace('BEHAVIOUR', behaviour)
            write(f'{folder}/usr/bin/motcua-kiosk', text, 0o755)
            write(f'{folder}/etc/motcua/kiosk.toml', config + '\n')
            write(f'{folder}/DEBIAN/conffiles', '/etc/motcua/kiosk.toml\n')
            # Enough of them that a power cut meets an unpacking in its middle.
            for number in range(150):
                write(f'{folder}/usr/share/motcua/assets/{number}', f'{version} {number}\n' * 40)
        if name.startswith('motcua-'):
            with open(PREINST, encoding='utf-8') as file:
                write(f'{folder}/DEBIAN/preinst', file.read().replace('@package@', name), 0o755)
        if postinst:
            write(f'{folder}/DEBIAN/postinst', '#!/bin/sh\nset -e\n' + postinst, 0o755)
        path = f'/tmp/{name}_{version}_amd64.deb'
        self.machine.must('dpkg-deb', '-Znone', '--root-owner-group', '-b', folder, path)
        return path

    def publish(self, version, **how):
        agent = self.package('motcua-agent', version, depends=f'motcua-kiosk (= {version})')
        more = how.pop('more', [])
        packages = [self.package('motcua-kiosk', version, **how), agent, *more]
        self.machine.must('/usr/libexec/motcua/make-repository', self.repository, *packages)
        return packages

    def install_first(self, version, by='apt'):
        self.publish(version)
        self.machine.write(
            '/etc/apt/sources.list.d/motcua.sources',
            f'Types: deb\nURIs: file:{self.repository}\nSuites: ./\n'
            f'Signed-By: {self.repository}/motcua.asc\n')
        self.machine.must('apt-get', 'update')
        if by == 'apt':
            self.machine.must('apt-get', 'install', '-y', 'motcua-kiosk', 'motcua-agent')
        else:
            self.machine.must('sh', '-c', f'dpkg -i /tmp/motcua-*_{version}_amd64.deb')

    def update(self):
        """What the timer does, a quarter of an hour later; the repository is asked again."""
        return self.fetch() + self.machine.must(UPDATE, 'install')

    def fetch(self):
        self.machine.must('rm', '-f', '/var/lib/motcua-fetch/looked')
        return self.machine.must('sh', '-c', FETCH)

    def boot(self):
        """What boot does after a power cut."""
        self.machine.must(UPDATE, 'mend')
        if self.machine.read('/run/update-is-asked-for') is not None:
            self.machine.must('sh', '-c', f'systemctl start motcua-kiosk.service; {UPDATE} install')

    def version(self):
        said = self.machine.must('dpkg-query', '-W', '-f', '${Version} ${db:Status-Status}\n',
                                 'motcua-*')
        lines = set(said.splitlines())
        assert len(lines) == 1, f'of two minds: {lines}'
        version, status = lines.pop().split()
        assert status == 'installed', status
        audit = self.machine.must('dpkg', '--audit')
        assert not audit, audit
        return version

    def drawn_by(self):
        """The version of the files, which is not always what dpkg believes."""
        return self.machine.read('/usr/bin/motcua-kiosk').split('version ')[1].split(',')[0]

    def status(self):
        return json.loads(self.machine.must(UPDATE, 'status'))

    def expect(self, version, state, **more):
        status = self.status()
        here = (self.version(), self.drawn_by())
        assert here == (version, version), (here, status)
        assert status['state'] == state, status
        for key, value in more.items():
            assert value in status[key], (key, status)
        assert not self.machine.read('/var/lib/motcua-update/transaction')
        assert not os.path.exists(self.machine.path('/run/motcua/allow-downgrade'))
        wrong = [n for n in range(150)
                 if not self.machine.read(f'/usr/share/motcua/assets/{n}').startswith(version)]
        assert not wrong, f'files of another version: {wrong}'
        return status


def a_new_version_is_installed_and_becomes_the_way_back(bench):
    bench.install_first('1.0')
    bench.update()
    bench.expect('1.0', 'current')
    bench.publish('1.1')
    bench.update()
    bench.expect('1.1', 'updated', to='1.1')
    kept = os.listdir(bench.machine.path('/var/lib/motcua-update/kept'))
    assert sorted(kept) == ['motcua-agent_1.1_amd64.deb', 'motcua-kiosk_1.1_amd64.deb'], kept


def a_version_that_does_not_draw_is_taken_back_and_not_tried_again(bench):
    bench.install_first('1.0')
    for version, behaviour in (('1.1', 'ends'), ('1.2', 'crashes')):
        bench.publish(version, behaviour=behaviour)
        bench.update()
        bench.expect('1.0', 'returned', message='did not present a frame', refused=version)
    said = bench.update()
    assert 'begins' not in said, said
    bench.publish('1.3')
    bench.update()
    bench.expect('1.3', 'updated')


def a_version_that_hangs_is_taken_back_after_its_minute(bench):
    bench.install_first('1.0')
    bench.publish('1.1', behaviour='hangs')
    began = time.monotonic()
    bench.update()
    took = time.monotonic() - began
    bench.expect('1.0', 'returned')
    assert 60 <= took < 90, took


def a_version_whose_installation_fails_is_taken_back(bench):
    bench.install_first('1.0')
    bench.publish('1.1', postinst='exit 1\n')
    bench.update()
    bench.expect('1.0', 'returned', message='could not be installed')


def nothing_is_installed_while_the_counter_is_open(bench):
    bench.install_first('1.0')
    bench.publish('1.1')
    for words in ('open 30 until noon', 'closed 4 until 07:00', 'nonsense'):
        bench.hours(words)
        bench.machine.must('systemctl', 'start', 'motcua-kiosk.service')
        bench.machine.must('sh', '-c', 'systemctl start motcua-kiosk.service; '
                           f'{FETCH} && {UPDATE} install')
        assert bench.version() == '1.0', words
        assert bench.status()['state'] == 'waiting'
    bench.hours('closed 5 until 07:00')
    bench.update()
    bench.expect('1.1', 'updated')


def nobody_is_interrupted_after_closing(bench):
    bench.install_first('1.0')
    bench.publish('1.1')
    bench.machine.write('/var/lib/motcua/journal.db-wal', 'a row of a minute ago')
    bench.update()
    assert bench.version() == '1.0' and 'used the kiosk' in bench.status()['message']
    bench.machine.must('touch', '-d', '11 minutes ago', '/var/lib/motcua/journal.db-wal')
    bench.update()
    bench.expect('1.1', 'updated')


def what_a_new_version_needs_comes_with_it(bench):
    bench.install_first('1.0')
    library = bench.package('libstands-in', '7')
    bench.publish('1.1', depends='libstands-in', more=[library])
    bench.update()
    bench.expect('1.1', 'updated')
    assert '7' in bench.machine.must('dpkg-query', '-W', 'libstands-in')


def a_forged_or_missing_repository_changes_nothing(bench):
    bench.install_first('1.0')
    bench.publish('1.1')
    inside = bench.machine.path(bench.repository)
    with open(f'{inside}/Packages', encoding='utf-8') as file:
        text = file.read().replace('1.1', '1.2')
    with open(f'{inside}/Packages', 'w', encoding='utf-8') as file:
        file.write(text)
    os.unlink(f'{inside}/Packages.gz')
    bench.update()
    bench.expect('1.0', 'no_repository')
    os.unlink(f'{inside}/InRelease')
    bench.update()
    bench.expect('1.0', 'no_repository')
    bench.publish('1.3')
    package = f'{inside}/motcua-kiosk_1.3_amd64.deb'
    with open(package, 'r+b') as file:
        file.seek(-100, os.SEEK_END)
        file.write(b'x' * 50)
    bench.update()
    assert bench.version() == '1.0' and bench.status()['state'] == 'waiting', bench.status()


def lay(bench, name, data):
    """Puts a file where the fetching user has one, as it could itself."""
    path = bench.machine.path(f'{INBOX}/{name}')
    if os.path.lexists(path):
        os.unlink(path)
    with open(path, 'wb') as file:
        file.write(data)
    os.chmod(path, 0o644)


def fetched(bench, name):
    with open(bench.machine.path(f'{INBOX}/{name}'), 'rb') as file:
        return file.read()


def whoever_fetches_is_believed_nothing(bench):
    """Each thing that the fetching user could lay there by evil; nothing of it is installed, and
    the next honest asking brings the version."""
    bench.install_first('1.0')
    bench.publish('1.1')
    bench.fetch()
    signed = fetched(bench, 'InRelease')
    deb = 'motcua-kiosk_1.1_amd64.deb'
    elsewhere = Bench.package(bench, 'motcua-kiosk', '1.2')
    with open(bench.machine.path(elsewhere), 'rb') as file:
        stranger = file.read()

    def another_key(bench):
        bench.machine.must('sh', '-c', 'rm -rf /tmp/other; mkdir /tmp/other; '
                           'MOTCUA_REPOSITORY_KEYS=/tmp/keys /usr/libexec/motcua/make-repository '
                           f'/tmp/other {elsewhere} /tmp/motcua-agent_1.1_amd64.deb')
        for name in ('InRelease', 'Packages', 'motcua-kiosk_1.2_amd64.deb'):
            with open(bench.machine.path(f'/tmp/other/{name}'), 'rb') as file:
                lay(bench, name, file.read())

    def link(bench, target):
        path = bench.machine.path(f'{INBOX}/{deb}')
        os.unlink(path)
        os.symlink(target, path)

    def pipe(bench, name):
        path = bench.machine.path(f'{INBOX}/{name}')
        os.unlink(path)
        os.mkfifo(path)
        os.chmod(path, 0o666)

    bench.machine.write('/root/secret', 'of root\n', 0o600)
    evils = {
        'another program under the package\'s name': lambda: lay(bench, deb, stranger),
        'a list that promises more': lambda: lay(
            bench, 'Packages', fetched(bench, 'Packages').replace(b'1.1', b'1.9')),
        'a list of another asking': lambda: lay(
            bench, 'InRelease', signed.replace(b'Suite: stable', b'Suite: mobile')),
        'everything signed by another key': lambda: another_key(bench),
        'no list': lambda: os.unlink(bench.machine.path(f'{INBOX}/InRelease')),
        'a link to what is root\'s': lambda: link(bench, '/root/secret'),
        'a pipe instead of a package': lambda: pipe(bench, deb),
        'a pipe instead of a list': lambda: pipe(bench, 'Packages'),
        'half a package': lambda: lay(bench, deb, fetched(bench, deb)[:2000]),
        'no packages': lambda: os.unlink(bench.machine.path(f'{INBOX}/{deb}')),
        'nonsense for an answer': lambda: lay(bench, 'answer', b'\x1b[31m;rm -rf /\n$(id)\n"\\\n'),
        'a list of the whole disk\'s size': lambda: lay(bench, 'Packages', b'x' * (9 << 20)),
    }
    for what, evil in evils.items():
        # Without what root knows from before; a list that it knows already is not read again.
        bench.machine.must('sh', '-c', f'rm -rf {INBOX} /var/lib/motcua-update/[lmn]*')
        bench.fetch()
        evil()
        bench.machine.must(UPDATE, 'install')
        assert bench.version() == '1.0', what
        assert not bench.machine.read('/var/lib/motcua-update/next/version'), what
        print(f'    {what}: {bench.status()["message"]}', flush=True)
        assert bench.status()['state'] in ('waiting', 'no_repository'), (what, bench.status())
    # What is signed is taken; what lies beside it is not.
    bench.machine.must('rm', '-rf', INBOX)
    bench.fetch()
    lay(bench, 'motcua-kiosk_1.2_amd64.deb', stranger)
    bench.machine.must(UPDATE, 'install')
    bench.expect('1.1', 'updated')


def what_was_broken_on_the_way_is_fetched_anew(bench):
    bench.install_first('1.0')
    bench.publish('1.1')
    bench.fetch()
    lay(bench, 'motcua-kiosk_1.1_amd64.deb', b'x' * 3000)
    bench.machine.must(UPDATE, 'install')
    assert 'not what is signed' in bench.status()['message'], bench.status()
    bench.machine.must('sh', '-c', f'{FETCH} && {UPDATE} install')    # No hour is waited for.
    bench.expect('1.1', 'updated')


def without_its_packages_a_version_is_packed_from_what_is_installed(bench):
    bench.install_first('1.0', by='stick')
    bench.machine.write('/etc/motcua/kiosk.toml', 'ward = "23563"\n')
    for name in ('motcua-kiosk', 'motcua-agent'):
        os.unlink(bench.machine.path(f'{bench.repository}/{name}_1.0_amd64.deb'))
    bench.publish('1.1', behaviour='ends', config='a = 2')
    said = bench.update()
    assert 'packed from what is installed' in said, said
    bench.expect('1.0', 'returned')
    bench.publish('1.2', config='a = 3')
    bench.update()
    bench.expect('1.2', 'updated')
    configured = bench.machine.read('/etc/motcua/kiosk.toml')
    assert configured == 'ward = "23563"\n', configured


def debians_own_update_is_waited_for(bench):
    bench.install_first('1.0')
    bench.publish('1.1')
    hold = ('use Fcntl; open(my $l, "+>>", "/var/lib/dpkg/lock-frontend"); my $w = '
            'pack("s s x![q] q q l x![q]", F_WRLCK, 0, 0, 0, 0); fcntl($l, F_SETLKW, $w); open(F, ">/run/held"); close F;'
            'sleep 4')
    bench.machine.must('sh', '-c', f"perl -e '{hold}' & while [ ! -e /run/held ]; do sleep 0.1; "
                       f'done; ! dpkg -i /tmp/motcua-*_1.1_amd64.deb && {FETCH} && {UPDATE} install')
    bench.expect('1.1', 'updated')


def what_debian_left_half_done_is_left_to_it(bench):
    bench.install_first('1.0')
    left = bench.package('stands-in', '7', postinst='echo yes > /run/configured\n')
    bench.machine.must('dpkg', '--unpack', left)
    bench.publish('1.1')
    bench.update()
    assert bench.status()['state'] == 'updated', bench.status()
    said = bench.machine.must('dpkg-query', '-W', '-f', '${db:Status-Status}', 'stands-in')
    assert said == 'unpacked' and not bench.machine.read('/run/configured'), said


def a_kiosk_that_drew_after_a_boot_is_not_started_anew_before_a_citizen(bench):
    bench.install_first('1.0')
    bench.publish('1.1')
    bench.update()
    bench.machine.write('/var/lib/motcua-update/transaction',
                        'step=trying\ntries=1\nfrom=1.0\nto=1.1\nwhy=\n')
    bench.hours('open 30 until noon')
    bench.machine.must('rm', '-r', '/run/motcua')    # What a boot forgets.
    said = bench.machine.must('sh', '-c', 'systemctl stop motcua-kiosk.service; systemctl start '
                              'motcua-kiosk.service; cat /run/kiosk.pid; '
                              f'{UPDATE} install; cat /run/kiosk.pid')
    processes = [line for line in said.split('\n') if line.isdigit()]
    assert len(processes) == 2 and processes[0] == processes[1], said
    bench.expect('1.1', 'updated')


def power_cuts(bench, seed, cuts, behaviour):
    """Cuts at random instants of updates to a version that draws or does not, and of what boot
    makes of it; in the end the right version is there, whole."""
    chance = random.Random(seed)
    machine = bench.machine
    bench.install_first('1.0')
    good, number, met = '1.0', 0, {}
    took = 4.0
    while cuts > 0:
        number += 1
        version = f'1.{number}'
        bench.publish(version, behaviour=behaviour)
        machine.must('rm', '-f', '/var/lib/motcua-fetch/looked')
        began = time.monotonic()
        process = machine.start('sh', '-c', f'{FETCH} && {UPDATE} install')
        was_cut = False
        while cuts > 0 and chance.random() < 0.8:
            try:
                process.wait(chance.random() * took)
                break
            except subprocess.TimeoutExpired:
                pass
            step = machine.read('/var/lib/motcua-update/transaction').split('\n')[0] or 'before'
            machine.cut(process)
            met[step] = met.get(step, 0) + 1
            cuts -= 1
            was_cut = True
            process = machine.start('sh', '-c', f'{UPDATE} mend && {{ systemctl start '
                                    f'motcua-kiosk.service; {FETCH} && {UPDATE} install; }}')
        said, _ = process.communicate()
        if not was_cut:
            took = time.monotonic() - began
        assert process.returncode == 0, said
        machine.clear_run()
        # The next quarter of an hour, undisturbed.
        bench.update()
        status = bench.status()
        here = bench.version()
        if behaviour == 'draws' and here == version:
            bench.expect(version, 'updated' if status['state'] == 'updated' else 'current')
            good = version
        else:
            # A machine that went down too often with it is right to go back, too.
            assert here == good, (here, good, status)
            assert version in status['refused'], status
            bench.expect(good, status['state'])
    print(f'    cut at {met}, {number} updates, seed {seed}', flush=True)


TESTS = [
    a_new_version_is_installed_and_becomes_the_way_back,
    a_version_that_does_not_draw_is_taken_back_and_not_tried_again,
    a_version_that_hangs_is_taken_back_after_its_minute,
    a_version_whose_installation_fails_is_taken_back,
    nothing_is_installed_while_the_counter_is_open,
    nobody_is_interrupted_after_closing,
    what_a_new_version_needs_comes_with_it,
    a_forged_or_missing_repository_changes_nothing,
    whoever_fetches_is_believed_nothing,
    what_was_broken_on_the_way_is_fetched_anew,
    without_its_packages_a_version_is_packed_from_what_is_installed,
    debians_own_update_is_waited_for,
    what_debian_left_half_done_is_left_to_it,
    a_kiosk_that_drew_after_a_boot_is_not_started_anew_before_a_citizen,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--cache', default=os.path.expanduser('~/.cache/motcua/appliance'))
    parser.add_argument('--suite', default='bookworm', help='of Debian: bookworm, trixie')
    parser.add_argument('--cuts', type=int, default=60, help='of the power, for each behaviour')
    parser.add_argument('--seed', type=int, default=random.randrange(1 << 30))
    parser.add_argument('--only', default='', help='tests whose name contains this')
    options = parser.parse_args()
    tests = [(test.__name__, test) for test in TESTS]
    for behaviour in ('draws', 'ends'):
        tests.append((f'power_cuts_while_a_version_that_{behaviour}_comes',
                      lambda bench, how=behaviour: power_cuts(bench, options.seed, options.cuts,
                                                              how)))
    below = base(options.cache, options.suite)
    failed = 0
    for name, test in tests:
        if options.only not in name:
            continue
        print(name.replace('_', ' '), flush=True)
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch, Chroot(below, scratch) as machine:
            try:
                minute = 60 if 'hangs' in name else 8
                test(Bench(machine, minute))
                print(f'    ok, {time.monotonic() - began:.0f} s', flush=True)
            except (AssertionError, OSError) as problem:
                failed += 1
                print(f'    FAILED: {problem!r}, seed {options.seed}', flush=True)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
