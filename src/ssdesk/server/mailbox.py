"""What the scheduler does in mailboxes, in transactions of a bounded size: messages for later come back, and what lay
in a folder that was deleted goes to the archive."""

from __future__ import annotations

from sqlalchemy import Connection, literal_column, select

from ssdesk.server import tables as t
from ssdesk.server.commands import folders, messages

_c, _f = t.copy.c, t.folder.c
AT_ONCE = folders.AT_ONCE
_due = _c.folder == literal_column("'later'")  # as the index has it


def due(connection: Connection, now: int) -> list[str]:
    """The schools in which messages come back now."""
    return list(connection.scalars(select(_c.school).where(_due, _c.snoozed_until <= now).distinct()))


def wake(connection: Connection, school: str, now: int) -> int:
    """Puts up to `AT_ONCE` messages whose moment has come back into their inboxes; how many. What was moved or put off
    meanwhile stays where it is."""
    rows = connection.execute(
        select(_c.id, _c.snoozed_until)
        .where(_c.school == school, _due, _c.snoozed_until <= now)
        .order_by(_c.snoozed_until, _c.id)
        .limit(AT_ONCE)
    ).all()
    for row in rows:
        messages.wake(connection, school, row.id, row.snoozed_until)
    return len(rows)


def deleted(connection: Connection) -> list[tuple[str, str]]:
    """School and id of folders that were deleted and are not forgotten yet."""
    return [(row.school, row.id) for row in connection.execute(select(_f.school, _f.id).where(_f.deleted))]
