"""The list of messages as a table: one line a message, the same model, the same selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.replica.inbox import Filter
from ssdesk.replica.marks import SetFlag
from ssdesk.ui import theme
from ssdesk.ui.message_line import columns
from tests.school import School, id_of
from tests.together.track import Track
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.program import Program
from tests.ui.test_inbox_marks import choose

__all__ = ["window"]


@pytest.fixture
def filled(window: Window, tmp_path: Path) -> Window:
    window.add("mother")
    (tmp_path / "agenda.pdf").write_bytes(b"%PDF-1.7 " + bytes(90_991))
    files = [window.other("teacher").replica.files.add(tmp_path / "agenda.pdf")]
    window.receive("Zwemmen", pupil=id_of("Noor"), attachments=files)
    for subject in ("Turnzak", "Uitstap"):
        window.receive(subject, f"Beste ouders, over {subject.lower()}.", pupil=id_of("Noor"))
    return window.open()


def test_table_is_chosen_in_the_menu_of_folders_and_keeps_what_is_selected(filled: Window) -> None:
    pane, asked = filled.screen.pane, []
    filled.screen.form_changed.connect(asked.append)
    pane.table.setFocus()
    filled.click_row("Turnzak", Qt.KeyboardModifier.ControlModifier)
    model = pane.table.model()
    choose(pane._menu, "As a table")
    assert asked == ["table"]
    assert pane.head.isVisible()
    assert pane.table.rowHeight(0) == theme.px(36)
    assert pane.table.model() is model
    assert filled.selected() == ["Turnzak"]
    assert filled.row("Zwemmen").size_text == "91 kB"
    filled.click_row("Uitstap")
    assert (pane.isVisible(), filled.screen.reader.isVisible()) == (False, True), "the table needs the whole width"
    filled.click(filled.screen.bar.back)
    assert pane.isVisible()
    choose(pane._menu, "As cards")
    assert (asked, pane.head.isVisible()) == (["table", "cards"], False)
    assert pane.table.rowHeight(0) == theme.px(80)


def test_form_of_the_list_is_remembered(qtbot: QtBot, tmp_path: Path, school: School, track: Track) -> None:
    program = Program(qtbot, tmp_path / "computer", school, track)
    program.settle_in("mother")
    program.start()
    program.open()
    program.frame.show_screen("messages")
    choose(program.screen("messages").pane._menu, "As a table")
    program.stop()
    assert program.start().settings.message_list == "table"
    program.open()
    program.frame.show_screen("messages")
    assert program.screen("messages").pane.as_table
    program.stop()


def test_the_head_stands_above_its_columns_beside_a_scroll_bar_too(filled: Window) -> None:
    pane = filled.screen.pane
    filled.screen.show_list_as("table")
    pane.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    filled.breathe()
    assert pane.table.viewport().width() < pane.head.width()
    (start,) = [int(start) for name, start, _ in columns(pane.table.viewport().width()) if name == "date"]
    picture = pane.head.grab().toImage()
    ground = picture.pixel(0, 0)
    inked = [x for x in range(start - 20, pane.head.width()) if any(
        picture.pixel(x, y) != ground for y in range(picture.height() - 1))]  # fmt: skip
    assert start <= inked[0] <= start + 2


@pytest.mark.parametrize("width", [500, 800, 1600])
def test_columns_stand_beside_each_other_inside_the_width(width: int) -> None:
    end = 0.0
    for _, start, wide in columns(width):
        assert start >= end
        assert wide > 0
        end = start + wide
    assert end <= width


@pytest.mark.parametrize("size", checks.SIZES)
def test_table_has_no_problem_in_any_look(filled: Window, qapp: QApplication, size: tuple[int, int]) -> None:
    row = filled.replica().inbox.first_page(Filter())[0]
    filled.replica().do(SetFlag(row.id, "orange"))
    filled.screen.show_list_as("table")
    filled.breathe()
    found = {}
    for look in checks.in_every_look(qapp, filled.root, size):
        filled.breathe()
        filled.root.resize(*size)
        filled.breathe()
        if problems := checks.problems(filled.root, primary=1):
            found[look] = problems
    assert found == {}
