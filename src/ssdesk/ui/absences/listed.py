"""Absences as they are listed: what a row says, and what they come to in a school year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF
from PySide6.QtGui import QPainter

from ssdesk.household import Home
from ssdesk.protocol.record import Absence
from ssdesk.rules.holidays import school_year
from ssdesk.ui import texts, theme
from ssdesk.ui.rows import SIDE, Entry, Row, Whose, figures
from ssdesk.ui.screen import Place
from ssdesk.ui.shown import shown

_DAY_WIDTH = 84  # px at 100 %: "wo 25 nov"
_HALF_DAYS = {"am": 1, "pm": 1, "day": 2}


class AbsenceEntry(Entry, frozen=True):
    """`mark`: how the school judged it, in `tone`."""

    day: str = ""
    title: str = ""
    detail: str = ""
    mark: str = ""
    tone: str = "neutral"


class AbsenceRow(Row[AbsenceEntry]):
    HEIGHT = 48

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours, entry, line = theme.colours(), self.entry, theme.px(theme.LINE)
        marks = self.brush(painter, area)
        marks.keep(self._names_width())
        painter.setFont(theme.font())
        marks.tag_at_end(entry.mark, colours.tone(entry.tone))
        for share, lead, text, font, colour in (
            (0.29, entry.day, entry.title, theme.font(theme.TEXT, theme.MEDIUM), colours.text),
            (0.71, "", entry.detail, theme.font(), colours.muted),
        ):
            top = area.top() + area.height() * share - line / 2
            brush = self.brush(painter, QRectF(area.left(), top, area.width(), line))
            brush.keep(area.width() - marks.room + theme.px(SIDE))
            brush.put(lead, figures(), colours.muted, width=theme.px(_DAY_WIDTH))
            brush.put(text, font, colour)


def entry(home: Home, absence: Absence, *, named: bool) -> AbsenceEntry:
    """`named`: with the child's name on it."""
    tags = (Whose(home.name, shown(home.child), home.colour),) if named else ()
    day, title, mark = day_of(absence), shown(absence.label) or shown(absence.code), judged(absence)
    parts = (part_of_day(absence), late(absence), shown(absence.note), code(absence))
    detail = ", ".join(part for part in parts if part)
    said = ", ".join(part for part in (home.child, day, title, detail, mark) if part)
    return AbsenceEntry(
        Place("absences", home.name, "absence", absence.id), said, tags, day, title, detail, mark, _tone(absence)
    )


def day_of(absence: Absence) -> str:
    """ "ma 23 nov"; a day that is none as it is."""
    day = _date(absence.day)
    if day is None:
        return shown(absence.day)
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM").replace(".", "")


def part_of_day(absence: Absence) -> str:
    """A code of a newer server as it is."""
    parts = {
        "am": QCoreApplication.translate("Absences", "morning"),
        "pm": QCoreApplication.translate("Absences", "afternoon"),
        "day": QCoreApplication.translate("Absences", "whole day"),
    }
    return parts.get(absence.part, shown(absence.part))


def late(absence: Absence) -> str:
    if absence.minutes is None:
        return ""
    return QCoreApplication.translate("Absences", "{n} minutes").format(n=texts.count(absence.minutes))


def code(absence: Absence) -> str:
    return (
        QCoreApplication.translate("Absences", "code {code}").format(code=shown(absence.code)) if absence.code else ""
    )


def judged(absence: Absence) -> str:
    if absence.justified is None:
        return QCoreApplication.translate("Absences", "not judged yet")
    if absence.justified:
        return QCoreApplication.translate("Absences", "justified")
    return QCoreApplication.translate("Absences", "unjustified")


def _tone(absence: Absence) -> str:
    return {None: "neutral", True: "good", False: "bad"}[absence.justified]


def year_of(absence: Absence, now: date) -> int:
    """The year in which its school year began; of a day that is none the present one."""
    return school_year(_date(absence.day) or now)


def year_name(year: int) -> str:
    """ "2026-2027" """
    return f"{year}-{year + 1}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# ---- Numbers ---------------------------------------------------------------------------------------------------------
class Count(msgspec.Struct, frozen=True):
    """What all absences of one code come to, in words."""

    label: str
    amount: str


def counts(absences: Iterable[Absence]) -> list[Count]:
    """Per code of the school, the most frequent first. What is of minutes (late, gone early) is counted in times, the
    rest in half days."""
    by_code: dict[str, list[Absence]] = {}
    for absence in absences:
        by_code.setdefault(absence.code or absence.label, []).append(absence)
    ordered = sorted(by_code.values(), key=lambda found: (-len(found), found[0].label))
    return [Count(shown(found[0].label) or shown(found[0].code), _amount(found)) for found in ordered]


def _amount(found: list[Absence]) -> str:
    timed = [absence.minutes for absence in found if absence.minutes is not None]
    halves = sum(_HALF_DAYS.get(absence.part, 1) for absence in found if absence.minutes is None)
    parts = []
    if halves:
        form = (
            QCoreApplication.translate("Absences", "1 half day")
            if halves == 1
            else QCoreApplication.translate("Absences", "{n} half days")
        )
        parts.append(form.format(n=texts.count(halves)))
    if timed:
        form = (
            QCoreApplication.translate("Absences", "once, {minutes} min")
            if len(timed) == 1
            else QCoreApplication.translate("Absences", "{n} times, {minutes} min")
        )
        parts.append(form.format(n=texts.count(len(timed)), minutes=texts.count(sum(timed))))
    return ", ".join(parts)


def unjudged(absences: Iterable[Absence]) -> int:
    return sum(absence.justified is None for absence in absences)
