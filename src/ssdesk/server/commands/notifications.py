"""When and how the account wants to be told (M14)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select, text

from ssdesk.protocol import kinds
from ssdesk.protocol.commands import SetNotifications
from ssdesk.server import people
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting

_UPSERT = text(
    "INSERT INTO notifications (school, account, content) VALUES (:school, :account, :content)"
    " ON CONFLICT (school, account) DO UPDATE SET content = excluded.content"
)


def set_(connection: Connection, acting: Acting, args: SetNotifications) -> None:
    settings = kinds.Notifications(
        id=acting.account,
        messages_desktop=args.messages_desktop,
        messages_email=args.messages_email,
        days=tuple(sorted(set(args.days))),
        start=args.start,
        end=args.end,
        hold_email=args.hold_email,
    )
    content = msgspec.json.encode(settings).decode()
    connection.execute(_UPSERT, {"school": acting.school.id, "account": acting.account, "content": content})
    people.put_notifications(connection, acting.school.id, settings)


def wanting_mail(connection: Connection, school: str, accounts: Sequence[str]) -> list[str]:
    """Those of these accounts who ticked that a new message be told by e-mail."""
    n = t.notifications.c
    rows = connection.execute(select(n.account, n.content).where(n.school == school, n.account.in_(accounts)))
    return [row.account for row in rows if msgspec.json.decode(row.content, type=kinds.Notifications).messages_email]
