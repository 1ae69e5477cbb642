"""What stays in sight while the hours are scrolled: the names of the days, the whole-day row, and the hours' names."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.planner import wording
from ssdesk.ui.planner.block import Block
from ssdesk.ui.planner.columns import Columns
from ssdesk.ui.planner.lanes import Hours, stacked
from ssdesk.ui.planner.pool import Pool
from ssdesk.ui.planner.sheet import Sheet, pile
from ssdesk.ui.widgets import Themed

GUTTER = 58
HEAD = 40
PAD = 8
"""Above the first hour, for its name."""
_ROW, _ROW_GAP, _MOST_ROWS = 22, 3, 3


class Head(Themed, QWidget):
    """The names of the days; `chosen` carries the one that was clicked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._today: date | None = None
        self._columns = Columns(1, 1, 1, mirrored=False)
        self._offset = 0
        theme.fix(self, height=HEAD)
        self.follow_theme()

    def show_days(self, days: tuple[date, ...], today: date) -> None:
        self._days, self._today = days, today
        self.setCursor(Qt.CursorShape.PointingHandCursor if len(days) > 1 else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_columns(self, columns: Columns, offset: int) -> None:
        """`offset`: how far the columns are scrolled."""
        self._columns, self._offset = columns, offset
        self.update()

    def _area(self, number: int) -> QRect:
        return self._columns.day(number, 0, self.height()).translated(self._offset, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if len(self._days) > 1:
            for number, day in enumerate(self._days):
                if self._area(number).contains(event.position().toPoint()):
                    self.chosen.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self)
        for number, day in enumerate(self._days):
            area = self._area(number)
            today = day == self._today
            painter.setFont(theme.font(theme.TEXT, theme.SEMIBOLD if today else theme.REGULAR))
            painter.setPen(theme.ink(colours.accent.ink if today else colours.text))
            form = "ddd d" if area.width() < theme.px(200) else "dddd d MMMM"
            painter.drawText(
                area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, wording.written(day, form)
            )
        painter.end()


class WholeDays(Themed, QWidget):
    """The row above the hours."""

    def __init__(self, parent: QWidget, pool: Pool) -> None:
        super().__init__(parent)
        self._pool = pool
        self._columns = Columns(1, 1, 1, mirrored=False)
        self._blocks: list[Block] = []
        self._offset = 0
        self.follow_theme()

    def arrange(self, sheet: Sheet, columns: Columns, offset: int) -> list[Block]:
        """Places the blocks and takes the height it needs."""
        self._columns, self._offset = columns, offset
        spans = [(first, behind) for first, behind, _ in sheet.above]
        pieces = [piece for _, _, piece in sheet.above]
        height, gap, top = theme.px(_ROW), theme.px(_ROW_GAP), theme.px(2)
        rows, blocks = 1, []
        for number, first, behind, members in stacked(spans, _MOST_ROWS):
            rows = max(rows, number + 1)
            start, width = columns.days_inside(first, behind)
            piece = pieces[members[0]] if len(members) == 1 else pile([pieces[one] for one in members])
            block = self._pool.take(self)
            block.show_entries(piece.entries, piece.face)
            block.setGeometry(columns.placed(start, width) + offset, top + number * (height + gap), width, height)
            blocks.append(block)
        self.setFixedHeight(top + rows * (height + gap) - gap + theme.px(2))
        self._blocks = blocks
        self.update()
        return blocks

    def slide(self, offset: int) -> None:
        """With the columns, which are scrolled aside."""
        by, self._offset = offset - self._offset, offset
        if by:
            for block in self._blocks:
                block.move(block.x() + by, block.y())
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(self._columns.days):
            area = self._columns.day(number, 0, self.height()).translated(self._offset, 0)
            left = area.right() if self._columns.mirrored else area.left()
            painter.fillRect(left, 0, 1, self.height(), theme.ink(theme.colours().line))
        painter.end()


class Gutter(Themed, QWidget):
    """The names of the hours, beside those that are scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hours, self._offset = Hours(8, 17, 54), 0
        self._dot: int | None = None
        theme.fix(self, width=GUTTER)
        self.follow_theme()

    def set_hours(self, hours: Hours, offset: int, dot: int | None) -> None:
        """`offset`: how far they are scrolled. `dot`: where the line of the present hour begins at its edge."""
        self._hours, self._offset, self._dot = hours, offset, dot
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.TAG))
        painter.setPen(theme.ink(theme.colours().muted))
        height = painter.fontMetrics().height()
        for hour in range(self._hours.first, self._hours.last + 1):
            middle = theme.px(PAD) + self._hours.at(60 * hour) + self._offset
            area = QRect(theme.px(10), middle - height // 2, self.width() - theme.px(20), height)
            side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                area, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, f"{hour:02}:00"
            )
        if self._dot is not None:
            paint_dot(painter, 0 if self.isRightToLeft() else self.width(), self._dot + self._offset)
        painter.end()


def paint_dot(painter: QPainter, x: int, y: int) -> None:
    """Where the line of the present hour begins."""
    side = theme.px(8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ink(theme.colours().bad.ink))
    painter.drawEllipse(QRectF(x - side / 2, y - side / 2, side, side))
