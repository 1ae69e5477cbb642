"""A message on paper, from the button to the file, read back with the engine that shows PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from ssdesk.ui.inbox.printout import Making
from ssdesk.ui.pdf.document import Document
from tests.school import id_of
from tests.ui.inbox_window import Window, window

__all__ = ["window"]


@pytest.fixture
def reading(window: Window) -> Window:
    """A conversation of two is open."""
    window.add("mother")
    window.receive("Uitstap", "Mag Noor mee?\nGroeten", pupil=id_of("Noor"))
    window.open()
    window.click_row("Uitstap")
    window.school.clock.advance(seconds=60)
    window.type(window.screen.reader.answer.text, "Ja, graag.")
    window.click(window.screen.reader.answer.send)
    window.sync()
    return window


def choose(window: Window, text: str) -> None:
    (action,) = [action for action in window.screen.reader.more.menu().actions() if action.text() == text]
    action.trigger()


def saved(window: Window, text: str, target: Path) -> str:
    """What stands in the PDF that this command saved."""
    choose(window, text)
    (dialog,) = window.screen.reader.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Uitstap.pdf")
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    window.until(target.exists)
    document = Document.read(target, "uit")
    try:
        return " ".join("".join(document.text(page) for page in range(document.pages)).split())
    finally:
        document.close()


def test_a_message_is_saved_with_who_and_when_in_school_time(reading: Window, tmp_path: Path) -> None:
    text = saved(reading, "Save as PDF…", tmp_path / "uit.pdf")
    for said in (
        "Uitstap",
        "From Petra Wouters, juf van klas 4B",
        "To you",
        "About Noor, De Wilg",
        "14:33",
        "Mag Noor mee?",
    ):
        assert said in text
    assert "Ja, graag." not in text
    assert "Page 1 of 1" in text
    assert reading.troubles == []


def test_a_whole_conversation_is_saved_oldest_first(reading: Window, tmp_path: Path) -> None:
    text = saved(reading, "Save the whole conversation as PDF…", tmp_path / "uit.pdf")
    assert text.index("Mag Noor mee?") < text.index("Ja, graag.")
    assert "To Petra Wouters" in text


def test_ctrl_p_asks_for_a_printer(reading: Window) -> None:
    reading.screen.reader.body.setFocus()
    reading.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    reading.until(lambda: reading.screen.reader.findChildren(QPrintDialog))
    (dialog,) = reading.screen.reader.findChildren(QPrintDialog)
    assert dialog.printer().docName() == "Uitstap"
    dialog.reject()


def test_where_nothing_can_be_written_it_is_said(reading: Window, tmp_path: Path) -> None:
    choose(reading, "Save as PDF…")
    (dialog,) = reading.screen.reader.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nergens" / "uit.pdf"))
    dialog.reject()
    reading.until(lambda: reading.troubles)
    assert [error.code for error in reading.troubles] == ["not-saved"]
    assert reading.screen.reader.findChildren(Making) == []
