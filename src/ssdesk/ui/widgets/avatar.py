"""A round picture of initials."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, smooth


class Avatar(Themed, QLabel):
    """Initials on a neutral disc of `side` px; `own`: the person who is signed in, on the accent. People have no
    colours of their own: those are the children's. The name stands beside it."""

    def __init__(self, initials: str = "", side: int = 34, parent: QWidget | None = None, *, own: bool = False) -> None:
        super().__init__(initials, parent)
        self._side, self._own = side, own
        self.follow_theme()

    def restyle(self) -> None:
        side = theme.px(self._side)
        self.setFixedSize(side, side)
        self.setFont(theme.font(round(self._side * 0.36, 1) if self._side > 28 else 10, theme.SEMIBOLD))
        colours = theme.colours()
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.ink(colours.on_accent if self._own else colours.on_avatar))
        self.setPalette(palette)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink(colours.accent.ink if self._own else colours.avatar))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(theme.ink(colours.on_accent if self._own else colours.on_avatar))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
