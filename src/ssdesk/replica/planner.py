"""What the planner shows: lessons, the school agenda with what was ticked, events. Days are dates of school time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ssdesk.models.planner import AGENDA_ITEM, EVENT, TIMETABLE_WEEK
from ssdesk.protocol.planner import AgendaItem, Event, TimetableWeek
from ssdesk.replica.database import Database


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of the school agenda; `done`: the holder of this account ticked it."""

    item: AgendaItem
    done: bool


class Planner:
    def __init__(self, database: Database) -> None:
        self._database = database

    def weeks(self, first: date, last: date) -> list[TimetableWeek]:
        """The weeks that begin on a Monday within these days, by date and class."""
        within = "WHERE monday BETWEEN ? AND ? ORDER BY monday, class_name, id"
        return self._database.select(TIMETABLE_WEEK, within, first.isoformat(), last.isoformat())

    def agenda(self, first: date, last: date) -> list[AgendaRow]:
        """What stands in the agenda for these days, by day and hour."""
        within = "WHERE day BETWEEN ? AND ? ORDER BY day, start IS NULL, start, subject, id"
        items = self._database.select(AGENDA_ITEM, within, first.isoformat(), last.isoformat())
        with self._database.reading() as connection:
            done = {item for (item,) in connection.execute("SELECT item FROM tick WHERE done")}
        return [AgendaRow(item, item.id in done) for item in items]

    def events(self, first: date, last: date) -> list[Event]:
        """What touches these days, by its beginning."""
        within = "WHERE last_day >= ? AND first_day <= ? ORDER BY first_day, start IS NOT NULL, start, title, id"
        return self._database.select(EVENT, within, first.isoformat(), last.isoformat())
