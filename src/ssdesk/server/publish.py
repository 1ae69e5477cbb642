"""What becomes visible at a moment: reports, news, whatever a school prepares ahead (M4, M6).

Visibility never depends on the clock (sync.md): until its moment an object is in no scope, so that no answer, count,
search or file can hold it. The scheduler's transaction puts it there.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, insert, select

from ssdesk.server import feed
from ssdesk.server import tables as t

_p = t.publication.c
AT_ONCE = 500  # objects of one transaction


def publish(
    connection: Connection,
    school: str,
    kind: str,
    payload: msgspec.Struct,
    scopes: Iterable[str],
    *,
    at: int,
    now: int,
    blobs: Iterable[str] = (),
) -> None:
    """Visible in these scopes from `at` on (ms). Prepared again before that, the later words count; what was published
    already changes at once, or is hidden again until the new moment."""
    oid: str = payload.id  # type: ignore[attr-defined]
    withdraw(connection, school, kind, oid)
    if at <= now:
        feed.put(connection, school, kind, oid, payload, scopes, blobs=blobs)
        return
    connection.execute(
        insert(t.publication).values(
            school=school,
            kind=kind,
            oid=oid,
            at=at,
            payload=msgspec.json.encode(payload),
            scopes=_listed(scopes),
            blobs=_listed(blobs),
        )
    )


def withdraw(connection: Connection, school: str, kind: str, oid: str) -> None:
    """Neither visible nor to become so. The school is held first: who prepares or publishes the same waits."""
    feed.hold(connection, school)
    connection.execute(delete(t.publication).where(_p.school == school, _p.kind == kind, _p.oid == oid))
    feed.remove(connection, school, kind, oid)


def due(connection: Connection, now: int) -> list[str]:
    """The schools that have something whose moment has come."""
    return list(connection.scalars(select(_p.school).where(_p.at <= now).distinct()))


def release(connection: Connection, school: str, now: int) -> int:
    """Puts into the feed what is due, up to `AT_ONCE` objects; how many. The school is held first, so that what was
    withdrawn or put off meanwhile stays away."""
    feed.hold(connection, school)
    rows = connection.execute(
        select(t.publication).where(_p.school == school, _p.at <= now).order_by(_p.at, _p.kind, _p.oid).limit(AT_ONCE)
    ).all()
    for row in rows:
        payload = msgspec.Raw(row.payload)  # as it was prepared, also by a newer server
        scopes, blobs = msgspec.json.decode(row.scopes, type=list[str]), msgspec.json.decode(row.blobs, type=list[str])
        feed.put(connection, school, row.kind, row.oid, payload, scopes, blobs=blobs)
        mine = (_p.school == school) & (_p.kind == row.kind) & (_p.oid == row.oid)
        connection.execute(delete(t.publication).where(mine))
    return len(rows)


def _listed(values: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(values))).decode()
