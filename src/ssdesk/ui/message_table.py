"""The view of a `ListModel`: one column, rows of one height, a million of them if need be."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_line import LINE_HEIGHT, LineDelegate
from ssdesk.ui.row_delegate import ROW_HEIGHT, Row, RowDelegate
from ssdesk.ui.row_table import RowTable


class MessageTable(RowTable):
    """Messages below each other. The keyboard moves (`moved`), Enter or a click opens (`opened`); both carry the key.

    What is in sight stays where it is when rows come or go above it, unless the list stands at its very top.
    """

    moved = Signal(object)
    """The current row is another one: its key, or None."""
    opened = Signal(object)
    opened_apart = Signal(object)
    """A double click, or Enter with Shift: its key."""
    chosen = Signal()
    """The selection changed: see `selected_keys`."""

    def __init__(self, rows: ListModel[Row], parent: QWidget | None = None) -> None:
        cards = RowDelegate()
        super().__init__(cards, parent)
        self._cards, self._lines = cards, LineDelegate(self)
        self._list = rows
        self._anchor: tuple[int, int] | None = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        rows.rowsAboutToBeRemoved.connect(self._step_off)  # before the selection hears of it
        self.setModel(rows)
        rows.rowsAboutToBeInserted.connect(self._keep_place)
        rows.rowsAboutToBeRemoved.connect(self._keep_place)
        rows.layoutAboutToBeChanged.connect(self._keep_place)
        rows.rowsInserted.connect(self._find_place)
        rows.rowsRemoved.connect(self._find_place)
        rows.layoutChanged.connect(self._find_place)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(self.chosen)
        self.model().modelReset.connect(self.chosen)  # which ends a selection without a word
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._open_apart)
        self.follow_theme()

    def show_lines(self, *, lines: bool) -> None:
        """One line a message, as in a table, or a card of three. What is in sight and what is selected stay."""
        self._keep_place()
        self.paint_with(self._lines if lines else self._cards)
        self.restyle()
        self._find_place()
        self.viewport().update()

    def restyle(self) -> None:
        self.set_row_height(LINE_HEIGHT if self._delegate is self._lines else ROW_HEIGHT)

    # ---- What screens ask --------------------------------------------------------------------------------------------

    def current_key(self) -> int | None:
        index = self.currentIndex()
        return self._list.key_at(index.row()) if index.isValid() else None

    def selected_count(self) -> int:
        """How many rows are selected, also where it is a million."""
        spans = self.selectionModel().selection()
        return sum(spans.at(place).height() for place in range(spans.count()))

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows, newest first."""
        return [self._list.key_at(index.row()) for index in sorted(self.selectionModel().selectedRows())]

    def select_key(self, key: int) -> bool:
        """Make the row with this key the current and only selected one and bring it into sight; False: not here."""
        place = self._list.place_of(key)
        if place < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._list.index(place, 0), flags.ClearAndSelect | flags.Rows)
        return True

    # ---- Keyboard ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_ring(shown=True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            apart = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self._open_apart if apart else self._open)(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._list.rowCount() and self.shows_ring():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._list.index(0, 0), flag)

    # ---- Signals -----------------------------------------------------------------------------------------------------

    def _click(self, index: QModelIndex) -> None:
        """A click that adds to the selection or stretches it opens nothing."""
        adds = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not QGuiApplication.keyboardModifiers() & adds:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._list.key_at(index.row()))

    def _open_apart(self, index: QModelIndex) -> None:
        self.opened_apart.emit(self._list.key_at(index.row()))

    def _moved(self, current: QModelIndex) -> None:
        self.moved.emit(self._list.key_at(current.row()) if current.isValid() else None)

    def _keep_place(self) -> None:
        """Remember where a row stands: the current one when it can be seen, else the first that can."""
        self._anchor = None
        if self.verticalScrollBar().value() == 0:
            return
        current = self.currentIndex().row()
        top = self.rowViewportPosition(current) if current >= 0 else -1
        place = current if 0 <= top < self.viewport().height() else self.rowAt(0)
        if place >= 0:
            self._anchor = self._list.key_at(place), -self.rowViewportPosition(place)

    def _step_off(self, _parent: QModelIndex, first: int, last: int) -> None:
        """The current row goes: the next one is current then. (Qt would go back to the one before.)"""
        current = self.currentIndex()
        if not first <= current.row() <= last:
            return
        following = self._list.index(last + 1 if last + 1 < self._list.rowCount() else first - 1, 0)
        if following.isValid():
            flags = QItemSelectionModel.SelectionFlag
            was_selected = self.selectionModel().isSelected(current)
            how = flags.ClearAndSelect | flags.Rows if was_selected else flags.NoUpdate
            self.selectionModel().setCurrentIndex(following, how)

    def _find_place(self) -> None:
        if self._anchor is None:
            return
        key, offset = self._anchor
        self.updateGeometries()
        self.verticalScrollBar().setValue(
            self._list.place_near(key) * self.verticalHeader().defaultSectionSize() + offset
        )
