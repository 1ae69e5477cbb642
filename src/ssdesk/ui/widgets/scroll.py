"""Pages that scroll and layouts that wrap."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, column, rounded, smooth

KEPT = 32  # widths: a window that is being resized has many


class ThinScrollBar(Themed, QScrollBar):
    """A scroll bar of 10 px without arrows; the handle is never shorter than 32 px."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Vertical, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        thick = theme.px(12)
        return (
            QSize(thick, theme.px(48)) if self.orientation() == Qt.Orientation.Vertical else QSize(theme.px(48), thick)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        handle = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self))
        inset = theme.px(3)
        if self.maximum() > self.minimum():
            colour = colours.muted if self.isSliderDown() or self.underMouse() else colours.faint
            box = handle.adjusted(inset, inset, -inset, -inset)
            rounded(painter, box, min(box.width(), box.height()) / 2, theme.ink(colour))
        painter.end()


class ScrollPage(Themed, QScrollArea):
    """A page as high as it needs; `body` is its layout. `width`: the greatest width of the content at 100 %, in the
    middle; 0: all there is. What gets the focus is scrolled into view."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        margins: tuple[float, float, float, float] = (24, 24, 24, 24),
        gap: float = 16,
        width: float = 0,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QWidget()
        outer.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        across = QVBoxLayout(outer)
        across.setContentsMargins(0, 0, 0, 0)
        self.content = QWidget(outer)
        if width:
            theme.fix(self.content, max_width=width)
        across.addWidget(self.content)
        self.body: QVBoxLayout = column(self.content, margins, gap)
        self.setWidget(outer)
        outer.setAutoFillBackground(False)
        self.follow_theme()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.content.minimumSizeHint().width() + theme.px(12), theme.px(120))


class FlowLayout(QLayout):
    """Puts its widgets beside each other and goes on below when the row is full. `fill`: the last one takes the rest of
    its row."""

    def __init__(self, parent: QWidget | None = None, gap: float = 8, *, fill: bool = False) -> None:
        super().__init__()
        self._fill = fill
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: the layouts around it ask again and again
        self._least: QSize | None = None
        theme.space(self, (0, 0, 0, 0), gap)
        if parent is not None:
            parent.setLayout(self)

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def insert(self, place: int, widget: QWidget) -> None:
        """The widget before the one that is at this place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def take_out(self, widgets: Collection[QWidget]) -> None:
        """These widgets leave it, in one go however many they are."""
        self._items = [item for item in self._items if item.widget() not in widgets]
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            if len(self._heights) >= KEPT:
                self._heights.clear()
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _arrange(self, area: QRect, *, move: bool) -> int:
        gap, left, top, height = self.spacing(), area.left(), area.top(), 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(area.width(), item.minimumSize().width()), 1 << 20))
            if left > area.left() and left + size.width() > area.right() + 1:
                left, top, height = area.left(), top + height + gap, 0
            if self._fill and item is self._items[-1]:
                size.setWidth(max(size.width(), area.right() + 1 - left))
            if move:
                start = area.right() + area.left() - left - size.width() + 1 if mirrored else left
                item.setGeometry(QRect(QPoint(start, top), size))
            left += size.width() + gap
            height = max(height, size.height())
        return top + height - area.top()
