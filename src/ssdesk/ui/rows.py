"""A line of a tile: one button that paints itself, with the children's names as small buttons on it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.brush import Brush
from ssdesk.ui.screen import Place
from ssdesk.ui.widgets.base import PaintedButton, ring, rounded, smooth, text_width

SIDE = 8  # px at 100 % on both sides of the text, for the ground under the pointer
LEAD = 54  # the hour of a line


class Whose(msgspec.Struct, frozen=True):
    """A child as it is named on a line. `account`: whose own page its name opens; "" where it opens none."""

    account: str
    name: str
    colour: int = -1  # of nobody: a class


class Entry(msgspec.Struct, frozen=True):
    """What one line says, ready to paint. `place`: where pressing it leads. `said`: all of it, for who hears it."""

    place: Place
    said: str
    whose: tuple[Whose, ...] = ()


E = TypeVar("E", bound=Entry)


class NameButton(PaintedButton):
    """A child's name on the child's colour; pressed it opens the child's own page."""

    def __init__(self, whose: Whose, parent: QWidget) -> None:
        super().__init__(whose.name.replace("&", "&&"), parent)
        self.whose = whose
        self.setAccessibleName(self.tr("Page of {child}").format(child=whose.name) if whose.account else whose.name)
        self.setEnabled(bool(whose.account))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not whose.account:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow_theme()

    def set_reachable(self, *, reachable: bool) -> None:
        """Whether Tab stops at it."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.NoFocus)

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TAG, theme.SEMIBOLD))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        height = max(theme.px(21), self.fontMetrics().height() + theme.px(6))
        return QSize(text_width(self.font(), self.whose.name) + 2 * theme.px(7), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        tone = colours.child(self.whose.colour) if self.whose.colour >= 0 else colours.neutral
        painter = smooth(self)
        area = QRectF(self.rect())
        edge = theme.ink(tone.ink) if self.underMouse() and self.isEnabled() else None
        rounded(painter, area, theme.px(5), theme.ink(tone.soft), edge)
        if self.shows_ring():
            ring(painter, area, theme.px(5), gap=False)
        painter.setPen(theme.ink(tone.ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.whose.name)
        painter.end()


class Row(PaintedButton, Generic[E]):
    """One line. Up and Down are of the tile (`moved` says how far); the arrow that reads on goes to the names."""

    HEIGHT = 33
    moved = Signal(int)
    child_asked = Signal(str)

    def __init__(self, entry: E, parent: QWidget) -> None:
        super().__init__("", parent)
        self.entry = entry
        self.setAccessibleName(entry.said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.names = [NameButton(whose, self) for whose in entry.whose]
        for name in self.names:
            name.clicked.connect(lambda _=False, account=name.whose.account: self.child_asked.emit(account))

    def make_current(self, *, current: bool) -> None:
        """Tab stops at the current line of a tile only."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)

    def stops(self) -> list[QWidget]:
        """Where Tab stops on the current line, one after the other."""
        return [self, *(name for name in self.names if name.isEnabled())]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """From the line to the names on it, and from the last of them on. (Qt asks this for the names too.)"""
        focus, stops = self.window().focusWidget(), self.stops()
        here = next((number for number, stop in enumerate(stops) if stop is focus), 0)
        there = here + (1 if forward else -1)
        if 0 <= there < len(stops):
            stops[there].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
        if here:
            self.setFocus(Qt.FocusReason.TabFocusReason)  # the names have no place of their own among all stops
        return super().focusNextPrevChild(forward)

    # ---- Size --------------------------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        lines = 2 if self.HEIGHT > 40 else 1
        least = lines * QFontMetricsF(theme.font()).height() + theme.px(8)
        return QSize(theme.px(240), max(theme.px(self.HEIGHT), round(least)))

    def minimumSizeHint(self) -> QSize:
        names = sum(name.sizeHint().width() + theme.px(4) for name in self.names)
        return QSize(theme.px(LEAD + 70) + names, self.sizeHint().height())

    def restyle(self) -> None:
        for name in self.names:  # they may hear of the new look after the line does
            name.restyle()
        self._place_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_names()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_names()

    def _place_names(self) -> None:
        """From the end; another row may put them elsewhere."""
        end = self.width() - theme.px(SIDE)
        for name in reversed(self.names):
            size = name.sizeHint()
            end -= size.width()
            self._put(name, end, self.height() / 2)
            end -= theme.px(4)

    def _put(self, name: QWidget, start: float, middle: float) -> None:
        size = name.sizeHint()
        left = self.width() - start - size.width() if self.isRightToLeft() else start
        name.resize(size)
        name.move(QPoint(round(left), round(middle - size.height() / 2)))

    def _names_width(self) -> float:
        return sum(name.sizeHint().width() + theme.px(4) for name in self.names) + (theme.px(4) if self.names else 0)

    # ---- Keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_End: 1 << 20, Qt.Key.Key_Home: -(1 << 20)}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)

    # ---- Painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            rounded(painter, area, theme.px(theme.RADIUS), theme.ink(theme.colours().background))
        self.paint_line(painter, area.adjusted(theme.px(SIDE), 0, -theme.px(SIDE), 0))
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS), gap=False)
        painter.end()

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        """Paint what the line says within `area`."""
        raise NotImplementedError

    def brush(self, painter: QPainter, area: QRectF) -> Brush:
        return Brush(painter, area, mirrored=self.isRightToLeft())


def figures(weight: QFont.Weight = theme.REGULAR) -> QFont:
    """Figures of one width, so that hours stand below each other."""
    font = theme.font(theme.TEXT, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
