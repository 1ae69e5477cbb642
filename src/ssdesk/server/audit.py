"""What was done to accounts and by whom. Rows are only ever added; what names or describes a person stands beside the
row and not in it, so that it can be erased while the row stays."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from ssdesk.protocol.ids import new_id
from ssdesk.server import tables as t


def record(
    connection: Connection, school: str, now: int, actor: str, action: str, *, subject: str = "", detail: str = ""
) -> None:
    """`actor` and `subject` are ids of accounts (actor "server": nobody asked), `action` a code. `detail` may hold
    personal data."""
    id_ = new_id()
    connection.execute(
        insert(t.audit).values(school=school, id=id_, at=now, actor=actor, action=action, subject=subject)
    )
    if detail:
        connection.execute(insert(t.audit_person).values(school=school, audit=id_, detail=detail))
