"""The search in the page view: what is found, in which order, and how one goes from one to the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ssdesk.ui.pdf import words
from tests import pdfs
from tests.ui.pdf_desk import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.leave()


def test_ctrl_f_opens_the_bar_and_escape_closes_it(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.canvas.setFocus()
    desk.press(Qt.Key.Key_F, CTRL)
    assert (desk.bar.isVisible(), desk.bar.edit.hasFocus()) == (True, True)
    assert desk.canvas.place_in_view(0).top() >= desk.bar.height()  # the start of the page is not covered
    desk.find("wilg")
    assert len(desk.canvas.words.hits) == 4
    desk.press(Qt.Key.Key_Escape)
    assert (desk.bar.isVisible(), desk.canvas.hasFocus(), desk.canvas.words.hits) == (False, True, [])
    desk.press(Qt.Key.Key_F, CTRL)
    assert desk.bar.edit.selectedText() == "wilg"
    desk.until(lambda: desk.bar.said.text() == "1 / 4")


def test_where_nothing_is_shown_nothing_is_searched(desk: Desk) -> None:
    desk.view.open_search()
    assert not desk.bar.isVisible()


def test_hits_are_counted_and_visited_forward_and_back_and_round(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.find("noor PEETERS")
    said = [desk.bar.said.text()]
    pages = [desk.canvas.words.hits[desk.canvas.words.current].page]
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, SHIFT),
        (Qt.Key.Key_F3, SHIFT),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ):
        desk.press(key, modifier)
        said.append(desk.bar.said.text())
        pages.append(desk.canvas.words.hits[desk.canvas.words.current].page)
    assert said == ["1 / 2", "2 / 2", "1 / 2", "2 / 2", "1 / 2", "2 / 2"]
    assert pages == [0, 3, 0, 3, 0, 3]


def test_the_hit_comes_into_sight_and_is_marked_in_the_accent(desk: Desk) -> None:
    desk.show(pdfs.numbered(300))
    desk.find("teken222teken")
    assert desk.canvas.page == 221
    (hit,) = desk.canvas.words.hits
    layout = desk.canvas._layout
    assert layout is not None
    area: QRect = desk.canvas._in_view(layout.shown(hit.page, hit.boxes[0]))
    assert desk.canvas.viewport().rect().contains(area)
    assert not desk.bar.geometry().intersects(area)
    edge = QColor(desk.picture().pixel(area.left() - 2, area.center().y()))
    inside = QColor(desk.picture().pixel(area.left() - 1, area.center().y()))
    assert edge.blue() > edge.red() + 60
    assert inside != QColor("white")


def test_the_search_begins_where_one_reads(desk: Desk) -> None:
    desk.show(pdfs.numbered(30))
    desk.canvas.go_to(20)
    desk.find("blad")
    assert (len(desk.canvas.words.hits), desk.bar.said.text()) == (30, "21 / 30")
    assert [hit.page for hit in desk.canvas.words.hits] == list(range(30))
    assert desk.canvas.page == 20


def test_what_is_not_there_is_said_and_the_buttons_rest(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.find("kangoeroe")
    assert desk.bar.said.text() == "Not found"
    assert desk.bar.edit.accessibleDescription() == "Not found"
    assert not desk.bar.on.isEnabled()
    assert not desk.bar.back.isEnabled()
    desk.find("")
    assert desk.bar.said.text() == ""


def test_other_words_give_up_the_search_that_runs(desk: Desk) -> None:
    desk.show(pdfs.numbered(2000))
    desk.view.open_search()
    desk.view._look_for("teken")
    first = desk.canvas.words._stop
    desk.find("teken1999teken")
    assert first.is_set()
    assert [hit.page for hit in desk.canvas.words.hits] == [1998]


def test_another_document_ends_the_search(desk: Desk) -> None:
    desk.show(pdfs.numbered(500))
    desk.view.open_search()
    desk.view._look_for("blad")
    desk.show(pdfs.report())
    assert (desk.bar.isVisible(), desk.canvas.words.is_looking, desk.canvas.words.hits) == (False, False, [])


def test_too_many_hits_are_said_to_be_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 40)
    monkeypatch.setattr(words, "AT_ONCE_S", 0.0)
    desk.show(pdfs.numbered(200))
    desk.canvas.go_to(150)
    desk.find("blad")
    assert desk.canvas.words.too_many
    assert desk.bar.said.text().endswith("+")
    desk.press(Qt.Key.Key_Return)
    assert desk.canvas.words.current == 1


def test_a_broken_page_is_passed_over(desk: Desk) -> None:
    desk.show(pdfs.with_broken_page(4, 2))
    desk.find("blad")
    assert [hit.page for hit in desk.canvas.words.hits] == [0, 2, 3]


def test_words_on_two_lines_are_marked_on_both(desk: Desk) -> None:
    desk.show(pdfs.report())
    desk.find("vragen stellen wanneer")
    assert [len(hit.boxes) for hit in desk.canvas.words.hits] == [2] * 4
