"""The calendar of one demo school: its activities, free days and the holidays of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ssdesk.protocol.planner import Event
from ssdesk.rules.holidays import holiday_on, holidays, is_school_day
from ssdesk.server.demo.content import read
from ssdesk.server.demo.school_year import SchoolYear, minutes

_DAY = timedelta(days=1)
Dated = tuple[Event, tuple[str, ...]]  # with the classes it is for


def events(year: SchoolYear) -> tuple[Dated, ...]:
    """Everything of this school year, in the order of days."""
    found = [*_of_year(year), *_of_story(year), *_holidays(year)]
    return tuple(sorted(found, key=lambda pair: (pair[0].first_day, pair[0].start or 0, pair[0].id)))


def _of_year(year: SchoolYear) -> Iterator[Dated]:
    ids = year.ids("calendar")
    for entry in read("calendar.toml")["event"]:
        if entry["school"] != year.school.slug:
            continue
        day = year.in_year(entry["when"])
        if entry["form"] == "free_day":
            if day in year.free and not year.told(day):
                yield _event(ids(day), entry, day, day), ()
            continue
        first = _open(year, day)
        last = _last(year, first, entry.get("days", 1))
        if any(year.told(first + n * _DAY) for n in range((last - first).days + 1)):
            continue
        classes = tuple(class_.id for class_ in year.school.classes if class_.year in entry.get("years", ()))
        yield _event(ids(first), entry, first, last), classes


def _of_story(year: SchoolYear) -> Iterator[Dated]:
    ids = year.ids("calendar/tour")
    for entry in year.tour["event"]:
        day = year.story_day(entry["weekday"])
        free = entry["form"] == "free_day"
        if day < year.days.first_day or not (is_school_day(day) if free else year.is_open(day)):
            continue
        named = {**entry, "audience": entry["audience"].format(klas=year.story_class.name)}
        yield _event(ids(day), named, day, day), () if free else (year.story_class.id,)


def _holidays(year: SchoolYear) -> Iterator[Dated]:
    ids = year.ids("calendar/holidays")
    titles = {entry["kind"]: entry["title"] for entry in read("calendar.toml")["holiday"]}
    for holiday in holidays(year.year):
        if holiday_on(holiday.first) != holiday:
            continue  # Easter Monday within the Easter holiday
        first, last = str(holiday.first), str(holiday.last)
        yield Event(ids(holiday.first), "holiday", titles[holiday.kind], first, last), ()


def _event(id_: str, entry: dict[str, Any], first: date, last: date) -> Event:
    timed = "start" in entry
    return Event(
        id_,
        entry["form"],
        entry["title"],
        str(first),
        str(last),
        minutes(entry["start"]) if timed else None,
        minutes(entry["end"]) if timed else None,
        entry.get("text", ""),
        entry.get("place", ""),
        entry.get("audience", ""),
    )


def _open(year: SchoolYear, day: date) -> date:
    """The day itself, or the first one after it with lessons."""
    return day if year.is_open(day) else year.step(day, 1)


def _last(year: SchoolYear, first: date, days: int) -> date:
    """The last of so many days on end, within one week and with lessons on each."""
    last = first
    while days > 1 and year.is_open(last + _DAY):
        last, days = last + _DAY, days - 1
    return last
