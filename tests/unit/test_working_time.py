"""The clock of the deadlines (R6): 24 hours a school day, standing still on every free day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssdesk.rules.holidays import is_school_day
from ssdesk.rules.working_time import SCHOOL_TIME, WEEK, deadline, working_week


def school(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL_TIME)


@pytest.mark.parametrize(
    ("asked", "hours", "due"),
    [
        # the two examples of R6
        ("2026-11-23 13:58", 48, "2026-11-25 13:58"),
        ("2026-11-20 16:00", 24, "2026-11-23 16:00"),
        # around midnight
        ("2026-11-23 00:00", 24, "2026-11-24 00:00"),
        ("2026-11-23 23:59", 24, "2026-11-24 23:59"),
        ("2026-11-20 00:00", 24, "2026-11-23 00:00"),
        ("2026-11-19 23:59", 24, "2026-11-20 23:59"),
        ("2026-11-20 23:59", 24, "2026-11-23 23:59"),
        # asked on a free day, the clock starts with the next school day
        ("2026-11-21 10:00", 24, "2026-11-24 00:00"),
        ("2026-11-22 23:59", 48, "2026-11-25 00:00"),
        ("2026-11-11 09:00", 24, "2026-11-13 00:00"),
        ("2026-07-10 09:00", 48, "2026-09-03 00:00"),
        # over 11 November, the autumn holiday, Christmas
        ("2026-11-10 12:00", 24, "2026-11-12 12:00"),
        ("2026-10-30 15:00", 48, "2026-11-10 15:00"),
        ("2026-12-18 08:30", 48, "2027-01-05 08:30"),
        # over both changes of the clocks: October with its holiday, and an ordinary weekend in March
        ("2026-10-23 16:00", 24, "2026-10-26 16:00"),
        ("2026-10-23 02:30", 48, "2026-10-27 02:30"),
        ("2026-03-27 16:00", 24, "2026-03-30 16:00"),
        ("2026-03-27 02:30", 24, "2026-03-30 02:30"),
        ("2026-03-29 02:15", 24, "2026-03-31 00:00"),
        ("2025-10-26 02:30", 1.5, "2025-11-03 01:30"),
        # nothing to wait for, and parts of hours
        ("2026-11-23 13:58", 0, "2026-11-23 13:58"),
        ("2026-11-21 10:00", 0, "2026-11-23 00:00"),
        ("2026-11-20 23:30", 0.75, "2026-11-23 00:15"),
    ],
)
def test_the_clock_runs_on_school_days_only(asked: str, hours: float, due: str) -> None:
    assert deadline(school(asked), hours) == school(due)


def test_the_answer_is_in_utc_and_the_question_may_be() -> None:
    due = deadline(datetime(2026, 3, 27, 15, 0, tzinfo=UTC), 24)

    assert due.tzinfo is UTC
    assert due == datetime(2026, 3, 30, 14, 0, tzinfo=UTC)  # 16:00 in winter time, then 16:00 in summer time


def test_the_schools_own_free_day_stops_the_clock() -> None:
    study_day = {date(2026, 11, 24)}

    assert deadline(school("2026-11-23 13:58"), 48, study_day) == school("2026-11-26 13:58")


PART_TIME = frozenset({0, 1, 3})  # Monday, Tuesday, Thursday


@pytest.mark.parametrize(
    ("asked", "hours", "due"),
    [
        ("2026-11-23 16:00", 48, "2026-11-26 16:00"),  # Monday: Wednesday does not count
        ("2026-11-23 00:00", 48, "2026-11-26 00:00"),
        ("2026-11-23 23:59", 48, "2026-11-26 23:59"),
        ("2026-11-24 23:59", 24, "2026-11-26 23:59"),
        ("2026-11-25 00:00", 24, "2026-11-30 00:00"),  # all of a Wednesday is one moment
        ("2026-11-25 23:59", 24, "2026-11-30 00:00"),
        ("2026-11-26 00:00", 24, "2026-11-30 00:00"),
        ("2026-11-26 17:00", 24, "2026-11-30 17:00"),
        ("2026-11-27 17:00", 0, "2026-11-30 00:00"),
        # over both changes of the clocks, in October and in March
        ("2026-10-19 16:00", 48, "2026-10-22 16:00"),
        ("2026-10-22 02:30", 24, "2026-10-26 02:30"),
        ("2026-10-22 16:00", 48, "2026-10-27 16:00"),
        ("2026-10-25 02:30", 48, "2026-10-29 00:00"),
        ("2026-03-23 16:00", 48, "2026-03-26 16:00"),
        ("2026-03-26 02:30", 24, "2026-03-30 02:30"),
        ("2026-03-26 16:00", 48, "2026-03-31 16:00"),
        ("2026-03-29 03:00", 48, "2026-04-02 00:00"),
        # over the autumn holiday
        ("2026-10-29 16:00", 24, "2026-11-09 16:00"),
    ],
)
def test_the_clock_of_somebody_part_time_runs_on_their_days_only(asked: str, hours: float, due: str) -> None:
    assert deadline(school(asked), hours, weekdays=PART_TIME) == school(due)


def test_no_days_that_one_could_work_are_the_whole_week() -> None:
    assert working_week((0, 1, 3)) == working_week([3, 1, 0, 5, 9, -1]) == PART_TIME
    for nothing in ((), (5, 6), (7,)):
        assert working_week(nothing) == WEEK


def test_a_moment_without_time_zone_and_negative_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadline(datetime(2026, 11, 23, 13, 58), 24)  # noqa: DTZ001 - the fault under test
    with pytest.raises(ValueError, match="negative"):
        deadline(school("2026-11-23 13:58"), -1)


moments = st.datetimes(datetime(2024, 8, 25), datetime(2027, 9, 5), timezones=st.just(UTC))  # noqa: DTZ001 - given one


@given(moments, st.integers(0, 200), st.integers(0, 200))
def test_two_deadlines_in_a_row_are_one_long_one(start: datetime, first: int, second: int) -> None:
    assert deadline(deadline(start, first), second) == deadline(start, first + second)


@given(moments, st.integers(0, 100), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_who_asks_later_waits_no_shorter(start: datetime, hours: int, later: timedelta) -> None:
    assert deadline(start, hours) <= deadline(start + later, hours)
    assert is_school_day(deadline(start, hours).astimezone(SCHOOL_TIME).date())


@settings(max_examples=40)
@given(moments, st.integers(1, 60))
def test_counting_every_quarter_of_an_hour_gives_the_same(start: datetime, hours: int) -> None:
    moment = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    start, left = moment, hours * 4
    while left or not is_school_day(moment.astimezone(SCHOOL_TIME).date()):
        left -= is_school_day(moment.astimezone(SCHOOL_TIME).date())
        moment += timedelta(minutes=15)

    assert deadline(start, hours) == moment
