"""Printing, with a real printer that writes what it prints into a PDF, read back with the engine that shows PDFs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.errors import SsdeskError
from ssdesk.ui.pdf.document import Document, open_documents
from ssdesk.ui.pdf.printing import Printing, ask_and_print, print_document
from ssdesk.ui.pdf.progress import Progress
from ssdesk.ui.pdf.sizes import Area
from tests import pdfs
from tests.ui import checks

A4_PX = (595, 842)


def printer_to(file: Path, dots: int = 150) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(dots)
    return printer


def darkness(document: Document, page: int, area: Area | None = None) -> float:
    """The share of an A4 page (or of a part of it, in points) that is not white."""
    made = document.render(page, *A4_PX, area or Area(0, 0, *A4_PX))
    assert made is not None
    dark = sum(1 for at in range(0, len(made.data), 4) if made.data[at] < 128)
    return dark / (made.width * made.height)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1024, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_pages_are_printed_and_each_says_what_it_said(qapp: QApplication, tmp_path: Path) -> None:
    document, done = Document(pdfs.report(), "Rapport"), []
    assert print_document(document, printer_to(tmp_path / "uit.pdf"), range(4), done.append)
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    assert (printed.pages, done) == (4, [1, 2, 3, 4])
    assert [round(printed.size(page).width) for page in range(4)] == [595] * 4
    name = Area(400, 50, 160, 40)
    for page in range(4):
        assert abs(darkness(printed, page) - darkness(document, page)) < 0.01
        assert (darkness(printed, page, name) > 0) == (page in (0, 3))
    printed.close()
    document.close()


def test_only_the_chosen_pages_are_printed(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(pdfs.report(), "Rapport")
    print_document(document, printer_to(tmp_path / "uit.pdf"), [1, 3])
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    name = Area(400, 50, 160, 40)
    assert [darkness(printed, page, name) > 0 for page in range(printed.pages)] == [False, True]
    printed.close()
    document.close()


def test_a_page_on_its_side_is_turned_and_fills_the_paper(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(pdfs.mixed(), "Rapport")
    print_document(document, printer_to(tmp_path / "uit.pdf"), range(3))
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    corner = Area(440, 0, 155, 120)  # turned to the right, its top left corner lies there
    assert [darkness(printed, page, corner) > 0.03 for page in range(3)] == [False, True, False]
    printed.close()
    document.close()


def test_a_page_of_five_metres_fits_on_the_paper(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(pdfs.of_sizes([(5 * pdfs.METRE, 5 * pdfs.METRE)]), "Plan")
    print_document(document, printer_to(tmp_path / "uit.pdf", 1200), [0])
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    assert 0.0005 < darkness(printed, 0) < 0.01
    printed.close()
    document.close()


def test_a_small_page_is_not_made_larger(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(pdfs.of_sizes([(200, 300)]), "Kaart")
    print_document(document, printer_to(tmp_path / "uit.pdf"), [0])
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    assert darkness(printed, 0) < 2 * 150 / (595 * 842)
    printed.close()
    document.close()


def test_margins_of_the_printer_are_kept_white(qapp: QApplication, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "uit.pdf")
    printer.setPageMargins(QMarginsF(30, 30, 30, 30), QPageLayout.Unit.Millimeter)
    document = Document(pdfs.mixed(), "Rapport")
    print_document(document, printer, [0])
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    assert darkness(printed, 0, Area(0, 0, 595, 80)) == 0
    assert darkness(printed, 0) > 0
    printed.close()
    document.close()


def test_a_broken_page_says_so_on_paper_and_the_others_are_printed(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(pdfs.with_broken_page(3, 2), "Rapport")
    print_document(document, printer_to(tmp_path / "uit.pdf"), range(3))
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    middle = Area(60, 400, 480, 40)
    assert [darkness(printed, page, middle) > 0 for page in range(3)] == [False, True, False]
    assert "Page 2 is damaged" in printed.text(1)
    assert min(darkness(printed, page) for page in (0, 2)) > 0
    printed.close()
    document.close()


def test_printing_stops_when_it_is_told_to(qapp: QApplication, tmp_path: Path) -> None:
    document, done = Document(pdfs.numbered(50), "Rapport"), []
    assert not print_document(
        document, printer_to(tmp_path / "uit.pdf", 72), range(50), done.append, lambda: len(done) >= 3
    )
    assert done == [1, 2, 3]
    document.close()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_work_is_said(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(pdfs.report(), "Rapport")
    with pytest.raises(SsdeskError) as caught:
        print_document(document, printer_to(tmp_path / "nowhere" / "uit.pdf"), [0])
    assert (caught.value.code, caught.value.retry) == ("pdf-not-printed", True)
    document.close()


# ---- In the program --------------------------------------------------------------------------------------------------
def test_printing_goes_on_when_another_document_is_shown(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    document, failed = Document(pdfs.report(), "Rapport"), []
    printing = Printing(
        window, document.reopener(), printer_to(tmp_path / "uit.pdf"), range(4), "Rapport", failed.append
    )
    document.close()
    with qtbot.waitSignal(printing.over, timeout=20_000):
        pass
    printed = Document.read(tmp_path / "uit.pdf", "uit")
    assert (printed.pages, failed) == (4, [])
    printed.close()
    assert open_documents() == 0


def test_what_takes_long_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    printing = Printing(
        window, partial(Document, pdfs.heavy(), "Kunst"), printer_to(tmp_path / "uit.pdf", 72), [0], "Kunst"
    )
    progress = printing.progress
    qtbot.waitUntil(progress.isVisible, timeout=20_000)
    assert progress.said.text() == "0 of 1 page"
    qtbot.waitUntil(lambda: open_documents() == 1, timeout=20_000)
    with qtbot.waitSignal(printing.over, timeout=20_000):
        QTest.keyClick(progress, Qt.Key.Key_Escape)
    assert open_documents() == 0


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_failure_is_told(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    failed: list[SsdeskError] = []
    printer = printer_to(tmp_path / "nowhere" / "uit.pdf")
    printing = Printing(window, partial(Document, pdfs.report(), "Rapport"), printer, [0], "Rapport", failed.append)
    with qtbot.waitSignal(printing.over, timeout=20_000):
        pass
    assert [error.code for error in failed] == ["pdf-not-printed"]
    assert open_documents() == 0


def test_the_dialog_asks_for_the_pages_there_are(qtbot: QtBot, window: QWidget) -> None:
    document = Document(pdfs.report(), "Rapport")
    ask_and_print(window, document, "Herfstrapport")
    document.close()
    (dialog,) = window.findChildren(QPrintDialog)
    assert (dialog.isVisible(), dialog.minPage(), dialog.maxPage()) == (True, 1, 4)
    assert dialog.printer().docName() == "Herfstrapport"
    dialog.reject()
    assert window.findChildren(Printing) == []


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="there is a real printer")
def test_the_dialog_prints_what_was_asked(qtbot: QtBot, window: QWidget, home: Path) -> None:
    """Here is no printer, so that it prints into a file."""
    document = Document(pdfs.report(), "Rapport")
    ask_and_print(window, document, "Herfst/rapport.")
    document.close()
    (dialog,) = window.findChildren(QPrintDialog)
    assert Path(dialog.printer().outputFileName()) == home / "Herfst_rapport.pdf"
    dialog.printer().setResolution(100)
    dialog.accept()
    (printing,) = window.findChildren(Printing)
    with qtbot.waitSignal(printing.over, timeout=20_000):
        pass
    printed = Document.read(home / "Herfst_rapport.pdf", "uit")
    assert printed.pages == 4
    printed.close()
    assert open_documents() == 0


def test_a_closed_window_stops_the_printing(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    window.show()
    Printing(window, partial(Document, pdfs.heavy(), "Kunst"), printer_to(tmp_path / "uit.pdf", 72), [0], "Kunst")
    qtbot.waitUntil(lambda: open_documents() == 1, timeout=20_000)
    window.deleteLater()
    qtbot.waitUntil(lambda: open_documents() == 0, timeout=20_000)


def test_the_progress_holds_in_every_look(qapp: QApplication, qtbot: QtBot, window: QWidget) -> None:
    progress = Progress(window, "Herfstrapport 2026-2027 van de hele klas met alle bijlagen", 40)
    progress.show_done(13)
    for look in checks.in_every_look(qapp, progress, (380, 180)):
        assert checks.problems(progress) == [], look
    progress.end()
