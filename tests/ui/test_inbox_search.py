"""Searching: in everything that is here, without losing one's place; and why a list is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ssdesk.replica.actions import SendMessage
from ssdesk.ui.colours import SCHEMES, contrast
from tests.school import id_of
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key = Qt.Key


def filled(window: Window) -> Window:
    window.add("mother")
    for subject in ("Zwemmen", "Turnzak", "Uitstap"):
        window.receive(subject, f"Beste ouders, over {subject.lower()} en zwembroek.", pupil=id_of("Noor"))
    return window.open()


def test_search_finds_words_in_the_archive_and_in_what_was_sent(window: Window) -> None:
    filled(window)
    window.click_row("Turnzak")
    window.click(window.screen.reader.archive)
    window.household.do(window.accounts[0], SendMessage([id_of("teacher")], "Vraag", "Past de zwembroek nog?"))
    window.sync()
    window.screen.pane.choose_folder("drafts")
    window.search("zwembroek")
    assert sorted(window.subjects()) == ["Turnzak", "Uitstap", "Vraag", "Zwemmen"]
    assert window.screen.pane.chip.text() == "All folders"
    window.screen.pane.choose_folder("archive")
    assert window.subjects() == ["Turnzak"]
    window.search("zwembroek x")
    assert window.face() == "Nothing found"
    window.search("")
    assert window.screen.pane.folder == "drafts"


def test_search_that_ends_leaves_folder_and_open_message_as_they_were(window: Window) -> None:
    filled(window)
    window.click_row("Turnzak")
    window.search("uitstap")
    assert window.subjects() == ["Uitstap"]
    assert window.opened() == "Turnzak"
    window.screen.search.edit.setFocus()
    window.press(Key.Key_Escape)
    window.until(lambda: len(window.subjects()) == 3)
    assert window.screen.search.text() == ""
    assert window.selected() == ["Turnzak"]
    window.press(Key.Key_Escape)
    assert window.focus is window.screen.pane.table


def test_searched_in_vain_says_so_and_one_button_ends_it(window: Window) -> None:
    filled(window)
    window.search("zeppelin")
    assert window.face() == "Nothing found"
    assert "“zeppelin”" in window.screen.pane.empty.sentence()
    window.click(window.screen.pane.empty.action)
    assert len(window.subjects()) == 3
    assert window.screen.search.text() == ""


def test_while_messages_are_being_indexed_the_search_says_so(window: Window) -> None:
    filled(window)
    screen, real = window.screen, window.screen.listing.homes
    from msgspec.structs import replace

    homes = [replace(home, status=replace(home.status, to_index=1200)) for home in real()]
    screen.listing.homes = lambda: homes  # type: ignore[method-assign]
    window.search("zwembroek")
    assert screen.pane.hint.isVisible()
    assert screen.pane.hint.text() == "Not everything can be searched yet: 1.200 messages to go."
    window.search("zeppelin")
    assert "Not everything can be searched yet." in screen.pane.empty.sentence()
    screen.listing.homes = real  # type: ignore[method-assign]
    window.search("")
    assert not screen.pane.hint.text().startswith("Not everything")


def test_filter_that_nothing_fits_says_so_and_shows_all_again(window: Window) -> None:
    filled(window)
    window.screen.pane.only.menu.aboutToShow.emit()
    window.screen.pane.only.menu.actions()[0].trigger()
    window.breathe()
    assert window.screen.pane.only.attached.isVisible()
    assert window.face() == "Nothing here"
    window.click(window.screen.pane.empty.action)
    assert (window.face(), len(window.subjects())) == (None, 3)


def test_each_empty_folder_says_what_comes_there(window: Window) -> None:
    window.add("mother")
    window.open()
    assert window.face() == "“Inbox” is empty"
    sentences = set()
    for folder in ("inbox", "later", "drafts", "scheduled", "outbox", "sent", "archive", "trash"):
        window.screen.pane.choose_folder(folder)
        assert window.face() is not None
        sentences.add(window.screen.pane.empty.sentence())
    assert len(sentences) == 8
    window.track.cut = True
    window.household.nudge()
    window.until(lambda: window.household.homes[0].status.state == "offline")
    window.until(lambda: "offline" in window.screen.pane.empty.sentence())
    assert "today 14:32" in window.screen.pane.empty.sentence()


def test_first_fetching_that_fails_says_when_and_tries_again_when_asked(window: Window) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.track.cut = True
    window.open(synced=False)
    assert window.face() == "Being fetched for the first time"
    window.household.connect()
    window.until(lambda: window.face() == "Fetching failed at 14:33")
    assert "We try again at 14:33" in window.screen.pane.empty.sentence()
    window.track.cut = False
    window.click(window.screen.pane.empty.action)
    window.until(lambda: window.subjects() == ["Welkom"])
    assert window.face() is None


def test_locked_account_says_so_instead_of_being_empty(window: Window) -> None:
    window.add("mother")
    window.receive("Geheim")
    window.open()
    window.household.lock()
    window.screen.listing.reload()
    window.until(lambda: window.face() == "Locked")
    assert window.subjects() == []
    window.family.begin()
    window.screen.listing.reload()
    assert window.subjects() == ["Geheim"]


def test_newest_search_key_leads_to_the_field(window: Window) -> None:
    filled(window)
    window.screen.pane.table.setFocus()
    window.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focus is window.screen.search.edit
    assert QKeySequence("Ctrl+F").toString() in window.screen.search._keys.text()


def test_the_empty_field_says_what_can_be_typed(window: Window) -> None:
    filled(window)
    window.screen.search.edit.setFocus()
    window.until(lambda: "from:" in window.screen.pane.hint.text())
    window.search("onderwerp:turn")
    assert window.subjects() == ["Turnzak"]
    assert window.screen.pane.hint.isHidden()
    window.search("zwembroek kind:wout")
    assert window.face() == "Nothing found"


def test_what_was_found_is_marked_in_the_row_and_in_the_open_message(window: Window) -> None:
    filled(window)
    far = "Beste ouders, " + "dit gaat over iets anders. " * 400 + "De kalebas 🎃 is rijp; KALÉBASSEN ook."
    window.receive("Kalebas-feest", far, pupil=id_of("Noor"))
    window.sync()
    window.search("kalebas")
    row = window.row("Kalebas-feest")
    assert row.subject_marks == ((0, 7),)
    assert [row.preview[begin:end] for begin, end in row.preview_marks] == ["kalebas", "KALÉBASSEN"]
    assert row.preview.startswith("… ")
    window.click_row("Kalebas-feest")
    reader = window.screen.reader
    window.until(lambda: len(reader.body.extraSelections()) == 2)
    marked = [mark.cursor.selectedText() for mark in reader.body.extraSelections()]
    assert marked == ["kalebas", "KALÉBASSEN"]
    page = reader.page

    def in_sight() -> bool:
        place = reader.body.first_mark()
        assert place is not None
        return page.viewport().rect().contains(reader.body.mapTo(page.viewport(), place.center()))

    window.until(in_sight)
    assert page.verticalScrollBar().value() > 0
    window.search("")
    assert reader.body.extraSelections() == []
    assert window.row("Kalebas-feest").preview_marks == ()


def test_marks_can_be_read_in_every_scheme() -> None:
    for scheme in SCHEMES:
        assert contrast(scheme.warning.ink, scheme.warning.soft) >= 4.5, scheme.name


def test_a_child_is_picked_out_of_all_accounts(window: Window) -> None:
    window.add("mother", "wouts-mother")
    window.receive("Welkom", "zwembroek", sender="toren-teacher", to="wouts-mother", pupil=id_of("Wout"))
    window.receive("Turnzak", "zwembroek", pupil=id_of("Noor"))
    window.open()
    for words, subjects in (
        ("zwembroek", ["Turnzak", "Welkom"]),
        ("zwembroek kind:wout", ["Welkom"]),
        ("kind:noor", ["Turnzak"]),
        ("kind:noor child:wout", ["Turnzak", "Welkom"]),
    ):
        window.search(words)
        assert sorted(window.subjects()) == subjects, words
