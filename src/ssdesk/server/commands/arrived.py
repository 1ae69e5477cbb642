"""The senders are told what has come to a device of its recipient; see `arrivals`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from ssdesk.protocol.pull import PUT
from ssdesk.server import tables as t
from ssdesk.server.arrivals import Arrived
from ssdesk.server.commands import receipts

SINCE_MS = 35 * 24 * 3600 * 1000  # what came before that is not looked at; after a start every mailbox is

_f, _c = t.feed.c, t.copy.c


def tell(connection: Connection, school: str, arrived: Sequence[Arrived], now: int) -> None:
    """The senders of what arrived and was not opened meanwhile, once."""
    mark = t.seq_mark.c
    since = connection.scalar(select(func.max(mark.seq)).where(mark.school == school, mark.at <= now - SINCE_MS)) or 0
    for one in arrived:
        copies = (
            select(_c.id)
            .join_from(t.feed, t.copy, (_c.school == _f.school) & (_c.id == _f.oid))
            .where(_f.school == school, _f.scope == f"a:{one.account}")
            .where(_f.seq > max(since, one.after), _f.seq <= one.seq)
            .where(_f.kind == "message", _f.op == PUT, _c.recipient == one.account)
            .where(_c.opened_at.is_(None), _c.withdrawn_at.is_(None))
            .order_by(_c.id)
            .with_for_update(of=t.copy)
        )
        for copy in connection.scalars(copies).all():
            receipts.arrived(connection, school, copy, one.at)
