"""What lies on which day for which account: lessons, the school agenda and the calendar of all of them, in one order.

Days and hours are of school time, as the school gave them; no clock and no time zone takes part. What a school got
wrong (a day that is none, a lesson that ends before it begins) is left out or kept as it is, and stops nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from ssdesk.household.home import Home
from ssdesk.household.household import Household
from ssdesk.protocol.agreements import OFF
from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.replica.planner import Days
from ssdesk.rules.agreements.calendar import mode_of, paper_first

Kind = Literal["lesson", "agenda_item", "event"]
Layer = tuple[str, str]
"""What is hidden together: an account's "lessons" or "agenda", or, of "", the "calendar" or the "holidays"."""

DAY_MINUTES = 24 * 60
FREE = ("holiday", "free_day")
_LESSON_MINUTES, _EVENT_MINUTES = 50, 60  # where the school does not say how long
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on its days `first` to `last`, for the holder of `account`. `start`, `end`: minutes after midnight,
    both None where it is of the whole day; `end` may lie before `start` if the school wrote so.

    `form` of an agenda item or event and `state` of a lesson are codes, maybe unknown ones. `also`: the items of the
    agenda that are for this lesson. `lesson`: in whose place a test is shown. Texts are as others wrote them.
    """

    account: str
    kind: Kind
    id: str
    first: date
    last: date
    start: int | None
    end: int | None
    title: str
    form: str = ""
    state: str = ""
    subject: str = ""
    note: str = ""
    text: str = ""
    teacher: str = ""
    place: str = ""
    audience: str = ""
    class_name: str = ""
    done: bool = False
    also: tuple[Entry, ...] = ()
    lesson: Entry | None = None

    @property
    def layer(self) -> Layer:
        if self.kind == "event":
            return ("", "holidays" if self.form == "holiday" else "calendar")
        return (self.account, "lessons" if self.kind == "lesson" else "agenda")

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


class Plan(msgspec.Struct, frozen=True):
    """The days `first` to `last` of these `homes`, those that could be read; `entries` by day and hour, those of the
    whole day first."""

    first: date
    last: date
    homes: tuple[Home, ...]
    entries: tuple[Entry, ...]

    def drawn(self, hidden: Collection[Layer] = ()) -> tuple[Entry, ...]:
        """What the days show while some layers are hidden: a test takes the place of its lesson, and what has to be
        done or brought for a lesson goes with that lesson. Without one, and without an hour, it is of the whole day."""
        return tuple(sorted(_joined([one for one in self.entries if one.layer not in hidden]), key=_order))

    def only(self, accounts: Collection[str]) -> Plan:
        """Of these accounts."""
        kept = tuple(one for one in self.entries if one.account in accounts)
        return replace(self, homes=tuple(home for home in self.homes if home.name in accounts), entries=kept)

    @property
    def todo(self) -> tuple[Entry, ...]:
        """What has to be done or brought: everything in the agenda but tests."""
        return tuple(one for one in self.entries if one.kind == "agenda_item" and one.form != "test")

    @property
    def tests(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.kind == "agenda_item" and one.form == "test")

    @property
    def on_paper(self) -> tuple[Home, ...]:
        """The children whose paper agenda comes first (R17), so that an empty one here means nothing."""
        return tuple(home for home in self.homes if _is_on_paper(home))

    @property
    def free(self) -> tuple[Entry, ...]:
        """Holidays and days off."""
        return tuple(one for one in self.entries if one.kind == "event" and one.form in FREE)


def plan(household: Household, first: date, last: date, account: str = "") -> Plan:
    """What lies on these days, in all accounts that can be read or only in this one. SsdeskError: none can be."""
    found = household.gather(lambda replica: replica.planner.days(first - _WEEK + _DAY, first, last), account)
    entries = [
        one for home, days in found for one in _entries(home.name, days) if one.first <= last and one.last >= first
    ]
    return Plan(first, last, tuple(home for home, _ in found), tuple(sorted(entries, key=_order)))


def _is_on_paper(home: Home) -> bool:
    agreed = home.agreements
    if agreed is None or not home.pupil or mode_of(agreed.paper_agenda, home.agreed_role) == OFF:
        return False
    return paper_first(agreed, home.class_name)


def monday_of(day: date) -> date:
    return day - day.weekday() * _DAY


def read_day(iso: str) -> date | None:
    """The day of an ISO date; None: it is none."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


# ---- From what the school gave ---------------------------------------------------------------------------------------
def _entries(account: str, days: Days) -> Iterator[Entry]:
    for week in days.weeks:
        monday = read_day(week.monday)
        if monday is not None:
            yield from (_lesson(account, week, monday, lesson) for lesson in week.lessons if 0 <= lesson.day <= 6)
    for row in days.agenda:
        day = read_day(row.item.day)
        if day is not None:
            yield _item(account, row.item, day, done=row.done)
    for event in days.events:
        first, last = read_day(event.first_day), read_day(event.last_day)
        if first is not None and last is not None:
            yield _event(account, event, first, last)


def _lesson(account: str, week: TimetableWeek, monday: date, lesson: Lesson) -> Entry:
    day = monday + lesson.day * _DAY
    return Entry(
        account=account,
        kind="lesson",
        id=f"{week.id}/{lesson.day}/{lesson.start}/{lesson.subject}",  # lessons have none of their own
        first=day,
        last=day,
        start=lesson.start,
        end=lesson.end,
        title=lesson.subject,
        state=lesson.state,
        subject=lesson.subject,
        note=lesson.note,
        teacher=lesson.teacher,
        place=lesson.room,
        class_name=week.class_name,
    )


def _item(account: str, item: AgendaItem, day: date, *, done: bool) -> Entry:
    return Entry(
        account=account,
        kind="agenda_item",
        id=item.id,
        first=day,
        last=day,
        start=item.start,
        end=None if item.start is None else item.start + _LESSON_MINUTES,
        title=item.title,
        form=item.form,
        subject=item.subject,
        text=item.text,
        teacher=item.teacher,
        class_name=item.class_name,
        done=done,
    )


def _event(account: str, event: Event, first: date, last: date) -> Entry:
    first, last = min(first, last), max(first, last)
    start = event.start if first == last else None
    end = event.end if event.end is not None else start + _EVENT_MINUTES if start is not None else None
    return Entry(
        account=account,
        kind="event",
        id=event.id,
        first=first,
        last=last,
        start=start,
        end=None if start is None else end,
        title=event.title,
        form=event.form,
        text=event.text,
        place=event.place,
        audience=event.audience,
    )


# ---- Joined ----------------------------------------------------------------------------------------------------------
def _joined(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The items of the agenda with the lessons they are for."""
    held: defaultdict[tuple[str, date], list[Entry]] = defaultdict(list)
    items = []
    for one in entries:
        if one.kind == "lesson":
            held[one.account, one.first].append(one)
        elif one.kind == "agenda_item":
            items.append(one)
        else:
            yield one
    taken: dict[int, Entry] = {}  # lessons by their identity: two may be alike
    for item in sorted(items, key=lambda one: one.form != "test"):  # tests first: what else is for it stands with them
        lesson = _lesson_of(item, held[item.account, item.first])
        now = None if lesson is None else taken.get(id(lesson), lesson)
        if lesson is None or now is None:
            yield item
        elif item.form != "test":
            taken[id(lesson)] = replace(now, also=(*now.also, item))
        elif now.kind == "lesson":
            taken[id(lesson)] = replace(item, start=lesson.start, end=lesson.end, lesson=lesson)
        else:  # a second test in one lesson
            yield replace(item, end=lesson.end, lesson=lesson)
    yield from (taken.get(id(lesson), lesson) for day in held.values() for lesson in day)


def _lesson_of(item: Entry, lessons: Iterable[Entry]) -> Entry | None:
    """The lesson during which the item's hour is; of several that of its subject. One that is cancelled is none."""
    start = item.start
    if start is None:
        return None
    during = [one for one in lessons if one.state != "cancelled" and _holds(one, start)]
    return next((one for one in during if one.subject == item.subject), during[0] if during else None)


def _holds(lesson: Entry, start: int) -> bool:
    begins, ends = lesson.start or 0, lesson.end or 0
    return begins == start or begins <= start < ends


def _order(one: Entry) -> tuple[object, ...]:
    return one.first, one.start is not None, one.start or 0, one.end or 0, one.account, one.title, one.id
