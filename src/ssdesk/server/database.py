"""Transactions: plain functions `f(connection, …)` run on SQLite or PostgreSQL, the same ones on both.

SQLite has one connection on one thread of its own; a writing transaction begins IMMEDIATE, so writers follow one
another and commit order is the order of the school's counter. PostgreSQL has a small pool of threads, each transaction
with a connection of its own; there the counter's row lock gives the order (feed.py), and a reading transaction is
REPEATABLE READ, so that a pull sees one snapshot.

Objects that a transaction gives to the feed are written as its last act (`feed.flush`), because the counter must be
held as short as possible.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from ssdesk.server import feed

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]

THREADS: Final = 8  # of PostgreSQL; more only wait for the same counters
_TRIES: Final = 5
_SQLITE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an answered command must survive a power cut
    "PRAGMA busy_timeout = 20000",  # another process (add-user) may be writing
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)


class Database:
    """One database. `run` writes, `read` only reads; both are for the event loop. `run_now` and `read_now` do the same
    for code without one (the command line, threads, tests).

    `on_commit` is called, on whatever thread committed, after each transaction that wrote to a feed, with the schools.
    """

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {} if self.sqlite else {"pool_size": THREADS, "max_overflow": 0}
        self.engine = create_engine(self.url, hide_parameters=True, **options)
        if self.sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._threads = ThreadPoolExecutor(1 if self.sqlite else THREADS, thread_name_prefix="database")
        self._kept: Connection | None = None  # SQLite's only one
        self.on_commit: Callable[[frozenset[str]], None] = lambda _schools: None

    async def run(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One writing transaction. It may be tried again when PostgreSQL says so: `work` changes nothing else."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(self._write, work, *args, **kwargs))

    async def read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One reading transaction: one snapshot."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(self._read, work, *args, **kwargs))

    def run_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._threads.submit(partial(self._write, work, *args, **kwargs)).result()

    def read_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._threads.submit(partial(self._read, work, *args, **kwargs)).result()

    def close(self) -> None:
        """Waits for what is running; nothing may be asked afterwards."""
        self._threads.submit(self._drop).result()
        self._threads.shutdown()
        self.engine.dispose()

    # ---- On a thread of the database ---------------------------------------------------------------------------------
    def _write(self, work: Callable[..., T], *args: object, **kwargs: object) -> T:
        for tried in range(1, _TRIES + 1):
            try:
                with self._connection("write") as connection, connection.begin():
                    feed.begin(connection)
                    result = work(connection, *args, **kwargs)
                    schools = feed.flush(connection)
            except OperationalError as error:
                if tried == _TRIES or not _try_again(error):
                    raise
                time.sleep(0.01 * tried)
            else:
                if schools:
                    self.on_commit(schools)
                return result
        raise AssertionError("unreachable")

    def _read(self, work: Callable[..., T], *args: object, **kwargs: object) -> T:
        with self._connection("read") as connection, connection.begin():
            return work(connection, *args, **kwargs)

    @contextmanager
    def _connection(self, use: str) -> Iterator[Connection]:
        if self.sqlite:
            if self._kept is None:
                self._kept = self.engine.connect()
            self._kept.info["begin"] = "BEGIN IMMEDIATE" if use == "write" else "BEGIN"
            yield self._kept
            return
        with self.engine.connect() as connection:
            if use == "read":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    def _drop(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, see _begin_sqlite
    for pragma in _SQLITE:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.info.get("begin", "BEGIN IMMEDIATE"))


def _try_again(error: OperationalError) -> bool:
    """PostgreSQL ended the transaction in favour of another: a deadlock or a serialization failure."""
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}
