"""Check boxes, radio buttons and switches: real ones to the keyboard and a screen reader, drawn our way."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.widgets.base import KeyboardFocus, Themed, at_start, ring, rounded, smooth, unbroken

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Marked(Themed, KeyboardFocus, _Button):
    """A mark with a text after it that takes as many lines as it needs."""

    _mark = (15, 15)
    _gap = 8
    _detail = ""

    def _begin(self, detail: str = "") -> None:
        self._detail = detail
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # fixed would stay one line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if detail:
            self.setAccessibleDescription(detail)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font())

    def _before(self) -> int:
        """Width of the mark, with its room for the focus ring, and the gap after it."""
        return theme.px(self._mark[0] + 6 + (self._gap - 3 if self.text() else 0))

    def _text_layout(self, width: float) -> tuple[QTextLayout, float, float]:
        """The text laid out in `width`, its height and its greatest line width."""
        whole = f"{self.text()} {self._detail}".strip()
        layout = QTextLayout(unbroken(whole), self.font())
        option = QTextOption(at_start(self))
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        if self._detail:
            part = QTextLayout.FormatRange()
            before, after = (len(unbroken(text)) for text in (self.text(), self._detail))
            part.start, part.length = before + 1, after
            muted = QTextCharFormat()
            muted.setForeground(theme.ink(theme.colours().muted))
            part.format = muted
            layout.setFormats([part])
        pitch, top, widest = max(theme.px(theme.LINE), self.fontMetrics().height()), 0.0, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
            top, widest = top + pitch, max(widest, line.naturalTextWidth())
        layout.endLayout()
        return layout, top, widest

    def heightForWidth(self, width: int) -> int:
        least = theme.px(self._mark[1] + 6)
        return max(ceil(self._text_layout(width - self._before())[1]), least) if self.text() else least

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        least = theme.px(self._mark[1] + 6)
        if not self.text():
            return QSize(self._before(), least)
        _, height, widest = self._text_layout(theme.px(520))
        return QSize(self._before() + ceil(widest) + 1, max(ceil(height), least))

    def minimumSizeHint(self) -> QSize:
        words = f"{self.text()} {self._detail}".split()
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return QSize(self._before() + longest + 1, theme.px(self._mark[1] + 6))

    def hitButton(self, _pos: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = theme.px(3)
        width, height = (theme.px(side) for side in self._mark)
        line = max(theme.px(theme.LINE), self.fontMetrics().height(), height + 2 * edge)
        left = self.width() - edge - width if mirrored else edge
        mark = QRectF(left, (line - height) / 2, width, height)
        self._paint_mark(painter, mark)
        if self.shows_ring():
            self._paint_ring(painter, mark.adjusted(-edge, -edge, edge, edge))
        if self.text():
            room = self.width() - self._before()
            layout, text_height, _ = self._text_layout(room)
            colours = theme.colours()
            painter.setPen(theme.ink(colours.text if self.isEnabled() else colours.faint))
            first = max(theme.px(theme.LINE), self.fontMetrics().height())
            top = (line - first) / 2 if text_height <= first else 0
            layout.draw(painter, QPointF(0 if mirrored else self._before(), top))
        painter.end()

    def _paint_ring(self, painter: QPainter, area: QRectF) -> None:
        ring(painter, area, theme.px(6), gap=False)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        """The mark itself."""


class CheckBox(_Marked, QCheckBox):
    """A check box; `detail` follows the text, muted."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, detail: str = "") -> None:
        super().__init__(text, parent)
        self._begin(detail)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        colours = theme.colours()
        if self.isChecked():
            fill = colours.accent.ink if self.isEnabled() else colours.faint
            rounded(painter, mark, theme.px(4), theme.ink(fill))
            side = theme.px(11)
            picture = icons.exact("check-bold", colours.on_accent, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(mark.center().x() - side / 2, mark.center().y() - side / 2), picture)
            return
        edge = colours.muted if self.isEnabled() else colours.faint
        rounded(painter, mark, theme.px(4), theme.ink(colours.surface), theme.ink(edge), theme.px(1.3))


class RadioButton(_Marked, QRadioButton):
    """One of a few choices, all of which can be seen."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, detail: str = "") -> None:
        super().__init__(text, parent)
        self._begin(detail)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        colours = theme.colours()
        chosen = colours.accent.ink if self.isEnabled() else colours.faint
        edge = chosen if self.isChecked() else colours.muted if self.isEnabled() else colours.faint
        rounded(painter, mark, mark.height() / 2, theme.ink(colours.surface), theme.ink(edge), theme.px(1.3))
        if self.isChecked():
            inset = mark.width() * 0.27
            inner = mark.adjusted(inset, inset, -inset, -inset)
            rounded(painter, inner, inner.height() / 2, theme.ink(chosen))

    def _paint_ring(self, painter: QPainter, area: QRectF) -> None:
        ring(painter, area, area.height() / 2, gap=False)


class Toggle(_Marked, QCheckBox):
    """A switch that works at once. Without a text it needs `setAccessibleName`."""

    _mark = (34, 19)
    _gap = 10

    def __init__(self, text: str = "", parent: QWidget | None = None, *, detail: str = "") -> None:
        super().__init__(text, parent)
        self._begin(detail)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        colours = theme.colours()
        on = self.isChecked()
        fill = theme.ink(colours.accent.ink if on else colours.line)
        if not self.isEnabled():
            fill = theme.mixed(colours.accent.ink if on else colours.line, colours.surface, 0.45)
        edge = theme.ink(colours.outline) if colours.outline != colours.line and not on else None
        rounded(painter, mark, mark.height() / 2, fill, edge)
        inset = theme.px(2)
        knob = mark.height() - 2 * inset
        at_end = on != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        left = mark.right() - inset - knob if at_end else mark.left() + inset
        face = colours.on_accent if on else colours.muted if colours.dark else "#FFFFFF"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink(face))
        painter.drawEllipse(QRectF(left, mark.top() + inset, knob, knob))

    def _paint_ring(self, painter: QPainter, area: QRectF) -> None:
        ring(painter, area, area.height() / 2, gap=False)
