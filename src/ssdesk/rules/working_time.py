"""The clock of the school's deadlines (school.md R6): it runs 24 hours on every school day and stands still on
weekends, holidays and the school's own free days. Days begin and end at midnight in Brussels."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ssdesk.rules.holidays import is_school_day, next_school_day

SCHOOL_TIME = ZoneInfo("Europe/Brussels")
_MIDNIGHT = time()


def deadline(start: datetime, hours: float, extra: Collection[date] = ()) -> datetime:
    """The UTC moment at which the clock, started at `start`, has run `hours`; `extra` are the school's own free days.

    Asked Monday 13:58 with 48 h gives Wednesday 13:58, asked Friday 16:00 with 24 h gives Monday 16:00. The deadline
    always lies on a school day: 24 h from Monday 00:00 end on Tuesday 00:00, 24 h from Friday 00:00 on Monday 00:00.
    The clocks change on Sundays, so every school day has its 24 hours. ValueError: a `start` without time zone, or
    negative hours.
    """
    if start.tzinfo is None or hours < 0:
        raise ValueError("A deadline starts at a moment with a time zone and takes no negative hours.")
    local = start.astimezone(SCHOOL_TIME).replace(tzinfo=None)
    day, left = local.date(), timedelta(hours=hours)
    if is_school_day(day, extra):
        left += local - datetime.combine(day, _MIDNIGHT)
    else:
        day = next_school_day(day, extra)
    while left >= timedelta(days=1):
        day = next_school_day(day, extra)
        left -= timedelta(days=1)
    return (datetime.combine(day, _MIDNIGHT) + left).replace(tzinfo=SCHOOL_TIME).astimezone(UTC)
