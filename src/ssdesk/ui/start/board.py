"""The page of *Start*: what stands above, and the tiles in two columns, or in one where there is less room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.start.head import Head, ReportBanner
from ssdesk.ui.start.tile import Tile
from ssdesk.ui.widgets import ScrollPage, column, row

TWO_COLUMNS = 900  # px at 100 %
_SHARES = (53, 46)  # of the width
_GAP = 16


class Board(ScrollPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(24, 22, 24, 24), gap=_GAP)
        self.head, self.banner = Head(self.content), ReportBanner(self.content)
        self.body.addWidget(self.head)
        self.body.addWidget(self.banner)
        self._columns_box = QWidget(self.content)
        self._across = row(self._columns_box, gap=_GAP)
        self._columns = (column(gap=_GAP), column(gap=_GAP))
        for one, share in zip(self._columns, _SHARES, strict=True):
            self._across.addLayout(one, share)
        self.body.addWidget(self._columns_box)
        self.body.addStretch(1)
        self._sides: tuple[Sequence[Tile], Sequence[Tile]] = ((), ())
        self._beside = True

    @property
    def ground(self) -> QWidget:
        """What tiles are made on."""
        return self._columns_box

    def lay_out(self, left: Sequence[Tile], right: Sequence[Tile]) -> None:
        """These tiles from now on; others are out of sight."""
        for tile in (*self._sides[0], *self._sides[1]):
            if tile not in (*left, *right):
                tile.hide()
        self._sides = (tuple(left), tuple(right))
        self._place()

    def chain(self) -> None:
        """Tab goes through the tiles in the order in which one reads them."""
        before: QWidget = self.banner.open
        for tile in self._in_order():
            for stop in tile.stops():
                QWidget.setTabOrder(before, stop)
                before = stop

    def take_focus(self) -> None:
        """Where one reads first."""
        for stop in (self.banner.open, *(stop for tile in self._in_order() for stop in tile.stops())):
            if stop.isVisible() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                stop.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _in_order(self) -> list[Tile]:
        """As one reads them: column after column; in one column the first of each side before the second."""
        left, right = self._sides
        if self._beside:
            return [*left, *right]
        return [tile for pair in zip_longest(left, right) for tile in pair if tile is not None]

    def _place(self) -> None:
        """The last tile of the shorter side grows with the longer one."""
        for side in self._columns:
            while side.takeAt(0) is not None:
                pass
        sides = self._sides if self._beside else (self._in_order(), ())
        for side, tiles in zip(self._columns, sides, strict=True):
            for tile in tiles:
                side.addWidget(tile, 1 if self._beside and tile is tiles[-1] else 0)
                tile.show()
        self.chain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "_across"):
            self._arrange()

    def _arrange(self) -> None:
        beside = self.viewport().width() >= theme.px(TWO_COLUMNS)
        if beside != self._beside:
            self._beside = beside
            for number, share in enumerate(_SHARES):
                self._across.setStretch(number, share if beside or number == 0 else 0)
            theme.space(self._across, gap=_GAP if beside else 0)
            self._place()
