"""The composer gives the advice of the school for which one writes, and mends what a click can mend."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.protocol.ids import new_id
from ssdesk.protocol.planner import AgendaItem
from ssdesk.rules.agreements.reading import read
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import accounts, agreements, planner
from ssdesk.server.demo.content import read_text
from ssdesk.ui import language
from ssdesk.ui.inbox.advising import agreed_in
from ssdesk.ui.inbox.composer import Composer
from tests.school import TOREN, WILG, School, id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
AGREED = read(read_text("agreements_dewilg.toml"))
SICK = "Beste juf\n\nNoor is ziek en blijft vandaag thuis.\n\nMet vriendelijke groeten"


def agree(school: School, slug: str = WILG) -> None:
    school.db.run_now(agreements.publish, slug, AGREED, school.clock(), "server")


def composer(window: Window) -> Composer:
    return window.screen.composer


def write(window: Window, subject: str, body: str, *, child: int | None = 0) -> None:
    window.click(window.screen.new)
    if child is not None:
        window.click(composer(window).senders.group.buttons()[child])
    window.type(composer(window).subject, subject)
    composer(window).body.insertPlainText(body)
    window.until(lambda: not composer(window).advice._timer.isActive())


def told(window: Window) -> list[tuple[str, str]]:
    """Rule and link of each card that is seen."""
    panel = composer(window).advice.panel
    return [(card.advice.rule, card.fix.text()) for card in panel.cards if card.isVisible() and card.advice]


@pytest.fixture
def writing(window: Window) -> Window:
    """A mother of children at two schools, one of which has agreements."""
    agree(window.school)
    window.add("mother", "wouts-mother")
    window.receive("Welkom")
    return window.open()


def test_what_the_school_of_the_child_agreed_is_said_and_nothing_of_another_school(writing: Window) -> None:
    write(writing, "Noor", SICK, child=None)
    assert told(writing) == []
    writing.click(composer(writing).senders.group.buttons()[0])
    assert told(writing) == [("R16", "")]
    writing.click(composer(writing).senders.group.buttons()[1])
    assert told(writing) == []


def test_a_click_writes_the_calmer_subject_and_the_missing_greeting(writing: Window) -> None:
    write(writing, "DRINGEND zwemzak", "Mogen wij weten of de zwemles van deze week doorgaat? Groeten")
    assert told(writing) == [("R3", "Write “Zwemzak”"), ("R3", "Write “Goedendag”")]

    writing.click(composer(writing).advice.panel.cards[0].fix)
    assert composer(writing).subject.text() == "Zwemzak"
    assert told(writing) == [("R3", "Write “Goedendag”")]
    writing.click(composer(writing).advice.panel.cards[0].fix)
    assert composer(writing).body.text().startswith("Goedendag\n\nMogen wij")
    assert told(writing) == []

    composer(writing).body.undo()
    assert composer(writing).body.text().startswith("Mogen wij")
    composer(writing).subject.undo()
    assert composer(writing).subject.text() == "DRINGEND zwemzak"


def test_a_click_mends_a_text_with_a_look_and_leaves_its_look(writing: Window) -> None:
    write(writing, "Zwemzak", "")
    body = composer(writing).body
    body.insert_html("<ul><li>\U0001f3ca gaat de <b>ZWEMLES VAN WOENSDAG</b> nog door?</li><li>of niet</li></ul>")
    writing.until(lambda: not composer(writing).advice._timer.isActive())
    while composer(writing).advice.panel.shown_advice():
        writing.click(composer(writing).advice.panel.cards[0].fix)
    html = (
        "<div>Goedendag</div><div><br></div><ul><li>\U0001f3ca gaat de <b>Zwemles van woensdag</b> nog door?</li>"
        "<li>of niet</li></ul><div><br></div><div>Met vriendelijke groeten</div>"
    )
    assert body.body() == ("html", html)


def test_only_words_that_a_click_stands_for_are_replaced(window: Window) -> None:
    agree(window.school)
    window.add("teacher")
    evening = datetime(2026, 11, 23, 18, 30, tzinfo=SCHOOL_TIME)
    window.school.clock.now = round(evening.timestamp() * 1000)
    window.receive("Welkom", sender="mother", to="teacher")
    window.open()
    write(window, "Zwemmen", "Beste ouders\n\nMorgen zwemmen we, ook als het morgen regent.\n\nGroeten", child=None)
    assert [rule for rule, _ in told(window)] == ["R8", "R8"]
    window.click(composer(window).advice.panel.cards[1].fix)

    assert composer(window).body.text() == (
        "Beste ouders\n\nVandaag, dinsdag 24 november zwemmen we, ook als het morgen regent.\n\nGroeten"
    )


def test_a_task_that_stands_in_the_agenda_is_no_surprise(window: Window) -> None:
    agree(window.school)
    window.add("teacher")
    evening = datetime(2026, 11, 23, 16, 30, tzinfo=SCHOOL_TIME)
    window.school.clock.now = round(evening.timestamp() * 1000)
    item = AgendaItem(new_id(), "4B", "2026-11-24", "test", "Rekenen", "Toets")
    window.school.db.run_now(planner.put_item, WILG, id_of("4B"), item)
    window.receive("Welkom", sender="mother", to="teacher")
    window.open()
    write(window, "Toets", "Beste ouders\n\nMorgen is de toets, woensdag ook een toets.\n\nGroeten", child=None)
    assert told(window) == []

    window.school.db.run_now(planner.put_item, WILG, id_of("4B"), replace(item, day="2026-11-25"))
    window.sync()
    composer(window).advice.agree(*agreed_in(window.replica()))
    assert [rule for rule, _ in told(window)] == ["R9"]


def test_R9_only_the_agenda_of_the_classes_to_which_it_goes_counts(window: Window) -> None:
    agree(window.school)
    window.school.db.run_now(accounts.set_classes, WILG, id_of("teacher"), [id_of("4B"), id_of("5A")])
    window.add("teacher")
    evening = datetime(2026, 11, 23, 16, 30, tzinfo=SCHOOL_TIME)
    window.school.clock.now = round(evening.timestamp() * 1000)
    item = AgendaItem(new_id(), "5A", "2026-11-24", "material", "Muziek", "Fluit")
    window.school.db.run_now(planner.put_item, WILG, id_of("5A"), item)
    window.receive("Welkom", sender="mother", to="teacher")
    window.open()
    write(window, "Toets", "Beste ouders\n\nMorgen is de toets.\n\nGroeten", child=None)
    page = composer(window)

    def rules(*chosen: str) -> list[str]:
        page.to.set_people(list(page.to._people.values()), chosen)
        page.advice.look()
        return [one.rule for one in page.advice.panel.shown_advice() if one.rule == "R9"]

    of_4b, of_5a = id_of("mother"), id_of("lottes-father")
    whole = [f"co:{id_of(name)}" for name in ("4B", "5A")]
    assert [rules(of_4b), rules(of_5a), rules(of_4b, of_5a)] == [["R9"], [], ["R9"]]
    assert [rules(whole[0]), rules(whole[1]), rules(*whole)] == [["R9"], [], ["R9"]]
    window.school.db.run_now(planner.put_item, WILG, id_of("4B"), replace(item, id=new_id(), class_name="4B"))
    window.sync()
    page.advice.agree(*agreed_in(window.replica()))
    assert rules(of_4b, *whole) == []


def test_R9_in_an_answer_the_agenda_of_that_childs_class_counts(window: Window) -> None:
    agree(window.school)
    window.school.db.run_now(accounts.set_classes, WILG, id_of("teacher"), [id_of("4B"), id_of("5A")])
    window.add("teacher")
    evening = datetime(2026, 11, 23, 16, 30, tzinfo=SCHOOL_TIME)
    window.school.clock.now = round(evening.timestamp() * 1000)
    item = AgendaItem(new_id(), "5A", "2026-11-24", "material", "Muziek", "Fluit")
    window.school.db.run_now(planner.put_item, WILG, id_of("5A"), item)
    window.receive("Van 4B", sender="mother", to="teacher")
    window.receive("Van 5A", sender="lottes-father", to="teacher")
    window.open()
    told = []
    for subject in ("Van 4B", "Van 5A"):
        window.click_row(subject)
        answer = window.screen.reader.answer
        answer.text.insertPlainText("Morgen is de toets.")
        window.screen.right.reading_side.answering.advice.look()
        told.append([one.rule for one in answer.advice.shown_advice()])
    assert told == [["R9"], []]


def test_what_the_school_does_not_let_go_cannot_be_sent_until_it_does(window: Window) -> None:
    stopped = replace(AGREED, evening=replace(AGREED.evening, teacher="block"))
    window.school.db.run_now(agreements.publish, WILG, stopped, window.school.clock(), "server")
    window.add("teacher")
    window.receive("Welkom", sender="mother", to="teacher")
    window.open()
    evening = datetime(2026, 11, 23, 17, 0, tzinfo=SCHOOL_TIME)
    window.school.clock.now = round(evening.timestamp() * 1000)
    write(window, "Zwemmen", "Beste ouder\n\nTot ziens.\n\nGroeten", child=None)
    page = composer(window)
    page.to.add(id_of("mother"))
    assert (page.send.isEnabled(), page._why_not.text()) == (True, "")

    window.school.clock.advance(seconds=60)
    page.advice._hours.timeout.emit()
    assert (page.send.isEnabled(), page._why_not.text()) == (False, "The school sends nothing after 17:00")
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.waiting() == []

    window.school.clock.advance(hours=14.5)
    page.advice._hours.timeout.emit()
    assert page.send.isEnabled()


def test_R6_the_moment_of_an_answer_is_by_the_days_of_who_is_to_give_it(writing: Window) -> None:
    writing.school.db.run_now(accounts.set_weekdays, WILG, id_of("teacher"), [0, 1, 3])
    writing.sync()
    write(writing, "Zwemles", "Beste\n\nGaat de zwemles door?\n\nMet vriendelijke groeten")  # Monday 14:33
    page, found = composer(writing), []
    page.wishes.set_asked("answer", None)
    for chosen in (["office"], ["office", "teacher"], ["teacher"]):
        page.to.set_people(list(page.to._people.values()), [id_of(name) for name in chosen])
        page.advice.look()
        (card,) = (one for one in page.advice.panel.shown_advice() if one.rule == "R6")
        found.append((card.values["when"], card.explanation.partition(".")[0]))
    wednesday, thursday = (datetime(2026, 11, day, 14, 33, tzinfo=SCHOOL_TIME) for day in (25, 26))
    assert found == [
        (wednesday, "The reader sees this too"),
        (thursday, "Earlier for who works more days"),
        (thursday, "The reader sees this too"),
    ]


def test_the_panel_is_beside_a_wide_letter_and_below_a_narrow_one(writing: Window) -> None:
    write(writing, "Noor", SICK)
    advising = composer(writing).advice
    for width, beside in ((1700, True), (1100, False), (1700, True)):
        writing.root.resize(width, 800)
        writing.until(lambda beside=beside: advising.column.isVisible() is beside)  # type: ignore[misc]
        assert advising.panel.isVisible()
        assert advising.column.isAncestorOf(advising.panel) is beside


def test_a_letter_lies_over_the_list_where_its_panel_would_not_have_room_at_its_side(writing: Window) -> None:
    write(writing, "Noor", SICK)
    sides = writing.screen.content
    for width, beside in ((1280, False), (1800, True), (1280, False)):
        writing.root.resize(width, 800)
        writing.breathe()
        assert sides.pane.isVisible() == beside
        assert writing.screen.bar.back.isVisible() != beside
        assert composer(writing).advice.column.isVisible()
    writing.click(writing.screen.bar.back)
    assert sides.pane.isVisible()
    assert not sides.composing


def test_a_school_without_agreements_shows_no_panel(window: Window) -> None:
    agree(window.school, TOREN)
    window.add("mother")
    window.receive("Welkom")
    window.open((1700, 800))
    write(window, "DRINGEND", SICK, child=None)

    assert not composer(window).advice.column.isVisible()
    assert not composer(window).advice.panel.isVisible()


def test_it_is_whole_and_readable_in_every_look(writing: Window, qapp: QApplication, qtbot: QtBot) -> None:
    language.speak(qapp, "nl")
    write(writing, "DRINGEND zwemzak morgen", SICK)
    for size in ((1024, 700), (1700, 900)):
        for look in checks.in_every_look(qapp, writing.root, size):
            assert checks.problems(writing.root) == [], (look, size)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
