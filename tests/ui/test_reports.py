"""*Rapporten* in use: the list, the pages, results by subject and their course, files, saving."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from httpx2 import BaseTransport, Request, Response
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ssdesk.protocol.record import Report
from ssdesk.server import publish
from ssdesk.ui.pdf import document
from ssdesk.ui.reports import reading
from ssdesk.ui.screen import Place
from tests.pdfs import locked, numbered
from tests.school import TOREN, WILG, id_of
from tests.together.track import Fault, answered
from tests.ui.reports_window import Window, pdf, window

__all__ = ["window"]

HERFST = ((78, 84, 66), (71, 69, 68))


def give_two(window: Window) -> None:
    window.give_report("Herfstrapport", "2025-10-28", (68, 72, 61))
    window.give_report("Herfstrapport", "2026-11-20", *HERFST[:1], medians=HERFST[1])


# ---- The list and the pages ------------------------------------------------------------------------------------------
def test_the_newest_report_is_open_with_its_pages_and_its_results(window: Window) -> None:
    window.give_a_year()
    window.add("mother")
    window.open()
    assert window.entries() == [
        ("Herfstrapport", "since vrijdag 20 november", True),
        ("Eindrapport", "29 juni 2026", False),
        ("Paasrapport", "2 april 2026", False),
        ("Kerstrapport", "18 december 2025", False),
        ("Herfstrapport", "28 oktober 2025", False),
        ("All results", "18 evaluations this year", False),
    ]
    assert "In between" in window.listed()
    assert "Blad 1 van 2" in window.text_of_pages()
    assert window.bars()[:2] == [("Nederlands", "78%"), ("Wiskunde", "84%")]
    assert window.screen.content.side.legend.isVisible()
    assert window.screen.bar.child.text() == "Noor"


def test_another_report_shows_its_own_pages_and_results(window: Window) -> None:
    give_two(window)
    window.give_report("Groot", "2026-05-01", content=numbered(7))
    window.add("mother")
    window.open()
    window.choose("Herfstrapport", "2025")
    assert window.bars() == [("Nederlands", "68%"), ("Wiskunde", "72%"), ("Frans", "61%")]
    assert not window.screen.content.side.legend.isVisible()  # the school gave no median then
    window.choose("Groot")
    assert "Blad 1 van 7" in window.text_of_pages()
    assert not window.screen.content.side.isVisible()  # it has no results of its own: nothing is made up


def test_the_keyboard_goes_through_the_list_and_opens(window: Window) -> None:
    window.give_a_year()
    window.add("mother")
    window.open()
    assert window.screen.content.list.hasFocus()
    window.press(Qt.Key.Key_Down)
    assert window.screen.reading.shelved is not None
    assert window.screen.reading.shelved.report.title == "Herfstrapport"  # only Enter opens
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.screen.reading.shelved.report.title == "Eindrapport"
    rows = window.screen.content.list
    spoken = rows.model().data(rows.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Eindrapport, 29 juni 2026, shown now"
    for _ in range(8):
        window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    assert window.screen.content.results.isVisible()  # the headings in between were stepped over


def test_what_was_looked_at_is_new_no_more_but_keeps_its_mark_until_one_leaves(window: Window) -> None:
    give_two(window)
    window.add("mother")
    window.open()
    window.until(lambda: window.household.homes[0].new_reports == 0)
    QTest.qWait(120)
    assert window.entries()[0] == ("Herfstrapport", "since vrijdag 20 november", True)
    window.screen.enter()
    assert window.entries()[0] == ("Herfstrapport", "20 november 2026", False)


def test_a_place_opens_its_report_or_its_result(window: Window) -> None:
    give_two(window)
    between = window.give("Dictee", score=17.0, out_of=20.0)
    old = window.give("Vorig jaar", day="2026-03-03", score=12.0, out_of=20.0)
    window.add("mother")
    window.open()
    (account,) = window.accounts
    window.screen.show_place(Place("reports", account, "report", id_of("Herfstrapport 2025-10-28")))
    window.settle()
    assert window.bars()[0] == ("Nederlands", "68%")
    window.screen.show_place(Place("reports", account, "result", between.id))
    assert window.results() == [("Dictee", "17 out of 20")]
    window.screen.show_place(Place("reports", account, "result", old.id))
    assert window.results() == [("Vorig jaar", "12 out of 20")]
    assert window.screen.content.results.rows.hasFocus()
    window.screen.show_place(Place("reports", account, "report", id_of("Herfstrapport 2026-11-20")))
    window.screen.show_place(Place("reports", kind="result"))
    assert window.screen.content.results.isVisible()
    line = next(one for one in window.screen._shelves[0].reports[0].lines)
    window.screen.show_place(Place("reports", account, "result", line.id))
    window.settle()
    assert window.bars()[0] == ("Nederlands", "78%")
    for place in (Place("reports", account, "report", id_of("nothing")), Place("reports", "9-nobody", "result", "1")):
        window.screen.show_place(place)  # what went away meanwhile leaves the screen as it is
    assert window.troubles == []


def test_children_stand_apart_and_each_keeps_the_own_colour(window: Window) -> None:
    give_two(window)
    window.give_report("Winterrapport", "2026-11-19", (50,), slug=TOREN, pupil="Wout")
    window.add("mother", "wouts-mother")
    window.open()
    listed = window.listed()
    assert listed[1] == "Noor"
    assert listed.index("Wout") > listed.index("Noor")
    assert window.screen.bar.child.text() == "Noor"
    window.choose("Winterrapport")
    assert window.screen.bar.child.text() == "Wout"
    assert window.bars() == [("Nederlands", "50%")]
    window.screen.show_account(window.accounts[0])
    window.settle()
    assert [title for title, _, _ in window.entries()] == ["Herfstrapport", "Herfstrapport", "All results"]
    assert window.screen.bar.child.text() == "Noor"


def test_a_report_appears_at_its_moment_and_nobody_asked_for_it(window: Window) -> None:
    """The school's own scheduler, its poke, the sync and the screen; the one that is open stays open."""
    give_two(window)
    window.add("mother")
    window.open()
    before = len(window.entries())
    window.give_report("Kerstrapport", "2026-11-23", (80,), at=window.school.clock() + 60_000)
    window.sync()
    assert len(window.entries()) == before
    window.school.clock.advance(seconds=60)
    window.until(lambda: len(window.entries()) == before + 1)
    assert window.entries()[0] == ("Kerstrapport", "since maandag 23 november", True)
    assert window.bars()[0] == ("Nederlands", "78%")
    assert window.household.homes[0].new_reports == 1


def test_a_withdrawn_report_goes_from_the_screen(window: Window) -> None:
    give_two(window)
    window.add("mother")
    window.open()
    window.school.db.run_now(publish.withdraw, WILG, "report", id_of("Herfstrapport 2026-11-20"))
    window.sync()
    window.until(lambda: len(window.entries()) == 2)
    window.settle()
    assert window.screen.reading.shelved is not None
    assert window.screen.reading.shelved.report.id == id_of("Herfstrapport 2025-10-28")


# ---- Their course ----------------------------------------------------------------------------------------------------
def test_without_weights_the_course_is_of_a_subject_and_never_of_an_average(window: Window) -> None:
    window.give_a_year()
    window.add("mother")
    window.open()
    side = window.screen.content.side
    assert side.of_what.text() == "Nederlands"
    assert [point.share for point in side.trend.points] == [68, 72, 70, 76, 78]
    assert not any(bar.isChecked() for bar in side.bars)
    window.click(side.bars[2])
    assert [bar.bar.subject for bar in side.bars if bar.isChecked()] == ["Frans"]
    assert side.of_what.text() == "Frans"
    assert [point.share for point in side.trend.points] == [61, 63, 60, 64, 66]
    assert side.how.text() == ""


def test_with_weights_the_course_is_of_the_average_that_is_said_how(window: Window) -> None:
    window.give_report("Herfstrapport", "2025-10-28", (60, 90), weights=(1, 1))
    window.give_report("Herfstrapport", "2026-11-20", (80, 90), weights=(3, 1))
    window.add("mother")
    window.open()
    side = window.screen.content.side
    assert side.of_what.text() == "weighted average"
    assert [point.share for point in side.trend.points] == [75, 82.5]
    assert side.how.text() == "Average 82,5% = (80% × 3 + 90% × 1) ÷ 4"
    window.click(side.bars[1])
    assert side.of_what.text() == "Wiskunde"
    window.click(side.bars[1])
    assert side.of_what.text() == "weighted average"


def test_the_points_say_what_they_are(window: Window) -> None:
    window.give_a_year()
    window.add("mother")
    window.open()
    trend = window.screen.content.side.trend
    assert trend.accessibleName() == "Course of Nederlands"
    assert trend.accessibleDescription().startswith("Herfstrapport 2025-2026: 68%; Kerstrapport 2025-2026: 72%")
    assert [point.name for point in trend.points] == ["herfst", "kerstr", "paasra", "eindra", "herfst"]
    trend.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(trend, Qt.Key.Key_Right)
    QTest.keyClick(trend, Qt.Key.Key_Right)
    assert trend.accessibleDescription() == "Kerstrapport 2025-2026: 72%"
    QTest.keyClick(trend, Qt.Key.Key_End)
    assert trend.accessibleDescription() == "Herfstrapport 2026-2027: 78%"


# ---- Files -----------------------------------------------------------------------------------------------------------
def cut_before_opening(window: Window, prepared: Report) -> None:
    """The row is here, its file is not, and the line is away."""
    window.add("mother")
    window.track.fail(f"/v1/blobs/{prepared.file.sha256}", *[answered(503)] * 50)
    window.open()


def test_a_file_that_is_not_here_is_fetched_when_the_line_is_back(window: Window) -> None:
    prepared = window.give_report()
    cut_before_opening(window, prepared)
    window.until(lambda: window.screen.content.pages.currentWidget() is window.screen.content.pages.face)
    assert window.face()[0] == "This report is not on this computer yet"
    assert window.face()[2] == "Try now"
    assert not window.screen.bar.print.isEnabled()
    window.track.faults.clear()
    window.sync()
    window.until(window.text_of_pages)
    assert window.screen.bar.print.isEnabled()


def test_fetching_says_how_far_it_is_and_can_be_stopped(window: Window) -> None:
    content, goes_on = pdf() + b"%" + b"0" * 4_000_000, Event()
    prepared = window.give_report(content=content)
    window.add("mother")
    path = f"/v1/blobs/{prepared.file.sha256}"
    window.track.fail(path, *[answered(503)] * 50)
    window.sync()
    window.household.disconnect()
    window.track.faults.clear()
    window.track.fail(path, passed_on, passed_on, held(goes_on))
    window.open(synced=False)
    pages = window.screen.content.pages
    window.until(lambda: pages.fetching.amount.text() == "2,1 MB of 4 MB")
    assert pages.fetching.title.text() == "Herfstrapport is being fetched"
    window.click(pages.fetching.stop)
    goes_on.set()
    window.until(lambda: pages.currentWidget() is pages.face)
    assert window.face() == ("You stopped fetching", "What was fetched already is kept.", "Fetch the rest")
    window.click(pages.face.action)
    window.until(window.text_of_pages)


def passed_on(way: BaseTransport, request: Request) -> Response:
    return way.handle_request(request)


def held(goes_on: Event) -> Fault:
    """The answer waits until it may come."""

    def fault(way: BaseTransport, request: Request) -> Response:
        assert goes_on.wait(20)
        return way.handle_request(request)

    return fault


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"MZ this is a program", "Herfstrapport is not a PDF."),
        (b"%PDF-1.7 and nothing else", "Herfstrapport is damaged and cannot be shown."),
        (locked(), "Herfstrapport is locked with a password."),
    ],
)
def test_what_cannot_be_shown_says_so_and_can_be_opened_elsewhere(window: Window, content: bytes, title: str) -> None:
    window.give_report(content=content)
    window.add("mother")
    window.open()
    window.until(window.screen.content.pages.view.trouble.isVisible)
    assert window.face()[0] == title
    assert window.face()[2] == "Open with another program"
    assert not window.screen.bar.print.isEnabled()
    window.click(window.screen.content.pages.view.trouble.action)
    window.until(lambda: window.opened_files)
    assert window.opened_files[0].read_bytes() == content


def test_a_file_that_is_too_large_is_not_even_fetched(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1000)
    monkeypatch.setattr(document, "LARGEST", 1000)
    prepared = window.give_report()
    window.add("mother")
    window.sync()
    window.track.asked.clear()
    window.open(synced=False)
    assert window.face()[0] == "This report is too large to be shown here"
    assert not [asked for asked in window.track.asked if prepared.file.sha256 in asked]
    assert window.screen.bar.save.isEnabled()


def test_two_thousand_pages_are_shown(window: Window) -> None:
    window.give_report(content=pdf(2000))
    window.add("mother")
    window.open()
    assert "Blad 1 van 2000" in window.text_of_pages()


# ---- Saving ----------------------------------------------------------------------------------------------------------
def test_saving_asks_where_and_writes_a_whole_file(window: Window, tmp_path: Path) -> None:
    window.give_report("Rapport 1/2: herfst?", content=pdf())
    window.add("mother")
    window.open()
    window.click(window.screen.bar.save)
    window.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    (suggested,) = dialog.selectedFiles()
    assert Path(suggested).name == "Noor Peeters - Rapport 1-2_ herfst_ 2026-2027.pdf"
    assert dialog.defaultSuffix() == "pdf"
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.reject()
    target = tmp_path / "mijn rapport.pdf"
    window.screen.keeping.save(window.screen._opened()[1], target)  # type: ignore[index]
    window.until(target.exists)
    window.until(lambda: window.screen.bar.said.text() == "Saved: mijn rapport.pdf")
    assert target.read_bytes() == pdf()
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".")] == []


def test_saving_a_file_that_is_not_here_says_how_far_it_is_and_can_be_stopped(window: Window, tmp_path: Path) -> None:
    goes_on, target = Event(), tmp_path / "rapport.pdf"
    prepared = window.give_report(content=pdf() + b"%" + b"0" * 4_000_000)
    window.add("mother")
    path = f"/v1/blobs/{prepared.file.sha256}"
    window.track.fail(path, *[answered(503)] * 50)
    window.open()
    window.household.disconnect()
    window.track.faults.clear()
    window.track.fail(path, passed_on, passed_on, held(goes_on))
    bar = window.screen.bar
    window.screen.keeping.save(window.screen._opened()[1], target)  # type: ignore[index]
    window.until(lambda: bar.said.text() == "2,1 MB of 4 MB fetched")
    assert bar.save.text() == "Stop"
    window.click(bar.save)
    goes_on.set()
    window.until(lambda: bar.save.text() == "Save as PDF")
    assert not target.exists()
    assert bar.said.text() == ""
    window.screen.keeping.save(window.screen._opened()[1], target)  # type: ignore[index]
    window.until(target.exists)


def test_what_cannot_be_written_is_said_and_leaves_what_was_there(window: Window, tmp_path: Path) -> None:
    window.give_report()
    window.add("mother")
    window.open()
    target = tmp_path / "nergens" / "rapport.pdf"
    window.screen.keeping.save(window.screen._opened()[1], target)  # type: ignore[index]
    window.until(lambda: window.troubles)
    assert window.troubles[0].code == "not-saved"


def test_printing_asks_for_the_printer_and_leaves_the_pages_as_they_are(window: Window) -> None:
    window.give_report()
    window.add("mother")
    window.open()
    window.until(window.screen.bar.print.isEnabled)
    window.click(window.screen.bar.print)
    window.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 2)
    assert dialog.printer().docName() == "Noor Peeters - Herfstrapport 2026-2027"
    dialog.reject()
    assert "Blad 1 van 2" in window.text_of_pages()
