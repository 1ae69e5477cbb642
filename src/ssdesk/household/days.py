"""The days of all children that matter at home, over their planners: what is otherwise than on an ordinary day.

Ordinary lessons are left out. What stays: where the day begins, changed and cancelled lessons, tests, tasks not ticked,
what is to be brought, events. Days are dates of school time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from ssdesk.household.home import Home
from ssdesk.household.household import Household
from ssdesk.protocol.planner import Event, Lesson, TimetableWeek
from ssdesk.replica import Replica
from ssdesk.replica.planner import AgendaRow
from ssdesk.rules.holidays import is_school_day

What = Literal["timetable_week", "agenda_item", "event"]
FREE = ("holiday", "free_day")  # forms of events without lessons
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=100)  # the summer, and more
_BETWEEN = timedelta(days=8)  # days before the next school day are told apart so far ahead


class Line(msgspec.Struct, frozen=True):
    """Something of one day. `homes`: whose it is; several where one school told it to more than one. `what`: its kind
    on the wire, `id` its id there. `form`: of an item or event its own; of a lesson its state, "" for the first of the
    day. `start`: minutes after midnight, None for no hour. `detail` is the school's words; `room` of a lesson. `until`:
    the last day of what lasts longer. `class_name`: of what staff see."""

    homes: tuple[Home, ...]
    day: date
    start: int | None
    what: What
    id: str
    form: str
    title: str
    detail: str = ""
    room: str = ""
    until: date | None = None
    class_name: str = ""


class Day(msgspec.Struct, frozen=True):
    """`school`: at least one of these homes has school, `lessons`: and its lessons are known. `lines`: in the order of
    the hours, without an hour first."""

    day: date
    school: bool
    lessons: bool
    lines: tuple[Line, ...]


def days(household: Household, today: date, account: str = "") -> tuple[Day, ...]:
    """Today first; then days without school on which something is; last the next school day, if one is near enough.

    SsdeskError: no account can be read.
    """
    calendars = household.gather(lambda replica: replica.planner.events(today, today + _LONGEST), account)
    if not calendars:
        return (Day(today, is_school_day(today), lessons=False, lines=()),)
    wanted = [today, *_coming([events for _, events in calendars], today)]
    read = household.gather(lambda replica: [_contents(replica, day) for day in wanted], account)
    return tuple(
        Day(
            day,
            any(has_school(events, day) for _, events in calendars),
            any(
                lesson.day == day.weekday()
                for _, contents in read
                for week in contents[number].weeks
                for lesson in week.lessons
            ),
            _merged(
                line for home, contents in read for line in _lines(home, day, contents[number], is_today=day == today)
            ),
        )
        for number, day in enumerate(wanted)
    )


# ---- Which days ------------------------------------------------------------------------------------------------------
def _coming(calendars: Sequence[Sequence[Event]], today: date) -> list[date]:
    found: list[date] = []
    day = today + _DAY
    while day <= today + _LONGEST:
        if any(has_school(events, day) for events in calendars):
            return [*found, day]
        begins = any(event.first_day == day.isoformat() for events in calendars for event in events if _held(event))
        if begins and day < today + _BETWEEN:
            found.append(day)
        day += _DAY
    return found


def has_school(events: Iterable[Event], day: date) -> bool:
    """By the holidays of Flanders and this school's own calendar."""
    closed = any(event.form in FREE and event.start is None and _touches(event, day) for event in events)
    return not closed and is_school_day(day)


def _held(event: Event) -> bool:
    return event.form not in FREE


def _touches(event: Event, day: date) -> bool:
    return event.first_day <= day.isoformat() <= event.last_day


# ---- What is on a day ------------------------------------------------------------------------------------------------
class _Contents(msgspec.Struct, frozen=True):
    weeks: list[TimetableWeek]
    agenda: list[AgendaRow]
    events: list[Event]


def _contents(replica: Replica, day: date) -> _Contents:
    monday = day - timedelta(days=day.weekday())
    planner = replica.planner
    return _Contents(planner.weeks(monday, monday), planner.agenda(day, day), planner.events(day, day))


def _lines(home: Home, day: date, contents: _Contents, *, is_today: bool) -> Iterator[Line]:
    lines = [
        *_of_agenda(home, day, contents.agenda),
        *_of_calendar(home, day, contents.events),
        *(line for week in contents.weeks for line in _of_week(home, day, week)),
    ]
    yield from lines
    if home.child:
        taken = {line.start for line in lines}
        yield from (
            line for line in _beginnings(home, day, contents.weeks, is_today=is_today) if line.start not in taken
        )


def _of_agenda(home: Home, day: date, agenda: Iterable[AgendaRow]) -> Iterator[Line]:
    for row in agenda:
        item = row.item
        if row.done and item.form != "test":
            continue
        told = item.subject.casefold() in item.title.casefold()
        detail = ", ".join(part for part in ("" if told else item.subject, item.text) if part)
        yield Line(
            (home,), day, item.start, "agenda_item", item.id, item.form, item.title, detail,
            class_name="" if home.child else item.class_name,
        )  # fmt: skip


def _of_calendar(home: Home, day: date, events: Iterable[Event]) -> Iterator[Line]:
    for event in events:
        detail = ", ".join(part for part in (event.place, event.audience, event.text) if part)
        last = _date(event.last_day)
        until = last if last is not None and last > day else None
        start = event.start if until is None and event.first_day == event.last_day else None
        yield Line((home,), day, start, "event", event.id, event.form, event.title, detail, until=until)


def _of_week(home: Home, day: date, week: TimetableWeek) -> Iterator[Line]:
    for lesson in week.lessons:
        if lesson.day == day.weekday() and lesson.state:
            yield _lesson(home, day, week, lesson)


def _beginnings(home: Home, day: date, weeks: Iterable[TimetableWeek], *, is_today: bool) -> Iterator[Line]:
    """The first lesson of today, where it tells something: another room than the own one, or another hour than on most
    days. Of a later day only when it begins otherwise than planned."""
    for week in weeks:
        lessons = sorted((one for one in week.lessons if one.day == day.weekday()), key=lambda one: one.start)
        held = [one for one in lessons if one.state != "cancelled"]
        if not held or held[0].state:
            continue
        tells = held[0].room not in ("", week.class_name) or held[0].start != _usual_start(week)
        if held[0] is not lessons[0] or (is_today and tells):
            yield _lesson(home, day, week, held[0])


def _usual_start(week: TimetableWeek) -> int:
    """When most days of the week begin."""
    first: dict[int, int] = {}
    for lesson in week.lessons:
        first[lesson.day] = min(lesson.start, first.get(lesson.day, lesson.start))
    starts = list(first.values())
    return max(starts, key=starts.count)


def _lesson(home: Home, day: date, week: TimetableWeek, lesson: Lesson) -> Line:
    class_name = "" if home.child else week.class_name
    return Line(
        (home,), day, lesson.start, "timetable_week", week.id, lesson.state, lesson.subject,
        lesson.note if lesson.state else "", lesson.room, class_name=class_name,
    )  # fmt: skip


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# ---- Of several homes ------------------------------------------------------------------------------------------------
def _merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What one school told to several of its accounts is one line."""
    found: dict[object, Line] = {}
    for line in lines:
        alone = replace(line, homes=())
        key = (line.homes[0].address, alone)
        known = found.get(key)
        found[key] = line if known is None else replace(known, homes=with_home(known.homes, line.homes[0]))
    return tuple(sorted(found.values(), key=_place))


def _place(line: Line) -> tuple[object, ...]:
    return (line.start is not None, line.start or 0, line.homes[0].colour, line.title, line.id)


def with_home(homes: tuple[Home, ...], home: Home) -> tuple[Home, ...]:
    """Another one; the same child only once, though it has two accounts here."""
    if home.pupil and any(known.pupil == home.pupil for known in homes):
        return homes
    return (*homes, home)
