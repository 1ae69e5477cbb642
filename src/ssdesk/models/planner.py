"""Timetable weeks, the school agenda, the calendar, what the holder ticked. Dates are ISO dates and sort as text."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.planner import AgendaItem, Event, Tick, TimetableWeek

TIMETABLE_WEEK = WireTable("timetable_week", TimetableWeek, indices=(("monday", "monday", ""),))
AGENDA_ITEM = WireTable("agenda_item", AgendaItem, indices=(("day", "day", ""),))
EVENT = WireTable("event", Event, indices=(("last_day", "last_day", ""),))
TICK = WireTable("tick", Tick, indices=(("item", "item", ""),))
