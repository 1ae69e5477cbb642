"""The button "…" of the open message: what is done with it less often."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ssdesk.ui import icons
from ssdesk.ui.widgets import Button, Menu


class MoreButton(Button):
    """Actions are added to it from outside, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "secondary", parent, icon="more")
        self.setAccessibleName(self.tr("More"))
        self.setToolTip(self.accessibleName())
        self._menu = Menu(self)
        self.setMenu(self._menu)

    def add(self, icon: str, text: str, act: Callable[[], object]) -> QAction:
        action = self._menu.addAction(icons.icon(icon), text)
        action.triggered.connect(lambda _=False: act())
        return action
