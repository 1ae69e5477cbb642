"""The subject of an answer: the other person's words behind "Re: "."""

from __future__ import annotations

import unicodedata

LONGEST = 200
ANSWER = "Re: "


def answered(subject: str) -> str:
    """The subject of an answer to a message with this one."""
    return prefixed(ANSWER, subject)


def prefixed(prefix: str, subject: str) -> str:
    """Once, however often it goes to and fro."""
    bare = prefix.strip().lower()
    return subject if subject.lower().startswith(bare) else f"{prefix}{subject}".strip()[:LONGEST]


def is_answer(subject: str, original: str) -> bool:
    """Whether it is that of an answer to `original`, as whoever answers finds it there. Only letters and figures count:
    what cannot be seen was left out on the way."""
    mine, theirs = _letters(subject), _letters(answered(original))
    return mine == theirs or (len(subject) >= LONGEST and theirs != "" and mine.startswith(theirs))


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
