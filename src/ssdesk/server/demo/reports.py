"""The reports of the families that people look for: when each came out, what it says, and its results by subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from ssdesk.protocol.record import Absence, Result
from ssdesk.rules.holidays import holidays, last_school_day
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Pupil, SchoolClass
from ssdesk.server.demo.data_record import TermReport
from ssdesk.server.demo.report_words import Mark, Writer
from ssdesk.server.demo.school_time import at, local_day, step
from ssdesk.server.demo.school_year import SchoolYear
from ssdesk.server.demo.slots import capital
from ssdesk.server.demo.talent import Talent

_EVENING, _DUE = time(19), time(18)
_NO_SUBJECT = ("klas", "zorg")  # what staff do in a class that is none
_FRENCH_FROM = "3"
_NEWEST = 2  # so many reports have the children of the cast whom the tour does not show


@dataclass(frozen=True, slots=True)
class Issue:
    """One report of the whole school. `year`: in which its school year began."""

    title: str
    period: str
    year: int
    released_at: datetime

    @property
    def school_year(self) -> str:
        return f"{self.year}-{self.year + 1}"


def issues(year: SchoolYear) -> list[Issue]:
    """Those of last year and of this one, oldest first. The newest of this year came out last Friday evening, or at one
    of the schools is due tomorrow evening; in summer it has come out as all the others."""
    table = read("reports.toml")
    entries = [entry for entry in table["report"] if entry["school"] == year.school.slug]
    found = [_issue(entry, year.year - 1, at(_regular(entry, year.year - 1), _EVENING)) for entry in entries]
    tomorrow = local_day(year.now) + timedelta(days=1)
    due = table["due"] == year.school.slug and tomorrow <= date(year.year + 1, 6, 30)
    moment = at(tomorrow, _DUE) if due else at(year.report_evening, _EVENING)
    newest = tomorrow if due else year.report_evening
    begun = [entry for entry in entries if year.in_year(entry["season"]) <= newest]
    found += [_issue(entry, year.year, at(_regular(entry, year.year), _EVENING)) for entry in begun[:-1]]
    return found + [_issue(entry, year.year, moment) for entry in begun[-1:]]


def _issue(entry: dict[str, Any], year: int, moment: datetime) -> Issue:
    return Issue(entry["title"], f"{entry['period']} {year}-{year + 1}", year, moment)


def _regular(entry: dict[str, Any], year: int) -> date:
    """A date, or the last day but one before a holiday."""
    if "regular" in entry:
        month, day = (int(part) for part in entry["regular"].split("-"))
        return date(year, month, day)
    first = next(holiday.first for holiday in holidays(year) if holiday.kind == entry["before"])
    return step(last_school_day(first - timedelta(days=1)), -1)


class Reports:
    """Makes the reports of one school."""

    def __init__(self, year: SchoolYear, talents: dict[str, Talent], absences: tuple[Absence, ...]) -> None:
        self._year, self._talents = year, talents
        self._issues = issues(year)
        self._writer = Writer(year, absences)
        self._told = [entry for entry in read("reports.toml")["told"] if entry["school"] == year.school.slug]
        self._medians: dict[tuple[str, str, date], int] = {}

    def made(self) -> Iterator[tuple[TermReport, list[Result]]]:
        """Every report with its results by subject, which are given at the same moment."""
        ids, result_ids = self._year.ids("reports"), self._year.ids("reports/results")
        for pupil in self._pupils():
            own = [(issue, class_) for issue in self._issues if (class_ := self._class_then(pupil, issue))]
            told = pupil is self._year.story_pupil
            for back, (issue, class_) in enumerate(reversed(own if told else own[-_NEWEST:])):
                day = local_day(issue.released_at)
                marks = self._marks(pupil, class_, day, self._told[back] if told and back < len(self._told) else None)
                card = self._writer.card(pupil, class_, issue.title, issue.school_year, day, marks, newest=not back)
                name = f"{issue.title} {issue.school_year} {pupil.name}.pdf"
                report = TermReport(
                    ids(day), pupil.id, issue.title, issue.period, issue.school_year, issue.released_at, name, card
                )
                given = round(issue.released_at.timestamp() * 1000)
                in_order = sorted(result_ids(day) for _ in marks)  # the ids say in which order the school gave them
                results = [
                    Result(
                        id_, pupil.id, mark.subject, issue.title, issue.period, "percent", str(day),
                        float(mark.percent), teacher=mark.teacher, weight=1, median=float(mark.median),
                        given_at=given,
                    )
                    for id_, mark in zip(in_order, marks, strict=True)
                ]  # fmt: skip
                yield report, results

    def _pupils(self) -> list[Pupil]:
        """Of the cast, as far as they sit in a class that gets reports."""
        years = self._year.class_of
        return [
            pupil
            for pupil in self._year.school.pupils
            if pupil.id in self._year.cast and pupil.left_on is None and not years[pupil.class_id].year.startswith("K")
        ]

    def _class_then(self, pupil: Pupil, issue: Issue) -> SchoolClass | None:
        """In which the pupil sat; None: not at this school, or in a class without reports."""
        now = self._year.class_of[pupil.class_id]
        if issue.year == self._year.year:
            return now if pupil.enrolled_on <= local_day(issue.released_at) else None
        if pupil.enrolled_on.year > issue.year or now.year == "1":
            return None
        below = [class_ for class_ in self._year.school.classes if class_.year == str(int(now.year) - 1)]
        return next((class_ for class_ in below if class_.name[1:] == now.name[1:]), below[0])

    def _marks(self, pupil: Pupil, class_: SchoolClass, day: date, told: dict[str, Any] | None) -> list[Mark]:
        found = []
        for subject, teacher in self._subjects(class_):
            if told is None:
                percent = round(100 * self._talents[pupil.id].level(subject, day))
                middle = self._median(self._year.class_of[pupil.class_id], subject, day)
            else:
                percent, middle = told["subjects"][subject], told["medians"][subject]
            found.append(Mark(subject, percent, middle, teacher))
        return found

    def _subjects(self, class_: SchoolClass) -> list[tuple[str, str]]:
        """The subjects of a report with the names of their teachers."""
        staff = self._year.staff
        if self._year.school.stage == "secondary":
            taught = [(s, a) for s, a in class_.teachers if s not in _NO_SUBJECT]
            return [(capital(subject), staff[account].short_name) for subject, account in taught]
        subjects = [
            s for s in read("reports.toml")["subjects"]["primary"] if s != "Frans" or class_.year >= _FRENCH_FROM
        ]
        return [(subject, self._year.teacher(class_, subject).short_name) for subject in subjects]

    def _median(self, class_: SchoolClass, subject: str, day: date) -> int:
        key = class_.id, subject, day
        if key not in self._medians:
            levels = [self._talents[one.id].level(subject, day) for one in self._year.pupils_of[class_.id]]
            self._medians[key] = round(100 * median(levels))
        return self._medians[key]
