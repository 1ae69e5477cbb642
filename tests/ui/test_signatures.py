"""Signatures: kept by the account, at the end of what one writes, never twice, and no text by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from ssdesk.protocol.kinds import OwnText
from ssdesk.replica.inbox import Filter
from ssdesk.replica.own_texts import SaveText
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.text_editor import TextEditor
from ssdesk.ui.question import Question
from tests.school import id_of
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHORT, LONG = "Groeten\nAn", "<div>Met vriendelijke groeten</div><div><b>An Claes</b></div>"


@pytest.fixture
def writing(window: Window) -> Window:
    """The composer of a mother of one child."""
    window.add("mother")
    window.receive("Welkom")
    window.open()
    return window


def keep(window: Window, name: str, body: str, body_type: str = "text", number: int = 0) -> str:
    text = id_of(f"{name} {number}")
    action = SaveText(text, "signature", name, body, "html" if body_type == "html" else "text")
    window.household.do(window.accounts[number], action)
    window.breathe()
    return text


def composer(window: Window) -> Composer:
    return window.screen.composer


def body(window: Window) -> str:
    return composer(window).body.text()


def menu(window: Window) -> QMenu:
    """The menu of signatures, open."""
    window.click(composer(window).menus.signature)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def pick(window: Window, text: str) -> None:
    opened = menu(window)
    action = next(action for action in opened.actions() if action.text() == text)
    opened.setActiveAction(action)
    window.press(Key.Key_Return)


def ticked(window: Window) -> list[str]:
    opened = menu(window)
    found = [action.text() for action in opened.actions() if action.isChecked()]
    window.press(Key.Key_Escape)
    return found


def editor(window: Window) -> TextEditor:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextEditor)
    return dialog


def signatures(window: Window) -> list[OwnText]:
    return window.replica().own_texts.of("signature")


def test_the_first_signature_is_written_chosen_and_stands_below_the_letter(writing: Window) -> None:
    writing.click(writing.screen.new)
    assert body(writing) == ""
    pick(writing, "New signature…")
    page = editor(writing)
    assert page.delete.isHidden()
    writing.type(page.body, "Groeten\nAn")
    writing.click(page.yes)
    assert page.isVisible(), "it has no name yet"
    assert page.name.error() == "Give the text a short name."
    writing.type(page.name.edit, "Kort")
    writing.click(page.yes)
    assert [(one.name, one.body) for one in signatures(writing)] == [("Kort", "Groeten\nAn")]
    assert body(writing) == "\n\nGroeten\nAn"
    assert ticked(writing) == ["Kort"]
    writing.type(composer(writing).body, "Dag juf")
    assert body(writing) == "Dag juf\n\nGroeten\nAn"


def test_another_signature_takes_its_place_and_none_takes_it_away(writing: Window) -> None:
    keep(writing, "Kort", SHORT)
    keep(writing, "Lang", LONG, "html")
    writing.click(writing.screen.new)
    assert body(writing) == "", "of two, none was chosen yet"
    writing.type(composer(writing).body, "Dag juf\n\nTot morgen")
    pick(writing, "Kort")
    pick(writing, "Kort")
    assert body(writing) == "Dag juf\n\nTot morgen\n\nGroeten\nAn"
    pick(writing, "Lang")
    assert body(writing) == "Dag juf\n\nTot morgen\n\nMet vriendelijke groeten\nAn Claes"
    assert composer(writing).letter().body_type == "html"
    assert "<b>An Claes</b>" in composer(writing).letter().body
    pick(writing, "No signature")
    assert body(writing) == "Dag juf\n\nTot morgen"
    assert composer(writing).letter().body_type == "text"
    pick(writing, "Lang")
    writing.press(Key.Key_Z, Control)
    assert body(writing) == "Dag juf\n\nTot morgen", "one step to undo"


def test_the_choice_is_kept_for_the_next_letters_and_each_account_has_its_own(window: Window) -> None:
    window.add("mother", "wouts-mother")
    window.open()
    keep(window, "Kort", SHORT)
    keep(window, "Lang", LONG, "html")
    keep(window, "Wout", "Mama van Wout", number=1)
    window.click(window.screen.new)
    children = composer(window).senders.group.buttons()
    assert not composer(window).menus.signature.isEnabled(), "nobody knows yet whose"
    window.click(children[0])
    pick(window, "Kort")
    window.type(composer(window).body, "Dag")
    window.click(children[1])
    assert body(window) == "Dag\n\nMama van Wout"
    window.click(children[0])
    assert body(window) == "Dag\n\nGroeten\nAn"
    window.screen.back_to_list()
    window.breathe()
    window.click(window.screen.new)
    window.click(composer(window).senders.group.buttons()[0])
    assert body(window) == "\n\nGroeten\nAn"


def test_a_letter_with_only_a_signature_is_empty(writing: Window) -> None:
    keep(writing, "Kort", SHORT)
    writing.click(writing.screen.new)
    page = composer(writing)
    assert body(writing) == "\n\nGroeten\nAn"
    writing.type(page.to.edit, "petra")
    writing.press(Key.Key_Tab)
    writing.type(page.subject, "Zwemzak")
    assert page._why_not.text() == "Write a text; a file alone is not enough."
    assert not page.send.isEnabled()
    writing.type(page.body, "x")
    assert page.send.isEnabled()
    page.subject.clear()
    page.to.set_people([])
    writing.press(Key.Key_Backspace)
    assert page.letter().blank
    writing.click(page.discard)
    assert not page.isVisible(), "nothing was asked"
    assert writing.replica().drafts.get(writing.screen.right.writing.draft) is None
    writing.click(writing.screen.new)
    writing.screen.back_to_list()
    assert writing.replica().inbox.first_page(Filter("drafts")) == []
    assert "save_draft" not in writing.waiting()


def test_a_draft_that_goes_on_keeps_the_signature_it_has_and_gets_no_second_one(writing: Window) -> None:
    keep(writing, "Kort", SHORT)
    keep(writing, "Lang", LONG, "html")
    writing.click(writing.screen.new)
    pick(writing, "Lang")
    writing.type(composer(writing).body, "Dag juf")
    writing.screen.back_to_list()
    (draft,) = writing.replica().inbox.first_page(Filter("drafts"))
    writing.screen.resume_draft(writing.accounts[0], draft.id)
    assert body(writing) == "Dag juf\n\nMet vriendelijke groeten\nAn Claes"
    pick(writing, "Kort")
    assert body(writing) == "Dag juf\n\nGroeten\nAn"
    pick(writing, "No signature")
    writing.screen.back_to_list()
    writing.screen.resume_draft(writing.accounts[0], draft.id)
    assert body(writing) == "Dag juf", "it was taken away"


def test_what_the_writer_changed_in_it_is_not_taken_away(writing: Window) -> None:
    keep(writing, "Kort", SHORT)
    keep(writing, "Lang", LONG, "html")
    writing.click(writing.screen.new)
    pick(writing, "Kort")
    area = composer(writing).body
    area.moveCursor(area.textCursor().MoveOperation.End)
    writing.type(area, " en Jan")
    assert not composer(writing).letter().blank
    pick(writing, "Lang")
    assert body(writing) == "\n\nGroeten\nAn en Jan\n\nMet vriendelijke groeten\nAn Claes"


def test_it_stands_above_what_is_forwarded(writing: Window) -> None:
    keep(writing, "Kort", SHORT)
    writing.click_row("Welkom")
    writing.press(Key.Key_F, Control | Qt.KeyboardModifier.ShiftModifier)
    text = body(writing)
    assert text.startswith("\n\nGroeten\nAn\n\n---- Forwarded message ----\nFrom:")
    assert text.count("Groeten\nAn") == 1
    pick(writing, "No signature")
    assert body(writing).startswith("\n\n---- Forwarded message ----\nFrom:")


def test_an_answer_that_is_gone_on_with_has_its_signature_once(writing: Window) -> None:
    keep(writing, "Lang", LONG, "html")
    writing.receive("Uitstap")
    writing.sync()
    writing.click_row("Welkom")
    answer = writing.screen.reader.answer
    writing.type(answer.text, "Dank u")
    words = answer.text.text()
    for _ in range(2):
        writing.click_row("Uitstap")
        writing.click_row("Welkom")
        assert answer.text.text() == words
    assert words.count("An Claes") == 1


def test_an_answer_gets_it_with_the_first_word_and_arrives_with_it(writing: Window) -> None:
    keep(writing, "Lang", LONG, "html")
    writing.click_row("Welkom")
    answer = writing.screen.reader.answer
    writing.press(Key.Key_R, Control)
    assert answer.text.text() == ""
    writing.type(answer.text, "Dank u")
    assert answer.text.text() == "Dank u\n\nMet vriendelijke groeten\nAn Claes"
    for _ in "Dank u":
        writing.press(Key.Key_Backspace)
    assert answer.written().blank
    assert not answer.send.isEnabled()
    writing.type(answer.text, "Graag gedaan")
    writing.click(answer.send)
    teacher = writing.other("teacher")
    writing.school.clock.advance(seconds=60)
    writing.sync()
    teacher.sync()
    (row,) = teacher.inbox()
    got = teacher.replica.inbox.message(row.id)
    assert got is not None
    words = "<div>Graag gedaan</div><div><br></div>"
    assert got.body == f"{words}<div>Met vriendelijke groeten</div><div><b>An Claes</b></div>"
    writing.click_row("Welkom")
    writing.type(answer.text, "Nog iets")
    assert answer.text.text().count("An Claes") == 1, "the next answer gets it too"


def test_in_the_window_texts_are_changed_deleted_and_nothing_is_lost_unasked(writing: Window) -> None:
    keep(writing, "Kort", SHORT)
    writing.click(writing.screen.new)
    pick(writing, "Edit signatures…")
    page = editor(writing)
    assert (page.name.text(), page.body.text()) == ("Kort", SHORT)
    page.body.selectAll()
    writing.type(page.body, "Dag\nAn")
    page.reject()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    writing.click(question.no)
    assert page.isVisible()
    assert page.body.text() == "Dag\nAn"
    writing.click(page.yes)
    assert body(writing) == "\n\nDag\nAn", "the letter has it as it is now"
    pick(writing, "Edit signatures…")
    page = editor(writing)
    writing.click(page.delete)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    writing.click(question.yes)
    assert signatures(writing) == []
    page.reject()
    writing.screen.back_to_list()
    writing.click(writing.screen.new)
    assert body(writing) == ""


def test_a_signature_follows_its_holder_to_another_computer(writing: Window) -> None:
    keep(writing, "Lang", LONG, "html")
    writing.sync()
    second = writing.other("mother")
    second.sync()
    assert second.replica.own_texts.of("signature") == signatures(writing)
    (one,) = second.replica.own_texts.of("signature")
    second.replica.do(SaveText(one.id, "signature", "Lang", "Tot ziens"))
    second.sync()
    writing.sync()
    writing.click(writing.screen.new)
    assert body(writing) == "\n\nTot ziens"
