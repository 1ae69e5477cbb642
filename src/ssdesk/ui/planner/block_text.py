"""The words of a block, broken to its width: between words, else between syllables, and with "…" where no more fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtGui import QFont, QFontMetricsF

_VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"
# A word may break before a consonant that a vowel follows. "sch", "ch" and the like are one sound.
_SYLLABLE = re.compile(rf"(?=(?:sch|ch|th|ph|qu|[b-df-hj-np-tv-xzç])[{_VOWELS}])", re.IGNORECASE)
_ONE_SOUND = ("ch", "ph", "sh", "th", "sc")
_LEAST_LETTERS = 3


class Line(msgspec.Struct, frozen=True):
    """`paragraph`: of which of the given texts it is a part."""

    text: str
    paragraph: int


def laid_out(paragraphs: Sequence[tuple[str, QFont]], width: float, count: int) -> list[Line]:
    """The paragraphs on at most `count` lines of `width` px."""
    lines: list[Line] = []
    for number, (text, font) in enumerate(paragraphs):
        if len(lines) >= count:
            break
        metrics = QFontMetricsF(font)
        rest = text.split()
        while rest and len(lines) < count:
            if len(lines) == count - 1:
                lines.append(Line(_last(rest, metrics, width), number))
                break
            line, rest = _line(rest, metrics, width)
            lines.append(Line(line, number))
    return lines


def _line(words: list[str], metrics: QFontMetricsF, width: float) -> tuple[str, list[str]]:
    """As much as one line takes, and what is left."""
    taken = 0
    while taken < len(words) and _fits(" ".join(words[: taken + 1]), metrics, width):
        taken += 1
    if taken:
        return " ".join(words[:taken]), words[taken:]
    begin, end = _broken(words[0], metrics, width)
    return begin, [end, *words[1:]] if end else words[1:]


def _broken(word: str, metrics: QFontMetricsF, width: float) -> tuple[str, str]:
    """A word too long for a line, after the last syllable that fits; "…" where none does."""
    for place in sorted(breaks(word), reverse=True):
        begin = word[:place] if word[place - 1] in "-/" else f"{word[:place]}-"
        if _fits(begin, metrics, width):
            return begin, word[place:]
    return _elided(word, metrics, width), ""


def breaks(word: str) -> list[int]:
    """Where a long word of a language like ours may be broken: a rule of thumb, for what would be cut off otherwise."""
    places = {match.end() for match in re.finditer(r"[-/]", word)}
    for match in _SYLLABLE.finditer(word):
        place = match.start()
        pair = word[place - 1 : place + 1].lower()
        if _LEAST_LETTERS <= place <= len(word) - _LEAST_LETTERS and pair not in _ONE_SOUND:
            places.add(place)
    return sorted(place for place in places if 0 < place < len(word))


def _last(words: list[str], metrics: QFontMetricsF, width: float) -> str:
    whole = " ".join(words)
    return whole if _fits(whole, metrics, width) else _elided(whole, metrics, width)


def _elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    kept = text
    while kept and not _fits(f"{kept}…", metrics, width):
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def _fits(text: str, metrics: QFontMetricsF, width: float) -> bool:
    return metrics.horizontalAdvance(text) <= width + 0.5
