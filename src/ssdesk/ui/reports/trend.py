"""*Verloop*: one line over the reports, from old to new."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import msgspec
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ssdesk.ui import theme
from ssdesk.ui.reports import wording
from ssdesk.ui.reports.pen import Pen, text_height
from ssdesk.ui.widgets import Themed
from ssdesk.ui.widgets.base import KeyboardFocus, ring, smooth, text_width

MOST = 12
"""Points of one line; older ones are left out."""
_TOP, _HEIGHT = 24, 72  # px at 100 %
_EDGE, _INSET = 6, 8  # px at 100 %: around all of it, for the focus ring, and from there to the first point
_NEAR = 14
_TENTH, _BELOW = 10.0, 5.0


class Point(msgspec.Struct, frozen=True):
    """`share` in percent. `name`: a word below it; `title`: which report it is."""

    name: str
    title: str
    share: float

    @property
    def spoken(self) -> str:
        return f"{self.title}: {wording.percent(self.share)}"


def span(shares: Sequence[float]) -> tuple[float, float]:
    """From which to which tenth the axis goes: some way below the lowest, where its own name stands, and over at least
    two tenths, so that little does not look like much. Below 0 only where a share is."""
    low, high = _TENTH * floor((min(shares) - _BELOW) / _TENTH), _TENTH * ceil(max(shares) / _TENTH)
    if min(shares) >= 0:
        low = max(low, 0.0)
    while high - low < 2 * _TENTH:
        if low > 0 or high >= 100:
            low -= _TENTH
        if high - low < 2 * _TENTH:
            high += _TENTH
    return low, high


class Trend(Themed, KeyboardFocus, QWidget):
    """The points have their value as tool tip; the arrow keys go from one to the next and say it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[Point, ...] = ()
        self._name, self._colour, self._at = "", 0, -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def show_points(self, name: str, points: Sequence[Point], colour: int) -> None:
        """From old to new, two at least. `name`: what it is the course of."""
        newest = tuple(points[-MOST:])
        if (name, newest, colour) == (self._name, self.points, self._colour):
            return
        self._name, self.points, self._colour, self._at = name, newest, colour, -1
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(self._name)
        here = self.points[self._at].spoken if self._at >= 0 else "; ".join(point.spoken for point in self.points)
        self.setAccessibleDescription(here)

    def sizeHint(self) -> QSize:
        below = theme.px(26) + text_height(theme.font(theme.TAG))
        return QSize(theme.px(200), theme.px(_TOP + _HEIGHT) + below + theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    # ---- Places ------------------------------------------------------------------------------------------------------
    def _placed(self) -> list[QPointF]:
        low, high = span([point.share for point in self.points])
        inset, height = theme.px(_EDGE + _INSET), theme.px(_HEIGHT)
        step = (self.width() - 2 * inset) / max(len(self.points) - 1, 1)
        places = []
        for number, point in enumerate(self.points):
            across = inset + number * step
            down = theme.px(_TOP) + height * (high - point.share) / (high - low)
            places.append(QPointF(self.width() - across if self.isRightToLeft() else across, down))
        return places

    def _near(self, place: QPointF) -> int:
        """The point there; -1: none."""
        found = [(abs(at.x() - place.x()), number) for number, at in enumerate(self._placed())]
        distance, number = min(found, default=(1e9, -1))
        return number if distance <= theme.px(_NEAR) else -1

    # ---- What is asked -----------------------------------------------------------------------------------------------
    def _go(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self._tell()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, on = (Qt.Key.Key_Right, Qt.Key.Key_Left) if self.isRightToLeft() else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        last = len(self.points) - 1
        steps = {back: max(self._at - 1, 0), on: min(self._at + 1, last), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if event.key() in steps:
            self._ring = True
            self._go(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(self._near(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go(-1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._near(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.points[number].spoken if number >= 0 else "", self)
            return True
        return super().event(event)

    # ---- Painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.points:
            return
        colours, painter = theme.colours(), smooth(self)
        if self.shows_ring():
            ring(painter, QRectF(self.rect()), theme.px(theme.RADIUS), gap=False)
        pen = Pen(painter, QRectF(self.rect()), mirrored=self.isRightToLeft())
        self._paint_grid(pen)
        tone, places = colours.child(self._colour), self._placed()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.ink(tone.ink), theme.px(2)))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink(tone.ink))
        for number, place in enumerate(places):
            size = theme.px(5 if number == self._at else 3.5)
            painter.drawEllipse(place, size, size)
        self._paint_names(pen, places)
        if self._at >= 0:
            self._paint_value(pen, places[self._at])
        painter.end()

    def _paint_grid(self, pen: Pen) -> None:
        colours, font = theme.colours(), theme.font(theme.TAG)
        edge, width = theme.px(_EDGE), self.width() - 2 * theme.px(_EDGE)
        low, high = span([point.share for point in self.points])
        line, top = text_height(font), theme.px(_TOP)
        for part, share in ((0.0, high), (0.5, None), (1.0, low)):
            down = top + round(theme.px(_HEIGHT) * part)
            pen.painter.fillRect(QRectF(edge, down, width, 1), theme.ink(colours.line))
            if share is not None:
                said = wording.percent(share)
                ground = pen.box(edge, down - line - 1, text_width(font, said) + theme.px(3), line)
                pen.painter.fillRect(ground, theme.ink(colours.surface))
                pen.text(said, font, colours.muted, (edge, down - line - 1, width, line))

    def _paint_names(self, pen: Pen, places: Sequence[QPointF]) -> None:
        """Below the points, as many as there is room for; the last one always."""
        font = theme.font(theme.TAG)
        line, top, gap = text_height(font), theme.px(_TOP + _HEIGHT + 26), theme.px(6)
        edge = theme.px(_EDGE)
        pen.painter.setFont(font)
        pen.painter.setPen(theme.ink(theme.colours().muted))
        drawn: list[tuple[float, float]] = []
        for number in reversed(range(len(places))):
            name, width = self.points[number].name, text_width(font, self.points[number].name) + 1
            left = min(max(places[number].x() - width / 2, edge), self.width() - edge - width)
            if all(left + width + gap <= start or left >= end + gap for start, end in drawn) and left >= edge:
                drawn.append((left, left + width))
                pen.painter.drawText(QRectF(left, top, width, line), Qt.AlignmentFlag.AlignCenter, name)

    def _paint_value(self, pen: Pen, place: QPointF) -> None:
        """Above the point."""
        colours, font = theme.colours(), theme.font(theme.TAG, theme.SEMIBOLD)
        said = wording.percent(self.points[self._at].share)
        width, height = text_width(font, said) + theme.px(12), text_height(font) + theme.px(4)
        left = min(max(place.x() - width / 2, 0), self.width() - width)
        box = QRectF(left, max(place.y() - height - theme.px(8), 0), width, height)
        pen.painter.setPen(Qt.PenStyle.NoPen)
        pen.painter.setBrush(theme.ink(colours.text))
        pen.painter.drawRoundedRect(box, theme.px(5), theme.px(5))
        pen.painter.setFont(font)
        pen.painter.setPen(theme.ink(colours.surface))
        pen.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
