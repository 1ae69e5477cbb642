"""What can be done with messages: decided once, for the bar of a selection, the menus and the keys alike."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Flag, auto

from ssdesk.replica.inbox import ARCHIVE, INBOX, SCHEDULED, SENT, TRASH, MessageRow


class Can(Flag):
    """`TRASH`: to the folder of what was deleted; `DISCARD`: a draft, which does not come back. `RESTORE`: to where it
    came from. `WITHHOLD`: not to be sent at its moment."""

    ARCHIVE = auto()
    TRASH = auto()
    RESTORE = auto()
    UNREAD = auto()
    READ = auto()
    FLAG = auto()
    LATER = auto()
    MOVE = auto()
    DISCARD = auto()
    WITHHOLD = auto()


def of(row: MessageRow) -> Can:
    """What can be done with one message. With one that waits to leave, nothing; never opened is never read (R11)."""
    if row.kind == "draft":
        return Can.DISCARD
    if row.state:
        return Can(0)
    if row.folder == SCHEDULED:
        return Can.WITHHOLD
    here, received = row.folder, not row.own
    deeds = (
        (Can.FLAG | Can.MOVE, True),
        (Can.ARCHIVE, here not in (ARCHIVE, TRASH)),
        (Can.TRASH, here != TRASH),
        (Can.RESTORE, here not in (INBOX, SENT)),
        (Can.UNREAD, received and not row.unread),
        (Can.READ, received and row.marked and row.opened_at is not None),
        (Can.LATER, received and here != TRASH),
    )
    found = Can(0)
    for deed, offered in deeds:
        found |= deed if offered else Can(0)
    return found


def possible(rows: Iterable[tuple[str, MessageRow]]) -> Can:
    """What can be done with at least one of these, which stand with their accounts."""
    found = Can(0)
    for _, row in rows:
        found |= of(row)
    return found


def able(rows: Iterable[tuple[str, MessageRow]], deed: Can) -> list[tuple[str, MessageRow]]:
    """Those with which it can be done."""
    return [(account, row) for account, row in rows if of(row) & deed]
