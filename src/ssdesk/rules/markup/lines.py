"""The form into which every text is read: lines, of words that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

DEEPEST = 6  # lists within lists
LONGEST_LINK = 2_000
IMAGE = re.compile(r"cid:([0-9a-f]{64})")
_LINK = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")


class Run(msgspec.Struct, frozen=True):
    """Words of one look. `link`: an address that is safe to show. `image`: the SHA-256 of a file of the message, in
    place of words; `text` says what it shows. A line feed in `text` begins another line of the same item."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    image: str = ""

    @property
    def is_plain(self) -> bool:
        linked = self.link not in ("", self.text)
        return not (self.bold or self.italic or self.underline or linked or self.image)


class Line(msgspec.Struct, frozen=True):
    """`item`: "ul" or "ol" for an item of a list, `level` deep in others (from 1)."""

    runs: tuple[Run, ...] = ()
    item: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs if not run.image)


def is_formatted(lines: Iterable[Line]) -> bool:
    """Whether plain text would lose something."""
    return any(line.item or not all(run.is_plain for run in line.runs) for line in lines)


def is_link(link: str) -> bool:
    """Plain characters only, and nothing but what a browser or a mail program opens."""
    return len(link) <= LONGEST_LINK and _LINK.fullmatch(link) is not None
