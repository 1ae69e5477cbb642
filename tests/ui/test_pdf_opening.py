"""The page view when documents come and go, cannot be shown, or are shown to somebody who sees or hears otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.ui.pdf.document import open_documents
from ssdesk.ui.pdf.view import PageView
from tests import pdfs
from tests.ui import checks
from tests.ui.pdf_desk import WAIT_MS, Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.leave()


# ---- What cannot be shown --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda: b"", "pdf-not-one", "is not a PDF"),
        (lambda: b"Beste ouders", "pdf-not-one", "is not a PDF"),
        (lambda: pdfs.report()[:2000], "pdf-damaged", "is damaged"),
        (pdfs.locked, "pdf-password", "password"),
    ],
    ids=["empty", "letter", "half", "locked"],
)
def test_what_cannot_be_shown_is_said_and_the_next_is_shown(
    desk: Desk, make: Callable[[], bytes], code: str, said: str
) -> None:
    failed = []
    desk.view.failed.connect(failed.append)
    desk.view.show_pdf(make(), "Herfstrapport")
    desk.until(lambda: bool(failed))
    assert failed[0].code == code
    assert said in desk.view.trouble.title()
    assert "Herfstrapport" in desk.view.trouble.title()
    assert (desk.view.trouble.isVisible(), desk.canvas.isVisible(), open_documents()) == (True, False, 0)
    desk.show(pdfs.report())
    assert (desk.view.trouble.isVisible(), desk.canvas.isVisible(), desk.controls.isVisible()) == (False, True, True)


def test_a_file_of_300_mb_is_not_read(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "groot.pdf"
    with file.open("wb") as opened:
        opened.write(b"%PDF-1.7\n")
        opened.truncate(300 * 1024 * 1024)
    desk.view.show_pdf(file, "Fotoboek")
    desk.until(desk.view.trouble.isVisible)
    assert desk.view.trouble.sentence() == "Save it and open it with another program."


# ---- Opening and closing ---------------------------------------------------------------------------------------------
def test_of_many_that_are_asked_for_at_once_the_last_is_shown_and_the_others_are_closed(desk: Desk) -> None:
    for number in range(6):
        desk.view.show_pdf(pdfs.numbered(number + 1), f"Rapport {number + 1}")
    desk.until(lambda: desk.view.document is not None and desk.canvas.tiles.is_done)
    document = desk.view.document
    assert document is not None
    assert (document.name, desk.canvas.accessibleName()) == ("Rapport 6", "Rapport 6")
    desk.until(lambda: open_documents() == 1)
    desk.view.clear()
    assert (desk.view.document, desk.controls.isVisible()) == (None, False)
    desk.until(lambda: open_documents() == 0)


def test_a_view_that_goes_closes_its_document(qtbot: QtBot) -> None:
    view = PageView()
    view.show()
    view.show_pdf(pdfs.report(), "Rapport")
    qtbot.waitUntil(lambda: view.document is not None, timeout=WAIT_MS)
    view.deleteLater()
    qtbot.waitUntil(lambda: open_documents() == 0, timeout=WAIT_MS)


def test_a_view_that_goes_before_its_document_is_open_leaves_nothing_behind(qtbot: QtBot) -> None:
    view = PageView()
    view.show_pdf(pdfs.numbered(500), "Rapport")
    view.deleteLater()
    del view
    qtbot.wait(50)
    qtbot.waitUntil(lambda: open_documents() == 0, timeout=WAIT_MS)


# ---- For everybody ---------------------------------------------------------------------------------------------------
def test_a_screen_reader_is_told_the_document_the_page_and_its_text(desk: Desk) -> None:
    desk.show(pdfs.report(), "Herfstrapport van Noor")
    assert desk.canvas.accessibleName() == "Herfstrapport van Noor"
    desk.until(lambda: desk.canvas.accessibleDescription().startswith("Page 1 of 4. Basisschool De Wilg"))
    desk.press(Qt.Key.Key_End)
    desk.until(lambda: desk.canvas.accessibleDescription().startswith("Page 4 of 4. "))
    assert "blad 4" in desk.canvas.accessibleDescription()


@pytest.mark.parametrize("width", [1024, 420])
def test_everything_holds_in_every_look(qapp: QApplication, desk: Desk, width: int) -> None:
    desk.show(pdfs.report())
    desk.find("een")
    for look in checks.in_every_look(qapp, desk.view, (width, 700)):
        desk.settle()
        assert checks.problems(desk.view) == [], look
    desk.view.close_search()
    for look in checks.in_every_look(qapp, desk.view, (width, 700)):
        assert checks.problems(desk.view) == [], look


def test_what_cannot_be_shown_is_said_in_every_look(qapp: QApplication, desk: Desk) -> None:
    desk.view.show_pdf(b"Beste ouders", "Herfstrapport")
    desk.until(desk.view.trouble.isVisible)
    for look in checks.in_every_look(qapp, desk.view, (420, 700)):
        assert checks.problems(desk.view) == [], look


def test_the_keyboard_reaches_the_pages_first_and_then_the_pill(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.canvas.setFocus()
    order = [desk.view.window().focusWidget(), *checks.tab_order(desk.view)]
    controls = desk.controls
    assert order[:5] == [desk.canvas, controls.minus, controls.percent, controls.plus, controls.page]
