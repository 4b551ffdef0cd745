"""The disk of a kiosk: Debian 12 as its installer leaves it without a desktop, the project's
packages installed by apt, and the bench's own four services beside them.

Two steps, each kept in build/appliance under a digest of what went in: the bare system, made once
by debootstrap, and the image. Must run as root; nothing stays mounted, whatever happens, for the
mounts live in a namespace of their own."""

import glob
import hashlib
import os
import re
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
MIRROR = "http://deb.debian.org/debian"
SUITE = "bookworm"
# debootstrap's own choice (required and important), and what the installer adds to it.
PACKAGES = ("linux-image-amd64", "systemd-timesyncd", "dbus", "locales", "console-setup",
            "keyboard-configuration", "kbd", "ca-certificates", "zstd")
DISK_MIB = 4096
OBSERVED = "/run/motcua-bench/observe"
KIOSK_UNIT = "motcua-kiosk.service"
SERVICES = ("bench-shell", "bench-hand", "bench-observe", "bench-log")    # By 70-bench.rules.

ROOT = "/dev/vda"
INTERFACES = "auto lo\niface lo inet loopback\nallow-hotplug enp0s3\niface enp0s3 inet dhcp\n"
# The unit's time limits are for a real machine; emulation is some fifteen times slower.
SLOW_FACTOR = 15
SLOW = "".join(f"{limit}={seconds * SLOW_FACTOR}\n" for limit, seconds in (
    ("WatchdogSec", 3), ("TimeoutStartSec", 60), ("TimeoutAbortSec", 1), ("TimeoutStopSec", 5)))
# Nothing is started while an image is made.
POLICY = "#!/bin/sh\nexit 101\n"


class Boot:
    """What QEMU boots without a boot loader."""

    def __init__(self, folder):
        self.folder = folder
        self.disk = os.path.join(folder, "disk.img")
        self.kernel = os.path.join(folder, "vmlinuz")
        self.initrd = os.path.join(folder, "initrd.img")
        with open(os.path.join(folder, "words"), encoding="utf-8") as file:
            self.words = file.read().strip()


def digest(*parts):
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode() if isinstance(part, str) else part)
        total.update(b"\0")
    return total.hexdigest()[:16]


def contents(paths):
    parts = []
    for path in sorted(paths, key=os.path.basename):
        with open(path, "rb") as file:
            parts += [os.path.basename(path), hashlib.sha256(file.read()).hexdigest()]
    return parts


def run(*words, **more):
    found = subprocess.run(words, capture_output=True, text=True, check=False, **more)
    if found.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: status {found.returncode}\n"
                           f"{found.stdout[-3000:]}{found.stderr[-3000:]}")
    return found.stdout


def inside(root, script):
    """Runs a script in the tree, with /proc, /sys and /dev that vanish when it ends."""
    set_up = ("mount -t proc proc \"$1/proc\"; mount -t sysfs sysfs \"$1/sys\"; "
              "mount -t tmpfs tmpfs \"$1/run\"; mount --bind /dev \"$1/dev\"; "
              "exec chroot \"$1\" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "
              "DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 bash -euc \"$2\"")
    return run("unshare", "--mount", "--pid", "--fork", "bash", "-euc", set_up, "-", root, script)


def write(root, path, text, mode=0o644):
    whole = root + path
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    if os.path.islink(whole):
        os.unlink(whole)
    with open(whole, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(whole, mode)


def made_once(folder, make):
    """`folder`, made under another name until it is whole."""
    if not os.path.exists(folder):
        part = folder + ".part"
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        make(part)
        os.rename(part, folder)
    return folder


def bare_system(store, say):
    """The tree of a bare Debian."""
    def make(part):
        say(f"Debian {SUITE} from {MIRROR}, once")
        cache = os.path.join(store, "cache")
        os.makedirs(cache, exist_ok=True)
        run("debootstrap", "--arch=amd64", f"--cache-dir={cache}",
            f"--include={','.join(PACKAGES)}", SUITE, part, MIRROR)
    return made_once(os.path.join(store, "bare-" + digest(SUITE, *PACKAGES)), make)


def kernel_words(root, device=ROOT):
    """What GRUB's configuration in the image would give the kernel."""
    said = inside(root, "set +u; GRUB_CMDLINE_LINUX= GRUB_CMDLINE_LINUX_DEFAULT=quiet; "
                  "for file in /etc/default/grub /etc/default/grub.d/*.cfg; do "
                  "[ -r \"$file\" ] && . \"$file\"; done; "
                  "echo \"$GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT\"")
    return f"root={device} ro {said.strip()}"


def observed_start(unit):
    """A drop-in that starts the kiosk as its unit does, lets it tell what is on the glass, and
    gives it the time that emulation takes."""
    starts = re.findall(r"^ExecStart=((?:.*\\\n)*.*)$", unit, re.MULTILINE)
    if len(starts) != 1:
        raise RuntimeError(f"{KIOSK_UNIT}: {len(starts)} lines ExecStart=, not one")
    return (f"[Service]\nExecStart=\nExecStart={starts[0]} --observe {OBSERVED}\n"
            "ReadWritePaths=/run/motcua-bench\n" + SLOW)


def add_bench(root, hand, unit):
    """The services of the bench, and the folder that the kiosk tells into. `unit`: the kiosk's."""
    os.makedirs(root + "/opt/bench", exist_ok=True)
    shutil.copy(hand, root + "/opt/bench/motcua-hand")
    shutil.copy(os.path.join(HERE, "guest/shell.sh"), root + "/opt/bench/shell.sh")
    for service in SERVICES:
        shutil.copy(os.path.join(HERE, f"guest/{service}.service"), root + "/etc/systemd/system")
    write(root, "/etc/tmpfiles.d/motcua-bench.conf", "d /run/motcua-bench 0777 root root -\n")
    shutil.copy(os.path.join(HERE, "guest/70-bench.rules"), root + "/etc/udev/rules.d")
    write(root, f"/etc/systemd/system/{KIOSK_UNIT}.d/bench.conf", observed_start(unit))


def install(root, debs, fetched):
    """apt fetches what the packages need, and installs them as it would on the box. `fetched`: a
    folder where Debian's packages stay for the next image."""
    os.makedirs(root + "/tmp/debs")
    os.makedirs(fetched, exist_ok=True)
    for deb in debs:
        shutil.copy(deb, root + "/tmp/debs")
    shutil.copy("/etc/resolv.conf", root + "/etc/resolv.conf")
    write(root, "/usr/sbin/policy-rc.d", POLICY, 0o755)
    archives = root + "/var/cache/apt/archives"
    run("cp", "-a", fetched + "/.", archives)
    inside(root, "apt-get update -qq; apt-get install -y -qq --no-install-recommends "
           "-o Binary::apt-get::APT::Keep-Downloaded-Packages=1 /tmp/debs/*.deb")
    for deb in glob.glob(archives + "/*.deb"):
        shutil.copy(deb, fetched)
    inside(root, "apt-get clean; rm -r /tmp/debs /usr/sbin/policy-rc.d")


def become_appliance(root):
    """What `motcua-kiosk setup` does to the system: a kiosk and nothing else."""
    inside(root, "/usr/libexec/motcua/appliance on")


def settle_in(root, host="kiosk", device=ROOT):
    """What the installer asks a person for."""
    write(root, "/etc/fstab", f"{device} / ext4 errors=remount-ro 0 1\n")
    write(root, "/etc/hostname", f"{host}\n")
    write(root, "/etc/hosts", f"127.0.0.1 localhost\n127.0.1.1 {host}\n")
    write(root, "/etc/network/interfaces", INTERFACES)
    write(root, "/etc/machine-id", "")
    inside(root, "ln -sf /usr/share/zoneinfo/Asia/Ho_Chi_Minh /etc/localtime")


def newest(root, name):
    """/boot holds one kernel: this image's."""
    found = sorted(glob.glob(f"{root}/boot/{name}-*"))
    if not found:
        raise RuntimeError(f"no /boot/{name}-* in the image: is linux-image-amd64 installed?")
    return found[-1]


def finish(part, root, words, *more, mebibytes=DISK_MIB):
    """Of a whole tree: the disk, and what QEMU boots it with. `more`: for mke2fs."""
    with open(os.path.join(part, "words"), "w", encoding="utf-8") as file:
        file.write(words + "\n")
    for name in ("vmlinuz", "initrd.img"):
        shutil.copy(newest(root, name), os.path.join(part, name))
    run("mke2fs", "-q", "-t", "ext4", *more, "-d", root, os.path.join(part, "disk.img"),
        f"{mebibytes}M")
    shutil.rmtree(root)


def kept(store, kind, parts, make):
    """The image of that kind, made when there is none of that digest yet; older ones go."""
    name = f"{kind}-{digest(*parts)}"
    for old in glob.glob(os.path.join(store, f"{kind}-*")):
        if os.path.basename(old) != name:
            shutil.rmtree(old, ignore_errors=True)
    return Boot(made_once(os.path.join(store, name), make))


def own_files(*more):
    """What of the bench goes into an image, and how it is made."""
    return contents([os.path.abspath(__file__), *more] + glob.glob(os.path.join(HERE, "guest/*")))


def image(store, debs, hand, say):
    """The image with these packages."""
    bare = bare_system(store, say)

    def make(part):
        say("the image: " + ", ".join(os.path.basename(deb) for deb in debs))
        root = os.path.join(part, "root")
        run("cp", "-a", "--reflink=auto", bare, root)
        settle_in(root)
        install(root, debs, os.path.join(store, "fetched"))
        become_appliance(root)
        add_bench(root, hand, inside(root, f"cat /usr/lib/systemd/system/{KIOSK_UNIT}"))
        finish(part, root, kernel_words(root))

    return kept(store, "image", [bare, *contents(list(debs) + [hand]), *own_files()], make)


def overlay(boot, folder):
    """A fresh disk over the image, in the words of QEMU's -drive; the image stays as it is."""
    path = os.path.join(folder, "disk.qcow2")
    if os.path.exists(path):
        os.unlink(path)
    run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", boot.disk, path)
    return f"file={path},format=qcow2"
