"""One running program per profile: a second start raises the first window instead."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

if TYPE_CHECKING:  # not needed for the first picture
    from PySide6.QtNetwork import QLocalServer

ANSWER_WITHIN_MS = 1500
LISTEN_AFTER_MS = 500  # the first picture and the first page go first
PATIENCE_S = 3.0  # the first one may have claimed the profile and not listen yet


class Instance(QObject):
    """Claims a profile's folder, by a lock that ends with the program however it ends. `raised`: somebody started the
    program again."""

    raised = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)  # a program that ran for days is not stale; one that was killed is
        self._server: QLocalServer | None = None

    @cached_property
    def _name(self) -> str:
        import hashlib

        return "ssdesk-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:24]

    def claim(self) -> bool:
        """True: this is the first; it listens soon after the event loop runs. False: another one runs, and was asked to
        show its window."""
        until = time.monotonic() + PATIENCE_S
        while not self._lock.tryLock(0):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                break  # the folder takes no lock: better two windows than none
            if self._raise_first() or time.monotonic() > until:
                return False
            time.sleep(0.05)
        QTimer.singleShot(LISTEN_AFTER_MS, self, self._listen)
        return True

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # left behind by a program that was killed
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._server.listen(self._name)

    def _raise_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_WITHIN_MS):
            return False
        socket.write(b"raise\n")
        socket.waitForBytesWritten(ANSWER_WITHIN_MS)
        socket.disconnectFromServer()
        return True

    def _called(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()
