"""The scoped feed's writing side (sync.md): objects enter, change in and leave scopes.

`put` and `remove` only note what a transaction wants. `flush`, its last act, takes the school's counter and writes:
from then to the commit the counter's row is locked, which makes seq order the commit order. Reading what was there
before happens under that lock, so two writers never work from the same past. A domain function that computes a payload
from rows which others may be changing locks those rows first (`with_for_update`), or the school with `hold`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, text

from ssdesk.protocol.pull import DELETE, MODULUS, PUT, row_hash
from ssdesk.server.hot import Bulk

Key = tuple[str, str]  # (kind, oid)
Bound = dict[str, object]  # the values of one statement
Row = tuple[object, ...]  # of a `Bulk`
_CHUNK = 400  # values in one IN list

_COUNT = text("UPDATE school SET seq = seq + :n WHERE id = :school RETURNING seq")
_SEQ = text("SELECT seq FROM school WHERE id = :school")
_FEED_BEFORE = text(
    "SELECT oid, scope, seq FROM feed WHERE school = :school AND kind = :kind AND oid IN :oids AND op = 'put'"
).bindparams(bindparam("oids", expanding=True))
_PAYLOAD_BEFORE = text(
    "SELECT oid, payload, part FROM object_ WHERE school = :school AND kind = :kind AND oid IN :oids"
).bindparams(bindparam("oids", expanding=True))
_OBJECT = {"school": "text", "kind": "text", "oid": "text", "payload": "bytea", "part": "text"}
_INSERT_OBJECT = Bulk("object_", _OBJECT)
_UPSERT_OBJECT = Bulk(
    "object_",
    _OBJECT,
    "ON CONFLICT (school, kind, oid) DO UPDATE SET payload = excluded.payload, part = excluded.part",
)
_INSERT_PART = Bulk("part", {"school": "text", "id": "text", "payload": "bytea"})
_DROP_PART = text(
    "DELETE FROM part WHERE school = :school AND id = :id AND NOT EXISTS"
    " (SELECT 1 FROM object_ o WHERE o.school = :school AND o.part = :id)"
)
_DELETE_OBJECT = text("DELETE FROM object_ WHERE school = :school AND kind = :kind AND oid = :oid")
_ROW = {"school": "text", "scope": "text", "kind": "text", "oid": "text", "seq": "bigint", "op": "text"}
_INSERT_ROW = Bulk("feed", _ROW)
_UPSERT_ROW = Bulk(
    "feed",
    _ROW,
    "ON CONFLICT (school, scope, kind, oid) DO UPDATE SET seq = excluded.seq, op = excluded.op",
)
_UPSERT_SCOPE = Bulk(
    "scope",
    {"school": "text", "key": "text", "last_seq": "bigint", "rows": "bigint", "checksum": "bigint"},
    "ON CONFLICT (school, key) DO UPDATE SET last_seq = excluded.last_seq, rows = scope.rows + excluded.rows,"
    f" checksum = (scope.checksum + excluded.checksum) % {MODULUS}",
)
_INSERT_REF = Bulk(
    "blob_ref", {"school": "text", "sha256": "text", "kind": "text", "oid": "text"}, "ON CONFLICT DO NOTHING"
)
_DELETE_REFS = text("DELETE FROM blob_ref WHERE school = :school AND kind = :kind AND oid = :oid")
_PURGE = text("DELETE FROM feed WHERE school = :school AND op = 'del' AND seq <= :up_to RETURNING scope, seq")
_RAISE_FLOOR = text("UPDATE scope SET floor_seq = :seq WHERE school = :school AND key = :key AND floor_seq < :seq")


class _Put(NamedTuple):
    payload: bytes | None  # None: the object goes
    scopes: frozenset[str]
    new: bool
    blobs: frozenset[str] | None  # None: as they are
    part: str | None = None
    together: str = ""


@dataclass(slots=True)
class _Pending:
    """What one transaction wants of the feed, by school."""

    objects: defaultdict[str, dict[Key, _Put]] = field(default_factory=lambda: defaultdict(dict))
    touched: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: list[Row] = field(default_factory=list)
    written: set[str] = field(default_factory=set)


# ---- Within a transaction --------------------------------------------------------------------------------------------
def begin(connection: Connection) -> None:
    """Nothing is wanted (yet, or any more after a rollback to a savepoint)."""
    connection.info["feed"] = _Pending()


def put(
    connection: Connection,
    school: str,
    kind: str,
    oid: str,
    payload: msgspec.Struct | msgspec.Raw,
    scopes: Iterable[str],
    *,
    new: bool = False,
    blobs: Iterable[str] | None = None,
    part: str | None = None,
    together: str = "",
) -> None:
    """The object is now this, in exactly these scopes; each that it enters, stays in or leaves is told.

    One that stays the same takes no seq. `new` promises that it was never there (saves looking; IntegrityError if it
    was). `blobs`: the files it refers to, which those who see the object may fetch; left out they stay as they were.
    `part`: what was put with `put_part` and belongs to the payload too. Objects of one flush with the same `together`
    take one seq, so that its steps do not tell how many they were; no two of them may lie in one scope.
    """
    objects = _pending(connection).objects[school]
    earlier = objects.get((kind, oid))
    refs = None if blobs is None else frozenset(blobs)
    if earlier is not None:
        new, refs = earlier.new, earlier.blobs if refs is None else refs
    objects[kind, oid] = _Put(msgspec.json.encode(payload), frozenset(scopes), new, refs, part, together)


def put_alike(
    connection: Connection,
    school: str,
    kind: str,
    part: str,
    objects: Iterable[tuple[str, str, msgspec.Struct]],
    *,
    blobs: frozenset[str],
) -> None:
    """Very many at once that were never there (scope, id, payload), each in one scope of its own: as `put` with this
    part, together."""
    wanted, together = _pending(connection).objects[school], f"{kind} {part}"
    for scope, oid, payload in objects:
        encoded = msgspec.json.encode(payload)
        wanted[kind, oid] = _Put(encoded, frozenset((scope,)), new=True, blobs=blobs, part=part, together=together)


def put_part(connection: Connection, school: str, id_: str, payload: msgspec.Struct) -> None:
    """What several objects say alike is stored once, for as long as one of them names it; never changed. On the wire
    its fields follow those of the object."""
    _pending(connection).parts.append((school, id_, msgspec.json.encode(payload)))


def remove(connection: Connection, school: str, kind: str, oid: str, *, together: str = "") -> None:
    """The object is gone, for everybody. `together`: as for `put`."""
    gone = _Put(None, frozenset(), new=False, blobs=frozenset(), together=together)
    _pending(connection).objects[school][kind, oid] = gone


def joined(payload: bytes, part: bytes | None) -> bytes:
    """The whole payload of an object and the part it names: both are JSON objects that are not empty."""
    return payload if part is None else b"%b,%b" % (payload[:-1], part[1:])


def touch(connection: Connection, school: str, scope: str) -> None:
    """Takes a seq for a change that is no object's (grants), so that whoever holds the scope is poked."""
    _pending(connection).touched[school].add(scope)


def hold(connection: Connection, school: str) -> None:
    """From here to the commit no other transaction writes to this school: for rare, wide changes."""
    if connection.execute(_COUNT, {"school": school, "n": 0}).first() is None:
        raise LookupError(school)


def settle(connection: Connection, school: str) -> int:
    """Writes what is wanted so far; the seq from which on it is in every pull's snapshot."""
    flush(connection)
    return int(connection.execute(_SEQ, {"school": school}).scalar_one())


def flush(connection: Connection) -> frozenset[str]:
    """Writes what is wanted; the schools to which this transaction has written."""
    pending = _pending(connection)
    _INSERT_PART(connection, pending.parts)
    pending.parts = []
    for school in sorted({*pending.objects, *pending.touched}):  # in one order, so that no two wait for each other
        objects, touched = pending.objects.pop(school, {}), pending.touched.pop(school, set())
        if not objects and not touched:
            continue
        _write_refs(connection, school, objects)
        count = len({want.together or key for key, want in objects.items()}) + bool(touched)
        row = connection.execute(_COUNT, {"school": school, "n": count}).first()
        if row is None:
            raise LookupError(school)
        _Writing(connection, school, int(row.seq) - count).write(objects, touched)
        pending.written.add(school)
    return frozenset(pending.written)


def purge(connection: Connection, school: str, up_to: int) -> int:
    """Forgets tombstones up to this seq and raises the floors of their scopes (I9); how many it forgot."""
    floors: dict[str, int] = {}
    count = 0
    for scope, seq in connection.execute(_PURGE, {"school": school, "up_to": up_to}):
        floors[scope] = max(floors.get(scope, 0), seq)
        count += 1
    if floors:
        rows = [{"school": school, "key": key, "seq": seq} for key, seq in sorted(floors.items())]
        connection.execute(_RAISE_FLOOR, rows)
    return count


# ---- Writing ---------------------------------------------------------------------------------------------------------
def _pending(connection: Connection) -> _Pending:
    pending: _Pending = connection.info["feed"]
    return pending


def _write_refs(connection: Connection, school: str, objects: dict[Key, _Put]) -> None:
    stale: list[Bound] = []
    fresh: list[Row] = []
    for (kind, oid), want in objects.items():
        if want.blobs is None:
            continue
        if not want.new:
            stale.append({"school": school, "kind": kind, "oid": oid})
        fresh += [(school, sha256, kind, oid) for sha256 in sorted(want.blobs)]
    if stale:
        connection.execute(_DELETE_REFS, stale)
    _INSERT_REF(connection, fresh)


class _Writing:
    """The rows of one flush in one school, gathered and then written in a few statements."""

    def __init__(self, connection: Connection, school: str, seq: int) -> None:
        self.connection, self.school, self.seq = connection, school, seq
        self.rows: list[Row] = []
        self.fresh: list[Row] = []  # of objects that were never there
        self.shared: dict[str, tuple[int, set[str]]] = {}  # together: seq, scopes
        self.sums: dict[str, list[int]] = {}  # scope: last seq, rows more, checksum more

    def write(self, objects: dict[Key, _Put], touched: Collection[str]) -> None:
        known = [key for key, want in objects.items() if not want.new]
        payloads, held = self._before(known)
        fresh: list[Row] = []
        changed: list[Row] = []
        gone: list[Bound] = []
        left: set[str] = set()  # parts that an object named and names no more
        for key, want in objects.items():
            if want.new:
                self._fresh(key, want)
                fresh.append((self.school, *key, want.payload, want.part))
                continue
            before = held.get(key, {})
            payload, part = payloads.get(key, (None, None))
            if (want.payload, want.part) == (payload, part) and want.scopes == before.keys():
                continue
            if part is not None and part != want.part:
                left.add(part)
            self._row(key, want, before)
            if want.payload is None:
                gone.append({"school": self.school, "kind": key[0], "oid": key[1]})
            else:
                changed.append((self.school, *key, want.payload, want.part))
        if touched:
            self.seq += 1
            for scope in touched:
                self._sum(scope, self.seq, 0, 0)
        _INSERT_OBJECT(self.connection, fresh)
        _UPSERT_OBJECT(self.connection, changed)
        if gone:
            self.connection.execute(_DELETE_OBJECT, gone)
        if left:
            self.connection.execute(_DROP_PART, [{"school": self.school, "id": part} for part in sorted(left)])
        _INSERT_ROW(self.connection, self.fresh)
        _UPSERT_ROW(self.connection, self.rows)
        _UPSERT_SCOPE(
            self.connection,
            [(self.school, scope, seq, rows, more % MODULUS) for scope, (seq, rows, more) in self.sums.items()],
        )

    def _row(self, key: Key, want: _Put, before: dict[str, int]) -> None:
        """An object that was there takes one seq, in each scope that has or had it."""
        scopes = want.scopes | before.keys()
        seq = self._next(want.together, scopes)
        kind, oid = key
        weight = row_hash(kind, oid, seq)
        for scope in sorted(scopes):
            earlier = row_hash(kind, oid, before[scope]) if scope in before else 0
            if scope in want.scopes:
                self._sum(scope, seq, int(scope not in before), weight - earlier)
            else:
                self._sum(scope, seq, -1, -earlier)
            op = PUT if scope in want.scopes else DELETE
            self.rows.append((self.school, scope, kind, oid, seq, op))

    def _fresh(self, key: Key, want: _Put) -> None:
        seq = self._next(want.together, want.scopes)
        weight = row_hash(*key, seq)
        for scope in sorted(want.scopes):
            self._sum(scope, seq, 1, weight)
            self.fresh.append((self.school, scope, *key, seq, PUT))

    def _next(self, together: str, scopes: frozenset[str]) -> int:
        """The next seq, or the one that its like took already. ValueError: two of them lie in one scope."""
        if together in self.shared:
            seq, used = self.shared[together]
            if used & scopes:
                raise ValueError(together)
            used |= scopes
            return seq
        self.seq += 1
        if together:
            self.shared[together] = self.seq, set(scopes)
        return self.seq

    def _sum(self, scope: str, seq: int, rows: int, weight: int) -> None:
        entry = self.sums.get(scope)
        if entry is None:
            self.sums[scope] = [seq, rows, weight]
            return
        entry[0] = max(entry[0], seq)
        entry[1] += rows
        entry[2] += weight

    def _before(self, keys: Iterable[Key]) -> tuple[dict[Key, tuple[bytes, str | None]], dict[Key, dict[str, int]]]:
        """Of objects that may be there already: their payloads and parts, and the seq in each scope that holds them."""
        payloads: dict[Key, tuple[bytes, str | None]] = {}
        held: dict[Key, dict[str, int]] = {}
        for kind, group in groupby(sorted(keys), key=lambda key: key[0]):
            oids = [oid for _, oid in group]
            for start in range(0, len(oids), _CHUNK):
                bound = {"school": self.school, "kind": kind, "oids": oids[start : start + _CHUNK]}
                for oid, body, part in self.connection.execute(_PAYLOAD_BEFORE, bound):
                    payloads[kind, oid] = bytes(body), part
                for oid, scope, seq in self.connection.execute(_FEED_BEFORE, bound):
                    held.setdefault((kind, oid), {})[scope] = seq
        return payloads, held
