"""The messages of a generated demo school: what each mailbox holds, as sending and opening would have left it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from ssdesk.protocol import kinds
from ssdesk.protocol.commands import Addressed, SendMessage
from ssdesk.protocol.ids import derived
from ssdesk.rules.markup import preview
from ssdesk.server import audit, feed, message_parts, shared_mailboxes
from ssdesk.server import tables as t
from ssdesk.server.commands import messages
from ssdesk.server.commands.acting import Acting
from ssdesk.server.demo import data
from ssdesk.server.demo.shared_mailboxes import Shared
from ssdesk.server.load_demo_files import Files, milliseconds
from ssdesk.server.schools import School

Names = Mapping[str, tuple[str, str]]
"""The name and the role, in words of the school, of every account."""


def load(connection: Connection, school: data.School, names: Names, files: Files, shared: Shared) -> None:
    """All messages, with a copy for each recipient; also those to and from shared mailboxes."""
    names, boxes, all_ = {**names, **shared.names}, set(shared.names), (*school.messages, *shared.messages)
    children = {account.id: account.pupil for account in school.accounts}
    known: dict[str, data.Message] = {message.id: message for message in all_}
    answered = {
        (message.in_reply_to, message.sender): milliseconds(message.sent_at)
        for message in reversed(all_)
        if message.in_reply_to
    }
    sent_rows: list[dict[str, Any]] = []
    copies: list[dict[str, Any]] = []
    for message in all_:
        sent = _sent(message, known, names, files)
        shas = [attachment.sha256 for attachment in sent.attachments]
        message_parts.put_shared(connection, school.slug, sent)
        message_parts.put(
            connection, school.slug, "sent_message", sent, sent.sender, sent.id, new=True, blobs=shas,
            shared=sent.sender in boxes,
        )  # fmt: skip
        sent_rows.append(_message_row(school.slug, sent))
        if sent.emergency:
            said = {"subject": sent.id, "detail": sent.emergency}
            audit.record(connection, school.slug, sent.sent_at, sent.sender, "emergency_message", **said)
        for recipient in message.recipients:
            copy = msgspec.structs.replace(
                sent,
                id=derived(sent.id, recipient.account),
                in_reply_to=_answers(message, recipient.account, known),
                folder="inbox",
                pupil=children.get(recipient.account) or recipient.pupil or sent.pupil,
                opened_at=milliseconds(recipient.opened_at) if recipient.opened_at else None,
                answered_at=answered.get((message.id, recipient.account)),
                response=recipient.response,
                responded_at=milliseconds(recipient.responded_at) if recipient.responded_at else None,
                recipients=[],
                count=0,
            )
            message_parts.put(
                connection, school.slug, "message", copy, recipient.account, sent.id, new=True, blobs=shas,
                shared=recipient.account in boxes,
            )  # fmt: skip
            receipt = kinds.Receipt(
                copy.id, sent.id, recipient.account, *names[recipient.account], copy.opened_at, copy.answered_at,
                copy.response, copy.responded_at,
            )  # fmt: skip
            if receipt.opened_at or receipt.answered_at:
                scopes = [shared_mailboxes.scope(sent.sender, shared=sent.sender in boxes)]
                feed.put(connection, school.slug, "receipt", copy.id, receipt, scopes, new=True)
            copies.append(_copy_row(school.slug, receipt, copy))
    if sent_rows:
        connection.execute(insert(t.message), sent_rows)
        connection.execute(insert(t.copy), copies)


def plan(connection: Connection, school: data.School, server: School) -> None:
    """What waits to be sent, given to the server as its senders do. The school's people are there already, but what
    this transaction gave to the feed has to be written before a sender sees a group."""
    feed.flush(connection)
    for planned in school.planned:
        acting = Acting(server, planned.sender, "staff", None, frozenset(), planned.id, milliseconds(school.now))
        groups = tuple(Addressed(group, "co") for group in planned.groups)
        send_at = milliseconds(planned.send_at)
        messages.send(
            connection, acting, SendMessage([], planned.subject, planned.body, groups=groups, send_at=send_at)
        )


def _sent(message: data.Message, known: dict[str, data.Message], names: Names, files: Files) -> kinds.Message:
    name, role = names[message.sender]
    return kinds.Message(
        id=message.id,
        thread=message.thread,
        sent_at=milliseconds(message.sent_at),
        sender=message.sender,
        sender_name=name,
        sender_role=role,
        subject=message.subject,
        preview=preview(message.body),
        body=message.body,
        folder="sent",
        pupil=message.pupil,
        in_reply_to=_answers(message, message.sender, known),
        attachments=[files.kept(attachment) for attachment in message.attachments],
        answer_by=milliseconds(message.answer_by) if message.answer_by else None,
        group=message.group,
        recipients=[kinds.Recipient(to.account, *names[to.account]) for to in message.recipients],
        asks=message.asks,
        emergency=message.emergency,
        count=len(message.recipients),
    )


def _answers(message: data.Message, holder: str, known: dict[str, data.Message]) -> str | None:
    """The answered message as it lies in the holder's mailbox: the own one, or the copy."""
    earlier = known.get(message.in_reply_to or "")
    if earlier is None:
        return None
    if earlier.sender == holder:
        return earlier.id
    return derived(earlier.id, holder) if any(to.account == holder for to in earlier.recipients) else None


def _message_row(slug: str, sent: kinds.Message) -> dict[str, Any]:
    return {
        "school": slug,
        "id": sent.id,
        "thread": sent.thread,
        "sender": sent.sender,
        "sender_name": sent.sender_name,
        "sender_role": sent.sender_role,
        "pupil": sent.pupil,
        "subject": sent.subject,
        "body": sent.body,
        "preview": sent.preview,
        "attachments": msgspec.json.encode(sent.attachments).decode(),
        "sent_at": sent.sent_at,
        "in_reply_to": sent.in_reply_to,
        "answer_by": sent.answer_by,
        "asks": sent.asks,
        "emergency": sent.emergency,
        "group_": sent.group,
    }


def _copy_row(slug: str, receipt: kinds.Receipt, copy: kinds.Message) -> dict[str, Any]:
    return {
        "school": slug,
        "id": copy.id,
        "message": receipt.message,
        "recipient": receipt.account,
        "name": receipt.name,
        "role": receipt.role,
        "pupil": copy.pupil,
        "thread": copy.thread,
        "in_reply_to": copy.in_reply_to,
        "opened_at": copy.opened_at,
        "answered_at": copy.answered_at,
        "response": copy.response,
        "responded_at": copy.responded_at,
    }
