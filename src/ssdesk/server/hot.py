"""Statements of the hottest path, run by the driver itself: compiling, typing and wrapping rows costs SQLAlchemy four
times what SQLite needs for the answer (26 µs against 6)."""

from __future__ import annotations

import re
from typing import Any

from msgspec import json
from sqlalchemy import Connection

_LIST = re.compile(r"IN :(\w+)")


class Hot:
    """A SELECT with `:named` values; `IN :named` takes a list of texts, as long as it may be. Called within a
    transaction; rows come as plain tuples."""

    def __init__(self, sql: str) -> None:
        self._lists = tuple(_LIST.findall(sql))
        self._sqlite = _LIST.sub(r"IN (SELECT value FROM json_each(:\1))", sql)
        self._psycopg = re.sub(r":(\w+)", r"%(\1)s", _LIST.sub(r"= ANY(:\1)", sql))

    def __call__(self, connection: Connection, values: dict[str, object]) -> list[tuple[Any, ...]]:
        driver: Any = connection.connection.dbapi_connection
        if connection.dialect.name == "sqlite":
            sql = self._sqlite
            values = values | {name: json.encode(values[name]).decode() for name in self._lists}
        else:
            sql = self._psycopg
        rows: list[tuple[Any, ...]] = driver.execute(sql, values).fetchall()
        return rows


class Bulk:
    """Many rows into one table in one statement: executemany on SQLite, arrays on PostgreSQL (where it would send each
    row by itself and take four times as long), COPY there where nothing can conflict.

    `columns`: with their PostgreSQL types; a row has them in this order. `conflict`: what follows, as in
    "ON CONFLICT …". No two rows may have the same key.
    """

    _MANY = 100  # rows from which PostgreSQL takes them faster as a stream

    def __init__(self, table: str, columns: dict[str, str], conflict: str = "") -> None:
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        arrays = ", ".join(f"%s::{type_}[]" for type_ in columns.values())
        self._copy = "" if conflict else f"COPY {table} ({names}) FROM STDIN"
        self._sqlite = f"INSERT INTO {table} ({names}) VALUES ({places}) {conflict}"
        self._psycopg = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {conflict.replace('%', '%%')}"

    def __call__(self, connection: Connection, rows: list[tuple[object, ...]]) -> None:
        if not rows:
            return
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(self._sqlite, rows)
        elif self._copy and len(rows) >= self._MANY:
            driver: Any = connection.connection.dbapi_connection
            with driver.cursor() as cursor, cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            connection.exec_driver_sql(self._psycopg, tuple(map(list, zip(*rows, strict=True))))
