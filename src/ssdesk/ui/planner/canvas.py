"""The hours of some days with the blocks on them, and the line of the present hour."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QMoveEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.household.week import Entry
from ssdesk.ui import theme
from ssdesk.ui.planner.block import NO_LINE, Block
from ssdesk.ui.planner.columns import Columns
from ssdesk.ui.planner.head import PAD, paint_dot
from ssdesk.ui.planner.lanes import Hours, arrange, bounds, hours_of
from ssdesk.ui.planner.pool import Pool
from ssdesk.ui.planner.sheet import Sheet, pile
from ssdesk.ui.widgets import Themed
from ssdesk.ui.widgets.base import smooth

LEAST_BLOCK, LEAST_WIDTH = 18, 19
PITCH, WIDEST_PITCH = 54, 66
"""Px of an hour, and how far it is stretched to fill what there is."""
_GAP = 2


class Canvas(Themed, QWidget):
    """`slid` comes when it was scrolled."""

    slid = Signal()

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self._pool = pool
        self._columns = Columns(1, 1, 1, mirrored=False)
        self._blocks: list[tuple[int, Block]] = []
        self._now: tuple[int, int] | None = None
        self.hours = Hours(8, 17, theme.px(PITCH))
        self.follow_theme()

    def fit(self, sheet: Sheet, room: int) -> int:
        """The height it needs where `room` px are in sight."""
        first, last = hours_of(_entries(sheet))
        pitch = max(theme.px(PITCH), min(theme.px(WIDEST_PITCH), (room - 2 * theme.px(PAD)) // max(last - first, 1)))
        self.hours = Hours(first, last, pitch)
        return max(self.hours.height + 2 * theme.px(PAD), room)

    def arrange(self, sheet: Sheet, columns: Columns) -> list[Block]:
        """Places the blocks, day by day and lane by lane."""
        self._columns = columns
        self._blocks = []
        top, gap = theme.px(PAD), theme.px(_GAP)
        least = theme.px(LEAST_BLOCK)
        for (day, lane), pieces in sorted(sheet.lanes.items(), key=lambda pair: pair[0]):
            start, width = columns.lane(day, lane)
            spans = [self.hours.span(*bounds(piece.entries[0]), least) for piece in pieces]
            for box in arrange(spans, width, least=theme.px(LEAST_WIDTH), gap=gap):
                members = [pieces[one] for one in box.members]
                piece = members[0] if len(members) == 1 else pile(members)
                block = self._pool.take(self)
                block.show_entries(piece.entries, piece.face)
                left = columns.placed(start + box.left, box.width)
                block.setGeometry(left, top + box.top, box.width, max(box.height - theme.px(1), 1))
                self._blocks.append((day, block))
        self._place_line()
        self.update()
        return [block for _, block in self._blocks]

    def set_now(self, now: tuple[int, int] | None) -> None:
        """The number of today's column and the minute; None: today is not in sight."""
        if now != self._now:
            self._now = now
            self._place_line()
            self.update()

    @property
    def line_y(self) -> int:
        """Where the present hour is; NO_LINE: not in sight."""
        if self._now is None or not 60 * self.hours.first <= self._now[1] <= 60 * self.hours.last:
            return NO_LINE
        return theme.px(PAD) + self.hours.at(self._now[1])

    @property
    def line_at_edge(self) -> int | None:
        """Where the line begins at the very edge of the days."""
        return self.line_y if self._now is not None and self._now[0] == 0 and self.line_y != NO_LINE else None

    def _place_line(self) -> None:
        y = self.line_y
        for day, block in self._blocks:
            crossed = self._now is not None and day == self._now[0] and y != NO_LINE
            inside = crossed and block.y() - theme.px(1) <= y < block.y() + block.height()
            block.set_line(y - block.y() - theme.px(1) if inside else NO_LINE)

    def restyle(self) -> None:
        self.update()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.slid.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
        line = theme.ink(colours.line)
        for hour in range(self.hours.first, self.hours.last + 1):
            painter.fillRect(0, theme.px(PAD) + self.hours.at(60 * hour), self.width(), 1, line)
        for day in range(self._columns.days):
            area = self._columns.day(day, 0, self.height())
            painter.fillRect(area.right() if self._columns.mirrored else area.left(), 0, 1, self.height(), line)
        if self._now is not None and self.line_y != NO_LINE:
            area, y = self._columns.day(self._now[0], 0, self.height()), self.line_y
            painter.fillRect(area.left(), y - theme.px(1), area.width(), theme.px(2), theme.ink(colours.bad.ink))
            paint_dot(painter, area.right() + 1 if self._columns.mirrored else area.left(), y)
        painter.end()


def _entries(sheet: Sheet) -> Iterator[Entry]:
    return (piece.entries[0] for pieces in sheet.lanes.values() for piece in pieces)
