"""To whom an account may write: the contacts it sees, and the sender of a message that it got and may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, select, text, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.ids import made_at
from ssdesk.server import feed, grants, message_parts, objects, shared_mailboxes
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.http import problem

_m, _c, _a = t.message.c, t.copy.c, t.account.c
FIXED = frozenset({"inbox", "later", "archive", "trash"})
MOST_NAMED = 10  # of those who are gone
TAKEN_FROM = "-"
"""Before the folder of a copy that was taken back: it lies in none, so that nothing that waits in one finds it."""
# Tombstones too: somebody who was seen and has left since is answered with that, not with "unknown".
_SEEN = text(
    "SELECT f.oid, f.op, o.payload FROM feed f"
    " JOIN grant_ g ON g.school = f.school AND g.scope = f.scope AND g.account = :account"
    " LEFT JOIN object_ o ON o.school = f.school AND o.kind = f.kind AND o.oid = f.oid"
    " WHERE f.school = :school AND f.kind = 'contact' AND f.oid IN :to"
).bindparams(bindparam("to", expanding=True))


class Place(NamedTuple):
    """Where a message lies in one mailbox: the id it has there, and its thread there."""

    id: str
    thread: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered. `thread`: in the writer's mailbox. `copy`: the writer's copy, None when it is their own
    message. `sent`: where it lies in the mailbox of its sender. `holder`: in whose mailbox it is answered, the
    writer's or a shared one. `pupil`: about whom it is there. `subject`: as its sender wrote it."""

    message: str
    thread: str
    copy: str | None
    sender: kinds.Contact
    sent: Place
    can_answer: bool
    holder: str
    pupil: str | None
    subject: str


def replied_to(connection: Connection, acting: Acting, id_: str | None) -> Reply | None:
    """Rejected (`unknown_message`) unless it lies in the own mailbox, or a shared one that they hold."""
    if id_ is None:
        return None
    school = acting.school.id
    join = t.copy.join(t.message, (_m.school == _c.school) & (_m.id == _c.message))
    found = connection.execute(
        select(_m.id, _c.thread, _c.id.label("copy"), _m.sender, _m.thread.label("sent_thread"), _m.sender_name)
        .add_columns(_m.sender_role, _m.can_answer, _c.withdrawn_at, _c.recipient, _c.pupil, _m.subject)
        .select_from(join)
        .where(_c.school == school, _c.id == id_, _c.recipient.in_(acting.own))
    ).first()
    if found is not None:
        if found.withdrawn_at is not None:
            bring_back(connection, acting, id_, found.withdrawn_at)
        sender = kinds.Contact(found.sender, found.sender_name, found.sender_role, "")
        sent = Place(found.id, found.sent_thread)
        return Reply(
            found.id,
            found.thread,
            found.copy,
            sender,
            sent,
            found.can_answer,
            holder=found.recipient,
            pupil=found.pupil,
            subject=found.subject,
        )
    own = connection.execute(
        select(_m.id, _m.thread, _m.sender, _m.sender_name, _m.sender_role, _m.pupil, _m.subject).where(
            _m.school == school, _m.id == id_, _m.sender.in_(acting.own)
        )
    ).first()
    if own is None:
        raise unknown_message()
    sender, sent = kinds.Contact(own.sender, own.sender_name, own.sender_role, ""), Place(own.id, own.thread)
    return Reply(
        own.id,
        own.thread,
        None,
        sender,
        sent,
        can_answer=False,
        holder=own.sender,
        pupil=own.pupil,
        subject=own.subject,
    )


def bring_back(connection: Connection, acting: Acting, copy: str, withdrawn_at: int) -> None:
    """A copy that was taken back, of a holder who reacts to it: Rejected, but for one who did so before it was taken
    back, and whose word comes again after a restore later than that of the sender. Who had read it keeps it, where it
    was and with the own marks.

    So only what was taken back before the restore, and is taken back now because the sender's word came again, comes
    back: the ids of both are the only thing left that tells who was first. What was taken back since, or is still taken
    back in what was restored, was unread when that was done; no id that the holder's program makes up changes that.
    """
    school, mine = acting.school.id, (_c.school == acting.school.id) & (_c.id == copy)
    row = connection.execute(
        select(_c.message, _c.recipient, _c.pupil, _c.thread, _c.in_reply_to, _c.folder)
        .add_columns(_c.flag, _c.unread, _c.snoozed_until, _m.withdrawn_at)
        .join_from(t.copy, t.message, (_m.school == _c.school) & (_m.id == _c.message))
        .where(mine)
        .with_for_update(of=t.copy)
    ).one()
    came_again = acting.replaying and withdrawn_at <= acting.renewed_at <= row.withdrawn_at
    if not came_again or made_at(acting.id) > withdrawn_at:
        raise unknown_message(for_good=True)
    folder = _still_there(connection, school, row.recipient, row.folder.removeprefix(TAKEN_FROM) or "inbox")
    connection.execute(update(t.copy).where(mine).values(withdrawn_at=None, folder=folder))
    sent = objects.payload(connection, school, "sent_message", row.message, kinds.Message)
    shared = {name: getattr(sent, name) for name in message_parts.SHARED}
    there = kinds.Message(
        id=copy, thread=row.thread, folder=folder, pupil=row.pupil, in_reply_to=row.in_reply_to,
        flag=row.flag, unread=row.unread, snoozed_until=row.snoozed_until, **shared,
    )  # fmt: skip
    blobs = [attachment.sha256 for attachment in sent.attachments]
    holder, shared_one = row.recipient, row.recipient != acting.account
    message_parts.put(connection, school, "message", there, holder, row.message, blobs=blobs, shared=shared_one)
    feed.flush(connection)


def _still_there(connection: Connection, school: str, account: str, folder: str) -> str:
    """The folder, or the archive, where everything went that lay in one of the own folders when it was deleted."""
    f = t.folder.c
    own = select(f.id).where(f.school == school, f.id == folder, f.account == account, ~f.deleted).with_for_update()
    return folder if folder in FIXED or connection.scalar(own) is not None else "archive"


def writer(acting: Acting, mailbox: str | None, reply: Reply | None) -> str:
    """In whose name it goes out: the account's, or that of a shared mailbox. An answer to what lies in a shared mailbox
    is always the mailbox's, also where a desktop does not say so. Rejected (`not_your_mailbox`): one that they do not
    hold, or another one than that of what is answered."""
    name = mailbox or (reply.holder if reply is not None else acting.account)
    if name in acting.own and (reply is None or name == reply.holder):
        return name
    raise Rejected(
        problem(
            "not_your_mailbox",
            QT_TRANSLATE_NOOP("errors", "You cannot write in the name of this mailbox."),
            QT_TRANSLATE_NOOP("errors", "Your text is kept as a draft. Send it in your own name, or ask the office."),
        )
    )


def addressees(
    connection: Connection, acting: Acting, to: Sequence[str], reply: Reply | None, writer: str
) -> list[kinds.Contact]:
    """Each once, in the order given. Rejected: `recipient_left`, `unknown_recipient`."""
    wanted = list(dict.fromkeys(to))
    known, left = _contacts(connection, acting, wanted)
    if reply is not None and reply.copy is not None and reply.can_answer:
        if reply.sender.id not in known and shared_mailboxes.among(connection, acting.school.id, [reply.sender.id]):
            raise _nobody_reads(reply.sender.name)  # everybody sees one that somebody holds
        known.setdefault(reply.sender.id, reply.sender)
    out = (_a.school == acting.school.id) & _a.id.in_([*known, *left]) & _a.state.in_(grants.OUT)
    gone = set(connection.scalars(select(_a.id).where(out)))
    if gone:
        names = _as_written(connection, acting) | {account: contact.name for account, contact in known.items()}
        raise _left([names[account] for account in wanted if account in gone and account in names])
    found = []
    for account in wanted:
        if account not in known or account == writer:
            raise _unknown_recipient()
        found.append(known[account])
    return found


def _as_written(connection: Connection, acting: Acting) -> dict[str, str]:
    """The names in what the writer planned under this id, which that account has anyway. A tombstone alone tells only
    that somebody of the writer's scopes once saw a person, not that the writer did."""
    where = (t.scheduled.c.school == acting.school.id) & (t.scheduled.c.id == acting.id)
    if connection.scalar(select(t.scheduled.c.account).where(where)) != acting.account:
        return {}
    planned = objects.payload(connection, acting.school.id, "sent_message", acting.id, kinds.Message)
    return {one.account: one.name for one in planned.recipients}


def known(connection: Connection, acting: Acting, accounts: Sequence[str]) -> dict[str, kinds.Contact]:
    """Those of these whom the asker sees anyway."""
    return _contacts(connection, acting, accounts)[0]


def _contacts(
    connection: Connection, acting: Acting, wanted: Sequence[str]
) -> tuple[dict[str, kinds.Contact], set[str]]:
    """Those whom the writer sees, and those it once saw."""
    seen: dict[str, kinds.Contact] = {}
    left: set[str] = set()
    if not wanted:
        return seen, left
    bound = {"school": acting.school.id, "account": acting.account, "to": list(wanted)}
    for oid, op, payload in connection.execute(_SEEN, bound):
        if op == "put":
            seen[oid] = msgspec.json.decode(payload, type=kinds.Contact)
        else:
            left.add(oid)
    return seen, left


def places(connection: Connection, acting: Acting, reply: Reply, to: Sequence[str]) -> dict[str, Place]:
    """Where the answered message lies in the mailboxes of those recipients who have it."""
    found = {
        recipient: Place(id_, thread)
        for recipient, id_, thread in connection.execute(
            select(_c.recipient, _c.id, _c.thread).where(
                _c.school == acting.school.id,
                _c.message == reply.message,
                _c.recipient.in_(to),
                _c.withdrawn_at.is_(None),
            )
        )
    }
    found[reply.sender.id] = reply.sent
    return found


def unknown_message(*, for_good: bool = False) -> Rejected:
    return Rejected(
        problem(
            "unknown_message",
            QT_TRANSLATE_NOOP("errors", "This message is not in the mailbox."),
            QT_TRANSLATE_NOOP("errors", "It may have been removed. Receive again and look once more."),
        ),
        for_good=for_good,
    )


def _unknown_recipient() -> Rejected:
    return Rejected(
        problem(
            "unknown_recipient",
            QT_TRANSLATE_NOOP("errors", "You cannot write to one of these people."),
            QT_TRANSLATE_NOOP("errors", "Choose the recipients again from the list, or ask the school."),
        )
    )


def _nobody_reads(name: str) -> Rejected:
    return Rejected(
        problem(
            "nobody_reads",
            QT_TRANSLATE_NOOP("errors", "Nobody at the school reads {name} any more."),
            QT_TRANSLATE_NOOP("errors", "Write to somebody else of the school."),
            name=name,
        )
    )


def _left(names: Sequence[str]) -> Rejected:
    """Those of them whose names the writer has."""
    advice = QT_TRANSLATE_NOOP("errors", "Write to somebody else of the school.")
    if not names:
        return Rejected(
            problem("recipient_left", QT_TRANSLATE_NOOP("errors", "One of the recipients has left the school."), advice)
        )
    if len(names) == 1:
        one = QT_TRANSLATE_NOOP("errors", "{name} has left the school and gets no messages any more.")
        return Rejected(problem("recipient_left", one, advice, name=names[0]))
    several = QT_TRANSLATE_NOOP("errors", "{names} have left the school and get no messages any more.")
    shown = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    return Rejected(problem("recipient_left", several, advice, names=shown))
