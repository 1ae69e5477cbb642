"""Which days are school days in Flanders, computed by the rules of the decree on the organisation of the school year
(decisions of the Flemish Government of 17 April 1991 for primary and 31 August 2001 for secondary schools), plus the
free days a school chooses itself. All dates are calendar dates in Belgium."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import msgspec

MONDAY, SATURDAY = 0, 5
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


class HolidayKind(StrEnum):
    AUTUMN = "autumn"
    ARMISTICE = "armistice"
    CHRISTMAS = "christmas"
    CARNIVAL = "carnival"
    EASTER = "easter"
    EASTER_MONDAY = "easter-monday"
    LABOUR_DAY = "labour-day"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit-monday"
    SUMMER = "summer"


class Holiday(msgspec.Struct, frozen=True):
    """Free from `first` to `last`, both included. Holidays of weeks end on their Sunday, as schools write them."""

    kind: HolidayKind
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def school_year(day: date) -> int:
    """The calendar year in which the school year of `day` began, on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


@lru_cache(maxsize=64)
def holidays(year: int) -> tuple[Holiday, ...]:
    """The holidays of the school year that begins in `year`, in order; the last is the summer after it."""
    spring = year + 1
    sunday = easter(spring)
    easter_first = _easter_holiday(sunday)
    ascension = sunday + timedelta(days=39)
    found = [
        _weeks(HolidayKind.AUTUMN, _autumn(year), 1),
        _days(HolidayKind.ARMISTICE, date(year, 11, 11)),
        _weeks(HolidayKind.CHRISTMAS, _christmas(year), 2),
        _weeks(HolidayKind.CARNIVAL, _monday_before(sunday) - 6 * _WEEK, 1),
        _weeks(HolidayKind.EASTER, easter_first, 2),
        _days(HolidayKind.EASTER_MONDAY, sunday + _DAY),
        _days(HolidayKind.LABOUR_DAY, date(spring, 5, 1)),
        _days(HolidayKind.ASCENSION, ascension, ascension + _DAY),
        _days(HolidayKind.WHIT_MONDAY, sunday + timedelta(days=50)),
        _days(HolidayKind.SUMMER, date(spring, 7, 1), date(spring, 8, 31)),
    ]
    return tuple(sorted(found, key=lambda holiday: holiday.first))


def holiday_on(day: date) -> Holiday | None:
    """The holiday that `day` is in; None: none (a weekend by itself is none). Of two, the longer: Easter Monday within
    the Easter holiday is the Easter holiday."""
    within = [holiday for holiday in holidays(school_year(day)) if day in holiday]
    return max(within, key=lambda holiday: holiday.last - holiday.first, default=None)


def is_school_day(day: date, extra: Collection[date] = ()) -> bool:
    """A day with lessons. `extra`: the school's own free days."""
    return day.weekday() < SATURDAY and day not in extra and holiday_on(day) is None


def next_school_day(after: date, extra: Collection[date] = ()) -> date:
    """The first school day after `after`, which itself does not count."""
    return next(day for day in _from(after + _DAY, _DAY) if is_school_day(day, extra))


def last_school_day(on_or_before: date, extra: Collection[date] = ()) -> date:
    """The latest school day up to and including `on_or_before`."""
    return next(day for day in _from(on_or_before, -_DAY) if is_school_day(day, extra))


def _from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step


def _days(kind: HolidayKind, first: date, last: date | None = None) -> Holiday:
    return Holiday(kind, first, last or first)


def _weeks(kind: HolidayKind, monday: date, weeks: int) -> Holiday:
    return Holiday(kind, monday, monday + weeks * _WEEK - _DAY)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monday_before(day: date) -> date:
    """The last Monday strictly before `day`."""
    return _monday_of(day - _DAY)


def _monday_after(day: date) -> date:
    return _monday_of(day) + _WEEK


def _autumn(year: int) -> date:
    """The week of 1 November; when that is a Sunday, the week after it."""
    return _monday_of(date(year, 11, 1) + _DAY)


def _christmas(year: int) -> date:
    """The Monday of the week of 25 December; when that is a Saturday or Sunday, the Monday after it."""
    christmas = date(year, 12, 25)
    return _monday_after(christmas) if christmas.weekday() >= SATURDAY else _monday_of(christmas)


def _easter_holiday(sunday: date) -> date:
    """The first Monday of April; with Easter in March the Monday after it; with Easter after 15 April the second
    Monday before it."""
    if sunday.month == 3:
        return _monday_after(sunday)
    if sunday > date(sunday.year, 4, 15):
        return _monday_before(sunday) - _WEEK
    return _monday_of(date(sunday.year, 4, 7))
