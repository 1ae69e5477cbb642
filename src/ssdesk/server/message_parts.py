"""A message in two pieces: what all its copies say alike, stored once, and what is one mailbox's own.

Who the recipients are, and how many, is in neither piece of a copy. `group` says that the sender wrote to a group, be
it of one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection

from ssdesk.protocol.kinds import Message
from ssdesk.protocol.mailboxes import apart, inside
from ssdesk.server import feed, objects, shared_mailboxes

SHARED = frozenset(
    {
        "sent_at", "sender", "sender_name", "sender_role", "subject", "preview", "body", "body_type", "attachments",
        "answer_by", "group", "can_answer", "asks",
        "emergency",
    }
)  # fmt: skip


def _piece(name: str, *, shared: bool) -> Any:
    """The fields of a message that are in this piece, as a struct."""
    fields: list[Any] = []
    for field in msgspec.structs.fields(Message):
        if (field.name in SHARED) != shared:
            continue
        if field.required:
            fields.append((field.name, field.type))
        elif field.default is not msgspec.NODEFAULT:
            fields.append((field.name, field.type, field.default))
        else:
            fields.append((field.name, field.type, msgspec.field(default_factory=field.default_factory)))
    return msgspec.defstruct(name, fields, frozen=True, omit_defaults=True, gc=False)


_Shared, _Own = _piece("Shared", shared=True), _piece("Own", shared=False)


def put_shared(connection: Connection, school: str, message: Message) -> None:
    """What the sender's message and all its copies say alike; the part has the message's id."""
    feed.put_part(connection, school, message.id, _cut(_Shared, message))


def put(
    connection: Connection,
    school: str,
    kind: str,
    message: Message,
    holder: str,
    part: str | None,
    *,
    new: bool = False,
    blobs: Iterable[str] | None = None,
    shared: bool = False,
    together: str = "",
) -> None:
    """The message or copy in the mailbox of one account, or (`shared`) in a shared one, whose folders travel under its
    id. None as part: it is stored whole, as earlier versions did. `together`: as for `feed.put`."""
    if shared:
        message = msgspec.structs.replace(message, folder=inside(holder, message.folder))
    payload = message if part is None else own(message)
    scopes = (shared_mailboxes.scope(holder, shared=shared),)
    together = together or (f"{kind} {part}" if new and part else "")
    feed.put(connection, school, kind, message.id, payload, scopes, new=new, blobs=blobs, part=part, together=together)


def put_copies(
    connection: Connection,
    school: str,
    part: str,
    copies: Iterable[tuple[str, Any]],
    blobs: frozenset[str],
    mailboxes: frozenset[str],
) -> None:
    """New copies in the mailboxes of these accounts, or of these shared `mailboxes`: the `own` piece of each, with the
    part that all share."""

    def object_of(holder: str, own: Any) -> tuple[str, str, Any]:
        if holder in mailboxes:
            own = msgspec.structs.replace(own, folder=inside(holder, own.folder))
        return shared_mailboxes.scope(holder, shared=holder in mailboxes), own.id, own

    objects = (object_of(holder, own) for holder, own in copies)
    feed.put_alike(connection, school, "message", part, objects, blobs=blobs)


def own(message: Message) -> msgspec.Struct:
    """What is one mailbox's own of it."""
    return _cut(_Own, message)


def change(
    connection: Connection, school: str, kind: str, oid: str, holder: str, together: str = "", /, **fields: object
) -> Message:
    """What is one mailbox's own of a message is now this; the message as it is afterwards. `together`: as for
    `feed.put`."""
    part = objects.part(connection, school, kind, oid)
    before = objects.payload(connection, school, kind, oid, Message)
    mailbox, folder = apart(before.folder)
    changed = msgspec.structs.replace(before, **{"folder": folder, **fields})
    put(connection, school, kind, changed, holder, part, shared=bool(mailbox), together=together)
    return changed


def _cut(struct: Any, message: Message) -> msgspec.Struct:
    piece: msgspec.Struct = struct(**{name: getattr(message, name) for name in struct.__struct_fields__})
    return piece
