"""What the planner shows (M3): timetable weeks, the school agenda, the school's calendar, and what one ticked as done.

A date is an ISO date ("2026-11-23") and an hour a number of minutes after midnight, both in school time: a lesson at
8:30 stays at 8:30 when the clock changes. Only what happens at a moment for everybody carries milliseconds.
"""

from __future__ import annotations

import msgspec


class Lesson(msgspec.Struct, frozen=True, omit_defaults=True):
    """One lesson of a week. `day`: 0 is Monday. `state`: "" as planned, changed, cancelled, or a code of a newer
    server; `note` says in the school's words what changed. A cancelled lesson stays in its place."""

    day: int
    start: int
    end: int
    subject: str
    teacher: str = ""
    room: str = ""
    state: str = ""
    note: str = ""


class TimetableWeek(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lessons of one class in one week, in the order of day and hour. `monday`: the date it begins."""

    id: str
    class_name: str
    monday: str
    lessons: list[Lesson] = []


class AgendaItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something in the school agenda of a class. `form`: task, test, material, or a code of a newer server. `start`:
    of the lesson it is for, where that is known. `given_on`: since when it stands in the agenda."""

    id: str
    class_name: str
    day: str
    form: str
    subject: str
    title: str
    text: str = ""
    teacher: str = ""
    start: int | None = None
    given_on: str = ""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something in the school's calendar. `form`: activity, trip, evening, holiday, free_day, or a code of a newer
    server. It lasts whole days, `first_day` to `last_day`, or, within one day, from `start` to `end`."""

    id: str
    form: str
    title: str
    first_day: str
    last_day: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    place: str = ""
    audience: str = ""  # for whom, in the school's words


class Tick(msgspec.Struct, frozen=True):
    """The holder of the account ticked an item of the agenda as done, or took the tick back. Nobody else sees it."""

    id: str
    item: str
    done: bool
