"""The school's agreements about messages: every version is kept, the newest travels to everybody at the school."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select

from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.ids import derived
from ssdesk.server import audit, feed, objects
from ssdesk.server import tables as t

KIND = "agreements"
_g = t.agreements.c


def oid(school: str) -> str:
    """The id of the one document that a school has."""
    return derived("0" * 12, school)


def current(connection: Connection, school: str) -> Agreements | None:
    """None where the school has not agreed on anything."""
    try:
        return objects.payload(connection, school, KIND, oid(school), Agreements)
    except LookupError:
        return None


def publish(connection: Connection, school: str, document: Agreements, now: int, actor: str) -> Agreements:
    """The document as it counts from now on, with the next version; the same one again changes nothing. Audited."""
    feed.hold(connection, school)
    before = current(connection, school)
    if before is not None and before == replace(document, **_given(before)):
        return before
    highest = connection.scalar(select(func.max(_g.version)).where(_g.school == school)) or 0
    found = replace(document, id=oid(school), version=highest + 1, changed_at=now)
    row = {"school": school, "version": found.version, "at": now, "document": msgspec.json.encode(found).decode()}
    connection.execute(insert(t.agreements).values(row))
    feed.put(connection, school, KIND, found.id, found, ["g:all"])
    audit.record(connection, school, now, actor, "set_agreements", detail=f"version {found.version}")
    return found


def _given(document: Agreements) -> dict[str, str | int]:
    """What the server adds to what the school wrote."""
    return {"id": document.id, "version": document.version, "changed_at": document.changed_at}
