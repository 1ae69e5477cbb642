"""Answering all and forwarding: to whom, with what, and not one by one to very many."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.commands import Addressed
from ssdesk.replica.actions import SendMessage
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.inbox.recipient import Addressee
from ssdesk.ui.widgets import FlowLayout
from tests.server import uploading
from tests.server.test_groups import CLASS, enrol
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.test_recipients import FATHER, MOTHER, OFFICE, choose, composer, finish, first_names, writing

__all__ = ["window", "writing"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def test_answer_goes_to_the_sender_alone_unless_all_is_asked(writing: Window) -> None:
    choose(writing, "hilde", "bart peeters")
    finish(writing)
    writing.screen.pane.choose_folder("sent")
    writing.click_row("Uitstap")
    assert writing.row("Uitstap").who == "You to Hilde Baert and 1 other"
    reader = writing.screen.reader
    assert not reader.answer.isVisible()
    writing.press(Key.Key_R, Control | Shift)
    assert composer(writing).title.text() == "Answer to all"
    assert (first_names(writing), composer(writing).subject.text()) == ([OFFICE, FATHER], "Re: Uitstap")
    writing.school.clock.advance(seconds=60)
    finish(writing, "Re: Uitstap")
    father = writing.other("father")
    father.sync()
    assert father.subjects() == ["Re: Uitstap", "Uitstap"]
    assert father.inbox()[0].in_reply_to == father.inbox()[1].id


def test_message_to_one_alone_offers_no_answer_to_all(window: Window) -> None:
    window.add("mother")
    window.receive("Uitstap")
    window.open()
    window.click_row("Uitstap")
    assert window.screen.reader.reply.isVisible()
    assert not window.screen.reader.reply_all.isVisible()


def test_what_the_school_keeps_until_later_is_forwarded_and_not_answered(writing: Window) -> None:
    choose(writing, "hilde", "bart peeters")
    composer(writing).wishes.plan(writing.school.clock() + 3 * 3_600_000)
    finish(writing)
    writing.screen.pane.choose_folder("scheduled")
    writing.click_row("Uitstap")
    reader = writing.screen.reader
    assert not reader.reply.isVisible()
    assert not reader.reply_all.isVisible()
    writing.press(Key.Key_R, Control | Shift)
    writing.press(Key.Key_R, Control)
    assert not writing.screen.content.composing
    writing.press(Key.Key_F, Control | Shift)
    choose(writing, "hilde")
    finish(writing, "Fwd: Uitstap")
    office = writing.other("office")
    office.sync()
    assert (office.subjects(), writing.troubles) == (["Fwd: Uitstap"], [])


def to_class(window: Window, more: int) -> None:
    """A message from the office to the parents of 4B, of whom there are three and so many more."""
    window.school.db.run_now(lambda connection: enrol(connection, more))
    window.add("office")
    window.open()
    window.household.do(window.accounts[0], SendMessage([], "Groep", "Beste ouders", groups=(Addressed(CLASS, "co"),)))
    window.sync()


def open_sent(window: Window) -> Reader:
    window.screen.pane.choose_folder("sent")
    window.click_row("Groep")
    return window.screen.reader


def not_to_all(reader: Reader) -> list[str]:
    menu = reader.more.menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isEnabled()]


def test_the_people_of_a_large_group_are_not_answered_one_by_one_and_the_menu_says_why(window: Window) -> None:
    to_class(window, 28)
    reader = open_sent(window)
    assert not reader.reply_all.isVisible()
    assert not_to_all(reader) == ["Reply to all (31): write to the group"]
    window.press(Key.Key_R, Control | Shift)
    assert not window.screen.content.composing
    mother = window.other("mother")
    mother.sync()
    row = mother.inbox()[0]
    mother.replica.do(SendMessage([row.sender], "Re: Groep", "Beste, goed.", in_reply_to=row.id))
    mother.sync()
    window.sync()
    window.screen.pane.choose_folder("inbox")
    window.click_row("Re: Groep")
    assert reader.reply.isVisible()
    assert not reader.reply_all.isVisible(), "nor where one of them answered"
    assert len(not_to_all(reader)) == 1


def test_the_people_of_a_small_group_are_answered_as_before(window: Window) -> None:
    to_class(window, 27)
    reader = open_sent(window)
    assert not_to_all(reader) == []
    window.click(reader.reply_all)
    assert len(composer(window).to.chosen()) == 30


# ---- Very many -------------------------------------------------------------------------------------------------------
def people_(count: int) -> list[Addressee]:
    return [Addressee(f"{number:032x}", f"Ouder {number}") for number in range(count)]


def test_of_very_many_the_first_are_shown_and_one_chip_for_the_others(writing: Window) -> None:
    page, many = composer(writing), people_(304)
    page.to.set_people(many, [one.id for one in many])
    assert len(page.to.chosen()) == len(page.to.names()) == page.to.people == 304
    assert [chip.id for chip in page.to.chips] == [one.id for one in many[:20]]
    assert (page.to.more.text(), page.to.more.accessibleName()) == (
        "and 284 more",
        "Show all 304 who were chosen",
    )
    writing.until(lambda: page.body.mapTo(page, page.body.rect().topLeft()).y() < page.height() / 2)
    page.to.edit.setFocus()
    writing.press(Key.Key_Left)
    assert writing.focus is page.to.more
    writing.press(Key.Key_Left)
    assert writing.focus is page.to.chips[19]
    writing.press(Key.Key_Delete)
    assert (len(page.to.chips), page.to.chips[19].id, page.to.more.text()) == (20, many[20].id, "and 283 more")
    writing.press(Key.Key_Right)
    writing.press(Key.Key_Space)
    assert (len(page.to.chips), page.to.more.isVisible()) == (303, False)
    assert writing.focus is page.to.chips[20]
    page.to.set_people(many, [one.id for one in many])
    assert page.to.more.isVisible(), "of another letter"
    page.to.set_people(many, [one.id for one in many[:100]])
    assert (len(page.to.chips), page.to.more.isVisible()) == (100, False)


def test_the_chips_of_3000_are_laid_out_in_one_go(writing: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    page, many = composer(writing), people_(3000)
    page.to.set_people(many, [one.id for one in many])
    writing.breathe()
    arranged, original = 0, FlowLayout._arrange

    def counted(layout: FlowLayout, area: QRect, *, move: bool) -> int:
        nonlocal arranged
        arranged += len(layout._items)
        return original(layout, area, move=move)

    monkeypatch.setattr(FlowLayout, "_arrange", counted)
    writing.click(page.to.more)
    assert len(page.to.chips) == 3000
    assert arranged < 100 * 3000, "not once for each of them"


def test_very_many_people_have_no_problem_in_any_look(writing: Window, qapp: QApplication) -> None:
    page, many = composer(writing), people_(304)
    page.to.set_people(many, [one.id for one in many])
    found = {look: checks.problems(page, primary=1) for look in checks.in_every_look(qapp, writing.root)}
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_forwarded_message_takes_text_and_files_along_and_not_to_whom_it_went(window: Window, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(uploading.PDF)
    file = window.other("teacher").replica.files.add(tmp_path / "brief.pdf")
    window.add("mother")
    window.receive("Uitstap", "Beste ouders\n\nZie de brief.", attachments=[file])
    window.open()
    window.click_row("Uitstap")
    window.click(window.screen.reader.forward)
    page = composer(window)
    assert (page.title.text(), page.subject.text(), page.to.names()) == ("Forward", "Fwd: Uitstap", [])
    assert window.focus is page.to.edit
    assert "From: Petra Wouters" in page.body.text()
    assert page.body.text().endswith("Beste ouders\n\nZie de brief.")
    assert MOTHER not in page.body.text()
    window.type(page.to.edit, "hilde")
    window.press(Key.Key_Tab)
    window.click(page.send)
    window.sync()
    office = window.other("office")
    office.sync()
    detail = office.replica.inbox.message(office.inbox()[0].id)
    assert detail is not None
    assert [(attached.name, attached.sha256) for attached in detail.attachments] == [("brief.pdf", file.sha256)]
