"""The names one can write to, as they are typed or pasted: in any order, without accents, one alone or a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from ssdesk.ui.shown import shown

LONGEST = 60  # characters of what a person typed that a sentence repeats
MOST_NAMED = 100  # one by one in one message
NAMED = 3  # names of a list that a sentence repeats
_LINES, _WORDS = re.compile(r"[\n\r\t;]+"), re.compile(r"[\s,]+")
_ADDRESS = re.compile(r"<[^<>]*>")


class Listed(msgspec.Struct, frozen=True):
    """A list of names read: the ids of those who are meant, and of the others what was written. `count`: how many names
    it has; of more lines than one message has names none is looked up. `rest`: the others as one line that is read
    again as the same names."""

    found: tuple[str, ...]
    unknown: tuple[str, ...]
    count: int
    rest: str


class Names:
    """Of (text, id), the likeliest first; each text is different."""

    def __init__(self, people: Iterable[tuple[str, str]] = ()) -> None:
        self._ids = dict(people)
        self._folded = [(text, folded(text)) for text in self._ids]
        self._every = "\n".join(name for _, name in self._folded)

    def id_of(self, text: str) -> str:
        """Of exactly this text; "" for none."""
        return self._ids.get(text, "")

    def fitting(self, typed: str) -> list[str]:
        """The texts in which every typed word stands."""
        words = [word for word in _WORDS.split(folded(typed)) if word]
        if any(word not in self._every for word in words):
            return []
        return [text for text, name in self._folded if all(word in name for word in words)]

    def one_of(self, typed: str) -> str:
        """The id of the one person that this can mean, or whose whole name it is where it is a part of others too; ""
        for nobody, or several."""
        if typed in self._ids:
            return self._ids[typed]
        fitting = self.fitting(typed)
        return self._ids[fitting[0]] if len(fitting) == 1 else self._called(typed)

    def listed(self, text: str) -> Listed | None:
        """A list of names, by lines or semicolons, or by commas where nobody is called like the whole; None: it is only
        one name. Among commas only a whole name counts: of "Peeters, Jan" who is not here, no other Jan is meant."""
        written = several(text) or [text.strip()]
        if len(written) > MOST_NAMED:
            return Listed((), (), len(written), "")
        lines = [self._apart(line) for line in written]
        read = [name for line in lines for name in line]
        if len(read) < 2:
            return None
        found = tuple(dict.fromkeys(id_ for _, id_ in read if id_))
        if len(lines) == 1 and len(read) == 2 and not found:
            return None  # the parts of one name
        left = [[said for said, id_ in line if not id_] for line in lines]
        unknown = tuple(dict.fromkeys(said for line in left for said in line))
        return Listed(found, unknown, len(read), "; ".join(", ".join(line) for line in left if line))

    def _apart(self, line: str) -> list[tuple[str, str]]:
        """The names of a line, and whom each means."""
        bare = _bare(line)
        pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
        if len(pieces) < 2 or self.fitting(bare):
            return [(line, self.one_of(bare))]
        found, place = [], 0
        while place < len(pieces):
            pair = ", ".join(pieces[place : place + 2])
            both = self._called(pair) if place + 1 < len(pieces) else ""
            said = pair if both else pieces[place]
            found.append((said, both or self._called(said)))
            place += 2 if both else 1
        return found

    def _called(self, name: str) -> str:
        """The id of the one person of exactly this name, in any order, with the role or without it."""
        return self._exact.get(_words(folded(_bare(name))), "")

    @cached_property
    def _exact(self) -> dict[frozenset[str], str]:
        exact: dict[frozenset[str], str] = {}
        for text, name in self._folded:
            said = name.partition(" (")[0]  # what tells those of one name apart is no part of it
            for words in {_words(said), _words(said.partition(",")[0])}:
                same = exact.setdefault(words, self._ids[text])
                exact[words] = same if same == self._ids[text] else ""
        return exact


def several(text: str) -> list[str]:
    """The lines or the parts of a list of names, as they were written; nothing where it is only one."""
    lines = [line for part in _LINES.split(text) if _bare(line := part.strip())]
    return lines if len(lines) > 1 else []


def brief(text: str) -> str:
    """What a person typed, for a sentence about it: what can be seen of it, not more than fits in one."""
    seen = shown(text[: 4 * LONGEST])
    return seen if len(seen) <= LONGEST and len(text) <= 4 * LONGEST else f"{seen[: LONGEST - 1].rstrip()}…"


def first_of(names: Sequence[str]) -> list[str]:
    """The first few that a sentence has room for, at least one."""
    found = [brief(name) for name in names[:NAMED]]
    while len(found) > 1 and sum(map(len, found)) > LONGEST:
        found.pop()
    return found


def folded(text: str) -> str:
    """Without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in _WORDS.split(name) if word)


def _bare(name: str) -> str:
    """Without the mark of a list and an address behind it, unless that is all."""
    return _ADDRESS.sub("", name).strip(" ,•-\u2013*\"'") or name.strip(" ,•-\u2013*\"'<>")
