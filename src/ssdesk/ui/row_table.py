"""What the views of a `ListModel` have in common: one column, rows of one height, a ring only after a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ssdesk.ui import theme
from ssdesk.ui.row_delegate import RowDelegate
from ssdesk.ui.widgets.base import KeyboardFocus, Themed
from ssdesk.ui.widgets.scroll import ThinScrollBar


class RowTable(Themed, KeyboardFocus, QTableView):
    """`by_keyboard`: whether the last thing done here was done with the keyboard."""

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_keyboard = False
        self.paint_with(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paint_with(self, delegate: RowDelegate) -> None:
        """It is this table's, and kept by it."""
        delegate.setParent(self)
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def set_row_height(self, height: int) -> None:
        """In px at 100 %."""
        self.verticalHeader().setMinimumSectionSize(theme.px(height))
        self.verticalHeader().setDefaultSectionSize(theme.px(height))
        self.verticalScrollBar().setSingleStep(theme.px(height) // 2)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: Qt would walk through the texts of all rows, read from the disk one by one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_ring(shown=True)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_ring(shown=False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(shown=self.shows_ring())

    def _show_ring(self, *, shown: bool) -> None:
        self.by_keyboard = shown
        if self._delegate.focus_ring != shown:
            self._delegate.focus_ring = shown
            self.viewport().update()
