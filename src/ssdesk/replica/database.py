"""Connections to an encrypted file, and the border where the database's own errors stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssdesk.errors import QT_TRANSLATE_NOOP, ReplicaDamaged, SsdeskError, disk_full
from ssdesk.models.message import WORDS_DDL
from ssdesk.models.table import S, WireTable
from ssdesk.replica.words import folded

if TYPE_CHECKING:
    import sqlite3 as dbapi2  # sqlcipher3 has the same interface and no annotations
else:
    from sqlcipher3 import dbapi2

Connection = dbapi2.Connection
Error = dbapi2.Error
KEY_BYTES = 32
READER_KIB = 2_000  # of decrypted pages, for each that reads at the same time; more makes nothing faster
CHECKPOINT_PAGES = 16_000  # the writer itself copies the log back only when nobody else came to it
CHECKPOINT_EVERY = 20  # bulk transactions
BUSY_MS = 10_000
_FULL, _CORRUPT, _NOTADB, _INTERRUPT, _IOERR = 13, 11, 26, 9, 10  # primary result codes of SQLite


FOLDED = "folded"
"""The name in statements of `words.folded`."""


def _folded(text: str | None) -> str | None:
    return text and folded(text)


class Cancelled(Exception):
    """A read was stopped because its caller asked for that."""


def connect(file: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """A keyed connection in autocommit mode, usable from any one thread at a time.

    The key goes in before any other statement; SQLCipher's own log, which would go to standard error, is off.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"The key of a replica has {KEY_BYTES} bytes.")
    connection = dbapi2.connect(file, isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.create_function(FOLDED, 1, _folded, deterministic=True)
        if read_only:
            connection.execute("PRAGMA query_only = 1")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def border() -> Iterator[None]:
    """Turns what the database raises into errors that can be shown; statements and values stay inside."""
    try:
        yield
    except dbapi2.Error as error:
        shown = _shown(error)
        if shown is None:
            raise
        raise shown from error


def _shown(error: dbapi2.Error) -> Exception | None:
    """None: our own mistake, not the environment's."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary == _INTERRUPT:
        return Cancelled()
    if primary == _FULL:
        return disk_full()
    if primary in (_CORRUPT, _NOTADB):
        return damaged()
    if primary == _IOERR:
        return SsdeskError(
            QT_TRANSLATE_NOOP("errors", "The disk of this computer could not be read or written."),
            QT_TRANSLATE_NOOP(
                "errors", "What was saved before is still there. Try again, and restart the computer if it stays."
            ),
            retry=True,
            code="disk-error",
        )
    return None


def damaged() -> ReplicaDamaged:
    return ReplicaDamaged(
        QT_TRANSLATE_NOOP("errors", "The local copy of this account is damaged."),
        QT_TRANSLATE_NOOP(
            "errors", "It is put aside and read anew from the school. What waits to be sent is saved first."
        ),
        code="replica-damaged",
    )


def _locked() -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "This account is locked."),
        QT_TRANSLATE_NOOP("errors", "Nothing was changed. Unlock ssdesk and try again."),
        code="locked",
    )


def marker(file: Path) -> Path:
    """Exists once the file was found damaged, so that it is recovered when it is opened next."""
    return file.with_name(f"{file.name}.damaged")


class Database:
    """One encrypted file: one writer, guarded by a lock, and as many readers as read at the same time."""

    def __init__(self, file: Path, key: bytes) -> None:
        self.file, self._key = file, key
        self._writing = threading.RLock()
        self._guard = threading.Lock()
        self._idle: list[Connection] = []
        self._closed = False
        self._bulk = 0  # bulk transactions since the last checkpoint
        with self._border():
            self._writer = connect(file, key)

    def close(self) -> None:
        """Waits for the writer; a reader at work closes its own connection when it is done."""
        with self._writing, self._guard:
            if self._closed:
                return
            self._closed = True
            for connection in (*self._idle, self._writer):
                connection.close()
            self._idle.clear()

    @contextmanager
    def reading(self, cancelled: Callable[[], bool] | None = None) -> Iterator[Connection]:
        """A connection that only reads, in one snapshot. `cancelled` is asked now and then: true raises Cancelled, as
        does a closed file."""
        connection = self._borrow()
        try:
            if cancelled is not None:
                connection.set_progress_handler(lambda: int(cancelled()), 2_000)
            with self._border():
                connection.execute("BEGIN")
                yield connection
        finally:
            if cancelled is not None:
                connection.set_progress_handler(None, 0)
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._give_back(connection)

    def select(self, table: WireTable[S], rest: str, *values: Any) -> list[S]:
        """The structs of the rows that `rest`, a WHERE, ORDER BY or LIMIT, picks."""
        with self.reading() as connection:
            rows = connection.execute(f"SELECT {table.wire_list} FROM {table.name} {rest}", values).fetchall()
        return [table.of_row(row) for row in rows]

    @contextmanager
    def writing(self, *, durable: bool) -> Iterator[Connection]:
        """The writer inside one transaction, committed at the end and rolled back by any exception.

        `durable`: committed means on the disk, also when the power fails. Otherwise a power failure may lose the newest
        transactions, never parts of one. Transactions do not nest.
        """
        with self._writing, self._border():
            if self._closed:
                raise _locked()
            connection = self._writer
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
                self._bulk += not durable
            except BaseException:
                if connection.in_transaction:  # a full disk rolls back by itself
                    connection.execute("ROLLBACK")
                raise

    def checkpoint(self) -> None:
        """Copies the log back into the file when much was written in bulk: on a reader, so that writers need not wait.
        To be called between bulk transactions, outside of them."""
        if self._bulk < CHECKPOINT_EVERY:
            return
        self._bulk = 0
        connection = self._borrow()
        try:
            with self._border():
                connection.execute("PRAGMA query_only = 0")
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                connection.execute("PRAGMA query_only = 1")
        finally:
            self._give_back(connection)

    @contextmanager
    def _border(self) -> Iterator[None]:
        try:
            with border():
                yield
        except ReplicaDamaged:
            with suppress(OSError):
                marker(self.file).touch()
            raise

    def _borrow(self) -> Connection:
        with self._guard:
            if self._closed:
                raise Cancelled
            if self._idle:
                return self._idle.pop()
        with self._border():
            return self._reader()

    def _reader(self) -> Connection:
        """A new one. Giving it less room reads the file, so it may turn out to be damaged."""
        connection = connect(self.file, self._key, read_only=True)
        try:
            connection.execute(f"PRAGMA cache_size = -{READER_KIB}")
            connection.execute("PRAGMA query_only = 0")
            connection.execute(WORDS_DDL)
            connection.execute("PRAGMA query_only = 1")
        except BaseException:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: Connection) -> None:
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()
