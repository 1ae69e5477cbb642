"""The planner's content as a school keeps it: timetable weeks, agenda items, events (M3)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from ssdesk.protocol.planner import AgendaItem, Event, TimetableWeek
from ssdesk.server import feed


def scopes_of_class(class_: str) -> frozenset[str]:
    """Its parents, pupils and staff."""
    return frozenset({f"c:{class_}:parents", f"c:{class_}:pupils", f"cs:{class_}"})


def put_week(connection: Connection, school: str, class_: str, week: TimetableWeek) -> None:
    feed.put(connection, school, "timetable_week", week.id, week, scopes_of_class(class_))


def put_item(connection: Connection, school: str, class_: str, item: AgendaItem) -> None:
    feed.put(connection, school, "agenda_item", item.id, item, scopes_of_class(class_))


def put_event(connection: Connection, school: str, event: Event, classes: Iterable[str] = ()) -> None:
    """For these classes; without any, for the whole school."""
    scopes = frozenset().union(*map(scopes_of_class, classes)) or {"g:all"}
    feed.put(connection, school, "event", event.id, event, scopes)
