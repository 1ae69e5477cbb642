"""Reading what can still be read of a damaged file."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ssdesk.models.draft import DRAFT
from ssdesk.models.feed import BASE
from ssdesk.models.file import CHUNK, FILE
from ssdesk.models.local import SETTING
from ssdesk.models.outbox import OUTBOX
from ssdesk.models.table import Table, listed
from ssdesk.replica.database import Connection, Error, connect


class Saved(msgspec.Struct):
    """Rows that could be read, per table; `all_read` false when some could not."""

    rows: dict[str, list[dict[str, Any]]]
    epoch: str
    all_read: bool


def salvage(file: Path, key: bytes) -> Saved:
    """What exists only here: the outbox, drafts with words that no command carries, settings; and the epoch."""
    saved = Saved({table.name: [] for table in (OUTBOX, DRAFT, BASE, SETTING)}, "", all_read=True)
    if not file.exists():
        saved.all_read = False
        return saved
    connection = connect(file, key, read_only=True)
    try:
        connection.execute("PRAGMA writable_schema = ON")  # else nothing at all is read of a file that was cut off
        for table, where in ((OUTBOX, "1"), (DRAFT, "changed"), (BASE, "kind = 'draft'"), (SETTING, "1")):
            saved.rows[table.name] = _readable(connection, table, where, saved)
        saved.epoch = _epoch(connection)
    finally:
        connection.close()
    return saved


def _readable(connection: Connection, table: Table, where: str, saved: Saved) -> list[dict[str, Any]]:
    """All rows that can be read: at once, or else one by one, by what either end of the table or its index names."""
    columns = [name for name in table.names if name in _present(connection, table.name)]
    if not columns:
        saved.all_read = False
        return []
    read = f'SELECT {listed(columns)} FROM "{table.name}" WHERE {where}'
    rows = attempt(connection, f"{read} ORDER BY 1")
    if rows is None:
        saved.all_read = False
        rows = []
        for rowid in _rowids(connection, table) if not table.without_rowid else ():
            rows += attempt(connection, f"{read} AND rowid = {rowid}") or []
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _rowids(connection: Connection, table: Table) -> list[int]:
    found: set[int] = set()
    for order in ("rowid", "rowid DESC", "id"):
        found.update(
            rowid for (rowid,) in _until_broken(connection, f'SELECT rowid FROM "{table.name}" ORDER BY {order}')
        )
    return sorted(found)


def _until_broken(connection: Connection, sql: str) -> Iterator[Any]:
    """The rows that come before the first one that cannot be read."""
    try:
        yield from connection.execute(sql)
    except Error:
        return


def attempt(connection: Connection, sql: str) -> list[Any] | None:
    """The rows; None when one of them cannot be read."""
    try:
        return connection.execute(sql).fetchall()
    except Error:
        return None


def _present(connection: Connection, table: str) -> set[str]:
    return {row[1] for row in attempt(connection, f'PRAGMA table_info("{table}")') or []}


def _epoch(connection: Connection) -> str:
    rows = attempt(connection, "SELECT value FROM meta WHERE name = 'epoch'")
    return rows[0][0] if rows else ""


def copy_files(file: Path, key: bytes, into: Connection) -> bool:
    """Copies the files picked on this computer, as far as each is whole; true when all are."""
    connection = connect(file, key, read_only=True)
    try:
        connection.execute("PRAGMA writable_schema = ON")
        whole = True
        rows = attempt(connection, f"SELECT {listed(FILE.names)} FROM file WHERE own AND have = size")
        for row in rows or []:
            whole = _copy_file(connection, row, into) and whole
        return whole and rows is not None
    finally:
        connection.close()


def _copy_file(connection: Connection, row: tuple[Any, ...], into: Connection) -> bool:
    found: dict[int, Any] = {}
    for order in ("rowid", "rowid DESC"):
        read = f"SELECT {listed(CHUNK.names)} FROM chunk NOT INDEXED WHERE file = {row[0]} ORDER BY {order}"
        found |= {part[1]: part for part in _until_broken(connection, read)}
    parts = [found[start] for start in sorted(found)]
    if sha256(b"".join(part[2] for part in parts)).hexdigest() != row[1]:
        return False
    into.execute("BEGIN IMMEDIATE")
    into.executemany(CHUNK.put, parts)
    into.execute(FILE.put, row)
    into.execute("COMMIT")
    return True
