"""The limits of the local file: the same encrypted tables, indices and slices with nothing but SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ssdesk.models.feed import HOLDING
from ssdesk.models.message import COUNTER, INDEX, INDEX_DDL, MESSAGE, UNINDEXED
from ssdesk.protocol.kinds import Message
from ssdesk.replica.apply import SLICE
from ssdesk.replica.database import Connection, connect
from ssdesk.replica.rows import LISTED

KEY = bytes(32)
INDEXED_AT_ONCE = 500
FIRST_PAGE = f"SELECT {LISTED} FROM message WHERE folder = 'inbox' ORDER BY key DESC LIMIT 50"
_INTO_INDEX = (
    f"INSERT INTO {INDEX} (rowid, subject, sender, files, body) "
    "SELECT key, subject, sender_name, '', body FROM message WHERE key BETWEEN ? AND ?"
)


@contextmanager
def opened(file: Path, key: bytes = KEY, *, read_only: bool = False) -> Iterator[Connection]:
    connection = connect(file, key, read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


class Upserts:
    """Messages, newest first, to be written by `executemany` in the slices that the replica takes."""

    def __init__(self, connection: Connection, bodies: Sequence[Message]) -> None:
        self._connection = connection
        for table in (MESSAGE, HOLDING, COUNTER, UNINDEXED):
            for statement in table.ddl:
                connection.execute(statement)
        connection.execute(INDEX_DDL)
        connection.execute("PRAGMA synchronous = NORMAL")
        self._messages = [[body.sent_at << 12, "message", "", "", *MESSAGE.values(body)] for body in bodies]
        self._holdings = [(1, "message", body.id, len(bodies) - at) for at, body in enumerate(bodies)]

    def write(self) -> None:
        for at in range(0, len(self._messages), SLICE):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(MESSAGE.put, self._messages[at : at + SLICE])
            self._connection.executemany(HOLDING.put, self._holdings[at : at + SLICE])
            self._connection.execute("COMMIT")

    def index(self) -> None:
        """One `INSERT … SELECT` for each batch of the rows that were written, newest first."""
        keys = [row[0] for row in self._messages]
        for at in range(0, len(keys), INDEXED_AT_ONCE):
            batch = keys[at : at + INDEXED_AT_ONCE]
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(_INTO_INDEX, (batch[-1], batch[0]))
            self._connection.execute("COMMIT")
