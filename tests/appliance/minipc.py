"""A machine as a ward buys it: its disk is the first at SATA, a keyboard and sticks are plugged at
USB, and its network reaches this host (10.0.2.2, whatever listens on this one's loopback) and is
reached by ssh at a port of this host's. When the guest starts anew QEMU ends: the next start takes
the words that the boot loader in the guest has then."""

import os
import socket

from image import run
from machine import Machine

HOST = "10.0.2.2"     # This host, as QEMU's own network calls it.
PULLED_S = 60         # Until the guest lets a USB device go.


def free_port():
    """Of this host's loopback; nobody else asks for it in the second until it is taken."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def disk_of(boot, folder):
    """A disk of its own, in the words of QEMU's -drive. A qcow2 would lose its tables in a cut."""
    path = os.path.join(folder, "disk.img")
    run("cp", "--sparse=always", "--reflink=auto", boot.disk, path)
    return f"file={path},format=raw"


class MiniPc(Machine):
    # What was written outlives QEMU in this host's memory; cuts that lose writes are `power`'s. apt
    # flushes some ten thousand times.
    CACHE = "unsafe"

    def __init__(self, *places, **more):
        super().__init__(*places, **more)
        self.ssh_port = free_port()

    def devices(self):
        return ["-device", "ide-hd,bus=ide.0,drive=disk",
                "-device", "qemu-xhci,id=usb,addr=0x2", "-no-reboot",
                "-netdev", f"user,id=net,hostfwd=tcp:127.0.0.1:{self.ssh_port}-:22",
                "-device", "virtio-net-pci,netdev=net,addr=0x3"]

    def plug_keyboard(self):
        self.qmp.ask("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")

    def plug_stick(self, path):
        """A stick with that image."""
        self.qmp.ask("blockdev-add", **{"driver": "raw", "node-name": "stick",
                                        "file": {"driver": "file", "filename": path}})
        self.qmp.ask("device_add", driver="usb-storage", id="stick", bus="usb.0", drive="stick",
                     removable=True)

    def press(self, *keys):
        """Keys of QEMU's names, held together for a moment; QEMU sends one after the other."""
        self.qmp.ask("send-key", **{"keys": [{"type": "qcode", "data": key} for key in keys],
                                    "hold-time": 20})
