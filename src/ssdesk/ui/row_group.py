"""Rows that belong together: Tab stops at one of them, the arrow keys go on, and the keyboard stays where it was when
they are made anew."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui.rows import Row
from ssdesk.ui.screen import Place


class Position(msgspec.Struct, frozen=True):
    """Where the keyboard was, to find it again among new rows."""

    place: Place | None = None
    number: int = 0
    had_focus: bool = False


class RowGroup(QObject):
    """`opened` carries the Place of a row, `child_asked` an account."""

    opened = Signal(object)
    child_asked = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row[Any]] = []
        self._current = 0
        self._group = QButtonGroup(self)

    def add(self, line: Row[Any]) -> None:
        line.clicked.connect(lambda _=False, place=line.entry.place: self.opened.emit(place))
        line.pressed.connect(lambda one=line: self._make_current(self.rows.index(one)))
        line.child_asked.connect(self.child_asked)
        line.moved.connect(lambda step, one=line: self._move(one, step))
        self._group.addButton(line)
        self.rows.append(line)
        line.make_current(current=len(self.rows) - 1 == self._current)

    def clear(self) -> None:
        """The widgets themselves are their layout's."""
        for one in self.rows:
            self._group.removeButton(one)
        self.rows = []

    def position(self) -> Position:
        focus = self.rows[0].window().focusWidget() if self.rows else None
        for number, one in enumerate(self.rows):
            if one is focus or (focus is not None and one.isAncestorOf(focus)):
                return Position(one.entry.place, number, had_focus=True)
        place = self.rows[self._current].entry.place if self._current < len(self.rows) else None
        return Position(place, self._current)

    def find_again(self, was: Position, otherwise: QWidget) -> None:
        """The row that was the current one, or the one in its place; the focus goes `otherwise` if there is none."""
        same = (number for number, one in enumerate(self.rows) if one.entry.place == was.place)
        self._make_current(next(same, was.number))
        if was.had_focus:
            if self.rows:
                self.rows[self._current].show()  # it is new: nobody has shown it yet
            (self.rows[self._current] if self.rows else otherwise).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, kind: str, id_: str) -> Row[Any] | None:
        """The focus goes to the row of this object. None: there is none."""
        for number, one in enumerate(self.rows):
            if (one.entry.place.kind, one.entry.place.id) == (kind, id_):
                self._make_current(number)
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return one
        return None

    @property
    def current(self) -> Row[Any] | None:
        """Where Tab stops."""
        return self.rows[self._current] if self._current < len(self.rows) else None

    def _make_current(self, number: int) -> None:
        self._current = max(0, min(number, len(self.rows) - 1))
        for n, one in enumerate(self.rows):
            one.make_current(current=n == self._current)

    def _move(self, one: Row[Any], step: int) -> None:
        place = max(0, min(self.rows.index(one) + step, len(self.rows) - 1))
        self._make_current(place)
        self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
