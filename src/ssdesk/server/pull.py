"""The scoped feed's reading side (sync.md): how far a desktop has read each scope, and what follows.

The semantics of a page are those of `School.page` in the executable model, but for one saving: a scope of which nothing
is to be told has no page, and its cursor stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Raw
from sqlalchemy import Connection

from ssdesk.protocol.pull import (
    MAX_BYTES,
    MAX_ROWS,
    PUT,
    Cursor,
    FeedRow,
    OtherEpoch,
    PullAnswer,
    PullRequest,
    ScopePage,
)
from ssdesk.server.feed import joined
from ssdesk.server.hot import Hot
from ssdesk.server.http import Call, Endpoint, Failure

POLL_SECONDS = 60
_BATCH = 250  # rows read at once; bodies are large, and the room may be used up after a few
_LARGE = 1000  # rows from which a scope comes after the mailbox

_GRANTED = Hot(
    "SELECT c.seq, g.scope, COALESCE(s.last_seq, 0), COALESCE(s.floor_seq, 0), COALESCE(s.rows, 0),"
    " COALESCE(s.checksum, 0) FROM school c"
    " LEFT JOIN grant_ g ON g.school = c.id AND g.account = :account"
    " LEFT JOIN scope s ON s.school = g.school AND s.key = g.scope WHERE c.id = :school"
)
_ROWS = (
    "SELECT f.kind, f.oid, f.seq, f.op, o.payload, p.payload FROM feed f"
    " LEFT JOIN object_ o ON f.op = 'put' AND o.school = f.school AND o.kind = f.kind AND o.oid = f.oid"
    " LEFT JOIN part p ON p.school = o.school AND p.id = o.part"
    " WHERE f.school = :school AND f.scope = :scope"
)
_CHANGES = Hot(_ROWS + " AND f.seq > :at ORDER BY f.seq LIMIT :n")
_FILLING = Hot(_ROWS + " AND f.seq < :at AND f.op = 'put' ORDER BY f.seq DESC LIMIT :n")


def pull(connection: Connection, school: str, account: str, epoch: str, request: PullRequest, now: int) -> PullAnswer:
    """What the account may see beyond these cursors, from one snapshot. Failure 409 when the request is of another
    epoch."""
    if request.epoch != epoch:
        raise Failure(409, OtherEpoch(epoch, request.epoch))
    granted = _GRANTED(connection, {"school": school, "account": account})
    if not granted:
        raise LookupError(school)
    top: int = granted[0][0]
    scopes = sorted((_Scope(*row) for _, *row in granted if row[0] is not None), key=_rank)
    drop = sorted(request.have.keys() - {scope.key for scope in scopes})
    reading = _Reading(connection, school, top, min(max(request.limit, 1), MAX_ROWS))
    pages = [page for scope in scopes if (page := reading.page(scope, request.have.get(scope.key)))]
    return PullAnswer(epoch, request.have, top, drop, pages, reading.complete, POLL_SECONDS, now)


class _Scope(NamedTuple):
    """One that the account holds; numbers of one that nothing was ever written to are 0."""

    key: str
    last: int
    floor: int
    rows: int
    checksum: int


def _rank(scope: _Scope) -> tuple[int, str]:
    """Small scopes, then the mailbox, then the large ones: what is needed to read today's messages comes first."""
    mailbox = scope.key.startswith(("a:", "m:"))
    return (1 if mailbox else 2 * (scope.rows > _LARGE), scope.key)


class _Reading:
    """The pages of one answer, which share its room."""

    def __init__(self, connection: Connection, school: str, top: int, limit: int) -> None:
        self.connection, self.school, self.top = connection, school, top
        self.rows_left, self.bytes_left = limit, MAX_BYTES
        self.complete = True

    def page(self, scope: _Scope, cursor: Cursor | None) -> ScopePage | None:
        """The next rows of a granted scope; None when there is nothing to tell, or no room left to begin."""
        reset = cursor is not None and cursor.high < scope.floor
        if cursor is not None and not reset and cursor.low == 0 and cursor.high >= scope.last:
            return None
        if self.rows_left == 0:
            self.complete = False
            return None
        if cursor is None or reset:
            cursor = Cursor(self.top, self.top + 1)
        rows, more = self._changes(scope.key, cursor.high) if scope.last > cursor.high else ([], False)
        if more:
            self.complete = False
            high = rows[-1].seq if rows else cursor.high
            return ScopePage(scope.key, Cursor(high, cursor.low), rows, reset, more=True)
        if cursor.low:
            filled, more = self._filling(scope.key, cursor.low)
            rows += filled
            if more:
                self.complete = False
                low = filled[-1].seq if filled else cursor.low
                return ScopePage(scope.key, Cursor(self.top, low), rows, reset, more=True)
        return ScopePage(scope.key, Cursor(self.top, 0), rows, reset, n=scope.rows, sum=scope.checksum)

    def _changes(self, scope: str, high: int) -> tuple[list[FeedRow], bool]:
        return self._take(self._read(_CHANGES, scope, high))

    def _filling(self, scope: str, low: int) -> tuple[list[FeedRow], bool]:
        return self._take(self._read(_FILLING, scope, low))

    def _read(self, statement: Hot, scope: str, at: int) -> Iterator[FeedRow]:
        """The rows beyond `at`, read in batches for as long as somebody takes them."""
        while True:
            count = min(_BATCH, self.rows_left + 1)
            batch = statement(self.connection, {"school": self.school, "scope": scope, "at": at, "n": count})
            for kind, oid, seq, op, payload, part in batch:
                yield (
                    FeedRow(kind, oid, seq, op, Raw(joined(payload, part)))
                    if op == PUT
                    else FeedRow(kind, oid, seq, op)
                )
                at = seq
            if len(batch) < count:
                return

    def _take(self, source: Iterator[FeedRow]) -> tuple[list[FeedRow], bool]:
        """As many rows as there is room for, and whether there are more. The first row of an answer always fits."""
        rows: list[FeedRow] = []
        for row in source:
            size = len(memoryview(row.payload))
            untouched = self.bytes_left == MAX_BYTES
            if self.rows_left == 0 or (size > self.bytes_left and not untouched):
                self.rows_left = 0
                return rows, True
            self.rows_left -= 1
            self.bytes_left = max(self.bytes_left - size, 0)
            rows.append(row)
        return rows, False


def _answer(connection: Connection, call: Call) -> PullAnswer:
    answer = pull(connection, call.school.id, call.account, call.parts.identity.epoch, call.body, call.now)
    if call.school.settings.delivery:
        call.parts.arrivals.note(call.school.id, call.account, call.body.have.get(f"a:{call.account}"), call.now)
    return answer


ENDPOINTS = [
    Endpoint(
        "POST",
        "/v1/pull",
        _answer,
        takes=PullRequest,
        answers=PullAnswer,
        fails={409: OtherEpoch},
        snapshot=True,
        max_body=1 << 20,
        summary="What changed in the scopes that the account holds",
    ),
]
