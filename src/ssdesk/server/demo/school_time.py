"""The school's own calendar: which day counts as today, school days before and after, dates in Dutch words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_NEWS_OF_THE_DAY = time(14, 0)  # before it, a school day has too little to tell and the one before it counts as today

IsSchoolDay = Callable[[date], bool]


def at(day: date, moment: time) -> datetime:
    """That moment on a Belgian clock, in UTC. A moment that the clock skips in March becomes the hour after it."""
    return datetime.combine(day, moment, BRUSSELS).astimezone(UTC)


def school_year(day: date) -> int:
    """The year in which the day's school year begins: 1 September starts a new one."""
    return day.year if day.month >= 9 else day.year - 1


def words(day: date) -> str:
    """ "woensdag 2 december"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def is_school_day(day: date) -> bool:
    """Whether Flemish schools are open, but for their own free days."""
    if day.weekday() >= 5 or day.month in (7, 8) or (day.month, day.day) in ((11, 11), (5, 1)):
        return False
    easter = _easter(day.year)
    if (day - easter).days in (1, 39, 40, 50) or -48 <= (day - easter).days <= -42:
        return False
    autumn, christmas = _monday_of(date(day.year, 11, 1)), _monday_of(date(day.year - (day.month < 6), 12, 25))
    if 0 <= (day - autumn).days < 7 or 0 <= (day - christmas).days < 14:
        return False
    first = date(day.year, 4, 1)
    spring = first + timedelta(days=-first.weekday() % 7)
    if easter.month == 3:
        spring = easter + timedelta(days=1)
    elif easter > date(day.year, 4, 15):
        spring = easter - timedelta(days=13)
    return not 0 <= (day - spring).days < 14


def _monday_of(day: date) -> date:
    """The Monday of the day's week; of the week after if the day is a Saturday or Sunday."""
    return day + timedelta(days=-day.weekday() if day.weekday() < 5 else 7 - day.weekday())


def _easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


class SchoolTime:
    """School days around a given now.

    `today` is the last school day with something to tell: now's own day from 14:00 on, else the school day before. On
    the first day of a school year it is that day from the first minute. `year` is the school year of `today`.
    """

    def __init__(self, now: datetime, is_school_day: IsSchoolDay) -> None:
        if now.tzinfo is None:
            raise ValueError("now needs a time zone")
        self.now = now.astimezone(UTC)
        self._is_school_day = is_school_day
        local = now.astimezone(BRUSSELS)
        last = local.date() if local.time() >= _NEWS_OF_THE_DAY else local.date() - timedelta(days=1)
        self.today = self.school_day_on_or_before(last)
        if is_school_day(local.date()) and school_year(local.date()) != school_year(self.today):
            self.today = local.date()
        self.year = school_year(self.today)

    def is_school_day(self, day: date) -> bool:
        return self._is_school_day(day)

    def school_day_on_or_before(self, day: date) -> date:
        while not self._is_school_day(day):
            day -= timedelta(days=1)
        return day

    @cached_property
    def first_day(self) -> date:
        """The first school day of this school year."""
        return self.step(date(self.year, 8, 31), 1)

    def step(self, day: date, days: int) -> date:
        """The school day so many school days after the day, or before it if negative; 0 is the day itself."""
        one = timedelta(days=1 if days > 0 else -1)
        for _ in range(abs(days)):
            day += one
            while not self._is_school_day(day):
                day += one
        return day

    def next_weekday(self, day: date, weekday: int, at_least: int) -> date:
        """The first such weekday at least so many days later; Monday to Friday it is a school day."""
        day += timedelta(days=at_least)
        while day.weekday() != weekday or (weekday < 5 and not self._is_school_day(day)):
            day += timedelta(days=1)
        return day

    def school_days(self, first: date, last: date) -> list[date]:
        """The school days from the first to the last day, both included."""
        span = (last - first).days + 1
        return [day for day in (first + timedelta(days=n) for n in range(span)) if self._is_school_day(day)]

    def deadline(self, asked: datetime, hours: int) -> datetime:
        """So many hours later on a clock that runs 24 hours each school day and stands still on all others (R6)."""
        local = asked.astimezone(BRUSSELS)
        day, minutes = local.date(), local.hour * 60 + local.minute
        if not self._is_school_day(day):
            day, minutes = self.step(day, 1), 0
        minutes += hours * 60
        day = self.step(day, minutes // 1440)
        return at(day, time(minutes % 1440 // 60, minutes % 60))
