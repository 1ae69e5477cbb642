"""*Planner* used: moving through time, the panel, details, through a real school and a real household."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ssdesk.ui.planner.block import Block
from ssdesk.ui.planner.details import DetailsCard
from ssdesk.ui.planner.month_card import MonthCard
from ssdesk.ui.screen import Place
from tests.ui import checks
from tests.ui.planner_window import PlannerWindow, family, window

__all__ = ["family", "window"]
ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


# ---- Moving ----------------------------------------------------------------------------------------------------------
def test_keys_lead_through_days_weeks_and_views(family: PlannerWindow) -> None:
    family.open()
    family.screen.enter()
    screen = family.screen
    assert isinstance(QApplication.focusWidget(), Block)
    for key, modifiers, day, view in (
        (Qt.Key.Key_Right, ALT, date(2026, 11, 30), "week"),
        (Qt.Key.Key_Left, ALT, date(2026, 11, 23), "week"),
        (Qt.Key.Key_PageDown, PLAIN, date(2026, 12, 21), "week"),
        (Qt.Key.Key_PageUp, PLAIN, date(2026, 11, 23), "week"),
        (Qt.Key.Key_D, PLAIN, date(2026, 11, 23), "day"),
        (Qt.Key.Key_Right, ALT, date(2026, 11, 24), "day"),
        (Qt.Key.Key_W, PLAIN, date(2026, 11, 24), "week"),
        (Qt.Key.Key_PageDown, PLAIN, date(2026, 12, 22), "week"),
        (Qt.Key.Key_T, PLAIN, date(2026, 11, 23), "week"),
    ):
        family.press(key, modifiers)
        assert (screen.day, screen.view) == (day, view)


def test_arrows_go_from_block_to_block_and_enter_opens_it(family: PlannerWindow) -> None:
    family.open()
    family.screen.enter()
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        family.press(key)
        now = QApplication.focusWidget()
        assert isinstance(now, Block)
        assert now.shows_ring()
        walked.append(now.face.title)
    assert walked[:4] == ["W · Wiskunde", "N · Lichamelijke opvoeding", "W · Wiskunde", "W · Toets Frans"]
    stops = [block for block in family.blocks() if block.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [QApplication.focusWidget()]
    family.press(Qt.Key.Key_Return)
    assert isinstance(family.screen.card, DetailsCard)
    family.press(Qt.Key.Key_Escape)
    assert family.screen.card is None
    assert QApplication.focusWidget() in stops


def test_a_date_is_picked_from_a_month(family: PlannerWindow) -> None:
    family.open()
    family.click(family.screen.bar.pick)
    card = family.screen.card
    assert isinstance(card, MonthCard)
    assert checks.problems(family.frame) == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert card.day == date(2027, 12, 1)
    family.press(Qt.Key.Key_Return)
    assert family.screen.day == date(2027, 12, 1)
    assert family.screen.card is None


def test_the_name_of_a_day_opens_that_day(family: PlannerWindow) -> None:
    family.open()
    head = family.screen.board.head
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=head._area(1).center())
    assert (family.screen.view, family.screen.day) == ("day", date(2026, 11, 24))
    changed = family.block("W · Geschiedenis")
    assert changed.face.lines[:2] == ("13:15–14:05 · 1.08 · Dhr. Smet", "nu in 1.08, niet 2.11")
    assert "N · Leesboek" in family.titles()


# ---- The panel -------------------------------------------------------------------------------------------------------
def test_what_has_to_be_done_and_the_coming_tests_stand_beside_the_week(family: PlannerWindow) -> None:
    family.open()
    panel = family.screen.panel
    assert panel.todo_title.text() == "To do this week"
    assert [row.box.accessibleName() for row in panel.tasks.values()] == [
        "Leesboek, Noor, dinsdag",
        "Woordjes, Wout, donderdag",
    ]
    assert [row.accessibleName() for row in panel.tests] == [
        "Frans, unité 3, Wout, today, maandag 23 november 2026",
        "Dictee 7, Noor, in 8 days, dinsdag 1 december 2026",
    ]
    family.click(panel.tests[1])
    assert family.screen.day == date(2026, 12, 1)
    assert isinstance(family.screen.card, DetailsCard)
    family.screen.leave()
    assert panel.todo_title.text() == "To do in the week of 30 november"
    assert not panel.todo_title.isVisible()


def test_a_tick_is_seen_at_once_offline_too_and_arrives_later(family: PlannerWindow) -> None:
    family.open()
    task = family.screen.panel.tasks[family.accounts[0], family.leesboek]  # type: ignore[attr-defined]
    family.track.cut = True
    family.click(task.box)
    assert task.box.isChecked()
    assert task.box.font().strikeOut()
    assert [item.type for item in family.household.replica(family.accounts[0]).outbox.items()] == ["tick_item"]
    family.track.cut = False
    family.sync()
    assert family.household.replica(family.accounts[0]).outbox.items() == []
    assert family.screen.panel.tasks[family.accounts[0], family.leesboek] is task  # type: ignore[attr-defined]
    assert task.box.isChecked()
    family.click(task.box)
    assert not task.box.isChecked()
    assert not task.box.font().strikeOut()


def test_hidden_layers_stay_hidden_in_other_weeks_and_can_all_be_shown_again(family: PlannerWindow) -> None:
    family.open()
    panel = family.screen.panel
    noor, wout = family.accounts
    family.click(panel.layers[wout, "agenda"])
    assert "W · Frans" in family.titles()
    for layer in ((noor, "lessons"), (wout, "lessons"), ("", "calendar")):
        family.click(panel.layers[layer])
    assert family.titles() == []
    family.screen.turn(1)
    assert family.screen.board.face.title() == "Everything is hidden"
    family.screen.turn(-1)
    family.click(family.screen.board.face.action)
    assert panel.hidden == set()
    assert "N · Taal" in family.titles()


def test_a_narrow_window_has_the_panel_behind_a_button(family: PlannerWindow) -> None:
    family.open((1024, 700))
    assert not family.screen.panel.isVisible()
    family.click(family.screen.bar.panel)
    assert family.screen.panel.isVisible()
    assert not family.screen.board.isVisible()
    family.frame.resize(1280, 800)
    family.breathe()
    assert family.screen.panel.isVisible()
    assert family.screen.board.isVisible()
    assert not family.screen.bar.panel.isVisible()


# ---- Details ---------------------------------------------------------------------------------------------------------
def test_a_block_opens_a_card_with_all_that_is_known(family: PlannerWindow) -> None:
    family.open()
    family.click(family.block("W · Geschiedenis"))
    card = family.screen.card
    assert isinstance(card, DetailsCard)
    said = card.texts()
    for expected in (
        "Geschiedenis",
        "De Toren",
        "dinsdag 24 november 2026 · 13:15–14:05",
        "Changed: nu in 1.08, niet 2.11",
        "1.08 · Dhr. Smet",
    ):
        assert expected in said
    family.screen.leave()
    family.click(family.block("N · Oudercontact"))
    assert isinstance(family.screen.card, DetailsCard)
    assert "Breng het rapport mee." in family.screen.card.texts()


def test_a_test_is_ticked_on_its_card(family: PlannerWindow) -> None:
    family.open()
    family.click(family.block("W · Toets Frans"))
    assert isinstance(family.screen.card, DetailsCard)
    (box,) = family.screen.card.boxes.values()
    family.click(box)
    assert family.block("W · Toets Frans").entries[0].done
    family.press(Qt.Key.Key_Escape)
    assert "done" in family.block("W · Toets Frans").accessibleName()


def test_a_place_opens_what_it_names_on_its_day(family: PlannerWindow) -> None:
    family.open()
    event = family.event("Later feest", "2026-12-09", start=600, end=660)
    family.sync()
    family.frame.go(Place("planner", family.accounts[0], "event", event, date(2026, 12, 9)))
    family.breathe()
    assert isinstance(family.screen.card, DetailsCard)
    assert "Later feest" in family.screen.card.texts()
    family.screen.leave()
    family.frame.go(Place("planner", day=date(2026, 11, 24)))
    assert family.screen.card is None
    assert family.screen.bar.range.text() == "23–27 november 2026"
    family.frame.go(Place("planner", family.accounts[0], "agenda_item", family.leesboek, date(2026, 11, 24)))  # type: ignore[attr-defined]
    family.breathe()
    assert isinstance(family.screen.card, DetailsCard)
