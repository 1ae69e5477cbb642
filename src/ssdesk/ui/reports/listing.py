"""Which rows *Alle resultaten* has: by subject, or newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ssdesk.protocol.record import Result
from ssdesk.rules import marks
from ssdesk.ui import texts
from ssdesk.ui.reports import wording
from ssdesk.ui.reports.result_rows import Evaluated, Heading, Subject
from ssdesk.ui.reports.rows import Row
from ssdesk.ui.shown import shown

MOST_TERMS = 4
"""So many results are written out in the sentence that says how an average was reckoned."""


def by_subject(results: Sequence[Result], colour: int) -> list[Row]:
    """Subjects by name; in each the newest first, what has no day at the end."""
    of: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        of[subject_of(result)].append(result)
    rows: list[Row] = []
    for name in sorted(of, key=str.casefold):
        rows.append(_subject(name, of[name], colour))
        rows += [_evaluated(result, colour, with_subject=False) for result in of[name]]
    return rows


def newest_first(results: Sequence[Result], colour: int) -> list[Row]:
    """Below a heading for each month."""
    rows: list[Row] = []
    above = None
    for result in results:
        heading = _month(result)
        if heading != above:
            rows.append(Heading(heading))
            above = heading
        rows.append(_evaluated(result, colour, with_subject=True))
    return rows


def subject_of(result: Result) -> str:
    return shown(result.subject) or QCoreApplication.translate("Results", "Other")


def reckoned(results: Sequence[Result]) -> str:
    """ "Average 76%: (85% × 2 + 58% × 1) ÷ 3"; "" where the school gives no weights."""
    mean = marks.weighted_mean(results)
    if mean is None:
        return ""
    said = QCoreApplication.translate("Results", "Average {percent}").format(percent=wording.percent(mean))
    parts = marks.weighing(results)
    if len(parts) == 1:
        return said
    if len(parts) > MOST_TERMS:
        how = QCoreApplication.translate("Results", "{n} results, by the weights of the school")
        return f"{said} · {how.format(n=texts.count(len(parts)))}"
    terms = " + ".join(f"{wording.percent(share)} × {wording.number(weight)}" for share, weight in parts)
    return f"{said} = ({terms}) ÷ {wording.number(sum(weight for _, weight in parts))}"


def _subject(name: str, results: Sequence[Result], colour: int) -> Subject:
    line = reckoned(results)
    dated = [
        (result.day, share)
        for result in reversed(results)
        if result.day and (share := marks.percent(result)) is not None
    ]
    course = tuple(share for _, share in sorted(dated, key=lambda one: one[0]))
    spoken = [name, line]
    if len(course) > 1:
        way = QCoreApplication.translate("Results", "from {first} to {last} in {n} results")
        first, last = (wording.percent(course[place]) for place in (0, -1))
        spoken.append(way.format(first=first, last=last, n=len(course)))
    return Subject(name, line, course, colour, ", ".join(part for part in spoken if part))


def _evaluated(result: Result, colour: int, *, with_subject: bool) -> Evaluated:
    title = shown(result.title) or subject_of(result)
    parts = [
        subject_of(result) if with_subject else shown(result.period),
        wording.day(result) or QCoreApplication.translate("Results", "without a date"),
        shown(result.teacher),
        wording.weight(result),
    ]
    return Evaluated(title, " · ".join(part for part in parts if part), wording.said(result), colour, result.id)


def _month(result: Result) -> str:
    try:
        day = date.fromisoformat(result.day)
    except ValueError:
        return QCoreApplication.translate("Results", "Without a date")
    return QLocale().toString(QDate(day.year, day.month, 1), "MMMM yyyy")
