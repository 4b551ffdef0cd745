"""What all tests of the page share: where things are, the stands, and the rules that hold on
every page: no word of complaint, no request to anybody else."""

import atexit
import ctypes
import os
import select
import shutil
import struct
import tempfile
import unittest

from chromium import Browser
from stand import PASSWORD, Postgres, Stand

program = source = build = ""  # Set by run.py.
stands = {}
postgres = None

WARDS, DAYS, DAY = 135, 100, 71
WAIT_S = 60
# The browser itself says this of an answer that the page asks for on purpose: who am I?
SIGNED_OUT = "/api/session - Failed to load resource: the server responded with a status of 401"


def close_all():
    for stand in stands.values():
        stand.close()
    if postgres:
        postgres.close()


atexit.register(close_all)


def with_officers(stand):
    stand.officer("xem", "viewer", full_name="Nguyễn Văn Xem")
    stand.officer("bien", "editor", full_name="Trần Thị Biên")
    stand.officer("lan", "admin", full_name="Trần Thị Lan")
    stand.officer("dienhong", "viewer", ward="23563", full_name="Rơ Châm H’Bích")
    stand.officer("moi", "viewer", full_name="Người Mới", must_change=True)
    return stand.serve()


def on_sqlite():
    if "sqlite" not in stands:
        stands["sqlite"] = with_officers(Stand(program, source, wards=WARDS, days=DAYS, day=DAY))
    return stands["sqlite"]


def on_postgres():
    """The same program over the other database; a smaller province, for the way is the same."""
    global postgres
    if "postgres" not in stands:
        postgres = Postgres()
        stands["postgres"] = with_officers(
            Stand(program, source, database=postgres.database(), wards=30, days=60, day=DAY))
    return stands["postgres"]


class Arrivals:
    """A folder for downloads that says when a file is whole: Chromium renames it then."""

    MOVED_TO = 0x80

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="motcua-downloads-")
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.watch = self.libc.inotify_init()
        self.libc.inotify_add_watch(self.watch, self.folder.encode(), self.MOVED_TO)
        self.come = []

    def wait(self):
        """The path of the next file that has come whole."""
        while not self.come:
            ready, _, _ = select.select([self.watch], [], [], WAIT_S)
            if not ready:
                raise AssertionError(f"no download within {WAIT_S} s: "
                                     f"{os.listdir(self.folder)}")
            events = os.read(self.watch, 4096)
            while events:
                size = struct.unpack_from("iIII", events)[3]
                name = events[16:16 + size].rstrip(b"\0").decode()
                events = events[16 + size:]
                if not name.endswith(".crdownload") and not name.startswith(".com.google"):
                    self.come.append(os.path.join(self.folder, name))
        return self.come.pop(0)

    def close(self):
        os.close(self.watch)
        shutil.rmtree(self.folder, ignore_errors=True)


class PageTest(unittest.TestCase):
    """A browser of its own for each test, and what must hold of whatever it has seen."""

    stand_of = staticmethod(on_sqlite)
    language = "vi"

    def setUp(self):
        self.stand = self.stand_of()
        self.arrivals = Arrivals()
        self.addCleanup(self.arrivals.close)
        self.browser = self.another()
        self.allowed = [SIGNED_OUT]

    def another(self):
        browser = Browser(self.stand.address, downloads=self.arrivals.folder)
        self.addCleanup(browser.__exit__)
        self.addCleanup(self.look_back, browser)
        return browser

    def look_back(self, browser):
        strangers = [address for address in browser.requests()
                     if not address.startswith(self.stand.address + "/") and
                     not address.startswith(("data:", "chrome:"))]
        self.assertEqual(strangers, [], "asked of somebody else")
        complaints = [words for words in browser.complaints()
                      if not any(allowed in words for allowed in self.allowed)]
        self.assertEqual(complaints, [], "the console complains")

    def sign_in(self, name="xem", path="/"):
        self.browser.sign_in(name, PASSWORD)
        if path != "/":
            self.browser.open(path)
