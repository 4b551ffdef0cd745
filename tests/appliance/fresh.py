"""The disk of a machine that Debian's installer has just left, its questions answered as the
installation guide says: text consoles, ssh, an administrator, and nothing of ours but the bench's
own services (image.py) with the drop-in that waits for the kiosk's unit.

It has no road to Debian's servers. What our packages need from there, recommended packages too,
lies on its disk as a repository of its own, and apt is told of that one instead."""

import os
import shutil

import image
from image import inside, run, write

# What the installer brings beside image.PACKAGES: the boot loader, and what is left on its list of
# software; of "standard system utilities" what a guide's reader touches.
INSTALLED = ("grub-pc", "openssh-server", "sudo", "nano", "less", "man-db", "usbutils")
DISK_MIB = 16384    # The least that the guide asks for; sparse.
HOST, USER, PASSWORD = "kiosk-dienhong-1", "quantri", "mot-cua-839265"
ARCHIVE = "/srv/debian"
# As the installer writes it: by the file system's own name, whatever the disk is called.
UUID = "5d2c1a3e-6f40-4c7b-9c0e-0d1e21a7c3b4"
DEVICE = f"UUID={UUID}"
LOCALE = "vi_VN.UTF-8"
CONSOLE = ('ACTIVE_CONSOLES="/dev/tty[1-6]"\nCHARMAP="UTF-8"\nCODESET="Vietnamese"\n'
           'FONTFACE="Fixed"\nFONTSIZE="8x16"\nVIDEOMODE=\n')
# The bench's clock begins at an hour of its own; a time server would set it to another.
NO_TIME_SERVER = "[Time]\nNTP=127.0.0.1\nFallbackNTP=127.0.0.1\n"


def kiosk_unit(deb):
    """The kiosk's unit as it lies in its package."""
    return run("bash", "-o", "pipefail", "-c",
               'dpkg-deb --fsys-tarfile "$0" | tar -xO "./usr/lib/systemd/system/$1"',
               deb, image.KIOSK_UNIT)


def install_debian(root, debs, fetched):
    """What the installer brings, and the archive of what our packages will ask for."""
    os.makedirs(root + "/tmp/debs")
    os.makedirs(fetched, exist_ok=True)
    os.makedirs(root + ARCHIVE + "/partial")
    for deb in debs:
        shutil.copy(deb, root + "/tmp/debs")
    shutil.copy("/etc/resolv.conf", root + "/etc/resolv.conf")
    write(root, "/usr/sbin/policy-rc.d", image.POLICY, 0o755)
    run("cp", "-a", fetched + "/.", root + ARCHIVE)
    keep = f"-o Dir::Cache::archives={ARCHIVE} -o Binary::apt-get::APT::Keep-Downloaded-Packages=1"
    inside(root, f"apt-get update -qq; apt-get install -y -qq --no-install-recommends {keep} "
           f"{' '.join(INSTALLED)}; apt-get install -y -qq --download-only {keep} /tmp/debs/*.deb")
    run("bash", "-c", 'cp -a "$0"/*.deb "$1"', root + ARCHIVE, fetched)
    run("bash", "-euc", 'cd "$0"; rm -r partial lock; apt-ftparchive packages . > Packages; '
        'apt-ftparchive release . > ../Release; mv ../Release .', root + ARCHIVE)
    write(root, "/etc/apt/sources.list", f"deb [trusted=yes] file:{ARCHIVE} ./\n")
    inside(root, "rm -r /tmp/debs /usr/sbin/policy-rc.d; rm -rf /var/lib/apt/lists/*")


def answer_installer(root):
    """Language, time zone, names, and an administrator."""
    image.settle_in(root, HOST, DEVICE)
    write(root, "/etc/locale.gen", f"{LOCALE} UTF-8\n")
    write(root, "/etc/default/console-setup", CONSOLE)
    write(root, "/etc/systemd/timesyncd.conf.d/bench.conf", NO_TIME_SERVER)
    inside(root, f"locale-gen >/dev/null; update-locale LANG={LOCALE}; "
           f"useradd -m -s /bin/bash -G sudo,cdrom,plugdev {USER}; "
           f"echo '{USER}:{PASSWORD}' | chpasswd; setupcon --save-only")


def fresh(store, debs, hand, say):
    """The image on which these packages can be installed; made when there is none yet."""
    bare = image.bare_system(store, say)
    kiosk = next(deb for deb in debs if os.path.basename(deb).startswith("motcua-kiosk_"))

    def make(part):
        say("a fresh Debian, with what our packages need beside it")
        root = os.path.join(part, "root")
        run("cp", "-a", "--reflink=auto", bare, root)
        install_debian(root, debs, os.path.join(store, "fetched"))
        answer_installer(root)
        image.add_bench(root, hand, kiosk_unit(kiosk))
        image.finish(part, root, image.kernel_words(root, DEVICE), "-U", UUID,
                     mebibytes=DISK_MIB)

    parts = [bare, *image.contents(list(debs) + [hand]),
             *image.own_files(os.path.abspath(__file__))]
    return image.kept(store, "fresh", parts, make)
