"""The page of *Start*: what stands above, and the tiles in two columns, or in one where there is less room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ssdesk.ui import theme
from ssdesk.ui.start.head import Head, ReportBanner
from ssdesk.ui.start.tile import Tile
from ssdesk.ui.widgets import ScrollPage, column, row

TWO_COLUMNS = 900  # px at 100 %
_SHARES = (53, 46)  # of the width


class Board(ScrollPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(24, 22, 24, 24), gap=16)
        self.head, self.banner = Head(self.content), ReportBanner(self.content)
        self.body.addWidget(self.head)
        self.body.addWidget(self.banner)
        self._columns_box = QWidget(self.content)
        self._across: QBoxLayout = row(self._columns_box, gap=16)
        self._columns = (column(gap=16), column(gap=16))
        for one, share in zip(self._columns, _SHARES, strict=True):
            self._across.addLayout(one, share)
        self.body.addWidget(self._columns_box)
        self.body.addStretch(1)
        self._sides: tuple[Sequence[Tile], Sequence[Tile]] = ((), ())

    @property
    def ground(self) -> QWidget:
        """What tiles are made on."""
        return self._columns_box

    def lay_out(self, left: Sequence[Tile], right: Sequence[Tile]) -> None:
        """These tiles from now on; others are out of sight. The last of the shorter side grows with the longer one."""
        for side in self._columns:
            while (item := side.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
        self._sides = (left, right)
        for side, tiles in zip(self._columns, self._sides, strict=True):
            for tile in tiles:
                side.addWidget(tile, 1 if tile is tiles[-1] else 0)
                tile.show()
        self.chain()

    def chain(self) -> None:
        """Tab goes through the tiles in the order in which one reads them."""
        before: QWidget = self.banner.open
        for tile in (*self._sides[0], *self._sides[1]):
            for stop in tile.stops():
                QWidget.setTabOrder(before, stop)
                before = stop

    def take_focus(self) -> None:
        """Where one reads first."""
        stops = [self.banner.open, *(stop for side in self._sides for tile in side for stop in tile.stops())]
        for stop in stops:
            if stop.isVisible() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                stop.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "_across"):
            self._arrange()

    def _arrange(self) -> None:
        beside = self.viewport().width() >= theme.px(TWO_COLUMNS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)
        for number, share in enumerate(_SHARES):
            self._across.setStretch(number, share if beside else 0)
