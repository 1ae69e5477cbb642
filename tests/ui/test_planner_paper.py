"""R17: where the paper agenda comes first, the planner says so in one sentence and never that nothing is to be done."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.agreements import Agreements, PaperAgenda
from ssdesk.server import agreements
from ssdesk.ui import language
from ssdesk.ui.planner.panel import Panel
from tests.school import TOREN, WILG
from tests.ui import checks
from tests.ui.planner_window import PlannerWindow, window
from tests.unit.agreed import WILG as AGREED

__all__ = ["window"]
NOOR = "For Noor the paper agenda comes first: it may say more than what stands here."


def agree(window: PlannerWindow, slug: str, paper: PaperAgenda) -> None:
    document: Agreements = replace(AGREED, paper_agenda=paper)
    window.school.db.run_now(agreements.publish, slug, document, window.school.clock(), "server")


def said(window: PlannerWindow) -> str:
    paper = panel(window).paper
    return paper.text() if paper.isVisible() else ""


def panel(window: PlannerWindow) -> Panel:
    return window.screen.panel


@pytest.fixture
def family(window: PlannerWindow) -> PlannerWindow:
    """A mother of Noor (4B) and of Wout, who is at another school (1C)."""
    agree(window, WILG, PaperAgenda(classes=["1A", "4B"]))
    window.add("mother", "wouts-mother")
    return window


def test_one_sentence_for_the_classes_that_the_school_names_with_or_without_something_to_do(
    family: PlannerWindow,
) -> None:
    family.open()
    assert said(family) == NOOR
    assert panel(family).todo_title.isVisible()
    assert panel(family).tasks == {}

    family.item("Leesboek", "2026-11-24")
    family.sync()
    assert len(panel(family).tasks) == 1
    assert said(family) == NOOR

    family.screen.show_account(family.accounts[1])
    assert said(family) == ""
    assert not panel(family).todo_title.isVisible()


def test_it_follows_the_school_and_names_every_child(family: PlannerWindow) -> None:
    agree(family, TOREN, PaperAgenda(classes=["*"]))
    family.open()
    assert said(family) == "For Noor and Wout the paper agenda comes first: it may say more than what stands here."
    agree(family, TOREN, PaperAgenda(classes=["2C"]))
    family.sync()
    assert said(family) == NOOR
    agree(family, WILG, PaperAgenda(classes=["*"], parent="off"))
    family.sync()
    assert said(family) == ""


def test_staff_are_not_told(window: PlannerWindow) -> None:
    agree(window, WILG, PaperAgenda(classes=["*"]))
    window.add("teacher")
    window.open()
    assert said(window) == ""


def test_it_is_whole_and_readable_in_every_look(family: PlannerWindow, qapp: QApplication) -> None:
    language.speak(qapp, "nl")
    family.open()
    family.screen.bar.panel.setChecked(True)  # where there is no room for both
    for look in checks.in_every_look(qapp, family.frame, (1280, 800)):
        family.breathe()
        assert panel(family).paper.isVisible(), look
        assert checks.problems(family.frame) == [], look
    language.speak(qapp, "en")
