"""The frame around all screens: the rail, the strip below the bar, troubles, the outbox; in every look and width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.household import Home, Summary
from ssdesk.replica.actions import MoveMessage, OpenMessage, SaveDraft, SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.sync.status import SyncStatus
from ssdesk.ui import texts, theme
from ssdesk.ui.outbox_card import MOST_LINES
from ssdesk.ui.rail import ChildChoice, Rail
from ssdesk.ui.strip import Strip
from ssdesk.ui.widgets import Button, Chip
from tests.school import MONDAY, School, id_of
from tests.together.track import Track
from tests.ui import checks
from tests.ui.program import Program

NOOR, MILAN, WOUT = ChildChoice("0", "Noor", 0), ChildChoice("1", "Milan", 1), ChildChoice("2", "Wout", 2)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, school: School, track: Track) -> Iterator[Program]:
    made = Program(qtbot, tmp_path / "computer", school, track)
    yield made
    made.stop()


@pytest.fixture
def family(program: Program) -> Program:
    """A mother with a child at each of two schools, who has just opened the program."""
    program.settle_in("mother", "wouts-mother")
    program.start()
    program.open()
    return program


# ---- The rail --------------------------------------------------------------------------------------------------------
@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail()
    qtbot.addWidget(made)
    made.identity.say("Els Vermeulen", "2 kinderen, 2 scholen")
    for name, icon in (("messages", "mail"), ("settings", "gear")):
        made.add_module(name, icon, name)
    made.resize(224, 700)
    made.show()
    return made


def chips(rail: Rail) -> dict[str, bool]:
    QApplication.processEvents()
    return {chip.text(): chip.isChecked() for chip in rail.findChildren(Chip) if chip.isVisible()}


def test_one_child_needs_no_switch(rail: Rail) -> None:
    rail.set_children([NOOR])
    assert chips(rail) == {}


def test_two_children_have_a_chip_each_after_everybody(rail: Rail) -> None:
    chosen: list[str] = []
    rail.child_chosen.connect(chosen.append)
    rail.set_children([NOOR, MILAN])
    assert chips(rail) == {"All": True, "Noor": False, "Milan": False}
    (milan,) = [chip for chip in rail.findChildren(Chip) if chip.text() == "Milan"]
    QTest.mouseClick(milan, Qt.MouseButton.LeftButton)
    assert (chips(rail), chosen) == ({"All": False, "Noor": False, "Milan": True}, ["1"])


def test_more_children_share_a_drop_down(rail: Rail) -> None:
    rail.set_children([NOOR, MILAN, WOUT])
    assert chips(rail) == {"All": True, "One child": False}
    (drop_down,) = [chip for chip in rail.findChildren(Chip) if chip.text() == "One child"]
    menu = drop_down.menu()
    assert [action.text() for action in menu.actions()] == ["Noor", "Milan", "Wout"]
    menu.actions()[2].trigger()
    assert chips(rail) == {"All": False, "Wout": True}
    assert drop_down.accessibleName() == "Wout"
    (everybody,) = [chip for chip in rail.findChildren(Chip) if chip.text() == "All"]
    QTest.mouseClick(everybody, Qt.MouseButton.LeftButton)
    QTest.mouseClick(everybody, Qt.MouseButton.LeftButton)
    assert chips(rail) == {"All": True, "One child": False}


def test_child_that_went_away_leaves_everybody(rail: Rail) -> None:
    chosen: list[str] = []
    rail.set_children([NOOR, MILAN, WOUT])
    rail.choose_child("2")
    rail.child_chosen.connect(chosen.append)
    rail.set_children([NOOR, MILAN])
    assert (chips(rail), chosen) == ({"All": True, "Noor": False, "Milan": False}, [""])


def test_narrow_rail_switches_children_in_its_menu(rail: Rail) -> None:
    rail.set_children([NOOR, MILAN])
    rail.set_compact(True)
    assert chips(rail) == {}
    choices = {action.text(): action for action in rail.menu.actions() if action.isCheckable()}
    assert [text for text, action in choices.items() if action.isChecked()] == ["All"]
    choices["Milan"].trigger()
    assert [text for text, action in choices.items() if action.isChecked()] == ["Milan"]
    rail.set_children([NOOR, MILAN, WOUT])
    assert chips(rail) == {}


def test_menu_of_the_own_name_offers_what_one_can_do(family: Program) -> None:
    actions = {action.text(): action for action in family.frame.rail.menu.actions() if action.text()}
    assert list(actions) == [
        "All", "Noor", "Wout", "Lock now", "Add another child…", "Notices…", "Accounts and signing out…",
    ]  # fmt: skip
    actions["Notices…"].trigger()
    assert "What you get a notice for" in family.seen()
    actions["Accounts and signing out…"].trigger()
    family.wait_for(lambda: "Up to date until today 14:32." in family.seen())


# ---- The strip -------------------------------------------------------------------------------------------------------
def blocked(state: str, error: SsdeskError, home_state: str = "open", **more: object) -> tuple[Summary, Home]:
    status = SyncStatus(state=state, error=error, **more)  # type: ignore[arg-type]
    home = Home(name="0", account="a", colour=0, state=home_state, school="De Wilg", status=status)  # type: ignore[arg-type]
    return Summary("blocked", error=error, school="De Wilg", name="0"), home


@pytest.mark.parametrize(
    ("state", "error", "home_state", "button", "signal"),
    [
        ("signed_out", SsdeskError("Signed out."), "open", "Sign in again", "sign_in_asked"),
        ("not_active", SsdeskError("Not active.", code="agreement"), "open", "Sign in again", "sign_in_asked"),
        ("gone", SsdeskError("Gone."), "left", "All right", "forget_asked"),
        ("failed", SsdeskError("Damaged.", code="replica-damaged"), "open", "Make the copy anew", "reopen_asked"),
        ("failed", SsdeskError("Full.", retry=True), "open", "Try now", "tried"),
        ("stopped", SsdeskError("No key.", code="key-lost"), "broken", "Sign in again", "sign_in_asked"),
        ("stopped", SsdeskError("Disk full.", retry=True), "broken", "Try again", "reopen_asked"),
        ("too_old", SsdeskError("Too old."), "open", "", ""),
    ],
)
def test_strip_offers_what_helps(
    qtbot: QtBot, state: str, error: SsdeskError, home_state: str, button: str, signal: str
) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.show_state(*blocked(state, error, home_state), 0)
    assert strip.isVisible()
    assert strip.text().startswith(f"De Wilg: {error.title}")
    assert (strip.action.text(), strip.action.isVisible()) == (button, bool(button))
    if signal:
        with qtbot.waitSignal(getattr(strip, signal)) as told:
            QTest.mouseClick(strip.action, Qt.MouseButton.LeftButton)
        assert told.args == ["0"]
    strip.show_state(Summary("good"), None, 0)
    assert not strip.isVisible()


def test_strip_says_until_when_and_why_an_account_is_suspended(qtbot: QtBot) -> None:
    texts.use_clock(lambda: MONDAY)
    strip = Strip()
    qtbot.addWidget(strip)
    error = SsdeskError("This account is not active.", code="suspended")
    until = MONDAY + 3 * 86_400_000
    strip.show_state(*blocked("suspended", error, reason="Kwetsende berichten.", until=until), 0)
    assert strip.text() == (
        "De Wilg suspended this account for a while. Until donderdag 26 november, 14:32. "
        "The school says: “Kwetsende berichten.” What is on this computer can still be read."
    )


def test_strip_says_what_is_wrong_with_a_line_that_is_not_simply_away(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    hotel = NoConnection("The answer does not come from the school.", "Open a page in your browser.", code="garbage")
    strip.show_state(Summary("offline", error=hotel), None, 2)
    assert strip.text() == (
        "The answer does not come from the school. Open a page in your browser.  "
        "2 messages leave as soon as there is a connection."
    )


# ---- Troubles --------------------------------------------------------------------------------------------------------
def test_troubles_wait_for_each_other_and_none_is_said_twice(family: Program) -> None:
    seen: list[str] = []
    for title in ("First.", "Second.", "First."):
        family.frame.say_trouble(SsdeskError(title), lambda title=title: seen.append(title))
    assert family.frame.trouble.text() == "First."
    family.press(family.frame.trouble.action)
    assert (family.frame.trouble.text(), seen) == ("Second.", ["First."])
    family.press(family.frame.trouble.action)
    assert (family.frame.trouble.isVisible(), seen) == (False, ["First.", "Second."])


# ---- The outbox ------------------------------------------------------------------------------------------------------
def send(family: Program, subject: str) -> None:
    family.desktop.household.do(family.homes[0].name, SendMessage([id_of("teacher")], subject, "Groeten."))


def test_outbox_shows_what_waits_and_gives_it_back(family: Program) -> None:
    family.track.cut = True
    send(family, "Ziek vandaag")
    family.wait_for(lambda: family.frame.rail.status.text() == "Offline, 1 waiting")
    family.press(family.frame.rail.status)
    assert family.frame.outbox.isVisible()
    assert "to Petra Wouters, written today 14:32" in family.seen()
    change = next(button for button in family.frame.outbox.findChildren(Button) if button.text() == "Change")
    assert change.accessibleName() == "Change Ziek vandaag"
    family.press(change)
    assert not family.frame.outbox.isVisible()
    family.wait_for(lambda: "waiting" not in family.frame.rail.status.text())
    assert family.screen("messages").composer.isVisible()


def test_receipts_moves_and_drafts_are_no_news(family: Program, school: School) -> None:
    teacher = family.desktop.household
    family.track.cut = True
    name = family.homes[0].name
    teacher.do(name, SaveDraft("d" * 32, [id_of("teacher")], None, "Concept", "Nog niet af"))
    teacher.do(name, OpenMessage("e" * 32))
    teacher.do(name, MoveMessage("e" * 32, "archive"))
    family.wait_for(lambda: family.frame.rail.status.text().startswith("Offline"))
    assert family.frame.rail.status.text() == "Offline"
    family.press(family.frame.rail.status)
    assert "Everything has been sent." in family.seen()


def test_long_outbox_stays_inside_the_window(family: Program) -> None:
    family.track.cut = True
    for number in range(MOST_LINES + 3):
        send(family, f"Bericht {number}")
    family.wait_for(lambda: family.frame.rail.status.text() == f"Offline, {MOST_LINES + 3} waiting")
    family.press(family.frame.rail.status)
    assert "and 3 more" in family.seen()
    assert family.frame.rect().contains(family.frame.outbox.geometry().adjusted(28, 28, -28, -28))


def test_refused_message_is_opened_again_as_a_draft(family: Program) -> None:
    family.desktop.household.do(
        family.homes[0].name, SendMessage(["f" * 32], "Aan niemand", "Groeten.", draft="d" * 32)
    )
    family.wait_for(lambda: any(out.item.state == "refused" for out in family.frame._outgoing()))
    family.press(family.frame.rail.status)
    assert "Not sent:" in family.seen()
    refused = next(button for button in family.frame.outbox.findChildren(Button) if button.text() == "Open")
    family.press(refused)
    assert family.screen("messages").composer.isVisible()


@pytest.mark.parametrize("button", ["change", "forward"])
def test_letter_that_is_asked_for_in_a_window_of_its_own_comes_into_sight(family: Program, button: str) -> None:
    family.track.cut = button == "change"
    send(family, "Ziek vandaag")
    name, home = family.homes[0].name, family.homes[0]
    replica = family.desktop.household.replica(name)
    family.wait_for(lambda: bool(replica.outbox.items()) == (button == "change"))
    folder = "outbox" if button == "change" else "sent"
    family.wait_for(lambda: len(replica.inbox.first_page(Filter(folder))) == 1)
    messages = family.screen("messages")
    messages.windows.open(home.name, replica.inbox.first_page(Filter(folder))[0].id)
    (apart,) = messages.windows.windows
    family.frame.show_screen("planner")
    family.press(getattr(apart.reader, button))
    assert messages.composer.isVisible()


# ---- Keys and shape --------------------------------------------------------------------------------------------------
def test_keys_lock_and_try_again(family: Program) -> None:
    family.track.cut = True
    family.desktop.household.nudge()
    family.wait_for(family.frame.strip.isVisible)
    family.track.cut = False
    QTest.keyClick(family.frame, Qt.Key.Key_F5)
    family.wait_for(lambda: not family.frame.strip.isVisible())
    QTest.keyClick(family.frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert family.desktop.screens is None


def test_frame_has_no_problem_in_any_look(family: Program, qapp: QApplication) -> None:
    family.track.cut = True
    send(family, "Re: Oudercontact op 2 december")
    family.wait_for(family.frame.strip.isVisible)
    frame = family.frame
    frame.say_trouble(SsdeskError("Some settings of this computer could not be read.", "They are back."))
    window = family.desktop.window
    frame.show_screen("settings")
    for size in checks.SIZES:
        found = {}
        for look in checks.in_every_look(qapp, window, size):
            assert frame.rail.identity._name.isVisible() == (window.width() >= theme.px(1100))
            found[look] = checks.problems(frame, primary=1)
        assert {look: problems for look, problems in found.items() if problems} == {}


def test_lock_page_has_no_problem_in_any_look(program: Program, qapp: QApplication) -> None:
    program.settle_in("mother")
    program.start()
    program.press(program.lock_page.lost)
    window = program.desktop.window
    found = {look: checks.problems(window, primary=1) for look in checks.in_every_look(qapp, window)}
    assert {look: problems for look, problems in found.items() if problems} == {}
