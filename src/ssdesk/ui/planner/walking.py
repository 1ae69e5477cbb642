"""From block to block with the arrow keys: the nearest in that direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QRect, Qt

T = TypeVar("T")
_ASIDE = 4  # so much farther is what lies beside the way


def nearest(now: QRect, others: Iterable[tuple[QRect, T]], key: int) -> T | None:
    """The one to which this arrow leads from `now`; None: there is none on that side. Up and down keep to the lane as
    long as there is something in it."""
    found = [(way, one) for area, one in others if (way := _way(now, area, key)) is not None]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _way(now: QRect, area: QRect, key: int) -> tuple[bool, int] | None:
    """How far `area` is in this direction, what is in another lane last; None: it lies on another side."""
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        ahead = now.top() - area.bottom() if key == Qt.Key.Key_Up else area.top() - now.bottom()
        aside = max(area.left() - now.right(), now.left() - area.right(), 0)
        return (aside > 0, ahead + _ASIDE * aside) if ahead >= 0 else None
    ahead = now.left() - area.right() if key == Qt.Key.Key_Left else area.left() - now.right()
    aside = max(area.top() - now.bottom(), now.top() - area.bottom(), 0)
    return (False, ahead + _ASIDE * aside) if ahead >= 0 else None
