"""A new version that cannot draw takes itself back: fetched from a signed repository on the guest's
own disk, installed on a day without opening hours, tried, and gone again, with the old one before
the citizens. Then one that draws stays."""

import base64
import json
import os
import re
import shutil

from bench import expect, expect_same
from image import run as run_words
from picture import Picture

MINUTES = 20
CLOSED_DAY = "2026-11-29 10:00"    # A Sunday, of local time; config/kiosk.toml: nobody comes.
UPDATE = "/usr/libexec/motcua/update"
REPOSITORY = "/srv/motcua-apt"
FRAME_S = 300          # For a first frame, which takes under a minute here; 60 on a real machine.
UPDATE_S = 1500        # Two starts of the kiosk and two installations, under emulation.
CHUNK = 48 << 10       # Of a file that goes through the shell's port, before base64.

# What a time server's word does to the kernel: the clock is synchronised from then on (adjtimex(2),
# struct timex of x86-64: modes ADJ_STATUS, ADJ_MAXERROR, ADJ_ESTERROR, and no STA_UNSYNC).
SYNCHRONISED = r"""perl -e 'my $t = pack("L x4 q4 l x4 x160", 0x1c, 0, 0, 0, 0, 0);
    syscall(159, $t) >= 0 or die "adjtimex: $!"'"""

# Says when the counter is open, as the real one; but a picture it never shows.
BLIND = """#!/bin/sh
case "$1" in
    hours | check) exec /usr/libexec/motcua/motcua-kiosk-sees "$@" ;;
    *) exec sleep infinity ;;
esac
"""


def repacked(package, folder, version, blind=False):
    """The package under another version; blind: its kiosk cannot draw. The agent's wants the
    kiosk's of its own version, so they go together."""
    name = os.path.basename(package).split("_")[0]
    tree = os.path.join(folder, "tree")
    shutil.rmtree(tree, ignore_errors=True)
    run_words("dpkg-deb", "-R", package, tree)
    control = os.path.join(tree, "DEBIAN/control")
    with open(control, encoding="utf-8") as file:
        text = re.sub(r"^Version: .*$", f"Version: {version}", file.read(), flags=re.MULTILINE)
    text = re.sub(r"motcua-kiosk \(= [^)]*\)", f"motcua-kiosk (= {version})", text)
    with open(control, "w", encoding="utf-8") as file:
        file.write(text)
    if blind:
        program = os.path.join(tree, "usr/bin/motcua-kiosk")
        os.rename(program, os.path.join(tree, "usr/libexec/motcua/motcua-kiosk-sees"))
        with open(program, "w", encoding="utf-8") as file:
            file.write(BLIND)
        os.chmod(program, 0o755)
    path = os.path.join(folder, f"{name}_{version}_amd64.deb")
    run_words("dpkg-deb", "--root-owner-group", "-b", tree, path)
    return path


def publish(stand, folder, packages):
    """A repository made by the project's own program on this host, carried into the guest."""
    repository = os.path.join(folder, "repository")
    keys = dict(os.environ, MOTCUA_REPOSITORY_KEYS=os.path.join(folder, "keys"))
    program = os.path.join(os.path.dirname(__file__), "../../../systemd/make-repository")
    run_words(program, repository, *packages, env=keys)
    packed = os.path.join(folder, "repository.tar")
    run_words("tar", "-C", repository, "-cf", packed, ".")
    with open(packed, "rb") as file:
        data = file.read()
    stand.guest.run("rm -f /tmp/repository.tar")
    for at in range(0, len(data), CHUNK):
        part = base64.b64encode(data[at:at + CHUNK]).decode()
        stand.guest.run(f"base64 -d >> /tmp/repository.tar <<<{part}")
    stand.guest.run(f"mkdir -p {REPOSITORY}; tar -C {REPOSITORY} -xf /tmp/repository.tar; "
                    f"cp {REPOSITORY}/motcua.asc /etc/apt/keyrings/")


def prepare(stand):
    """Only our repository answers, the counter is closed, and a frame may take as long as it
    takes under emulation."""
    stand.guest.run(f"""systemctl stop motcua-update.timer systemd-timesyncd
        date -s '{CLOSED_DAY}'
        {SYNCHRONISED}
        rm -f /etc/apt/sources.list; mkdir -p /etc/apt/keyrings
        sed 's|^URIs:.*|URIs: file:{REPOSITORY}|' \
            /usr/share/doc/motcua-kiosk/examples/motcua.sources \
            > /etc/apt/sources.list.d/motcua.sources
        sed -i 's/^readonly FRAME_S=60 /readonly FRAME_S={FRAME_S} /' {UPDATE}""")


def versions(stand):
    said = stand.guest.run("dpkg-query -W -f '${Version}\\n' motcua-kiosk motcua-agent")
    return set(said.split())


def update(stand):
    """One round of what the timer starts, in its sandbox; what the status says afterwards."""
    stand.guest.run("rm -f /var/lib/motcua-fetch/looked; systemctl start motcua-update.service",
                    UPDATE_S)
    return json.loads(stand.guest.run(f"{UPDATE} status"))


def run(bench):
    folder = bench.folder("update")
    kiosk, agent = bench.package("motcua-kiosk"), bench.package("motcua-agent")
    with bench.standing(folder) as stand:
        here = versions(stand)
        prepare(stand)
        for new, blind, state, stays in (("900:1-blind", True, "returned", here),
                                         ("900:2-sees", False, "updated", {"900:2-sees"})):
            publish(stand, folder, [repacked(kiosk, folder, new, blind),
                                    repacked(agent, folder, new)])
            stand.glass.forget()
            status = update(stand)
            bench.figure(f"version {new}", f"{status['state']}: {status['message']}")
            expect_same(status["state"], state, "what became of the new version")
            expect_same(versions(stand), stays, "the versions that are installed")
            stand.guest.run("systemctl is-active motcua-kiosk")
            stand.glass.until_written(0)
            expect(not Picture(stand.glass.picture()).is_black(), "the glass is black")
            Picture(stand.machine.screen()).save(os.path.join(folder, f"{state}.png"))
