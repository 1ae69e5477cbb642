"""The school agenda of every class: tasks, tests, and what has to be brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ssdesk.protocol.planner import AgendaItem, Lesson
from ssdesk.server.demo import evaluations
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import SchoolClass
from ssdesk.server.demo.school_year import SchoolYear, minutes
from ssdesk.server.demo.slots import capital

AGAIN = timedelta(days=35)  # the same text not within this time
_PER_DAY = 0.55  # tasks of a class
_QUIET_AHEAD = timedelta(days=21)  # the class of the tour has no other tests for so long


def items(year: SchoolYear, lessons: dict[str, tuple[Lesson, ...]]) -> tuple[tuple[str, AgendaItem], ...]:
    """What stands in the agendas now, with the id of the class, in the order of days."""
    found = []
    for class_ in year.school.classes:
        agenda = _Agenda(year, class_, lessons[class_.id])
        found += [(class_.id, item) for item in agenda.written()]
    return tuple(sorted(found, key=lambda pair: (pair[1].day, pair[1].id)))


@cache
def _texts(stage: str, year: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Subjects with their tasks."""
    entries = read("agenda.toml")["task"]
    return tuple(
        (entry["subject"], tuple(entry["texts"]))
        for entry in entries
        if entry["stage"] == stage and year in entry.get("years", (year,))
    )


class _Agenda:
    """The agenda of one class."""

    def __init__(self, year: SchoolYear, class_: SchoolClass, lessons: tuple[Lesson, ...]) -> None:
        self._year, self._class, self._lessons = year, class_, lessons
        self._story = class_ is year.story_class
        self._chance = year.chance(f"agenda/{class_.name}")
        self._ids = year.ids(f"agenda/{class_.name}")
        self._used: dict[str, date] = {}
        self._count: dict[str, int] = {}

    def written(self) -> Iterator[AgendaItem]:
        yield from self._tasks()
        yield from self._tests()
        yield from self._material()
        if self._story:
            yield from self._told()

    def _tasks(self) -> Iterator[AgendaItem]:
        taught = {subject for subject, _ in self._class.teachers}
        primary = self._year.school.stage == "primary"
        subjects = [pair for pair in _texts(self._year.school.stage, self._class.year) if primary or pair[0] in taught]
        for day in self._year.planned_days:
            if self._chance.random() >= _PER_DAY or (self._story and self._year.told(day)):
                continue
            subject, texts = self._chance.choice(subjects)
            given = self._given(day, 1 + self._chance.randrange(5))
            text = self._fresh(texts, day)
            if given is not None and text is not None:
                self._count[text] = self._count.get(text, 0) + 1
                page = 6 + self._year.school_days.index(day)
                title, _, more = text.format(n=self._count[text], p=page).partition("|")
                yield self._item(day, "task", subject, (title, more), self._start(day, subject), given)

    def _fresh(self, texts: tuple[str, ...], day: date) -> str | None:
        """One that the class has not read lately; those that count are new each time."""
        fresh = [text for text in texts if "{" in text or text not in self._used or day - self._used[text] > AGAIN]
        if not fresh:
            return None
        text = self._chance.choice(fresh)
        self._used[text] = day
        return text

    def _tests(self) -> Iterator[AgendaItem]:
        days = frozenset(self._year.planned_days)
        for evaluation in evaluations.of_class(self._year, self._class):
            day = evaluation.day
            if not evaluation.series.test or day not in days:
                continue
            if self._story and self._year.monday <= day <= self._year.today + _QUIET_AHEAD:
                continue
            given = self._given(day, 4 + self._chance.randrange(4))
            if given is not None:
                start = self._start(day, evaluation.subject)
                yield self._item(day, "test", evaluation.subject, (evaluation.title, ""), start, given)

    def _material(self) -> Iterator[AgendaItem]:
        words = _to_bring(self._class.year)
        for day in self._year.planned_days:
            if self._story and self._year.told(day):
                continue
            for lesson in self._lessons:
                if lesson.day == day.weekday() and lesson.subject in words and not lesson.note:
                    given = self._given(day, 3)
                    if given is not None:
                        said = lesson.subject, words[lesson.subject]
                        yield self._item(day, "material", lesson.subject, said, lesson.start, given)

    def _told(self) -> Iterator[AgendaItem]:
        """What the story of the tour says."""
        year = self._year
        for entry in year.tour["item"]:
            told = entry
            day = year.step(year.today, told["after"]) if "after" in told else year.story_day(told["weekday"])
            given = self._given(day, told["given"])
            if given is None or not year.is_open(day) or day < year.days.first_day:
                continue
            title = told["title"].format(next=evaluations.tour_number(year, told["subject"]) + 1)
            start = minutes(told["start"]) if "start" in told else None
            yield self._item(day, told["form"], told["subject"], (title, told.get("text", "")), start, given)

    def _given(self, day: date, before: int) -> date | None:
        """So many school days before, though not before the year began; None: not yet, or there is no such day."""
        first = self._year.days.first_day
        given = max(self._year.step(day, -before), first)
        return given if given <= self._year.today and given < day else None

    def _start(self, day: date, subject: str) -> int | None:
        """Of the lesson of that subject on that day, if there is one."""
        names = {subject.lower(), _LESSON.get(subject, subject).lower()}
        starts = [x.start for x in self._lessons if x.day == day.weekday() and x.subject.lower() in names]
        return starts[0] if starts else None

    def _item(
        self, day: date, form: str, subject: str, words: tuple[str, str], start: int | None, given: date
    ) -> AgendaItem:
        """`words`: the title and what else there is to say."""
        teacher = evaluations.teacher_of(self._year, self._class, _TAUGHT.get(subject, subject)).short_name
        name = capital(subject) if subject else ""
        return AgendaItem(self._ids(day), self._class.name, str(day), form, name, *words, teacher, start, str(given))


_LESSON = {"Nederlands": "Taal", "Wiskunde": "Rekenen", "Wereldoriëntatie": "WO"}  # as primary timetables name them
_TAUGHT = {"LO": "lichamelijke opvoeding", "Turnen": "lichamelijke opvoeding", "Zwemmen": "lichamelijke opvoeding"}


@cache
def _to_bring(year: str) -> dict[str, str]:
    """By lesson, for classes of that year."""
    entries = read("agenda.toml")["material"]
    return {entry["lesson"]: entry["text"] for entry in entries if year in entry.get("years", (year,))}
