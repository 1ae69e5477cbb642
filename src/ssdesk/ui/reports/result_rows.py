"""The rows of *Alle resultaten*: headings, subjects with how they went, and one row for each evaluation."""

from __future__ import annotations

from math import ceil

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF, QTextLayout, QTextOption

from ssdesk.ui import icons, theme
from ssdesk.ui.reports.pen import BAR, Pen, text_height
from ssdesk.ui.reports.rows import State, Words, paint_ring
from ssdesk.ui.reports.wording import Said
from ssdesk.ui.widgets.base import rounded, text_width

_SIDE = 20  # px at 100 % at both sides of a row
_END = 168  # px at 100 % at its end for the value and its bar
_GAP = 20
_SWATCH = 14
_WIDEST = 800  # px at 100 %: beyond it a value would be far from its name
_LEAST_SPAN = 50.0  # percent points from the top to the foot of a small line, so that little does not look like much


class Heading(Words, frozen=True):
    """A month, or "without a date"."""

    def height(self, _width: int) -> int:
        return theme.px(44)

    def paint(self, pen: Pen, _state: State) -> None:
        font = theme.font(theme.TAG, theme.SEMIBOLD)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, theme.px(0.6))
        line, start = text_height(font), theme.px(_SIDE)
        room = pen.area.width() - 2 * start
        pen.text(
            self.text.upper(), font, theme.colours().muted, (start, pen.area.height() - line - theme.px(8), room, line)
        )


class Subject(msgspec.Struct, frozen=True):
    """A subject above its results. `line`: its average and how it was reckoned, "" where the school gives no weights.
    `course`: its shares in percent from old to new, drawn as a small line where there are two or more."""

    name: str
    line: str
    course: tuple[float, ...]
    colour: int
    spoken: str

    key = None
    stops = True

    def height(self, _width: int) -> int:
        return theme.px(64)

    def paint(self, pen: Pen, state: State) -> None:
        colours, start = theme.colours(), theme.px(_SIDE)
        area = _within(pen)
        room = area.width() - 2 * start - (theme.px(_END + _GAP) if len(self.course) > 1 else 0)
        font, small = theme.font(theme.HEADING, theme.SEMIBOLD), theme.font(theme.SMALL)
        line, below = text_height(font), text_height(small)
        top = area.height() - theme.px(10) - line - (below + theme.px(2) if self.line else 0)
        pen.text(self.name, font, colours.text, (start, top, room, line))
        if self.line:
            pen.text(self.line, small, colours.muted, (start, top + line + theme.px(2), room, below))
        if len(self.course) > 1:
            self._paint_course(pen, area.width() - start - theme.px(_END))
        if state.ring:
            paint_ring(pen, area.adjusted(theme.px(8), theme.px(8), -theme.px(8), -1), theme.px(theme.RADIUS))

    def _paint_course(self, pen: Pen, start: float) -> None:
        """From the first to the last at even distances, between 0 and 100 or what lies beyond."""
        tone = theme.colours().child(self.colour)
        high = max(*self.course, 100.0)
        low = min(*self.course, high - _LEAST_SPAN)
        inset, dot = theme.px(4), theme.px(2.5)
        top, height = theme.px(18), pen.area.height() - theme.px(18 + 12)
        step = (theme.px(_END) - 2 * inset) / (len(self.course) - 1)
        line = QPolygonF()
        for number, share in enumerate(self.course):
            box = pen.box(start + inset + number * step, top + height * (high - share) / (high - low), 0, 0)
            line.append(QPointF(box.left(), box.top()))
        pen.painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.painter.setPen(QPen(theme.ink(tone.ink), theme.px(1.5)))
        pen.painter.drawPolyline(line)
        pen.painter.setPen(Qt.PenStyle.NoPen)
        pen.painter.setBrush(theme.ink(tone.ink))
        for number in range(line.count()):
            pen.painter.drawEllipse(line.at(number), dot, dot)


class Evaluated(msgspec.Struct, frozen=True):
    """One evaluation. `title` and `line` say which, `said` how it went; `colour` is the child's."""

    title: str
    line: str
    said: Said
    colour: int
    id: str

    key = None
    stops = True

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.said.spoken, self.line) if part)

    def height(self, width: int) -> int:
        words = self._words(width)
        more = theme.px(4) + words[1] if words is not None else 0
        return self._head() + more

    def _head(self) -> int:
        return max(theme.px(56), 2 * text_height(theme.font()) + theme.px(16))

    def _words(self, width: float, *, mirrored: bool = False) -> tuple[QTextLayout, int] | None:
        """What the teacher wrote, on as many lines as it needs, and how high that is."""
        if not self.said.words:
            return None
        layout = QTextLayout(self.said.words, theme.font())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        top, pitch = 0.0, max(theme.px(theme.LINE), text_height(theme.font()))
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(min(width, theme.px(_WIDEST)) - 2 * theme.px(_SIDE), theme.px(80)))
            line.setPosition(QPointF(0, top))
            top += pitch
        layout.endLayout()
        return layout, ceil(top) + theme.px(10)

    def paint(self, pen: Pen, state: State) -> None:
        colours, start = theme.colours(), theme.px(_SIDE)
        area, head = _within(pen), self._head()
        font, small = theme.font(theme.TEXT, theme.MEDIUM), theme.font(theme.SMALL)
        line, below = text_height(font), text_height(small)
        end = min(theme.px(_END), (area.width() - 2 * start) * 0.5)
        room = area.width() - 2 * start - end - theme.px(_GAP)
        top = (head - line - below - theme.px(3)) / 2
        pen.text(self.title, font, colours.text, (start, top, room, line))
        pen.text(self.line, small, colours.muted, (start, top + line + theme.px(3), room, below))
        self._paint_end(pen, area.width() - start - end, end, head)
        if (words := self._words(area.width(), mirrored=pen.mirrored)) is not None:
            pen.painter.setPen(theme.ink(colours.text))
            words[0].draw(pen.painter, QPointF(area.left() + start, area.top() + head - theme.px(2)))
        rule = pen.box(start, area.height() - 1, area.width() - 2 * start, 1)
        pen.painter.fillRect(rule, theme.ink(colours.line))
        if state.ring:
            paint_ring(pen, area.adjusted(theme.px(8), 1, -theme.px(8), -2), theme.px(theme.RADIUS))

    def _paint_end(self, pen: Pen, start: float, room: float, head: float) -> None:
        """The value, with a bar below it where it is a share; or why there is none."""
        colours, what = theme.colours(), self.said
        font = theme.font(theme.TEXT, theme.SEMIBOLD)
        line = text_height(font)
        if what.state and not what.value:
            font = theme.font(theme.TAG, theme.SEMIBOLD)
            width = min(text_width(font, what.state) + 2 * theme.px(7), room)
            tone = colours.neutral
            pen.tag(what.state, tone.ink, tone.soft, start + room - width, head / 2, width)
            return
        with_bar = what.share is not None
        top = (head - line - (theme.px(6 + BAR) if with_bar else 0)) / 2
        said = f"{what.value} · {what.state}" if what.state else what.value
        mark = theme.px(_SWATCH + 7) if what.swatch or what.icon else 0
        width = min(text_width(font, said), room - mark)
        pen.text(said, font, colours.text, (start + room - width - 1, top, width, line))
        side = theme.px(_SWATCH)
        box = pen.box(start + room - width - mark - 1, top + (line - side) / 2, side, side)
        if what.swatch:
            rounded(pen.painter, box, theme.px(4), theme.ink(what.swatch), theme.ink(colours.muted))
        elif what.icon:
            large = theme.px(18)
            place = QPointF(round(box.center().x() - large / 2), round(box.center().y() - large / 2))
            ratio = pen.painter.device().devicePixelRatioF()
            pen.painter.drawPixmap(place, icons.exact(what.icon, colours.text, large, ratio))
        if what.share is not None:
            tone = colours.child(self.colour)
            pen.bar(tone, what.share, what.median, start, top + line + theme.px(6), room)


def _within(pen: Pen) -> QRectF:
    """The part of the row that is used."""
    return pen.box(0, 0, min(pen.area.width(), theme.px(_WIDEST)), pen.area.height())
