"""Where the blocks of one lane stand: by their hours from above, beside each other where they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ssdesk.household.week import DAY_MINUTES, Entry


class Hours(msgspec.Struct, frozen=True):
    """The part of the day that is drawn, `first` to `last` o'clock, with `pitch` px an hour."""

    first: int
    last: int
    pitch: int

    @property
    def height(self) -> int:
        return (self.last - self.first) * self.pitch

    def at(self, minute: float) -> int:
        """The px below the first hour."""
        return round((minute - 60 * self.first) * self.pitch / 60)

    def span(self, start: int, end: int, least: int) -> tuple[int, int]:
        """Top and bottom of what lasts from `start` to `end`, inside the hours and at least `least` px high."""
        top = min(max(self.at(start), 0), max(self.height - least, 0))
        return top, max(min(self.at(end), self.height), top + least)


def hours_of(entries: Iterable[Entry], first: int = 8, last: int = 17) -> tuple[int, int]:
    """The whole hours that hold these entries, and at least `first` to `last`. What the school puts outside of a day
    lies at its edge."""
    for one in entries:
        start, end = bounds(one)
        first, last = min(first, start // 60), max(last, -(-end // 60))
    return first, last


def bounds(entry: Entry) -> tuple[int, int]:
    """Start and end in minutes, within the day; an end before the start is the start."""
    start = min(max(entry.start or 0, 0), DAY_MINUTES - 1)
    return start, min(max(entry.end or 0, start), DAY_MINUTES)


class Box(msgspec.Struct, frozen=True):
    """A block in px. `members`: which of the given spans it stands for; several where there is no room for each."""

    left: int
    top: int
    width: int
    height: int
    members: tuple[int, ...]


def arrange(spans: Sequence[tuple[int, int]], width: int, *, least: int, gap: int) -> list[Box]:
    """Boxes in a lane of `width` px, from above. Those that overlap share the width, with `gap` px between them, but
    none gets less than `least` px (where the lane has them): the rest stands together in the last column."""
    most = max((width + gap) // (least + gap), 1)
    return [box for group in _touching(spans, range(len(spans))) for box in _beside(spans, group, width, most, gap)]


def stacked(spans: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int, int, tuple[int, ...]]]:
    """Spans of columns (first, behind the last) below each other: row, span, and what stands there; on more than `most`
    rows the rest stands together in the last."""
    order = sorted(range(len(spans)), key=lambda index: (spans[index][0], -spans[index][1], index))
    rows = _columns(spans, order)
    kept = rows if len(rows) <= most else rows[: most - 1]
    alone = [(number, [one]) for number, row in enumerate(kept) for one in row]
    piles = [(most - 1, pile) for pile in _touching(spans, [one for row in rows[len(kept) :] for one in row])]
    return [
        (number, min(spans[one][0] for one in members), max(spans[one][1] for one in members), tuple(members))
        for number, members in (*alone, *piles)
    ]


def _touching(spans: Sequence[tuple[int, int]], which: Iterable[int]) -> Iterator[list[int]]:
    """Groups of spans, each of which overlaps another of its group, from above."""
    group: list[int] = []
    reach = 0
    for one in sorted(which, key=lambda index: (spans[index][0], -spans[index][1], index)):
        if group and spans[one][0] >= reach:
            yield group
            group = []
        reach = max(reach, spans[one][1]) if group else spans[one][1]
        group.append(one)
    if group:
        yield group


def _beside(spans: Sequence[tuple[int, int]], group: Sequence[int], width: int, most: int, gap: int) -> Iterator[Box]:
    columns = _columns(spans, group)
    count = min(len(columns), most)
    edges = [(width + gap) * number // count for number in range(count + 1)]
    for number, column in enumerate(columns[: count - 1] if len(columns) > most else columns):
        for one in column:
            top, bottom = spans[one]
            yield Box(edges[number], top, edges[number + 1] - gap - edges[number], bottom - top, (one,))
    if len(columns) > most:
        rest = [one for column in columns[most - 1 :] for one in column]
        for pile in _touching(spans, rest):
            top, bottom = min(spans[one][0] for one in pile), max(spans[one][1] for one in pile)
            yield Box(edges[-2], top, edges[-1] - gap - edges[-2], bottom - top, tuple(pile))


def _columns(spans: Sequence[tuple[int, int]], group: Sequence[int]) -> list[list[int]]:
    """Each span in the first column where it is free."""
    columns: list[list[int]] = []
    for one in group:
        free = next((column for column in columns if spans[column[-1]][1] <= spans[one][0]), None)
        if free is None:
            columns.append([one])
        else:
            free.append(one)
    return columns
