"""The installation guide as data: its chapters, and the commands that stand in them for a reader to
type. Whoever checks the guide takes them from here, so that the guide is what is checked."""

import os
import re

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../systemd")
ENGLISH, VIETNAMESE = "INSTALL.md", "CAI-DAT.md"
# What a reader fills in, in their language.
FILLED_IN = {"MÃ": "CODE", "ĐỊA-CHỈ": "ADDRESS"}


class Chapter:
    def __init__(self, title):
        self.title = title
        self.commands = []    # Of the blocks of ```sh, line by line.
        self.mentioned = []   # Commands within a sentence or a table.


def chapters(name=ENGLISH):
    """The chapters in order; what stands before the first one holds no command."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        lines = file.read().splitlines()
    found, block = [Chapter("")], False
    for line in lines:
        if line.startswith("```"):
            block = line == "```sh"
        elif block:
            if line.strip():
                found[-1].commands.append(line.strip())
        elif line.startswith("## "):
            found.append(Chapter(line[3:]))
        else:
            found[-1].mentioned += [
                words for words in re.findall(r"`([^`]+)`", line)
                if words.startswith(("sudo ", "ssh ", "scp ", "systemctl "))]
    return found[1:]


def chapter(number, name=ENGLISH):
    """The chapter that begins with "number. "; 0: the one about taking it away, the last."""
    all_of_them = chapters(name)
    if number == 0:
        return all_of_them[-1]
    return next(one for one in all_of_them if one.title.startswith(f"{number}. "))


def plain(words):
    """A mentioned command without what its reader fills in."""
    for ours, common in FILLED_IN.items():
        words = words.replace(ours, common)
    return words


def differences():
    """What one guide tells its reader to type and the other does not, in words; none is right."""
    english, vietnamese = chapters(ENGLISH), chapters(VIETNAMESE)
    if len(english) != len(vietnamese):
        return [f"{ENGLISH} has {len(english)} chapters, {VIETNAMESE} {len(vietnamese)}"]
    found = []
    for one, other in zip(english, vietnamese):
        if one.commands != other.commands:
            found.append(f"\"{one.title}\": {one.commands}; \"{other.title}\": {other.commands}")
        mentioned = [sorted(map(plain, each.mentioned)) for each in (one, other)]
        if mentioned[0] != mentioned[1]:
            found.append(f"\"{one.title}\" mentions {mentioned[0]}; \"{other.title}\" mentions "
                         f"{mentioned[1]}")
    return found
