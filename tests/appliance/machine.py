"""One virtual machine: a small PC with a virtio graphics card, a disk, a network that leads
nowhere, and five ports to the bench. Software emulation, for no KVM is asked for.

The graphics card has no VGA mode: what the firmware says before the kernel begins is not seen (a
real PC's logo is its own affair), and everything from the kernel on is.

Its clock begins where the caller says, on a working day within opening hours, and goes on while the
machine runs. Direct kernel boot: the disk has no boot loader, and the kernel's words are those that
GRUB's configuration in the image would give."""

import json
import os
import signal
import socket
import subprocess
import time

from cable import Cable
from stream import Stream

PORTS = ("shell", "hand", "observe", "log")
WIDTH, HEIGHT = 1920, 1080
MEMORY_MIB = 1024
KEPT = "ready"     # The name of the state that suspend() keeps.
START_S = 20       # Until QEMU listens, on a busy host.
POWER_OFF_S = 180  # An orderly end under emulation.
# Linux measures the time stamp counter against another clock; on a busy host it was once five times
# off, and the guest's seconds with it. The HPET's frequency is told, not measured.
CLOCK_WORDS = "clocksource=hpet tsc=unstable"
CLOCK = "2026-11-23T02:00:00"  # UTC: a Monday, nine in the morning in Gia Lai.


class Machine:
    CACHE = "writeback"    # Of the disk: what the guest flushes lasts.

    def __init__(self, boot, disk, folder, clock=CLOCK, nice=0, resume=False):
        """`boot`: kernel, initrd and words; `disk`: the value of QEMU's -drive; `folder`: for
        sockets and what the firmware and the kernel say on the serial line. `resume`: goes on
        where suspend() was called with this disk, instead of booting."""
        self.boot, self.disk, self.folder, self.clock = boot, disk, folder, clock
        self.nice, self.resume = nice, resume
        self.process, self.qmp, self.cable, self.ports = None, None, None, {}
        self.started_at = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def words(self):
        words = [
            "qemu-system-x86_64", "-machine", "q35", "-accel", "tcg,thread=multi",
            "-cpu", "Nehalem", "-smp", "2", "-m", str(MEMORY_MIB), "-nodefaults",
            "-display", "none", "-vnc", f"unix:{self.path('vnc')}",
            "-device", f"virtio-gpu-pci,id=glass,xres={WIDTH},yres={HEIGHT}",
            "-drive", f"{self.disk},if=none,id=disk,cache={self.CACHE}", *self.devices(),
            "-device", "virtio-rng-pci", "-device", "virtio-serial-pci",
            "-rtc", f"base={self.clock},clock=vm",
            "-serial", f"file:{self.path('serial')}",
            "-qmp", f"unix:{self.path('qmp')},server=on,wait=off", "-S",
            "-kernel", self.boot.kernel, "-initrd", self.boot.initrd,
            "-append", f"{self.boot.words} {CLOCK_WORDS}"]
        for port in PORTS:
            words += ["-chardev", f"socket,id={port},path={self.path(port)},server=on,wait=off",
                      "-device", f"virtserialport,chardev={port},name=bench.{port}"]
        if self.resume:
            words += ["-loadvm", KEPT]
        # Whatever becomes of the bench, no machine outlives it.
        return ["setpriv", "--pdeathsig", "KILL", "nice", "-n", str(self.nice)] + words

    def devices(self):
        """Where the disk hangs, and where the network leads: nowhere."""
        return ["-device", "virtio-blk-pci,drive=disk",
                "-netdev", "user,id=net,restrict=on", "-device", "virtio-net-pci,netdev=net"]

    def start(self):
        """Power on. The ports are listened to before the first instruction runs."""
        for name in PORTS + ("qmp", "vnc"):
            if os.path.exists(self.path(name)):
                os.unlink(self.path(name))
        with open(self.path("qemu.log"), "ab") as log:
            self.process = subprocess.Popen(self.words(), stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, start_new_session=True)
        self.qmp = Qmp(self.connect("qmp"))
        self.cable = Cable(self.connect("vnc"), WIDTH, HEIGHT)
        self.ports = {port: Stream(self.connect(port), port) for port in PORTS}
        self.qmp.ask("cont")
        self.started_at = time.monotonic()

    def connect(self, name):
        """QEMU makes its sockets one by one and says nothing when it has: asked until it has."""
        end = time.monotonic() + START_S
        while True:
            wire = socket.socket(socket.AF_UNIX)
            try:
                wire.connect(self.path(name))
                return wire
            except OSError as error:
                wire.close()
                if self.process.poll() is not None or time.monotonic() > end:
                    with open(self.path("qemu.log"), encoding="utf-8") as log:
                        raise RuntimeError(f"start QEMU: {error}; it said: {log.read()}") from error
            time.sleep(0.02)

    def seconds(self):
        """Since power was switched on."""
        return time.monotonic() - self.started_at

    def cut_power(self):
        """No signal handler, no flush: what QEMU held in its own memory is gone."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.wait(START_S)

    def power_off(self):
        """The power button; the guest ends in order."""
        self.qmp.ask("system_powerdown")
        self.wait(POWER_OFF_S)

    def suspend(self):
        """Keeps memory and disk in the disk's file, which must be a qcow2."""
        said = self.qmp.ask("human-monitor-command", **{"command-line": f"savevm {KEPT}"})
        if said.strip():
            raise RuntimeError(f"keep the machine's state: {said}")

    def wait(self, seconds):
        if self.process:
            self.process.wait(seconds)
        for port in self.ports.values():
            port.close()

    def screen(self):
        """What stands on the glass now, as the bytes of a PPM picture."""
        path = self.path("glass.ppm")
        self.qmp.ask("screendump", filename=path)
        with open(path, "rb") as file:
            return file.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.cut_power()


class Qmp:
    """QEMU's monitor: one question, one answer; events in between are for nobody."""

    ANSWER_S = 60  # A screenshot of a busy guest.

    def __init__(self, wire):
        wire.settimeout(self.ANSWER_S)
        self.file = wire.makefile("rw", encoding="utf-8")
        json.loads(self.file.readline())  # The greeting.
        self.ask("qmp_capabilities")

    def ask(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            line = self.file.readline()
            if not line:
                raise RuntimeError(f"{command}: QEMU has ended")
            answer = json.loads(line)
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
