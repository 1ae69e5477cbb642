"""A block of the planner: a lesson, a test, an event, or several things where there is no room for each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ssdesk.household.week import Entry
from ssdesk.ui import theme
from ssdesk.ui.colours import Tone
from ssdesk.ui.planner.block_text import Line, laid_out
from ssdesk.ui.planner.wording import Face
from ssdesk.ui.widgets import PaintedButton
from ssdesk.ui.widgets.base import at_start, ring, rounded, smooth

RADIUS = 6
_BAR = 3
_LEFT, _RIGHT, _TOP = 7, 1, 3
_NARROW, _NARROW_LEFT = 34, 4
_PITCH, _ROOMY_PITCH = 14, 17
NO_LINE = -1
_WALK = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class Block(PaintedButton):
    """`chosen` carries it when it is clicked, `reached` when it gets the focus, `walked` with an arrow key
    (or Home, End) that leads to another one. Its text is painted, not set: what it
    says in full is its accessible name."""

    chosen = Signal(object)
    reached = Signal(object)
    walked = Signal(object, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.entries: tuple[Entry, ...] = ()
        self.face = Face("", (), "soft", None, "neutral", "")
        self.line_y = NO_LINE
        self._lines: tuple[object, list[Line]] = (None, [])
        self.clicked.connect(lambda: self.chosen.emit(self))
        self.follow_theme()

    def show_entries(self, entries: tuple[Entry, ...], face: Face) -> None:
        self.entries = entries
        if face != self.face:
            self.face = face
            self.setAccessibleName(face.spoken)
            self.setToolTip(face.spoken)
            self.update()

    def set_line(self, y: int) -> None:
        """Where the line of the present hour crosses it, in its own px; NO_LINE: nowhere."""
        if y != self.line_y:
            self.line_y = y
            self.update()

    def restyle(self) -> None:
        self._lines = (None, [])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALK and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.walked.emit(self, event.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self)

    # ---- Painting ----------------------------------------------------------------------------------------------------
    def tone(self) -> Tone:
        colours = theme.colours()
        return colours.child(self.face.child) if self.face.child is not None else colours.tone(self.face.tone)

    def fonts(self) -> tuple[QFont, QFont]:
        """Of the title and of the rest."""
        roomy = self.face.roomy
        title = theme.font(theme.TEXT if roomy else theme.TAG, theme.SEMIBOLD)
        rest = theme.font(theme.SMALL if roomy else theme.TAG)
        if self.face.style == "cancelled":
            title.setStrikeOut(True)
            rest.setStrikeOut(True)
        return title, rest

    def lines(self) -> list[Line]:
        """The words on their lines, as far as they fit."""
        width: float = self.width() - self._left() - theme.px(_RIGHT)
        key = (self.face, self.size())
        if self._lines[0] != key:
            title, rest = self.fonts()
            count = max(self.height() // self._pitch(), 1)
            paragraphs = [(self.face.title, title), *((line, rest) for line in self.face.lines)]
            self._lines = (key, laid_out(paragraphs, width, count))
            if self.face.suffix:
                width -= QFontMetricsF(title).horizontalAdvance(f" {self.face.suffix}")
                (begin,) = laid_out(paragraphs[:1], width, 1)
                self._lines = (key, [Line(f"{begin.text} {self.face.suffix}", 0)])
        return self._lines[1]

    def _left(self) -> int:
        """Before the words."""
        return theme.px(_LEFT if self.width() >= theme.px(_NARROW) else _NARROW_LEFT)

    def _pitch(self) -> int:
        return max(
            theme.px(_ROOMY_PITCH if self.face.roomy else _PITCH), round(QFontMetricsF(self.fonts()[0]).height())
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        ink = self._paint_ground(painter, area)
        self._paint_words(painter, ink)
        if self.line_y != NO_LINE:
            height = theme.px(2)
            painter.fillRect(QRectF(0, self.line_y, area.width(), height), theme.ink(theme.colours().bad.ink))
        if self.shows_ring():
            ring(painter, area, theme.px(RADIUS))
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> str:
        """The ground; the colour for words on it."""
        colours, tone, radius = theme.colours(), self.tone(), theme.px(RADIUS)
        over = self.underMouse()
        if self.face.style == "solid":
            rounded(painter, area, radius, theme.mixed(tone.ink, colours.text, 0.9) if over else theme.ink(tone.ink))
            return colours.on_accent
        if self.face.style == "cancelled":
            rounded(painter, area, radius, theme.ink(colours.surface))
            pen = QPen(theme.ink(tone.ink), theme.px(1), Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return colours.text if over else colours.muted
        if self.face.style == "outlined":
            rounded(painter, area, radius, theme.ink(colours.surface), theme.ink(tone.ink), theme.px(1.3))
            return tone.ink
        edge = theme.ink(tone.ink) if colours.outline != colours.line else None
        rounded(painter, area, radius, self._soft(tone, over=over), edge)
        if self.face.style == "soft":
            self._paint_bar(painter, area, tone)
        return tone.ink

    @staticmethod
    def _soft(tone: Tone, *, over: bool) -> QColor:
        return theme.mixed(tone.ink, tone.soft, 0.08) if over else theme.ink(tone.soft)

    def _paint_bar(self, painter: QPainter, area: QRectF, tone: Tone) -> None:
        """At the edge where reading begins."""
        bar = QRectF(area)
        bar.setWidth(theme.px(_BAR))
        if self.isRightToLeft():
            bar.moveRight(area.right())
        painter.save()
        painter.setClipRect(bar)
        rounded(painter, area, theme.px(RADIUS), theme.ink(tone.ink))
        painter.restore()

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        left, right = self._left(), theme.px(_RIGHT)
        if self.isRightToLeft():
            left, right = right, left
        title, rest = self.fonts()
        pitch = self._pitch()
        lines = self.lines()
        top = min(theme.px(_TOP), (self.height() - len(lines) * pitch) / 2)
        if self.height() < 2 * pitch:
            top = (self.height() - pitch) / 2
        painter.setPen(theme.ink(ink))
        for number, line in enumerate(lines):
            painter.setFont(title if line.paragraph == 0 else rest)
            place = QRectF(
                QPointF(left, top + number * pitch), QPointF(self.width() - right, top + (number + 1) * pitch)
            )
            painter.drawText(place, at_start(self) | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, line.text)
