"""Painting a row from the side where reading begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ssdesk.ui import theme
from ssdesk.ui.colours import Tone
from ssdesk.ui.widgets.base import elided, rounded, text_width

BAR = 7
"""Height of a bar of a share."""
_TICK_WIDTH, _TICK_OVER = 2, 2


class Pen:
    """Paints in `area`. Places are real px, counted from the reading side (right in right-to-left) and from the top."""

    __slots__ = ("area", "mirrored", "painter")

    def __init__(self, painter: QPainter, area: QRectF, *, mirrored: bool) -> None:
        self.painter, self.area, self.mirrored = painter, area, mirrored

    def box(self, start: float, top: float, width: float, height: float) -> QRectF:
        left = self.area.right() - start - width if self.mirrored else self.area.left() + start
        return QRectF(left, self.area.top() + top, width, height)

    def text(
        self,
        text: str,
        font: QFont,
        colour: str,
        place: tuple[float, float, float, float],
        *,
        at_end: bool = False,
    ) -> float:
        """One line at a place: from where, how far down, elided to how much room, in the middle of which height. The
        width it takes."""
        start, top, room, height = place
        said = elided(font, text, room)
        width = min(text_width(font, said) + 1, room + 1)
        box = self.box(start + (max(room - width, 0) if at_end else 0), top, width, height)
        self.painter.setFont(font)
        self.painter.setPen(theme.ink(colour))
        side = Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, said)
        return width

    def tag(self, text: str, ink: str, ground: str, start: float, middle: float, room: float) -> float:
        """A small mark with its middle at this height; the width it takes."""
        font, padding = theme.font(theme.TAG, theme.SEMIBOLD), theme.px(7)
        said = elided(font, text, room - 2 * padding)
        width, height = text_width(font, said) + 2 * padding, tag_height(font)
        box = self.box(start, round(middle - height / 2), width, height)
        rounded(self.painter, box, theme.px(5), theme.ink(ground))
        self.painter.setFont(font)
        self.painter.setPen(theme.ink(ink))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, said)
        return width

    def bar(self, tone: Tone, share: float, median: float | None, start: float, top: float, width: float) -> None:
        """`share` and `median` in percent; what lies outside 0 to 100 is drawn at the end."""
        colours, height = theme.colours(), theme.px(BAR)
        whole = self.box(start, top, width, height)
        edge = theme.ink(colours.outline) if colours.outline != colours.line else None
        rounded(self.painter, whole, height / 2, theme.ink(colours.sunken), edge)
        filled = width * min(max(share, 0), 100) / 100
        if filled > 0:
            self.painter.save()
            self.painter.setClipRect(self.box(start, top, filled, height))
            rounded(self.painter, self.box(start, top, max(filled, height), height), height / 2, theme.ink(tone.ink))
            self.painter.restore()
        if median is not None:
            thick, over = theme.px(_TICK_WIDTH), theme.px(_TICK_OVER)
            place = (width - thick) * min(max(median, 0), 100) / 100
            tick = self.box(start + place, top - over, thick, height + 2 * over)
            self.painter.fillRect(tick.adjusted(-1, 0, 1, 0), theme.ink(colours.surface))
            self.painter.fillRect(tick, theme.ink(colours.text))


def tag_height(font: QFont) -> int:
    return max(theme.px(21), text_height(font) + theme.px(6))


def text_height(font: QFont) -> int:
    """Of one line."""
    return QFontMetrics(font).height()
