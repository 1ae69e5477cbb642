"""When a message that is put off comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ssdesk.rules.later import at, choices
from ssdesk.rules.working_time import SCHOOL_TIME


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL_TIME)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (
            "2026-11-24T14:32",  # a Tuesday
            {
                "soon": "2026-11-24T17:32",
                "evening": "2026-11-24T18:00",
                "tomorrow": "2026-11-25T07:30",
                "monday": "2026-11-30T07:30",
            },
        ),
        (
            "2026-11-23T18:00",  # Monday, evening: a week until the next one
            {"soon": "2026-11-23T21:00", "tomorrow": "2026-11-24T07:30", "monday": "2026-11-30T07:30"},
        ),
        (
            "2026-11-29T20:15",
            {"soon": "2026-11-29T23:15", "tomorrow": "2026-11-30T07:30"},
        ),  # Sunday: Monday is tomorrow
        (
            "2026-03-28T23:30",  # the night in which the clock goes forward: three hours are three hours
            {"soon": "2026-03-29T03:30", "tomorrow": "2026-03-29T07:30", "monday": "2026-03-30T07:30"},
        ),
        (
            "2026-10-24T23:30",  # and back
            {"soon": "2026-10-25T02:30", "tomorrow": "2026-10-25T07:30", "monday": "2026-10-26T07:30"},
        ),
    ],
)
def test_choices_are_hours_of_the_schools_clock(now: str, wanted: dict[str, str]) -> None:
    found = choices(local(now))
    assert {code: moment.astimezone(SCHOOL_TIME).strftime("%Y-%m-%dT%H:%M") for code, moment in found.items()} == wanted
    assert all(moment > local(now) for moment in found.values())


def test_days_with_another_length_have_their_own_hours() -> None:
    assert at(date(2026, 3, 29), time(7, 30)) == datetime(2026, 3, 29, 5, 30, tzinfo=UTC)
    assert at(date(2026, 10, 25), time(7, 30)) == datetime(2026, 10, 25, 6, 30, tzinfo=UTC)
    assert at(date(2026, 3, 29), time(2, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # there is no such hour
    assert at(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of two
    for night in ("2026-03-29T00:30", "2026-10-25T00:30"):
        assert choices(local(night))["soon"] - local(night).astimezone(UTC) == timedelta(hours=3)
