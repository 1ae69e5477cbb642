"""Whether somebody uses the window just now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject


class Activity(QObject):
    """Tells that somebody uses the window: keys and clicks, nothing of what they are."""

    def __init__(self, here: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._here = here

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._here()
        return super().eventFilter(watched, event)
