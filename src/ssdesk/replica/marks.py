"""What the holder does to messages for itself alone: flags, unread marks, later, own folders."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from ssdesk.models.message import RECEIVED, UNREAD
from ssdesk.protocol import commands
from ssdesk.protocol.kinds import Folder, Message
from ssdesk.protocol.mailboxes import apart, inside
from ssdesk.replica.action import Action, Body, Object, Queued
from ssdesk.replica.transaction import Transaction

LATER = "later"
OWN_FOLDER = 32  # characters of the id of a folder that somebody made
MOVED_AT_ONCE = 200  # messages of a folder that is deleted


class SetFlag(Action, commands.SetFlag, frozen=True, forbid_unknown_fields=True):
    """The holder's own; a message that is still to be sent, now or at its moment, gets none."""

    type: ClassVar[str] = "set_flag"
    silent: ClassVar[bool] = True

    def begin(self, tx: Transaction) -> bool:
        sql = "SELECT 1 FROM message WHERE id = ? AND flag <> ? AND state = '' AND folder NOT LIKE '%scheduled'"
        return tx.row(sql, self.message, self.flag) is not None

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [(kind, self.message) for (kind,) in tx.rows("SELECT kind FROM message WHERE id = ?", self.message)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        return msgspec.structs.replace(body, flag=self.flag) if body else body


class MarkUnread(Action, commands.MarkUnread, frozen=True, forbid_unknown_fields=True):
    """As unread again, or no more so; one that was never opened stays unread (R11)."""

    type: ClassVar[str] = "mark_unread"
    silent: ClassVar[bool] = True

    def begin(self, tx: Transaction) -> bool:
        sql = f"SELECT ({UNREAD}), unread FROM message WHERE id = ? AND {RECEIVED}"
        shown, marked = tx.row(sql, self.message) or (self.unread, self.unread)
        return not shown if self.unread else bool(marked)

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("message", self.message)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        return msgspec.structs.replace(body, unread=self.unread) if body else body


class Snooze(Action, commands.Snooze, frozen=True, forbid_unknown_fields=True):
    """For later: out of sight until the moment, then back, by the school or by any computer that sees it first. Laid
    over a copy when its moment is past (after a restore), it has the message back at once, as the school does."""

    type: ClassVar[str] = "snooze"

    def begin(self, tx: Transaction) -> bool:
        found = tx.row(f"SELECT folder, snoozed_until FROM message WHERE id = ? AND {RECEIVED}", self.message)
        return found is not None and ((apart(found[0])[1], found[1]) == (LATER, self.until)) == self.due

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("message", self.message)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if not isinstance(body, Message):
            return body
        mailbox, folder = apart(body.folder)
        if self.due and (folder, body.snoozed_until) != (LATER, self.until):
            return body
        if self.due or self.until <= tx.now:
            inbox = inside(mailbox, "inbox")
            return msgspec.structs.replace(body, folder=inbox, unread=True, snoozed_until=self.until)
        return msgspec.structs.replace(body, folder=inside(mailbox, LATER), snoozed_until=self.until)


class SaveFolder(Action, commands.SaveFolder, frozen=True, forbid_unknown_fields=True):
    """A new folder behind the others, or another name for it."""

    type: ClassVar[str] = "save_folder"

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("folder", self.folder)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        name = " ".join(self.name.split())
        if isinstance(body, Folder):
            return msgspec.structs.replace(body, name=name)
        shown = tx.row("SELECT position FROM folder WHERE id = ?", self.folder)
        (behind,) = shown or tx.row("SELECT coalesce(max(position) + 1, 0) FROM folder")
        return Folder(self.folder, name, behind)


class DeleteFolder(Action, commands.DeleteFolder, frozen=True, forbid_unknown_fields=True):
    """What lies in it is seen in the archive at once: the newest of it, so that the window never waits; the rest when
    the school has put it there."""

    type: ClassVar[str] = "delete_folder"

    def begin(self, tx: Transaction) -> bool:
        return tx.row("SELECT 1 FROM folder WHERE id = ?", self.folder) is not None

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        sql = "SELECT kind, id FROM message WHERE folder = ? AND state = '' ORDER BY key DESC LIMIT ?"
        return [("folder", self.folder), *((kind, oid) for kind, oid in tx.rows(sql, self.folder, MOVED_AT_ONCE))]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if isinstance(body, Message):
            return msgspec.structs.replace(body, folder="archive") if body.folder == self.folder else body
        return None
