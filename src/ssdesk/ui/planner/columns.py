"""The columns of the days and the lanes within them, in px, mirrored where one reads from the right."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRect

from ssdesk.ui import theme

_BEFORE, _AFTER, _GAP = 4, 6, 3  # px at 100 %: around the lanes of a day, and between them
_LEAST_LANE, _LEAST_OF_MANY = 56, 40  # of three and more they are narrower, rather than out of sight


class Columns(msgspec.Struct, frozen=True):
    """`width` px for so many days with so many lanes each."""

    width: int
    days: int
    lanes: int
    mirrored: bool

    @staticmethod
    def least(days: int, lanes: int) -> int:
        """The width below which nothing in it can be read."""
        lane = _LEAST_LANE if lanes < 3 else _LEAST_OF_MANY
        return days * theme.px(_BEFORE + _AFTER + lanes * lane + (lanes - 1) * _GAP)

    def edge(self, day: int) -> int:
        """Where a day begins, counted from where reading begins."""
        return self.width * day // self.days

    def placed(self, start: int, width: int) -> int:
        """The x of something `start` px from where reading begins."""
        return self.width - start - width if self.mirrored else start

    def day(self, day: int, top: int, height: int) -> QRect:
        start, width = self.edge(day), self.edge(day + 1) - self.edge(day)
        return QRect(self.placed(start, width), top, width, height)

    def days_inside(self, first: int, behind: int) -> tuple[int, int]:
        """Start and width of what stands in these days."""
        before, after = theme.px(_BEFORE), theme.px(_AFTER)
        return self.edge(first) + before, self.edge(behind) - self.edge(first) - before - after

    def lane(self, day: int, lane: int) -> tuple[int, int]:
        """Start and width of a lane."""
        start, width = self.days_inside(day, day + 1)
        gap = theme.px(_GAP)
        begin, end = ((width + gap) * number // self.lanes for number in (lane, lane + 1))
        return start + begin, end - begin - gap
