"""Applying what a pull brought, so that the replica is at every commit what some pull left (sync.md).

A page is applied in slices, each a transaction of its own that stores the cursor belonging to the rows it wrote: the
cursor that the school would have given had the page ended there. So the program may be killed between any two.

A scope that must be read anew (it was reset, its checksum differed, the school's history is another one, the tables
changed) loses its cursor, and its holdings lose their seq (`STALE`). Their objects stay readable while the scope is
filled, and what was not seen again goes when it is whole. That one mechanism stands in for a second file beside the
old one: nothing is applied on top of another epoch's cursors (I10), the old content stays readable until the new is
whole, and outbox, journal, drafts and settings never move.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from ssdesk.models.feed import HOLDING, STALE
from ssdesk.models.other import OTHER
from ssdesk.models.table import as_json
from ssdesk.protocol.pull import DELETE, MODULUS, Cursor, FeedRow, OtherEpoch, PullAnswer, ScopePage, row_hash
from ssdesk.replica import outbox
from ssdesk.replica.outbox import Write
from ssdesk.replica.overlay import based, take_base
from ssdesk.replica.schema import read_anew
from ssdesk.replica.transaction import Transaction
from ssdesk.replica.visible import VISIBLE, decoded

SLICE = 200  # rows in one transaction: longer ones make the window wait


class Applied(msgspec.Struct, frozen=True):
    """`fitted`: the answer was computed from this very state and was applied. `complete`: and nothing is left to fetch.
    `mismatched`: scopes whose checksum differed and which are read anew."""

    fitted: bool
    complete: bool = False
    mismatched: tuple[str, ...] = ()


class Slice(msgspec.Struct, frozen=True):
    """Consecutive rows of a page: puts with their bodies (None where this version cannot read them), deletes, and the
    cursor after them. `last`: the page ends here."""

    page: ScopePage
    puts: list[tuple[FeedRow, Any]]
    deletes: list[FeedRow]
    cursor: Cursor
    last: bool


class Apply:
    """Takes answers one at a time, from whatever thread."""

    def __init__(self, write: Write) -> None:
        self._write, self._turn = write, threading.Lock()

    def take_pull(self, answer: PullAnswer, pause: Callable[[], None] | None = None, rows: int = SLICE) -> Applied:
        """Applied whole, or dropped whole when it does not fit: late, doubled or of another epoch. `pause` is called
        between transactions, of at most so many rows; what it raises stops the applying there, and the next pull goes
        on from that point."""
        rest = pause or _go_on
        with self._turn:
            start = self._begin(answer)
            if start is None:
                return Applied(fitted=False)
            mismatched = []
            for page in answer.scopes:
                for part in slices(page, start.get(page.key), rows):
                    rest()
                    with self._write(durable=False) as tx:
                        if not _take(tx, part):
                            mismatched.append(page.key)
            complete = answer.complete and not mismatched
            while self._tidy(answer, complete):
                rest()
            return Applied(fitted=True, complete=complete, mismatched=tuple(mismatched))

    def take_other_epoch(self, answer: OtherEpoch) -> bool:
        """The school's history is another one: all is read anew and everything sent is sent again. False: a late
        answer, to a question asked before that was known."""
        with self._turn, self._write(durable=True) as tx:
            if answer.asked != tx.fact("epoch") or answer.epoch == answer.asked:
                return False
            tx.note("epoch", answer.epoch)
            read_anew(tx.connection)
            outbox.replay(tx)
            tx.everything = True
            return True

    def _begin(self, answer: PullAnswer) -> dict[str, Cursor] | None:
        """Compare-and-set. The cursors from which the pages go on; None: the answer does not fit."""
        with self._write(durable=False) as tx:
            start = cursors(tx)
            if answer.epoch != tx.fact("epoch") or answer.base != start:
                return None
            for key in [*answer.drop, *(page.key for page in answer.scopes if page.reset)]:
                start.pop(key, None)
                for (scope,) in tx.rows("SELECT id FROM scope WHERE key = ?", key):
                    read_anew(tx.connection, scope)
            return start

    def _tidy(self, answer: PullAnswer, complete: bool) -> bool:
        """Forgets up to a slice of stale holdings, with each object that nothing else holds (I4): those of scopes that
        are whole or were dropped, and after a complete pull those of any scope without a cursor. Then the outbox learns
        what arrived. True: there is more to do."""
        with self._write(durable=False) as tx:
            over = "high IS NULL AND (? OR key IN (SELECT value FROM json_each(?)))"
            dropped = (complete, as_json(answer.drop))
            rows = tx.rows(
                "SELECT scope, kind, oid FROM holding INDEXED BY holding_stale JOIN scope AS held ON id = scope "
                f"WHERE seq = {STALE} AND (low = 0 OR {over}) LIMIT {SLICE}",
                *dropped,
            )
            tx.connection.executemany("DELETE FROM holding WHERE scope = ? AND kind = ? AND oid = ?", rows)
            _forget(tx, [(kind, oid) for _, kind, oid in rows])
            if len(rows) == SLICE:
                return True
            tx.run(f"DELETE FROM scope WHERE {over}", *dropped)
            if complete:
                outbox.finish(tx, answer.check)
                tx.note("last_success", tx.now)
            return False


def cursors(tx: Transaction) -> dict[str, Cursor]:
    """How far each scope is read; one that is to be read anew is not among them."""
    return {
        key: Cursor(high, low) for key, high, low in tx.rows("SELECT key, high, low FROM scope WHERE high IS NOT NULL")
    }


def slices(page: ScopePage, start: Cursor | None, most: int = SLICE) -> Iterator[Slice]:
    """The page in parts of at most so many rows, with the cursor that belongs to each: changes go up from `start.high`,
    then the filling goes down, which it only does once all changes up to the snapshot are in."""
    for at in range(0, max(len(page.rows), 1), most):
        rows = page.rows[at : at + most]
        last = at + most >= len(page.rows)
        if last:
            cursor = page.cursor
        elif start is not None and rows[-1].seq > start.high:
            cursor = Cursor(rows[-1].seq, start.low)
        else:
            cursor = Cursor(page.cursor.high, rows[-1].seq)
        deletes = [row for row in rows if row.op == DELETE]
        puts = [(row, _body(row)) for row in rows if row.op != DELETE]
        yield Slice(page, puts, deletes, cursor, last)


def _go_on() -> None:
    pass


def _body(row: FeedRow) -> Any:
    body = decoded(row.kind, row.payload)
    return body if body is not None and body.id == row.oid else None


def _take(tx: Transaction, part: Slice) -> bool:
    """One slice with its cursor. False: the scope is whole and its checksum differs, so it is read anew."""
    key = part.page.key
    tx.run("INSERT OR IGNORE INTO scope (key) VALUES (?)", key)
    (scope, n, total) = tx.row("SELECT id, n, sum FROM scope WHERE key = ?", key)
    n, total = _hold(tx, scope, part, n, total)
    _show(tx, part.puts)
    _forget(tx, [(row.kind, row.oid) for row in part.deletes])
    tx.run(
        "UPDATE scope SET high = ?, low = ?, n = ?, sum = ? WHERE id = ?",
        *(part.cursor.high, part.cursor.low, n, total, scope),
    )
    if not part.last or part.page.sum is None or part.page.sum == total:
        return True
    read_anew(tx.connection, scope)
    tx.note("mismatches", int(tx.fact("mismatches") or 0) + 1)
    return False


def _hold(tx: Transaction, scope: int, part: Slice, n: int, total: int) -> tuple[int, int]:
    """Writes what the scope holds; how many that are and their checksum afterwards."""
    before: dict[tuple[str, str], int] = {}
    rows = [*(row for row, _ in part.puts), *part.deletes]
    for kind, oids in _by_kind((row.kind, row.oid) for row in rows):
        sql = "SELECT oid, seq FROM holding WHERE scope = ? AND kind = ? AND oid IN"
        before |= {(kind, oid): seq for oid, seq in tx.among(sql, oids, scope, kind)}
    for (kind, oid), seq in before.items():
        if seq != STALE:
            n, total = n - 1, total - row_hash(kind, oid, seq)
    for row, _ in part.puts:
        n, total = n + 1, total + row_hash(row.kind, row.oid, row.seq)
    held = [(scope, row.kind, row.oid, row.seq) for row, _ in part.puts]
    tx.connection.executemany(HOLDING.put, held)
    gone = [(scope, row.kind, row.oid) for row in part.deletes]
    tx.connection.executemany("DELETE FROM holding WHERE scope = ? AND kind = ? AND oid = ?", gone)
    return n, total % MODULUS


def _show(tx: Transaction, puts: list[tuple[FeedRow, Any]]) -> None:
    """The server's copies: straight into the visible tables, or below the actions that lie over them."""
    laid = based(tx)
    readable: defaultdict[str, list[Any]] = defaultdict(list)
    others = []
    for row, body in puts:
        if (row.kind, row.oid) in laid:
            take_base(tx, row.kind, row.oid, bytes(row.payload))
        elif body is None:
            others.append((row.kind, row.oid, bytes(row.payload)))
        else:
            readable[row.kind].append(body)
    for kind, bodies in readable.items():
        VISIBLE[kind].put(tx, bodies)
        if tx.row("SELECT 1 FROM other WHERE kind = ?", kind):
            _drop_others(tx, kind, [body.id for body in bodies])
    tx.connection.executemany(OTHER.put, others)
    for kind, oid, _ in others:
        tx.touch(kind, [oid])


def _forget(tx: Transaction, objects: Iterable[tuple[str, str]]) -> None:
    """Those of them that no scope holds any more."""
    for kind, oids in _by_kind(objects):
        held = {oid for (oid,) in tx.among("SELECT oid FROM holding WHERE kind = ? AND oid IN", oids, kind)}
        gone = [oid for oid in oids if oid not in held]
        laid = based(tx)
        for oid in gone:
            if (kind, oid) in laid:
                take_base(tx, kind, oid, None)
        rest = [oid for oid in gone if (kind, oid) not in laid]
        if kind in VISIBLE:
            VISIBLE[kind].remove(tx, rest)
        _drop_others(tx, kind, gone)
        if gone:
            tx.run(
                "INSERT OR REPLACE INTO meta VALUES ('forgotten', '1')"
            )  # files and words that only they had go later


def _drop_others(tx: Transaction, kind: str, oids: list[str]) -> None:
    tx.connection.executemany("DELETE FROM other WHERE kind = ? AND oid = ?", [(kind, oid) for oid in oids])
    tx.touch(kind, oids)


def _by_kind(objects: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    for kind, group in groupby(sorted(objects), key=lambda object_: object_[0]):
        yield kind, [oid for _, oid in group]
