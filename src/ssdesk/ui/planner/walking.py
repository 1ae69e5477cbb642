"""From block to block with the arrow keys: the nearest in that direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QRect, Qt

T = TypeVar("T")
_ASIDE = 4  # so much farther is what lies beside the way


def nearest(now: QRect, others: Iterable[tuple[QRect, T]], key: int) -> T | None:
    """The one to which this arrow leads from `now`; None: there is none on that side."""
    found = [(distance, one) for area, one in others if (distance := _distance(now, area, key)) is not None]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _distance(now: QRect, area: QRect, key: int) -> int | None:
    """How far `area` is in this direction; None: it lies on another side."""
    if key == Qt.Key.Key_Left:
        ahead, aside = now.left() - area.right(), _apart(now.top(), now.bottom(), area.top(), area.bottom())
    elif key == Qt.Key.Key_Right:
        ahead, aside = area.left() - now.right(), _apart(now.top(), now.bottom(), area.top(), area.bottom())
    elif key == Qt.Key.Key_Up:
        ahead, aside = now.top() - area.bottom(), _apart(now.left(), now.right(), area.left(), area.right())
    else:
        ahead, aside = area.top() - now.bottom(), _apart(now.left(), now.right(), area.left(), area.right())
    return ahead + _ASIDE * aside if ahead >= 0 else None


def _apart(first: int, last: int, other_first: int, other_last: int) -> int:
    """0 where both overlap."""
    return max(other_first - last, first - other_last, 0)
