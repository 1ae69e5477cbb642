"""One write to the replica: edits of visible rows, and what to tell about them afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from types import MappingProxyType
from typing import Any

import msgspec

from ssdesk.replica.changes import Touched
from ssdesk.replica.database import Connection

COUNT = (
    "INSERT INTO counter VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET total = total + excluded.total, "
    "unread = unread + excluded.unread"
)


class Transaction:
    """Lives as long as the transaction that it writes in. `now` is the clock's reading at its start."""

    def __init__(self, connection: Connection, now: int) -> None:
        self.connection, self.now = connection, now
        self.outbox = self.status = self.everything = False
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: set[int] = set()
        self._totals: Counter[tuple[str, str]] = Counter()
        self._unread: Counter[tuple[str, str]] = Counter()

    def rows(self, sql: str, *values: Any) -> list[Any]:
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> Any:
        """The first row, or None."""
        return self.connection.execute(sql, values).fetchone()

    def run(self, sql: str, *values: Any) -> int:
        """How many rows it changed."""
        return self.connection.execute(sql, values).rowcount

    def among(self, sql: str, values: list[Any], *first: Any) -> list[Any]:
        """Rows of a statement that ends in `IN` and takes the list as its last value."""
        return self.rows(f"{sql} (SELECT value FROM json_each(?))", *first, msgspec.json.encode(values).decode())

    # ---- Facts about the replica -------------------------------------------------------------------------------------
    def fact(self, name: str) -> str:
        row = self.row("SELECT value FROM meta WHERE name = ?", name)
        return row[0] if row else ""

    def note(self, name: str, value: str | int) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, str(value))
        self.status = True

    # ---- What to tell ------------------------------------------------------------------------------------------------
    def touch(self, kind: str, ids: list[str]) -> None:
        self._kinds[kind].update(ids)

    def touch_keys(self, keys: list[int]) -> None:
        self._keys.update(keys)

    def count(self, folder: str, pupil: str | None, total: int, unread: int) -> None:
        """The folder's numbers move by these; written at the end."""
        self._totals[folder, pupil or ""] += total
        self._unread[folder, pupil or ""] += unread

    def finish(self) -> Touched:
        """Writes the counts; the last thing before the commit."""
        moved = [(*where, n, self._unread[where]) for where, n in self._totals.items() if n or self._unread[where]]
        if moved:
            self.connection.executemany(COUNT, moved)
        kinds = {kind: frozenset(ids) for kind, ids in self._kinds.items() if ids}
        keys = frozenset(self._keys)
        return Touched(MappingProxyType(kinds), keys, self.outbox, self.status, self.everything)
