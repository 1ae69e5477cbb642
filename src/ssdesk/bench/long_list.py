"""A list of a million rows, shown and jumped about in, beside a bare table. Run as a program over a prepared computer:
folder, rows, showings, jumps; prints JSON.

The rows are real ones, read from the encrypted file and made ready to paint as the inbox does it. When the mailbox
holds fewer, it is listed again and again.
"""

from __future__ import annotations

import json
import random
import sys
import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from ssdesk.bench import prepared
from ssdesk.bench.bare_rows import opened
from ssdesk.replica.database import Connection
from ssdesk.replica.inbox import Filter
from ssdesk.ui import tasks, theme
from ssdesk.ui.inbox.merged import MergedRows
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.row_delegate import ROW_HEIGHT, Row, describe

Index = QModelIndex | QPersistentModelIndex
SIZE = QSize(380, 700)
PAGE, KEPT = 200, 20


class Repeated:
    """A source of so many rows: those of another, from the beginning again when they are at their end."""

    def __init__(self, real: MergedRows, count: int) -> None:
        self._real, self._keys, self._count = real, real.keys(), count

    def first_page(self, limit: int) -> Sequence[Row]:
        return self.rows(range(self._count, self._count - limit, -1))

    def keys(self) -> array[int]:
        return array("q", range(self._count, 0, -1))

    def rows(self, keys: Sequence[int]) -> Sequence[Row]:
        wanted = {self._key(key): key for key in keys}
        return [replace(row, key=wanted[row.key]) for row in self._real.rows(list(wanted))]

    def present(self, keys: Sequence[int]) -> set[int]:
        return {key for key in keys if 0 < key <= self._count}

    def _key(self, key: int) -> int:
        return self._keys[(self._count - key) % len(self._keys)]


class BareModel(QAbstractTableModel):
    """The least that shows such rows: one text each, read by key in pages of which the last ones are kept."""

    def __init__(self, connection: Connection, count: int) -> None:
        super().__init__()
        self._connection, self._count = connection, count
        found = connection.execute("SELECT key FROM message WHERE folder = 'inbox' ORDER BY key DESC").fetchall()
        self._keys = array("q", (key for (key,) in found))
        self._pages: OrderedDict[int, list[str]] = OrderedDict()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        page, place = divmod(index.row(), PAGE)
        if page not in self._pages:
            self._pages[page] = self._read(page)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return self._pages[page][place]

    def _read(self, page: int) -> list[str]:
        places = range(page * PAGE, min((page + 1) * PAGE, self._count))
        keys = json.dumps([self._keys[place % len(self._keys)] for place in places])
        sql = "SELECT sender_name || ' ' || subject FROM message WHERE key IN (SELECT value FROM json_each(?))"
        return [text for (text,) in self._connection.execute(f"{sql} ORDER BY key DESC", (keys,))]


class Watched:
    """A view, and how often it was painted."""

    def __init__(self, view: QTableView) -> None:
        self.view = view
        self._pictures = _Pictures(view)

    def shown_ms(self, fill: Callable[[], None], rows: int) -> float:
        """From an empty view until it is painted with all its rows known."""
        began = time.perf_counter()
        fill()
        self.view.show()
        while self.view.model().rowCount() < rows:
            QApplication.processEvents()
        self.view.viewport().update()
        self._until_painted()
        return (time.perf_counter() - began) * 1000

    def jump_ms(self, row: int) -> float:
        """To a row that nobody looked at, until it is painted."""
        began = time.perf_counter()
        self.view.verticalScrollBar().setValue(row * self.view.verticalHeader().defaultSectionSize())
        self._until_painted()
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        self.view.hide()
        self.view.deleteLater()
        QApplication.processEvents()

    def _until_painted(self) -> None:
        before = self._pictures.count
        while self._pictures.count == before:
            QApplication.processEvents()


class _Pictures(QObject):
    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def bare(connection: Connection, rows: int) -> tuple[Watched, float]:
    """A bare table, and how long showing it took."""
    view = QTableView()
    view.resize(SIZE)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
    model = BareModel(connection, rows)
    watched = Watched(view)
    return watched, watched.shown_ms(lambda: view.setModel(model), rows)


def ours(source: Repeated, rows: int) -> tuple[Watched, float]:
    """The table of the inbox, and how long showing it took."""
    model: ListModel[Row] = ListModel(describe)
    view = MessageTable(model)
    model.setParent(view)
    view.resize(SIZE)
    watched = Watched(view)
    return watched, watched.shown_ms(lambda: model.show(source), rows)


def main(base: Path, rows: int, showings: int, jumps: int) -> None:
    app = QApplication(sys.argv[:1])
    theme.apply(app)
    household = prepared.household(base)
    source = Repeated(MergedRows(household, Filter(own=True), ""), rows)
    found: dict[str, list[float]] = {name: [] for name in ("show limit", "show", "jump limit", "jump")}
    chance = random.Random(1)  # noqa: S311 - not for a secret
    with opened(*prepared.file(base), read_only=True) as connection:
        for _ in range(showings):
            limit, limit_ms = bare(connection, rows)
            table, table_ms = ours(source, rows)
            found["show limit"].append(limit_ms)
            found["show"].append(table_ms)
            for row in chance.choices(range(PAGE, rows - PAGE), k=jumps // showings):
                found["jump limit"].append(limit.jump_ms(row))
                found["jump"].append(table.jump_ms(row))
            limit.close()
            table.close()
    tasks.finish()
    household.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
