"""What the sender sees of messages that have come to a device and were not opened, where the school tells that."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication

from ssdesk.replica import copies
from ssdesk.ui.inbox import receipt_table
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.test_receipts import listed, overview, people, reacts, says, send, settled

__all__ = ["window"]


@pytest.fixture
def telling(window: Window) -> Window:
    window.school.decide(delivery=True)
    return window


def comes_to(window: Window, *names: str) -> None:
    """These parents' desktops fetch it, ask for more later, and the teacher hears of it."""
    for name in names:
        desktop = window.other(name)
        for _ in range(2):
            desktop.sync()
            window.school.clock.advance(seconds=60)
    asyncio.run(window.school.app.scheduler.tick())
    window.sync()


def columns(window: Window) -> str:
    found = overview(window).people
    assert found is not None
    return found.head.accessibleName()


def test_counts_states_and_a_column_tell_what_has_come_to_a_device(telling: Window) -> None:
    send(telling, "mother", "father", "sams-mother")
    comes_to(telling, "mother", "father")
    says(telling, "0 of 3 read, 3 not yet · 2 on a device, not opened")
    found = people(telling)
    assert columns(telling) == "Name, State, Arrived, Read, Reaction"
    assert listed(found) == [("An Claes", "on a device"), ("An Claes", "not opened"), ("Bart Peeters", "on a device")]
    line = found.rows.row_at(0)
    assert line is not None
    assert receipt_table.describe(line) == f"An Claes, {line.role}, on a device, arrived {line.delivered}"
    reacts(telling, "mother")
    says(telling, "1 of 3 read, 2 not yet · 1 on a device, not opened")
    telling.click(found.chips[copies.DELIVERED])
    assert settled(telling, found) == [("Bart Peeters", "on a device")]
    assert overview(telling).remind.text() == "Remind who has not read it (2)…", "a device has not read it"


def test_of_one_recipient_it_is_one_sentence(telling: Window) -> None:
    send(telling, "mother")
    comes_to(telling, "mother")
    telling.until(lambda: overview(telling).line.text().startswith("An Claes has it on a device since "))
    assert overview(telling).take_back.isVisible(), "nobody has read it"


def test_where_the_school_does_not_tell_it_nothing_is_shown_of_it(window: Window) -> None:
    send(window, "mother", "father")
    comes_to(window, "mother")
    says(window, "0 of 2 read, 2 not yet")
    found = people(window)
    assert columns(window) == "Name, State, Read, Reaction"
    assert not found.chips[copies.DELIVERED].isVisible()


def test_it_looks_right_in_every_look(qapp: QApplication, telling: Window) -> None:
    send(telling, "mother", "father", "sams-mother", asks="confirm")
    comes_to(telling, "mother", "father")
    reacts(telling, "father")
    people(telling)
    for look in checks.in_every_look(qapp, telling.root):
        assert checks.problems(telling.root) == [], look
