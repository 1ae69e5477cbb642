"""The shared mailboxes of a demo school as rows: before its people, who are granted what lies in them."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from ssdesk.server import audit
from ssdesk.server import tables as t
from ssdesk.server.demo.shared_mailboxes import Shared
from ssdesk.server.load_demo_files import milliseconds


def load(connection: Connection, slug: str, shared: Shared) -> None:
    """The mailboxes, who holds them, and which of their holders wrote in their name."""
    for box in shared.mailboxes:
        connection.execute(insert(t.mailbox).values(school=slug, id=box.id, name=box.name, label=box.label))
        rows = [{"school": slug, "mailbox": box.id, "account": holder} for holder in box.holders]
        connection.execute(insert(t.mailbox_holder), rows)
    for message in shared.messages:
        if (by := shared.written_by.get(message.id)) is not None:
            at = milliseconds(message.sent_at)
            audit.record(connection, slug, at, by, "send_as_mailbox", subject=message.id, detail=message.sender)
