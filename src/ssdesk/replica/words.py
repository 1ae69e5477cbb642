"""Words of a text as the full-text index has them: without case and accents; and where in the text they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """Words that follow each other; `prefix`: the last one by its beginning. `columns`: of the index; () for any."""

    tokens: tuple[str, ...]
    prefix: bool
    columns: tuple[str, ...] = ()


def tokens(text: str) -> Iterator[str]:
    """The words of a text as the index's tokenizer has them."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return (match[0] for match in _TOKEN.finditer(bare))


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
        bare = "".join(c for c in unicodedata.normalize("NFKD", chr(code).lower()) if not unicodedata.combining(c))
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
        for part in unicodedata.normalize("NFKD", char.lower()) if not char.isascii() else char.lower():
            if not unicodedata.combining(part):
                bare.append(part)
                origin.append(at)
    found = list(_TOKEN.finditer("".join(bare)))
    end = len(text)
    places = []
    for match in found:
        after = origin[match.end()] if match.end() < len(origin) else end
        last = origin[match.end() - 1] + 1
        while last < after and unicodedata.combining(text[last]):
            last += 1  # an accent that stands by itself
        places.append((origin[match.start()], last))
    return [match[0] for match in found], places
