"""The recipients of an own message, one on a line: name and role, what they did, when they read it and reacted."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyleOptionViewItem,
    QWidget,
)

from ssdesk.replica.database import Cancelled
from ssdesk.replica.receipts import Receipts, Told, Which
from ssdesk.rules.agreements.calendar import Due
from ssdesk.ui import texts, theme
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.row_delegate import Measures, Picture, RowDelegate
from ssdesk.ui.row_table import RowTable
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets.base import Themed, elided, smooth, text_width

LINE_HEIGHT, HEAD_HEIGHT = 48, 28
MOST_LINES = 6  # in sight at once
_SIDE, _GAP, _BAR = 10, 12, 12
_SHARES = {"name": 0.35, "state": 0.21, "delivered": 0.19, "read": 0.19, "reacted": 0.19}  # of the width
_LEAST = {"read": 460, "delivered": 560}  # px at 100 %: in less room it goes; the state says so much
_T = TypeVar("_T")


class Line(msgspec.Struct, frozen=True):
    """A recipient, every text ready to paint. `tone`: of the state. `read_by`, `react_by`: until when, in the place of
    what did not happen yet."""

    key: int
    name: str
    role: str
    state: str
    tone: str
    read: str
    reacted: str
    read_by: str = ""
    react_by: str = ""
    delivered: str = ""


OfOne = Callable[[str, datetime | None], Due]
"""Until when the recipient with this account, who opened it then, does what."""


def line_of(told: Told, due: Due) -> Line:
    """`due`: what counts while nothing else happened."""
    state, tone = _state(told.state)
    reacted = told.withdrawn_at or told.reacted_at
    waits = told.state in ("sent", "delivered", "opened")
    moments = [at for at in (due.react_by, due.answer_by) if at is not None]
    return Line(
        told.key, _name(told), shown(told.role), state, tone, _when(told.opened_at), _when(reacted),
        _until(due.open_by) if told.state in ("sent", "delivered") else "",
        _until(min(moments, default=None)) if waits else "",
        _when(told.delivered_at),
    )  # fmt: skip


def _until(at: datetime | None) -> str:
    """In the place of what did not happen yet."""
    if at is None:
        return ""
    said = QCoreApplication.translate("Receipt", "by {when}")
    if at <= texts.now():
        said = QCoreApplication.translate("Receipt", "was due {when}")
    return said.format(when=texts.short_moment(at))


def describe(line: Line) -> str:
    """What a screen reader says for a recipient."""
    read = QCoreApplication.translate("Receipt", "read {when}").format(when=line.read) if line.read else ""
    come = QCoreApplication.translate("Receipt", "arrived {when}").format(when=line.delivered)
    opens = QCoreApplication.translate("Receipt", "opening {until}").format(until=line.read_by)
    reacts = QCoreApplication.translate("Receipt", "reaction {until}").format(until=line.react_by)
    happened = (line.reacted, read, come if line.delivered else "")
    until = (opens if line.read_by else "", reacts if line.react_by else "")
    return ", ".join(part for part in (line.name, line.role, line.state, *happened, *until) if part)


def _name(told: Told) -> str:
    return shown(told.name) or QCoreApplication.translate("Receipt", "(no name)")


def _when(at: datetime | None) -> str:
    return "" if at is None else texts.moment(at)


def _state(code: str) -> tuple[str, str]:
    """In words, and their tone; a code of a newer school as it is."""
    return {
        "sent": (QCoreApplication.translate("Receipt", "not opened"), "neutral"),
        "delivered": (QCoreApplication.translate("Receipt", "on a device"), "neutral"),
        "opened": (QCoreApplication.translate("Receipt", "read"), "accent"),
        "confirmed": (QCoreApplication.translate("Receipt", "confirmed"), "good"),
        "answered": (QCoreApplication.translate("Receipt", "answered"), "good"),
        "follows": (QCoreApplication.translate("Receipt", "answer follows"), "accent"),
        "not_for_me": (QCoreApplication.translate("Receipt", "not for me"), "warning"),
        "talk": (QCoreApplication.translate("Receipt", "asks for a talk"), "warning"),
        "withdrawn": (QCoreApplication.translate("Receipt", "taken back"), "neutral"),
    }.get(code, (shown(code), "neutral"))


class Lines:
    """A `list_model.Source` of the recipients of one message that are of one part and fit what was typed."""

    def __init__(self, receipts: Receipts, message: str, which: Which, due: OfOne) -> None:
        self._receipts, self._message, self._which, self._due = receipts, message, which, due

    def _line(self, told: Told) -> Line:
        return line_of(told, self._due(told.account, told.opened_at))

    def first_page(self, limit: int) -> Sequence[Line]:
        return self._read(lambda: [*map(self._line, self._receipts.first_page(self._message, self._which, limit))], [])

    def keys(self) -> array[int]:
        return self._read(lambda: self._receipts.keys(self._message, self._which), array("q"))

    def rows(self, keys: Sequence[int]) -> Sequence[Line]:
        return self._read(lambda: [*map(self._line, self._receipts.rows(self._message, self._which, keys))], [])

    def present(self, keys: Sequence[int]) -> set[int]:
        return self._read(lambda: self._receipts.present(self._message, self._which, keys), set())

    @staticmethod
    def _read(read: Callable[[], _T], nothing: _T) -> _T:
        """The account may be closed while a worker reads."""
        try:
            return read()
        except Cancelled:
            return nothing


def columns(width: float, *, delivers: bool) -> Iterator[tuple[str, float, float]]:
    """Name, start and width of each column that there is room for, from the side where reading begins. `delivers`:
    when a message has come to a device is told."""
    shares = {name: share for name, share in _SHARES.items() if width >= theme.px(_LEAST.get(name, 0))}
    if not delivers:
        shares.pop("delivered", None)
    side, gap = theme.px(_SIDE), theme.px(_GAP)
    room = width - 2 * side - (len(shares) - 1) * gap
    start = float(side)
    for name, share in shares.items():
        wide = room * share / sum(shares.values())
        yield name, start, wide
        start += wide + gap


class _LinePicture(Picture):
    """One painting of one line."""

    __slots__ = ("delivers",)
    delivers: bool

    def paint(self, row: Line | None, *, selected: bool, over: bool) -> None:  # type: ignore[override]
        self._ground(selected=selected, over=over)
        if row is None:
            return
        colours, middle = theme.colours(), (self.area.height() - 1) / 2
        for name, start, width in columns(self.area.width(), delivers=self.delivers):
            if name == "name":
                apart = self.m.text.metrics.height() / 2 + 1 if row.role else 0.0
                self._fitted(self.m.who, row.name, start, width, middle - apart, colours.text)
                self._fitted(self.m.text, row.role, start, width, middle + apart, colours.muted)
            elif name == "state":
                self._tag(row.state, start, self._tag_width(row.state, width), middle, colours.tone(row.tone))
            else:
                reads, reacts = row.read or row.read_by, row.reacted or row.react_by
                said = {"delivered": row.delivered, "read": reads}.get(name, reacts)
                self._fitted(self.m.time, said, start, width, middle, colours.muted)


class _LineDelegate(RowDelegate):
    delivers = False

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), theme.px(LINE_HEIGHT))

    def _picture(self, painter: QPainter, area: QRectF, measures: Measures, *, mirrored: bool) -> Picture:
        picture = _LinePicture(painter, area, measures, mirrored=mirrored)
        picture.delivers = self.delivers
        return picture


class ReceiptHead(Themed, QWidget):
    """The names of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = {
            "name": self.tr("Name"),
            "state": self.tr("State"),
            "delivered": self.tr("Arrived"),
            "read": self.tr("Read"),
            "reacted": self.tr("Reaction"),
        }
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_delivery(shown=False)
        self.follow_theme()

    def show_delivery(self, *, shown: bool) -> None:
        self._delivers = shown
        self.setAccessibleName(", ".join(name for key, name in self._names.items() if shown or key != "delivered"))
        self.update()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.SMALL, theme.SEMIBOLD))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), max(theme.px(HEAD_HEIGHT), self.fontMetrics().height() + theme.px(8)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, metrics = smooth(self), self.fontMetrics()
        painter.setPen(theme.ink(theme.colours().muted))
        painter.setFont(self.font())
        for name, start, width in columns(self.width() - theme.px(_BAR), delivers=self._delivers):
            text = elided(self.font(), self._names[name], width)
            left = self.width() - start - text_width(self.font(), text) if self.isRightToLeft() else start
            painter.drawText(int(left), (self.height() + metrics.ascent() - metrics.descent()) // 2, text)
        line = theme.ink(theme.colours().line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()


class ReceiptTable(RowTable):
    """As high as its lines, up to `MOST_LINES`; the arrows go from one to the next. Nothing can be chosen in it."""

    def __init__(self, rows: ListModel[Line], parent: QWidget) -> None:
        lines = _LineDelegate()
        super().__init__(lines, parent)
        self._lines = lines
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the head stands above the same columns
        self.viewport().setAutoFillBackground(False)
        self.setModel(rows)
        for signal in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved):
            signal.connect(self._fit)
        self.follow_theme()

    def restyle(self) -> None:
        self.set_row_height(LINE_HEIGHT)
        self._fit()

    def show_delivery(self, *, shown: bool) -> None:
        """A column with when each has come to a device."""
        if shown != self._lines.delivers:
            self._lines.delivers = shown
            self.viewport().update()

    def _fit(self) -> None:
        lines = min(max(self.model().rowCount(), 1), MOST_LINES)
        self.setFixedHeight(lines * theme.px(LINE_HEIGHT))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
