"""The actions on messages, drafts and settings, and the table of all there are."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from ssdesk.models.message import UNREAD
from ssdesk.models.table import as_json
from ssdesk.protocol import commands
from ssdesk.protocol.ids import derived, new_id
from ssdesk.protocol.kinds import Draft, Message, Notifications, Recipient
from ssdesk.protocol.mailboxes import apart, inside, moved_from
from ssdesk.protocol.planner import Tick
from ssdesk.replica.action import Action, Body, Object, Queued
from ssdesk.replica.copies import silent
from ssdesk.replica.marks import OWN_FOLDER, DeleteFolder, MarkUnread, SaveFolder, SetFlag, Snooze
from ssdesk.replica.own_texts import DeleteText, SaveText
from ssdesk.replica.transaction import Transaction
from ssdesk.replica.visible import DRAFTS
from ssdesk.rules.markup import preview


class SendMessage(Action, commands.SendMessage, frozen=True, forbid_unknown_fields=True):
    """Seen at once in the folder sent; the message answered counts as answered, the draft is gone."""

    type: ClassVar[str] = "send_message"

    def begin(self, tx: Transaction) -> bool:
        if self.draft is not None:
            close_draft(tx, self.draft)
        return True

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        objects = [("sent_message", id_)]
        objects += [("message", before) for before in self._answered(tx)]
        if self.draft is not None:
            objects.append(("draft", self.draft))
        return objects

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if kind == "draft":
            return None
        if kind == "sent_message":
            return body or self._message(tx, row)
        if kind == "message" and isinstance(body, Message) and body.answered_at is None:
            return msgspec.structs.replace(body, answered_at=row.made_at)
        return body

    def needs(self) -> list[str]:
        return list(dict.fromkeys(attachment.sha256 for attachment in self.attachments))

    def back(self, tx: Transaction, row: Queued) -> Draft:
        """A reminder as well: it goes to those by name who are silent now."""
        id_ = self.draft or new_id()
        kept = DRAFTS.get(tx, id_)
        return Draft(
            id=id_,
            version=kept.version if kept else 0,
            updated_at=tx.now,
            to=[*self.to, *(person.account for person in self._reminded(tx))],
            pupil=self.pupil,
            subject=self.subject,
            body=self.body,
            body_type=self.body_type,
            in_reply_to=self.in_reply_to or self.remind,
            attachments=self.attachments,
            groups=self.groups,
            asks=self.asks,
            answer_by=self.answer_by,
            mailbox=self.mailbox or "",
            send_at=self.send_at,
        )

    def _answered(self, tx: Transaction) -> list[str]:
        """What it answers, and of a reminder what that reminds of: before it, from the same sender."""
        found: list[str] = []
        before, sender = self.in_reply_to, None
        while before is not None and before not in found:
            row = tx.row("SELECT sender, in_reply_to FROM message WHERE id = ? AND kind = 'message'", before)
            if found and (row is None or row[0] != sender):
                break
            found.append(before)
            sender, before = row or (None, None)
        return found

    def _message(self, tx: Transaction, row: Queued) -> Message:
        me = tx.row("SELECT id, name, role FROM account LIMIT 1") or ("", "", "")
        if self.mailbox is not None:
            me = tx.row("SELECT id, name, label FROM mailbox WHERE id = ?", self.mailbox) or (self.mailbox, "", "")
        names = {
            id_: (name, role) for id_, name, role in tx.among("SELECT id, name, role FROM contact WHERE id IN", self.to)
        }
        answered, before = None, self.in_reply_to or self.remind
        if before is not None:
            answered = tx.row("SELECT thread, sender, sender_name, sender_role FROM message WHERE id = ?", before)
            if answered:
                names.setdefault(answered[1], answered[2:])
        return Message(
            id=row.id,
            thread=answered[0] if answered else row.id,
            sent_at=row.made_at,
            sender=me[0],
            sender_name=me[1],
            sender_role=me[2],
            subject=self.subject,
            preview=preview(self.body, self.body_type),
            body=self.body,
            body_type=self.body_type,
            folder=inside(
                self.mailbox or "",
                "scheduled" if self.send_at is not None and self.send_at > row.made_at else "sent",
            ),
            pupil=self.pupil,
            in_reply_to=before,
            attachments=self.attachments,
            answer_by=self.answer_by,
            group=bool(self.groups),
            recipients=[
                *(Recipient(to, *names.get(to, ("", ""))) for to in self.to),
                *self._groups(tx),
                *self._reminded(tx),
            ],
            asks=self.asks,
            emergency=self.emergency,
            send_at=self.send_at,
        )

    def _reminded(self, tx: Transaction) -> list[Recipient]:
        """Those who are silent as far as is known here; the school looks again when it sends."""
        if self.remind is None:
            return []
        return [person for person in silent(tx.connection, self.remind) if person.account not in self.to]

    def _groups(self, tx: Transaction) -> list[Recipient]:
        """By name, until the school tells who is in them."""
        names = dict(tx.among("SELECT id, name FROM group_ WHERE id IN", [one.group for one in self.groups]))
        return [Recipient(one.group, names.get(one.group, ""), "") for one in self.groups]


class OpenMessage(Action, commands.OpenMessage, frozen=True, forbid_unknown_fields=True):
    """The person really opened it; opened before and not marked unread since, nothing happens. Nothing else makes a
    receipt (R11)."""

    type: ClassVar[str] = "open_message"
    silent: ClassVar[bool] = True

    def begin(self, tx: Transaction) -> bool:
        return tx.row(f"SELECT 1 FROM message WHERE id = ? AND {UNREAD}", self.message) is not None

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("message", self.message)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if isinstance(body, Message):
            opened_at = row.made_at if body.opened_at is None else body.opened_at
            return msgspec.structs.replace(body, opened_at=opened_at, unread=False)
        return body


class Respond(Action, commands.Respond, frozen=True, forbid_unknown_fields=True):
    """Seen at once; it ends what is waited for."""

    type: ClassVar[str] = "respond"

    def begin(self, tx: Transaction) -> bool:
        sql = "SELECT 1 FROM message WHERE id = ? AND kind = 'message' AND response <> ?"
        return tx.row(sql, self.message, self.response) is not None

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("message", self.message)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if isinstance(body, Message) and body.response != self.response:
            return msgspec.structs.replace(body, response=self.response, responded_at=row.made_at)
        return body


class Withdraw(Action, commands.Withdraw, frozen=True, forbid_unknown_fields=True):
    """The own message says at once that it was withdrawn; one that was to be sent later is a draft again."""

    type: ClassVar[str] = "withdraw"

    def begin(self, tx: Transaction) -> bool:
        sql = "SELECT 1 FROM message WHERE id = ? AND kind = 'sent_message' AND state = '' AND withdrawn_at IS NULL"
        return tx.row(sql, self.message) is not None

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        shown = tx.row("SELECT folder FROM message WHERE id = ?", self.message)
        later = shown is not None and apart(shown[0])[1] == "scheduled"
        return [("sent_message", self.message), *([("draft", self.message)] if later else [])]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if kind == "draft":
            return body or self._draft(tx)
        if not isinstance(body, Message):
            return body
        if apart(body.folder)[1] == "scheduled":
            return None
        return msgspec.structs.replace(body, withdrawn_at=body.withdrawn_at or row.made_at)

    def _draft(self, tx: Transaction) -> Body:
        base = tx.row("SELECT row FROM base WHERE kind = 'sent_message' AND oid = ?", self.message)
        sent = msgspec.json.decode(base[0], type=Message) if base and base[0] else None
        mailbox, folder = apart(sent.folder) if sent is not None else ("", "")
        if sent is None or folder != "scheduled":
            return None
        return Draft(
            id=sent.id,
            version=1,  # as the school will keep it: what is typed meanwhile goes on from there
            updated_at=tx.now,
            to=[person.account for person in sent.recipients[: sent.named if sent.groups else None]],
            pupil=sent.pupil,
            subject=sent.subject,
            body=sent.body,
            body_type="html" if sent.body_type == "html" else "text",
            in_reply_to=sent.in_reply_to,
            attachments=sent.attachments,
            groups=sent.groups,
            asks=sent.asks,
            answer_by=sent.answer_by,
            mailbox=mailbox,
            send_at=sent.send_at,
        )


class MoveMessage(Action, commands.MoveMessage, frozen=True, forbid_unknown_fields=True):
    """To another folder of the mailbox that it lies in; a message that is still to be sent, now or at its moment, stays
    where it is. In the trash and in the archive it knows where it came from."""

    type: ClassVar[str] = "move_message"

    def begin(self, tx: Transaction) -> bool:
        found = tx.row("SELECT folder FROM message WHERE id = ? AND state = ''", self.message)
        mailbox, folder = apart(found[0]) if found is not None else ("", "scheduled")
        return folder not in (self.folder, "scheduled") and not (mailbox and len(self.folder) == OWN_FOLDER)

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [(kind, self.message) for (kind,) in tx.rows("SELECT kind FROM message WHERE id = ?", self.message)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        if not isinstance(body, Message):
            return body
        mailbox, before = apart(body.folder)
        if before != self.folder:
            body = msgspec.structs.replace(body, came_from=moved_from(before, self.folder))
        return msgspec.structs.replace(body, folder=inside(mailbox, self.folder), snoozed_until=None)


class SaveDraft(Action, commands.SaveDraft, frozen=True, forbid_unknown_fields=True):
    """Brings the draft's words to the school, for the other computer. A save that was never on the wire is replaced."""

    type: ClassVar[str] = "save_draft"

    def begin(self, tx: Transaction) -> bool:
        tx.run("UPDATE draft SET changed = 0 WHERE id = ?", self.draft)
        return True

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("draft", self.draft)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        return self.kept((row.if_version or 0) + 1, row.made_at)

    def kept(self, version: int, at: int) -> Draft:
        """The words as a draft."""
        return Draft(
            id=self.draft,
            version=version,
            updated_at=at,
            to=self.to,
            pupil=self.pupil,
            subject=self.subject,
            body=self.body,
            body_type=self.body_type,
            in_reply_to=self.in_reply_to,
            attachments=self.attachments,
            groups=self.groups,
            asks=self.asks,
            answer_by=self.answer_by,
            mailbox=self.mailbox or "",
            send_at=self.send_at,
        )

    def needs(self) -> list[str]:
        return list(dict.fromkeys(attachment.sha256 for attachment in self.attachments))

    def if_version(self, tx: Transaction) -> int:
        kept = DRAFTS.get(tx, self.draft)
        return kept.version if kept else 0

    def back(self, tx: Transaction, row: Queued) -> Draft | None:
        """The words, unless newer ones were typed meanwhile. `overlay` sees to it that a version of another computer,
        which came first, is kept beside them."""
        return None if DRAFTS.changed(tx, self.draft) else self.kept(row.if_version or 0, tx.now)


class DeleteDraft(Action, commands.DeleteDraft, frozen=True, forbid_unknown_fields=True):
    """A draft that never left this computer needs no command."""

    type: ClassVar[str] = "delete_draft"
    silent: ClassVar[bool] = True

    def begin(self, tx: Transaction) -> bool:
        close_draft(tx, self.draft)
        if DRAFTS.get(tx, self.draft) is None:
            return False
        base = tx.row("SELECT row FROM base WHERE kind = 'draft' AND oid = ?", self.draft)
        if base is None or base[0] is not None or waits_on(tx, "draft", self.draft):
            return True
        DRAFTS.remove(tx, [self.draft])
        tx.run("DELETE FROM base WHERE kind = 'draft' AND oid = ?", self.draft)
        return False

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("draft", self.draft)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        return None


class SetNotifications(Action, commands.SetNotifications, frozen=True, forbid_unknown_fields=True):
    type: ClassVar[str] = "set_notifications"

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("notifications", id_) for (id_,) in tx.rows("SELECT id FROM account")]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        (account,) = tx.row("SELECT id FROM account LIMIT 1") or ("",)
        before = isinstance(body, Notifications) and body.forward
        return Notifications(
            id=account,
            messages_desktop=self.messages_desktop,
            messages_email=self.messages_email,
            days=tuple(self.days),
            start=self.start,
            end=self.end,
            hold_email=self.hold_email,
            forward=before if self.forward is None else self.forward,
        )


class ChangeDetails(Action, commands.ChangeDetails, frozen=True, forbid_unknown_fields=True):
    type: ClassVar[str] = "change_details"

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("account", id_) for (id_,) in tx.rows("SELECT id FROM account")]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        return msgspec.structs.replace(body, phone=self.phone, mobile=self.mobile, role=self.role) if body else None


class TickItem(Action, commands.TickItem, frozen=True, forbid_unknown_fields=True):
    type: ClassVar[str] = "tick_item"
    silent: ClassVar[bool] = True  # the item went, and the tick with it

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("tick", derived(self.item, account)) for (account,) in tx.rows("SELECT id FROM account")]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        ((_, oid),) = row.objects
        return Tick(oid, self.item, self.done)


ACTIONS: dict[str, type[Action]] = {
    action.type: action
    for action in (
        *(SendMessage, OpenMessage, Respond, Withdraw, MoveMessage, SaveDraft, DeleteDraft),
        *(SetFlag, MarkUnread, Snooze, SaveFolder, DeleteFolder),
        *(SaveText, DeleteText, SetNotifications, ChangeDetails, TickItem),
    )
}


def close_draft(tx: Transaction, draft: str) -> None:
    """Nothing of it is to be saved any more: not what is typed, not what waits and never was on the wire. Where it was
    a refused message, that is settled too."""
    tx.run(
        "DELETE FROM outbox WHERE type = 'save_draft' AND state = 'waiting' AND tries = 0 AND objects = ?",
        as_json([("draft", draft)]),
    )
    tx.run("DELETE FROM outbox WHERE state = 'refused' AND id = (SELECT refused FROM draft WHERE id = ?)", draft)
    tx.run("UPDATE draft SET changed = 0, problem = NULL, refused = NULL WHERE id = ?", draft)
    tx.outbox = True


def waits_on(tx: Transaction, kind: str, oid: str) -> bool:
    """Whether an action that is not done yet changes this object."""
    sql = "SELECT 1 FROM laid JOIN outbox USING (n) WHERE kind = ? AND oid = ? AND state IN ('waiting', 'answered')"
    return tx.row(sql, kind, oid) is not None
