"""The scoped feed on the wire (sync.md): a desktop tells how far it has read each scope and gets what follows."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

MAX_ROWS = 2000  # rows in one answer
MAX_BYTES = 1 << 20  # payload bytes in one answer, unless a single row is larger
MODULUS = 2**61

PUT, DELETE = "put", "del"


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """How far one scope is read: every change up to `high` is known but for puts below `low`, still to be filled in
    newest first (0: none are)."""

    high: int
    low: int


class FeedRow(msgspec.Struct, frozen=True, array_like=True):
    """One object entering, changing in or leaving a scope. `payload`: the kind's struct as JSON, absent on a delete."""

    kind: str
    oid: str
    seq: int
    op: str
    payload: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))


class ScopePage(msgspec.Struct, frozen=True, omit_defaults=True):
    """The next rows of one scope: first changes in seq order, then the filling, newest first.

    `reset`: forget what the scope holds before applying. `n` and `sum` come with a scope's last page (`more` false):
    how many puts it holds and their checksum. A scope of which nothing changed has no page at all.
    """

    key: str
    cursor: Cursor
    rows: list[FeedRow] = []
    reset: bool = False
    more: bool = False
    n: int | None = None
    sum: int | None = None


class PullRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`have`: the cursor of every scope the desktop holds."""

    epoch: str
    have: dict[str, Cursor] = {}
    limit: int = MAX_ROWS


class PullAnswer(msgspec.Struct, frozen=True):
    """One snapshot. `base` are the cursors it was computed from, `check` the school's seq at the snapshot, `drop` the
    scopes that the desktop has and the account no longer. `complete`: nothing is left to fetch."""

    epoch: str
    base: dict[str, Cursor]
    check: int
    drop: list[str]
    scopes: list[ScopePage]
    complete: bool
    next_poll_s: int = 60
    now: int = 0


class OtherEpoch(msgspec.Struct, frozen=True):
    """The body of 409: the server's history is another one (`epoch`) than the one `asked` for."""

    epoch: str
    asked: str


class Poke(msgspec.Struct, frozen=True):
    """What `/v1/events` says: something you may see changed up to this seq. Never content."""

    seq: int


def row_hash(kind: str, oid: str, seq: int) -> int:
    """The share of one put in its scope's checksum; sums are taken modulo `MODULUS`, so order does not count."""
    return int.from_bytes(blake2b(f"{kind}\0{oid}\0{seq}".encode(), digest_size=8).digest()) % MODULUS


def checksum(puts: Iterable[tuple[str, str, int]]) -> int:
    """The order-free 61-bit sum over (kind, oid, seq)."""
    return sum(row_hash(*put) for put in puts) % MODULUS
