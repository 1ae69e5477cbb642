"""Pictures of pages in tiles: which are needed, which are there, and the worker that makes the next one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QImage

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.sizes import Area

SIDE = 1024
"""Pixels of the screen; the last of a row or column is smaller."""
KEPT = 64 * 1024 * 1024
"""Bytes of tiles that are kept."""
AHEAD = KEPT // 2
_SLOW_MS = 1000


class Tile(NamedTuple):
    """One of a page that is `width` by `height` pixels of the screen as a whole."""

    page: int
    width: int
    height: int
    column: int
    row: int

    def area(self) -> Area:
        left, top = self.column * SIDE, self.row * SIDE
        return Area(left, top, min(SIDE, self.width - left), min(SIDE, self.height - top))

    def octets(self) -> int:
        area = self.area()
        return 4 * area.width * area.height


def covering(page: int, width: int, height: int, seen: QRect) -> list[Tile]:
    """The tiles of a page of `width` by `height` pixels that touch `seen`, in pixels of that page, from its top."""
    part = seen & QRect(0, 0, width, height)
    if part.isEmpty():
        return []
    columns = range(part.left() // SIDE, part.right() // SIDE + 1)
    rows = range(part.top() // SIDE, part.bottom() // SIDE + 1)
    return [Tile(page, width, height, column, row) for row in rows for column in columns]


class Tiles(QObject):
    """Give it a `document`, then say with `want` what is in sight.

    One picture is made at a time, so that other work in the pool is not held up, and only what is still wanted: what
    went out of sight is given up. `broken` are pages that cannot be shown, with what to say there.
    """

    arrived = Signal(int)
    """This page has something else to show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.broken: dict[int, SsdeskError] = {}
        self._document: Document | None = None
        self._kept: OrderedDict[Tile, QImage] = OrderedDict()
        self._octets = 0
        self._wanted: list[Tile] = []
        self._making: tuple[Tile, Event] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_SLOW_MS)
        self._patience.timeout.connect(self._lose_patience)

    def show_document(self, document: Document | None) -> None:
        """Another document, or none: everything of the one before goes."""
        self._document = document
        self._kept.clear()
        self.broken.clear()
        self._octets = 0
        self._wanted = []
        if self._making is not None:
            self._making[1].set()

    @property
    def octets(self) -> int:
        """That are kept now."""
        return self._octets

    @property
    def is_done(self) -> bool:
        """Everything that is wanted is there."""
        return self._making is None and self._next() is None

    def want(self, in_sight: Sequence[Tile], near: Iterable[Tile]) -> None:
        """The most urgent first; of what is `near` only as much as can be kept beside it."""
        self._wanted = list(in_sight)
        room = AHEAD - sum(tile.octets() for tile in in_sight)
        for tile in near:
            room -= tile.octets()
            if room < 0:
                break
            self._wanted.append(tile)
        for tile in self._wanted:
            if tile in self._kept:
                self._kept.move_to_end(tile)
        if self._making is not None and self._making[0] not in self._wanted:
            self._making[1].set()
        self._go_on()

    def get(self, tile: Tile) -> QImage | None:
        return self._kept.get(tile)

    def stand_ins(self, page: int, width: int) -> list[tuple[Tile, QImage]]:
        """What there is of this page at other sizes than `width`, the nearest last."""
        others = [(tile, image) for tile, image in self._kept.items() if tile.page == page and tile.width != width]
        return sorted(others, key=lambda other: -abs(other[0].width - width))

    def is_slow(self, page: int) -> bool:
        """A picture of this page takes so long that a word is due."""
        return self._making is not None and self._making[0].page == page and not self._patience.isActive()

    def _lose_patience(self) -> None:
        if self._making is not None:
            self.arrived.emit(self._making[0].page)

    def _next(self) -> Tile | None:
        return next((tile for tile in self._wanted if tile not in self._kept and tile.page not in self.broken), None)

    def _go_on(self) -> None:
        tile, document = self._next(), self._document
        if self._making is not None or tile is None or document is None:
            return
        stop = Event()
        self._making = tile, stop
        self._patience.start()
        tasks.run(
            self,
            partial(_picture, document, tile, stop),
            partial(self._keep, document, tile),
            partial(self._give_up, document, tile),
        )

    def _keep(self, document: Document, tile: Tile, image: QImage | None) -> None:
        self._making = None
        if image is not None and document is self._document:
            self._kept[tile] = image
            self._octets += image.sizeInBytes()
            self._make_room()
            self.arrived.emit(tile.page)
        self._go_on()

    def _give_up(self, document: Document, tile: Tile, error: SsdeskError) -> None:
        self._making = None
        if document is self._document:
            self.broken[tile.page] = error
            self.arrived.emit(tile.page)
        self._go_on()

    def _make_room(self) -> None:
        """The one that was not looked at longest goes first, but nothing that is wanted."""
        wanted = set(self._wanted)
        for tile in [tile for tile in self._kept if tile not in wanted]:
            if self._octets <= KEPT:
                return
            self._octets -= self._kept.pop(tile).sizeInBytes()


def _picture(document: Document, tile: Tile, stop: Event) -> QImage | None:
    """In the pool."""
    if stop.is_set():
        return None
    made = document.render(tile.page, tile.width, tile.height, tile.area(), stop.is_set)
    if made is None:
        return None
    return QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()
