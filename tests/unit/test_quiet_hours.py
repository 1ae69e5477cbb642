"""Days and hours for notices (M14): quiet is really quiet, and nothing is held for ever."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssdesk.rules.quiet_hours import NoticeHours, email_at, may_show, next_show
from ssdesk.rules.working_time import SCHOOL_TIME

WEEK = NoticeHours()
"""The first setting, as in the picture: Monday to Friday, 07:00 to 18:00."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL_TIME)


@pytest.mark.parametrize(
    ("now", "shown_at"),
    [
        ("2026-11-23 06:59:59", "2026-11-23 07:00"),
        ("2026-11-23 07:00", "2026-11-23 07:00"),
        ("2026-11-23 14:32", "2026-11-23 14:32"),
        ("2026-11-23 17:59:59", "2026-11-23 17:59:59"),
        ("2026-11-23 18:00", "2026-11-24 07:00"),
        ("2026-11-20 18:00", "2026-11-23 07:00"),
        ("2026-11-21 12:00", "2026-11-23 07:00"),
        ("2026-11-22 23:59", "2026-11-23 07:00"),
        ("2026-11-23 00:00", "2026-11-23 07:00"),
    ],
)
def test_a_notice_waits_for_the_hours_the_person_set(now: str, shown_at: str) -> None:
    assert next_show(WEEK, at(now)) == at(shown_at)
    assert may_show(WEEK, at(now)) is (now == shown_at)


def test_an_emergency_is_always_shown_and_sent() -> None:
    night = at("2026-11-22 03:00")
    held = NoticeHours(hold_email=True)

    assert may_show(WEEK, night, emergency=True)
    assert email_at(held, night, emergency=True) == night


def test_emails_are_held_only_by_their_own_tick() -> None:
    night = at("2026-11-23 22:00")

    assert email_at(WEEK, night) == night
    assert email_at(NoticeHours(hold_email=True), night) == at("2026-11-24 07:00")


def test_without_any_day_no_notice_is_shown_and_no_email_is_held_for_ever() -> None:
    never = NoticeHours(days=frozenset(), hold_email=True)
    now = at("2026-11-23 14:32")

    assert next_show(never, now) is None
    assert not may_show(never, now)
    assert email_at(never, now) == now


def test_hours_over_midnight_belong_to_the_evening_they_begin_in() -> None:
    late = NoticeHours(days=frozenset({4}), start=time(20), end=time(2))

    assert may_show(late, at("2026-11-20 23:00"))
    assert may_show(late, at("2026-11-21 01:59"))
    assert next_show(late, at("2026-11-21 02:00")) == at("2026-11-27 20:00")
    assert next_show(late, at("2026-11-20 01:00")) == at("2026-11-20 20:00")


def test_from_and_to_the_same_hour_is_a_whole_day() -> None:
    always = NoticeHours(days=frozenset(range(7)), start=time(0), end=time(0))

    assert all(may_show(always, at("2026-11-23 00:00") + timedelta(hours=hours)) for hours in range(200))
    assert next_show(NoticeHours(frozenset({2}), time(9), time(9)), at("2026-11-26 09:00")) == at("2026-12-02 09:00")


def test_the_hours_are_those_of_the_persons_own_clock() -> None:
    new_york = ZoneInfo("America/New_York")
    noon_in_brussels = at("2026-11-23 12:00")

    assert may_show(WEEK, noon_in_brussels)
    assert next_show(WEEK, noon_in_brussels, new_york) == datetime(2026, 11, 23, 7, tzinfo=new_york)
    assert not may_show(WEEK, noon_in_brussels, timezone(timedelta(hours=-6)))


def test_on_the_days_the_clocks_change_the_clock_on_the_wall_counts() -> None:
    sundays = NoticeHours(days=frozenset({6}), start=time(2, 30), end=time(8))

    # 29 March 2026: 02:30 does not exist, the clock jumps from 02:00 to 03:00
    assert not may_show(sundays, datetime(2026, 3, 29, 0, 59, tzinfo=UTC))
    assert may_show(sundays, datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    assert may_show(sundays, datetime(2026, 3, 29, 5, 59, tzinfo=UTC))
    assert not may_show(sundays, datetime(2026, 3, 29, 6, 0, tzinfo=UTC))
    within_the_jump = NoticeHours(days=frozenset({6}), start=time(2, 15), end=time(2, 45))
    assert next_show(within_the_jump, datetime(2026, 3, 28, 12, tzinfo=UTC)) == at("2026-04-05 02:15")
    # 25 October 2026: 02:30 comes twice; from the first on, until 08:00 in winter time
    assert next_show(sundays, datetime(2026, 10, 24, 22, 0, tzinfo=UTC)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert may_show(sundays, datetime(2026, 10, 25, 6, 59, tzinfo=UTC))
    assert not may_show(sundays, datetime(2026, 10, 25, 7, 0, tzinfo=UTC))


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="Monday"):
        NoticeHours(days=frozenset({7}))


@given(
    st.frozensets(st.integers(0, 6)),
    st.times(),
    st.times(),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given one
)
def test_the_moment_given_is_allowed_and_none_before_it_is(
    days: frozenset[int], start: time, end: time, now: datetime
) -> None:
    hours = NoticeHours(days, start, end)
    shown = next_show(hours, now)

    if shown is None:
        assert not days
        return
    assert shown >= now
    assert may_show(hours, shown)
    if shown > now:
        assert not may_show(hours, now)
        assert not may_show(hours, shown - timedelta(microseconds=1))
