"""Waiting for a screen to have shown what happened."""

from __future__ import annotations

import time

from PySide6.QtTest import QTest

from ssdesk.ui import tasks
from ssdesk.ui.bridge import Bridge

ON_ITS_WAY_MS = 35  # from another thread
MOST_S = 5.0


def breathe(bridge: Bridge) -> None:
    """What was told arrives, and what is read for it is read; on a computer with much to do that takes longer. What
    hangs because the test wants it to is not waited for."""
    QTest.qWait(bridge._timer.interval() + ON_ITS_WAY_MS)
    until = time.monotonic() + MOST_S
    while _busy(bridge) and time.monotonic() < until:
        QTest.qWait(10)


def _busy(bridge: Bridge) -> bool:
    return bridge._waiting is not None or bridge._timer.isActive() or bool(tasks._line()._tasks)
