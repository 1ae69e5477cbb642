"""Planner, record and news: from the school to the right computers, and what is ticked there and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from ssdesk.errors import NoConnection
from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.protocol.record import Absence, Result
from ssdesk.replica.actions import TickItem
from ssdesk.server import accounts, feed, planner, publish, record
from ssdesk.sync import transfers
from tests.school import SETTINGS, WILG, School, id_of
from tests.server.prepared import file_at, put_news, put_report, report
from tests.server.uploading import PDF
from tests.together.desktop import Desktop
from tests.together.track import Track

Desktops = Callable[[str], Desktop]
NOOR = id_of("Noor")
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
YEAR = date(2026, 9, 1), date(2027, 8, 31)
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def other(desktops: Desktops, school: School, track: Track) -> Iterator[Desktop]:
    """Mother's second computer."""
    made = Desktop(school, track, "mother", desktops("mother").folder.with_name("mother's other computer"))
    yield made
    made.close()


def put_week(school: School, name: str, class_: str, monday: str, lessons: list[Lesson] | None = None) -> TimetableWeek:
    week = TimetableWeek(id_of(name), class_, monday, lessons or [])
    school.db.run_now(planner.put_week, WILG, id_of(class_), week)
    return week


def put_item(school: School, title: str, day: str, start: int | None = None, class_: str = "4B", **more: Any) -> str:
    """Its id."""
    fields: dict[str, Any] = {"form": "task", "subject": "Rekenen", **more}
    item = AgendaItem(id_of(title), class_, day, title=title, start=start, **fields)
    school.db.run_now(planner.put_item, WILG, id_of(class_), item)
    return item.id


def put_event(
    school: School, title: str, first: str, last: str, start: int | None = None, classes: tuple[str, ...] = ()
) -> None:
    event = Event(id_of(title), "trip", title, first, last, start)
    school.db.run_now(planner.put_event, WILG, event, [id_of(class_) for class_ in classes])


def put_result(school: School, title: str, day: str = "2026-11-20", pupil: str = "Noor", **more: Any) -> Result:
    fields: dict[str, Any] = {"form": "points", **more}
    result = Result(id_of(title), id_of(pupil), "Rekenen", title, "Herfst", day=day, **fields)
    school.db.run_now(record.put_result, WILG, result)
    return result


def put_absence(school: School, name: str, day: str, part: str, pupil: str = "Noor", **more: Any) -> Absence:
    absence = Absence(id_of(name), id_of(pupil), day, part, "Z", name, **more)
    school.db.run_now(record.put_absence, WILG, absence)
    return absence


def agenda(desktop: Desktop, first: date = MONDAY, last: date = SUNDAY) -> list[tuple[str, bool]]:
    return [(row.item.title, row.done) for row in desktop.replica.planner.agenda(first, last)]


def events(desktop: Desktop, first: date = MONDAY, last: date = SUNDAY) -> list[str]:
    return [event.title for event in desktop.replica.planner.events(first, last)]


def shows(desktop: Desktop) -> dict[str, int]:
    """How much of each kind the screens of this computer would show."""
    desktop.sync()
    plan, kept = desktop.replica.planner, desktop.replica.record
    children = [id_of(name) for name in ("Noor", "Sam", "Lotte", "Wout")]
    counts = {
        "weeks": len(plan.weeks(*YEAR)),
        "agenda": len(plan.agenda(*YEAR)),
        "events": len(plan.events(*YEAR)),
        "results": sum(len(kept.results(child)) for child in children),
        "reports": sum(len(kept.reports(child)) for child in children),
        "absences": sum(len(kept.absences(child, *YEAR)) for child in children),
        "news": len(kept.news()),
    }
    return {what: count for what, count in counts.items() if count}


# ---- Who has it ------------------------------------------------------------------------------------------------------
def test_everything_arrives_where_it_belongs_and_nowhere_else(desktops: Desktops, school: School) -> None:
    put_week(school, "week", "4B", "2026-11-23", [Lesson(0, 510, 560, "Rekenen")])
    put_item(school, "Taak", "2026-11-24")
    put_event(school, "Uitstap", "2026-11-25", "2026-11-25", classes=("4B",))
    put_event(school, "Schoolfeest", "2026-11-28", "2026-11-28")
    put_result(school, "Toets")
    put_report(school, report(file_at(school, PDF), school.clock()))
    put_absence(school, "Ziek", "2026-11-20", "am")
    put_news(school, "Klasnieuws", school.clock(), ["4B"])
    put_news(school, "Schoolnieuws", school.clock())
    plan = {"weeks": 1, "agenda": 1, "events": 2, "news": 2}
    everything = {**plan, "results": 1, "reports": 1, "absences": 1}
    for name in ("mother", "father", "noor"):
        assert shows(desktops(name)) == everything
    assert shows(desktops("sams-mother")) == shows(desktops("teacher")) == plan
    for name in ("lottes-father", "other-teacher", "office"):
        assert shows(desktops(name)) == {"events": 1, "news": 1}
    assert shows(desktops("wouts-mother")) == {}


def test_a_report_comes_to_the_computer_at_its_moment(desktops: Desktops, school: School) -> None:
    mother, father = desktops("mother"), desktops("father")
    put_report(school, report(file_at(school, PDF), school.clock() + 60_000))
    assert shows(mother) == shows(father) == {}
    school.clock.advance(seconds=60)
    school.db.run_now(publish.release, WILG, school.clock())
    assert shows(mother) == shows(father) == {"reports": 1}
    (found,) = mother.replica.record.reports(NOOR)
    assert transfers.fetch(mother.replica, mother.remote, found.file)
    assert b"".join(mother.replica.files.read(found.file.sha256)) == PDF
    assert mother.replica.record.report(found.id) == found
    assert mother.replica.record.report(id_of("nothing")) is None


# ---- In which order, and from when to when ---------------------------------------------------------------------------
def test_a_report_is_new_until_it_is_opened_here_or_two_weeks_old(desktops: Desktops, school: School) -> None:
    mother, now = desktops("mother"), school.clock()
    for name, days in (("first", 15), ("second", 13), ("third", 0)):
        put_report(
            school, report(file_at(school, PDF + name.encode()), now - days * DAY_MS, id=id_of(name), title=name)
        )
    mother.sync()
    kept = mother.replica.record
    assert [new.title for new in kept.new_reports()] == ["third", "second"]
    mother.told.clear()
    kept.open_report(id_of("third"))
    kept.open_report(id_of("third"))
    assert [told.by_account["mother"].kinds["report"] for told in mother.told] == [{id_of("third")}]
    mother.restart()
    assert [new.title for new in mother.replica.record.new_reports()] == ["second"]
    school.clock.advance(seconds=2 * DAY_MS // 1000)
    assert mother.replica.record.new_reports() == []


def test_weeks_come_by_date_and_class_and_keep_their_lessons(desktops: Desktops, school: School) -> None:
    teacher = desktops("teacher")
    school.db.run_now(accounts.set_classes, WILG, id_of("teacher"), [id_of("4B"), id_of("5A")])
    lessons = [
        Lesson(0, 510, 560, "Rekenen", "Petra Wouters", "B12"),
        Lesson(0, 560, 610, "Frans", state="cancelled", note="Leraar afwezig"),
    ]
    later = put_week(school, "4B later", "4B", "2026-11-30")
    older = put_week(school, "5A", "5A", "2026-11-23")
    younger = put_week(school, "4B", "4B", "2026-11-23", lessons)
    before = put_week(school, "4B before", "4B", "2026-11-16")
    teacher.sync()
    weeks = teacher.replica.planner.weeks
    assert weeks(date(2026, 11, 16), date(2026, 11, 30)) == [before, younger, older, later]
    assert weeks(MONDAY, MONDAY) == [younger, older]
    assert weeks(date(2026, 11, 24), SUNDAY) == []


def test_the_agenda_comes_by_day_and_hour_with_first_and_last_day(desktops: Desktops, school: School) -> None:
    put_item(school, "zonder uur", "2026-11-24")
    put_item(school, "half negen", "2026-11-24", 510)
    put_item(school, "middernacht", "2026-11-24", 0)
    put_item(school, "half negen Frans", "2026-11-24", 510, subject="Frans")
    put_item(school, "zondag", "2026-11-29", 600)
    put_item(school, "maandag", "2026-11-23", 900)
    put_item(school, "zondag ervoor", "2026-11-22")
    put_item(school, "maandag erna", "2026-11-30")
    mother = desktops("mother")
    mother.sync()
    tuesday = ["middernacht", "half negen Frans", "half negen", "zonder uur"]
    assert [title for title, _ in agenda(mother)] == ["maandag", *tuesday, "zondag"]
    assert [title for title, _ in agenda(mother, date(2026, 11, 24), date(2026, 11, 24))] == tuesday


def test_events_come_when_they_touch_the_days_whole_days_before_hours(desktops: Desktops, school: School) -> None:
    put_event(school, "avond", "2026-11-25", "2026-11-25", 1140)
    put_event(school, "ochtend", "2026-11-25", "2026-11-25", 540)
    put_event(school, "b hele dag", "2026-11-25", "2026-11-25")
    put_event(school, "a hele dag", "2026-11-25", "2026-11-25")
    put_event(school, "hele maand", "2026-11-01", "2026-11-30")
    put_event(school, "tot maandag", "2026-11-20", "2026-11-23")
    put_event(school, "vanaf zondag", "2026-11-29", "2026-12-04")
    put_event(school, "tot zondag ervoor", "2026-11-20", "2026-11-22")
    put_event(school, "vanaf maandag erna", "2026-11-30", "2026-11-30")
    mother = desktops("mother")
    mother.sync()
    wednesday = ["a hele dag", "b hele dag", "ochtend", "avond"]
    assert events(mother) == ["hele maand", "tot maandag", *wednesday, "vanaf zondag"]
    assert events(mother, date(2026, 11, 24), date(2026, 11, 24)) == ["hele maand"]


def test_the_record_comes_newest_first_and_by_child(desktops: Desktops, school: School) -> None:
    at, file = school.clock(), file_at(school, PDF)
    put_result(school, "oud", "2026-10-01", given_at=9)
    put_result(school, "vroeg gegeven", "2026-11-20", given_at=1)
    put_result(school, "laat gegeven", "2026-11-20", given_at=2)
    put_result(school, "zonder dag, later", "", given_at=4)
    put_result(school, "zonder dag", "", given_at=3)
    put_result(school, "van Sam", pupil="Sam")
    put_report(school, report(file, at - 2, id=id_of("first"), title="Eerste"))
    put_report(school, report(file, at, id=id_of("third"), title="Derde"))
    put_report(school, report(file, at - 1, id=id_of("second"), title="Tweede"))
    for name, day, part in (
        ("maandag voor", "2026-11-23", "am"), ("maandag na", "2026-11-23", "pm"), ("zondag", "2026-11-29", "day"),
        ("ervoor", "2026-11-22", "day"), ("erna", "2026-11-30", "am"),
    ):  # fmt: skip
        put_absence(school, name, day, part)
    for number in range(3):
        put_news(school, f"Nieuws {number}", at - number)
    mother = desktops("mother")
    mother.sync()
    kept = mother.replica.record
    dated, undated = ["laat gegeven", "vroeg gegeven", "oud"], ["zonder dag, later", "zonder dag"]
    assert [result.title for result in kept.results(NOOR)] == dated + undated
    assert kept.results(id_of("Sam")) == []
    assert [found.title for found in kept.reports(NOOR)] == ["Derde", "Tweede", "Eerste"]
    assert [absence.label for absence in kept.absences(NOOR, MONDAY, SUNDAY)] == [
        "zondag",
        "maandag na",
        "maandag voor",
    ]
    assert [said.title for said in kept.news()] == ["Nieuws 0", "Nieuws 1", "Nieuws 2"]
    assert [said.title for said in kept.news(2)] == ["Nieuws 0", "Nieuws 1"]


def test_numbers_arrive_as_they_were_given(desktops: Desktops, school: School) -> None:
    given = [
        put_result(school, "a", score=7.5, out_of=10.0, weight=0.0),
        put_result(school, "b", score=0.0, out_of=20.0, weight=1 / 3, median=0.1 + 0.2),
        put_result(school, "c", score=7.0, out_of=10.0, median=6.0),
        put_result(school, "d", form="letter", value="A+", state="absent"),
    ]
    absences = [
        put_absence(school, "ja", "2026-11-20", "am", justified=True, minutes=0),
        put_absence(school, "neen", "2026-11-20", "am", justified=False, minutes=25),
        put_absence(school, "nog niet", "2026-11-20", "am", note="Belde om 9 uur"),
    ]
    mother = desktops("mother")
    mother.sync()
    mother.restart()
    found = {result.title: result for result in mother.replica.record.results(NOOR)}
    assert found == {result.title: result for result in given}
    assert (found["a"].score, found["a"].weight, found["a"].median) == (7.5, 0.0, None)
    assert {type(number) for number in (found["a"].weight, found["b"].score, found["c"].score)} == {float}
    assert found["d"].score is None
    kept = {absence.label: absence for absence in mother.replica.record.absences(NOOR, *YEAR)}
    assert kept == {absence.label: absence for absence in absences}
    assert [kept[label].justified for label in ("ja", "neen", "nog niet")] == [True, False, None]


# ---- Ticks -----------------------------------------------------------------------------------------------------------
def test_a_tick_made_offline_is_seen_at_once_and_later_on_the_other_computer_only(
    desktops: Desktops, school: School, track: Track, other: Desktop
) -> None:
    mother, father, noor = desktops("mother"), desktops("father"), desktops("noor")
    task = put_item(school, "Taak", "2026-11-24")
    put_item(school, "Toets", "2026-11-25")
    family = (mother, other, father, noor)
    for desktop in family:
        desktop.sync()
    track.cut = True
    mother.replica.do(TickItem(task, True))
    assert agenda(mother) == [("Taak", True), ("Toets", False)]
    with pytest.raises(NoConnection):
        mother.sync()
    mother.restart()
    assert agenda(mother) == [("Taak", True), ("Toets", False)]
    track.cut = False
    for desktop in family:
        desktop.sync()
    assert agenda(mother) == agenda(other) == [("Taak", True), ("Toets", False)]
    assert agenda(father) == agenda(noor) == [("Taak", False), ("Toets", False)]
    assert mother.replica.outbox.items() == []

    other.replica.do(TickItem(task, False))
    father.replica.do(TickItem(task, True))
    for desktop in (other, father, mother):
        desktop.sync()
    assert agenda(mother) == agenda(other) == [("Taak", False), ("Toets", False)]
    assert agenda(father) == [("Taak", True), ("Toets", False)]


def test_a_tick_stays_when_the_teacher_changes_the_item(desktops: Desktops, school: School) -> None:
    mother = desktops("mother")
    task = put_item(school, "Taak", "2026-11-24")
    mother.sync()
    mother.replica.do(TickItem(task, True))
    mother.sync()
    put_item(school, "Taak", "2026-11-27", text="Later klaar")
    mother.sync()
    (row,) = mother.replica.planner.agenda(MONDAY, SUNDAY)
    assert (row.item.day, row.item.text, row.done) == ("2026-11-27", "Later klaar", True)


def test_a_tick_on_an_item_that_went_meanwhile_is_refused_without_a_word(
    desktops: Desktops, school: School, other: Desktop
) -> None:
    mother = desktops("mother")
    task = put_item(school, "Taak", "2026-11-24")
    mother.sync()
    mother.replica.do(TickItem(task, True))
    school.db.run_now(feed.remove, WILG, "agenda_item", task)
    mother.sync()
    other.sync()
    for desktop in (mother, other):
        assert agenda(desktop) == []
        assert desktop.replica.outbox.items() == []
        assert desktop.replica.outbox.count_waiting() == 0
        assert desktop.replica.drafts.all() == []
    put_item(school, "Taak", "2026-11-24")  # and it left no tick behind
    mother.sync()
    other.sync()
    assert agenda(mother) == agenda(other) == [("Taak", False)]


def test_nobody_ticks_what_is_not_in_the_own_agenda(desktops: Desktops, school: School) -> None:
    foreign, mother = put_item(school, "Taak van 5A", "2026-11-24", class_="5A"), desktops("mother")
    mother.sync()
    mother.replica.do(TickItem(foreign, True))
    mother.sync()
    assert mother.replica.outbox.items() == []
    school.db.run_now(planner.put_item, WILG, id_of("4B"), AgendaItem(foreign, "4B", "2026-11-24", "task", "x", "Taak"))
    mother.sync()
    assert agenda(mother) == [("Taak", False)]


# ---- Rights that end -------------------------------------------------------------------------------------------------
def test_a_right_taken_away_takes_the_rows_and_the_file_of_the_report(desktops: Desktops, school: School) -> None:
    mother, father = desktops("mother"), desktops("father")
    put_result(school, "Toets")
    put_absence(school, "Ziek", "2026-11-20", "am")
    put_report(school, report(file_at(school, PDF), school.clock()))
    attached = file_at(school, b"%PDF-1.7 menu")
    put_news(school, "Menu", school.clock(), attachments=[attached])
    for desktop in (mother, father):
        assert shows(desktop) == {"results": 1, "reports": 1, "absences": 1, "news": 1}
        (found,) = desktop.replica.record.reports(NOOR)
        for file in (found.file, attached):
            assert transfers.fetch(desktop.replica, desktop.remote, file)
    hidden = msgspec.structs.replace(SETTINGS[WILG], hidden={"father": ["results", "reports"]})
    school.db.run_now(accounts.set_settings, WILG, hidden)
    assert shows(father) == {"absences": 1, "news": 1}
    own = father.replica.people.account()
    assert own is not None
    assert own.record == ["absences"]
    assert not father.replica.files.is_whole(found.file.sha256)
    assert father.replica.files.have(found.file.sha256) == 0
    assert father.replica.files.is_whole(attached.sha256)
    with pytest.raises(Exception, match="not there"):
        father.remote.blob(found.file.sha256, 0, 10)
    assert shows(mother) == {"results": 1, "reports": 1, "absences": 1, "news": 1}
    assert mother.replica.files.is_whole(found.file.sha256)
