"""R6 whole: until when a message is opened, gets a first reaction and is answered, at two schools that agreed on
different things, to the minute, and over the Sundays on which the clocks change."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from ssdesk.protocol.agreements import OFF, Agreements, Clock, Deadlines
from ssdesk.rules.agreements.asked import deadlines, reaction_asked, to_tell
from ssdesk.rules.agreements.calendar import Awaited, Due
from tests.unit.agreed import WILG, ZUID, at

ALL = replace(WILG, deadlines=Deadlines(opened=Clock(48, "all"), first_reaction=Clock(24, "all")))
"""Every personal message is opened and reacted to."""
MINUTE = timedelta(minutes=1)


def awaited(school: Agreements, when: str, *, opened: str = "", **more: bool) -> Due:
    return deadlines(school, "parent", at(when), opened_at=at(opened) if opened else None, **{"asks": False, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sent", "wilg", "zuid"),
    [
        ("2026-11-23 13:58", "2026-11-25 13:58", "2026-11-24 13:58"),
        ("2026-11-20 16:00", "2026-11-24 16:00", "2026-11-23 16:00"),  # Friday
        ("2026-11-20 23:59", "2026-11-24 23:59", "2026-11-23 23:59"),
        ("2026-11-21 00:00", "2026-11-25 00:00", "2026-11-24 00:00"),  # Saturday
        ("2026-10-23 02:30", "2026-10-27 02:30", "2026-10-26 02:30"),  # over the hour that comes twice
        ("2026-10-25 02:30", "2026-10-28 00:00", "2026-10-27 00:00"),  # in it
        ("2026-03-27 02:30", "2026-03-31 02:30", "2026-03-30 02:30"),  # over the hour that does not come
        ("2026-12-18 15:00", "2027-01-05 15:00", "2027-01-04 15:00"),  # over Christmas
    ],
)
def test_R6_a_message_is_to_be_opened_within_the_hours_of_its_school(sent: str, wilg: str, zuid: str) -> None:
    for school, until in ((WILG, wilg), (ZUID, zuid)):
        assert awaited(school, sent) == Due(open_by=at(until))
        assert awaited(school, sent, group=True) == Due(), "a group is asked nothing"
        assert awaited(school, sent, group=True, asks=True).open_by == at(until)


@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-11-23 13:58", "2026-11-24 13:58"),
        ("2026-11-20 16:00", "2026-11-23 16:00"),
        ("2026-11-22 09:00", "2026-11-24 00:00"),  # Sunday
        ("2026-10-23 23:59", "2026-10-26 23:59"),
        ("2026-10-25 02:30", "2026-10-27 00:00"),
        ("2026-03-27 02:30", "2026-03-30 02:30"),
        ("2026-03-29 03:00", "2026-03-31 00:00"),
    ],
)
def test_R6_a_first_reaction_is_due_a_school_day_after_opening(opened: str, until: str) -> None:
    sent = "2026-03-20 12:00" if opened < "2026-04" else "2026-10-01 12:00"
    assert awaited(ALL, sent, opened=opened) == Due(react_by=at(until))
    for school in (WILG, ZUID):
        assert awaited(school, sent, opened=opened) == Due(), "it asks nothing"


def test_R6_a_first_reaction_counts_only_before_the_answer() -> None:
    sent = "2026-11-23 13:58"
    for opened, reacts in (
        ("2026-11-23 14:00", "2026-11-24 14:00"),
        ("2026-11-24 13:57", "2026-11-25 13:57"),
        ("2026-11-24 13:58", ""),  # then the answer is due
        ("2026-11-25 10:00", ""),
    ):
        found = awaited(WILG, sent, opened=opened, asks=True)
        assert found == Due(react_by=at(reacts) if reacts else None, answer_by=at("2026-11-25 13:58"))
        assert awaited(ZUID, sent, opened=opened, asks=True) == Due(answer_by=at("2026-11-25 13:58"))


def test_R6_the_senders_own_moment_counts_before_the_agreed_one() -> None:
    chosen = at("2026-11-23 18:00")
    found = deadlines(
        WILG, "parent", at("2026-11-23 13:58"), asks=False, answer_by=chosen, opened_at=at("2026-11-23 14:00")
    )
    assert found == Due(answer_by=chosen)
    assert deadlines(None, "parent", at("2026-11-23 13:58"), asks=True, answer_by=chosen) == Due(answer_by=chosen)


def test_R6_an_answer_that_asks_nothing_needs_no_reaction_itself() -> None:
    for school in (ALL, WILG, ZUID):
        assert awaited(school, "2026-11-23 13:58", opened="2026-11-23 14:00", answers=True).react_by is None
    asking = awaited(ALL, "2026-11-23 13:58", opened="2026-11-23 14:00", answers=True, asks=True)
    assert asking.react_by == at("2026-11-24 14:00")


def test_R6_a_reaction_to_what_asks_nothing_is_asked_only_where_all_personal_messages_count() -> None:
    off = replace(ALL, deadlines=replace(ALL.deadlines, parent=OFF))
    for school, wanted in ((ALL, True), (WILG, False), (ZUID, False), (off, False), (None, False)):
        assert reaction_asked(school, "parent", group=False, answers=False) is wanted
    assert not reaction_asked(ALL, "parent", group=True, answers=False)
    assert not reaction_asked(ALL, "parent", group=False, answers=True)
    assert reaction_asked(off, "teacher", group=False, answers=False)


# ---- What is said of them --------------------------------------------------------------------------------------------
def test_R6_late_begins_at_the_very_minute_that_was_said() -> None:
    for sent, until in (
        ("2026-11-23 13:58", "2026-11-25 13:58"),
        ("2026-10-23 02:30", "2026-10-27 02:30"),
        ("2026-03-27 02:30", "2026-03-31 02:30"),
    ):
        for school in (WILG, ZUID):
            due, by = awaited(school, sent, asks=True), at(until)
            assert due.next(by - MINUTE) == due.next(by) == Awaited("answer", by)
            assert due.passes(by - timedelta(microseconds=1)) == by
            assert due.passes(by) is None


def test_R6_what_can_still_be_in_time_is_said_first() -> None:
    due = awaited(WILG, "2026-11-23 13:58", opened="2026-11-23 14:00", asks=True)
    react, answer = at("2026-11-24 14:00"), at("2026-11-25 13:58")
    assert due.next(react - MINUTE) == Awaited("react", react)
    assert due.next(react) == Awaited("answer", answer)
    assert due.next(answer + MINUTE) == Awaited("answer", answer)
    assert (due.passes(react - MINUTE), due.passes(react), due.passes(answer)) == (react, answer, None)


@pytest.mark.parametrize(
    ("school", "sent", "said_from", "by"),
    [
        (WILG, "2026-11-23 13:58", "2026-11-25 00:00", "2026-11-25 13:58"),
        (ZUID, "2026-11-23 13:58", "2026-11-24 00:00", "2026-11-24 13:58"),
        (WILG, "2026-10-25 02:30", "2026-10-27 00:00", "2026-10-28 00:00"),  # midnight is the end of Tuesday
        (ZUID, "2026-03-27 02:30", "2026-03-30 00:00", "2026-03-30 02:30"),
    ],
)
def test_R6_that_it_is_to_be_opened_is_said_on_the_last_day_and_never_nags(
    school: Agreements, sent: str, said_from: str, by: str
) -> None:
    due, since, until = awaited(school, sent), at(said_from), at(by)
    assert to_tell(due, since - MINUTE) is None
    assert to_tell(due, since) == to_tell(due, until - MINUTE) == Awaited("open", until)
    assert to_tell(due, until) is None
    assert to_tell(due, until + timedelta(days=9)) is None


def test_R6_what_is_not_answered_is_said_at_once_and_afterwards() -> None:
    due, by = awaited(ZUID, "2026-11-23 13:58", asks=True), at("2026-11-25 13:58")
    moments: list[datetime] = [at("2026-11-23 13:58"), by, by + timedelta(days=9)]
    assert [to_tell(due, moment) for moment in moments] == [Awaited("answer", by)] * 3
