"""What a demo school puts before people besides messages: planner, results, reports, absences, news.

What travels as it stands comes in the protocol's own structs. What needs a file to be drawn first comes with the paper
it is drawn from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ssdesk.papers.report_card import ReportCard
from ssdesk.protocol.news import News
from ssdesk.protocol.planner import AgendaItem, Event, TimetableWeek
from ssdesk.protocol.record import Absence, Result
from ssdesk.server.demo.data import Attachment


@dataclass(frozen=True, slots=True)
class TermReport:
    """A report of one pupil, visible from `released_at` on. Its results by subject are `Result`s with the same title
    and period, given at the same moment."""

    id: str
    pupil: str
    title: str
    period: str
    school_year: str
    released_at: datetime
    file_name: str
    card: ReportCard


@dataclass(frozen=True, slots=True)
class Bulletin:
    """News whose attachments are still to be drawn. `classes`: ids; without any, for the whole school."""

    news: News
    classes: tuple[str, ...] = ()
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """All of it for one school. Weeks and items come with the id of their class, events with those of the classes they
    are for (none: the whole school). A result that is given later than now belongs to a report of then."""

    weeks: tuple[tuple[str, TimetableWeek], ...]
    items: tuple[tuple[str, AgendaItem], ...]
    events: tuple[tuple[Event, tuple[str, ...]], ...]
    results: tuple[Result, ...]
    reports: tuple[TermReport, ...]
    absences: tuple[Absence, ...]
    news: tuple[Bulletin, ...]
