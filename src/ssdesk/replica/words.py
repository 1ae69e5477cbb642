"""Words of a text as the full-text index has them: without case and accents; and where in the text they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+")
_SOFT = {0xAD: None, 0xFFFE: None}
"""Where a word may be broken, and where pdfium found it broken at the end of a line: no letters of it."""
_SHARP = {**_SOFT, ord("ß"): "ss", ord("ẞ"): "ss"}
FOLDING = 1
"""The version of `folded`: another one has the index made anew."""


class Term(NamedTuple):
    """Words that follow each other; `prefix`: the last one by its beginning. `columns`: of the index; () for any."""

    tokens: tuple[str, ...]
    prefix: bool
    columns: tuple[str, ...] = ()


def folded(text: str) -> str:
    """A text as it goes into the index, whose own tokenizer takes case and accents away and nothing else: it would keep
    "m²" and "ß", and break words where they are only allowed to be broken."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_SHARP))


def tokens(text: str) -> Iterator[str]:
    """The words of a text as the index's tokenizer has them once it was `folded`."""
    return (match[0] for match in _TOKEN.finditer(_bare(text)))


def _bare(text: str) -> str:
    """Without case and accents, and without what is no letter of a word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_SHARP).lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def holds(text: Sequence[str], term: Term) -> bool:
    """Whether these words hold the term."""
    return next(_places(text, term), None) is not None


def spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where in the text the terms stand, in order: (begin, end) of each, none over another."""
    if not text or not terms:
        return []
    words, places = _placed(text)
    found = [(places[at][0], places[at + len(term.tokens) - 1][1]) for term in terms for at in _places(words, term)]
    apart: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if apart and begin < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((begin, end))
    return apart


def _places(text: Sequence[str], term: Term) -> Iterator[int]:
    *first, last = term.tokens
    for at, end in enumerate(text[len(first) :]):
        if end.startswith(last) and (term.prefix or end == last) and list(text[at : at + len(first)]) == first:
            yield at


class _Bare(dict[int, str]):
    """Of each letter what it is without case and accents; \0 for what becomes more letters, or none."""

    def __missing__(self, code: int) -> str:
        bare = _bare(chr(code))
        self[code] = found = bare if len(bare) == 1 else "\0"
        return found


_BARE = _Bare()


def _placed(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words, and where each stands."""
    same_length = text.translate(_BARE)
    if "\0" not in same_length:
        found = list(_TOKEN.finditer(same_length))
        return [match[0] for match in found], [match.span() for match in found]
    bare: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        for part in _bare(char):
            bare.append(part)
            origin.append(at)
    found = list(_TOKEN.finditer("".join(bare)))
    end = len(text)
    places = []
    for match in found:
        after = origin[match.end()] if match.end() < len(origin) else end
        last = origin[match.end() - 1] + 1
        while last < after and not _bare(text[last]):
            last += 1  # an accent that stands by itself
        places.append((origin[match.start()], last))
    return [match[0] for match in found], places
