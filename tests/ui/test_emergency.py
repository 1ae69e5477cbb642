"""An emergency of the school: heard in quiet hours, seen in the list and above the message with its reason."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ssdesk.ui.notifier import Notifier
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
REASON = "Gaslek in de school"


@pytest.fixture
def told(window: Window) -> list[str]:
    """What the computer of the mother is told, from now on; it is Monday 17:59, a minute before her quiet hours."""
    found: list[str] = []
    notifier = Notifier(lambda _title, text: found.append(text), window.family.bridge)
    window.family.bridge.changed.connect(lambda _: notifier.look(window.household.homes))
    window.school.clock.advance(seconds=(17 * 60 + 59 - 14 * 60 - 32) * 60)
    window.add("mother")
    window.open()
    return found


def test_an_emergency_in_quiet_hours_is_told_at_once_and_an_ordinary_message_is_not(
    window: Window, told: list[str]
) -> None:
    window.receive("Foto's", sender="office")  # 18:00
    window.sync()
    assert told == []
    window.receive("Haal uw kind op", sender="office", emergency=REASON)
    window.sync()
    assert told == ["1 emergency message"]
    assert (window.row("Haal uw kind op").tag_text, window.row("Haal uw kind op").tag_tone) == (
        "emergency: Gaslek in de school",
        "bad",
    )
    assert window.row("Foto's").tag_text == ""
    window.click_row("Foto's")
    assert not window.screen.reader.urgent.isVisible()
    window.click_row("Haal uw kind op")
    assert window.screen.reader.urgent.isVisible()
    assert window.screen.reader.urgent.text() == "Emergency Gaslek in de school"
    window.sync()
    assert told == ["1 emergency message"]


def test_what_an_emergency_asks_is_in_the_list_once_it_was_read(window: Window, told: list[str]) -> None:
    by = window.school.clock() + 3_600_000
    window.receive("A: haal uw kind op", sender="office", emergency=REASON, asks="confirm", answer_by=by)
    window.sync()
    assert window.row("A: haal uw kind op").tag_text.startswith("emergency")
    window.click_row("A: haal uw kind op")
    window.until(lambda: window.row("A: haal uw kind op").tag_text == "confirm by today 18:59")


def test_it_looks_right_in_every_look(qapp: QApplication, window: Window, told: list[str]) -> None:
    window.receive("Haal uw kind op", sender="office", emergency=f"{REASON}. " * 8)
    window.sync()
    window.click_row("Haal uw kind op")
    for look in checks.in_every_look(qapp, window.root):
        assert checks.problems(window.root) == [], look
