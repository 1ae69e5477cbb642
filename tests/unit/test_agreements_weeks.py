"""R6 to R10, R14, R16 and R17 minute by minute in the two weeks in which the clocks change, at two schools: what a rule
says at a minute of the wall's clock is what it says at that minute of an ordinary week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ssdesk.protocol.agreements import Agreements
from ssdesk.rules.agreements.asked import deadlines
from ssdesk.rules.agreements.calendar import expected, paper_first, weekend_of
from ssdesk.rules.working_time import SCHOOL_TIME
from tests.unit.agreed import WILG, ZUID, at, said, written

ORDINARY = date(2026, 11, 20)  # a Friday; the school days around it are all ordinary
WEEKS = [date(2026, 10, 23), date(2026, 3, 27)]
"""The Fridays before the Sundays on which the clocks change."""
both = pytest.mark.parametrize("school", [WILG, ZUID], ids=["wilg", "zuid"])
weeks = pytest.mark.parametrize("friday", WEEKS, ids=["october", "march"])


def wall(friday: date, days: int, clock: str) -> str:
    return f"{friday + timedelta(days=days)} {clock}"


def on_the_wall(moment: datetime | None, friday: date) -> tuple[int, str] | None:
    """Days after that Friday, and the time on the school's clock."""
    if moment is None:
        return None
    local = moment.astimezone(SCHOOL_TIME)
    return (local.date() - friday).days, local.strftime("%H:%M")


@both
@weeks
@pytest.mark.parametrize("opened", [None, "16:00"])
def test_R6_all_three_clocks_read_the_same_on_the_wall_as_in_an_ordinary_week(
    school: Agreements, friday: date, opened: str | None
) -> None:
    for days in (0, 1, 2, 3):
        for clock in ("00:00", "00:01", "01:59", "03:00", "15:59", "16:00", "23:59"):
            found = []
            for week in (friday, ORDINARY):
                seen = at(wall(week, 3, opened)) if opened else None
                due = deadlines(school, "parent", at(wall(week, days, clock)), asks=True, opened_at=seen)
                found.append([on_the_wall(moment, week) for moment in (due.open_by, due.react_by, due.answer_by)])
            assert found[0] == found[1], (days, clock)


@both
@weeks
@pytest.mark.parametrize("works", [{0, 1, 3}, {1, 2, 3, 4}], ids=["mon-tue-thu", "tue-fri"])
def test_R6_who_works_part_time_reads_the_same_on_the_wall_as_in_an_ordinary_week(
    school: Agreements, friday: date, works: set[int]
) -> None:
    for days in (-1, 0, 1, 2, 3):
        for clock in ("00:00", "02:30", "15:59", "16:00", "17:00", "23:59"):
            found = []
            for week in (friday, ORDINARY):
                due = deadlines(school, "teacher", at(wall(week, days, clock)), asks=True, weekdays=works)
                found.append([on_the_wall(moment, week) for moment in (due.open_by, due.answer_by)])
            assert found[0] == found[1], (days, clock)
            assert found[0][1] is None or (friday + timedelta(days=found[0][1][0])).weekday() in works


@both
@weeks
def test_R7_the_hours_ahead_are_counted_to_the_minute_as_in_an_ordinary_week(school: Agreements, friday: date) -> None:
    def too_late(week: date, days: int, clock: str) -> bool:
        asked = week + timedelta(days=5)  # a Wednesday
        letter = written(body=f"Breng op {asked.day}/{asked.month}/{asked.year} uw formulier mee.")
        return "R7" in said(school, "teacher", letter, wall(week, days, clock))

    minutes = [(days, clock) for days in (0, 2, 3, 4) for clock in ("07:00", "07:01", "07:29", "07:30", "07:31")]
    found = [too_late(friday, *minute) for minute in minutes]
    assert found == [too_late(ORDINARY, *minute) for minute in minutes]
    assert len(set(found)) == 2, "it is asked in time, and too late"


@both
@weeks
def test_R8_the_evening_begins_and_ends_at_the_same_minute_as_in_an_ordinary_week(
    school: Agreements, friday: date
) -> None:
    def offered(week: date, days: int, clock: str) -> tuple[int, str] | None:
        found = said(school, "teacher", written(), wall(week, days, clock)).get("R8")
        return None if found is None or found.fix is None else on_the_wall(found.fix.at, week)

    clocks = ("01:59", "03:00", "06:59", "07:00", "07:29", "07:30", "17:00", "17:01", "18:00", "18:01", "23:59")
    for days in (0, 1, 2, 3):
        found = [offered(friday, days, clock) for clock in clocks]
        assert found == [offered(ORDINARY, days, clock) for clock in clocks], days


@both
@weeks
def test_R9_no_task_from_the_agreed_minute_on_as_in_an_ordinary_week(school: Agreements, friday: date) -> None:
    clocks = ("00:00", "02:59", "07:00", "07:30", "15:30", "15:31", "16:10", "16:11", "23:59")
    for days in (0, 2, 3):
        found = []
        for week in (friday, ORDINARY):
            monday = week + timedelta(days=3 if days < 3 else 4)
            letter = written(body=f"Maak de taak tegen {monday.day}/{monday.month}/{monday.year}.")
            found.append(
                [said(school, "teacher", letter, wall(week, days, clock)).get("R9") is None for clock in clocks]
            )
        assert found[0] == found[1], days


@both
@weeks
def test_R10_who_is_expected_when_is_the_same_as_in_an_ordinary_week(school: Agreements, friday: date) -> None:
    for role in ("parent", "pupil", "teacher", "office"):
        for days in range(4):
            one, other = friday + timedelta(days=days), ORDINARY + timedelta(days=days)
            assert expected(school, role, one) == expected(school, role, other)
    begins, ends = weekend_of(friday + timedelta(days=2))
    assert (on_the_wall(begins, friday), on_the_wall(ends, friday)) == ((0, "17:00"), (3, "08:00"))
    assert begins - timedelta(minutes=1) < at(wall(friday, 0, "17:00")) <= begins
    assert ends <= at(wall(friday, 3, "08:00")) < ends + timedelta(minutes=1)


@both
@weeks
def test_R14_R16_say_of_a_letter_what_they_say_in_an_ordinary_week(school: Agreements, friday: date) -> None:
    letter = written(body="Beste juf\n\nNoor is ziek.\n\nGroeten", recipients=school.right_person.most + 1)
    for clock in ("01:59", "03:00", "12:00"):
        found = said(school, "parent", letter, wall(friday, 2, clock))
        assert "R14" in found
        assert ("R16" in found) is bool(school.absence.phone)
        assert "R14" not in said(school, "parent", written(recipients=school.right_person.most), wall(friday, 2, clock))


@both
def test_R17_only_the_classes_that_the_school_names_have_a_paper_agenda_first(school: Agreements) -> None:
    named = set(school.paper_agenda.classes)
    assert {name for name in ("1A", "2B", "4B", "6C", "", "1a") if paper_first(school, name)} == named & {"1A", "2B"}
