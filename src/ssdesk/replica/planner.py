"""What the planner shows: lessons, the school agenda with what was ticked, events. Days are dates of school time."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ssdesk.models.planner import AGENDA_ITEM, EVENT, TIMETABLE_WEEK
from ssdesk.models.table import S, WireTable
from ssdesk.protocol.planner import AgendaItem, Event, TimetableWeek
from ssdesk.replica.database import Connection, Database

_WEEKS = "WHERE monday BETWEEN ? AND ? ORDER BY monday, class_name, id"
_AGENDA = "WHERE day BETWEEN ? AND ? ORDER BY day, start IS NULL, start, subject, id"
_EVENTS = "WHERE last_day >= ? AND first_day <= ? ORDER BY first_day, start IS NOT NULL, start, title, id"


class AgendaRow(msgspec.Struct, frozen=True):
    """An item of the school agenda; `done`: the holder of this account ticked it."""

    item: AgendaItem
    done: bool


class Days(msgspec.Struct, frozen=True):
    """All that lies on some days, as of one moment."""

    weeks: list[TimetableWeek]
    agenda: list[AgendaRow]
    events: list[Event]


class Planner:
    def __init__(self, database: Database) -> None:
        self._database = database

    def days(self, monday: date, first: date, last: date) -> Days:
        """What lies on `first` to `last`. `monday`: the earliest beginning of a week that reaches into them."""
        with self._database.reading() as connection:
            weeks = _select(connection, TIMETABLE_WEEK, _WEEKS, monday, last)
            agenda = _agenda(connection, first, last)
            return Days(weeks, agenda, _select(connection, EVENT, _EVENTS, first, last))

    def weeks(self, first: date, last: date) -> list[TimetableWeek]:
        """The weeks that begin on a Monday within these days, by date and class."""
        with self._database.reading() as connection:
            return _select(connection, TIMETABLE_WEEK, _WEEKS, first, last)

    def agenda(self, first: date, last: date) -> list[AgendaRow]:
        """What stands in the agenda for these days, by day and hour."""
        with self._database.reading() as connection:
            return _agenda(connection, first, last)

    def events(self, first: date, last: date) -> list[Event]:
        """What touches these days, by its beginning."""
        with self._database.reading() as connection:
            return _select(connection, EVENT, _EVENTS, first, last)


def _agenda(connection: Connection, first: date, last: date) -> list[AgendaRow]:
    items = _select(connection, AGENDA_ITEM, _AGENDA, first, last)
    done = {item for (item,) in connection.execute("SELECT item FROM tick WHERE done")}
    return [AgendaRow(item, item.id in done) for item in items]


def _select(connection: Connection, table: WireTable[S], rest: str, *days: date) -> list[S]:
    values: list[Any] = [day.isoformat() for day in days]
    rows = connection.execute(f"SELECT {table.wire_list} FROM {table.name} {rest}", values).fetchall()
    return [table.of_row(row) for row in rows]
