"""Templates of staff: written once with fields, chosen with one click, filled in as far as the letter says who is
meant."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ssdesk.protocol.commands import LONGEST_NAME
from ssdesk.replica.own_texts import SaveText
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.text_editor import TextEditor
from ssdesk.ui.question import Question
from ssdesk.ui.widgets import Button
from tests.school import id_of
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key = Qt.Key
BODY = "<div>Beste ouders van <b>{voornaam kind}</b></div><div>{klas}, {school}, {datum}</div>"


@pytest.fixture
def teaching(window: Window) -> Window:
    """The composer of a teacher."""
    window.add("teacher")
    window.open()
    window.click(window.screen.new)
    return window


def keep(window: Window, name: str, body: str, use: str = "template") -> None:
    html = "html" if body.startswith("<") else "text"
    action = SaveText(id_of(name), use, name, body, html)  # type: ignore[arg-type]
    window.household.do(window.accounts[0], action)
    window.breathe()


def composer(window: Window) -> Composer:
    return window.screen.composer


def pick(window: Window, button: Button, text: str) -> None:
    window.click(button)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    opened.setActiveAction(next(action for action in opened.actions() if action.text() == text))
    window.press(Key.Key_Return)


def address(window: Window, name: str) -> None:
    window.type(composer(window).to.edit, name)
    window.press(Key.Key_Tab)
    assert composer(window).to.chosen()


def arrived(window: Window) -> bool:
    """Whether it is with the mother."""
    window.sync()
    mother = window.other("mother")
    mother.sync()
    return "Zwemmen" in mother.subjects()


def test_a_template_is_filled_in_for_the_child_of_whom_it_is_addressed_to(teaching: Window) -> None:
    keep(teaching, "Zwemmen", BODY)
    keep(teaching, "Kort", "Groeten\nPetra", "signature")
    teaching.screen.back_to_list()
    teaching.click(teaching.screen.new)
    address(teaching, "an claes moeder van noor")
    page = composer(teaching)
    pick(teaching, page.menus.template, "Zwemmen")
    written = page.body.text()
    assert written.startswith("Beste ouders van Noor\n4B, ")
    assert "{" not in written
    assert written.endswith("\n\nGroeten\nPetra"), "above the signature"
    assert "<b>Noor</b>" in page.letter().body
    teaching.type(page.subject, "Zwemmen")
    teaching.click(page.send)
    assert arrived(teaching)


def test_what_could_not_be_filled_in_stays_seen_and_is_said_before_sending(teaching: Window) -> None:
    keep(teaching, "Zwemmen", BODY)
    page = composer(teaching)
    pick(teaching, page.menus.template, "Zwemmen")
    assert page.body.text().startswith("Beste ouders van {voornaam kind}\n{klas}, ")
    address(teaching, "an claes moeder van noor")
    teaching.type(page.subject, "Zwemmen")
    teaching.click(page.send)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    teaching.press(Key.Key_Return)  # as who presses it without looking
    assert not arrived(teaching)
    teaching.click(page.send)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    teaching.click(question.yes)
    assert arrived(teaching)


def test_a_template_is_written_with_its_fields_and_used_on_another_computer(teaching: Window) -> None:
    page = composer(teaching)
    pick(teaching, page.menus.template, "New template…")
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, TextEditor)
    teaching.type(editor.name.edit, "Klas")
    teaching.type(editor.body, "Dag ")
    pick(teaching, editor.fields, "{class}")
    teaching.click(editor.yes)
    teaching.sync()
    second = teaching.other("teacher")
    second.sync()
    (there,) = second.replica.own_texts.of("template")
    assert (there.name, there.body) == ("Klas", "Dag {class}")
    assert second.replica.own_texts.of("signature") == []
    teaching.type(page.body, "Eerst. ")
    pick(teaching, page.menus.template, "Klas")
    assert page.body.text() == "Eerst. Dag {class}"
    page.body.undo()
    assert page.body.text() == "Eerst. ", "one step to undo"


def test_parents_have_no_templates(window: Window) -> None:
    window.add("mother")
    window.open()
    window.click(window.screen.new)
    assert composer(window).menus.signature.isVisible()
    assert not composer(window).menus.template.isVisible()


def test_for_a_class_the_class_is_known_and_no_single_child(teaching: Window) -> None:
    keep(teaching, "Zwemmen", BODY)
    address(teaching, "4b · parents")
    address(teaching, "an claes moeder van noor")
    page = composer(teaching)
    pick(teaching, page.menus.template, "Zwemmen")
    assert page.body.text().startswith("Beste ouders van {voornaam kind}\n4B, ")


def test_a_name_takes_as_many_characters_as_can_be_kept(teaching: Window) -> None:
    page = composer(teaching)
    page.menus.manage_asked.emit()
    (editor,) = teaching.root.findChildren(TextEditor)
    QTest.keyClicks(editor.name.edit, "Gesprek " * 12)
    teaching.type(editor.body, "Beste ouders")
    teaching.click(editor.yes)
    (there,) = teaching.replica().own_texts.of("template")
    assert len(there.name) == len(("Gesprek " * 12)[:LONGEST_NAME].strip())
