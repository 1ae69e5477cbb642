"""The page view on real documents: what is in sight, at which size, and how one moves through it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot

from ssdesk.ui import tasks, theme
from ssdesk.ui.pdf import tiles
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.tiles import Tile, Tiles
from tests import pdfs
from tests.ui.pdf_desk import WAIT_MS, Desk, darkest


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.leave()


# ---- Pages in sight --------------------------------------------------------------------------------------------------
def test_a_document_opens_at_its_first_page_as_wide_as_the_view(desk: Desk) -> None:
    desk.show(pdfs.report())
    place = desk.canvas.place_in_view(0)
    assert (place.left(), place.width()) == (30, desk.canvas.viewport().width() - 48)
    assert desk.page_texts() == ("1", "/ 4")
    assert desk.controls.percent.text() == f"{round(100 * desk.canvas.zoom)}%"
    head = QRect(place.left() + 30, place.top() + 40, 200, 30)
    assert darkest(desk.picture(), head) < 60


def test_the_width_follows_the_window_and_what_is_read_stays_in_sight(desk: Desk) -> None:
    desk.show(pdfs.numbered(30))
    desk.canvas.go_to(17)
    desk.canvas.verticalScrollBar().setValue(desk.canvas.verticalScrollBar().value() + 100)
    before = desk.canvas.zoom
    for width in (900, 400, 534):
        desk.view.resize(width, 744)
        assert desk.canvas.place_in_view(17).width() == desk.canvas.viewport().width() - 48
        assert desk.canvas.page == 17
    assert desk.canvas.zoom == before


def test_only_what_is_in_sight_and_the_next_is_drawn(desk: Desk) -> None:
    desk.show(pdfs.numbered(40))
    drawn = {tile.page for tile in desk.canvas.tiles._kept}
    assert drawn in ({0, 1}, {0, 1, 2})


def test_two_thousand_pages_are_walked_from_end_to_end(desk: Desk) -> None:
    desk.show(pdfs.numbered(2000))
    desk.press(Qt.Key.Key_End)
    assert (desk.canvas.page, desk.page_texts()) == (1999, ("2000", "/ 2000"))
    place = desk.canvas.place_in_view(1999)
    assert darkest(desk.picture(), QRect(place.left() + 30, place.top() + 40, 200, 40)) < 60
    desk.press(Qt.Key.Key_Home)
    assert desk.canvas.page == 0
    for page in range(0, 2000, 97):
        desk.canvas.go_to(page)
        assert desk.canvas.page == page
    desk.settle()
    assert desk.canvas.tiles.octets <= tiles.KEPT


def test_sizes_that_come_later_leave_what_is_read_in_sight(desk: Desk) -> None:
    desk.show(pdfs.of_sizes([(595, 842)] + [(595, 300)] * 50 + [(842, 595)] * 50))
    desk.until(lambda: desk.canvas.zoom < 0.5)  # now the wide ones are known
    assert desk.canvas.place_in_view(0).top() == 24
    assert desk.canvas.place_in_view(60).width() == desk.canvas.viewport().width() - 48


def test_one_enormous_page_does_not_make_the_others_small(desk: Desk) -> None:
    desk.show(pdfs.of_sizes([(595, 842), (5 * pdfs.METRE, 5 * pdfs.METRE), (595, 842)]))
    assert desk.canvas.place_in_view(0).width() == desk.canvas.viewport().width() - 48
    assert desk.canvas.horizontalScrollBar().maximum() > 0
    desk.canvas.go_to(1)
    desk.canvas.set_zoom(5.0)
    assert not desk.controls.plus.isEnabled()
    desk.settle()
    ratio = desk.canvas.devicePixelRatioF()
    assert max(desk.canvas.place_in_view(1).width(), desk.canvas.place_in_view(1).height()) * ratio <= 30_000
    assert desk.canvas.tiles.octets <= tiles.KEPT


def test_memory_stays_bounded_however_much_is_looked_at(desk: Desk) -> None:
    desk.show(pdfs.report())
    for zoom in (1.0, 2.0, 3.0, 4.0):
        desk.canvas.set_zoom(zoom)
        for page in range(4):
            desk.canvas.go_to(page)
            desk.settle()
            assert desk.canvas.tiles.octets <= tiles.KEPT


def test_paper_stays_white_on_a_dark_ground(qapp: QApplication, desk: Desk) -> None:
    desk.show(pdfs.report())
    for scheme in ("dark", "high-contrast", "light"):
        theme.apply(qapp, scheme, 1.0, family=theme.OWN_FONT)
        place = desk.canvas.place_in_view(0)
        assert desk.pixel(place.left() + 10, place.top() + 10) == "#ffffff"
        assert desk.pixel(2, 300) == theme.colours().sunken.lower()


def test_a_broken_page_says_so_and_the_others_are_read(desk: Desk) -> None:
    desk.show(pdfs.with_broken_page(3, 2))
    desk.canvas.go_to(1)
    desk.settle()
    place = desk.canvas.place_in_view(1)
    middle = QRect(place.left() + 40, place.center().y() - 20, place.width() - 80, 40)
    assert darkest(desk.picture(), middle) < 140
    desk.until(lambda: "Page 2 is damaged" in desk.canvas.accessibleDescription())
    desk.canvas.go_to(2)
    place = desk.canvas.place_in_view(2)
    assert darkest(desk.picture(), QRect(place.left() + 30, place.top() + 40, 200, 40)) < 60


def test_the_view_answers_while_a_page_takes_long_and_gives_it_up_when_it_is_gone(
    qapp: QApplication, desk: Desk
) -> None:
    theme.apply(qapp, "dark", 1.0, family=theme.OWN_FONT)
    desk.view.show_pdf(pdfs.heavy(others=9), "Kunst")
    desk.until(lambda: desk.view.document is not None)
    assert not desk.canvas.tiles.is_done
    place = desk.canvas.place_in_view(0)
    shown = desk.canvas.viewport().grab().toImage()
    assert QColor(shown.pixel(place.left() + 9, place.top() + 9)).name() == "#ffffff"
    desk.until(lambda: desk.canvas.tiles.is_slow(0))
    middle = QRect(place.left() + 40, place.top(), place.width() - 80, place.height())
    assert darkest(desk.canvas.viewport().grab().toImage(), middle & desk.canvas.viewport().rect()) < 140
    desk.press(Qt.Key.Key_End)
    desk.settle()
    assert {tile.page for tile in desk.canvas.tiles._kept} <= set(range(5, 10))


def test_a_picture_of_the_document_before_is_not_shown_as_one_of_this(qapp: QApplication) -> None:
    shown, before, now = Tiles(), Document(pdfs.report(), "Rapport"), Document(pdfs.numbered(4), "Rapport")
    tile = Tile(0, 400, 566, 0, 0)
    shown.show_document(before)
    shown.want([tile], [])
    assert tasks._line()._pool.waitForDone(WAIT_MS)  # made, and on its way
    shown.show_document(now)
    qapp.processEvents()
    assert (shown.get(tile), shown.octets) == (None, 0)
    before.close()
    now.close()


def test_pages_are_sharp_on_a_screen_of_two_pixels_for_each(tmp_path: Path) -> None:
    program = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from ssdesk.ui import tasks, theme
from ssdesk.ui.pdf.view import PageView
from tests import pdfs
app = QApplication([])
theme.apply(app, "light", 1.0, family=theme.OWN_FONT)
view = PageView()
view.resize(534, 744)
view.show()
view.show_pdf(pdfs.report(), "Rapport")
while view.document is None or not view.canvas.tiles.is_done:
    app.processEvents()
page = view.canvas.place_in_view(0)
print(view.devicePixelRatioF(), {{tile.width for tile in view.canvas.tiles._kept}} == {{2 * page.width()}})
view.clear()
"""
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.split() == ["2.0", "True"]


# ---- Zoom ------------------------------------------------------------------------------------------------------------
def test_keys_zoom_and_the_middle_stays(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.canvas.go_to(1)
    middle = desk.canvas.viewport().rect().center()

    def what() -> tuple[float, float]:
        place = desk.canvas.place_in_view(1)
        return (middle.x() - place.left()) / place.width(), (middle.y() - place.top()) / place.height()

    before, zoom = what(), desk.canvas.zoom
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        desk.press(key, Qt.KeyboardModifier.ControlModifier)
    assert desk.canvas.zoom > zoom * 1.3
    assert what() == pytest.approx(before, abs=0.01)
    assert desk.canvas.fit == "none"
    desk.press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert what() == pytest.approx(before, abs=0.01)
    desk.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (desk.canvas.fit, desk.canvas.zoom) == ("width", pytest.approx(zoom))


def test_the_wheel_with_ctrl_zooms_around_the_pointer(desk: Desk) -> None:
    desk.show(pdfs.report())
    at = QPointF(140, 330)

    def what() -> tuple[float, float]:
        place = desk.canvas.place_in_view(0)
        return (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()

    before, zoom = what(), desk.canvas.zoom
    for _ in range(4):
        wheel = QWheelEvent(
            at,
            desk.canvas.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(desk.canvas.viewport(), wheel)
    assert desk.canvas.zoom == pytest.approx(zoom * 1.2**4, rel=0.01)
    assert what() == pytest.approx(before, abs=0.01)


def test_two_fingers_zoom_on_a_touchpad_and_on_a_screen(desk: Desk) -> None:
    desk.show(pdfs.report())
    view, at = desk.canvas.viewport(), QPointF(140, 330)
    zoom, above = desk.canvas.zoom, at.y() - desk.canvas.place_in_view(0).top()
    pad = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        view.mapToGlobal(at),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(view, pad)
    assert desk.canvas.zoom == pytest.approx(zoom * 1.25)
    pinch = QPinchGesture()
    pinch.setScaleFactor(1.6)
    pinch.setCenterPoint(view.mapToGlobal(at))
    QApplication.sendEvent(view, QGestureEvent([pinch]))
    assert desk.canvas.zoom == pytest.approx(zoom * 2)
    assert at.y() - desk.canvas.place_in_view(0).top() == pytest.approx(2 * above, abs=3)


def test_the_percentage_gives_the_width_and_then_the_whole_page(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.canvas.set_zoom(3.0)
    desk.controls.percent.click()
    assert desk.canvas.place_in_view(0).width() == desk.canvas.viewport().width() - 48
    desk.view.resize(700, 500)
    desk.controls.percent.click()
    assert desk.canvas.viewport().rect().contains(desk.canvas.place_in_view(0))
    desk.controls.percent.click()
    assert desk.canvas.fit == "width"


def test_zoom_has_an_end_and_the_buttons_say_so(desk: Desk) -> None:
    desk.show(pdfs.report())
    while desk.controls.plus.isEnabled():
        desk.controls.plus.click()
    assert desk.controls.percent.text() == "500%"
    while desk.controls.minus.isEnabled():
        desk.controls.minus.click()
    assert desk.controls.percent.text() == "10%"


def test_each_page_of_a_mixed_document_is_seen_whole_when_it_is_turned_to(desk: Desk) -> None:
    desk.show(pdfs.mixed())
    desk.canvas.set_fit("page")
    for page in (1, 2):
        desk.press(Qt.Key.Key_PageDown)
        assert desk.canvas.page == page
        assert desk.canvas.viewport().rect().contains(desk.canvas.place_in_view(page))
    desk.press(Qt.Key.Key_PageUp)
    assert desk.canvas.page == 1


# ---- Keys and pages --------------------------------------------------------------------------------------------------
def test_keys_scroll(desk: Desk) -> None:
    desk.show(pdfs.report())
    bar, view = desk.canvas.verticalScrollBar(), desk.canvas.viewport().height()
    seen = []
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifier in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, shift),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier),
    ):
        desk.press(key, modifier)
        seen.append(bar.value())
    page = view - 48
    assert seen == [48, 0, page, 2 * page, page, 0]


def test_arrows_to_the_side_turn_pages_that_fit_and_scroll_those_that_do_not(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Left)
    assert desk.canvas.page == 1
    desk.canvas.set_zoom(3.0)
    before = desk.canvas.horizontalScrollBar().value()
    desk.press(Qt.Key.Key_Right)
    assert desk.canvas.horizontalScrollBar().value() > before


def test_the_page_field_goes_to_a_page_and_gives_the_focus_back(desk: Desk) -> None:
    desk.show(pdfs.numbered(30))
    seen: list[int] = []
    desk.view.page_changed.connect(seen.append)
    desk.controls.page.setFocus()
    assert desk.controls.page.selectedText() == "1"
    QTest.keyClicks(desk.controls.page, "30")
    desk.press(Qt.Key.Key_Return)
    assert (seen[-1], desk.page_texts()) == (29, ("30", "/ 30"))
    assert desk.canvas.hasFocus()
    desk.controls.page.setFocus()
    QTest.keyClicks(desk.controls.page, "99")
    desk.press(Qt.Key.Key_Escape)
    assert (desk.canvas.page, desk.controls.page.text(), desk.canvas.hasFocus()) == (29, "30", True)


def test_pages_follow_the_hand(desk: Desk) -> None:
    desk.show(pdfs.report())
    view = desk.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 500))
    QTest.mouseMove(view, QPoint(200, 200))
    assert desk.canvas.verticalScrollBar().value() == 300
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(view, QPoint(200, 600))
    assert desk.canvas.verticalScrollBar().value() == 300
