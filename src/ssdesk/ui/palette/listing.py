"""The list of the palette: headings and lines, moved through with the keys of the field above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ssdesk.ui.palette.line import Line, Lines
from ssdesk.ui.palette.painting import LineDelegate
from ssdesk.ui.widgets import Themed, ThinScrollBar

KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip


class LineList(Themed, QListView):
    """`opened` carries the Line that was clicked or chosen with Enter, `moved` the one that is current now, `typed` the
    text of a key that belongs in the field."""

    opened = Signal(object)
    moved = Signal(object)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Lines()
        self._delegate = LineDelegate(self)
        self.setModel(self._lines)
        self._lines.setParent(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        self.follow_theme()

    def restyle(self) -> None:
        self.doItemsLayout()

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def show_lines(self, lines: Sequence[Line], row: int = -1) -> None:
        """`row` is the current one, or else the first that is no heading."""
        self._lines.show(lines)
        self.scrollToTop()
        places = self._places()
        if places:
            self._go_to(row if row in places else places[0])

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines.lines

    @property
    def current(self) -> Line | None:
        index = self.currentIndex()
        return self.lines[index.row()] if index.isValid() else None

    # ---- Moving ------------------------------------------------------------------------------------------------------
    def move_by(self, key: Qt.Key) -> None:
        """One of `KEYS`, pressed here or in the field."""
        places = self._places()
        if not places:
            return
        row = self.currentIndex().row()
        now = places.index(row) if row in places else -1
        wanted = {
            Qt.Key.Key_Up: now - 1,
            Qt.Key.Key_Down: now + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(places) - 1,
        }.get(key)
        if wanted is None:
            page = max(self.viewport().height() // max(self.sizeHintForRow(places[now]), 1) - 1, 1)
            wanted = now + page if key == Qt.Key.Key_PageDown else now - page
            wanted = max(0, min(wanted, len(places) - 1))
        self._go_to(places[wanted % len(places)])

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self._lines.index(row, 0))
        self.scrollTo(self.currentIndex())
        if row and row == self._places()[0]:
            self.scrollToTop()  # with its heading
        self.moved.emit(self.lines[row])

    def _places(self) -> list[int]:
        """The rows that are no headings."""
        return [row for row, line in enumerate(self.lines) if not line.is_heading]

    # ---- Keyboard and mouse ------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEYS:
            self.move_by(Qt.Key(event.key()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            event.ignore()  # Escape closes the card

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(shown=event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(shown=False)

    def _show_ring(self, *, shown: bool) -> None:
        self._delegate.focus_ring = shown
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.lines[index.row()].is_heading:
            self.opened.emit(self.lines[index.row()])
