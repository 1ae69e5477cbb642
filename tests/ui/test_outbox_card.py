"""The outbox while files are on their way: how far they are, and a button that stops them and keeps the focus."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.household import Home
from ssdesk.replica.outbox import OutboxItem
from ssdesk.sync.status import SyncStatus
from ssdesk.ui.outbox_card import OutboxCard, Outgoing
from ssdesk.ui.widgets import Button, Label

ITEM = OutboxItem("1", "send_message", "waiting", datetime(2026, 11, 23, 13, 32, tzinfo=UTC), 0, "Film", ("Petra",))


def outgoing(have: int) -> Outgoing:
    status = SyncStatus("syncing", uploading="1", uploaded=have, to_upload=84_000)
    return Outgoing(Home(name="0", account="a", colour=0, state="open", status=status), ITEM)


def words(card: OutboxCard) -> str:
    return " ".join(label.text() for label in card.findChildren(Label) if label.isVisibleTo(card))


def test_card_says_how_far_the_files_are_and_stop_stays_under_the_finger(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = OutboxCard(window)
    asked: list[Outgoing] = []
    card.withdraw_asked.connect(asked.append)
    window.resize(900, 700)
    window.show()
    card.show_items([outgoing(0)])
    card.open_at(window)
    stop = next(button for button in card.findChildren(Button) if button.text() == "Stop")
    assert stop.accessibleName() == "Stop sending Film"
    assert "0 B of 84 kB uploaded" in words(card)
    card.show_items([outgoing(31_000)])
    assert "31 kB of 84 kB uploaded" in words(card)
    assert window.focusWidget() is stop
    stop.click()
    assert [out.home.status.uploaded for out in asked] == [31_000]
    done = replace(outgoing(0), home=Home(name="0", account="a", colour=0, state="open", status=SyncStatus()))
    card.show_items([done])
    QApplication.processEvents()
    assert [button.text() for button in card.findChildren(Button) if button.isVisibleTo(card)] == ["Change"]
