"""What the sender is told of each copy (R11): made when the first thing happens to it, kept by the copy's own row."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ssdesk.protocol.kinds import Receipt
from ssdesk.server import feed, objects, shared_mailboxes
from ssdesk.server import tables as t

_m, _c = t.message.c, t.copy.c


def note(connection: Connection, school: str, copy: str) -> None:
    """The sender's receipt says what the row of the copy says now."""
    before = _before(connection, school, copy)
    _put(connection, school, copy, before.delivered_at if before is not None else None)


def arrived(connection: Connection, school: str, copy: str, at: int) -> None:
    """It is on a device of the recipient since `at`; the first time counts."""
    before = _before(connection, school, copy)
    if before is None or before.delivered_at is None:
        _put(connection, school, copy, at)


def _before(connection: Connection, school: str, copy: str) -> Receipt | None:
    try:
        return objects.payload(connection, school, "receipt", copy, Receipt)
    except LookupError:
        return None


def _put(connection: Connection, school: str, copy: str, delivered_at: int | None) -> None:
    row = connection.execute(
        select(_c.message, _c.recipient, _c.name, _c.role, _c.opened_at, _c.answered_at, _m.sender)
        .add_columns(_c.response, _c.responded_at)
        .join_from(t.copy, t.message, (_m.school == _c.school) & (_m.id == _c.message))
        .where(_c.school == school, _c.id == copy)
    ).one()
    receipt = Receipt(
        id=copy,
        message=row.message,
        account=row.recipient,
        name=row.name,
        role=row.role,
        opened_at=row.opened_at,
        answered_at=row.answered_at,
        response=row.response,
        responded_at=row.responded_at,
        delivered_at=delivered_at,
    )
    feed.put(connection, school, "receipt", copy, receipt, [shared_mailboxes.scope_of(connection, school, row.sender)])
