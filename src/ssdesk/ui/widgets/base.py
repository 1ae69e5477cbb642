"""What all widgets share: following the theme, the focus ring, rounded shapes, layouts that scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ssdesk.ui import theme

_FIRST_LETTER = re.compile(r"(?<=\b\w)-(?=\w)")

if TYPE_CHECKING:
    _Widget = QWidget
else:  # a mixin: the Qt class comes from the widget that uses it
    _Widget = object


class Themed(_Widget):
    """A widget that calls `restyle` once it is built (`follow_theme`) and whenever the look changes."""

    _look: theme.Look | None = None

    def follow_theme(self) -> None:
        """Call at the end of `__init__`."""
        self._look = theme.look()
        self.restyle()

    def restyle(self) -> None:
        """Take fonts, colours and sizes from the theme; called again after every change."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._look not in (None, theme.look()):
            self._look = theme.look()
            self.restyle()
            self.updateGeometry()


class KeyboardFocus(_Widget):
    """Knows whether to draw the focus ring: after the keyboard or the program, not after a click."""

    _ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def shows_ring(self) -> bool:
        return self._ring and self.hasFocus()


class PaintedButton(Themed, KeyboardFocus, QPushButton):
    """What every button that paints itself has: a hand over all of it, and Return presses it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, _pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As Space does; Qt leaves Return to the desktop: some do, some do not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def text_width(font: QFont, text: str) -> int:
    """The room a line of text needs, rounded up: fractions of a pixel must not cost a letter."""
    return ceil(QFontMetricsF(font).horizontalAdvance(text))


def elided(font: QFont, text: str, room: float, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """`text`, or as much of it as fits in `room` px, with "…"."""
    if text_width(font, text) <= room + 1:
        return text
    return QFontMetricsF(font).elidedText(text, mode, max(room, 0))


def unbroken(text: str) -> str:
    """To be laid out in place of `text`: after a single letter and its hyphen ("e-mail") no line ends."""
    return _FIRST_LETTER.sub("-\u2060", text) if "-" in text else text


def smooth(widget: QWidget) -> QPainter:
    """A painter with round edges that reads each text in its own direction; the caller ends it."""
    painter = QPainter(widget)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def rounded(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded rectangle whose edge lies wholly inside `area`."""
    inset = width / 2 if edge is not None else 0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inner = area.adjusted(inset, inset, -inset, -inset)
    corner = min(radius - inset, inner.height() / 2, inner.width() / 2)
    painter.drawRoundedRect(inner, corner, corner)


def ring(painter: QPainter, area: QRectF, radius: float, *, gap: bool = True) -> None:
    """The focus ring: 2 px of the accent at the edge of `area`, with a `gap` of the surface inside it."""
    colours = theme.colours()
    width = theme.px(2)
    if gap:
        inner = area.adjusted(width, width, -width, -width)
        rounded(painter, inner, radius - width, None, theme.ink(colours.surface), width)
    rounded(painter, area, radius, None, theme.ink(colours.accent.ink), width)


def at_start(widget: QWidget) -> Qt.AlignmentFlag:
    """The side where reading begins, whatever the text, vertically in the middle."""
    side = Qt.AlignmentFlag.AlignRight if widget.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def column(parent: QWidget | None = None, margins: Sequence[float] = (0, 0, 0, 0), gap: float = 0) -> QVBoxLayout:
    """A vertical layout; margins (left, top, right, bottom) and gap in px at 100 % follow the scale."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    theme.space(layout, margins, gap)
    return layout


def row(parent: QWidget | None = None, margins: Sequence[float] = (0, 0, 0, 0), gap: float = 0) -> QHBoxLayout:
    """A horizontal layout; margins (left, top, right, bottom) and gap in px at 100 % follow the scale."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    theme.space(layout, margins, gap)
    return layout
