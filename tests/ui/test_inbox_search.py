"""Searching: in everything that is here, without losing one's place; and why a list is empty."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ssdesk.replica.actions import MoveMessage, SaveDraft, SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.replica.marks import SaveFolder
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


def begun(window: Window, size: tuple[int, int] = (1024, 700)) -> Window:
    window.add("mother")
    for subject in ("Zwemmen", "Turnzak", "Uitstap"):
        window.receive(subject, f"Beste ouders, over {subject.lower()}.", pupil=id_of("Noor"))
    return window.open(size)


@pytest.mark.parametrize("form", ["cards", "table"])
def test_what_is_found_comes_before_a_message_that_lies_over_the_list(window: Window, form: str) -> None:
    begun(window).screen.show_list_as(form)
    window.breathe()
    window.click_row("Turnzak")
    window.type(window.screen.reader.answer.text, "Half antwoord")
    assert window.screen.content.covered
    window.search("uitstap")
    assert (window.screen.pane.table.isVisible(), window.subjects()) == (True, ["Uitstap"])
    assert window.focus is window.screen.search.edit, "typing goes on"
    window.press(Key.Key_Return)
    assert window.focus is window.screen.pane.table
    window.press(Key.Key_Return)
    assert window.opened() == "Uitstap"
    (draft,) = window.replica().drafts.all()
    assert draft.body == "Half antwoord"


def test_enter_without_words_shows_the_list_too(window: Window) -> None:
    begun(window).click_row("Turnzak")
    window.search("")
    window.press(Key.Key_Escape)
    assert window.focus is window.screen.reader.body, "the list is out of sight"
    window.screen.search.edit.setFocus()
    window.press(Key.Key_Return)
    assert window.focus is window.screen.pane.table
    assert window.screen.pane.table.isVisible()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_letter_over_the_list_is_kept_as_a_draft_on_enter_and_not_before(window: Window, size: tuple[int, int]) -> None:
    begun(window, size).screen.write_new(window.accounts[0])
    window.type(window.screen.composer.subject, "Half")
    window.search("uitstap")
    assert window.screen.content.composing
    window.search("")
    window.press(Key.Key_Return)
    assert window.screen.content.composing, "nothing is searched"
    window.search("uitstap")
    window.press(Key.Key_Return)
    assert not window.screen.content.composing
    assert window.screen.pane.table.isVisible()
    assert window.focus is window.screen.pane.table
    assert [draft.subject for draft in window.replica().drafts.all()] == ["Half"]


def test_search_finds_drafts_and_says_of_a_hit_in_which_folder_it_lies(window: Window) -> None:
    begun(window, (1280, 800))
    account, inbox = window.accounts[0], window.replica().inbox
    window.household.do(account, SaveDraft(draft=id_of("half"), subject="Ouders vragen", body="Half"))
    window.household.do(account, SaveFolder(id_of("folder"), "Bewaren"))
    rows = {row.subject: row.id for row in inbox.first_page(Filter())}
    window.household.do(account, MoveMessage(rows["Zwemmen"], "trash"))
    window.household.do(account, MoveMessage(rows["Turnzak"], id_of("folder")))
    window.put("asks", subject="Ouders: antwoord", answer_by=window.school.clock() + 3_600_000, folder="archive")
    window.sync()
    window.search("ouders")
    tags = {row.subject: row.tag_text for row in window.rows()}
    assert tags == {
        "Ouders vragen": "draft",
        "Zwemmen": "Deleted",
        "Turnzak": "Bewaren",
        "Uitstap": "",
        "Ouders: antwoord": tags["Ouders: antwoord"],
    }
    assert tags["Ouders: antwoord"].startswith("Archive · answer by ")
    window.click_row("Ouders vragen")
    assert window.screen.composer.subject.text() == "Ouders vragen"
    window.press(Key.Key_Escape)
    window.screen.pane.choose_folder("trash")
    window.breathe()
    assert [(row.subject, row.tag_text) for row in window.rows()] == [("Zwemmen", "")], "there it needs no saying"


def test_a_value_that_is_no_day_is_said_where_nothing_was_found(window: Window) -> None:
    begun(window, (1280, 800))
    window.search("na:1 november van: petra turnzak")
    assert window.subjects() == ["Turnzak"]
    window.search("voor: onzin")
    assert window.face() == "Nothing found"
    assert window.screen.pane.empty.sentence() == "“onzin” is no day. Type for instance voor:23/11."
