"""Mails that are still to be sent: rows written with the change that asks for them. `delivery` sends them after it was
committed, `outgoing` writes what they say."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection, text

from ssdesk.server import tables as t

_INSERT = text(
    "INSERT INTO effect (school, id, kind, account, detail, due, tries, state)"
    " VALUES (:school, :id, :kind, :account, :detail, :due, 0, 'waiting') ON CONFLICT DO NOTHING"
)
_e = t.effect.c


def add(
    connection: Connection,
    school: str,
    kind: str,
    account: str,
    *,
    cause: str,
    now: int,
    detail: dict[str, str] | None = None,
) -> str:
    """Notes that a mail must go out; its id. `cause`: what asks for it; the same cause asks once. `detail` goes into
    the mail and is forgotten with it."""
    add_all(connection, school, kind, [account], cause=cause, now=now, detail=detail)
    return effect_id(cause, account, kind)


def add_all(
    connection: Connection,
    school: str,
    kind: str,
    accounts: Sequence[str],
    *,
    cause: str,
    now: int,
    detail: dict[str, str] | None = None,
) -> None:
    """The same for several accounts."""
    content = msgspec.json.encode(detail or {}).decode()
    rows = [
        {
            "school": school,
            "id": effect_id(cause, one, kind),
            "kind": kind,
            "account": one,
            "detail": content,
            "due": now,
        }
        for one in accounts
    ]
    if rows:
        connection.execute(_INSERT, rows)


def effect_id(cause: str, account: str, kind: str) -> str:
    """The same for the same cause, so that nothing is queued twice."""
    return blake2b(f"{cause}\0{account}\0{kind}".encode(), digest_size=16).hexdigest()


def forget(connection: Connection, before: int) -> int:
    """Removes what was settled before this moment; how many."""
    return connection.execute(t.effect.delete().where(_e.state.in_(("done", "failed")), _e.due < before)).rowcount
