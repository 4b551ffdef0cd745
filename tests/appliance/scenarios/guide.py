"""The installation guide (systemd/INSTALL.md), followed by a stranger on a machine that Debian's
installer has just left. What they type is taken out of the guide; what they do by hand, as the
guide says in words, stands here; and so is each "must be seen" looked for.

They sit before the machine's own console and keyboard, with a real stick, until the machine becomes
a kiosk; from then on they stand before the glass, and are at another computer, by ssh. The province
is its real server, on this host."""

import contextlib
import copy
import datetime
import os
import re
import time
import tomllib

import boot
import fresh
import walk
from bench import expect, expect_same, say
from book import chapter
from elsewhere import Elsewhere, fetch
from image import run as run_words
from minipc import HOST, MiniPc, disk_of
from picture import Picture
from province import Province, Repository
from stick import stick
from stream import Late
from typist import Typist

MINUTES = 45
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")
PROMPT = re.escape(f"{fresh.USER}@{fresh.HOST}:~$") + " "
LOGIN_S, QUICK_S, INSTALL_S, SETUP_S, DOWN_S = 300, 120, 1500, 900, 300
WARD, WIFI = "23563", "MotCua-DienHong"
MANAGER, PIN, WEAK_PIN = "QL01", "839265", "123456"
CELLS = 24
LAST = 6             # Lines: what apt says at its end, and the prompt.
GREEN, RED = b"\x00\xaa\x00", b"\xaa\x00\x00"    # Of the text console.
BAND_MIN = 10_000    # Pixels: three lines of the verdict, less its letters.
READY = "SẴN SÀNG phục vụ người dân"
APT_ASKS = (r"\[[A-Z]/[a-z]\]", "", False)
# What the bench's machine has not; each is a yellow line, none is red.
NO_TIME_SERVER = "clock"
NOT_YET = {NO_TIME_SERVER, "staff", "services"}    # At the end of chapter 5.


def words_of(kind):
    """Of the language that setup speaks: "setup.<kind>." and what follows."""
    with open(os.path.join(SOURCE, "assets/lang/vi.toml"), "rb") as file:
        words = tomllib.load(file)
    begin = f"setup.{kind}."
    return {key[len(begin):]: text for key, text in words.items() if key.startswith(begin)}


def graded(text):
    """The lines of setup's page: by the check's name, ✓ ! or ✗."""
    found = {}
    for line in text.splitlines():
        for check, name in words_of("check").items():
            if re.match(rf" [✓!✗] {re.escape(name)} ", line):
                found[check] = line[1]
    return found


def expect_page(text, notes=(), bad=()):
    """Setup's page: these lines are yellow, these red, all the others green; and its verdict."""
    page = graded(text)
    expect_same(sorted(page), sorted(words_of("check")), "the lines of setup's page")
    for sign, wanted in (("!", notes), ("✗", bad)):
        expect_same(sorted(name for name in page if page[name] == sign), sorted(wanted),
                    f"the lines with {sign} in:\n{text}")
    expect((READY in text) != bool(bad), f"the verdict of:\n{text}")


def expect_no_error(text, command):
    """As the guide says of apt."""
    bad = [line for line in text.splitlines() if line.startswith("E:")]
    expect(not bad, f"{command}: {bad}")


def working_monday():
    """The next one, 9 in the morning in Gia Lai: later than everything that is signed today."""
    with open(os.path.join(SOURCE, "config/holidays.toml"), "rb") as file:
        holidays = tomllib.load(file)["holiday"]
    day = datetime.datetime.now(datetime.timezone.utc).date()
    while True:
        day += datetime.timedelta(days=7 - day.weekday())
        if not any(one.get("every_year") == day.strftime("%m-%d") or
                   "from" in one and one["from"] <= day <= one.get("until", one["from"])
                   for one in holidays):
            return datetime.datetime.combine(day, datetime.time(2))


class Reader:
    """Who follows the guide, and what they hold in their hands."""

    def __init__(self, bench, folder, province, repository):
        self.bench, self.folder = bench, folder
        self.province, self.repository = province, repository
        self.begin, self.began = working_monday(), time.monotonic()
        self.disk = disk_of(bench.fresh, folder)
        self.address = f"https://{HOST}:{province.port}"
        self.debs = [bench.package("motcua-kiosk"), bench.package("motcua-agent")]
        self.stick = stick(os.path.join(folder, "stick.img"),
                           [*self.debs, repository.key, self.answers()])

    def answers(self):
        """motcua-setup.toml, the example with this ward's answers."""
        with open(os.path.join(SOURCE, "systemd/motcua-setup.toml"), encoding="utf-8") as file:
            text = file.read()
        for key, value in (("above_floor_mm", "950"), ("wifi_name", f'"{WIFI}"'),
                           ("province", f'"{self.address}"')):
            text, count = re.subn(rf"^{key} = \S+", f"{key} = {value}", text, flags=re.MULTILINE)
            expect(count == 1, f"motcua-setup.toml: {count} lines {key}")
        path = os.path.join(self.folder, "motcua-setup.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def clock(self):
        """What a battery has kept since the first start."""
        spent = datetime.timedelta(seconds=time.monotonic() - self.began)
        return (self.begin + spent).isoformat(timespec="seconds")

    def start(self, words=None):
        """Power on. `words`: of the boot loader, where they are not the installer's any more."""
        boots = copy.copy(self.bench.fresh)
        boots.words = words or boots.words
        return self.bench.machine(self.folder, disk=self.disk, boot=boots, kind=MiniPc,
                                  clock=self.clock())

    def path(self, name):
        return os.path.join(self.folder, name)

    def elsewhere(self, stand):
        return Elsewhere(stand.machine.ssh_port, fresh.USER, fresh.PASSWORD, PROMPT)


def timed(bench, name, work):
    began = time.monotonic()
    found = work()
    bench.figure(name, f"{time.monotonic() - began:.0f} s under emulation")
    return found


def plug_stick(reader, stand):
    stand.machine.plug_stick(reader.stick)
    stand.guest.run("for turn in $(seq 60); do [ -b /dev/sdb1 ] && exit; sleep 1; done; exit 1")


def install(reader, stand, typist):
    """Chapter 4."""
    plug_stick(reader, stand)
    for command in chapter(4).commands:
        text = timed(reader.bench, command, lambda: typist.say(command, INSTALL_S))
        expect_no_error(text, command)
    # "Nothing else has changed yet: a package that is not set up does not take the screen."
    _, said = stand.guest.ask("systemctl is-active getty@tty1 motcua-kiosk motcua-agent")
    expect_same(said.split(), ["active", "inactive", "inactive"], "console, kiosk, agent")


def configuration(stand):
    return stand.guest.run("cd /etc/motcua && find -type f -exec sha256sum {} + | sort -k2")


def set_up(reader, stand, typist):
    """Chapter 5: given up, then answered; once more from the stick; and with a cable pulled."""
    asked, code = words_of("ask"), reader.province.code(WARD)
    typed = {"ward": "dien hong", "panel_width_mm": "476", "above_floor_mm": "950",
             "province": reader.address, "code": code}
    answers = [(re.escape(words) + r" \[.*\]: $", typed.get(field, ""), False)
               for field, words in asked.items()]
    interactive, from_stick = chapter(5).commands
    before = configuration(stand)
    typist.say(interactive, SETUP_S, [answers[0], (answers[1][0], ("ctrl", "c"), False)])
    expect_same(configuration(stand), before, "the configuration after Ctrl+C")

    answers += [(r"\[C/k\] $", "", False)] * 2    # Write it? Make it a kiosk?
    text = timed(reader.bench, interactive, lambda: typist.say(interactive, SETUP_S, answers))
    picture = typist.picture(reader.path("setup.png"))
    expect_page(text, NOT_YET)
    expect(picture.pixels.count(GREEN) >= BAND_MIN, "setup's verdict is not on green")
    kiosk, = reader.province.ask("kiosks")["kiosks"]
    expect(kiosk["words"] in text, f"not the province's four words, {kiosk['words']}:\n{text}")

    text = timed(reader.bench, from_stick, lambda: typist.say(from_stick, SETUP_S))
    expect_page(text, NOT_YET)
    stand.guest.hand("unplug panel")
    check = chapter(5).mentioned[0]
    text = timed(reader.bench, check, lambda: typist.say(check, SETUP_S))
    picture = typist.picture(reader.path("setup-no-panel.png"))
    expect_page(text, NOT_YET, ["touch"])
    expect(picture.pixels.count(RED) >= BAND_MIN, "setup's verdict is not on red")
    expect(words_of("do")["touch"] in text, f"no advice in:\n{text}")
    stand.guest.hand("plug panel")


def hire(typist):
    """Chapter 6."""
    command, = chapter(6).commands
    for pin, said in ((WEAK_PIN, "among the first that anybody would try"),
                      (PIN, f"{MANAGER} added, manager")):
        text = typist.say(command, QUICK_S, [(f"PIN of six digits for {MANAGER}: $", pin, True),
                                             (r"Once more: $", pin, True)])
        expect(said in text, f"\"{said}\" is not in:\n{text}")
        expect(pin not in text, "a PIN is shown")


def subscribe(reader, stand, typist):
    """Chapter 7."""
    with open(os.path.join(SOURCE, "systemd/motcua.sources"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    number = next(at for at, line in enumerate(lines, 1) if line.startswith("URIs:"))
    address = f"http://{HOST}:{reader.repository.port}/apt"
    for command in chapter(7).commands:
        if " nano " in command:
            typist.edit(command, number, f"URIs: {address}")
        else:
            expect_no_error(typist.say(command, QUICK_S), command)
    said = stand.guest.run("apt-cache policy motcua-kiosk")
    expect(address in said, f"apt does not know {address}: {said}")


def go_down(reader, stand, typist):
    """Chapter 8, its first lines. Returns the words that the boot loader has from now on."""
    where, again = chapter(8).commands
    expect("10.0.2.15" in typist.say(where, QUICK_S), "the machine's address")
    words = stand.guest.run(r"grep -m1 -oP '^\s*linux\s+\S+\s+\K.*' /boot/grub/grub.cfg").strip()
    expect("vt.global_cursor_default=0" in words, f"GRUB's words: {words}")
    typist.clear()
    typist.write(again)
    typist.press("ret")
    with contextlib.suppress(Late):    # What looks is stopped, too.
        if typist.look().typed.startswith("[sudo]"):
            typist.answer(typist.password, unseen=True)
    stand.machine.wait(DOWN_S)
    return words


def fields(glass, path):
    """The colour of each field of the touch test."""
    picture = Picture(glass.picture())
    picture.save(path)
    return {name: picture.ground(*map(int, box)) for name, box in glass.shown.targets.items()
            if name.startswith("cell-")}


def serve(reader, stand):
    """Chapter 8: a citizen's way, and the staff's, both by finger."""
    bench, glass = reader.bench, stand.glass
    walk.walk(bench, stand, walk.addresses(stand.guest), 1, "by who follows the guide")
    glass.enter(MANAGER, PIN)
    glass.go("tab-health", "staff-health")
    before = fields(glass, reader.path("untouched.png"))
    for cell in range(CELLS):
        glass.tap(f"cell-{cell}")
    after = fields(glass, reader.path("touched.png"))
    expect(len(before) == len(after) == CELLS, f"{len(before)} fields to touch")
    dead = [name for name in before if before[name] == after[name]]
    expect(not dead, f"fields that do not show that they were touched: {dead}")
    glass.go("leave", "attract")


def report(reader, there):
    """Chapter 9: from another computer."""
    command, = chapter(9).commands
    text = timed(reader.bench, command, lambda: there.say(command, SETUP_S))
    expect_page(text, [NO_TIME_SERVER])
    pdf = reader.path("bien-ban.pdf")
    fetch(there, "/tmp/bien-ban.pdf", pdf)
    said = run_words("pdfinfo", pdf)
    expect(re.search(r"^Pages: +1$", said, re.MULTILINE), f"pages: {said}")
    expect(re.search(r"^Page size: .*\(A4\)$", said, re.MULTILINE), f"size: {said}")
    words = run_words("pdftotext", "-layout", pdf, "-")
    for one in (READY, *(words_of("report")[name] for name in ("title", "installer", "unit"))):
        expect(one in words, f"\"{one}\" is not in the report:\n{words}")
    run_words("pdftoppm", "-r", "60", "-png", "-singlefile", pdf, reader.path("bien-ban"))
    day = reader.begin.date().isoformat()
    counts = [line for line in reader.province.counts(day, day) if walk.CODE in line]
    expect(counts, f"the province has not heard of {walk.CODE}")
    kiosk, = reader.province.ask("kiosks")["kiosks"]
    reader.bench.figure("counts that came to the province", f"{len(counts)} of {walk.CODE}, "
                        f"{kiosk['rows']} rows; its alarms: {kiosk['alarms']}")


def take_away(reader, stand, there):
    """The last chapter: what stays, what goes on after another installation, what a purge says."""
    before, (remove,) = configuration(stand), chapter(0).commands
    rows = stand.verified()
    expect_no_error(there.say(remove, INSTALL_S, [APT_ASKS[:2]]), remove)
    expect_same(configuration(stand), before, "the configuration after a removal")
    stand.guest.run("test -s /var/lib/motcua/journal.db && ! test -e /usr/bin/motcua-kiosk")
    plug_stick(reader, stand)
    for command in chapter(4).commands:
        expect_no_error(there.say(command, INSTALL_S), command)
    expect_same(stand.verified(), rows, "rows after another installation")
    expect_same(configuration(stand), before, "the configuration after another installation")
    purge = remove.replace("apt remove", "apt purge")
    text = there.say(purge, INSTALL_S, [APT_ASKS[:2]])
    expect_no_error(text, purge)
    last = [line for line in text.splitlines() if line.strip()][-LAST:]
    expect(any("sudo rm -r" in line and "journal.db" in line for line in last),
           f"{purge} ends with: {last}")
    stand.guest.run("test -s /var/lib/motcua/journal.db && ! test -e /etc/motcua")


def before_the_machine(reader):
    """Chapters 4 to 8, as far as the machine starts anew."""
    with reader.start() as stand:
        typist = Typist(stand, PROMPT, fresh.PASSWORD)
        stand.guest.ready()
        stand.machine.plug_keyboard()
        try:
            typist.log_in(fresh.USER, LOGIN_S)
            install(reader, stand, typist)
            set_up(reader, stand, typist)
            hire(typist)
            subscribe(reader, stand, typist)
            return go_down(reader, stand, typist)
        finally:
            with open(reader.path("console.txt"), "w", encoding="utf-8") as file:
                file.write("\n\n".join(typist.transcript))


def before_the_glass(reader, words, name, work):
    """A start without keyboard and stick: "black, then the invitation at once; never a line of the
    machine's own text"; and then the work."""
    folder = reader.path(name)
    os.makedirs(folder)
    with reader.start(words) as stand:
        first, usable = boot.follow(reader.bench, folder, stand)
        reader.bench.figure(f"{name}: power to the first picture and a usable screen",
                            f"{first:.0f} s, {usable:.0f} s under emulation")
        work(stand)
        stand.machine.cut_power()


def afterwards(reader, stand):
    """After the power was cut and given back: chapter 9, and taking it away."""
    expect(stand.verified() >= len(walk.ROWS), "rows are missing after the power cut")
    with reader.elsewhere(stand) as there:
        report(reader, there)
        take_away(reader, stand, there)


def run(bench):
    folder = bench.folder("guide")
    packages = [bench.package("motcua-kiosk"), bench.package("motcua-agent")]
    with Province(bench.package("motcua-province"), folder) as province, \
            Repository(packages, folder) as repository:
        reader = Reader(bench, folder, province, repository)
        words = before_the_machine(reader)
        say("the machine starts anew with: " + words)
        before_the_glass(reader, words, "start", lambda stand: serve(reader, stand))
        before_the_glass(reader, words, "power-back", lambda stand: afterwards(reader, stand))
