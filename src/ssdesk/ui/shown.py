"""Words of others, made safe to read."""

import unicodedata

from ssdesk.rules.seen import is_seen

_TURNING = "\0\u202d\u202e"  # what follows would be read the other way round
_MOST_MARKS = 3  # accents on one letter, before they reach into the lines above


def shown(text: str) -> str:
    """What others wrote (a name, a subject, a file's name) on one line, without what cannot be seen: control
    characters, characters of no width and those that turn the direction of what follows ("fdp.exe" read as "exe.pdf").
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        if char.isspace():
            kept.append(" ")
        elif is_seen(char):
            marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
            if marks <= _MOST_MARKS:
                kept.append(char)
    return " ".join("".join(kept).split())


def straight(text: str) -> str:
    """A longer text that others wrote, as it is but for what turns the direction of all that follows."""
    for char in _TURNING:
        text = text.replace(char, "")
    return text
