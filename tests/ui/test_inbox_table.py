"""The list of messages as a table: one line a message, the same model, the same selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from ssdesk.replica.inbox import Filter
from ssdesk.replica.marks import SetFlag
from ssdesk.ui import theme
from ssdesk.ui.message_line import LineDelegate, columns
from ssdesk.ui.row_delegate import Row
from tests.school import School, id_of
from tests.together.track import Track
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.program import Program
from tests.ui.test_inbox_marks import choose
from tests.ui.test_row_delegate import has_colour

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


def test_what_was_found_is_marked_in_the_table_and_its_file_is_named(filled: Window) -> None:
    pane, soft = filled.screen.pane, theme.colours().warning.soft
    filled.screen.show_list_as("table")

    def marked(subject: str, column: str) -> bool:
        filled.breathe()
        pane.table.clearSelection()
        index = filled._index(subject)
        line = pane.table.visualRect(index)
        ((start, width),) = [(at, w) for name, at, w in columns(line.width()) if name == column]
        area = QRect(int(start), line.top(), int(width), line.height())
        return has_colour(pane.table.viewport().grab().toImage(), area, soft)

    assert not marked("Turnzak", "subject")
    filled.search("turnzak")
    assert marked("Turnzak", "subject")
    assert not marked("Turnzak", "sender")
    sender = filled.row("Turnzak").who
    filled.search(f"van:{sender.split()[0]}")
    assert marked("Turnzak", "sender")
    assert not marked("Turnzak", "subject")
    filled.search("agenda")
    assert (filled.subjects(), filled.row("Zwemmen").file) == (["Zwemmen"], "agenda.pdf")
    assert marked("Zwemmen", "subject")
    filled.search("")
    assert filled.row("Zwemmen").file == ""


def test_the_file_has_a_part_of_the_line_beside_a_long_subject_and_a_tag(qapp: QApplication) -> None:
    row = Row(1, "An", "A", "", 0, "nu", False, "onderwerp " * 40, "", unread=False, tag_text="antwoord " * 9)
    row = replace(row, file="bosklassen-agenda.pdf", file_marks=((11, 17),))
    image = QImage(900, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    LineDelegate().paint(painter, option, Told(row))  # type: ignore[arg-type]
    painter.end()
    ((start, width),) = [(at, w) for name, at, w in columns(900) if name == "subject"]
    assert has_colour(image, QRect(int(start), 0, int(width), 36), theme.colours().warning.soft)


class Told:
    """The index of a row."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def data(self, _role: int) -> Row:
        return self._row
