"""The search in a document: every place where some words stand, found page by page in the pool."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from threading import Event
from time import monotonic

import msgspec
from PySide6.QtCore import QObject, Signal

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.sizes import Box

AT_ONCE_S = 0.05
"""How long the pool looks before it tells what it found."""
MOST = 5_000


class Hit(msgspec.Struct, frozen=True):
    page: int
    boxes: tuple[Box, ...]


class Words(QObject):
    """`look_for` starts; `found` comes whenever there is more to show and when it is over. `hits` are in the order of
    the document; `current` is the one that is shown, from 0, or -1."""

    found = Signal()
    moved = Signal()
    """Another hit is the current one: show it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.current = -1
        self.is_looking = False
        self._stop = Event()

    @property
    def too_many(self) -> bool:
        """There are more than are shown."""
        return len(self.hits) >= MOST

    def look_for(self, document: Document | None, words: str, first: int) -> None:
        """Anew, from the page `first` on and then from the start; without a document or words nothing is found. What
        was looked for before is given up."""
        self._stop.set()
        self._stop = stop = Event()
        self.hits, self.current = [], -1
        self.is_looking = document is not None and bool(words.strip())
        self.found.emit()
        if document is not None and self.is_looking:
            pages = [*range(first, document.pages), *range(first)]
            self._go_on(document, words, pages, stop)

    def step(self, direction: int) -> None:
        """To the next (1) or the one before (-1); after the last comes the first."""
        if self.hits:
            self.current = (self.current + direction) % len(self.hits)
            self.moved.emit()

    def on(self, page: int) -> list[tuple[Hit, bool]]:
        """The hits of a page, and which of them is the current one."""
        first = bisect_left(self.hits, page, key=lambda hit: hit.page)
        last = bisect_right(self.hits, page, lo=first, key=lambda hit: hit.page)
        return [(self.hits[number], number == self.current) for number in range(first, last)]

    def _go_on(self, document: Document, words: str, pages: Sequence[int], stop: Event) -> None:
        tasks.run(
            self,
            partial(_look, document, words, pages, stop),
            partial(self._take, document, words, stop),
            partial(self._failed, stop),
        )

    def _take(self, document: Document, words: str, stop: Event, result: tuple[list[Hit], Sequence[int]]) -> None:
        if stop.is_set():
            return
        more, pages = result
        if more:
            now = self.hits[self.current] if self.current >= 0 else more[0]
            self.hits = sorted([*self.hits, *more], key=lambda hit: hit.page)
            first = self.current < 0
            self.current = next(number for number, hit in enumerate(self.hits) if hit is now)
            if first:
                self.moved.emit()
        self.is_looking = bool(pages) and not self.too_many
        self.found.emit()
        if self.is_looking:
            self._go_on(document, words, pages, stop)

    def _failed(self, stop: Event, _error: SsdeskError) -> None:
        if not stop.is_set():
            self.is_looking = False
            self.found.emit()


def _look(document: Document, words: str, pages: Sequence[int], stop: Event) -> tuple[list[Hit], Sequence[int]]:
    """In the pool: what stands on the first of these pages, and the pages that are left."""
    hits: list[Hit] = []
    end = monotonic() + AT_ONCE_S
    for number, page in enumerate(pages):
        if stop.is_set() or (number and monotonic() > end):
            return hits, pages[number:]
        try:
            hits += [Hit(page, boxes) for boxes in document.search(page, words) if boxes]
        except SsdeskError:
            continue  # a damaged page has no words; the view says what is wrong with it
    return hits, ()
