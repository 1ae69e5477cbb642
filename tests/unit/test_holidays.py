"""The Flemish school year against the tables that schools and the government published."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssdesk.rules.holidays import (
    Holiday,
    HolidayKind,
    easter,
    holiday_on,
    holidays,
    is_school_day,
    last_school_day,
    next_school_day,
    school_year,
)

PUBLISHED = {
    # year: autumn, Christmas, carnival, Easter holiday, Easter Monday, Ascension Thursday, Whit Monday
    2018: ("29/10-4/11", "24/12-6/1", "4/3-10/3", "8/4-21/4", "22/4", "30/5", "10/6"),
    2019: ("28/10-3/11", "23/12-5/1", "24/2-1/3", "6/4-19/4", "13/4", "21/5", "1/6"),
    2020: ("2/11-8/11", "21/12-3/1", "15/2-21/2", "5/4-18/4", "5/4", "13/5", "24/5"),
    2021: ("1/11-7/11", "27/12-9/1", "28/2-6/3", "4/4-17/4", "18/4", "26/5", "6/6"),
    2022: ("31/10-6/11", "26/12-8/1", "20/2-26/2", "3/4-16/4", "10/4", "18/5", "29/5"),
    2023: ("30/10-5/11", "25/12-7/1", "12/2-18/2", "1/4-14/4", "1/4", "9/5", "20/5"),
    2024: ("28/10-3/11", "23/12-5/1", "3/3-9/3", "7/4-20/4", "21/4", "29/5", "9/6"),
    2025: ("27/10-2/11", "22/12-4/1", "16/2-22/2", "6/4-19/4", "6/4", "14/5", "25/5"),
    2026: ("2/11-8/11", "21/12-3/1", "8/2-14/2", "29/3-11/4", "29/3", "6/5", "17/5"),
}


def written(text: str, year: int) -> date:
    day, month = map(int, text.split("/"))
    return date(year if month >= 9 else year + 1, month, day)


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_computed_year_is_the_published_one(year: int) -> None:
    kinds = (
        HolidayKind.AUTUMN,
        HolidayKind.CHRISTMAS,
        HolidayKind.CARNIVAL,
        HolidayKind.EASTER,
        HolidayKind.EASTER_MONDAY,
        HolidayKind.ASCENSION,
        HolidayKind.WHIT_MONDAY,
    )
    expected = set()
    for kind, text in zip(kinds, PUBLISHED[year], strict=True):
        first, _, last = text.partition("-")
        begin = written(first, year)
        end = written(last, year) if last else begin + timedelta(days=kind is HolidayKind.ASCENSION)
        expected.add(Holiday(kind, begin, end))
    for kind, first, last in (("armistice", "11/11", "11/11"), ("labour-day", "1/5", "1/5"), ("summer", "1/7", "31/8")):
        expected.add(Holiday(HolidayKind(kind), written(first, year), written(last, year)))

    assert set(holidays(year)) == expected
    assert [holiday.first for holiday in holidays(year)] == sorted(holiday.first for holiday in expected)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1818, "22/3"), (1943, "25/4"), (2008, "23/3"), (2011, "24/4"), (2016, "27/3"), (2024, "31/3"), (2028, "16/4"),
     (2029, "1/4"), (2038, "25/4"), (2076, "19/4"), (2285, "22/3")],
)  # fmt: skip
def test_easter_falls_where_the_almanac_says(year: int, sunday: str) -> None:
    day, month = map(int, sunday.split("/"))
    assert easter(year) == date(year, month, day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_within_its_five_weeks(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2024-09-01", False),  # a Sunday: school begins on the 2nd
        ("2024-09-02", True),
        ("2025-10-24", True),
        ("2025-10-27", False),  # 1 November on a Saturday: the week before it
        ("2025-11-03", True),
        ("2026-10-30", True),
        ("2026-11-02", False),  # 1 November on a Sunday: the week after it
        ("2026-11-11", False),
        ("2026-11-23", True),
        ("2026-12-18", True),
        ("2026-12-21", False),
        ("2027-01-01", False),
        ("2027-01-04", True),
        ("2025-04-21", False),  # Easter Monday just after the Easter holiday
        ("2025-04-22", True),
        ("2027-05-06", False),
        ("2027-05-07", False),  # the bridge after Ascension
        ("2027-05-10", True),
        ("2026-05-01", False),
        ("2026-06-30", True),
        ("2026-07-01", False),
        ("2026-08-31", False),
        ("2026-09-01", True),
        ("2026-09-05", False),
    ],
)
def test_single_days(day: str, open_: bool) -> None:
    assert is_school_day(date.fromisoformat(day)) is open_


def test_a_schools_own_free_day_is_free_only_there() -> None:
    study_day = date(2026, 11, 24)

    assert is_school_day(study_day)
    assert not is_school_day(study_day, {study_day})
    assert next_school_day(date(2026, 11, 23), {study_day}) == date(2026, 11, 25)
    assert last_school_day(study_day, {study_day}) == date(2026, 11, 23)


def test_over_a_holiday_to_the_next_and_the_last_school_day() -> None:
    assert next_school_day(date(2026, 12, 18)) == date(2027, 1, 4)
    assert next_school_day(date(2026, 6, 30)) == date(2026, 9, 1)
    assert last_school_day(date(2026, 8, 31)) == date(2026, 6, 30)
    assert last_school_day(date(2026, 11, 23)) == date(2026, 11, 23)
    assert last_school_day(date(2026, 11, 22)) == date(2026, 11, 20)


def test_a_free_day_says_why_it_is_free() -> None:
    assert holiday_on(date(2026, 4, 6)) == Holiday(HolidayKind.EASTER, date(2026, 4, 6), date(2026, 4, 19))
    assert holiday_on(date(2026, 7, 15)) == Holiday(HolidayKind.SUMMER, date(2026, 7, 1), date(2026, 8, 31))
    assert holiday_on(date(2026, 11, 21)) is None
    assert school_year(date(2026, 8, 31)) == 2025
    assert school_year(date(2026, 9, 1)) == 2026


@given(st.dates(date(1992, 1, 1), date(2150, 1, 1)))
def test_next_and_last_are_the_nearest_school_days(day: date) -> None:
    after, before = next_school_day(day), last_school_day(day)

    assert before <= day < after
    assert is_school_day(before)
    assert is_school_day(after)
    between = (after - before).days
    assert not any(is_school_day(before + timedelta(days=n)) for n in range(1, between))


@given(st.integers(1992, 2150))
def test_a_school_year_has_a_credible_number_of_school_days(year: int) -> None:
    days = [date(year, 9, 1) + timedelta(days=n) for n in range(365)]

    assert 172 <= sum(map(is_school_day, days)) <= 184
