"""*Rapporten* as a machine can judge it: contrast, room, keyboard and names, in every look and every size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui import checks
from tests.ui.reports_window import Window, window

__all__ = ["window"]

LONG = "Een heel lange naam van een vak dat nergens past en toch helemaal gelezen wil worden door wie het aanraakt"


@pytest.fixture
def opened(window: Window) -> Window:
    window.give_a_year()
    window.give_report(LONG, "2026-11-19", (88.5, 12), medians=(50, 60))
    window.give(LONG, subject=LONG, score=17.0, out_of=20.0, median=14.0, teacher=LONG)
    window.add("mother", "wouts-mother")
    window.open()
    return window


def problems(window: Window) -> list[str]:
    """The pages and their pill are judged where they are made."""
    return [one for one in checks.problems(window.root, primary=0) if "Controls" not in one]


@pytest.mark.parametrize("size", checks.SIZES)
def test_a_report_is_good_to_use_in_every_look(opened: Window, qapp: QApplication, size: tuple[int, int]) -> None:
    for look in checks.in_every_look(qapp, opened.root, size):
        assert problems(opened) == [], look


@pytest.mark.parametrize("size", checks.SIZES)
def test_all_results_are_good_to_use_in_every_look(opened: Window, qapp: QApplication, size: tuple[int, int]) -> None:
    opened.choose("All results")
    for look in checks.in_every_look(qapp, opened.root, size):
        assert problems(opened) == [], look


def test_the_results_of_a_report_are_good_to_use_in_a_narrow_window(opened: Window, qapp: QApplication) -> None:
    whole = opened.screen.content.whole
    for look in checks.in_every_look(qapp, opened.root):
        opened.click(whole.as_bars)
        assert opened.screen.content.side.isVisible()
        assert not opened.screen.content.pages.isVisible()
        assert problems(opened) == [], look


@pytest.mark.parametrize("hidden", [(), ("reports", "results"), ("results",)])
def test_every_face_is_good_to_use_in_every_look(window: Window, qapp: QApplication, hidden: tuple[str, ...]) -> None:
    window.hide(*hidden)
    window.add("mother")
    window.open()
    for look in checks.in_every_look(qapp, window.root):
        assert window.face()[0], look
        assert problems(window) == [], look


def test_a_page_is_seen_whole_where_it_is_hardly_smaller_and_wide_elsewhere(opened: Window, qapp: QApplication) -> None:
    canvas = opened.screen.content.pages.view.canvas
    opened.until(lambda: canvas.fit == "page")
    opened.root.resize(1280, 560)
    qapp.processEvents()
    assert canvas.fit == "width"
    opened.root.resize(1024, 700)
    qapp.processEvents()
    assert canvas.fit == "width"


def test_in_a_narrow_window_everything_is_chosen_above(opened: Window, qapp: QApplication) -> None:
    whole = opened.screen.content.whole
    opened.root.resize(1024, 700)
    qapp.processEvents()
    assert not opened.screen.content.list.isVisible()
    assert whole.choice.isVisible()
    texts = [action.text() for action in whole._menu.actions()]
    assert [text.partition(",")[0] for text in texts][:4] == ["Noor", "Herfstrapport", LONG, "Eindrapport"]
    next(action for action in whole._menu.actions() if action.text().startswith("Eindrapport")).trigger()
    opened.settle()
    assert opened.bars() == []  # the pages are in sight
    opened.click(whole.as_bars)
    assert opened.bars()[0] == ("Nederlands", "76%")
    opened.root.resize(1280, 800)
    qapp.processEvents()
    assert opened.screen.content.list.isVisible()
    assert opened.screen.content.pages.isVisible()
    assert opened.screen.content.side.isVisible()
