"""The school's days as the agreements need them: its own free days, its mornings and evenings, and when whom it expects
to look (R6, R8, R10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

import msgspec

from ssdesk.protocol.agreements import OFF, ROLES, Agreements, Clock, Evening
from ssdesk.rules.holidays import holiday_on, is_school_day, next_school_day
from ssdesk.rules.working_time import WEEK, at_minute, day_of, deadline, is_working_day, minute_of

Expected = Literal["", "every_day", "advised", "once"]
Wait = Literal["open", "react", "answer"]
_FRIDAY_EVENING, _MONDAY_MORNING = 17 * 60, 8 * 60


def free_days(document: Agreements) -> frozenset[date]:
    """The school's own."""
    return dates_in(document.free_days)


def dates_in(texts: Iterable[str]) -> frozenset[date]:
    """The ISO dates; one of another form than this version knows counts for nothing."""
    found = set()
    for text in texts:
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return frozenset(found)


# ---- R8 --------------------------------------------------------------------------------------------------------------
def is_quiet(evening: Evening, moment: datetime, free: Collection[date]) -> bool:
    """Whether the school sends nothing at `moment`. The last minute (17:00) still counts as before."""
    minute = minute_of(moment)
    if evening.also_free_days and not is_school_day(day_of(moment), free):
        return True
    return minute > evening.after or minute < evening.next_morning


def next_morning(evening: Evening, moment: datetime, free: Collection[date]) -> datetime:
    """The first morning of a school day after `moment`."""
    day = day_of(moment)
    if not is_school_day(day, free) or minute_of(moment) >= evening.next_morning:
        day = next_school_day(day, free)
    return at_minute(day, evening.next_morning)


def coming_school_day(evening: Evening, moment: datetime, free: Collection[date]) -> date:
    """The school day that is next for who is at home at `moment`: in the night before its morning already that day."""
    return day_of(next_morning(evening, moment, free))


# ---- R6 --------------------------------------------------------------------------------------------------------------
class Awaited(NamedTuple):
    """What is waited for, and until when. From that moment on it is late."""

    what: Wait
    by: datetime


class Due(msgspec.Struct, frozen=True):
    """Until when; None: no such deadline. Shown to both sides. `react_by` is known once the message was opened."""

    open_by: datetime | None = None
    react_by: datetime | None = None
    answer_by: datetime | None = None

    def next(self, now: datetime) -> Awaited | None:
        """What is to be said of them in few words: the reaction or the answer that still can be in time, whichever is
        first; else the last of them that passed. Who answers opens it too, so that opening counts only alone."""
        asked: list[Awaited] = []
        if self.react_by is not None:
            asked.append(Awaited("react", self.react_by))
        if self.answer_by is not None:
            asked.append(Awaited("answer", self.answer_by))
        if not asked:
            return None if self.open_by is None else Awaited("open", self.open_by)
        asked.sort(key=lambda one: one.by)
        return next((one for one in asked if one.by > now), asked[-1])

    def passes(self, now: datetime) -> datetime | None:
        """When the next of them passes."""
        moments = (self.open_by, self.react_by, self.answer_by)
        return min((moment for moment in moments if moment is not None and moment > now), default=None)


def due(
    document: Agreements,
    reader: str,
    sent_at: datetime,
    *,
    asks: bool,
    group: bool = False,
    opened_at: datetime | None = None,
    ended_at: datetime | None = None,
    weekdays: Collection[int] = WEEK,
) -> Due:
    """The deadlines of one recipient. `reader`: its role. `weekdays`: on which it works. `ended_at`: when it answered,
    said that a full answer follows, or the sender cancelled; then no clock runs any more. A group only has deadlines if
    the sender asks."""
    agreed = document.deadlines
    if ended_at is not None or mode_of(agreed, reader) == OFF:
        return Due()
    free = free_days(document)

    def by(clock: Clock, start: datetime) -> datetime | None:
        counts = asks if clock.applies_to == "asks" else clock.applies_to == "all" and (asks or not group)
        return deadline(start, clock.hours, free, weekdays) if counts else None

    return Due(
        open_by=by(agreed.opened, sent_at) if opened_at is None else None,
        react_by=None if opened_at is None else by(agreed.first_reaction, opened_at),
        answer_by=by(agreed.answer, sent_at) if asks else None,
    )


def mode_of(agreed: object, role: str) -> str:
    """The mode of a rule for a role; one that this version does not know counts as a family's."""
    return str(getattr(agreed, role if role in ROLES else ROLES[0]))


# ---- R9 --------------------------------------------------------------------------------------------------------------
def agenda_of(classes: Collection[str], agenda: Mapping[str, frozenset[date]]) -> frozenset[date]:
    """The days for which something stands in the agenda of each of these classes, whose families get the message. Where
    no family does, of any. `agenda`: by class, as far as the writer sees it."""
    if not classes:
        return frozenset[date]().union(*agenda.values())
    return frozenset.intersection(*(agenda.get(class_, frozenset()) for class_ in classes))


# ---- R10 -------------------------------------------------------------------------------------------------------------
def expected(document: Agreements, role: str, day: date, weekdays: Collection[int] = WEEK) -> Expected:
    """Whether a parent, a pupil or a member of staff is to open the program on `day`: staff once on each day they work,
    families every school day. "once" is once within `weekend_of` the day."""
    opening, free = document.opening, free_days(document)
    if mode_of(opening, role) == OFF:
        return ""
    if role in ("teacher", "office"):
        return "every_day" if is_working_day(day, free, weekdays) else ""
    if is_school_day(day, free):
        return "every_day"
    if day.weekday() < 5:
        return ""
    holiday = holiday_on(day)
    if holiday is not None:
        ends = next_school_day(day, free) < day + timedelta(days=12 - day.weekday())  # before the next Saturday
        return "once" if opening.last_weekend and ends else ""
    return "once" if opening.weekend == "once" else "advised" if opening.weekend == "advised" else ""


def weekend_of(day: date) -> tuple[datetime, datetime]:
    """Friday 17:00 until Monday 08:00 around a Saturday or Sunday."""
    saturday = day - timedelta(days=day.weekday() - 5)
    return (
        at_minute(saturday - timedelta(days=1), _FRIDAY_EVENING),
        at_minute(saturday + timedelta(days=2), _MONDAY_MORNING),
    )


# ---- R17 -------------------------------------------------------------------------------------------------------------
def paper_first(document: Agreements, class_name: str) -> bool:
    """Whether the paper agenda of this class comes first, so that an empty agenda here means nothing."""
    classes = document.paper_agenda.classes
    return "*" in classes or class_name in classes
