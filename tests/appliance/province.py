"""The province, on this host: its server, out of its package, with keys and a store of its own; and
the repository of packages that it keeps, on a web server of its own. Both listen on loopback."""

import functools
import http.server
import json
import os
import re
import shutil
import signal
import subprocess
import threading

from image import run

START_S = 60


class Province:
    def __init__(self, deb, folder, port=0):
        tree = os.path.join(folder, "province")
        run("dpkg-deb", "-x", deb, tree)
        # What the package's script does with links.
        config = tree + "/etc/motcua-province"
        shutil.copytree(tree + "/usr/share/motcua-province/config", config, dirs_exist_ok=True)
        state = os.path.join(folder, "province-state")
        os.makedirs(state, exist_ok=True)
        self.log = os.path.join(folder, "province.log")
        self.words = [tree + "/usr/bin/motcua-province", "--config", config, "--state", state,
                      "--assets", tree + "/usr/share/motcua-province/assets"]
        self.process, self.port = None, port

    def __enter__(self):
        listen = f"127.0.0.1:{self.port}"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *self.words, "--https", listen, "serve"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)
        alarm = threading.Timer(START_S, self.process.kill)
        alarm.start()
        said = self.process.stdout.readline()
        alarm.cancel()
        found = re.search(r"https://127\.0\.0\.1:(\d+)", said)
        if not found:
            raise RuntimeError(f"the province's server did not start: {said}; see {self.log}")
        self.port = int(found[1])
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(START_S)

    def ask(self, *words):
        return json.loads(run(*self.words, *words, "--json"))

    def code(self, ward):
        """A one-time code for a kiosk of that ward."""
        return self.ask("enrol", "--ward", ward)["code"]

    def counts(self, first, last):
        """What was counted on these days: lines of CSV, the first one names the columns."""
        return run(*self.words, "counts", "--from", first, "--to", last).splitlines()


class Repository:
    """Made by the project's own program, with keys of its own; /apt of a web server."""

    def __init__(self, packages, folder):
        self.folder = os.path.join(folder, "web")
        keys = dict(os.environ, MOTCUA_REPOSITORY_KEYS=os.path.join(folder, "keys"))
        program = os.path.join(os.path.dirname(__file__), "../../systemd/make-repository")
        run(program, self.folder + "/apt", *packages, env=keys)
        self.key = self.folder + "/apt/motcua.asc"
        self.server = None

    def __enter__(self):
        handler = functools.partial(Quiet, directory=self.folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
