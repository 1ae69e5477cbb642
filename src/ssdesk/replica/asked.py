"""What a person typed in the search of messages, read: words, "phrases", and operators with a value behind them.

`van:` `aan:` `onderwerp:` `bijlage:` look in one place only, `kind:` names a child, `na:` and `voor:` a day: from its
beginning on, and up to there. A space may stand before the value, and a day may be of several words. In English too.
What is no such thing is a word; nothing is ever an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from ssdesk.replica.words import Term, tokens
from ssdesk.rules.working_time import SCHOOL_TIME

MOST_TERMS = 12
COLUMNS: Final = ("subject", "sender", "recipients", "files", "texts", "body")  # of the index
_PLACES: Final = {
    **dict.fromkeys(("van", "from"), ("sender",)),
    **dict.fromkeys(("aan", "to"), ("recipients",)),
    **dict.fromkeys(("onderwerp", "subject"), ("subject",)),
    **dict.fromkeys(("bijlage", "attachment"), ("files", "texts")),
}
_CHILD: Final = ("kind", "child")
_FROM, _UNTIL = ("na", "after"), ("voor", "before")
_NAMES = "|".join((*_PLACES, *_CHILD, *_FROM, *_UNTIL))
_PART = re.compile(rf'(?:({_NAMES}):(?:\s+(?!(?:{_NAMES}):))?)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_FOLLOWING = re.compile(r'\s+[^\s":]+')
_WORDS_OF_A_DAY: Final = 4  # maandag 23 november 2026

_BACK: Final = {
    **dict.fromkeys(("vandaag", "today"), 0),
    **dict.fromkeys(("gisteren", "yesterday"), 1),
    **dict.fromkeys(("eergisteren",), 2),
}
_WEEKDAYS = (
    ("maandag", "monday", "ma", "mon"), ("dinsdag", "tuesday", "di", "tue"), ("woensdag", "wednesday", "wo", "wed"),
    ("donderdag", "thursday", "do", "thu"), ("vrijdag", "friday", "vr", "fri"), ("zaterdag", "saturday", "za", "sat"),
    ("zondag", "sunday", "zo", "sun"),
)  # fmt: skip
_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("augustus", "august", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", re.ASCII)
_USUAL = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_WRITTEN = re.compile(r"(?:(\d{1,2})\s*)?([a-z]+)\.?(?:\s*(\d{4}))?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class Asked(msgspec.Struct, frozen=True):
    """`terms`: all must be held. `children`: names, of which one must be the child's. `since`, `until`: ms since
    1970. `no_day`: the first value that should have been a day and is none, with the operator before it."""

    terms: tuple[Term, ...] = ()
    children: tuple[Term, ...] = ()
    since: int | None = None
    until: int | None = None
    no_day: tuple[str, str] | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing can be found by it."""
        return not self.terms and not self.children and self.since is None and self.until is None


def asked(typed: str, today: date) -> Asked:
    """`today`: of school time."""
    terms: list[Term] = []
    children: list[Term] = []
    since: list[int] = []
    until: list[int] = []
    no_day: list[tuple[str, str]] = []
    for match, value, day in _parts(typed, today):
        name = (match[1] or "").lower()
        held = tuple(tokens(value))
        prefix = match[3] is not None
        if name in (*_FROM, *_UNTIL) and day is None and held:
            no_day.append((name, value))
        if day is not None:
            (since if name in _FROM else until).append(beginning(day))
        elif name in _CHILD and held:
            children.append(Term(held, prefix=True))
        elif name in _PLACES and held:
            terms.append(Term(held, prefix, _PLACES[name]))
        elif name:  # a word like any other
            terms += [Term(word, prefix=True) for word in [tuple(tokens(match[0]))] if word]
        elif held:
            terms.append(Term(held, prefix))
    return Asked(
        tuple(terms[:MOST_TERMS]),
        tuple(children[:MOST_TERMS]),
        max(since, default=None),
        min(until, default=None),
        next(iter(no_day), None),
    )


def _parts(typed: str, today: date) -> Iterator[tuple[re.Match[str], str, date | None]]:
    """What stands there, one after the other, with its value, and with the day that this is where one is meant."""
    at = 0
    while match := _PART.search(typed, at):
        value, at = match[2] if match[3] is None else match[3], match.end()
        day = None
        if match[1] and match[1].lower() in (*_FROM, *_UNTIL):
            day = day_of(value, today)
            if match[3] is not None:
                day, at = _longest(typed, match.start(3), at, today, day)
        yield match, value, day


def _longest(typed: str, start: int, end: int, today: date, day: date | None) -> tuple[date | None, int]:
    """The day, and where it ends, when the words behind its first one belong to it."""
    found, at = (day, end), end
    for _ in range(_WORDS_OF_A_DAY - 1):
        following = _FOLLOWING.match(typed, at)
        if following is None:
            break
        at = following.end()
        longer = day_of(typed[start:at], today)
        found = found if longer is None else (longer, at)
    return found


def beginning(day: date) -> int:
    """Of a day at school, in ms since 1970; the clock never changes at midnight."""
    return round(datetime(day.year, day.month, day.day, tzinfo=SCHOOL_TIME).timestamp() * 1000)


def day_of(value: str, today: date) -> date | None:
    """The first day of what is meant: a day, a month or a year as people write it. Without a year it is the last one
    that has begun. None: it is none of these."""
    value = value.strip().lower()
    if value in _BACK:
        return today - timedelta(days=_BACK[value])
    if value in _WEEKDAY_OF:
        return today - timedelta(days=(today.weekday() - _WEEKDAY_OF[value]) % 7)
    weekday, _, rest = value.partition(" ")
    if weekday in _WEEKDAY_OF and rest:
        value = rest.strip()
    for day, month, year in _readings(value):
        if year is not None:
            return _day(year, month, day)
        years = range(today.year, today.year - 9, -1)  # there is a 29 February among them
        past = (_day(one, month, day) for one in years)
        return next((one for one in past if one is not None and one <= today), None)
    return None


def _readings(value: str) -> Iterator[tuple[int, int, int | None]]:
    """Day, month, year."""
    if match := _ISO.fullmatch(value):
        yield int(match[3] or 1), int(match[2]), int(match[1])
    elif (match := _USUAL.fullmatch(value)) and (match[1] or len(match[3]) == len("2026")):
        yield int(match[1] or 1), int(match[2]), int(match[3]) + (2000 if len(match[3]) == len("26") else 0)
    elif match := _SHORT.fullmatch(value):
        yield int(match[1]), int(match[2]), None
    elif _YEAR.fullmatch(value):
        yield 1, 1, int(value)
    elif (match := _WRITTEN.fullmatch(value)) and match[2] in _MONTH_OF:
        yield int(match[1] or 1), _MONTH_OF[match[2]], int(match[3]) if match[3] else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None
