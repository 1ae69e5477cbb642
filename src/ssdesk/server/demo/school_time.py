"""The demo's calendar: which day counts as today, school days before and after, dates in Dutch words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property

from ssdesk.rules.holidays import is_school_day as by_rule
from ssdesk.rules.holidays import last_school_day, school_year
from ssdesk.rules.working_time import SCHOOL_TIME

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_NEWS_OF_THE_DAY = time(14, 0)  # before it, a school day has too little to tell and the one before it counts as today

is_school_day = cache(by_rule)


def at(day: date, moment: time) -> datetime:
    """That moment on a Belgian clock, in UTC. A moment that the clock skips in March becomes the hour after it."""
    return datetime.combine(day, moment, SCHOOL_TIME).astimezone(UTC)


def local_day(moment: datetime) -> date:
    """The date of a moment in Belgium."""
    return moment.astimezone(SCHOOL_TIME).date()


def words(day: date) -> str:
    """ "woensdag 2 december"."""
    return f"{WEEKDAYS[day.weekday()]} {short_words(day)}"


def short_words(day: date) -> str:
    """ "2 december"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


@cache
def step(day: date, days: int) -> date:
    """The school day so many school days after the day, or before it if negative; 0 is the day itself."""
    one = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += one
        while not is_school_day(day):
            day += one
    return day


@cache
def next_weekday(day: date, weekday: int, at_least: int) -> date:
    """The first such weekday (0 is Monday) at least so many days later; from Monday to Friday it is a school day."""
    day += timedelta(days=at_least)
    while day.weekday() != weekday or (weekday < 5 and not is_school_day(day)):
        day += timedelta(days=1)
    return day


def school_days(first: date, last: date) -> list[date]:
    """The school days from the first to the last day, both included."""
    span = (last - first).days + 1
    return [day for day in (first + timedelta(days=n) for n in range(span)) if is_school_day(day)]


class SchoolTime:
    """A now and the school year around it.

    `today` is the last school day with something to tell: now's own day from 14:00 on, else the school day before. On
    the first day of a school year it is that day from the first minute. `year` is the school year of `today`.
    ValueError: a now without time zone.
    """

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("now needs a time zone")
        self.now = now.astimezone(UTC)
        local = now.astimezone(SCHOOL_TIME)
        told = local.date() if local.time() >= _NEWS_OF_THE_DAY else local.date() - timedelta(days=1)
        self.today = last_school_day(told)
        if is_school_day(local.date()) and school_year(local.date()) != school_year(self.today):
            self.today = local.date()
        self.year = school_year(self.today)

    @cached_property
    def first_day(self) -> date:
        """The first school day of this school year."""
        return step(date(self.year, 8, 31), 1)

    @cached_property
    def so_far(self) -> list[date]:
        """The school days of this school year up to today."""
        return school_days(self.first_day, self.today)

    @cached_property
    def ordinary_days(self) -> list[date]:
        """Those with something to look back on, and from which the next two weeks fall in the same school year."""
        return school_days(step(self.first_day, 8), min(self.today, date(self.year + 1, 6, 14)))
