"""A province of the test's own: a demonstration store, a real server over it, real officers."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile

PASSWORD = "một câu dài để nhớ 52"
START_S, COMMAND_S = 60, 600


class Failed(Exception):
    pass


def run(words, text=None, cwd=None):
    done = subprocess.run(words, input=text, capture_output=True, text=True, timeout=COMMAND_S,
                          cwd=cwd)
    if done.returncode:
        raise Failed(f"{' '.join(words)}: {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


class Postgres:
    """A private PostgreSQL, ended with us; or the one that MOTCUA_TEST_POSTGRES names."""

    def __init__(self):
        self.given = os.environ.get("MOTCUA_TEST_POSTGRES", "")
        self.folder, self.process, self.count = None, None, 0
        if not self.given:
            self.start()

    def start(self):
        bins = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not bins:
            raise Failed("no PostgreSQL in /usr/lib/postgresql: ./motcua installs it")
        self.bin = bins[-1]
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="motcua-postgres-", dir=base)
        self.user = []
        if os.geteuid() == 0:  # The server refuses to be root's.
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        data = self.folder + "/data"
        run(self.user + [self.bin + "/initdb", "-D", data, "-U", "postgres", "-A", "trust",
                         "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], cwd="/")
        # pg_ctl waits until the server answers, or says why it does not.
        run(self.user + [self.bin + "/pg_ctl", "-D", data, "-w", "-l", self.folder + "/log", "-o",
                         f"-c listen_addresses= -c unix_socket_directories={self.folder}",
                         "start"], cwd="/")

    def address(self, database):
        if self.given:
            host, query = (self.given.split("?", 1) + [""])[:2]
            root = host.rsplit("/", 1)[0] if host.count("/") > 2 else host
            return f"{root}/{database}" + (f"?{query}" if query else "")
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def database(self):
        self.count += 1
        name = f"motcua_web_{os.getpid()}_{self.count}"
        run(["psql", "-q", "-c", f"CREATE DATABASE {name}", self.given or self.address("postgres")])
        return self.address(name)

    def close(self):
        if not self.folder:
            return
        subprocess.run(self.user + [self.bin + "/pg_ctl", "-D", self.folder + "/data", "-m",
                                    "immediate", "stop"], capture_output=True, cwd="/")
        shutil.rmtree(self.folder, ignore_errors=True)


class Stand:
    """`config`: changes a copy of the shipped configuration before anything is made of it."""

    def __init__(self, program, source, database=None, wards=135, days=100, day=71, config=None):
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="motcua-web-", dir=base)
        self.program, self.server = program, None
        self.config, self.state = self.folder + "/config", self.folder + "/state"
        self.database = database or f"sqlite:{self.state}/province.db"
        shutil.copytree(source + "/config", self.config)
        if config:
            config(self.config)
        self.common = ["--config", self.config, "--assets", source + "/assets", "--state",
                       self.state, "--db", self.database]
        self.command("demo", "--wards", str(wards), "--days", str(days), "--day", str(day))

    def command(self, *words, text=None):
        return run([self.program, *words, *self.common], text)

    def officer(self, name, role="viewer", ward="", full_name="", must_change=False):
        words = ["officer", "add", name, "--role", role, "--full-name", full_name or name]
        if ward:
            words += ["--ward", ward]
        if must_change:
            words += ["--must-change"]
        self.command(*words, text=PASSWORD + "\n")

    def serve(self):
        log = open(self.folder + "/log", "w")
        self.server = subprocess.Popen(
            [self.program, "serve", "--https", "127.0.0.1:0", "--http", "", *self.common],
            stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.server.stdout:  # It says where it listens, then is silent until the end.
            for word in line.split():
                if word.startswith("https://"):
                    self.port = int(word.rsplit(":", 1)[1])
                    self.address = f"https://localhost:{self.port}"
                    return self
        raise Failed(f"the server did not listen: {self.log()}")

    def log(self):
        with open(self.folder + "/log") as file:
            return file.read()

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(START_S)
            self.server.stdout.close()
            self.server = None

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
