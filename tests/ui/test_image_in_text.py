"""An image is put into the text: chosen with the button or its key, in a letter and in an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ssdesk.protocol.school import Limits
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.writing_area import WritingArea
from tests.school import id_of
from tests.server.uploading import PDF
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writing(window: Window) -> Window:
    """The composer of a mother of one child."""
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click(window.screen.new)
    composer(window).to.add(id_of("teacher"))
    composer(window).subject.setText("Zwemmen")
    return window


def composer(window: Window) -> Composer:
    return window.screen.composer


def drawn(path: Path) -> Path:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(path))
    return path


def choose(area: QWidget, path: Path) -> None:
    (dialog,) = area.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["Images (*.png *.jpg *.jpeg *.gif *.webp)"]
    dialog.fileSelected.emit(str(path))
    dialog.close()


def start_words(window: Window, area: WritingArea) -> None:
    """The caret stands between two words."""
    window.type(area, "Kijk: mooi.")
    for _ in "mooi.":
        window.press(Key.Key_Left)


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
def test_chosen_image_stands_at_the_caret_and_goes_along(writing: Window, tmp_path: Path, ending: str) -> None:
    page = composer(writing)
    assert (page.format.image.accessibleName() or page.format.image.text()) == "Image"
    assert page.format.image.toolTip() == "Image (Ctrl+Shift+I)"
    start_words(writing, page.body)
    writing.click(page.format.image)
    choose(page.body, drawn(tmp_path / f"foto.{ending}"))
    writing.until(lambda: page.files.attachments)
    (file,) = page.files.attachments
    assert file.name == f"foto.{ending}"
    html = f'<div>Kijk: <img src="cid:{file.sha256}" alt="foto.{ending}">mooi.</div>'
    writing.until(lambda: page.body.body() == ("html", html))
    assert writing.root.focusWidget() is page.body
    writing.click(page.send)
    writing.sync()
    teacher = writing.other("teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(teacher.inbox()[0].id)
    assert detail is not None
    assert (detail.body, [attached.sha256 for attached in detail.attachments]) == (html, [file.sha256])


def test_key_asks_for_an_image_in_a_letter_and_in_an_answer(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    path = drawn(tmp_path / "foto.png")
    page.body.setFocus()
    writing.press(Key.Key_I, Control | Shift)
    choose(page.body, path)
    writing.until(lambda: "<img" in page.body.body()[1])
    writing.screen.back_to_list()
    writing.click_row("Welkom")
    answer = writing.screen.reader.answer
    writing.type(answer.text, "Kijk ")
    writing.press(Key.Key_I, Control | Shift)
    choose(answer.text, path)
    writing.until(lambda: "<img" in answer.text.body()[1])
    assert [file.name for file in answer.files.attachments] == ["foto.png"]


def test_what_is_no_image_or_the_school_does_not_take_is_said(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    (tmp_path / "brief.png").write_bytes(PDF)
    page.body.image_pasted.emit(str(tmp_path / "brief.png"))
    said = "brief.png cannot be shown as an image in the text. Attach it as a file, or choose a smaller image."
    writing.until(lambda: page.trouble.text() == said)
    page.body.image_pasted.emit(str(tmp_path / "weg.png"))
    writing.until(lambda: page.trouble.text().startswith("weg.png cannot be read."))
    page.body.image_pasted.emit(str(drawn(tmp_path / "foto.bmp")))
    assert page.trouble.text().startswith("foto.bmp: the school does not accept this kind of file.")
    assert (page.files.attachments, page.body.body()) == ([], ("text", ""))


def test_bar_fits_in_every_look(writing: Window, qapp: QApplication) -> None:
    page = composer(writing)
    page.tell_limits(Limits(types=[*"abcdefghijklmnopqrstuvwxyz"]))
    found = {look: checks.problems(page, primary=1) for look in checks.in_every_look(qapp, writing.root)}
    assert {look: problems for look, problems in found.items() if problems} == {}
    bar = page.format.rect()
    for button in (page.format.image, page.format.attach, page.format.link):
        assert bar.contains(button.geometry()), button.text()
