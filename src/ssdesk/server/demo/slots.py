"""Fills names and dates into written text, in correct Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from ssdesk.rules.holidays import last_school_day, school_year
from ssdesk.server.demo.data import Person, Pupil, SchoolClass, Staff
from ssdesk.server.demo.school_time import MONTHS, WEEKDAYS, next_weekday, short_words, step, words

_PRONOUNS = {
    "f": {
        "hij": "ze", "Hij": "Ze", "zij": "zij", "Zij": "Zij", "hem": "haar", "zijn": "haar", "Zijn": "Haar",
        "zoon": "dochter", "klasgenoot": "klasgenote",
    },
    "m": {
        "hij": "hij", "Hij": "Hij", "zij": "hij", "Zij": "Hij", "hem": "hem", "zijn": "zijn", "Zijn": "Zijn",
        "zoon": "zoon", "klasgenoot": "klasgenoot",
    },
}  # fmt: skip
_DAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_TRIMESTERS = {9: "eerste", 10: "eerste", 11: "eerste", 12: "eerste", 1: "tweede", 2: "tweede", 3: "tweede"}


class _Step:
    """Formats as a school day so many away: "{dag:3}", "{weekdag:-1}", "{datum:5}"."""

    def __init__(self, day: date, form: Callable[[date], str]) -> None:
        self._day, self._form = day, form

    def __format__(self, spec: str) -> str:
        return self._form(step(self._day, int(spec or 0)))


class _Around:
    """Formats as the school day on a date of the school year, else the one before or after it: "{voor:12-04}";
    "{voordatum:12-04}" without the weekday."""

    def __init__(self, year: int, find: Callable[[date], date], form: Callable[[date], str] = words) -> None:
        self._year, self._find, self._form = year, find, form

    def __format__(self, spec: str) -> str:
        month, day = (int(part) for part in spec.split("-"))
        return self._form(self._find(date(self._year if month >= 8 else self._year + 1, month, day)))


class _NextWeekday:
    """Formats as the first such weekday at least so many days later: "{wo:8}"; "{wodatum:8}" without the weekday."""

    def __init__(self, day: date, weekday: int, form: Callable[[date], str]) -> None:
        self._day, self._weekday, self._form = day, weekday, form

    def __format__(self, spec: str) -> str:
        return self._form(next_weekday(self._day, self._weekday, int(spec or 1)))


class _Month:
    """Formats as the name of a month: "{maand}", "{maand:-1}"."""

    def __init__(self, day: date) -> None:
        self._month = day.month

    def __format__(self, spec: str) -> str:
        return MONTHS[(self._month - 1 + int(spec or 0)) % 12]


_ORDINALS = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde", "5": "vijfde", "6": "zesde"}


def genitive(name: str) -> str:
    """Whose: "Noors", "Emma's", "Lars'"."""
    if name[-1].lower() in "sxz":
        return f"{name}'"
    if name[-1].lower() in "aiouyıáíóú" and name[-2:-1].lower() not in tuple("aeiou"):
        return f"{name}'s"
    return f"{name}s"


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


@cache
def of_day(day: date) -> Mapping[str, object]:
    """Slots for dates seen from that day."""
    year = school_year(day)
    found: dict[str, object] = {
        "dag": _Step(day, words),
        "datum": _Step(day, short_words),
        "weekdag": _Step(day, _weekday),
        "Dag": _Step(day, lambda other: capital(words(other))),
        "Weekdag": _Step(day, lambda other: capital(_weekday(other))),
        "voor": _Around(year, last_school_day),
        "voordatum": _Around(year, last_school_day, short_words),
        "vanaf": _Around(year, lambda other: step(other - timedelta(days=1), 1)),
        "maand": _Month(day),
        "schooljaar": f"{year}-{year + 1}",
        "trimester": _TRIMESTERS.get(day.month, "derde"),
        "uitstapmaand": MONTHS[_trip_month(day) - 1],
    }
    for name, weekday in _DAYS.items():
        found[name] = _NextWeekday(day, weekday, words)
        found[f"{name}datum"] = _NextWeekday(day, weekday, short_words)
    return found


def _trip_month(day: date) -> int:
    """A month for a trip of some days that still lies ahead, and for which letters go out now."""
    return 3 if day.month >= 9 or day.month == 1 else 5 if day.month < 4 else 10


def of_class(class_: SchoolClass) -> dict[str, object]:
    """Slots for a text about a class."""
    if class_.year.startswith("K"):
        year = f"{_ORDINALS[class_.year[1]]} kleuterklas"
    else:
        year = f"{_ORDINALS[class_.year]} leerjaar"
    return {"klasnaam": class_.name, "leerjaar": year}


def of_pupil(pupil: Pupil, class_: SchoolClass) -> dict[str, object]:
    """Slots for a text about a child."""
    return {
        **of_class(class_),
        "kind": pupil.first_name,
        "kinds": genitive(pupil.first_name),
        "leerling": pupil.name,
        "klas": class_.name,
        **_PRONOUNS[pupil.gender],
    }


def of_parent(person: Person) -> dict[str, object]:
    """Slots for the parent who writes or is written to."""
    polite = f"{'mevrouw' if person.gender == 'f' else 'meneer'} {capital(person.last_name)}"
    return {"ouder": polite, "oudernaam": person.name, "oudervoornaam": person.first_name}


def of_staff(member: Staff) -> dict[str, object]:
    """Slots for the member of staff who writes or is written to."""
    return {"juf": member.address, "Juf": capital(member.address), "afzender": member.name, "vak": member.subject}


def fill(text: str, slots: Mapping[str, object]) -> str:
    """The text with its slots filled. Raises KeyError for a slot that this text has no use for."""
    return text.format_map(slots)
