#!/usr/bin/python3
"""Abuses motcua-province and judges it.

    abuse.py PID PORT [--tls] [--any-memory]     the server: on 127.0.0.1

Beside all of it an honest client asks for /healthz and sends a (wrong) batch, again and again. Exit
status 0: it was always answered within 1 s, every abuse was refused or closed before the server had
swallowed much, and its peak memory (VmHWM) stayed under 64 MiB, unless any will do: a sanitizer's
is its own. After the probe of the handbook. Linux only.
"""
import socket, ssl, sys, threading, time

PID, PORT, TLS = int(sys.argv[1]), int(sys.argv[2]), "--tls" in sys.argv
MIB, MEMORY_MAX_KIB, PATIENCE = b"a" * 1048576, 64 * 1024, 1.0
SWALLOWED_MAX = 16 << 20  # Socket buffers of both ends take some MiB before anybody reads.
POST = (b"POST /v1/ingest HTTP/1.1\r\nHost: a\r\n"
        b"Content-Type: application/vnd.motcua.envelope\r\n")
GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
faults = []

def check(holds, what):
    print("ok  " if holds else "BAD ", what, flush=True)
    if not holds: faults.append(what)

def peak():
    with open("/proc/%d/status" % PID) as status:
        return int([line for line in status if line.startswith("VmHWM")][0].split()[1])

def connect(timeout=15.0):
    plain = socket.create_connection(("127.0.0.1", PORT), timeout)
    if not TLS: return plain
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    return anyone.wrap_socket(plain)

def read_all(line):
    said = b""
    try:
        while piece := line.recv(65536): said += piece
    except OSError: pass
    return said

def status_of(said): return int(said[9:12]) if said.startswith(b"HTTP/1.1 ") else 0

class Honest(threading.Thread):
    """Asks all the time, and keeps the longest wait."""
    def __init__(self):
        super().__init__(daemon=True)
        self.worst, self.asked, self.wrong, self.going = 0.0, 0, [], True
    def run(self):
        requests = ((GET + b"Connection: close\r\n\r\n", 200),
                    (POST + b"Connection: close\r\nContent-Length: 3\r\n\r\nabc", 400))
        while self.going:
            for request, wanted in requests:
                start, said = time.monotonic(), b""
                try:
                    with connect() as line:
                        line.sendall(request)
                        said = read_all(line)
                except OSError as error: said = repr(error).encode()
                self.worst = max(self.worst, time.monotonic() - start)
                self.asked += 1
                if status_of(said) != wanted: self.wrong.append(said[:80])
            time.sleep(0.02)

def pour(name, head, piece, count, wanted):
    sent, line = 0, connect()
    try:
        line.sendall(head)
        for _ in range(count):
            line.sendall(piece)
            sent += len(piece)
    except OSError: pass
    line.settimeout(8)
    status = status_of(read_all(line))
    line.close()
    # Who goes on sending may lose the answer to the reset that follows it.
    check(status in (wanted, 0) and sent <= SWALLOWED_MAX,
          "%s: answered %d, %d KiB taken, peak %d KiB" % (name, status, sent >> 10, peak()))

def ask(name, request, wanted):
    line = connect()
    try: line.sendall(request)
    except OSError: pass
    status = status_of(read_all(line))
    line.close()
    check(status in wanted, "%s: answered %d" % (name, status))

def many(name, count, first, hold=1.0):
    """So many connections that all begin and do not end."""
    lines = []
    for _ in range(count):
        try:
            line = connect()
            line.sendall(first)
            lines.append(line)
        except OSError: pass
    time.sleep(hold)
    check(len(lines) > count // 2, "%s: %d at once, peak %d KiB" % (name, len(lines), peak()))
    for line in lines: line.close()

def drip(seconds):
    """Bodies that move, but too slowly to be honest."""
    head = POST + b"Content-Length: 200000\r\n\r\n"
    lines, end = [connect() for _ in range(80)], time.monotonic() + seconds
    for line in lines: line.sendall(head)
    while time.monotonic() < end:
        for line in lines:
            try: line.sendall(b"a")
            except OSError: pass
        time.sleep(0.5)
    for line in lines: line.close()

def main():
    honest = Honest()
    honest.start()
    pour("endless chunked body", POST + b"Transfer-Encoding: chunked\r\n\r\n",
         b"100000\r\n" + MIB + b"\r\n", 200, 411)
    pour("endless header line", b"GET /healthz HTTP/1.1\r\nHost: ", MIB, 300, 431)
    pour("one 4 GiB chunk", POST + b"Transfer-Encoding: chunked\r\n\r\nfffffff0\r\n", MIB, 300, 411)
    pour("a length of 4 GiB", POST + b"Content-Length: 4294967295\r\n\r\n", MIB, 300, 413)
    pour("body without length", POST + b"\r\n", MIB, 300, 411)
    ask("200,000 headers", GET + b"".join(b"X%d: 1\r\n" % i for i in range(200000)) + b"\r\n",
        (431, 0))
    ask("two Content-Lengths", POST + b"Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc", (400,))
    ask("Content-Length and Transfer-Encoding", POST + b"Content-Length: 3\r\nTransfer-Encoding: "
        b"chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", (400, 411))
    ask("a body for a GET", GET + b"Content-Length: 5\r\n\r\nabcde", (400,))
    ask("a target of 100 KiB", b"GET /" + b"a" * 102400 + b" HTTP/1.1\r\nHost: a\r\n\r\n", (431, 0))
    for name in (b"Transfer-Encoding: gzip, chunked", b"Transfer-Encoding: identity"):
        ask(name.decode(), POST + name + b"\r\n\r\n0\r\n\r\n", (400, 411))
    many("half-open requests", 400, b"GET /healthz HTTP/1.1\r\nHo")
    check(not honest.wrong, "the honest client so far: %r" % honest.wrong[:3])
    many("full bodies that stop before their end", 60,
         POST + b"Content-Length: 263000\r\n\r\n" + b"a" * 262000)
    honest.wrong.clear()  # Beside more bodies than are read at once a batch may be told to wait.
    drip(8)
    late = [said for said in honest.wrong if status_of(said) != 503]
    check(not late, "beside dripping bodies: %r" % late[:3])
    honest.wrong.clear()
    time.sleep(1)
    honest.going = False
    honest.join(20)
    check(not honest.wrong and not honest.is_alive(), "the honest client: %r" % honest.wrong[:3])
    check(honest.asked > 50 and honest.worst < PATIENCE,
          "%d honest requests, the slowest in %.3f s" % (honest.asked, honest.worst))
    check(peak() < MEMORY_MAX_KIB or "--any-memory" in sys.argv, "peak memory %d KiB" % peak())
    return 1 if faults else 0

sys.exit(main())
