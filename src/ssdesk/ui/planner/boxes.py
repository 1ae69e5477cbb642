"""Check boxes in a colour that means something: a child's, or a tone's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.widgets import CheckBox
from ssdesk.ui.widgets.base import rounded


class ColouredBox(CheckBox):
    """`child`: a child's colour; None: that of `tone`. `struck`: its text is struck through while it is checked."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        child: int | None = None,
        tone: str = "good",
        struck: bool = False,
    ) -> None:
        self._child, self._tone, self._struck = child, tone, struck
        self._heights: dict[tuple[int, str], int] = {}
        super().__init__(text, parent)
        self.toggled.connect(self.restyle)

    def restyle(self) -> None:
        font = QFont(theme.font())
        font.setStrikeOut(self._struck and self.isChecked())
        self.setFont(font)
        self._heights = {}

    def heightForWidth(self, width: int) -> int:
        """Kept, for layouts ask dozens of times."""
        key = (width, self.text())
        if key not in self._heights:
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        if not self.isChecked():
            super()._paint_mark(painter, mark)
            return
        colours = theme.colours()
        tone = colours.child(self._child) if self._child is not None else colours.tone(self._tone)
        rounded(painter, mark, theme.px(4), theme.ink(tone.ink))
        side = theme.px(11)
        picture = icons.exact("check-bold", colours.on_accent, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(mark.center().x() - side / 2, mark.center().y() - side / 2), picture)
