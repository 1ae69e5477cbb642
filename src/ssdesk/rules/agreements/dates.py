"""Which days a Dutch text speaks of: "morgen", "vandaag", "straks", "dinsdag", "2 december", "02/12/2026".

An honest reader: what can mean two days ("volgende dinsdag"), comes back every week ("elke dinsdag") or is no day
("goede morgen") is left out. Nothing is guessed from the tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
LONGEST = 20_000
"""So many characters are read; a letter of a school is shorter."""

_OFFSETS = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "straks": 0, "morgen": 1, "overmorgen": 2}
_PARTS = {
    "vroeg": "ochtend", "morgen": "ochtend", "ochtend": "ochtend", "voormiddag": "voormiddag", "middag": "middag",
    "namiddag": "namiddag", "avond": "avond",
}  # fmt: skip
_PART = "|".join(_PARTS)
_DAY = "|".join(WEEKDAYS)
_MONTH = (
    "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_WORDS = re.compile(
    r"\b(?:"
    rf"(?P<relative>eergisteren|gisteren|vandaag|straks|overmorgen|morgen)(?: ?(?P<part>{_PART}))?"
    rf"(?:,? (?:{_DAY})(?: \d{{1,2}} (?:{_MONTH}))?)?"
    rf"|van(?P<this>{_PART})|deze (?P<these>{_PART})"
    rf"|(?P<weekday>{_DAY})(?: ?(?:{_PART}))?"
    r"(?:,? (?P<wday>\d{1,2})(?:[/-](?P<wmonth>\d{1,2})| (?P<wname>" + _MONTH + r")\b)(?:\.?[ /-](?P<wyear>\d{4}))?)?"
    r"|(?P<day>\d{1,2}) (?P<name>" + _MONTH + r")\b(?:\.? (?P<year>\d{4}))?"
    r"|(?P<nday>\d{1,2})[/-](?P<nmonth>\d{1,2})[/-](?P<nyear>\d{4})"
    r")(?!\w)",
    re.IGNORECASE,
)
_NO_DAY = frozenset(("goede", "goeie", "de", "een", "elke", "iedere", "'s", "hele", "heel", *WEEKDAYS))
_EVERY = frozenset(("elke", "iedere", "alle", "volgende", "'s", "’s"))
_PAST = frozenset(("vorige", "verleden", "afgelopen", "voorbije"))


class Mention(msgspec.Struct, frozen=True):
    """Words of a text from `start` to `end` that mean `day`. `relative`: they mean another day on another day. `part`:
    of the day, as it is joined to a weekday ("avond")."""

    start: int
    end: int
    words: str
    day: date
    relative: bool = False
    part: str = ""


def mentions(text: str, today: date) -> list[Mention]:
    """In the order of the text, as written on `today`."""
    return list(_mentions(text[:LONGEST], today))


def _mentions(text: str, today: date) -> Iterator[Mention]:
    for match in _WORDS.finditer(text):
        before = text[max(match.start() - 24, 0) : match.start()].lower().split()
        found = _relative(match, before, today) or _weekday(match, before, today) or _dated(match, today)
        if found is not None:
            yield found


def _relative(match: re.Match[str], before: list[str], today: date) -> Mention | None:
    word, part = match["relative"], match["part"] or match["this"] or match["these"] or ""
    if word is None and not (match["this"] or match["these"]):
        return None
    if word and word.lower() == "morgen" and before and before[-1].strip('("“«,') in _NO_DAY:
        return None
    day = today + timedelta(days=_OFFSETS[word.lower()] if word else 0)
    return Mention(match.start(), match.end(), match[0], day, relative=True, part=_PARTS.get(part.lower(), ""))


def _weekday(match: re.Match[str], before: list[str], today: date) -> Mention | None:
    if match["weekday"] is None:
        return None
    if match["wday"]:
        day = _date(match["wday"], match["wmonth"] or _number(match["wname"]), match["wyear"], today)
        return None if day is None else Mention(match.start(), match.end(), match[0], day)
    ahead = (WEEKDAYS.index(match["weekday"].lower()) - today.weekday() - 1) % 7 + 1
    if before[-2:] == ["volgende", "week"]:
        ahead = 7 - today.weekday() + WEEKDAYS.index(match["weekday"].lower())
    elif before and before[-1] in _EVERY:
        return None
    elif before and before[-1] in _PAST:
        ahead -= 7
    return Mention(match.start(), match.end(), match[0], today + timedelta(days=ahead))


def _dated(match: re.Match[str], today: date) -> Mention | None:
    if match["day"]:
        day = _date(match["day"], _number(match["name"]), match["year"], today)
    elif match["nday"]:
        day = _date(match["nday"], match["nmonth"], match["nyear"], today)
    else:
        return None
    return None if day is None else Mention(match.start(), match.end(), match[0], day)


def _number(name: str) -> str:
    start = name[:3].lower()
    start = "maa" if start == "mrt" else start
    return str(next(number for number, month in enumerate(MONTHS, 1) if month.startswith(start)))


def _date(day: str, month: str, year: str | None, today: date) -> date | None:
    """Without a year the one that lies nearest; None where there is no such day."""
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    found = []
    for each in years:
        try:
            found.append(date(each, int(month), int(day)))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - today), default=None)


# ---- Written again ---------------------------------------------------------------------------------------------------
def written(day: date, part: str = "") -> str:
    """ "dinsdag 24 november", "dinsdagavond 24 november"."""
    return f"{WEEKDAYS[day.weekday()]}{part} {day.day} {MONTHS[day.month - 1]}"


def seen_from(mention: Mention, day: date) -> str:
    """The words that mean the same day to who reads them on `day`, with a capital where there was one."""
    near = {0: "vandaag, ", 1: "morgen, "}.get((mention.day - day).days, "")
    text = near + written(mention.day, mention.part)
    return text[0].upper() + text[1:] if mention.words[:1].isupper() else text


def understood(mention: Mention, written_on: date, read_on: date) -> date:
    """The day that who reads a relative word on `read_on` thinks of."""
    return read_on + (mention.day - written_on)
