"""Where the pages of a document lie: below each other, each in the middle, at one zoom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

import msgspec

from ssdesk.ui.pdf.sizes import Box, Size

Fit = Literal["width", "page", "none"]

PER_POINT = 96 / 72
"""Pixels of a point at a zoom of 1, which is the size on paper."""
LEAST, MOST = 0.1, 5.0
STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)
LONGEST_PX = 30_000
"""Of a page in pixels of the screen: pdfium draws nothing right beyond 50,000."""


class Room(msgspec.Struct, frozen=True):
    """What the pages may take, in px: the view, the margins around all of them, and the gap between two. `lean` puts
    them that much to the right of the middle (below 0: to the left)."""

    width: int
    height: int
    side: int
    above: int
    below: int
    gap: int
    lean: int = 0


class Place(msgspec.Struct, frozen=True):
    """Of a page, in px from the top left corner of all."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


class Anchor(msgspec.Struct, frozen=True):
    """A point of a page (parts of its width and height, which may lie outside it) that stays in sight at `x`, `y` of
    the view."""

    page: int
    across: float
    down: float
    x: float
    y: float


class Layout:
    """All pages in `room` at `zoom`; never empty. `width` and `height` in px, at least those of the view."""

    def __init__(self, sizes: Sequence[Size], room: Room, zoom: float) -> None:
        self.zoom, self.room = zoom, room
        scale = zoom * PER_POINT
        self._widths = [max(round(size.width * scale), 1) for size in sizes]
        self._heights = [max(round(size.height * scale), 1) for size in sizes]
        high = room.above + sum(self._heights) + room.gap * (len(sizes) - 1) + room.below
        spare = max(room.height - high, 0)
        first = room.above + min(spare, (spare + room.below - room.above) // 2) if spare else room.above
        self._tops = list(accumulate((height + room.gap for height in self._heights[:-1]), initial=first))
        self.width = max(max(self._widths) + 2 * room.side, room.width)
        self.height = max(high, room.height)

    @property
    def pages(self) -> int:
        return len(self._tops)

    def place(self, page: int) -> Place:
        width = self._widths[page]
        return Place((self.width - width) // 2 + self.room.lean, self._tops[page], width, self._heights[page])

    def at(self, y: float) -> int:
        """The page at this height; between two the upper one."""
        return max(bisect_right(self._tops, y) - 1, 0)

    def between(self, top: float, bottom: float) -> range:
        """The pages that can be seen there."""
        first = self.at(top)
        if self.place(first).bottom < top and first + 1 < self.pages:
            first += 1
        return range(first, max(self.at(bottom), first) + 1)

    def anchor(self, left: float, top: float, x: float, y: float) -> Anchor:
        """What is at `x`, `y` of a view that shows all from `left`, `top` on."""
        page = self.at(top + y)
        place = self.place(page)
        return Anchor(page, (left + x - place.left) / place.width, (top + y - place.top) / place.height, x, y)

    def back_to(self, anchor: Anchor) -> tuple[int, int]:
        """From where a view shows the anchor where it was."""
        place = self.place(min(anchor.page, self.pages - 1))
        left = place.left + anchor.across * place.width - anchor.x
        return round(left), round(place.top + anchor.down * place.height - anchor.y)

    def shown(self, page: int, box: Box) -> Place:
        """Where a box of a page lies among all."""
        place, scale = self.place(page), self.zoom * PER_POINT
        left, top = round(place.left + box.left * scale), round(place.top + box.top * scale)
        return Place(left, top, max(round(box.width * scale), 1), max(round(box.height * scale), 1))


def fitting(sizes: Sequence[Size], room: Room, fit: Fit, page: int) -> float:
    """The zoom at which the pages fit the width of the view, or the whole of `page` fits in it.

    One page that is more than twice as wide as the first does not make all others small: it is scrolled sideways.
    """
    usual = [size.width for size in sizes if size.width <= 2 * sizes[0].width]
    across = max(room.width - 2 * room.side, 1)
    if fit == "width":
        return across / (max(usual) * PER_POINT)
    high = max(room.height - room.above - room.below, 1)
    size = sizes[page]
    return min(across / (size.width * PER_POINT), high / (size.height * PER_POINT))


def within(zoom: float, sizes: Sequence[Size], ratio: float) -> float:
    """The zoom, no smaller and no larger than what can be shown on a screen of `ratio` pixels per px."""
    longest = max(max(size.width, size.height) for size in sizes)
    most = min(MOST, LONGEST_PX / (longest * PER_POINT * ratio))
    return max(min(zoom, most), min(LEAST, most))


def step(zoom: float, direction: int) -> float:
    """The next of the usual zooms, above (1) or below (-1)."""
    if direction > 0:
        return next((usual for usual in STEPS if usual > zoom * 1.01), MOST)
    return next((usual for usual in reversed(STEPS) if usual < zoom * 0.99), LEAST)
