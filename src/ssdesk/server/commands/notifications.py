"""When and how the account wants to be told (M14)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, text

from ssdesk.protocol import kinds
from ssdesk.protocol.commands import SetNotifications
from ssdesk.server import people
from ssdesk.server.commands.acting import Acting
from ssdesk.server.hot import Hot

_WANTED = Hot("SELECT account, content FROM notifications WHERE school = :school AND account IN :accounts")
_UPSERT = text(
    "INSERT INTO notifications (school, account, content) VALUES (:school, :account, :content)"
    " ON CONFLICT (school, account) DO UPDATE SET content = excluded.content"
)


def set_(connection: Connection, acting: Acting, args: SetNotifications) -> None:
    before = people.notifications(connection, acting.school.id, acting.account)
    settings = kinds.Notifications(
        id=acting.account,
        messages_desktop=args.messages_desktop,
        messages_email=args.messages_email,
        days=tuple(sorted(set(args.days))),
        start=args.start,
        end=args.end,
        hold_email=args.hold_email,
        forward=before.forward if args.forward is None else args.forward,
    )
    content = msgspec.json.encode(settings).decode()
    connection.execute(_UPSERT, {"school": acting.school.id, "account": acting.account, "content": content})
    people.put_notifications(connection, acting.school.id, settings)


def wanting_mail(connection: Connection, school: str, accounts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those of these accounts who want an e-mail that a message came, and those who want the message itself."""
    notices: list[str] = []
    forwards: list[str] = []
    for account, content in _WANTED(connection, {"school": school, "accounts": list(accounts)}):
        wanted = msgspec.json.decode(content, type=kinds.Notifications)
        if wanted.messages_email:
            (forwards if wanted.forward else notices).append(account)
    return notices, forwards
