"""The kinds of lines on *Start*: of a day, a result, a message, attendance, a title with a line below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.rows import LEAD, SIDE, Entry, Row, figures
from ssdesk.ui.widgets import Button
from ssdesk.ui.widgets.base import rounded, text_width

SWATCH = 14  # px at 100 %


# ---- A line of a day, and a result -----------------------------------------------------------------------------------
class DayEntry(Entry, frozen=True):
    """`struck`: it does not take place. `swatch`: a colour that is the result, "#RRGGBB"."""

    lead: str = ""
    title: str = ""
    detail: str = ""
    struck: bool = False
    swatch: str = ""


class DayRow(Row[DayEntry]):
    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours = theme.colours()
        brush = self.brush(painter, area)
        brush.put(self.entry.lead, figures(), colours.muted, width=theme.px(LEAD - 8))
        brush.skip(theme.px(8))
        brush.keep(self._names_width())
        title = theme.font(theme.TEXT, theme.MEDIUM)
        title.setStrikeOut(self.entry.struck)
        brush.put(self.entry.title, title, colours.text)
        brush.skip(theme.px(4))
        if self.entry.swatch:
            brush.skip(theme.px(2))
            brush.swatch(brush.reserve(theme.px(SWATCH)), self.entry.swatch)
            brush.skip(theme.px(6))
        brush.put(self.entry.detail, theme.font(), colours.muted)


class ResultEntry(Entry, frozen=True):
    """`bar`, `median`: shares of the most one could get; below 0: there is none. `swatch`: as in `DayEntry`."""

    lead: str = ""
    title: str = ""
    detail: str = ""
    score: str = ""
    colour: int = 0
    bar: float = -1.0
    median: float = -1.0
    swatch: str = ""


class ResultRow(Row[ResultEntry]):
    BAR = 84

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours, entry, brush = theme.colours(), self.entry, self.brush(painter, area)
        brush.put(entry.lead, figures(), colours.muted, width=theme.px(LEAD - 8))
        brush.skip(theme.px(8))
        if entry.bar >= 0:
            self._paint_bar(painter, brush.reserve_at_end(theme.px(self.BAR)))
            brush.keep(theme.px(10))
        if entry.swatch:
            brush.swatch(brush.reserve_at_end(theme.px(SWATCH)), entry.swatch)
        brush.put_at_end(entry.score, figures(), colours.text, most=0.5)
        brush.keep(theme.px(10))
        brush.put(entry.title, theme.font(theme.TEXT, theme.MEDIUM), colours.text)
        brush.skip(theme.px(4))
        brush.put(entry.detail, theme.font(), colours.muted)

    def _paint_bar(self, painter: QPainter, place: QRectF) -> None:
        """From where one reads on; the line across it is the median of the class."""
        colours, entry, high = theme.colours(), self.entry, theme.px(8)
        whole = QRectF(place.left(), place.center().y() - high / 2, place.width(), high)
        edge = theme.ink(colours.outline) if colours.outline != colours.line else None
        rounded(painter, whole, high / 2, theme.ink(colours.sunken), edge)
        filled = QRectF(whole)
        filled.setWidth(max(whole.width() * entry.bar, high))
        if self.isRightToLeft():
            filled.moveRight(whole.right())
        rounded(painter, filled, high / 2, theme.ink(colours.child(entry.colour).ink))
        if entry.median >= 0:
            share = 1 - entry.median if self.isRightToLeft() else entry.median
            x = whole.left() + whole.width() * share
            mark = QRectF(x - theme.px(1), whole.top() - theme.px(4), theme.px(2), high + 2 * theme.px(4))
            painter.fillRect(mark, theme.ink(colours.text))


# ---- A message -------------------------------------------------------------------------------------------------------
class LetterEntry(Entry, frozen=True):
    """`asks`: until when it asks an answer; `done`: no more; `quiet`: only that it is to be opened; `failed`: it did
    not leave. `confirm`: what a button says that confirms it. `when`: it came."""

    who: str = ""
    initials: str = ""
    subject: str = ""
    asks: str = ""
    when: str = ""
    unread: bool = False
    confirm: str = ""
    done: bool = False
    quiet: bool = False
    failed: bool = False


class LetterRow(Row[LetterEntry]):
    """Where it can be confirmed with a button, until when stands at its side, below who wrote."""

    HEIGHT = 52
    AVATAR = 26

    def __init__(self, entry: LetterEntry, parent: QWidget) -> None:
        super().__init__(entry, parent)
        self.confirm: Button | None = None
        if entry.confirm:
            self.confirm = Button(entry.confirm, "secondary", self, size="small")
            self.confirm.setAccessibleName(f"{entry.confirm}: {entry.subject}")
            self.confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line leads to it

    def stops(self) -> list[QWidget]:
        return [*super().stops(), *([self.confirm] if self.confirm is not None else [])]

    def restyle(self) -> None:
        if self.confirm is not None:  # as the names
            self.confirm.restyle()
        super().restyle()

    def _who_font(self) -> QFont:
        return theme.font(theme.TEXT, theme.BOLD if self.entry.unread else theme.SEMIBOLD)

    def _place_names(self) -> None:
        """After who wrote."""
        start = theme.px(SIDE + self.AVATAR + 10)
        names = sum(name.sizeHint().width() + theme.px(4) for name in self.names)
        room = self.width() - theme.px(SIDE) - start - names - theme.px(8) - self._end_width()
        if self.confirm is not None:
            self._put(self.confirm, self.width() - theme.px(SIDE) - self.confirm.sizeHint().width(), self.height() / 2)
        start += min(text_width(self._who_font(), self.entry.who), max(room, theme.px(40))) + theme.px(5)
        for name in self.names:
            self._put(name, start, self.height() * 0.31)
            start += name.sizeHint().width() + theme.px(4)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self.confirm is None else least + QSize(self._end_width(), 0)

    def _end_width(self) -> int:
        """What stands at the end of the first line, with the room before it."""
        if self.confirm is not None:
            return self.confirm.sizeHint().width() + theme.px(8)
        if self.entry.asks:
            return self._tag_width()
        return text_width(figures(), self.entry.when) + theme.px(8) if self.entry.when else 0

    def _tag_width(self) -> int:
        font = theme.font(theme.TAG, theme.SEMIBOLD)
        return text_width(font, self.entry.asks) + 2 * theme.px(7) + theme.px(8)

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours, entry, half = theme.colours(), self.entry, area.height() * 0.31
        line = theme.px(theme.LINE + 2)
        avatar = QRectF(area.left(), area.top() + half - theme.px(10), area.width(), theme.px(self.AVATAR))
        self.brush(painter, avatar).disc(theme.px(self.AVATAR), entry.initials, colours.avatar, colours.on_avatar)
        first = self.brush(painter, QRectF(area.left(), area.top() + half - line / 2, area.width(), line))
        second = self.brush(
            painter, QRectF(area.left(), area.top() + area.height() * 0.7 - line / 2, area.width(), line)
        )
        for brush in (first, second):
            brush.skip(theme.px(self.AVATAR + 10))
        tone = colours.good if entry.done else colours.neutral if entry.quiet else colours.warning
        if entry.failed:
            tone = colours.bad
        if self.confirm is not None:
            for brush in (first, second):
                brush.keep(self._end_width())
            second.put_at_end(entry.asks, figures(), tone.ink, most=0.6)
            second.keep(theme.px(8) if entry.asks else 0)
        elif entry.asks:
            painter.setFont(theme.font())
            whole = self.brush(painter, area)
            whole.tag_at_end(entry.asks, tone)
            for brush in (first, second):
                brush.keep(self._tag_width())
        elif entry.when:
            first.put_at_end(entry.when, figures(), colours.muted)
            first.keep(theme.px(8))
        first.keep(self._names_width())
        first.put(entry.who, self._who_font(), colours.text)
        if entry.unread:
            dot = second.reserve(theme.px(13))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink(colours.accent.ink))
            side = theme.px(8)
            left = dot.right() - side if self.isRightToLeft() else dot.left()
            painter.drawEllipse(QRectF(left, dot.center().y() - side / 2, side, side))
        font = theme.font(theme.TEXT, theme.BOLD if entry.unread else theme.REGULAR)
        second.put(entry.subject, font, colours.text if entry.unread else colours.muted)


# ---- Attendance ------------------------------------------------------------------------------------------------------
class PresenceEntry(Entry, frozen=True):
    label: str = ""
    note: str = ""
    aside: str = ""
    quiet: bool = False  # nothing was noted


class PresenceRow(Row[PresenceEntry]):
    HEIGHT = 27

    def _place_names(self) -> None:
        start = float(theme.px(SIDE))
        for name in self.names:
            self._put(name, start, self.height() / 2)
            start += name.sizeHint().width() + theme.px(4)

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours, brush = theme.colours(), self.brush(painter, area)
        brush.skip(self._names_width() + theme.px(2) if self.names else 0)
        brush.put_at_end(self.entry.aside, figures(), colours.muted, most=0.5)
        brush.keep(theme.px(8))
        brush.put(self.entry.label, theme.font(), colours.muted if self.entry.quiet else colours.text)
        brush.skip(theme.px(5))
        brush.put(self.entry.note, theme.font(), colours.muted)


# ---- News, a report: a title and a line below ------------------------------------------------------------------------
class TitledEntry(Entry, frozen=True):
    title: str = ""
    below: str = ""
    mark: str = ""
    tone: str = "accent"


class TitledRow(Row[TitledEntry]):
    HEIGHT = 44

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours, line = theme.colours(), theme.px(theme.LINE)
        for share, text, font, colour in (
            (0.29, self.entry.title, theme.font(theme.TEXT, theme.MEDIUM), colours.text),
            (0.72, self.entry.below, theme.font(), colours.muted),
        ):
            top = area.top() + area.height() * share - line / 2
            brush = self.brush(painter, QRectF(area.left(), top, area.width(), line))
            brush.keep(self._names_width())
            if share < 0.5 and self.entry.mark:
                painter.setFont(font)
                brush.tag_at_end(self.entry.mark, colours.tone(self.entry.tone))
                brush.keep(theme.px(8))
            brush.put(text, font, colour)


_ROWS: dict[type[Entry], type[Row[Any]]] = {
    DayEntry: DayRow,
    ResultEntry: ResultRow,
    LetterEntry: LetterRow,
    PresenceEntry: PresenceRow,
    TitledEntry: TitledRow,
}


def line_for(entry: Entry, parent: QWidget) -> Row[Any]:
    """The line that shows this."""
    return _ROWS[type(entry)](entry, parent)
