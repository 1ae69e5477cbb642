"""Bar, menus and keys offer what can be done with the rows that are meant, and do nothing to the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ssdesk.replica.actions import MoveMessage, SaveDraft, SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.ui.question import Question
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.test_inbox_marks import choose, filled, texts_of

__all__ = ["filled", "window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
DAY = 86_400_000


def select_all(window: Window, folder: str = "") -> None:
    if folder:
        window.screen.pane.choose_folder(folder)
        window.breathe()
    window.screen.pane.table.setFocus()
    window.press(Key.Key_A, Control)


def offered(window: Window) -> list[str]:
    """What the bar offers."""
    bar = window.screen.choosing.bar
    buttons = (
        *(bar.archive, bar.withhold, bar.trash, bar.restore),
        *(bar.unread, bar.flag, bar.later, bar.to_folder),
    )
    return [button.accessibleName() or button.text() for button in buttons if button.isVisible()]


def say(window: Window, *, yes: bool) -> None:
    """To the open question; the window has its keyboard back."""
    (question,) = window.root.findChildren(Question)
    (question.yes if yes else question.no).click()
    window.breathe()
    QTest.qWait(0)
    window._activate()


def begin(window: Window, *subjects: str) -> None:
    for subject in subjects:
        window.household.do(window.accounts[0], SaveDraft(draft=id_of(subject), subject=subject, body="Half"))
    window.breathe()


def schedule(window: Window, *subjects: str) -> None:
    for subject in subjects:
        at = window.school.clock() + DAY
        asked = SendMessage([id_of("teacher")], subject, "Kan het?", pupil=id_of("Noor"), send_at=at)
        window.household.do(window.accounts[0], asked)
    window.sync()


def test_selected_drafts_can_only_be_thrown_away_which_is_asked_with_their_number(filled: Window) -> None:
    begin(filled, "Een", "Twee", "Drie")
    select_all(filled, "drafts")
    bar = filled.screen.choosing.bar
    assert offered(filled) == ["Delete"]
    assert filled.screen.content.chosen.keys.text() == "Del: delete, Esc: choose none"
    for key in (Key.Key_U, Key.Key_F, Key.Key_L, Key.Key_V):
        filled.press(key)
        assert QApplication.activePopupWidget() is None
    filled.click(bar.trash)
    say(filled, yes=False)
    assert len(filled.subjects()) == 3
    filled.screen.pane.table.setFocus()
    filled.press(Key.Key_Delete)
    (question,) = filled.root.findChildren(Question)
    assert question.windowTitle() == "Throw 3 drafts away?"
    say(filled, yes=True)
    filled.until(lambda: filled.subjects() == [])
    filled.sync()
    assert filled.replica().drafts.all() == []


def test_one_draft_has_a_menu_and_goes_by_delete_also_while_it_is_open(filled: Window) -> None:
    begin(filled, "Een", "Twee")
    filled.screen.pane.choose_folder("drafts")
    filled.breathe()
    table = filled.screen.pane.table
    table.setFocus()
    table.select_key(filled.row("Een").key)
    menu = filled.screen.menus.all
    assert texts_of(menu) == ["Open", "Throw away"]
    choose(menu, "Open")
    assert filled.screen.composer.subject.text() == "Een"
    table.setFocus()
    table.select_key(filled.row("Een").key)
    filled.press(Key.Key_Delete)
    say(filled, yes=True)
    filled.until(lambda: filled.subjects() == ["Twee"])
    assert not filled.screen.content.composing
    table.setFocus()
    table.select_key(filled.row("Twee").key)
    choose(menu, "Throw away")
    say(filled, yes=True)
    filled.until(lambda: filled.subjects() == [])
    filled.sync()
    assert filled.replica().drafts.all() == []


def test_menu_of_a_draft_is_the_same_with_several_children(window: Window) -> None:
    window.add("mother", "wouts-mother")
    begin(window.open(), "Een")
    window.screen.pane.choose_folder("drafts")
    window.breathe()
    window.screen.pane.table.setFocus()
    window.screen.pane.table.select_key(window.row("Een").key)
    assert texts_of(window.screen.menus.all) == ["Open", "Throw away"]


def test_what_waits_for_its_moment_can_only_be_kept_from_leaving(filled: Window) -> None:
    schedule(filled, "Straks", "Later", "Morgen")
    filled.screen.pane.choose_folder("scheduled")
    filled.breathe()
    filled.click_row("Morgen")
    table, menu = filled.screen.pane.table, filled.screen.menus.all
    table.setFocus()
    filled.press(Key.Key_Delete)
    assert (filled.opened(), len(filled.subjects())) == ("Morgen", 3)
    assert [text for text in texts_of(menu) if not text.startswith("Everything")] == ["Do not send"]
    assert "Move to" not in texts_of(filled.screen.right.reading_side.menus.more)
    choose(menu, "Do not send")
    filled.until(lambda: "Morgen" not in filled.subjects())
    assert filled.opened() is None
    select_all(filled)
    assert offered(filled) == ["Do not send"]
    filled.click(filled.screen.choosing.bar.withhold)
    filled.until(lambda: filled.subjects() == [])
    filled.sync()
    assert len(filled.replica().drafts.all()) == 3


def test_what_waits_to_leave_has_nothing_to_press(filled: Window) -> None:
    filled.track.cut = True
    for subject in ("Een", "Twee"):
        asked = SendMessage([id_of("teacher")], subject, "Kan het?", pupil=id_of("Noor"))
        filled.household.do(filled.accounts[0], asked)
    filled.breathe()
    select_all(filled, "outbox")
    assert offered(filled) == []
    filled.click_row("Een")
    filled.screen.pane.table.setFocus()
    for key in (Key.Key_Delete, Key.Key_F, Key.Key_V, Key.Key_L, Key.Key_U):
        filled.press(key)
        assert QApplication.activePopupWidget() is None
    assert filled.opened() == "Een"


def test_bar_of_sent_and_of_archived_messages_has_no_idle_button(filled: Window) -> None:
    for subject in ("Een", "Twee"):
        asked = SendMessage([id_of("teacher")], subject, "Kan het?", pupil=id_of("Noor"))
        filled.household.do(filled.accounts[0], asked)
    filled.school.clock.advance(seconds=90)
    filled.sync()
    select_all(filled, "sent")
    assert offered(filled) == ["Archive", "Delete", "Flag", "Move to"]
    filled.click(filled.screen.choosing.bar.archive)
    select_all(filled, "archive")
    assert offered(filled) == ["Delete", "Put back", "Flag", "Move to"]


def test_trashed_rows_of_a_search_are_put_back_and_the_others_deleted(filled: Window) -> None:
    (gone, *_) = filled.replica().inbox.first_page(Filter())
    filled.household.do(filled.accounts[0], MoveMessage(gone.id, "trash"))
    filled.sync()
    filled.search("ouders")
    filled.click_row(gone.subject)
    menu = filled.screen.menus.all
    filled.screen.pane.table.setFocus()
    assert "Delete" not in texts_of(menu)
    select_all(filled)
    assert {"Delete", "Put back"} <= set(offered(filled))
    filled.click(filled.screen.choosing.bar.restore)
    assert filled.replica().inbox.message(gone.id).row.folder == "inbox"  # type: ignore[union-attr]
    select_all(filled)
    assert "Put back" not in offered(filled)
    filled.press(Key.Key_Delete)
    filled.search("")
    filled.until(lambda: filled.subjects() == [])


def test_another_folder_and_a_search_end_the_selection(filled: Window) -> None:
    bar, summary = filled.screen.choosing.bar, filled.screen.content.chosen
    for go in (lambda: filled.screen.pane.choose_folder("drafts"), lambda: filled.search("bestaat niet")):
        filled.screen.pane.choose_folder("inbox")
        filled.breathe()
        select_all(filled)
        assert (bar.isVisible(), summary.isVisible()) == (True, True)
        go()
        filled.breathe()
        assert (bar.isVisible(), summary.isVisible()) == (False, False)


def test_print_key_prints_no_message_that_is_out_of_sight(filled: Window) -> None:
    filled.click_row("Turnzak")
    reading = filled.screen.right.reading_side.reading
    select_all(filled)
    filled.press(Key.Key_P, Control)
    filled.press(Key.Key_Escape)
    filled.screen.write_new(filled.accounts[0])
    filled.press(Key.Key_P, Control)
    assert reading._printouts is None
    filled.press(Key.Key_Escape)
    filled.press(Key.Key_P, Control)
    assert reading._printouts is not None
    filled.until(lambda: filled.root.findChildren(QDialog))
    for dialog in filled.root.findChildren(QDialog):
        dialog.reject()


def in_drafts(window: Window) -> None:
    begin(window, "Een", "Twee")
    select_all(window, "drafts")


def in_scheduled(window: Window) -> None:
    schedule(window, "Straks", "Later")
    select_all(window, "scheduled")


def in_a_search(window: Window) -> None:
    begin(window, "Ouders: half")
    (gone, *_) = window.replica().inbox.first_page(Filter())
    window.household.do(window.accounts[0], MoveMessage(gone.id, "trash"))
    window.breathe()
    window.search("ouders")
    select_all(window)


@pytest.mark.parametrize("act", [in_drafts, in_scheduled, in_a_search])
def test_looks(filled: Window, qapp: QApplication, act: Callable[[Window], None]) -> None:
    act(filled)
    found = {}
    for look in checks.in_every_look(qapp, filled.root):
        filled.breathe()
        if problems := checks.problems(filled.root, primary=1):
            found[look] = problems
    assert found == {}
