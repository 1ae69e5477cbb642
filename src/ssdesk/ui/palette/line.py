"""What the palette shows, line by line, and where a line leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ssdesk.ui.screen import Place

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class Command(msgspec.Struct, frozen=True):
    """Something the program can do. `keys`: of its shortcut, "" where it has none. `group`: "go" leads to a screen,
    "do" does something. `act` is called when the palette has closed."""

    name: str
    text: str
    keys: str
    act: Callable[[], None]
    icon: str = "chevron-right"
    group: Literal["go", "do"] = "do"


class More(msgspec.Struct, frozen=True):
    """Shows the rest of a group."""

    group: str


Goal = Place | Command | More


class Line(msgspec.Struct, frozen=True):
    """A heading (without `goal`), something found, or a command; every text is ready to paint. `colour`: of the child
    whose name is `child`."""

    title: str
    goal: Goal | None = None
    icon: str = ""
    detail: str = ""
    when: str = ""
    child: str = ""
    colour: int = 0
    keys: str = ""

    @property
    def is_heading(self) -> bool:
        return self.goal is None

    @property
    def is_high(self) -> bool:
        """With a second row of text."""
        return isinstance(self.goal, Place)


def describe(line: Line) -> str:
    """What a screen reader says."""
    return ", ".join(part for part in (line.title, line.child, line.detail, line.when, line.keys) if part)


class Lines(QAbstractListModel):
    """All lines at once: they are few."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return describe(line)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].is_heading:  # Qt asks once more after a click closed us
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
