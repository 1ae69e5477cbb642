"""Who looks whether a message made this computer do something, and keeps it from it: no way to a network is open.

Qt opens files and sockets below Python, so hooks of Python alone would not see it. Its sockets ask one place of Qt for
their way, and that leads to a listener here; for what is asked nowhere there are an eye on files and a count of
sockets, both of the system itself.
"""

from __future__ import annotations

import ctypes
import os
import select
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

_IN_ACCESS, _IN_OPEN, _IN_NONBLOCK = 0x1, 0x20, 0o4000
_LINUX = sys.platform == "linux"
NETWORK = ("socket.", "urllib.")
EVENTS = (*NETWORK, "subprocess.", "os.system", "os.exec", "os.posix_spawn", "webbrowser.", "ctypes.dlopen")


class Blocked(OSError):
    """Instead of a connection."""


class _Ways(QNetworkProxyFactory):
    """Asked by every socket of Qt before it connects, and by each of its requests: whatever they want ends at `port` of
    this computer, and is told to `hear`. On whichever thread."""

    def __init__(self, port: int, hear: Callable[[str], None]) -> None:
        super().__init__()
        self._port, self._hear = port, hear

    def queryProxy(self, query: QNetworkProxyQuery) -> list[QNetworkProxy]:
        self._hear(f"Qt wanted to connect to {query.peerHostName()} {query.url().toString():.200}")
        return [QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", self._port)]


class Watch:
    """`folder`: where the files lie that nobody may read. While it watches nothing connects: Python's sockets raise
    `Blocked`, also where that is caught; those of Qt come to a listener here."""

    def __init__(self, folder: Path) -> None:
        self.picture, self.sheet = folder / "geheim.png", folder / "geheim.css"
        image = QImage(3, 3, QImage.Format.Format_RGB32)
        image.fill(QColor("#ff0000"))
        assert image.save(str(self.picture), "PNG")
        self.sheet.write_text("p { color: red }")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self._eye = _eye(folder) if _LINUX else -1
        self._sockets = self._count_sockets()
        self.heard: list[str] = []
        self.listening = False
        self._ways = _Ways(self.port, self.heard_of_qt)  # kept here: Qt has only the bare pointer
        QNetworkProxyFactory.setApplicationProxyFactory(self._ways)
        sys.addaudithook(self._hear)  # it stays as long as the program; it hears only while it is `listening`

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if not self.listening:
            return
        if event.startswith(EVENTS) or (event == "open" and "geheim" in str(args[0])):
            self.heard.append(f"{event} {args!r:.200}")
            if event.startswith(NETWORK):
                raise Blocked(f"no network: {event}")

    def heard_of_qt(self, what: str) -> None:
        self.heard.append(what)

    @contextmanager
    def over(self) -> Iterator[None]:
        """What the program itself does meanwhile is heard."""
        self.listening = True
        try:
            yield
        finally:
            self.listening = False

    def found(self) -> list[str]:
        """What happened since it was last asked."""
        heard, self.heard = self.heard, []
        heard += [f"the file {name} was opened" for name in self._opened()]
        try:
            self._listener.accept()[0].close()
            heard.append("somebody connected")
        except BlockingIOError:
            pass
        if (now := self._count_sockets()) != self._sockets:
            heard.append(f"{now - self._sockets} sockets more than before")
        return heard

    def close(self) -> None:
        QNetworkProxyFactory.setApplicationProxyFactory(None)
        self._listener.close()
        if self._eye >= 0:
            os.close(self._eye)

    def _opened(self) -> list[str]:
        names: list[str] = []
        while self._eye >= 0 and select.select([self._eye], [], [], 0)[0]:
            data, at = os.read(self._eye, 65536), 0
            while at < len(data):
                _, _, _, length = struct.unpack_from("iIII", data, at)
                names.append(data[at + 16 : at + 16 + length].rstrip(b"\0").decode(errors="replace"))
                at += 16 + length
        return names

    @staticmethod
    def _count_sockets() -> int:
        if not _LINUX:
            return 0
        found = 0
        for file in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                found += str(file.readlink()).startswith("socket:")
        return found


def _eye(folder: Path) -> int:
    """Hears of every file in the folder that is opened by anybody."""
    system = ctypes.CDLL(None, use_errno=True)
    eye = int(system.inotify_init1(_IN_NONBLOCK))
    assert eye >= 0
    assert system.inotify_add_watch(eye, os.fsencode(folder), _IN_OPEN | _IN_ACCESS) >= 0
    return eye
