"""The weeks of lessons of every class: a regular week, and what becomes of it on the days themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from ssdesk.protocol.planner import Event, Lesson, TimetableWeek
from ssdesk.server.demo.calendar import Dated
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import SchoolClass
from ssdesk.server.demo.school_year import SchoolYear, minutes
from ssdesk.server.demo.slots import capital

_CHANGED, _CANCELLED = 0.02, 0.012  # the share of lessons
_WEDNESDAY = 2
_SPARE_ROOMS = ("1.06", "1.12", "2.15", "polyvalente zaal")


def regular(year: SchoolYear) -> dict[str, tuple[Lesson, ...]]:
    """The lessons of a week in which nothing is the matter, by class."""
    return _primary(year) if year.school.stage == "primary" else _Secondary(year).weeks()


def weeks(
    year: SchoolYear, lessons: dict[str, tuple[Lesson, ...]], events: Iterable[Dated]
) -> tuple[tuple[str, TimetableWeek], ...]:
    """A week for each class and Monday of the plan, with the class's id; a week of holidays has none."""
    ids, closed, open_ = year.ids("timetables"), _Closed(events), frozenset(year.planned_days)
    found = []
    for class_ in year.school.classes:
        chance = year.chance(f"timetable/{class_.name}")
        for monday in year.mondays:
            held = [
                lesson
                for lesson in lessons[class_.id]
                if (day := monday + timedelta(days=lesson.day)) in open_
                and not closed.during(class_.id, str(day), lesson)
            ]
            if held:
                told = class_ is year.story_class and monday == year.monday
                changed = _told(year, held) if told else [_changed(year, lesson, chance) for lesson in held]
                found.append((class_.id, TimetableWeek(ids(monday), class_.name, str(monday), changed)))
    return tuple(found)


class _Closed:
    """When a class has something else than lessons: what is timed by day, and trips of whole days."""

    def __init__(self, events: Iterable[Dated]) -> None:
        self._by_day: defaultdict[str, list[tuple[Event, tuple[str, ...]]]] = defaultdict(list)
        for event, classes in events:
            if event.start is not None and event.form != "evening":
                self._by_day[event.first_day].append((event, classes))
            elif event.form == "trip":
                first, last = date.fromisoformat(event.first_day), date.fromisoformat(event.last_day)
                for n in range((last - first).days + 1):
                    self._by_day[str(first + timedelta(days=n))].append((event, classes))

    def during(self, class_: str, day: str, lesson: Lesson) -> bool:
        return any(
            (event.start is None or event.end is None or (event.start < lesson.end and lesson.start < event.end))
            for event, classes in self._by_day.get(day, ())
            if not classes or class_ in classes
        )


# ---- Changes ---------------------------------------------------------------------------------------------------------
def _told(year: SchoolYear, lessons: list[Lesson]) -> list[Lesson]:
    """The week of the tour: exactly what its story says is otherwise."""
    changes = {(entry["weekday"], minutes(entry["start"])): entry for entry in year.tour["change"]}
    found = []
    for lesson in lessons:
        entry: dict[str, Any] = changes.get((lesson.day, lesson.start), {})
        values = {name: entry[name] for name in ("state", "room", "note") if name in entry}
        found.append(replace(lesson, **values))
    return found


def _changed(year: SchoolYear, lesson: Lesson, chance: Random) -> Lesson:
    drawn = chance.random()
    if drawn < _CANCELLED and year.school.stage == "secondary":
        return replace(lesson, state="cancelled", note=chance.choice(("vervalt", "vervalt, studie in de refter")))
    if drawn >= _CHANGED:
        return lesson
    if lesson.room[:1].isdigit() and chance.random() < 0.6:
        room = chance.choice(_SPARE_ROOMS)
        return replace(lesson, state="changed", room=room, note=f"nu in {room}, niet {lesson.room}")
    other = chance.choice([member for member in year.school.staff if member.duty in ("teacher", "support")])
    if other.short_name == lesson.teacher or lesson.day not in other.weekdays:
        return lesson
    note = f"{other.address} vervangt {_in_sentence(lesson.teacher)}"
    return replace(lesson, state="changed", teacher=other.short_name, note=note)


def _in_sentence(short_name: str) -> str:
    """ "juf Petra", "mevr. Aerts", but a name stays a name."""
    first = short_name.split(" ", 1)[0]
    return short_name[0].lower() + short_name[1:] if first in ("Juf", "Meester", "Mevr.", "Dhr.") else short_name


# ---- Primary school --------------------------------------------------------------------------------------------------
def _primary(year: SchoolYear) -> dict[str, tuple[Lesson, ...]]:
    """The story's class first: who teaches gym there is not elsewhere at that hour."""
    table = read("lessons.toml")["primary"]
    busy: set[tuple[str, int, str]] = set()  # teacher, day, start
    found = {}
    numbered = list(enumerate(year.school.classes))
    for number, class_ in sorted(numbered, key=lambda pair: pair[1] is not year.story_class):
        story = class_ is year.story_class
        fitting = [w for w in table["week"] if (w.get("story") if story else class_.year in w.get("years", ()))]
        days = _turned(fitting[number % len(fitting)]["days"], 0 if story else number // len(fitting))
        found[class_.id] = tuple(_held(year, class_, days, table, busy))
    return found


def _turned(days: list[list[str]], by: int) -> list[list[str]]:
    """The long days in another order, so that not all classes go to the gym at once; Wednesday stays."""
    long = [day for n, day in enumerate(days) if n != _WEDNESDAY]
    long = [*long[by % len(long) :], *long[: by % len(long)]]
    return [*long[:_WEDNESDAY], days[_WEDNESDAY], *long[_WEDNESDAY:]]


def _held(
    year: SchoolYear, class_: SchoolClass, days: list[list[str]], table: dict[str, Any], busy: set[tuple[str, int, str]]
) -> Iterator[Lesson]:
    """The class teacher stands in for one who is `busy`."""
    for day, subjects in enumerate(days):
        for (start, end), written in zip(table["wednesday" if day == _WEDNESDAY else "blocks"], subjects, strict=True):
            subject, room, note = (*written.split("|"), "", "")[:3]
            teacher = year.teacher(class_, table["teacher"].get(subject, "klas"))
            if (teacher.id, day, start) in busy:
                teacher = year.staff[class_.titular]
            busy.add((teacher.id, day, start))
            room = room.format(klas=class_.name)
            yield Lesson(day, minutes(start), minutes(end), subject, teacher.short_name, room, note=note)


# ---- Secondary school ------------------------------------------------------------------------------------------------
class _Secondary:
    """Fills the weeks of all classes so that no teacher stands in two rooms at once, if that can be."""

    def __init__(self, year: SchoolYear) -> None:
        self._year, self._table = year, read("lessons.toml")["secondary"]
        self._busy: set[tuple[str, int, int]] = set()  # teacher, day, start
        self._rooms = _rooms(year)
        self._slots = [
            (day, minutes(start), minutes(end))
            for day in range(5)
            for start, end in self._table["wednesday" if day == _WEDNESDAY else "blocks"]
        ]

    def weeks(self) -> dict[str, tuple[Lesson, ...]]:
        story = self._year.story_class
        found = {story.id: tuple(self._story(story))}
        for class_ in self._year.school.classes:
            if class_ is not story:
                found[class_.id] = self._filled(class_)
        return found

    def _story(self, class_: SchoolClass) -> Iterator[Lesson]:
        for day, written in enumerate(self._table["story"]["days"]):
            for entry in written:
                start, end, named = entry.split(" ", 2)
                subject, room = (*named.split("|"), "")[:2]
                taught = self._table["story_teacher"].get(subject, subject)
                teacher = self._year.teacher(class_, taught)
                self._busy.add((teacher.id, day, minutes(start)))
                yield Lesson(day, minutes(start), minutes(end), subject, teacher.short_name, room)

    def _filled(self, class_: SchoolClass) -> tuple[Lesson, ...]:
        chance = self._year.chance(f"week/{class_.name}")
        free = list(self._slots)
        chance.shuffle(free)
        lessons: list[Lesson] = []
        for subject, teacher in class_.teachers[1:]:
            for _ in range(self._table["hours"][subject]):
                if not free:
                    break
                slot = min(free, key=lambda one: self._cost(one, teacher, subject, lessons))
                free.remove(slot)
                lessons.append(self._lesson(slot, subject, teacher))
        return tuple(sorted(lessons, key=lambda lesson: (lesson.day, lesson.start)))

    def _cost(self, slot: tuple[int, int, int], teacher: str, subject: str, lessons: list[Lesson]) -> int:
        """How little a lesson fits there: the teacher is elsewhere or at home, the subject was that day, late on the
        day."""
        day, start, _ = slot
        busy = (teacher, day, start) in self._busy or day not in self._year.staff[teacher].weekdays
        today = sum(lesson.day == day and lesson.subject == self._name(subject) for lesson in lessons)
        return 1000 * busy + 40 * today + start // 60

    def _lesson(self, slot: tuple[int, int, int], subject: str, teacher: str) -> Lesson:
        day, start, end = slot
        self._busy.add((teacher, day, start))
        room = self._table["room"].get(subject, self._rooms[teacher])
        name = self._year.staff[teacher].short_name
        return Lesson(day, start, end, self._name(subject), name, room)

    def _name(self, subject: str) -> str:
        return str(self._table["name"].get(subject, capital(subject)))


def _rooms(year: SchoolYear) -> dict[str, str]:
    """A room for each teacher."""
    teachers = [member.id for member in year.school.staff]
    return {teacher: f"{1 + n // 20}.{1 + n % 20:02}" for n, teacher in enumerate(teachers)}
