"""The real desktop program over a prepared computer, offscreen: says when its window and its first inbox page were
painted. Run as a program: folder, what to wait for (`painted` or `inbox`), milliseconds to be idle before the end."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from ssdesk.bench.said import Said

gc.disable()  # as the command line does
_said = Said(0)
_said.mark("python")
sys.modules["trio"] = None  # type: ignore[assignment] # httpcore2 loads it where tests brought it; people have it not

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402 - the moment before is one that is measured
from PySide6.QtWidgets import QWidget  # noqa: E402

from ssdesk import app as program  # noqa: E402
from ssdesk.paths import Paths  # noqa: E402
from ssdesk.ui.instance import Instance  # noqa: E402

_said.mark("imported")


class Look(QObject):
    """Watches one widget until it has been painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.painting()
            QTimer.singleShot(0, self, self.painted)  # once the picture is on the screen
        return False

    def painting(self) -> None:
        """It is about to be painted."""

    def painted(self) -> None:
        """It was."""


class FirstPicture(Look):
    """Of the window. From then on the program finds its keys in the prepared keyring."""

    def __init__(self, desktop: program.Desktop, base: Path, until: str) -> None:
        super().__init__(desktop.window)
        self._desktop, self._base, self._until = desktop, base, until
        desktop.window.painted.connect(self._begun)  # after the program's own

    def painting(self) -> None:
        if self._until != "painted":
            from ssdesk.bench import handed
            from ssdesk.keychain import keys

            keys.Keys = lambda *_: handed.keys(self._base)  # type: ignore[assignment,misc]

    def painted(self) -> None:
        _said.mark("painted")
        if self._until == "painted":
            _end(self._desktop)

    def _begun(self) -> None:
        _said.mark("begun")
        if self._desktop.entrance is not None:
            self._desktop.entrance.opened.connect(self._opened)

    def _opened(self) -> None:
        """The frame is there, with the inbox in it, but was not painted yet."""
        from ssdesk.ui.message_table import MessageTable

        _said.mark("opened")
        FirstPage(self._desktop, self._desktop.window.findChildren(MessageTable)[0])


class FirstPage(Look):
    """Of the inbox."""

    def __init__(self, desktop: program.Desktop, table: QWidget) -> None:
        super().__init__(table.viewport())  # type: ignore[attr-defined]
        self._desktop, self._table = desktop, table

    def painted(self) -> None:
        if self._table.model().rowCount():  # type: ignore[attr-defined]
            _said.mark("inbox")
            QTimer.singleShot(_said.idle_ms, self, lambda: _end(self._desktop))
        else:
            FirstPage(self._desktop, self._table)


def _end(desktop: program.Desktop) -> None:
    _said.say()
    desktop.stop()


def main(base: Path, until: str, idle_ms: int) -> int:
    _said.idle_ms = idle_ms
    application = program.make_application(sys.argv[:1])
    _said.mark("application")
    paths = Paths.under(base, "bench")
    instance = Instance(paths.data)
    if not instance.claim():
        return 1
    desktop = program.Desktop(application, program.Options(paths, "bench", first="messages"))
    first = FirstPicture(desktop, base, until)
    _said.mark("desktop")
    desktop.start()
    code = application.exec()
    instance.release()
    del first
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
