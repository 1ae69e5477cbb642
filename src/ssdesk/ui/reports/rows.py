"""A short list whose rows paint themselves and may differ in height: the reports, or the results of some years."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ssdesk.ui import theme
from ssdesk.ui.reports.pen import Pen
from ssdesk.ui.widgets import Themed, ThinScrollBar
from ssdesk.ui.widgets.base import KeyboardFocus, ring

_ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class State(msgspec.Struct, frozen=True):
    """Of a row that is painted: what it opens is shown now, the pointer is over it, it shows the focus ring."""

    is_open: bool
    over: bool
    ring: bool


class Row(Protocol):
    """A frozen row. `key`: what it opens, None for one that opens nothing. `stops`: the keyboard stops at it. `spoken`:
    what a screen reader says."""

    @property
    def key(self) -> Hashable: ...
    @property
    def stops(self) -> bool: ...
    @property
    def spoken(self) -> str: ...

    def height(self, width: int) -> int:
        """In a list of this width, both in real px."""
        ...

    def paint(self, pen: Pen, state: State) -> None: ...


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.open_key: Hashable = None

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role == Qt.ItemDataRole.AccessibleTextRole and row.key is not None and row.key == self.open_key:
            return self.tr("{row}, shown now").format(row=row.spoken)
        return row.spoken if role in texts else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].stops:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Words(msgspec.Struct, frozen=True):
    """What rows of words alone have in common: a heading, a note. They open nothing."""

    text: str
    key = None
    stops = False

    @property
    def spoken(self) -> str:
        return self.text


class _Painting(QStyledItemDelegate):
    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[int, int], int] = {}  # by row and width: a long text is not laid out at each look

    def forget(self) -> None:
        """The rows or the look are others now."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        known = self._heights.get((index.row(), width))
        if known is None:
            known = self._heights[index.row(), width] = index.data(_ROW_ROLE).height(width)
        return QSize(width, known)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW_ROLE)
        ringed = self._view.shows_ring() and bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_open = row.key is not None and row.key == self._view.open_key
        over = bool(option.state & QStyle.StateFlag.State_MouseOver) and row.key is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        pen = Pen(painter, QRectF(option.rect), mirrored=self._view.isRightToLeft())
        row.paint(pen, State(is_open, over, ringed))
        painter.restore()


class RowList(Themed, KeyboardFocus, QListView):
    """`opened` carries the key of the row that was clicked, or on which Enter or Space was pressed."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self._painting = _Painting(self)
        self.setItemDelegate(self._painting)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        self.follow_theme()

    def restyle(self) -> None:
        self._painting.forget()
        self.verticalScrollBar().setSingleStep(theme.px(28))
        self.scheduleDelayedItemsLayout()

    # ---- What is shown -----------------------------------------------------------------------------------------------
    @property
    def rows(self) -> Sequence[Row]:
        return self._rows.rows

    @property
    def open_key(self) -> Hashable:
        return self._rows.open_key

    def show_rows(self, rows: Sequence[Row]) -> None:
        """What was in sight stays there, and the current row stays it, as far as they are still there."""
        if tuple(rows) == tuple(self._rows.rows):
            return
        place, current = self.verticalScrollBar().value(), self._current_row()
        self._painting.forget()
        self._rows.show(rows)
        self._show_places()
        again = next((number for number, row in enumerate(rows) if current is not None and _same(row, current)), -1)
        if again >= 0:
            self._make_current(again)
        self.verticalScrollBar().setValue(place)

    def show_open(self, key: Hashable) -> None:
        """This is what is open; its row becomes the current one."""
        self._rows.open_key = key
        if key is not None:
            self.go_to(lambda row: row.key == key)
        self.viewport().update()

    def go_to(self, is_it: Callable[[Row], bool]) -> None:
        """The row of which this is true becomes the current one, in sight."""
        place = next((number for number, row in enumerate(self.rows) if is_it(row)), -1)
        if place >= 0:
            self._make_current(place)
            self.scrollTo(self._rows.index(place, 0))

    def _make_current(self, place: int) -> None:
        self.selectionModel().setCurrentIndex(self._rows.index(place, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _show_places(self) -> None:
        self.executeDelayedItemsLayout()

    def _current_row(self) -> Row | None:
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    # ---- What is done ------------------------------------------------------------------------------------------------
    def _open(self, index: QModelIndex) -> None:
        row = self.rows[index.row()]
        if row.key is not None and row.stops:
            self.opened.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: what rows say begins with words that they share."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        self._ring = event.reason() in keys  # who comes here by the mouse sees which row is open
        if not self.currentIndex().isValid():
            first = next((number for number, row in enumerate(self.rows) if row.stops), -1)
            if first >= 0:
                self._make_current(first)
        self.viewport().update()


def _same(row: Row, other: Row) -> bool:
    return row.key == other.key if other.key is not None else row == other


def paint_ring(pen: Pen, area: QRectF, radius: float) -> None:
    """The focus ring of a row."""
    ring(pen.painter, area, radius, gap=False)
