"""A message in a window of its own: the same reader, several at once, closed with what it belongs to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ssdesk.replica.actions import SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.ui.inbox.own_window import MessageWindow
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two(window: Window) -> Window:
    window.add("mother")
    window.receive("Zwemmen", "Breng een badmuts mee.")
    window.receive("Uitstap", "Mag Noor mee?")
    return window.open()


def apart(window: Window) -> list[MessageWindow]:
    return list(window.screen.windows.windows)


def open_apart(window: Window, subject: str) -> MessageWindow:
    """With the keyboard."""
    window._activate()
    window.screen.pane.table.select_key(window.screen.pane.rows.key_at(window._index(subject).row()))
    window.screen.pane.take_focus()
    QTest.keyClick(window.screen.pane.table, Key.Key_Return, Shift)
    window.breathe()
    return apart(window)[-1]


def test_two_messages_stand_in_windows_and_each_comes_back_when_it_is_asked_for_again(two: Window) -> None:
    first, second = open_apart(two, "Zwemmen"), open_apart(two, "Uitstap")
    assert [found.windowTitle() for found in (first, second)] == ["Zwemmen", "Uitstap"]
    assert first.reader.body.toPlainText() == "Breng een badmuts mee."
    assert open_apart(two, "Zwemmen") is second
    two.click_row("Uitstap")
    assert apart(two) == [first, second]
    assert two.opened() is None  # it stands in one place
    assert two.replica().inbox.first_page(Filter(unread=True)) == []
    first.activateWindow()
    two.until(first.isActiveWindow)
    QTest.keyClick(first, Key.Key_Escape)
    assert apart(two) == [second]
    two.click_row("Zwemmen")
    assert two.opened() == "Zwemmen"


def test_a_double_click_moves_the_open_message_to_its_window(two: Window) -> None:
    table, place = two.screen.pane.table, two._index("Uitstap")
    two.click_row("Uitstap")
    assert two.opened() == "Uitstap"
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(place).center())
    two.breathe()
    assert [found.windowTitle() for found in apart(two)] == ["Uitstap"]
    assert two.opened() is None


def test_the_menu_opens_a_window_and_a_begun_answer_goes_along(two: Window) -> None:
    two.click_row("Uitstap")
    two.type(two.screen.reader.answer.text, "Ja, gr")
    two.screen.reader.apart.trigger()
    two.breathe()
    (found,) = apart(two)
    assert found.reader.answer.written().text == "Ja, gr"
    QTest.keyClicks(found.reader.answer.text, "aag")
    QTest.keyClick(found, Key.Key_W, Control)
    assert apart(two) == []
    two.click_row("Uitstap")
    assert two.screen.reader.answer.written().text in ("aagJa, gr", "Ja, graag")


def test_what_is_archived_in_its_window_is_gone_with_it(two: Window) -> None:
    found = open_apart(two, "Uitstap")
    found.reader.archive.click()
    two.breathe()
    assert apart(two) == []
    assert two.subjects() == ["Zwemmen"]


def test_the_keys_of_a_window_do_what_its_buttons_do_and_nothing_else(two: Window) -> None:
    two.click_row("Uitstap")
    two.click(two.screen.reader.trash)
    two.screen.pane.choose_folder("trash")
    found = open_apart(two, "Uitstap")
    assert not found.reader.reply.isVisible()
    for shift in (Qt.KeyboardModifier.NoModifier, Shift):
        QTest.keyClick(found, Key.Key_R, Control | shift)
        two.breathe()
    assert not two.screen.content.composing
    assert QApplication.focusWidget() is not found.reader.answer.text
    found.menus.more.aboutToShow.emit()
    next(action for action in found.menus.more.actions() if action.text() == "Not meant for me").trigger()
    two.breathe()
    assert found.reader.request.said.text() == "You said that this is not meant for you."


def test_no_button_of_a_window_is_without_a_function(two: Window) -> None:
    found = open_apart(two, "Uitstap")
    found.menus.flags.aboutToShow.emit()
    next(action for action in found.menus.flags.actions() if action.text() == "Orange").trigger()
    two.breathe()
    (row,) = two.replica().inbox.first_page(Filter(flag="orange"))
    assert row.subject == "Uitstap"
    assert found.reader.flag.text() == "Flag: Orange"

    found.reader.more.menu().aboutToShow.emit()
    offered = [action.text() for action in found.reader.more.menu().actions() if action.isVisible()]
    assert "Mark as unread" in offered
    assert not [text for text in offered if text.startswith("Everything")]  # there is no list to show them in

    found.reader.forward.click()
    two.breathe()
    assert two.screen.content.composing
    assert two.screen.composer.letter().subject == "Fwd: Uitstap"
    assert apart(two) == [found]

    found.menus.later.aboutToShow.emit()
    next(action for action in found.menus.later.actions() if action.text().startswith("In 3 hours")).trigger()
    two.breathe()
    assert apart(two) == []
    assert [row.subject for row in two.replica().inbox.first_page(Filter("later"))] == ["Uitstap"]


@pytest.mark.parametrize("name", ["flag", "later"])
def test_its_menus_open_below_their_button(two: Window, name: str) -> None:
    found = open_apart(two, "Uitstap")
    button, menu = getattr(found.reader, name), getattr(found.menus, {"flag": "flags", "later": "later"}[name])
    button.click()
    two.breathe()
    assert menu.isVisible()
    menu.close()


def test_windows_close_when_the_program_is_locked_or_the_account_goes(two: Window) -> None:
    found = open_apart(two, "Uitstap")
    open_apart(two, "Zwemmen")
    QTest.keyClicks(found.reader.answer.text, "Bewaar mij")
    two.screen.leave()
    assert apart(two) == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MessageWindow)]
    two.click_row("Uitstap")
    assert two.screen.reader.answer.written().text == "Bewaar mij"


def test_a_window_holds_in_every_look(two: Window, qapp: QApplication) -> None:
    found = open_apart(two, "Uitstap")
    for look in checks.in_every_look(qapp, found, (760, 700)):
        assert checks.problems(found) == [], look


def test_the_keys_of_a_message_work_in_its_window_too(two: Window) -> None:
    found = open_apart(two, "Uitstap")
    found.activateWindow()
    two.until(found.isActiveWindow)
    QTest.keyClick(found, Key.Key_U)
    two.breathe()
    assert [row.subject for row in two.replica().inbox.first_page(Filter(unread=True))] == ["Uitstap", "Zwemmen"]
    for key, menu in ((Key.Key_F, "flags"), (Key.Key_L, "later"), (Key.Key_V, "folders")):
        QTest.keyClick(found, key)
        two.breathe()
        assert getattr(found.menus, menu).isVisible(), menu
        getattr(found.menus, menu).close()
    QTest.keyClicks(found.reader.answer.text, "uflv")
    QTest.keyClick(found.reader.answer.text, Key.Key_Home)
    QTest.keyClick(found.reader.answer.text, Key.Key_Delete)
    assert found.reader.answer.written().text == "flv"
    assert apart(two) == [found]
    found.reader.body.setFocus()
    QTest.keyClick(found.reader.body, Key.Key_Delete)
    two.breathe()
    assert apart(two) == []
    assert [row.subject for row in two.replica().inbox.first_page(Filter("trash"))] == ["Uitstap"]


def test_nothing_is_put_off_or_marked_in_the_window_of_what_waits(two: Window) -> None:
    two.track.cut = True
    two.household.do(two.accounts[0], SendMessage([id_of("teacher")], "Vraag", "Mag Noor mee?"))
    two.screen.pane.choose_folder("outbox")
    two.breathe()
    found = open_apart(two, "Vraag")
    found.activateWindow()
    two.until(found.isActiveWindow)
    for key in (Key.Key_U, Key.Key_F, Key.Key_L, Key.Key_V, Key.Key_Delete):
        QTest.keyClick(found, key)
        two.breathe()
        assert QApplication.activePopupWidget() is None
    assert apart(two) == [found]


def test_menus_of_a_window_open_where_they_can_do_something(two: Window) -> None:
    at = two.school.clock() + 86_400_000
    two.household.do(two.accounts[0], SendMessage([id_of("teacher")], "Straks", "Mag Noor mee?", send_at=at))
    two.sync()
    two.screen.pane.choose_folder("scheduled")
    two.breathe()
    found = open_apart(two, "Straks")
    found.activateWindow()
    two.until(found.isActiveWindow)
    for key in (Key.Key_F, Key.Key_L, Key.Key_V):
        QTest.keyClick(found, key)
        two.breathe()
        assert QApplication.activePopupWidget() is None
