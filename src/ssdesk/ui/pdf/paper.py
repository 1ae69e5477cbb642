"""How one page is painted: paper in every scheme, its tiles where they are ready, and the words that were found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ssdesk.ui import texts, theme
from ssdesk.ui.colours import HIGH_CONTRAST_LIGHT, LIGHT, Colours
from ssdesk.ui.pdf.tiles import SIDE, Tiles, covering
from ssdesk.ui.widgets.cards import shadow

_DEPTH = 12
Marked = Sequence[tuple[Sequence[QRect], bool]]
"""Boxes of hits in px of the view, and whether it is the current one."""


def in_pixels(area: QRect, ratio: float) -> QRect:
    """The pixels of the screen that this area of px touches."""
    left, top = floor(area.left() * ratio), floor(area.top() * ratio)
    right, bottom = ceil((area.left() + area.width()) * ratio), ceil((area.top() + area.height()) * ratio)
    return QRect(left, top, right - left, bottom - top)


def paint(painter: QPainter, view: QRect, tiles: Tiles, page: int, area: QRect, marked: Marked) -> None:
    """The page in `area` of the `view`, both in px."""
    colours = _ink_on_paper()
    _paint_shadow(painter, area)
    painter.fillRect(area, Qt.GlobalColor.white)
    if page in tiles.broken:
        _paint_sentence(painter, texts.told(tiles.broken[page]), area, colours)
    else:
        painted = _paint_tiles(painter, view, tiles, page, area)
        if not painted and tiles.is_slow(page):
            said = QCoreApplication.translate("Paper", "This page is being drawn…")
            _paint_sentence(painter, said, area & view, colours)
    for boxes, current in marked:
        for box in boxes:
            _paint_mark(painter, box, colours, current=current)
    if theme.colours().outline != theme.colours().line:
        painter.setPen(theme.ink(theme.colours().outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(-1, -1, 0, 0))


def _ink_on_paper() -> Colours:
    """Paper is white in every scheme."""
    return HIGH_CONTRAST_LIGHT if theme.colours().name == "high-contrast" else LIGHT


def _paint_shadow(painter: QPainter, area: QRect) -> None:
    """From one small picture: its corners, and its sides drawn out. A shadow of this size costs more than the page."""
    depth, ratio = theme.px(_DEPTH), painter.device().devicePixelRatioF()
    picture = _shadow(theme.colours(), depth, ratio)
    room = 2 * depth
    around = area.adjusted(-room, -room, room, room)
    xs = (around.left(), area.left(), area.right() + 1, room, area.width())
    ys = (around.top(), area.top(), area.bottom() + 1, room, area.height())
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):
                width, height = xs[4] if column == 1 else xs[3], ys[4] if row == 1 else ys[3]
                part = QRectF(column * room * ratio, row * room * ratio, room * ratio, room * ratio)
                painter.drawImage(QRectF(xs[column], ys[row], width, height), picture, part)


@lru_cache(maxsize=4)
def _shadow(_colours: Colours, depth: int, ratio: float) -> QImage:
    """Around a square of twice the depth, with as much room at each side."""
    room = 2 * depth
    image = QImage(round(3 * room * ratio), round(3 * room * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shadow(painter, QRectF(room, room, room, room), 0, depth)
    painter.end()
    return image


def _paint_tiles(painter: QPainter, view: QRect, tiles: Tiles, page: int, area: QRect) -> bool:
    """In pixels of the screen, so that nothing is blurred where a px is more than one of them. False: there is none."""
    ratio = painter.device().devicePixelRatioF()
    width, height = round(area.width() * ratio), round(area.height() * ratio)
    left, top = round(area.left() * ratio), round(area.top() * ratio)
    seen = in_pixels(view.translated(-area.topLeft()), ratio)
    wanted = [(tile, tiles.get(tile)) for tile in covering(page, width, height, seen)]
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    others = tiles.stand_ins(page, width)
    if any(image is None for _, image in wanted):
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile, other in others:
            across, down = width / tile.width, height / tile.height
            part = QRectF(tile.column * SIDE * across, tile.row * SIDE * down, other.width() * across, 0)
            part.setHeight(other.height() * down)
            painter.drawImage(part.translated(left, top), other)
    for tile, image in wanted:
        if image is not None:
            painter.drawImage(left + tile.column * SIDE, top + tile.row * SIDE, image)
    painter.restore()
    return bool(others) or any(image is not None for _, image in wanted)


def _paint_mark(painter: QPainter, box: QRect, colours: Colours, *, current: bool) -> None:
    """As a marker does: what is below stays readable."""
    line = max(box.height() // 12, 1) + current
    around = box.adjusted(-line - 1, -line - 1, line + 1, line + 1)
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    soft = theme.mixed(colours.accent.ink, colours.accent.soft, 0.2 if current else 0.06)
    painter.fillRect(around, soft)
    painter.restore()
    edge = QColor(colours.accent.ink)
    edge.setAlphaF(1.0 if current else 0.3)
    for side in (
        QRect(around.left(), around.top(), around.width(), line),
        QRect(around.left(), around.bottom() + 1 - line, around.width(), line),
        QRect(around.left(), around.top() + line, line, around.height() - 2 * line),
        QRect(around.right() + 1 - line, around.top() + line, line, around.height() - 2 * line),
    ):
        painter.fillRect(side, edge)


def _paint_sentence(painter: QPainter, sentence: str, area: QRect, colours: Colours) -> None:
    inside = area.adjusted(theme.px(16), theme.px(16), -theme.px(16), -theme.px(16))
    painter.setFont(theme.font())
    painter.setPen(theme.ink(colours.muted))
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, sentence)
