"""Carries what was committed on any thread to the screens on the main thread."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:  # the database is imported by those who open it
    from ssdesk.replica.changes import Changes

COALESCE_MS = 50


class Bridge(QObject):
    """Give `tell` to the replicas; connect screens to `changed`, which carries one `Changes` on the main thread.

    What is told within `gather_ms` comes as one. Make it on the main thread and `close` it before the screens go.
    """

    changed = Signal(object)
    _first = Signal()

    def __init__(self, parent: QObject | None = None, *, gather_ms: int = COALESCE_MS) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._waiting: Changes | None = None
        self._open = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(gather_ms)
        self._timer.timeout.connect(self._pass_on)
        self._first.connect(self._timer.start, Qt.ConnectionType.QueuedConnection)

    def tell(self, changes: Changes) -> None:
        """From any thread; neither waits nor raises. After `close` nobody listens any more."""
        with self._lock:
            if not self._open:
                return
            first = self._waiting is None
            self._waiting = changes if self._waiting is None else self._waiting | changes
            if first:
                self._first.emit()

    def close(self) -> None:
        """Pass nothing on from now on."""
        with self._lock:
            self._open = False
            self._waiting = None
        self._timer.stop()

    def _pass_on(self) -> None:
        with self._lock:
            changes, self._waiting = self._waiting, None
        if changes is not None:
            self.changed.emit(changes)
