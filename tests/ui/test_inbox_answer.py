"""The answer box: nothing typed is lost, nothing goes out that the school would refuse, and what was refused comes
back with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ssdesk.replica.inbox import Filter
from ssdesk.ui.inbox.writing_area import KEEP_AFTER_MS
from tests.replica.test_recover import limit_pages
from tests.school import id_of
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Control = Qt.KeyboardModifier.ControlModifier
WORDS = "Beste juf Petra\n\nNoor gaat mee.\n\nGroeten, An"


@pytest.fixture
def reading(window: Window) -> Window:
    window.add("mother")
    window.receive("Zwemmen", pupil=id_of("Noor"))
    window.receive("Uitstap", "Mag Noor mee?", pupil=id_of("Noor"))
    window.open()
    window.click_row("Uitstap")
    return window


def drafts(window: Window) -> list[str]:
    return [draft.body for draft in window.replica().drafts.all()]


def test_answer_arrives_with_its_lines_and_counts_as_one(reading: Window) -> None:
    answer = reading.screen.reader.answer
    reading.type(answer.text, WORDS)
    reading.press(Qt.Key.Key_Return, Control)
    assert answer.text.text() == ""
    assert reading.focus is answer.text
    reading.sync()
    teacher = reading.other("teacher")
    teacher.sync()
    (row,) = teacher.inbox()
    detail = teacher.replica.inbox.message(row.id)
    assert detail is not None
    assert (row.subject, detail.body, row.pupil) == ("Re: Uitstap", WORDS, id_of("Noor"))
    assert row.in_reply_to == next(
        sent.id for sent in teacher.replica.inbox.first_page(Filter("sent")) if sent.subject == "Uitstap"
    )
    assert drafts(reading) == []


def test_answer_below_a_long_message_is_in_sight_once_it_is_asked_for(window: Window) -> None:
    window.add("mother")
    window.receive("Lang", "Beste ouders\n\n" * 40, pupil=id_of("Noor"))
    window.open()
    window.click_row("Lang")
    reader = window.screen.reader
    assert reader.answer.send.visibleRegion().isEmpty()
    window.click(reader.reply)
    window.until(lambda: not reader.answer.send.visibleRegion().isEmpty())
    assert window.focus is reader.answer.text


def test_what_was_typed_is_on_the_disk_800_ms_after_the_last_key_and_comes_back(reading: Window) -> None:
    assert KEEP_AFTER_MS == 800
    reading.type(reading.screen.reader.answer.text, "Noor gaat")
    assert drafts(reading) == []
    reading.until(lambda: drafts(reading) == ["Noor gaat"])
    # the program is killed here: another window reads what lies on the disk
    reading.screen.reader.show_message(None)
    reading.screen.right.reading_side.reading._place = None
    reading.screen.right.reading_side.answering._message = None
    reading.click_row("Uitstap")
    assert reading.screen.reader.answer.text.text() == "Noor gaat"
    assert reading.screen.new.role == "secondary"


def test_answer_that_was_left_is_a_draft_at_the_school_too_and_waits_below_its_message(reading: Window) -> None:
    reading.type(reading.screen.reader.answer.text, "Noor gaat mee, ")
    reading.click_row("Zwemmen")
    assert reading.screen.reader.answer.text.text() == ""
    assert reading.waiting().count("save_draft") <= 1
    reading.sync()
    other = reading.other("mother")
    other.sync()
    assert [draft.body for draft in other.replica.drafts.all()] == ["Noor gaat mee, "]
    reading.click_row("Uitstap")
    reading.type(reading.screen.reader.answer.text, "denk ik.")
    assert reading.screen.reader.answer.text.text() == "Noor gaat mee, denk ik."
    reading.click(reading.screen.reader.answer.send)
    reading.sync()
    other.sync()
    assert other.replica.drafts.all() == []
    assert drafts(reading) == []


def test_program_that_ends_keeps_the_answer(reading: Window) -> None:
    reading.type(reading.screen.reader.answer.text, "Half zin")
    reading.screen.leave()
    assert drafts(reading) == ["Half zin"]
    assert "save_draft" in reading.waiting() or not reading.replica().drafts.all()[0].changed


def test_answer_that_was_emptied_is_no_draft_any_more(reading: Window) -> None:
    text = reading.screen.reader.answer.text
    reading.type(text, "Ja")
    reading.until(lambda: drafts(reading) == ["Ja"])
    text.selectAll()
    reading.press(Qt.Key.Key_Delete)
    reading.until(lambda: drafts(reading) == [])


def test_file_without_a_text_is_refused_before_anything_is_queued(reading: Window, tmp_path: Path) -> None:
    answer = reading.screen.reader.answer
    (tmp_path / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    answer.files.added.emit([str(tmp_path / "foto.png")])
    reading.until(lambda: answer.files.attachments)
    assert answer.send.role == "secondary"
    reading.click(answer.send)
    assert answer.note() == "Write a text; a file alone is not enough."
    answer.text.fill("\u200b\u2060")
    assert answer.send.role == "secondary"
    reading.click(answer.send)
    assert answer.note() == "Write a text; a file alone is not enough."
    assert "send_message" not in reading.waiting()
    answer.text.fill("")
    reading.type(answer.text, "In bijlage de foto.")
    reading.press(Qt.Key.Key_Return, Control)
    assert answer.note() == ""
    reading.sync()
    teacher = reading.other("teacher")
    teacher.sync()
    assert [row.has_attachment for row in teacher.inbox()] == [True]


def test_one_primary_button_send_while_there_is_a_text_else_new_message(reading: Window) -> None:
    answer, new = reading.screen.reader.answer, reading.screen.new
    assert (answer.send.role, new.role, answer.send.isEnabled()) == ("secondary", "primary", False)
    reading.type(answer.text, "Ja")
    assert (answer.send.role, new.role) == ("primary", "secondary")
    reading.click_row("Zwemmen")
    assert (answer.send.role, new.role) == ("secondary", "primary")


def test_answer_that_the_school_refuses_comes_back_with_the_reason(reading: Window) -> None:
    from sqlalchemy import update

    from ssdesk.server import tables as t

    account = t.account.c
    reading.school.db.run_now(
        lambda connection: connection.execute(
            update(t.account).where(account.id == id_of("mother")).values(no_rights='["send"]')
        )
    )
    answer = reading.screen.reader.answer
    reading.type(answer.text, WORDS)
    reading.click(answer.send)
    reading.until(answer.note)
    assert answer.text.text() == WORDS
    assert "send" in answer.note().lower()
    reading.until(lambda: reading.row("Uitstap").tag_text != "answered")


def test_full_disk_is_said_below_the_answer_and_the_text_stays(reading: Window) -> None:
    answer = reading.screen.reader.answer
    limit_pages(reading.replica(), 0)
    answer.text.insertPlainText("Beste juf, " * 4_000)
    reading.until(answer.note)
    assert answer.note().startswith("There is no room left on this computer.")
    reading.click_row("Zwemmen")
    assert (reading.opened(), len(answer.text.text())) == ("Uitstap", 44_000)
    reading.click(answer.send)
    assert len(answer.text.text()) == 44_000
    limit_pages(reading.replica(), 1_000_000)
    reading.click(answer.send)
    assert (answer.note(), answer.text.text()) == ("", "")
    reading.sync()
    assert reading.replica().inbox.first_page(Filter("sent"))[0].subject == "Re: Uitstap"


def test_waiting_answer_is_taken_back_to_be_changed(reading: Window) -> None:
    reading.track.cut = True
    reading.type(reading.screen.reader.answer.text, "Noor gat mee.")
    reading.click(reading.screen.reader.answer.send)
    reading.screen.pane.choose_folder("outbox")
    reading.click_row("Re: Uitstap")
    assert reading.screen.reader.change.isVisible()
    reading.click(reading.screen.reader.change)
    composer = reading.screen.composer
    assert composer.isVisible()
    assert (composer.body.text(), composer.to.chosen(), composer.subject.text()) == (
        "Noor gat mee.",
        (id_of("teacher"),),
        "Re: Uitstap",
    )
    assert composer.title.text() == "Answer"
    composer.body.fill("Noor gaat mee.")
    reading.click(composer.send)
    assert reading.subjects() == ["Re: Uitstap"]
    reading.track.cut = False
    reading.sync()
    teacher = reading.other("teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(teacher.inbox()[0].id)
    assert detail is not None
    assert detail.body == "Noor gaat mee."
    assert teacher.inbox()[0].in_reply_to is not None
