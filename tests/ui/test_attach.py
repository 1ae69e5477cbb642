"""Every way in which a file gets into a letter and an answer; what cannot go is said at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.school import id_of
from tests.server.uploading import PDF
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reading(window: Window, tmp_path: Path) -> Iterator[Window]:
    (tmp_path / "brief.pdf").write_bytes(PDF)
    window.add("mother")
    window.receive("Welkom")
    yield window.open()
    QGuiApplication.clipboard().clear()  # what lies on it is Python's, and would be deleted twice at the end


def paste(window: Window, *links: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(link) for link in links])
    mime.setText("\n".join(links))
    QGuiApplication.clipboard().setMimeData(mime)
    window.press(Key.Key_V, Control)


def local(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString()


def test_the_dialog_offers_what_the_school_accepts_and_attaches_several(reading: Window, tmp_path: Path) -> None:
    (tmp_path / "foto.txt").write_text("Dag")
    reading.click(reading.screen.new)
    page = reading.screen.composer
    reading.click(page.attach)
    (dialog,) = page.files.findChildren(QFileDialog)
    assert "*.pdf" in dialog.nameFilters()[0]
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(tmp_path / "brief.pdf"), str(tmp_path / "foto.txt")])
    dialog.reject()
    reading.until(lambda: len(page.files.attachments) == 2)
    assert sorted(file.name for file in page.files.attachments) == ["brief.pdf", "foto.txt"]


def test_a_copied_file_is_pasted_as_a_file_and_an_address_as_words(reading: Window, tmp_path: Path) -> None:
    reading.click(reading.screen.new)
    page = reading.screen.composer
    page.to.add(id_of("teacher"))
    page.body.setFocus()
    paste(reading, local(tmp_path / "brief.pdf"))
    reading.until(lambda: page.files.attachments)
    assert ([file.name for file in page.files.attachments], page.body.text()) == (["brief.pdf"], "")
    paste(reading, "https://school.example/brief.pdf")
    assert (len(page.files.attachments), page.body.text()) == (1, "https://school.example/brief.pdf")


def test_a_file_pasted_into_an_answer_goes_with_it(reading: Window, tmp_path: Path) -> None:
    reading.click_row("Welkom")
    box = reading.screen.reader.answer
    reading.type(box.text, "Zie de brief.")
    paste(reading, local(tmp_path / "brief.pdf"))
    reading.until(lambda: box.files.attachments)
    reading.click(box.send)
    reading.sync()
    teacher = reading.other("teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(teacher.inbox()[0].id)
    assert detail is not None
    assert (detail.body, [file.name for file in detail.attachments]) == ("Zie de brief.", ["brief.pdf"])


def test_an_empty_file_a_folder_and_a_file_that_is_gone_are_said_at_once(reading: Window, tmp_path: Path) -> None:
    (tmp_path / "leeg.pdf").touch()
    (tmp_path / "map.pdf").mkdir()
    reading.click(reading.screen.new)
    page = reading.screen.composer
    for name, said in (
        ("leeg.pdf", "leeg.pdf is empty. Choose another file."),
        ("map.pdf", "map.pdf is a folder. Choose the files in it."),
    ):
        page.files_asked.emit([str(tmp_path / name)])
        assert page.trouble.text() == said
    page.files_asked.emit([str(tmp_path / "weg.pdf")])
    reading.until(lambda: "weg.pdf" in page.trouble.text())
    assert page.files.attachments == []
