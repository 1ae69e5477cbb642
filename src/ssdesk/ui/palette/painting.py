"""How a line of the palette looks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ssdesk.ui import icons, theme
from ssdesk.ui.palette.line import LINE_ROLE, Line
from ssdesk.ui.widgets.base import elided, ring, rounded, text_width
from ssdesk.ui.widgets.key_cap import cap_height, cap_width, caps, paint_cap

_HEADING, _HIGH, _LOW = 30, 52, 38
_SIDE, _INSET = 14, 8  # px before the icon; of the ground of the current line from the edges
_ICON, _GAP = 16, 12
_TAG_HEIGHT, _TAG_PADDING = 20, 7
_MOST = 400  # characters that can be seen on the widest of lines


class LineDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.focus_ring = False
        """Whether the current line shows the focus ring; the view sets it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line: Line = index.data(LINE_ROLE)
        return QSize(option.rect.width(), theme.px(_HEADING if line.is_heading else _HIGH if line.is_high else _LOW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        picture = _Picture(painter, QRectF(option.rect), mirrored=option.direction == Qt.LayoutDirection.RightToLeft)
        line: Line = index.data(LINE_ROLE)
        if line.is_heading:
            picture.heading(line.title)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            picture.ground(chosen=chosen, over=over, ring_too=chosen and self.focus_ring)
            picture.line(line, chosen=chosen)
        painter.restore()


class _Picture:
    """One painting of one line. Places are measured from the side where reading begins."""

    def __init__(self, painter: QPainter, area: QRectF, *, mirrored: bool) -> None:
        self._painter, self._area, self._mirrored = painter, area, mirrored

    def heading(self, title: str) -> None:
        font = theme.font(theme.TAG, theme.SEMIBOLD)
        room = self._area.width() - 2 * theme.px(_SIDE + _INSET)
        shown = elided(font, title, room)
        self._write(shown, font, theme.px(_SIDE + _INSET), self._area.height() * 0.6, theme.colours().muted)

    def ground(self, *, chosen: bool, over: bool, ring_too: bool) -> None:
        colours = theme.colours()
        inset = theme.px(_INSET)
        area = self._area.adjusted(inset, 1, -inset, -1)
        if chosen or over:
            ground = colours.accent.soft if chosen else colours.background
            edge = theme.ink(colours.accent.ink) if chosen and colours.outline != colours.line else None
            rounded(self._painter, area, theme.px(theme.RADIUS), theme.ink(ground), edge)
        if ring_too:
            ring(self._painter, area, theme.px(theme.RADIUS), gap=False)

    def line(self, line: Line, *, chosen: bool) -> None:
        height = self._area.height()
        first = height * (0.34 if line.is_high and line.detail else 0.5)
        start = self._icon(line.icon)
        end = self._area.width() - theme.px(_SIDE + _INSET)
        end -= self._keys(line.keys, end)
        end -= self._when(line.when, end, first)
        end -= self._tag(line, end, first, chosen=chosen)
        font = theme.font(theme.TEXT, theme.MEDIUM)
        self._write(elided(font, line.title[:_MOST], end - start), font, start, first, theme.colours().text)
        if line.is_high and line.detail:
            end = self._area.width() - theme.px(_SIDE + _INSET)
            font = theme.font(theme.SMALL)
            shown = elided(font, line.detail[:_MOST], end - start)
            self._write(shown, font, start, height * 0.7, theme.colours().muted)

    def _icon(self, name: str) -> float:
        """Where the text begins."""
        side, start = theme.px(_ICON), theme.px(_SIDE + _INSET)
        if name:
            box = self._box(start, (self._area.height() - side) / 2, side, side)
            ratio = self._painter.device().devicePixelRatioF()
            self._painter.drawPixmap(box.topLeft(), icons.exact(name, theme.colours().muted, side, ratio))
        return start + side + theme.px(_GAP)

    def _keys(self, keys: str, end: float) -> float:
        taken = 0.0
        for text in reversed(caps(keys)) if keys else ():
            width = cap_width(text)
            top = (self._area.height() - cap_height()) / 2
            paint_cap(self._painter, self._box(end - taken - width, top, width, cap_height()), text)
            taken += width + theme.px(4)
        return taken + theme.px(_GAP) if taken else 0.0

    def _when(self, when: str, end: float, middle: float) -> float:
        if not when:
            return 0.0
        font = theme.font(theme.SMALL)
        width = text_width(font, when)
        self._write(when, font, end - width, middle, theme.colours().muted)
        return width + theme.px(_GAP)

    def _tag(self, line: Line, end: float, middle: float, *, chosen: bool) -> float:
        if not line.child:
            return 0.0
        font, tone = theme.font(theme.TAG, theme.SEMIBOLD), theme.colours().child(line.colour)
        ground = theme.colours().surface if chosen else tone.soft  # two soft colours would run together
        shown = elided(font, line.child, theme.px(120))
        width, height = text_width(font, shown) + 2 * theme.px(_TAG_PADDING), theme.px(_TAG_HEIGHT)
        rounded(
            self._painter, self._box(end - width, middle - height / 2, width, height), theme.px(5), theme.ink(ground)
        )
        self._write(shown, font, end - width + theme.px(_TAG_PADDING), middle, tone.ink)
        return width + theme.px(_GAP)

    def _box(self, start: float, top: float, width: float, height: float) -> QRectF:
        left = self._area.right() - start - width if self._mirrored else self._area.left() + start
        return QRectF(left, self._area.top() + top, width, height)

    def _write(self, text: str, font: QFont, start: float, middle: float, colour: str) -> None:
        metrics = QFontMetricsF(font)
        box = self._box(start, middle, metrics.horizontalAdvance(text), 0)
        self._painter.setFont(font)
        self._painter.setPen(theme.ink(colour))
        self._painter.drawText(QPointF(box.left(), box.top() + (metrics.ascent() - metrics.descent()) / 2), text)
