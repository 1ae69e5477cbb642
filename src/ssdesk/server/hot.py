"""Statements of the hottest path, run by the driver itself: compiling, typing and wrapping rows costs SQLAlchemy four
times what SQLite needs for the answer (26 µs against 6)."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection


class Hot:
    """A SELECT with `:named` values. Called within a transaction; rows come as plain tuples."""

    def __init__(self, sql: str) -> None:
        self._sqlite = sql
        self._psycopg = re.sub(r":(\w+)", r"%(\1)s", sql)

    def __call__(self, connection: Connection, values: dict[str, object]) -> list[tuple[Any, ...]]:
        driver: Any = connection.connection.dbapi_connection
        sql = self._sqlite if connection.dialect.name == "sqlite" else self._psycopg
        rows: list[tuple[Any, ...]] = driver.execute(sql, values).fetchall()
        return rows


class Bulk:
    """Many rows into one table in one statement: executemany on SQLite, arrays on PostgreSQL (where it would send each
    row by itself and take four times as long), COPY there where nothing can conflict.

    `columns`: with their PostgreSQL types. `conflict`: what follows, as in "ON CONFLICT …". No two rows may have the
    same key.
    """

    _MANY = 100  # rows from which PostgreSQL takes them faster as a stream

    def __init__(self, table: str, columns: dict[str, str], conflict: str = "") -> None:
        names = ", ".join(columns)
        arrays = ", ".join(f"%({name})s::{type_}[]" for name, type_ in columns.items())
        self._columns = tuple(columns)
        self._copy = "" if conflict else f"COPY {table} ({names}) FROM STDIN"
        self._sqlite = f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in columns)}) {conflict}"
        self._psycopg = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {conflict.replace('%', '%%')}"

    def __call__(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        if not rows:
            return
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(self._sqlite, rows)
        elif self._copy and len(rows) >= self._MANY:
            driver: Any = connection.connection.dbapi_connection
            with driver.cursor() as cursor, cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row([row[name] for name in self._columns])
        else:
            arrays = {name: [row[name] for row in rows] for name in self._columns}
            connection.exec_driver_sql(self._psycopg, arrays)
