"""The ways in which a window can look, and the states a household can be in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ssdesk.settings import Scheme
from ssdesk.ui import theme


@dataclass(frozen=True)
class Look:
    """`size` of the window in real px."""

    scheme: Scheme = "light"
    scale: float = 1.0
    size: tuple[int, int] = (1280, 800)
    mirrored: bool = False

    def apply(self, app: QApplication, window: QWidget) -> None:
        left = Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self.mirrored else left)
        theme.apply(app, self.scheme, self.scale, family=theme.OWN_FONT)
        window.resize(*self.size)
        app.processEvents()


LOOKS: dict[str, Look] = {
    "light": Look(),
    "dark": Look("dark"),
    "200": Look(scale=2.0),
    "small": Look(size=(1024, 700)),
    "right-to-left": Look(mirrored=True),
    "high-contrast": Look("high-contrast"),
}
STATES = ("offline", "empty")
