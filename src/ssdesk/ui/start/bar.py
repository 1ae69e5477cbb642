"""The bar of *Start*: its title, and at the right the way into everything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.brush import Brush
from ssdesk.ui.widgets import Label, PaintedButton, row
from ssdesk.ui.widgets.base import ring, rounded, smooth, text_width

SEARCH_WIDTH = 320
KEYS = "Ctrl+K"


class SearchButton(PaintedButton):
    """Looks like a field to search in; pressing it, or typing on it, opens the palette."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._keys)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fix(self, max_width=SEARCH_WIDTH)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = text_width(self.font(), self.text()) + text_width(theme.font(theme.TAG), self._keys) + theme.px(56)
        return QSize(width, max(theme.px(33), self.fontMetrics().height() + theme.px(12)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        edge = colours.muted if self.underMouse() else colours.outline
        rounded(painter, area, theme.px(theme.RADIUS), theme.ink(colours.background), theme.ink(edge))
        brush = Brush(painter, area.adjusted(theme.px(12), 0, -theme.px(12), 0), mirrored=self.isRightToLeft())
        font = theme.font(theme.TAG)
        wide, high = text_width(font, self._keys) + theme.px(12), painter.fontMetrics().height() + theme.px(3)
        box = brush.reserve_at_end(wide)
        box = QRectF(box.left(), area.center().y() - high / 2, wide, high)
        rounded(painter, box, theme.px(4), theme.ink(colours.surface), theme.ink(colours.outline))
        painter.setFont(font)
        painter.setPen(theme.ink(colours.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)
        brush.put(self.text(), self.font(), colours.muted)
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS))
        painter.end()


class StartBar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchButton(self.tr("Search everything"), self)
        line = row(self, (20, 0, 20, 0), 12)
        line.addWidget(Label(self.tr("Start"), "bar", self))
        line.addStretch(1)
        line.addWidget(self.search, 30)
