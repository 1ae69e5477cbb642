"""The table of keys: every QShortcut of the built program stands in it, and every key in it works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.protocol.planner import Lesson
from ssdesk.ui.frame import Frame
from ssdesk.ui.inbox.writing_area import IMAGE, LINK, LOOKS
from ssdesk.ui.pdf.view import PageView
from ssdesk.ui.shortcuts import TABLE, Keys, ShortcutSheet
from tests import pdfs
from tests.school import School
from tests.together.track import Track
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.planner_window import PlannerWindow
from tests.ui.planner_window import window as week
from tests.ui.program import Program

__all__ = ["week", "window"]


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, school: School, track: Track) -> Iterator[Program]:
    made = Program(qtbot, tmp_path / "computer", school, track)
    made.settle_in("mother", "wouts-mother")
    made.start()
    made.open()
    yield made
    made.stop()


def keys_of(place: str, *, always: bool) -> set[str]:
    """What the table says of a place, as QKeySequence writes it."""
    (group,) = [group for group in TABLE if group.place == place]
    said = [key for one in group.keys if one.always == always for key in one.written()]
    assert len(said) == len(set(said))
    return {QKeySequence(key).toString() for key in said}


def place_of(shortcut: QShortcut, frame: Frame) -> str:
    """Where it works: the page view, a screen, or everywhere."""
    widget = shortcut.parent()
    assert isinstance(widget, QWidget)
    stage = frame.stage
    holders = {part: name for name in stage._parts for part in (stage.screen(name).bar, stage.screen(name).content)}
    while widget is not None:
        if isinstance(widget, PageView):
            return "page"
        if widget in holders:
            return holders[widget]
        widget = widget.parentWidget()
    return ""


# ---- The keys of the program -----------------------------------------------------------------------------------------
def test_every_shortcut_of_the_program_stands_in_the_table_and_the_other_way_round(
    program: Program, qtbot: QtBot
) -> None:
    frame = program.frame
    for name in list(frame.stage._parts):
        frame.show_screen(name)
    found: dict[str, set[str]] = {group.place: set() for group in TABLE}
    for shortcut in program.desktop.window.findChildren(QShortcut):
        if keys := shortcut.key().toString():
            found.setdefault(place_of(shortcut, frame), set()).add(keys)
    page = PageView()
    qtbot.addWidget(page)
    found["page"] = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
    assert found == {group.place: keys_of(group.place, always=True) for group in TABLE}


def test_the_sheet_opens_with_its_keys_but_a_field_keeps_the_question_mark(program: Program) -> None:
    frame = program.frame
    window = program.desktop.window
    window.activateWindow()
    frame.show_screen("messages")
    search = program.screen("messages").search.edit
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert search.text() == "?"
    assert not any(sheet.isVisible() for sheet in frame.findChildren(ShortcutSheet))
    search.clear()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_Question):
        frame.rail.identity.setFocus()
        QTest.keyClick(frame.rail.identity, key)  # without a keyboard layout nobody knows that "?" needs Shift
        (sheet,) = [sheet for sheet in frame.findChildren(ShortcutSheet) if sheet.isVisible()]
        QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()
        assert frame.rail.identity.hasFocus()


# ---- What the part that has the focus understands --------------------------------------------------------------------
def test_keys_of_the_list_and_of_what_one_writes(window: Window) -> None:
    looks = {*LOOKS, LINK, IMAGE}  # see test_rich_text
    assert keys_of("messages", always=False) == {"Up", "Down", "Return", "Shift+Return", "Ctrl+Return", *looks}
    window.add("mother")
    window.receive("Eerst")
    window.receive("Later")
    window.open()
    window.screen.pane.take_focus()
    window.press(Qt.Key.Key_Down)
    first = window.current()
    window.press(Qt.Key.Key_Down if first == "Later" else Qt.Key.Key_Up)
    assert window.current() != first
    window.press(Qt.Key.Key_Up if first == "Later" else Qt.Key.Key_Down)
    assert window.current() == first
    window.press(Qt.Key.Key_Return)
    assert window.opened() == first
    window.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    window.type(window.screen.reader.answer.text, "Dank u.")
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: "Dank u." in {row.preview for row in window.replica().inbox.conversation(_thread(window))})


def _thread(window: Window) -> str:
    message = window.screen.reader.message
    assert message is not None
    return str(message.row.thread)


def test_keys_of_the_week(week: PlannerWindow) -> None:
    assert keys_of("planner", always=False) == {"Left", "Right", "Up", "Down"}
    week.week("4B", "2026-11-23", Lesson(0, 510, 560, "Een"), Lesson(0, 600, 650, "Twee"), Lesson(1, 510, 560, "Drie"))
    week.add("mother")
    week.open()
    week.block("Een").setFocus(Qt.FocusReason.TabFocusReason)
    for key, title in (("Right", "Drie"), ("Left", "Een"), ("Down", "Twee"), ("Up", "Een")):
        week.press(getattr(Qt.Key, f"Key_{key}"))
        assert QApplication.focusWidget() is week.block(title)


def test_keys_of_the_pages(qtbot: QtBot) -> None:
    assert keys_of("page", always=False) == {"Left", "Right", "Space"}
    view = PageView()
    view.resize(534, 744)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    view.setFocus()
    view.show_pdf(pdfs.numbered(3), "Rapport")
    qtbot.waitUntil(lambda: view.document is not None, timeout=20_000)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.canvas.page == 1
    QTest.keyClick(view.canvas, Qt.Key.Key_Left)
    assert view.canvas.page == 0
    before = view.canvas.verticalScrollBar().value()
    QTest.keyClick(view.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.canvas.verticalScrollBar().value() > before, timeout=20_000)
    view.clear()


# ---- The sheet -------------------------------------------------------------------------------------------------------
@pytest.fixture
def sheet(qtbot: QtBot) -> ShortcutSheet:
    window = QWidget()
    qtbot.addWidget(window)
    made = ShortcutSheet(window)
    window.resize(1024, 700)
    window.show()
    window.activateWindow()
    made.open_over()
    return made


def test_sheet_shows_the_whole_table_and_toggles(sheet: ShortcutSheet) -> None:
    seen = {label.text() for label in sheet.findChildren(QLabel)}
    for group in TABLE:
        assert {group.title, *(one.text for one in group.keys if one.written())} <= seen
    assert {"Ctrl", "K", "↑", "?", "F1", "+"} <= seen
    sheet.open_over()
    assert not sheet.isVisible()


def test_sheet_scrolls_with_the_keys(sheet: ShortcutSheet) -> None:
    sheet.parentWidget().resize(700, 300)
    QApplication.processEvents()
    bar = sheet.page.verticalScrollBar()
    QTest.keyClick(sheet.close_button, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(sheet.close_button, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(sheet.close_button, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_sheet_closes_by_its_button_and_beside_it(sheet: ShortcutSheet) -> None:
    QTest.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    sheet.open_over()
    QTest.mouseClick(sheet.parentWidget(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not sheet.isVisible()


@pytest.mark.parametrize("size", checks.SIZES)
def test_sheet_has_no_problem_in_any_look(sheet: ShortcutSheet, qapp: QApplication, size: tuple[int, int]) -> None:
    window = sheet.parentWidget()
    found = {look: checks.problems(sheet, primary=0) for look in checks.in_every_look(qapp, window, size)}
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_a_key_the_system_does_not_have_is_left_out() -> None:
    assert Keys(("Quit",), "Close").written() in ((), ("Ctrl+Q",))
