"""What is tested in each class through the year: the source of the tests in the agenda and of the pupils' results."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import SchoolClass, Staff
from ssdesk.server.demo.school_year import SchoolYear
from ssdesk.server.demo.slots import capital

_LESS = 2  # so many times fewer evaluations in a class that nobody of the tour sits in
_PE = "lichamelijke opvoeding"


@dataclass(frozen=True, slots=True)
class Series:
    """Evaluations of one kind, as in content/evaluations.toml."""

    stage: str
    subject: str
    title: str
    form: str
    every: int
    phase: int
    years: tuple[str, ...] = ()
    out_of: float | None = None
    weight: float | None = None
    median: bool = False
    test: bool = False
    tour: bool = False
    undated: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One of a class. `day`: on which it is held, `given`: on which the pupils hear how it went."""

    class_: SchoolClass
    series: Series
    subject: str
    title: str
    teacher: Staff
    day: date
    given: date


@cache
def all_series() -> tuple[Series, ...]:
    return tuple(_series(entry) for entry in read("evaluations.toml")["series"])


def _series(entry: dict[str, Any]) -> Series:
    return Series(**{**entry, "years": tuple(entry.get("years", ()))})


def of_class(year: SchoolYear, class_: SchoolClass) -> Iterator[Evaluation]:
    """All of the school year, also those to come; of the tour's class without the last ones, which its story tells."""
    story = class_ is year.story_class
    shift = 0 if story else year.school.classes.index(class_) % 5
    taught = {subject for subject, _ in class_.teachers}
    days = year.school_days
    for series in all_series():
        if series.stage != year.school.stage or (series.years and class_.year not in series.years):
            continue
        if year.school.stage == "secondary" and series.subject not in taught:
            continue
        teacher = teacher_of(year, class_, series.subject)
        for number, at in enumerate(_places(year, series, story, shift), 1):
            if 0 <= at < len(days):
                given = days[min(at + 1 + (number + at) % 3, len(days) - 1)]
                title = series.title.format(n=number)
                yield Evaluation(class_, series, subject(series), title, teacher, days[at], given)


def subject(series: Series) -> str:
    """As results and reports name it."""
    return capital(series.subject)


def teacher_of(year: SchoolYear, class_: SchoolClass, subject: str) -> Staff:
    """Who tests that subject; in primary school the class teacher does, but for physical education."""
    primary = year.school.stage == "primary"
    return year.teacher(class_, _PE if subject.lower() == _PE else "klas" if primary else subject)


def number_told(year: SchoolYear, series: Series) -> int:
    """How many of a series the class of the tour has had, with the one that the story tells."""
    return bisect_right(year.school_days, year.today) // series.every


def tour_number(year: SchoolYear, name: str) -> int:
    """How many of the told series of a subject there have been; 0: none yet, or there is no such series."""
    for series in all_series():
        if series.tour and series.stage == year.school.stage and subject(series) == name:
            return number_told(year, series)
    return 0


def _places(year: SchoolYear, series: Series, story: bool, shift: int) -> list[int]:
    """The school days, counted from the first, on which it is held."""
    if story and series.tour:
        today, told = bisect_right(year.school_days, year.today) - 1, number_told(year, series)
        return [today - series.every * (told - n) for n in range(1, told)]
    every = series.every if story else series.every * _LESS
    return list(range(series.phase + shift, len(year.school_days), every))
