"""The list of messages beside the open one: what is selected, what moves, what is never opened by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import MoveMessage
from ssdesk.replica.inbox import Filter
from ssdesk.replica.marks import DeleteFolder, SaveFolder
from ssdesk.ui import theme
from ssdesk.ui.inbox.list_pane import ListPane
from ssdesk.ui.inbox.possible import Can
from ssdesk.ui.widgets import Chip
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def filled(window: Window) -> Window:
    """Three messages of the teacher about Noor; the newest is “Uitstap”."""
    window.add("mother")
    for subject in ("Zwemmen", "Turnzak", "Uitstap"):
        window.receive(subject, f"Beste ouders, over {subject.lower()}.", pupil=id_of("Noor"))
    return window.open()


def read_by(window: Window) -> int:
    """How many of the teacher's messages have a receipt at the teacher's own computer."""
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    return sum(row.to_opened for row in teacher.replica.inbox.first_page(Filter("sent")))


def test_only_a_click_or_enter_makes_a_receipt(filled: Window) -> None:
    table = filled.screen.pane.table
    table.setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_End, Key.Key_Home, Key.Key_Space):
        filled.press(key)
    filled.search("zwemmen")
    filled.press(Key.Key_Return)  # from the field to the list
    assert filled.focus is table
    filled.search("")
    filled.click_row("Turnzak", Control)
    filled.click_row("Uitstap", Shift)
    filled.root.grab()
    assert filled.opened() is None
    assert read_by(filled) == 0
    filled.click_row("Turnzak")
    assert filled.opened() == "Turnzak"
    assert read_by(filled) == 1
    table.setFocus()
    filled.press(Key.Key_Up)
    filled.press(Key.Key_Return)
    assert filled.opened() == "Uitstap"
    assert read_by(filled) == 2


def test_open_message_stays_selected_through_folders_filters_and_searches(filled: Window) -> None:
    filled.click_row("Turnzak")
    pane = filled.screen.pane
    pane.choose_folder("archive")
    assert (filled.selected(), filled.opened()) == ([], "Turnzak")
    pane.choose_folder("inbox")
    assert filled.selected() == ["Turnzak"]
    filled.search("turnzak")
    assert filled.selected() == ["Turnzak"]
    filled.search("")
    filled.screen.listing.reload()
    filled.receive("Nieuw")
    filled.sync()
    assert filled.subjects()[0] == "Nieuw"
    assert (filled.selected(), filled.current()) == (["Turnzak"], "Turnzak")


def test_message_that_was_read_stays_in_the_list_of_unread_ones_until_another_is_opened(filled: Window) -> None:
    filled.click(filled.screen.pane.only.unread)
    assert filled.subjects() == ["Uitstap", "Turnzak", "Zwemmen"]
    filled.click_row("Turnzak")
    filled.sync()
    assert filled.subjects() == ["Uitstap", "Turnzak", "Zwemmen"]
    assert filled.selected() == ["Turnzak"]
    filled.screen.pane.rows.reread()
    filled.until(lambda: filled.screen.pane.rows.complete)
    assert filled.subjects() == ["Uitstap", "Turnzak", "Zwemmen"]
    filled.click(filled.screen.pane.only.unread)
    filled.click(filled.screen.pane.only.unread)
    assert filled.subjects() == ["Uitstap", "Zwemmen"]


def test_next_message_is_current_after_a_deletion_and_nobody_opened_it(filled: Window) -> None:
    filled.click_row("Turnzak")
    filled.click(filled.screen.reader.trash)
    assert filled.subjects() == ["Uitstap", "Zwemmen"]
    assert (filled.current(), filled.opened()) == ("Zwemmen", None)
    assert filled.focus is filled.screen.pane.table
    assert read_by(filled) == 1
    filled.press(Key.Key_Return)
    assert filled.opened() == "Zwemmen"


def test_delete_key_takes_what_is_selected_in_the_list_and_not_the_open_message(filled: Window) -> None:
    filled.click_row("Uitstap")
    filled.screen.pane.table.setFocus()
    filled.press(Key.Key_Down)
    filled.press(Key.Key_Delete)
    assert filled.subjects() == ["Uitstap", "Zwemmen"]
    assert filled.opened() == "Uitstap"
    filled.screen.reader.body.setFocus()
    filled.press(Key.Key_Delete)
    assert filled.subjects() == ["Zwemmen"]
    assert filled.opened() is None


def test_delete_key_in_a_text_deletes_a_letter(filled: Window) -> None:
    filled.click_row("Uitstap")
    answer = filled.screen.reader.answer.text
    filled.type(answer, "Ja")
    filled.press(Key.Key_Home)
    filled.press(Key.Key_Delete)
    assert answer.text() == "a"
    assert filled.opened() == "Uitstap"


def test_archived_message_is_put_back_where_it_came_from(filled: Window) -> None:
    filled.click_row("Turnzak")
    filled.click(filled.screen.reader.archive)
    filled.screen.pane.choose_folder("archive")
    filled.click_row("Turnzak")
    filled.click(filled.screen.reader.restore)
    assert filled.subjects() == []
    filled.screen.pane.choose_folder("inbox")
    assert "Turnzak" in filled.subjects()


@pytest.mark.parametrize("folder", ["trash", "archive"])
@pytest.mark.parametrize("synced", [False, True])
def test_what_lay_in_an_own_folder_is_put_back_there(filled: Window, folder: str, synced: bool) -> None:
    mine, account = new_id(), filled.accounts[0]
    turnzak = next(row for row in filled.replica().inbox.first_page(Filter()) if row.subject == "Turnzak")
    for action in (SaveFolder(mine, "Bewaren"), MoveMessage(turnzak.id, mine), MoveMessage(turnzak.id, folder)):
        filled.household.do(account, action)
    if synced:
        filled.sync()
    filled.screen.pane.choose_folder(folder)
    filled.click_row("Turnzak")
    filled.click(filled.screen.reader.restore)
    assert [row.subject for row in filled.replica().inbox.first_page(Filter(mine))] == ["Turnzak"]
    filled.sync()
    other = filled.other("mother")
    other.sync()
    assert [row.subject for row in other.replica.inbox.first_page(Filter(mine))] == ["Turnzak"]


def test_what_lay_in_a_folder_that_is_gone_is_put_back_into_the_archive(filled: Window) -> None:
    mine, account = new_id(), filled.accounts[0]
    turnzak = next(row for row in filled.replica().inbox.first_page(Filter()) if row.subject == "Turnzak")
    moves = (MoveMessage(turnzak.id, mine), MoveMessage(turnzak.id, "trash"))
    for action in (SaveFolder(mine, "Bewaren"), *moves, DeleteFolder(mine)):
        filled.household.do(account, action)
    filled.sync()
    for here, there in (("trash", "archive"), ("archive", "inbox")):
        filled.screen.pane.choose_folder(here)
        filled.click_row("Turnzak")
        filled.click(filled.screen.reader.restore)
        assert "Turnzak" in [row.subject for row in filled.replica().inbox.first_page(Filter(there))]
    filled.sync()
    assert filled.troubles == []


def test_the_menu_moves_to_the_inbox_what_came_from_elsewhere(filled: Window) -> None:
    account = filled.accounts[0]
    turnzak = next(row for row in filled.replica().inbox.first_page(Filter()) if row.subject == "Turnzak")
    for folder in ("archive", "trash"):
        filled.household.do(account, MoveMessage(turnzak.id, folder))
    filled.screen.pane.choose_folder("trash")
    filled.click_row("Turnzak")
    menu = filled.screen.right.reading_side.menus.folders
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Inbox").trigger()
    filled.breathe()
    assert "Turnzak" in [row.subject for row in filled.replica().inbox.first_page(Filter())]


def test_message_that_another_computer_deleted_leaves_the_list_and_the_reader_says_so(filled: Window) -> None:
    filled.click_row("Turnzak")
    other = filled.other("mother")
    row = next(row for row in other.inbox() if row.subject == "Turnzak")
    other.replica.do(MoveMessage(row.id, "trash"))
    other.sync()
    filled.sync()
    assert filled.subjects() == ["Uitstap", "Zwemmen"]
    assert filled.opened() == "Turnzak"
    assert filled.screen.reader.restore.isVisible()


def test_message_of_one_child_does_not_stay_open_at_another(window: Window) -> None:
    window.add("mother", "sams-mother")
    window.receive("Over Noor")
    window.receive("Over Sam", to="sams-mother")
    window.open()
    assert {row.child_name for row in window.rows()} == {"Noor", "Sam"}
    window.click_row("Over Noor")
    window.screen.show_account(window.accounts[1])
    assert window.subjects() == ["Over Sam"]
    assert window.opened() is None
    window.click_row("Over Sam")
    window.screen.show_account("")
    assert window.opened() == "Over Sam"
    assert window.selected() == ["Over Sam"]


def test_own_message_stands_in_the_inbox_with_whom_it_went_to_and_what_became_of_it(filled: Window) -> None:
    filled.click_row("Uitstap")
    filled.track.cut = True
    filled.type(filled.screen.reader.answer.text, "Noor gaat mee.")
    filled.click(filled.screen.reader.answer.send)
    row = filled.row("Re: Uitstap")
    assert (row.who, row.tag_text, row.child_name) == ("You to Petra Wouters", "waiting", "Noor")
    filled.track.cut = False
    filled.sync()
    assert filled.row("Re: Uitstap").tag_text == ""
    assert filled.row("Uitstap").tag_text == "answered"
    filled.click(filled.screen.pane.only.unread)
    assert "Re: Uitstap" not in filled.subjects()


def test_what_was_today_is_yesterday_after_midnight(filled: Window) -> None:
    assert filled.row("Uitstap").time_text == "14:35"
    filled.click_row("Uitstap")
    filled.school.clock.advance(hours=10)
    filled.screen.listing.ages.timeout.emit()
    filled.until(lambda: filled.row("Uitstap").time_text == "ma")
    assert "yesterday 14:35" in [
        label.text() for label in filled.screen.reader.head.findChildren(type(filled.screen.reader.subject))
    ]


def test_counts_of_folders_stand_in_the_menu_of_the_folder_chip(filled: Window) -> None:
    menu = filled.screen.pane.chip.menu()

    def lines() -> list[str]:
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions()]

    assert lines() == [
        *("Inbox  3", "Later", "Drafts", "Scheduled", "Outbox", "Sent", "Archive", "Deleted", ""),
        *("To answer", "Waiting for an answer", "Flagged", ""),
        *("New folder…", "", "As a table"),
    ]
    filled.click_row("Uitstap")
    filled.until(lambda: lines()[0] == "Inbox  2")
    menu.actions()[6].trigger()
    assert filled.screen.pane.folder == "archive"
    assert filled.screen.pane.chip.text() == "Archive"


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
@pytest.mark.parametrize(
    "words",
    [("Postvak in", "Ongelezen", "Te beantwoorden"), ("Boîte de réception", "Non lus", "En attente de réponse")],
)
def test_chips_are_never_clipped(qapp: QApplication, qtbot: QtBot, words: tuple[str, str, str], scale: float) -> None:
    from ssdesk.replica.inbox import FolderCount

    QLocale.setDefault(QLocale("nl_BE"))
    theme.apply(qapp, "light", scale, family=theme.OWN_FONT)
    pane = ListPane()
    qtbot.addWidget(pane)
    pane.folder_name = lambda folder: words[0] if folder == "inbox" else folder  # type: ignore[method-assign]
    pane.only.unread.setText(words[1])
    pane.only.to_answer.setText(words[2])
    for width in (320, 384, 460, 800):
        pane.resize(theme.px(width), theme.px(600))
        pane.show()
        pane.show_counts({"inbox": FolderCount(4000, 1771)}, 23)
        qapp.processEvents()
        assert checks.clipped(pane) == []
        assert checks.overlapping(pane) == []
    assert pane.only.unread._shown().endswith("1.771")
    assert [chip.isVisible() for chip in pane.findChildren(Chip)] == [True] * 4 + [False] * 4
    pane.close()


def test_several_selected_rows_have_a_bar_of_their_own_and_are_moved_together_unread(filled: Window) -> None:
    filled.click_row("Turnzak", Control)
    assert not filled.screen.choosing.bar.isVisible()
    filled.click_row("Zwemmen", Control)
    bar = filled.screen.choosing.bar
    assert bar.isVisible()
    assert bar.count.text() == "2 selected"
    assert checks.problems(filled.root, primary=1) == []
    filled.click(bar.end)
    assert (bar.isVisible(), filled.selected()) == (False, ["Zwemmen"])
    filled.click_row("Uitstap", Shift)
    assert bar.count.text() == "3 selected"
    filled.click(bar.archive)
    assert (filled.subjects(), bar.isVisible(), filled.opened()) == ([], False, None)
    filled.screen.pane.choose_folder("archive")
    assert len(filled.subjects()) == 3
    assert read_by(filled) == 0
    filled.screen.pane.table.setFocus()
    filled.press(Key.Key_A, Control)
    filled.press(Key.Key_Delete)
    filled.screen.pane.choose_folder("trash")
    filled.screen.pane.table.setFocus()
    filled.press(Key.Key_A, Control)
    assert not bar.archive.isVisible()
    filled.click(bar.restore)
    assert filled.subjects() == []
    filled.screen.pane.choose_folder("archive")
    assert filled.subjects() == ["Uitstap", "Turnzak", "Zwemmen"], "where they came from"


def test_escape_ends_a_selection_and_keeps_the_open_message(filled: Window) -> None:
    filled.click_row("Turnzak")
    filled.click_row("Zwemmen", Control)
    assert filled.screen.choosing.bar.isVisible()
    filled.sync()
    assert filled.selected() == ["Turnzak", "Zwemmen"]
    filled.press(Key.Key_Escape)
    assert filled.selected() == ["Zwemmen"]
    assert filled.opened() == "Turnzak"


def test_too_many_rows_are_not_moved_at_once(filled: Window) -> None:
    from ssdesk.ui.inbox import choosing

    bar = filled.screen.choosing.bar
    bar.show_count(choosing.MOST_AT_ONCE + 1, Can.ARCHIVE)
    assert bar.count.text() == "201 selected, at most 200 at a time"
    assert not bar.archive.isVisibleTo(bar)
    bar.show_count(choosing.MOST_AT_ONCE, Can.ARCHIVE)
    assert bar.archive.isVisibleTo(bar)
