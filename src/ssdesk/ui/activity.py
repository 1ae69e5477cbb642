"""Whether somebody uses the program just now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow


class Activity(QObject):
    """Tells that somebody uses the program: keys and clicks, nothing of what they are.

    It looks at what comes to the windows from outside. A filter of the application would be asked of every event of
    every widget, hundreds for each key.
    """

    def __init__(self, here: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._here = here
        self._app: QGuiApplication | None = None

    def watch(self, app: QGuiApplication) -> None:
        """From now on, until `stop`; each window once it has the keyboard."""
        if self._app is None:
            self._app = app
            app.focusWindowChanged.connect(self._follow)
            self._follow(app.focusWindow())

    def stop(self) -> None:
        if self._app is not None:
            self._app.focusWindowChanged.disconnect(self._follow)
            for window in self._app.allWindows():
                window.removeEventFilter(self)
            self._app = None

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time counts as the first

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._here()
        return False
