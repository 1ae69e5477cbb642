"""A message as one line of a table, and the head of that table.

It is always in the order of time: the list is read by key, a page at a time, and the key is the moment. Another order
would have to read a million rows before it could show the first one.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QStyleOptionViewItem, QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.row_delegate import Measures, Picture, Row, RowDelegate
from ssdesk.ui.widgets.base import Themed, elided, smooth, text_width

LINE_HEIGHT, HEAD_HEIGHT = 36, 30
_SIDE, _GAP, _DOT = 14, 12, 8
_FILE_SHARE = 0.5  # of the subject's room, for the name of a file, at most where the subject is long
_SHARES = {"sender": 0.22, "child": 0.11, "size": 0.09, "date": 0.12}  # of the width; the subject has the rest


def columns(width: float) -> Iterator[tuple[str, float, float]]:
    """Name, start and width of each column, from the side where reading begins."""
    side, gap, first = theme.px(_SIDE), theme.px(_GAP), theme.px(_SIDE) + theme.px(_DOT)
    whole = width - side - first - 4 * gap
    wide = {name: whole * share for name, share in _SHARES.items()}
    wide["subject"] = whole - sum(wide.values())
    start = first + theme.px(_DOT) / 2
    for name in ("sender", "subject", "child", "size", "date"):
        yield name, start, wide[name]
        start += wide[name] + gap


class LinePicture(Picture):
    """One painting of one line."""

    __slots__ = ()

    def paint(self, row: Row | None, *, selected: bool, over: bool) -> None:
        self._ground(selected=selected, over=over)
        if row is None:
            return
        colours, middle = theme.colours(), (self.area.height() - 1) / 2
        if row.unread:
            side = theme.px(_DOT)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(theme.ink(colours.accent.ink))
            self.painter.drawEllipse(self._box(theme.px(8), middle - side / 2, side, side))
        kind = self.m.text_unread if row.unread else self.m.text
        for name, start, width in columns(self.area.width()):
            if name == "sender":
                self._fitted(kind, row.who, start, width, middle, colours.text, marks=row.who_marks)
            elif name == "subject":
                self._subject(row, start, width, middle)
            elif name == "child":
                self._child(row, start, width, middle)
            elif name == "size":
                self._size(row, start, width, middle)
            elif name == "date":
                self._fitted(self.m.time, row.time_text, start, width, middle, colours.muted)

    def _child(self, row: Row, start: float, width: float, middle: float) -> None:
        if row.child_name:
            tone = theme.colours().child(row.child_colour_index)
            self._tag(row.child_name, start, self._tag_width(row.child_name, width), middle, tone)

    def _subject(self, row: Row, start: float, width: float, middle: float) -> None:
        """With the file in which something was found, the tag and the flag behind it. The tag may have what the subject
        leaves, and the file has a part in any case: where it was found nothing else says."""
        colours, end = theme.colours(), start + width
        kind = self.m.text_unread if row.unread else self.m.text
        if row.tag_text:
            _, needed = kind.fitted(row.subject, width)
            needed += self.m.text.fitted(row.file, width)[1] + theme.px(_GAP) if row.file else 0
            tag = self._tag_width(row.tag_text, max(width * 0.4, width - needed - theme.px(8)))
            self._tag(row.tag_text, end - tag, tag, middle, colours.tone(row.tag_tone))
            end -= tag + theme.px(8)
        if row.flag:
            end -= self._flag(row, end, middle) + theme.px(8)
        room = end - start
        if row.file:
            _, needed = self.m.text.fitted(row.file, room * _FILE_SHARE)
            room -= needed + theme.px(_GAP)
        used = self._fitted(kind, row.subject, start, room, middle, colours.text, marks=row.subject_marks)
        if row.file:
            start += used + theme.px(_GAP)
            self._fitted(self.m.text, row.file, start, end - start, middle, colours.muted, marks=row.file_marks)

    def _size(self, row: Row, start: float, width: float, middle: float) -> None:
        if not row.has_attachment:
            return
        colours, side = theme.colours(), theme.px(13)
        place = self._box(start, middle - side / 2, side, side)
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(place.topLeft(), icons.exact("paperclip", colours.muted, side, ratio))
        start, width = start + side + theme.px(4), width - side - theme.px(4)
        shown, used = self.m.time.fitted(row.size_text, width)
        if shown == row.size_text:  # half a number says nothing
            self._text(self.m.time, shown, start, used, middle, colours.muted)


class LineDelegate(RowDelegate):
    """Paints a `Row` on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), theme.px(LINE_HEIGHT))

    def _picture(self, painter: QPainter, area: QRectF, measures: Measures, *, mirrored: bool) -> Picture:
        return LinePicture(painter, area, measures, mirrored=mirrored)


class TableHead(Themed, QWidget):
    """The names of the columns of `table`. Nothing to press: there is one order."""

    def __init__(self, table: QAbstractScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        table.verticalScrollBar().rangeChanged.connect(lambda *_: self.update())  # its lines are narrower beside it
        self._names = {
            "sender": self.tr("Sender"),
            "subject": self.tr("Subject"),
            "child": self.tr("Child"),
            "size": self.tr("Attachments"),
            "date": self.tr("Date"),
        }
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Newest first. The list is always in the order of time."))
        self.setAccessibleName(", ".join(self._names.values()))
        self.setAccessibleDescription(self.toolTip())
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.SMALL, theme.SEMIBOLD))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), max(theme.px(HEAD_HEIGHT), self.fontMetrics().height() + theme.px(8)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        painter.setPen(theme.ink(theme.colours().muted))
        painter.setFont(self.font())
        for name, start, width in columns(self._table.viewport().width()):
            self._write(painter, name, start, width)
        painter.end()

    def _write(self, painter: QPainter, name: str, start: float, width: float) -> None:
        text = elided(self.font(), self._names[name], width)
        if name == "size" and text != self._names[name]:
            self._draw(painter, "paperclip", start, theme.px(13))
            return
        used = text_width(self.font(), text)
        left = self.width() - start - used if self.isRightToLeft() else start
        metrics = self.fontMetrics()
        painter.drawText(int(left), (self.height() + metrics.ascent() - metrics.descent()) // 2, text)

    def _draw(self, painter: QPainter, icon: str, start: float, side: int) -> None:
        left = self.width() - start - side if self.isRightToLeft() else start
        picture = icons.exact(icon, theme.colours().muted, side, self.devicePixelRatioF())
        painter.drawPixmap(int(left), (self.height() - side) // 2, picture)
