"""Waiting for a screen to have shown what happened."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ssdesk.ui import tasks
from ssdesk.ui.bridge import Bridge

STILL, MOST_TURNS = 2, 500  # turns of the events
_AGAIN = (QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest)
ON_ITS_WAY_MS = 35  # from another thread
MOST_S = 5.0


def breathe(bridge: Bridge) -> None:
    """What was told arrives, and what is read for it is read; on a computer with much to do that takes longer. What
    hangs because the test wants it to is not waited for."""
    QTest.qWait(bridge._timer.interval() + ON_ITS_WAY_MS)
    until = time.monotonic() + MOST_S
    while _busy(bridge) and time.monotonic() < until:
        QTest.qWait(10)
    settle()


def _busy(bridge: Bridge) -> bool:
    return bridge._waiting is not None or bridge._timer.isActive() or bool(tasks._line()._tasks)


class _Moves(QObject):
    """What was last asked to lay out its parts, or to be drawn, again; "" since nobody was."""

    asked = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _AGAIN:
            self.asked = f"{type(watched).__name__} in {type(watched.parent()).__name__}"
        return False


def settle() -> None:
    """Everything has its place: a part that grew reaches the layout around it only with the next turn of the events.
    Fails where that never ends, which nobody sees but the processor."""
    app = QApplication.instance()
    assert app is not None
    moves, still, turns = _Moves(), 0, 0
    app.installEventFilter(moves)
    try:
        while still < STILL:
            assert turns < MOST_TURNS, f"it goes on and on: {moves.asked}"
            moves.asked, turns = "", turns + 1
            app.processEvents()
            still = 0 if moves.asked else still + 1
    finally:
        app.removeEventFilter(moves)
