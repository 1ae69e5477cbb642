"""Messages: sending, opening (the only thing that makes a receipt, R11), moving to a folder, the holder's own marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

import msgspec
from sqlalchemy import Connection, insert, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import MarkUnread, MoveMessage, OpenMessage, SendMessage, SetFlag, Snooze
from ssdesk.protocol.ids import derived
from ssdesk.protocol.mailboxes import moved_from
from ssdesk.rules import markup
from ssdesk.rules.seen import is_blank
from ssdesk.server import audit, effects, message_parts, objects, shared_mailboxes
from ssdesk.server import tables as t
from ssdesk.server.commands import (
    agreed,
    answering,
    audience,
    drafts,
    files,
    notifications,
    receipts,
    requests,
    scheduled,
)
from ssdesk.server.commands.acting import Acting, Rejected, reused_id
from ssdesk.server.commands.recipients import Reply, bring_back, places, replied_to, unknown_message, writer
from ssdesk.server.hot import Bulk
from ssdesk.server.http import problem

_m, _c = t.message.c, t.copy.c
LATER = "later"
OWN_FOLDER = 32  # characters of the id of a folder that somebody made
_INSERT_COPIES = Bulk(
    "copy",
    dict.fromkeys(("school", "id", "message", "recipient", "name", "role", "pupil", "thread", "in_reply_to"), "text"),
)
_id = attrgetter("id")
FOLDERS = {"message": ("inbox", "archive", "trash"), "sent_message": ("sent", "archive", "trash")}


# ---- Sending ---------------------------------------------------------------------------------------------------------
def send(connection: Connection, acting: Acting, args: SendMessage) -> None:
    """The sender's message and a copy of its own for each recipient, who never learns of the others (R4). With a moment
    that is to come it is kept until then."""
    _send(connection, acting, args, later=args.send_at is not None and args.send_at > acting.now)
    if args.draft is not None:
        drafts.discard(connection, acting, args.draft)


def send_scheduled(connection: Connection, acting: Acting, args: SendMessage) -> None:
    """One whose moment has come, checked as if it were written then. Rejected: see `send`."""
    _send(connection, acting, msgspec.structs.replace(args, send_at=None), planned=args.send_at)


def _send(
    connection: Connection, acting: Acting, args: SendMessage, *, later: bool = False, planned: int | None = None
) -> None:
    """`planned`: for when, and the sender's mailbox has it already. It is judged at that moment: that the school's
    server comes to it later is nobody's fault."""
    words = markup.unmarked(args.body, args.body_type)
    _check_text(acting, args, words)
    requests.check(connection, acting, args)
    school = acting.school.id
    reply = replied_to(connection, acting, args.in_reply_to or args.remind)
    name = writer(acting, args.mailbox, reply)
    shared = name != acting.account
    args = msgspec.structs.replace(args, mailbox=name if shared else None)
    to = audience.resolve(connection, acting, args, reply, name)
    waited, moment = planned is not None, acting.now if planned is None else planned
    agreed.check(connection, acting, args, words, to, answered=reply.subject if reply else "", now=moment)
    pupil = _about(connection, acting, args.pupil, reply)
    attachments = files.checked(connection, acting, args.attachments)
    body = markup.clean(args.body, {file.sha256 for file in attachments}) if args.body_type == "html" else args.body
    sender = objects.payload(connection, school, "contact", name, kinds.Contact)
    sent = kinds.Message(
        id=acting.id,
        thread=reply.thread if reply else acting.id,
        sent_at=acting.now,
        sender=name,
        sender_name=sender.name,
        sender_role=sender.role,
        subject=" ".join(args.subject.split()),
        preview=markup.preview(body, args.body_type),
        body=body,
        body_type=args.body_type,
        folder="sent",
        pupil=pupil or (to[0].pupil if len(to) == 1 else None),
        in_reply_to=args.in_reply_to or args.remind,
        attachments=attachments,
        answer_by=args.answer_by,
        group=bool(args.groups) or _to_group(connection, school, args.remind),
        recipients=[kinds.Recipient(contact.id, contact.name, contact.role) for contact in to],
        asks=args.asks or ("answer" if args.answer_by else ""),
        emergency=" ".join(args.emergency.split()),
        count=len(to),
    )
    if later:
        kept = {"send_at": args.send_at, "groups": args.groups, "named": len(set(args.to)) if args.groups else 0}
        scheduled.keep(connection, acting, args, msgspec.structs.replace(sent, folder="scheduled", **kept))
        return
    blobs = [attachment.sha256 for attachment in attachments]
    _insert_message(connection, school, sent, waited=waited)
    message_parts.put_shared(connection, school, sent)
    message_parts.put(
        connection, school, "sent_message", sent, name, sent.id, new=not waited, blobs=blobs, shared=shared
    )
    _deliver(connection, acting, sent, to, reply)
    if reply and reply.copy:
        for copy in _asked(connection, school, reply.copy):
            _mark_answered(connection, acting, copy)
        answering.stop(connection, acting, reply.copy)
    if shared:  # who it was stands nowhere else
        audit.record(connection, school, acting.now, acting.account, "send_as_mailbox", subject=sent.id, detail=name)
    if sent.emergency:
        audit.record(
            connection, school, acting.now, acting.account, "emergency_message", subject=sent.id, detail=sent.emergency
        )
    notices, forwards = notifications.wanting_mail(connection, school, [contact.id for contact in to])
    detail = {"emergency": "yes"} if sent.emergency else {}
    for kind, accounts, more in (("notice", notices, {}), ("forward", forwards, {"message": sent.id})):
        effects.add_all(connection, school, kind, accounts, cause=acting.id, now=acting.now, detail=detail | more)


def _to_group(connection: Connection, school: str, message: str | None) -> bool:
    return bool(connection.scalar(select(_m.group_).where(_m.school == school, _m.id == message)))


def _check_text(acting: Acting, args: SendMessage, words: str) -> None:
    if "send" in acting.no_rights:
        raise Rejected(
            problem(
                "may_not_send",
                QT_TRANSLATE_NOOP("errors", "The school does not let this account send messages for now."),
                QT_TRANSLATE_NOOP("errors", "You can still read everything. Ask the school when this ends."),
            )
        )
    if is_blank(args.subject):
        raise Rejected(
            problem(
                "no_subject",
                QT_TRANSLATE_NOOP("errors", "The message has no subject."),
                QT_TRANSLATE_NOOP("errors", "Write in a few words what it is about."),
            )
        )
    if is_blank(words):
        raise Rejected(
            problem(
                "no_text",
                QT_TRANSLATE_NOOP("errors", "The message has no text."),
                QT_TRANSLATE_NOOP("errors", "Write at least one sentence, also with an attachment."),
            )
        )


def _about(connection: Connection, acting: Acting, pupil: str | None, reply: Reply | None) -> str | None:
    """About which child: a co-account's own, always; staff name one they may see, or that of what they answer."""
    if acting.pupil is not None and pupil in (None, acting.pupil):
        return acting.pupil
    answers = reply is not None and pupil == reply.pupil
    if pupil is None or (acting.pupil is None and (answers or _sees_pupil(connection, acting, pupil))):
        return pupil
    raise Rejected(
        problem(
            "unknown_pupil",
            QT_TRANSLATE_NOOP("errors", "The message is about a child that this account does not know."),
            QT_TRANSLATE_NOOP("errors", "Choose the child again and send it once more."),
        )
    )


def _asked(connection: Connection, school: str, copy: str) -> Iterator[str]:
    """The copy that is answered, and before it those of which it reminds: in its mailbox, of the same sender."""
    join = t.copy.join(t.message, (_m.school == _c.school) & (_m.id == _c.message))
    columns = select(_c.recipient, _c.in_reply_to, _m.sender).select_from(join).where(_c.school == school)
    row = connection.execute(columns.where(_c.id == copy)).one()
    yield copy
    while row.in_reply_to is not None:
        copy, same = row.in_reply_to, (_c.recipient == row.recipient) & (_m.sender == row.sender)
        found = connection.execute(columns.where(_c.id == copy, same, _c.withdrawn_at.is_(None))).first()
        if found is None:
            return
        row = found
        yield copy


def _mark_answered(connection: Connection, acting: Acting, copy: str) -> None:
    """The first answer counts."""
    mine = (_c.school == acting.school.id) & (_c.id == copy)
    answered = update(t.copy).where(mine, _c.answered_at.is_(None)).values(answered_at=acting.now).returning(_c.id)
    if connection.execute(answered).first() is not None:
        _change(connection, acting.school.id, "message", copy, answered_at=acting.now)
        receipts.note(connection, acting.school.id, copy)


def _sees_pupil(connection: Connection, acting: Acting, pupil: str) -> bool:
    return objects.visible(connection, acting.school.id, acting.account, "pupil", pupil)


def _insert_message(connection: Connection, school: str, sent: kinds.Message, *, waited: bool) -> None:
    """Rejected: somebody else sent a message under this id, or plans to."""
    if scheduled.is_sent(connection, school, sent.id) or (not waited and scheduled.waits(connection, school, sent.id)):
        raise reused_id()
    connection.execute(
        insert(t.message).values(
            school=school,
            id=sent.id,
            thread=sent.thread,
            sender=sent.sender,
            sender_name=sent.sender_name,
            sender_role=sent.sender_role,
            pupil=sent.pupil,
            subject=sent.subject,
            body=sent.body,
            body_type=sent.body_type,
            preview=sent.preview,
            attachments=msgspec.json.encode(sent.attachments).decode(),
            sent_at=sent.sent_at,
            in_reply_to=sent.in_reply_to,
            answer_by=sent.answer_by,
            asks=sent.asks,
            emergency=sent.emergency,
            group_=sent.group,
        )
    )


def _deliver(
    connection: Connection, acting: Acting, sent: kinds.Message, to: list[kinds.Contact], reply: Reply | None
) -> None:
    """A copy into each recipient's mailbox, in the thread that the answered message has there. In the mailbox of a
    co-account or pupil a message is about that child; the sender's words about whom stay with the sender's side."""
    school = acting.school.id
    ids = [contact.id for contact in to]
    answered = places(connection, acting, reply, ids) if reply else {}
    rows: list[tuple[object, ...]] = []
    copies: list[tuple[str, msgspec.Struct]] = []
    blobs = frozenset(attachment.sha256 for attachment in sent.attachments)
    mailboxes = shared_mailboxes.among(connection, school, ids)
    received = message_parts.own(msgspec.structs.replace(sent, folder="inbox", recipients=[], count=0))
    for contact in sorted(to, key=_id):  # so that rows land side by side
        place = answered.get(contact.id)
        id_ = derived(sent.id, contact.id)  # after a restore the same: what the recipient did still finds it
        thread, in_reply_to = (place.thread, place.id) if place else (sent.id, None)
        pupil = contact.pupil or sent.pupil
        rows.append((school, id_, sent.id, contact.id, contact.name, contact.role, pupil, thread, in_reply_to))
        copy = msgspec.structs.replace(received, id=id_, thread=thread, in_reply_to=in_reply_to, pupil=pupil)
        copies.append((contact.id, copy))
    message_parts.put_copies(connection, school, sent.id, copies, blobs, mailboxes)
    _INSERT_COPIES(connection, rows)


# ---- What the holder of a mailbox does with a message ----------------------------------------------------------------
def open_(connection: Connection, acting: Acting, args: OpenMessage) -> None:
    """Makes the receipt, once, in the copy and for the sender. A mark as unread goes."""
    school = acting.school.id
    if _own_copy(connection, acting, args.message, read=True) is None:
        raise unknown_message()
    opened = connection.execute(
        update(t.copy)
        .where(_c.school == school, _c.id == args.message, _c.opened_at.is_(None))
        .values(opened_at=acting.now)
        .returning(_c.id)
    ).first()
    connection.execute(update(t.copy).where(_c.school == school, _c.id == args.message).values(unread=False))
    if opened is None:
        _change(connection, school, "message", args.message, unread=False)
        return
    _change(connection, school, "message", args.message, opened_at=acting.now, unread=False)
    receipts.note(connection, school, args.message)


def move(connection: Connection, acting: Acting, args: MoveMessage) -> None:
    """To another folder of the own mailbox."""
    kind, holder = _own_kind(connection, acting, args.message)
    if len(args.folder) == OWN_FOLDER and holder == acting.account:
        _require_folder(connection, acting, args.folder)
    elif args.folder not in FOLDERS[kind]:
        raise Rejected(
            problem(
                "wrong_folder",
                QT_TRANSLATE_NOOP("errors", "The message cannot be moved to this folder."),
                QT_TRANSLATE_NOOP("errors", "Choose another folder."),
            )
        )
    table = t.copy if kind == "message" else t.message
    mine = (table.c.school == acting.school.id) & (table.c.id == args.message)
    before = connection.scalars(select(table.c.folder).where(mine)).one()
    told = None if before == args.folder else {"came_from": moved_from(before, args.folder)}
    put_in(connection, acting.school.id, kind, args.message, args.folder, told)


def _require_folder(connection: Connection, acting: Acting, folder: str) -> None:
    """Rejected: the mailbox has no such folder. It is held, so that nothing is put into one that is being deleted."""
    mine = (
        (t.folder.c.school == acting.school.id)
        & (t.folder.c.id == folder)
        & (t.folder.c.account == acting.account)
        & ~t.folder.c.deleted
    )
    if connection.execute(select(t.folder.c.id).where(mine).with_for_update()).first() is None:
        raise Rejected(
            problem(
                "unknown_folder",
                QT_TRANSLATE_NOOP("errors", "This folder is not there any more."),
                QT_TRANSLATE_NOOP("errors", "The message stays where it is. Choose another folder."),
            )
        )


def put_in(
    connection: Connection, school: str, kind: str, id_: str, folder: str, told: Mapping[str, str] | None = None
) -> None:
    """The message lies in this folder of its mailbox now, and waits for no moment any more. `told`: see `_mark`."""
    awake = {"snoozed_until": None} if kind == "message" else {}
    _mark(connection, school, kind, id_, told, folder=folder, **awake)


def flag(connection: Connection, acting: Acting, args: SetFlag) -> None:
    """A colour on the own copy or on what one sent; nobody else learns of it."""
    kind, _ = _own_kind(connection, acting, args.message)
    _mark(connection, acting.school.id, kind, args.message, flag=args.flag)


def mark_unread(connection: Connection, acting: Acting, args: MarkUnread) -> None:
    """As unread again, or no more so. The receipt stays (R11): the sender learns nothing of this."""
    if _own_copy(connection, acting, args.message) is None:
        raise unknown_message()
    _mark(connection, acting.school.id, "message", args.message, unread=args.unread)


def snooze(connection: Connection, acting: Acting, args: Snooze) -> None:
    """Into the folder later until the moment, or back at it."""
    if _own_copy(connection, acting, args.message) is None:
        raise unknown_message()
    if args.due:
        wake(connection, acting.school.id, args.message, args.until)
    elif args.until <= acting.now:  # it waited in an outbox too long, or a restore has it sent again
        came_back(connection, acting.school.id, args.message, args.until)
    else:
        _mark(connection, acting.school.id, "message", args.message, folder=LATER, snoozed_until=args.until)


def wake(connection: Connection, school: str, copy: str, until: int) -> None:
    """Back into the inbox, if it still waits for this very moment."""
    waits = select(_c.id).where(_c.school == school, _c.id == copy, _c.folder == LATER, _c.snoozed_until == until)
    if connection.execute(waits.with_for_update()).first() is not None:
        came_back(connection, school, copy, until)


def came_back(connection: Connection, school: str, copy: str, until: int) -> None:
    """In the inbox, unread, with the moment for which it waited."""
    _mark(connection, school, "message", copy, folder="inbox", unread=True, snoozed_until=until)


def _own_kind(connection: Connection, acting: Acting, id_: str) -> tuple[str, str]:
    """Whether it is a copy in the own mailbox, or a shared one, or a message sent from there; and whose mailbox it is.
    Rejected: neither."""
    if (holder := _own_copy(connection, acting, id_)) is not None:
        return "message", holder
    own = select(_m.sender).where(_m.school == acting.school.id, _m.id == id_, _m.sender.in_(acting.own))
    holder = connection.scalar(own.with_for_update())
    if holder is None:
        raise unknown_message()
    return "sent_message", holder


def _mark(
    connection: Connection,
    school: str,
    kind: str,
    id_: str,
    told: Mapping[str, str] | None = None,
    **fields: str | int | None,
) -> None:
    """These fields, in the table and in what travels; what is `told` only travels."""
    table = t.copy if kind == "message" else t.message
    connection.execute(update(table).where(table.c.school == school, table.c.id == id_).values(**fields))
    _change(connection, school, kind, id_, **(told or {}), **fields)


def _own_copy(connection: Connection, acting: Acting, id_: str, *, read: bool = False) -> str | None:
    """In whose mailbox this copy lies, if that is the own one or a shared one that they hold. Rejected: it was taken
    back. `read`: see `bring_back`."""
    own = select(_c.recipient, _c.withdrawn_at).where(
        _c.school == acting.school.id, _c.id == id_, _c.recipient.in_(acting.own)
    )
    found = connection.execute(own.with_for_update()).first()
    if found is None:
        return None
    if found.withdrawn_at is not None and not read:
        raise unknown_message(for_good=True)
    if found.withdrawn_at is not None:
        bring_back(connection, acting, id_, found.withdrawn_at)
    return str(found.recipient)


def _change(connection: Connection, school: str, kind: str, oid: str, **fields: object) -> None:
    """The object with these fields changed, in the mailbox that it is in."""
    table, holder = (t.copy, _c.recipient) if kind == "message" else (t.message, _m.sender)
    owner = connection.scalars(select(holder).where(table.c.school == school, table.c.id == oid)).one()
    message_parts.change(connection, school, kind, oid, owner, **fields)
