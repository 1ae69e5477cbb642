"""What is in the feed, read back: payloads, and whether an account may see an object (the only read rule)."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import Connection, text

from ssdesk.server import feed

S = TypeVar("S", bound=msgspec.Struct)

_PAYLOAD = text(
    "SELECT o.payload, p.payload FROM object_ o LEFT JOIN part p ON p.school = o.school AND p.id = o.part"
    " WHERE o.school = :school AND o.kind = :kind AND o.oid = :oid"
)
_PART = text("SELECT part FROM object_ WHERE school = :school AND kind = :kind AND oid = :oid")
_VISIBLE = text(
    "SELECT 1 FROM feed f JOIN grant_ g ON g.school = f.school AND g.scope = f.scope AND g.account = :account"
    " WHERE f.school = :school AND f.kind = :kind AND f.oid = :oid AND f.op = 'put'"
)


def payload(connection: Connection, school: str, kind: str, oid: str, type_: type[S]) -> S:
    """The object as it travels now; what this transaction has put is not seen before it is settled. LookupError: none
    in the feed."""
    found = connection.execute(_PAYLOAD, {"school": school, "kind": kind, "oid": oid}).first()
    if found is None:
        raise LookupError(kind, oid)
    return msgspec.json.decode(feed.joined(*found), type=type_)


def part(connection: Connection, school: str, kind: str, oid: str) -> str | None:
    """The id of what it says alike with others."""
    found: str | None = connection.execute(_PART, {"school": school, "kind": kind, "oid": oid}).scalar()
    return found


def visible(connection: Connection, school: str, account: str, kind: str, oid: str) -> bool:
    """Whether some scope is both held by the account and contains the object."""
    bound = {"school": school, "account": account, "kind": kind, "oid": oid}
    return connection.execute(_VISIBLE, bound).first() is not None
