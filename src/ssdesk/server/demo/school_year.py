"""One demo school in the year around now, as the makers of planner, results and news see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import Any

from ssdesk.rules.holidays import last_school_day
from ssdesk.server.demo import story
from ssdesk.server.demo.chance import stream
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Pupil, School, SchoolClass, Staff
from ssdesk.server.demo.ids import Ids
from ssdesk.server.demo.school_time import SchoolTime, at, is_school_day, local_day, school_days

_WEEK = timedelta(weeks=1)
WEEKS_BACK, WEEKS_AHEAD = 10, 4


class SchoolYear:
    """Looks up people and days. `free`: the days the school is closed of its own choice. `monday`: of the week of
    today, which the story of the tour fills for the `story_class`. The last days before now are quiet there."""

    def __init__(self, school: School) -> None:
        self.school, self.days = school, SchoolTime(school.now)
        self.year, self.today = self.days.year, self.days.today
        self.now = self.days.now
        self.staff: dict[str, Staff] = {member.id: member for member in school.staff}
        self.class_of: dict[str, SchoolClass] = {class_.id: class_ for class_ in school.classes}
        self.pupils_of: dict[str, list[Pupil]] = {class_.id: [] for class_ in school.classes}
        for pupil in school.pupils:
            self.pupils_of[pupil.class_id].append(pupil)
        self.story_pupil = next(pupil for pupil in school.pupils if pupil.username in story.PUPILS)
        self.story_class = self.class_of[self.story_pupil.class_id]
        self.monday = self.today - timedelta(days=self.today.weekday())
        self.tour: dict[str, list[dict[str, Any]]] = {
            name: [entry for entry in entries if entry.get("school") == school.slug]
            for name, entries in read("tour.toml").items()
        }
        self.free = frozenset(self._free_days())

    # ---- Chance and ids ----------------------------------------------------------------------------------------------
    def chance(self, name: str) -> Random:
        """A stream of this school's own."""
        return stream(self.school.seed, f"{self.school.slug}/{name}")

    def ids(self, name: str) -> Callable[[date], str]:
        """Ids for things that stand for a day."""
        made = Ids(f"{self.school.seed}/{self.school.slug}/{name}")
        return lambda day: made.make(datetime.combine(day, time(8), self.now.tzinfo))

    # ---- Days --------------------------------------------------------------------------------------------------------
    def is_open(self, day: date) -> bool:
        """Whether there are lessons."""
        return is_school_day(day) and day not in self.free

    @cached_property
    def school_days(self) -> list[date]:
        """All days of this school year with lessons."""
        return [day for day in school_days(self.days.first_day, date(self.year + 1, 6, 30)) if day not in self.free]

    @cached_property
    def mondays(self) -> list[date]:
        """Of the weeks that the planner holds: some back, within this school year, and some ahead of now."""
        first = max(self.monday - WEEKS_BACK * _WEEK, _monday(self.days.first_day))
        last = max(self.monday, _monday(local_day(self.now))) + WEEKS_AHEAD * _WEEK
        return [first + n * _WEEK for n in range((last - first) // _WEEK + 1)]

    @cached_property
    def planned_days(self) -> list[date]:
        """The days with lessons in those weeks."""
        span = (monday + timedelta(days=n) for monday in self.mondays for n in range(5))
        last = date(self.year + 1, 6, 30)
        return [day for day in span if self.days.first_day <= day <= last and self.is_open(day)]

    def told(self, day: date) -> bool:
        """Whether the story of the tour has this day for itself in its class."""
        return self.monday <= day < self.monday + _WEEK

    def story_day(self, weekday: int) -> date:
        """A day of the story's week."""
        return self.monday + timedelta(days=weekday)

    def step(self, day: date, days: int) -> date:
        """So many days with lessons after the day, or before it if negative; 0 is the day itself."""
        one = timedelta(days=1 if days > 0 else -1)
        for _ in range(abs(days)):
            day += one
            while not self.is_open(day):
                day += one
        return day

    def day_before(self, days: int) -> date:
        """So many days with lessons before the last one that has been; 0 is today itself, if there are lessons."""
        return self.step(self.today, -days if self.is_open(self.today) else -days - 1)

    @cached_property
    def report_evening(self) -> date:
        """The last Friday whose evening has passed, or the school day before it."""
        day = self.today
        while day.weekday() != 4 or at(day, time(19)) > self.now:
            day -= timedelta(days=1)
        return last_school_day(day)

    def in_year(self, month_and_day: str) -> date:
        """ "10-05" in this school year."""
        month, day = (int(part) for part in month_and_day.split("-"))
        return date(self.year if month >= 8 else self.year + 1, month, day)

    def _free_days(self) -> list[date]:
        """Those of the calendar, but for the story's week, and those of the story."""
        found = [self.story_day(e["weekday"]) for e in self.tour["event"] if e["form"] == "free_day"]
        for entry in read("calendar.toml")["event"]:
            if entry["form"] == "free_day" and entry["school"] == self.school.slug:
                day = self.in_year(entry["when"])
                found += [day] if is_school_day(day) and not self.told(day) else []
        return [day for day in found if is_school_day(day)]

    # ---- People ------------------------------------------------------------------------------------------------------
    def teacher(self, class_: SchoolClass, subject: str) -> Staff:
        """Who teaches the class a subject, whatever its capitals, else its class teacher."""
        taught = {name.lower(): account for name, account in class_.teachers}
        return self.staff[taught.get(subject.lower(), class_.titular)]

    @cached_property
    def cast(self) -> frozenset[str]:
        """The pupils of the families that tests and people look for."""
        return frozenset(pupil for case in self.school.cases for pupil in case.pupils)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def minutes(clock: str) -> int:
    """ "08:25" as minutes after midnight."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)
