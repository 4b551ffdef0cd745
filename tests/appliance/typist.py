"""A person before the machine's own keyboard and text console. What they read is what the kernel
holds of the console (/dev/vcsu1: letters, whether or not the font has them); what they type comes
from a USB keyboard, and is looked at before Enter."""

import re
import time

from picture import Picture
from stream import Late

LOOK_S = 0.7         # Between two looks; each takes a process or three of a slow guest.
ECHO_S = 40          # Until what was typed stands there.
KEY_S = 0.1          # A key goes down and up; a USB keyboard remembers eight of them.
TRIES = 3
READ = "head -c 4 /dev/vcsa1 | od -An -tu1; iconv -f UCS-4LE -t UTF-8 /dev/vcsu1"

PLAIN = {" ": "spc", "-": "minus", "=": "equal", "[": "bracket_left", "]": "bracket_right",
         ";": "semicolon", "'": "apostrophe", "`": "grave_accent", "\\": "backslash",
         ",": "comma", ".": "dot", "/": "slash"}
SHIFTED = {"_": "minus", "+": "equal", "{": "bracket_left", "}": "bracket_right", ":": "semicolon",
           '"': "apostrophe", "~": "grave_accent", "|": "backslash", "<": "comma", ">": "dot",
           "?": "slash", "!": "1", "@": "2", "#": "3", "$": "4", "%": "5", "^": "6", "&": "7",
           "*": "8", "(": "9", ")": "0"}


def keys_of(letter):
    """On a keyboard of the United States, as Debian's installer offers first."""
    if letter.isdigit() or (letter.isalpha() and letter.islower()):
        return (letter,)
    if letter.isalpha():
        return ("shift", letter.lower())
    return (PLAIN[letter],) if letter in PLAIN else ("shift", SHIFTED[letter])


class Look:
    """The console at one moment."""

    def __init__(self, said):
        head, text = said.split("\n", 1)
        rows, columns, self.x, self.y = map(int, head.split())
        self.lines = [text[at:at + columns].replace("\0", " ")
                      for at in range(0, rows * columns, columns)]

    def __eq__(self, other):
        return (self.lines, self.x, self.y) == (other.lines, other.x, other.y)

    @property
    def typed(self):
        """The cursor's line, as far as the cursor."""
        return self.lines[self.y][:self.x]

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.lines).rstrip()


class Typist:
    def __init__(self, stand, prompt, password):
        """`prompt`: of the shell, an expression for the whole line before the cursor."""
        self.machine, self.guest = stand.machine, stand.guest
        self.prompt, self.password = re.compile(prompt), password
        self.transcript = []

    # Looking.
    def look(self):
        return Look(self.guest.run(READ))

    def until(self, holds, seconds, what):
        end = time.monotonic() + seconds
        while not holds(look := self.look()):
            if time.monotonic() > end:
                raise Late(f"{what}: not within {seconds:.0f} s; the console says:\n{look.text}")
            time.sleep(LOOK_S)
        return look

    def is_prompt(self, look):
        return bool(self.prompt.fullmatch(look.typed))

    def picture(self, path):
        picture = Picture(self.machine.screen())
        picture.save(path)
        return picture

    # Typing.
    def press(self, *keys):
        self.machine.press(*keys)
        time.sleep(KEY_S)

    def write(self, words):
        """Types words that are shown, until they stand there as they were meant."""
        before = self.look().typed
        for _ in range(TRIES):
            for letter in words:
                self.press(*keys_of(letter))
            try:
                self.until(lambda look: look.typed == before + words, ECHO_S, f"typing {words}")
                return
            except Late:
                self.press("ctrl", "u")
                self.until(lambda look: look.typed == before, ECHO_S, "an empty line")
        raise Late(f"\"{words}\" cannot be typed; the console says:\n{self.look().text}")

    def write_unseen(self, words):
        for letter in words:
            self.press(*keys_of(letter))

    def enter(self):
        """Returns when something came of it."""
        before = self.look()
        self.press("ret")
        self.until(lambda look: look != before, ECHO_S, "an answer to Enter")

    def clear(self):
        self.press("ctrl", "l")
        self.until(lambda look: look.text == look.typed.strip() and self.is_prompt(look), ECHO_S,
                   "a clear console")

    # Both.
    def log_in(self, user, seconds):
        def asked(look):
            return look.typed.endswith("login: ")
        for _ in range(TRIES):    # A key that was held too long comes twice, and here unseen.
            self.until(asked, seconds, "the login prompt")
            self.write(user)
            self.enter()
            self.until(lambda look: re.search(r"(Password|Mật khẩu): ?$", look.typed), ECHO_S,
                       "the question for the password")
            self.write_unseen(self.password)
            self.enter()
            look = self.until(lambda look: self.is_prompt(look) or asked(look), ECHO_S * 2,
                              "the shell's prompt")
            if self.is_prompt(look):
                return
        raise Late(f"nobody can log in; the console says:\n{look.text}")

    def answer(self, reply, unseen=False):
        """`reply`: words, or keys in a tuple."""
        if isinstance(reply, tuple):
            before = self.look()
            self.press(*reply)
            self.until(lambda look: look != before, ECHO_S, f"an answer to {reply}")
            return
        (self.write_unseen if unseen else self.write)(reply)
        self.enter()

    def edit(self, command, number, line):
        """Starts nano, puts the line in place of the file's line of that number, keeps, leaves."""
        self.clear()
        self.write(command)
        self.enter()
        look = self.until(lambda look: look.typed.startswith("[sudo]") or "GNU nano" in look.text,
                          ECHO_S, "the editor")
        if "GNU nano" not in look.text:
            self.answer(self.password, unseen=True)
            self.until(lambda look: "GNU nano" in look.text, ECHO_S, "the editor")
        for _ in range(number - 1):
            self.press("down")
        self.press("ctrl", "k")
        self.write(line)
        self.enter()
        for keys in (("ctrl", "o"), ("ret",), ("ctrl", "x")):
            self.answer(keys)
        self.until(self.is_prompt, ECHO_S, "the shell's prompt")

    def say(self, command, seconds, answers=()):
        """Types a command, answers what it asks, and returns the console's text once the prompt is
        back. `answers`: (what the line before the cursor holds, the reply, whether it is unseen),
        each taken once and in any order; sudo's own question is answered by itself."""
        left = list(answers)
        self.clear()
        self.write(command)
        self.enter()
        end = time.monotonic() + seconds
        while True:
            look = self.look()
            asked = next((one for one in left if re.search(one[0], look.typed)), None)
            if look.typed.startswith("[sudo]"):
                self.answer(self.password, unseen=True)
            elif asked:
                left.remove(asked)
                self.answer(*asked[1:])
            elif self.is_prompt(look):
                self.transcript.append(look.text)
                return look.text
            elif time.monotonic() > end:
                raise Late(f"{command}: not within {seconds:.0f} s; the console says:\n{look.text}")
            else:
                time.sleep(LOOK_S)
