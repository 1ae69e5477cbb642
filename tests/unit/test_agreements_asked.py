"""Until when a message that asks something is answered (R6): at two schools, over weekends, holidays, the school's own
free days and the Sundays on which the clocks change; the same for who reads it and who sent it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ssdesk.protocol.agreements import OFF, Agreements, Clock
from ssdesk.rules.agreements.asked import deadlines, role_of
from tests.unit.agreed import WILG, ZUID, at

QUICK = replace(ZUID, deadlines=replace(ZUID.deadlines, answer=Clock(24), parent=OFF), free_days=["2026-11-25"])
"""A day instead of two, nothing for parents, and a free day of its own."""


@pytest.mark.parametrize(
    ("school", "sent", "until"),
    [
        (WILG, "2026-11-23 13:58", "2026-11-25 13:58"),
        (QUICK, "2026-11-23 13:58", "2026-11-24 13:58"),
        (QUICK, "2026-11-24 13:58", "2026-11-26 13:58"),  # over its own free day
        (WILG, "2026-11-24 13:58", "2026-11-26 13:58"),  # which is none at the other school
        (QUICK, "2026-11-20 16:00", "2026-11-23 16:00"),  # Friday
        (WILG, "2026-11-20 23:59", "2026-11-24 23:59"),
        (WILG, "2026-11-21 00:00", "2026-11-25 00:00"),  # all of the weekend is one moment
        (WILG, "2026-11-22 23:59", "2026-11-25 00:00"),
        (WILG, "2026-11-23 00:00", "2026-11-25 00:00"),
        (WILG, "2026-12-18 15:00", "2027-01-05 15:00"),  # over Christmas
        (QUICK, "2026-12-24 12:00", "2027-01-05 00:00"),  # in it
        (WILG, "2026-10-23 02:30", "2026-10-27 02:30"),  # over the hour that comes twice
        (QUICK, "2026-10-25 02:30", "2026-10-27 00:00"),  # in it
        (WILG, "2026-03-27 02:30", "2026-03-31 02:30"),  # over the hour that does not come
    ],
)
def test_the_clock_of_the_school_runs_on_its_school_days_only(school: Agreements, sent: str, until: str) -> None:
    for group in (False, True):
        assert deadlines(school, "teacher", at(sent), asks=True, group=group).answer_by == at(until)


def test_the_moment_that_the_sender_chose_counts_before_the_agreed_one() -> None:
    sent, chosen = at("2026-11-23 13:58"), at("2026-12-01 09:00")
    for school in (WILG, QUICK, None):
        for reader in ("parent", "teacher"):
            assert deadlines(school, reader, sent, asks=True, answer_by=chosen, weekdays={0}).answer_by == chosen


def test_what_asks_nothing_and_what_is_not_agreed_has_no_moment() -> None:
    sent = at("2026-11-23 13:58")
    none = replace(WILG, deadlines=replace(WILG.deadlines, answer=Clock(48, "none")))
    assert deadlines(WILG, "parent", sent, asks=False).answer_by is None
    assert deadlines(None, "parent", sent, asks=True).answer_by is None
    assert deadlines(none, "parent", sent, asks=True).answer_by is None


def test_those_whom_the_agreement_does_not_bind_have_no_moment() -> None:
    sent = at("2026-11-23 13:58")
    assert deadlines(QUICK, "parent", sent, asks=True).answer_by is None
    assert deadlines(QUICK, "teacher", sent, asks=True).answer_by == at("2026-11-24 13:58")


@pytest.mark.parametrize(
    ("kind", "group", "role"),
    [
        ("co", "", "parent"),
        ("main", "", "pupil"),
        ("staff", "", "teacher"),
        ("staff", "help", "teacher"),
        ("staff", "office", "office"),
        ("", "parent", "parent"),
        ("", "pupil", "pupil"),
        ("", "teacher", "teacher"),
        ("", "help", "teacher"),
        ("", "office", "office"),
        ("", "", "parent"),
        ("", "zorg", "parent"),
    ],
)
def test_reader_and_sender_find_the_same_role(kind: str, group: str, role: str) -> None:
    assert role_of(kind, group) == role
