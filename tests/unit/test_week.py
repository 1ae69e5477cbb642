"""What lies on which day for which account, from real replicas of a real school."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssdesk.errors import SsdeskError
from ssdesk.household.week import Entry, Plan, monday_of, plan, read_day
from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.replica.actions import TickItem
from ssdesk.replica.planner import Days
from ssdesk.server import planner
from tests.school import CLASSES, School, id_of
from tests.together.desktop import Family, wait_for
from tests.together.track import Track, serving

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


class Home:
    """A family in front of its schools; what is put there arrives with the next `read`."""

    def __init__(self, folder: Path, school: School, track: Track) -> None:
        self.school, self.family = school, Family(folder / "home", school, track)
        self.family.begin()

    def add(self, *names: str) -> list[str]:
        return [self.family.add(name) for name in names]

    def week(self, class_: str, monday: str, *lessons: Lesson) -> None:
        week = TimetableWeek(id_of(f"{class_} {monday}"), class_, monday, list(lessons))
        self.school.db.run_now(planner.put_week, CLASSES[class_], id_of(class_), week)

    def item(self, title: str, day: str, start: int | None = None, class_: str = "4B", **more: Any) -> str:
        told: dict[str, Any] = {"form": "task", "subject": "Rekenen", **more}
        item = AgendaItem(id_of(f"{class_} {title}"), class_, day, title=title, start=start, **told)
        self.school.db.run_now(planner.put_item, CLASSES[class_], id_of(class_), item)
        return item.id

    def event(self, title: str, first: str, last: str = "", class_: str = "4B", **more: Any) -> None:
        told: dict[str, Any] = {"form": "activity", **more}
        event = Event(id_of(f"{class_} {title}"), told.pop("form"), title, first, last or first, **told)
        self.school.db.run_now(planner.put_event, CLASSES[class_], event, [id_of(class_)])

    def read(self, first: date = MONDAY, last: date = SUNDAY, account: str = "") -> Plan:
        household = self.family.household
        household.connect()
        for _ in range(2):
            before = [home.status for home in household.homes]
            household.nudge()
            wait_for(
                lambda before=before: all(
                    home.status.state == "up_to_date" and not home.status.waiting and home.status is not old
                    for home, old in zip(household.homes, before, strict=True)
                )
            )
        return plan(household, first, last, account)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with ExitStack() as stack:
        school = stack.enter_context(School.open(tmp_path / "server"))
        made = Home(tmp_path, school, stack.enter_context(serving(school.app)))
        stack.callback(made.family.household.close)
        yield made


def told(entries: tuple[Entry, ...]) -> list[tuple[str, int | None, str]]:
    return [(one.first.isoformat()[5:], one.start, one.title) for one in entries]


# ---- By day and account ----------------------------------------------------------------------------------------------
def test_lessons_events_and_agenda_of_all_children_come_by_day_and_hour(home: Home) -> None:
    noor, wout = home.add("mother", "wouts-mother")
    home.week("4B", "2026-11-23", Lesson(1, 510, 560, "Taal"), Lesson(0, 600, 650, "Rekenen"))
    home.week("1C", "2026-11-23", Lesson(0, 510, 560, "Frans"))
    home.week("4B", "2026-11-30", Lesson(0, 510, 560, "Volgende week"))
    home.item("Leesboek", "2026-11-24")
    home.event("Feest", "2026-11-20", "2026-11-23")
    read = home.read()
    assert told(read.entries) == [
        ("11-20", None, "Feest"),
        ("11-23", 510, "Frans"),
        ("11-23", 600, "Rekenen"),
        ("11-24", None, "Leesboek"),
        ("11-24", 510, "Taal"),
    ]
    assert [one.account for one in read.entries] == [noor, wout, noor, noor, noor]
    assert [one.name for one in read.homes] == [noor, wout]
    assert told(home.read(account=wout).entries) == [("11-23", 510, "Frans")]


def test_nothing_of_one_child_is_ever_found_at_another(home: Home) -> None:
    classes = {"mother": "4B", "wouts-mother": "1C", "lottes-father": "5A"}
    accounts = dict(zip(classes.values(), home.add(*classes), strict=True))
    for class_ in classes.values():
        home.week(class_, "2026-11-23", *(Lesson(day, 510, 560, f"les van {class_}") for day in range(5)))
        home.item(f"taak van {class_}", "2026-11-24", class_=class_)
        home.item(f"toets van {class_}", "2026-11-24", 510, class_, form="test")
        home.event(f"uitstap van {class_}", "2026-11-25", class_=class_)
    whole = home.read()
    for class_, account in accounts.items():
        alone = plan(home.family.household, MONDAY, SUNDAY, account)
        assert alone.entries == tuple(one for one in whole.entries if one.account == account)
        assert {one.title.rpartition(" ")[2] for one in alone.entries} == {class_}
        assert {one.account for one in whole.drawn() if class_ in one.title} == {account}
        assert all(item.account == one.account for one in whole.drawn() for item in one.also)


def test_an_account_that_cannot_be_read_holds_up_no_other(
    home: Home, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[..., None]
) -> None:
    noor, wout = home.add("mother", "wouts-mother")
    home.week("4B", "2026-11-23", Lesson(0, 510, 560, "Taal"))
    home.week("1C", "2026-11-23", Lesson(0, 510, 560, "Frans"))
    home.read()
    broken = home.family.household.replica(noor).planner

    def damaged(*_days: date) -> Days:
        raise SsdeskError("Damaged.", code="replica-damaged")

    monkeypatch.setattr(broken, "days", damaged)
    expect_log("An account is left out")
    read = plan(home.family.household, MONDAY, SUNDAY)
    assert [one.title for one in read.entries] == ["Frans"]
    assert [one.name for one in read.homes] == [wout]
    expect_log("An account is left out")
    with pytest.raises(SsdeskError):
        plan(home.family.household, MONDAY, SUNDAY, noor)


def test_locked_accounts_are_read_as_nothing(home: Home) -> None:
    home.add("mother")
    home.family.household.lock()
    assert plan(home.family.household, MONDAY, SUNDAY).entries == ()


# ---- Joined ----------------------------------------------------------------------------------------------------------
def test_a_test_takes_the_place_of_its_lesson_and_brings_its_room(home: Home) -> None:
    (noor,) = home.add("mother")
    home.week("4B", "2026-11-23", Lesson(0, 510, 600, "Frans", "Petra", "2.09"), Lesson(0, 600, 650, "Taal"))
    home.item("Toets Frans", "2026-11-23", 530, form="test", subject="Frans")
    test, other = home.read().drawn()
    assert (test.title, test.start, test.end, test.kind) == ("Toets Frans", 510, 600, "agenda_item")
    assert test.lesson is not None
    assert (test.lesson.place, other.title) == ("2.09", "Taal")
    lesson, _ = home.read().drawn({(noor, "agenda")})
    assert (lesson.title, lesson.kind) == ("Frans", "lesson")
    (alone,) = home.read().drawn({(noor, "lessons")})
    assert (alone.start, alone.end, alone.lesson) == (530, 580, None)


def test_what_is_to_be_brought_stands_with_its_lesson(home: Home) -> None:
    home.add("mother")
    home.week("4B", "2026-11-23", Lesson(0, 620, 695, "Zwemmen"))
    home.item("Zwemzak", "2026-11-23", 620, form="material")
    home.item("Handdoek", "2026-11-23", 640, form="material")
    home.item("Zonder les", "2026-11-24", 640)
    swimming, alone = home.read().drawn()
    assert [item.title for item in swimming.also] == ["Zwemzak", "Handdoek"]
    assert (alone.title, alone.start, alone.end) == ("Zonder les", 640, 690)
    assert [one.title for one in home.read().todo] == ["Zwemzak", "Handdoek", "Zonder les"]


def test_a_cancelled_lesson_stays_and_a_test_stands_beside_it(home: Home) -> None:
    home.add("mother")
    home.week("4B", "2026-11-23", Lesson(0, 510, 560, "Frans", state="cancelled", note="vervalt"))
    home.item("Toets Frans", "2026-11-23", 510, form="test", subject="Frans")
    assert {(one.title, one.state) for one in home.read().drawn()} == {("Frans", "cancelled"), ("Toets Frans", "")}


def test_of_two_lessons_at_once_a_test_takes_that_of_its_subject_and_a_second_test_stays(home: Home) -> None:
    home.add("mother")
    home.week("4B", "2026-11-23", Lesson(0, 510, 560, "Taal"), Lesson(0, 510, 560, "Frans"))
    for number in range(2):
        home.item(f"Toets {number}", "2026-11-23", 510, form="test", subject="Frans")
    drawn = home.read().drawn()
    assert sorted((one.title, one.lesson.title if one.lesson else "") for one in drawn) == [
        ("Taal", ""),
        ("Toets 0", "Frans"),
        ("Toets 1", "Frans"),
    ]


def test_what_is_ticked_is_done_at_once(home: Home) -> None:
    (noor,) = home.add("mother")
    task = home.item("Leesboek", "2026-11-24")
    assert [one.done for one in home.read().todo] == [False]
    home.family.household.do(noor, TickItem(task, True))
    assert [one.done for one in plan(home.family.household, MONDAY, SUNDAY).todo] == [True]


# ---- What a school gets wrong ----------------------------------------------------------------------------------------
def test_bad_days_are_left_out_and_bad_hours_are_kept(home: Home) -> None:
    home.add("mother")
    lessons = [
        Lesson(-1, 510, 560, "dag -1"),
        Lesson(7, 510, 560, "dag 7"),
        Lesson(0, 560, 510, "achterstevoren"),
        Lesson(0, -30, 99_999, "buiten de dag"),
        Lesson(0, 510, 510, "even"),
    ]
    home.week("4B", "2026-11-23", *lessons)
    home.week("4B", "2026-11-2x", Lesson(0, 510, 560, "geen datum"))
    home.item("geen dag", "2026-11-2x")
    home.event("geen eerste dag", "2026-11-2x", "2026-11-29")
    home.event("dagen achterstevoren", "2026-11-25", "2026-11-24")
    assert told(home.read().entries) == [
        ("11-23", -30, "buiten de dag"),
        ("11-23", 510, "even"),
        ("11-23", 560, "achterstevoren"),
        ("11-24", None, "dagen achterstevoren"),
    ]


def test_a_week_that_begins_on_another_day_is_shown_where_its_days_fall(home: Home) -> None:
    home.add("mother")
    home.week("4B", "2026-11-18", Lesson(5, 510, 560, "maandag"), Lesson(0, 510, 560, "woensdag ervoor"))
    assert told(home.read().entries) == [("11-23", 510, "maandag")]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Europe/Brussels"])
@pytest.mark.parametrize("monday", ["2026-03-23", "2026-10-19", "2026-12-28"])
def test_days_and_hours_are_the_schools_wherever_the_computer_is(
    home: Home, zone: str, monday: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weeks with a clock change at their end, and week 53."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        home.add("mother")
        first = date.fromisoformat(monday)
        home.week("4B", monday, *(Lesson(day, 510, 560, str(day)) for day in range(7)))
        read = home.read(first, date.fromordinal(first.toordinal() + 6))
        assert [(one.first.toordinal() - first.toordinal(), one.start) for one in read.entries] == [
            (day, 510) for day in range(7)
        ]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_monday_of_a_day_and_a_day_that_is_none() -> None:
    assert monday_of(date(2027, 1, 1)) == date(2026, 12, 28)
    assert monday_of(MONDAY) == MONDAY
    assert monday_of(SUNDAY) == MONDAY
    assert read_day("2026-11-23") == MONDAY
    assert read_day("morgen") is None
