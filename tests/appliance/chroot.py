"""A small Debian of its own to install packages in: real dpkg, apt and systemd tools, on an
overlay that is thrown away. What runs inside runs in a PID namespace, so that it can be cut off
whole at any instant, as by the wall switch; only what was written stays."""

import glob
import os
import shutil
import signal
import subprocess

MIRROR = os.environ.get('MOTCUA_MIRROR', 'http://deb.debian.org/debian')
PACKAGES = 'systemd,apt-utils,gpg,gpg-agent,gpgv,procps'


def base(cache, suite):
    """The Debian below the overlays, made once."""
    folder = os.path.join(cache, f'{suite}-packages')
    if not os.path.exists(folder):
        os.makedirs(cache, exist_ok=True)
        shutil.rmtree(folder + '.new', ignore_errors=True)
        subprocess.run(['debootstrap', '--variant=minbase', f'--include={PACKAGES}', suite,
                        folder + '.new', MIRROR], check=True, stdout=subprocess.DEVNULL)
        # Only the repository under test answers: a network would make the test another one.
        for sources in glob.glob(folder + '.new/etc/apt/sources.list*'):
            shutil.rmtree(sources) if os.path.isdir(sources) else os.unlink(sources)
        os.rename(folder + '.new', folder)
    return folder


class Chroot:
    def __init__(self, below, scratch):
        self.root = os.path.join(scratch, 'root')
        parts = {name: os.path.join(scratch, name) for name in ('root', 'upper', 'work')}
        for path in parts.values():
            os.makedirs(path)
        layers = f'lowerdir={below},upperdir={parts["upper"]},workdir={parts["work"]}'
        subprocess.run(['mount', '-t', 'overlay', 'overlay', '-o', layers, self.root], check=True)
        subprocess.run(['mount', '-t', 'tmpfs', 'run', self.path('/run')], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        subprocess.run(['umount', self.path('/run')], check=False)
        subprocess.run(['umount', self.root], check=False)

    def path(self, inside):
        return self.root + inside

    def write(self, inside, text, mode=0o644):
        os.makedirs(os.path.dirname(self.path(inside)), exist_ok=True)
        with open(self.path(inside), 'w', encoding='utf-8') as file:
            file.write(text)
        os.chmod(self.path(inside), mode)

    def read(self, inside):
        try:
            with open(self.path(inside), encoding='utf-8') as file:
                return file.read()
        except FileNotFoundError:
            return ''

    def start(self, *words):
        """A process in here, its output in one pipe."""
        # The first process reaps orphans, as every machine's does.
        init = ('my $child = fork; exec @ARGV unless $child;'
                'while ((my $ended = wait) != -1) { exit($? >> 8) if $ended == $child }')
        inside = ('mount -t proc proc "$0/proc"; root=$0; init=$1; shift;'
                  'exec chroot "$root" perl -e "$init" "$@"')
        return subprocess.Popen(
            ['unshare', '--mount', '--pid', '--fork', '--kill-child=SIGKILL',
             'sh', '-c', inside, self.root, init, *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *words):
        """Status and output."""
        process = self.start(*words)
        said, _ = process.communicate()
        return process.returncode, said

    def must(self, *words):
        status, said = self.run(*words)
        if status != 0:
            raise AssertionError(f'{" ".join(words)}: status {status}\n{said}')
        return said

    def cut(self, process):
        """The wall switch: every process in here is gone at once, and /run with the memory."""
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.clear_run()

    def clear_run(self):
        subprocess.run(['umount', self.path('/run')], check=True)
        subprocess.run(['mount', '-t', 'tmpfs', 'run', self.path('/run')], check=True)
