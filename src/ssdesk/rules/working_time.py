"""The clock of the school's deadlines (school.md R6): it runs 24 hours on every school day and stands still on
weekends, holidays, the school's own free days and the days on which a part-time member of staff does not work. Days
begin and end at midnight in Brussels."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ssdesk.rules.holidays import is_school_day, next_school_day

SCHOOL_TIME = ZoneInfo("Europe/Brussels")
WEEK = frozenset(range(5))
_MIDNIGHT = time()


def deadline(start: datetime, hours: float, extra: Collection[date] = (), weekdays: Collection[int] = WEEK) -> datetime:
    """The UTC moment at which the clock, started at `start`, has run `hours`; `extra` are the school's own free days,
    `weekdays` (Monday is 0) those on which who must answer works.

    Asked Monday 13:58 with 48 h gives Wednesday 13:58, asked Friday 16:00 with 24 h gives Monday 16:00. The deadline
    always lies on such a day: 24 h from Monday 00:00 end on Tuesday 00:00, 24 h from Friday 00:00 on Monday 00:00.
    The clocks change on Sundays, so every school day has its 24 hours. ValueError: a `start` without time zone,
    negative hours, or nobody who ever works.
    """
    if start.tzinfo is None or hours < 0:
        raise ValueError("A deadline starts at a moment with a time zone and takes no negative hours.")
    if WEEK.isdisjoint(weekdays):
        raise ValueError("A deadline needs a day from Monday to Friday on which one works.")
    local = start.astimezone(SCHOOL_TIME).replace(tzinfo=None)
    day, left = local.date(), timedelta(hours=hours)
    if is_working_day(day, extra, weekdays):
        left += local - datetime.combine(day, _MIDNIGHT)
    else:
        day = _next(day, extra, weekdays)
    while left >= timedelta(days=1):
        day = _next(day, extra, weekdays)
        left -= timedelta(days=1)
    return (datetime.combine(day, _MIDNIGHT) + left).replace(tzinfo=SCHOOL_TIME).astimezone(UTC)


def working_week(weekdays: Iterable[int]) -> frozenset[int]:
    """Those from Monday to Friday; all five where none is among them, so that a deadline there always is."""
    return WEEK.intersection(weekdays) or WEEK


def is_working_day(day: date, extra: Collection[date] = (), weekdays: Collection[int] = WEEK) -> bool:
    """A school day on which one works."""
    return day.weekday() in weekdays and is_school_day(day, extra)


def minute_of(moment: datetime) -> int:
    """Minutes after midnight on the school's clock; a minute lasts until the next one begins."""
    local = moment.astimezone(SCHOOL_TIME)
    return local.hour * 60 + local.minute


def day_of(moment: datetime) -> date:
    """The day it is at school."""
    return moment.astimezone(SCHOOL_TIME).date()


def at_minute(day: date, minute: int) -> datetime:
    """The UTC moment at which the school's clock shows so many minutes after midnight."""
    return datetime.combine(day, time(*divmod(minute, 60)), SCHOOL_TIME).astimezone(UTC)


def _next(after: date, extra: Collection[date], weekdays: Collection[int]) -> date:
    day = next_school_day(after, extra)
    while day.weekday() not in weekdays:
        day = next_school_day(day, extra)
    return day
