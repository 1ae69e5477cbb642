"""Texts beside each other on a line, from the side where reading begins or from the other one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from ssdesk.ui import theme
from ssdesk.ui.colours import Tone
from ssdesk.ui.widgets.base import elided, rounded, text_width


class Brush:
    """Fills `area` from both ends. What is put first takes its room first; a text that does not fit ends in "…"."""

    def __init__(self, painter: QPainter, area: QRectF, *, mirrored: bool) -> None:
        self._painter, self._area, self._mirrored = painter, area, mirrored
        self._from, self._to = area.left(), area.right()

    @property
    def room(self) -> float:
        return max(self._to - self._from, 0)

    def skip(self, width: float) -> None:
        self._from += width

    def keep(self, width: float) -> None:
        """Leave so much free at the end."""
        self._to -= width

    def put(self, text: str, font: QFont, colour: str, *, width: float = 0) -> QRectF:
        """At the beginning; `width`: what it takes at most and at least. Where it was painted."""
        shown = elided(font, text, min(width, self.room) if width else self.room)
        taken = min(text_width(font, shown), self.room)
        place = self._placed(self._from, taken)
        self._draw(place, shown, font, colour)
        self._from += width or taken
        return place

    def put_at_end(self, text: str, font: QFont, colour: str, *, most: float = 1.0) -> None:
        """`most`: the share of the room that it may take."""
        shown = elided(font, text, self.room * most)
        taken = min(text_width(font, shown), self.room)
        self._draw(self._placed(self._to - taken, taken), shown, font, colour)
        self._to -= taken

    def tag_at_end(self, text: str, tone: Tone) -> None:
        """A small soft mark."""
        font = theme.font(theme.TAG, theme.SEMIBOLD)
        shown = elided(font, text, self.room - 2 * theme.px(7))
        width = text_width(font, shown) + 2 * theme.px(7)
        place = self._placed(self._to - width, width)
        height = max(theme.px(21), self._painter.fontMetrics().height() + theme.px(2))
        box = QRectF(place.left(), place.center().y() - height / 2, width, height)
        rounded(self._painter, box, theme.px(5), theme.ink(tone.soft))
        self._painter.setFont(font)
        self._painter.setPen(theme.ink(tone.ink))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
        self._to -= width

    def reserve(self, width: float) -> QRectF:
        """A place of this width at the beginning, for what is painted otherwise."""
        place = self._placed(self._from, width)
        self._from += width
        return place

    def reserve_at_end(self, width: float) -> QRectF:
        place = self._placed(self._to - width, width)
        self._to -= width
        return place

    def swatch(self, place: QRectF, colour: str) -> None:
        """A small square of any colour, with an edge that is seen on every ground."""
        side = place.width()
        box = QRectF(place.left(), place.center().y() - side / 2, side, side)
        rounded(self._painter, box, theme.px(3), theme.ink(colour), theme.ink(theme.colours().muted))

    def disc(self, side: float, initials: str, ground: str, ink: str) -> None:
        """A round picture of initials at the beginning."""
        place = self.reserve(side)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme.ink(ground))
        middle = QPointF(place.center())
        self._painter.drawEllipse(middle, side / 2, side / 2)
        self._painter.setFont(theme.font(10, theme.SEMIBOLD))
        self._painter.setPen(theme.ink(ink))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, initials)

    def _placed(self, start: float, width: float) -> QRectF:
        left = self._area.left() + self._area.right() - start - width if self._mirrored else start
        return QRectF(left, self._area.top(), width, self._area.height())

    def _draw(self, place: QRectF, text: str, font: QFont, colour: str) -> None:
        self._painter.setFont(font)
        self._painter.setPen(theme.ink(colour))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(place.adjusted(0, 0, 1, 0), side | Qt.TextFlag.TextSingleLine, text)
