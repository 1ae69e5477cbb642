"""Messages that the server sends at a moment (R8). Until then they are in nobody's mailbox but the sender's, in the
folder `scheduled`.

What could not be sent stays there with its moment passed and the reason, for the sender to see: the recipients or
rights are others now, or it was due more than an hour before the school's server was restored (sync.md, Effects).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import Problem, SaveDraft, SendMessage
from ssdesk.protocol.mailboxes import inside
from ssdesk.server import feed, message_parts, objects, shared_mailboxes
from ssdesk.server import tables as t
from ssdesk.server.commands import audience, drafts
from ssdesk.server.commands.acting import Acting, Rejected, reused_id
from ssdesk.server.http import problem

LATE_MS = 3600 * 1000
_s, _m = t.scheduled.c, t.message.c


class Due(NamedTuple):
    school: str
    id: str
    account: str
    at: int


def keep(connection: Connection, acting: Acting, args: SendMessage, shown: kinds.Message) -> None:
    """To be sent at its moment; the sender sees it as `shown`. Rejected: the id is used."""
    school = acting.school.id
    if is_sent(connection, school, acting.id) or waits(connection, school, acting.id):
        raise reused_id()
    connection.execute(
        insert(t.scheduled).values(
            school=school, id=acting.id, account=acting.account, at=args.send_at,
            content=msgspec.json.encode(args).decode(),
        )
    )  # fmt: skip
    blobs = [attachment.sha256 for attachment in shown.attachments]
    shown = msgspec.structs.replace(shown, folder=inside(args.mailbox or "", shown.folder))
    scopes = [shared_mailboxes.scope(shown.sender, shared=args.mailbox is not None)]
    feed.put(connection, school, "sent_message", acting.id, shown, scopes, new=True, blobs=blobs)


def is_sent(connection: Connection, school: str, id_: str) -> bool:
    """Whether there is a message of this id, whoever sent it."""
    return connection.execute(select(_m.id).where(_m.school == school, _m.id == id_)).first() is not None


def waits(connection: Connection, school: str, id_: str) -> bool:
    """Whether one of this id waits for its moment, or stayed with its sender."""
    return connection.execute(select(_s.id).where(_s.school == school, _s.id == id_)).first() is not None


def due(connection: Connection, now: int) -> list[Due]:
    """What is to be sent now, the earliest first."""
    rows = connection.execute(
        select(_s.school, _s.id, _s.account, _s.at).where(_s.state == "waiting", _s.at <= now).order_by(_s.at, _s.id)
    )
    return [Due(*row) for row in rows]


def take(connection: Connection, one: Due, renewed_at: int) -> SendMessage | None:
    """What to send, and then to tell with `done`; None when it was cancelled meanwhile or is to be shown to its sender.
    The school is held first: who cancels it waits. `renewed_at`: when the server was restored, or 0."""
    feed.hold(connection, one.school)
    mine = (_s.school == one.school) & (_s.id == one.id)
    content = connection.scalar(select(_s.content).where(mine, _s.state == "waiting"))
    if content is None:
        return None
    if one.at < renewed_at - LATE_MS:
        hold_back(connection, one, problem("restored", QT_TRANSLATE_NOOP(
            "errors", "The school's server was out of order at that moment."
        )))  # fmt: skip
        return None
    return msgspec.json.decode(content, type=SendMessage)


def done(connection: Connection, one: Due) -> None:
    """It was sent."""
    connection.execute(delete(t.scheduled).where(_s.school == one.school, _s.id == one.id))


def hold_back(connection: Connection, one: Due, why: Problem) -> None:
    """It stays with its sender, who is told why."""
    connection.execute(update(t.scheduled).where(_s.school == one.school, _s.id == one.id).values(state="held"))
    shown = objects.payload(connection, one.school, "sent_message", one.id, kinds.Message)
    message_parts.change(connection, one.school, "sent_message", one.id, shown.sender, held=(why,))


def cancel(connection: Connection, acting: Acting, message: str) -> bool:
    """It becomes a draft again, of whoever takes it back where it was a shared mailbox's; False where nothing of the
    own is scheduled under this id."""
    school = acting.school.id
    mine = (_s.school == school) & (_s.id == message)
    row = connection.execute(select(_s.account, _s.content).where(mine)).first()
    args = None if row is None else msgspec.json.decode(row.content, type=SendMessage)
    if row is None or args is None or (args.mailbox or row.account) not in acting.own:
        return False
    connection.execute(delete(t.scheduled).where(mine))
    feed.remove(connection, school, "sent_message", message)
    drafts.keep(connection, acting, as_draft(message, args, _reminded(connection, acting, args)))
    return True


def _reminded(connection: Connection, acting: Acting, args: SendMessage) -> list[str]:
    """Whom it would remind now."""
    if args.remind is None:
        return []
    try:
        return audience.silent(connection, acting, args.remind)
    except Rejected:
        return []  # all have reacted


def as_draft(id_: str, args: SendMessage, reminded: Sequence[str] = ()) -> SaveDraft:
    """Its words as a draft. A reminder becomes an answer to the own message, to those by name who are silent now."""
    return SaveDraft(
        draft=id_,
        to=list(dict.fromkeys([*args.to, *reminded])),
        pupil=args.pupil,
        subject=args.subject,
        body=args.body,
        body_type=args.body_type,
        in_reply_to=args.in_reply_to or args.remind,
        attachments=args.attachments,
        groups=args.groups,
        asks=args.asks,
        answer_by=args.answer_by,
        mailbox=args.mailbox,
        send_at=args.send_at,
    )
