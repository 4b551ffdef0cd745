"""The cable between the machine and its display, pulled and plugged by QEMU's own means.

A virtio graphics card tells its guest that a display is gone when the viewer's window has no size
any more. Only viewers may say so, hence a viewer: QEMU's VNC server on a socket, and of the
protocol (RFC 6143 and the community's SetDesktopSize) just what it takes."""

import struct

WAIT_S = 60
SET_DESKTOP_SIZE = 251


class Cable:
    def __init__(self, wire, width, height):
        """`wire`: to the VNC server. Plugged, at this size."""
        self.wire, self.size = wire, (width, height)
        self.wire.settimeout(WAIT_S)
        self.exactly(12)                       # The server's version.
        self.wire.sendall(b"RFB 003.008\n")
        self.exactly(self.exactly(1)[0])       # Kinds of security: none is among them.
        self.wire.sendall(b"\1")
        if self.exactly(4) != b"\0\0\0\0":
            raise RuntimeError("QEMU's VNC server refuses a viewer")
        self.wire.sendall(b"\1")               # Shared.
        self.exactly(20)                       # Size and form of pixels: nobody looks.
        self.exactly(struct.unpack(">I", self.exactly(4))[0])
        self.plug()  # QEMU passes on only what changes: from no size to no size would be nothing.

    def exactly(self, count):
        data = b""
        while len(data) < count:
            part = self.wire.recv(count - len(data))
            if not part:
                raise RuntimeError("QEMU's VNC server hung up")
            data += part
        return data

    def resize(self, width, height):
        screen = struct.pack(">IHHHHI", 0, 0, 0, width, height, 0)
        self.wire.sendall(struct.pack(">BxHHBx", SET_DESKTOP_SIZE, width, height, 1) + screen)

    def pull(self):
        self.resize(0, 0)

    def plug(self):
        self.resize(*self.size)

    def close(self):
        self.wire.close()
