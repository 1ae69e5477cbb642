"""What stands in a report besides marks: comments, how the pupil learns and lives with others, attendance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from ssdesk.papers.letter import LetterHead
from ssdesk.papers.report_card import Remark, ReportCard, Skills, SubjectLine
from ssdesk.protocol.record import Absence
from ssdesk.server.demo import slots
from ssdesk.server.demo.absences import LABELS
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Pupil, SchoolClass
from ssdesk.server.demo.school_year import SchoolYear

_HARD, _WELL = 60, 80  # below it is hard, from it on it goes well


@dataclass(frozen=True, slots=True)
class Mark:
    """A subject in a report, in whole percents."""

    subject: str
    percent: int
    median: int
    teacher: str


@cache
def _texts() -> dict[str, Any]:
    return read("reports.toml")


class Writer:
    """Writes the reports of one school; a pupil does not read the same sentence in two of them if that can be."""

    def __init__(self, year: SchoolYear, absences: tuple[Absence, ...]) -> None:
        self._year = year
        self._said: dict[str, set[str]] = {}
        self._absences: dict[str, list[Absence]] = {}
        for absence in absences:
            self._absences.setdefault(absence.pupil, []).append(absence)
        school = year.school
        self._head = LetterHead(
            school.name, tuple(school.address.split(", ")), school.help.phone, school.help.email, school.colour
        )
        self._principal = next(member.name for member in school.staff if member.duty == "principal")

    def card(
        self,
        pupil: Pupil,
        class_: SchoolClass,
        title: str,
        school_year: str,
        day: date,
        marks: list[Mark],
        *,
        newest: bool,
    ) -> ReportCard:
        """One report; `newest`: the one that has the first words of the lists for the tour's pupil."""
        chance = self._year.chance(f"report/{pupil.username}/{school_year}/{title}")
        values = slots.of_pupil(pupil, class_)
        first = newest and pupil is self._year.story_pupil
        titular = self._year.staff[class_.titular]
        return ReportCard(
            self._head,
            title,
            school_year,
            pupil.name,
            class_.name,
            titular.address,
            day,
            tuple(
                SubjectLine(m.subject, f"{m.percent}%", f"{m.median}%", self._comment(pupil, m, values, chance))
                for m in marks
            ),
            tuple(
                Remark(heading, slots.fill(texts[0] if first else self._fresh(pupil, texts, chance), values))
                for heading, texts in (
                    ("Leren leren", _texts()["remarks"]["learning"]),
                    ("Sociaal", _texts()["remarks"]["social"]),
                )
            ),
            tuple(self._skills(group, pupil, marks, values, chance) for group in _texts()["skills"]["group"]),
            self._attendance(pupil, day, chance),
            signed_by=titular.name,
            principal=self._principal,
        )

    def _comment(self, pupil: Pupil, mark: Mark, values: Mapping[str, object], chance: Random) -> str:
        place = 0 if mark.percent < _HARD else 1 if mark.percent < _WELL else 2
        comments = _texts()["comments"]
        if self._year.school.stage == "primary":
            written = comments[mark.subject][place]
            return slots.fill(f"{written} {self._fresh(pupil, _texts()['more']['primary'], chance)}", values)
        fitting = [*comments["varied"], comments["other"][place]]
        return slots.fill(self._fresh(pupil, fitting, chance), values)

    def _fresh(self, pupil: Pupil, texts: list[str], chance: Random) -> str:
        """One that this pupil has not read yet; when all have been, one of any."""
        said = self._said.setdefault(pupil.id, set())
        fresh = [text for text in texts if text not in said]
        if not fresh:
            said.difference_update(texts)
        text = chance.choice(fresh or texts)
        said.add(text)
        return text

    def _skills(
        self, group: dict[str, Any], pupil: Pupil, marks: list[Mark], values: Mapping[str, object], chance: Random
    ) -> Skills:
        """Judged about as well as the marks are."""
        scale = _texts()["skills"]["scale"]
        level = sum(mark.percent for mark in marks) / max(len(marks), 1)
        judged = tuple((skill, _on_scale(level + chance.gauss(0, 9), scale)) for skill in group["judged"])
        return Skills(
            group["heading"], slots.fill(self._fresh(pupil, group[self._year.school.stage], chance), values), judged
        )

    def _attendance(self, pupil: Pupil, day: date, chance: Random) -> tuple[tuple[str, str], ...]:
        """By code up to that day, as far as this school year goes; before it by chance."""
        if day < self._year.days.first_day:
            counted = {"Z": chance.randrange(4), "D": chance.randrange(6), "L": chance.randrange(3)}
        else:
            counted = dict.fromkeys(("Z", "D", "G", "B", "L"), 0)
            for absence in self._absences.get(pupil.id, ()):
                if absence.code in counted and absence.day <= str(day):
                    counted[absence.code] += 2 if absence.part == "day" else 1
        shown = [(code, number) for code, number in counted.items() if number or code in ("Z", "D", "L")]
        return tuple((LABELS[code], _times(code, number)) for code, number in shown)


def _times(code: str, number: int) -> str:
    """Absences in half days, coming late in times."""
    if not number:
        return "geen"
    if code == "L":
        return f"{number} keer"
    return "1 halve dag" if number == 1 else f"{number} halve dagen"


def _on_scale(level: float, scale: list[str]) -> str:
    return scale[0 if level < 55 else 1 if level < 68 else 2 if level < 82 else 3]
