"""R13: one click makes a request for a talk of a letter or an answer, and the words that an advice is about are marked
in the text while it is written."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.protocol.kinds import OwnText
from ssdesk.replica.inbox import Filter
from ssdesk.rules.agreements.talk import REQUEST, request
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import agreements
from ssdesk.ui import theme
from ssdesk.ui.inbox.advice import AdviceCard, AdvicePanel
from ssdesk.ui.inbox.quoting import first_quoted
from ssdesk.ui.inbox.signed import Signed
from ssdesk.ui.inbox.talk import ask_for_talk
from ssdesk.ui.inbox.writing_area import WritingArea
from tests.school import WILG, id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.test_composer_advice import AGREED, agree, composer, write

__all__ = ["window"]
FIGHT = "Beste juf\n\nDit is schandalig, en WEER EEN KEER te laat.\n\nGroeten\nAn"


@pytest.fixture
def writing(window: Window) -> Window:
    agree(window.school)
    window.add("mother")
    window.receive("Welkom")
    return window.open((1700, 900))


@pytest.fixture
def answering(writing: Window) -> Window:
    writing.click_row("Welkom")
    answer = writing.screen.reader.answer
    answer.text.setFocus()
    answer.text.insertPlainText(FIGHT)
    writing.screen.right.reading_side.answering.advice.look()
    return writing


def card(panel: AdvicePanel, rule: str) -> AdviceCard:
    return next(card for card in panel.cards if not card.isHidden() and card.advice and card.advice.rule == rule)


def underlined(area: WritingArea) -> list[tuple[str, bool]]:
    """The marked words, and whether they stand on a colour."""
    wave, colour = QTextCharFormat.UnderlineStyle.WaveUnderline, QTextCharFormat.Property.BackgroundBrush
    marks = area.extraSelections()
    return [
        (mark.cursor.selectedText(), mark.format.hasProperty(colour))
        for mark in marks
        if mark.format.underlineStyle() == wave
    ]


# ---- A letter --------------------------------------------------------------------------------------------------------
def test_R13_one_click_makes_a_letter_ask_for_a_talk_and_ctrl_z_brings_it_back(writing: Window) -> None:
    write(writing, "Klacht over de zwemles", FIGHT, child=None)
    page = composer(writing)
    link = card(page.advice.panel, "R13").fix
    assert link.text() == "Ask for a talk"
    writing.click(link)
    assert page.body.text() == f"Beste juf\n\n{REQUEST}\n\nGroeten\nAn"
    assert page.subject.text() == "Klacht over de zwemles"
    assert page.wishes.asks == "answer"
    assert QApplication.focusWidget() is page.body
    assert card(page.advice.panel, "R13").advice.mode == "good"  # type: ignore[union-attr]
    writing.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.body.text() == FIGHT


def test_R13_the_request_for_a_talk_arrives_as_a_message_that_asks_an_answer(writing: Window) -> None:
    write(writing, "De zwemles", "Dit is schandalig.", child=None)
    page = composer(writing)
    page.to.add(id_of("teacher"))
    writing.click(card(page.advice.panel, "R13").fix)
    writing.click(page.send)
    writing.school.clock.advance(seconds=60)
    writing.sync()
    teacher = writing.other("teacher")
    teacher.sync()
    (row,) = teacher.inbox()
    detail = teacher.replica.inbox.message(row.id)
    assert detail is not None
    assert (row.subject, row.asks) == ("De zwemles", "answer")
    assert detail.body == f"Goedendag\n\n{REQUEST}\n\nMet vriendelijke groeten"


# ---- An answer -------------------------------------------------------------------------------------------------------
def test_R13_in_an_answer_one_click_asks_the_sender_for_a_talk_and_keeps_what_was_written(answering: Window) -> None:
    answer = answering.screen.reader.answer
    answering.click(card(answer.advice, "R13").fix)
    answering.until(lambda: answering.screen.reader.request.said.text() == "You asked for a talk about this.")
    assert answer.text.text() == FIGHT
    told = card(answer.advice, "R13")
    assert told.advice is not None
    assert (told.advice.mode, told.fix.isVisible()) == ("good", False)
    answering.sync()
    teacher = answering.other("teacher")
    teacher.sync()
    (row,) = teacher.replica.inbox.first_page(Filter("sent"))
    assert teacher.replica.receipts.summary(row.id).counts["talk"] == 1  # type: ignore[union-attr]
    assert teacher.inbox() == []


def test_an_answer_needs_no_greeting_and_says_nothing_where_nothing_is_to_be_said(answering: Window) -> None:
    answer, advice = answering.screen.reader.answer, answering.screen.right.reading_side.answering.advice
    assert [one.rule for one in answer.advice.shown_advice()] == ["R3", "R13"]
    answer.text.setPlainText("Noor gaat mee op uitstap, en zij brengt haar zwemzak mee.")
    advice.look()
    assert not answer.advice.isVisible()
    answer.text.setPlainText("Dit is niet voor mij bedoeld.")
    advice.look()
    answering.click(card(answer.advice, "R12").fix)
    answering.until(lambda: not answer.advice.isVisible())
    assert answering.screen.reader.message.row.response == "not_for_me"  # type: ignore[union-attr]


# ---- Marks -----------------------------------------------------------------------------------------------------------
def test_words_of_an_advice_are_marked_and_the_mark_is_no_part_of_the_text(writing: Window) -> None:
    write(writing, "De zwemles", "", child=None)
    body, look = composer(writing).body, composer(writing).advice.look
    writing.type(body, FIGHT)
    look()
    assert sorted(underlined(body)) == [("WEER EEN KEER", False), ("schandalig", False)]
    assert body.body() == ("text", FIGHT)
    assert "underline" not in body.looks()
    for _ in range(100):
        if not body.document().isUndoAvailable():
            break
        body.undo()
        look()
    assert (body.text(), underlined(body)) == ("", [])


def test_marks_go_with_their_words_and_go_when_these_are_mended(writing: Window) -> None:
    write(writing, "De zwemles", FIGHT, child=None)
    page = composer(writing)
    cursor = page.body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.insertText("Aan: \U0001f3ca ")
    assert [words for words, _ in underlined(page.body)] == page.marks.words() == ["WEER EEN KEER", "schandalig"]
    page.advice.look()
    assert page.marks.words() == ["WEER EEN KEER", "schandalig"]
    writing.click(card(page.advice.panel, "R3").fix)
    assert page.marks.words() == ["schandalig"]
    page.advice.agree(None)
    assert underlined(page.body) == []


def test_the_card_under_the_pointer_or_with_the_focus_shows_its_words(writing: Window) -> None:
    write(writing, "De zwemles", FIGHT + "\n\nNoor is ziek.\n\nGroeten", child=None)
    page = composer(writing)
    marks = {"R3": "WEER EEN KEER", "R13": "schandalig", "R16": "ziek"}
    for rule, words in marks.items():
        QTest.mouseMove(writing.root, QPoint(1, 1))
        at = card(page.advice.panel, rule)
        page.advice.column.ensureWidgetVisible(at)
        QTest.mouseMove(at, QPoint(at.width() // 2, 8))
        writing.until(lambda words=words: [one for one, strong in underlined(page.body) if strong] == [words])  # type: ignore[misc]
    QTest.mouseMove(page.subject, QPoint(3, 3))
    writing.until(lambda: not any(strong for _, strong in underlined(page.body)))
    for rule, words in marks.items():
        at = card(page.advice.panel, rule)
        stop = at.fix if at.fix.isVisible() else at
        assert stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        writing.until(lambda words=words: [one for one, strong in underlined(page.body) if strong] == [words])  # type: ignore[misc]


def test_marks_have_the_colours_of_every_look(answering: Window, qapp: QApplication) -> None:
    text = answering.screen.reader.answer.text
    for look in checks.in_every_look(qapp, answering.root):
        warning = theme.ink(theme.colours().warning.ink)
        assert [mark.format.underlineColor() for mark in text.extraSelections()] == [warning, warning], look
        assert checks.problems(answering.root) == [], look


@pytest.mark.parametrize("quotes", [False, True])
def test_R13_the_signature_and_what_is_quoted_stay(qtbot: QtBot, quotes: bool) -> None:
    area = WritingArea("Text")
    qtbot.addWidget(area)
    signed = Signed(area)
    quote = f"{first_quoted()}\nFrom: juf\n\nBedankt" if quotes else ""
    area.fill(f"Dit is schandalig \U0001f3ca, en u liegt.\n\n{quote}".rstrip())
    signed.put(OwnText("s", "signature", "Kort", "An Claes\nmama van Noor"))
    below = area.text()[len("Dit is schandalig \U0001f3ca, en u liegt.") :]
    before = area.text()
    ask_for_talk(area, signed, request(area.text()))
    assert area.text().startswith(f"Goedendag\n\n{REQUEST}")
    assert area.text().endswith(below)
    assert signed.is_there
    area.undo()
    assert area.text() == before


def test_R3_an_answer_that_the_school_does_not_let_go_is_not_sent_and_says_why(answering: Window) -> None:
    strict = replace(AGREED, polite=replace(AGREED.polite, parent="block"))
    answering.school.db.run_now(agreements.publish, WILG, strict, answering.school.clock(), "server")
    answering.sync()
    answer = answering.screen.reader.answer
    answering.click(answer.send)
    assert answer.note() == card(answer.advice, "R3").title.text()
    assert answer.text.text() == FIGHT
    answer.text.replace(FIGHT.index("WEER"), FIGHT.index("WEER") + len("WEER EEN KEER"), "weer een keer")
    answering.click(answer.send)
    answering.until(lambda: answer.text.text() == "")
    assert answer.note() == ""


# ---- Later -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("mode", ["advise", "block"])
def test_R8_an_answer_in_the_evening_is_planned_with_one_click(window: Window, mode: str) -> None:
    agreed = replace(AGREED, evening=replace(AGREED.evening, teacher=mode))
    window.school.db.run_now(agreements.publish, WILG, agreed, window.school.clock(), "server")
    window.add("teacher")
    window.receive("Vraag", sender="mother", to="teacher")
    window.school.clock.now = round(datetime(2026, 11, 23, 18, 30, tzinfo=SCHOOL_TIME).timestamp() * 1000)
    window.open((1700, 900))
    window.click_row("Vraag")
    answer = window.screen.reader.answer
    window.type(answer.text, "Beste, dat is goed.")
    window.screen.right.reading_side.answering.advice.look()
    window.click(card(answer.advice, "R8").fix)

    page = composer(window)
    morning = datetime(2026, 11, 24, 7, 30, tzinfo=SCHOOL_TIME)
    assert (page.isVisible(), page.body.text()) == (True, "Beste, dat is goed.")
    assert page.wishes.send_at == round(morning.timestamp() * 1000)
    page.send.click()
    window.sync()
    assert window.replica().drafts.all() == []
    (planned,) = window.replica().inbox.first_page(Filter("scheduled"))
    assert (planned.subject, planned.send_at) == ("Re: Vraag", morning)
