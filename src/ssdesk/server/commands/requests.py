"""What is asked of a recipient, what it says to that with one click, and taking back what nobody read."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Respond, SendMessage, Withdraw
from ssdesk.protocol.ids import made_at
from ssdesk.rules.agreements.asked import reaction_asked
from ssdesk.rules.seen import is_blank
from ssdesk.server import agreements, audit, feed, message_parts
from ssdesk.server import tables as t
from ssdesk.server.commands import agreed, receipts, scheduled
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.commands.recipients import TAKEN_FROM, bring_back, unknown_message
from ssdesk.server.http import problem

_m, _c, _a = t.message.c, t.copy.c, t.account.c
YEAR_MS = 366 * 24 * 3600 * 1000


def check(connection: Connection, acting: Acting, args: SendMessage) -> None:
    """Rejected: `late_answer` for a deadline that lies behind or far ahead, `late_send`, `no_reason`,
    `no_emergency` (R8). What is sent again after a restore was in time when it was sent first."""
    if not acting.sent_before:
        _check_moments(acting, args)
    if not args.emergency:
        return
    if is_blank(args.emergency):
        raise Rejected(
            problem(
                "no_reason",
                QT_TRANSLATE_NOOP("errors", "An emergency needs a reason."),
                QT_TRANSLATE_NOOP("errors", "Write in a few words why this cannot wait."),
            )
        )
    row = connection.execute(
        select(_a.kind, _a.role, _a.office).where(_a.school == acting.school.id, _a.id == acting.account)
    ).one()
    named = {"office"} if row.office else set()
    if row.kind != "staff" or not (named | {row.role}) & set(acting.school.settings.emergency):
        raise Rejected(
            problem(
                "no_emergency",
                QT_TRANSLATE_NOOP("errors", "The school does not let this account send emergencies."),
                QT_TRANSLATE_NOOP("errors", "Send it as an ordinary message, or ask the school's office."),
            )
        )


def _check_moments(acting: Acting, args: SendMessage) -> None:
    _check_moment(args.answer_by, acting.now, "late_answer", QT_TRANSLATE_NOOP(
        "errors", "The moment before which an answer is asked has passed, or is more than a year away."
    ))  # fmt: skip
    _check_moment(args.send_at, acting.now - YEAR_MS, "late_send", QT_TRANSLATE_NOOP(
        "errors", "The message cannot be sent at that moment."
    ))  # fmt: skip


def _check_moment(at: int | None, after: int, code: str, title: str) -> None:
    if at is not None and not after < at < after + 2 * YEAR_MS:
        raise Rejected(problem(code, title, QT_TRANSLATE_NOOP("errors", "Choose another moment and send it again.")))


def respond(connection: Connection, acting: Acting, args: Respond) -> None:
    """The last word counts; it ends the clock of an answer that is waited for. Rejected: `unknown_message`,
    `not_asked`."""
    school = acting.school.id
    mine = (_c.school == school) & (_c.id == args.message) & _c.recipient.in_(acting.own)
    row = connection.execute(
        select(_c.response, _c.recipient, _c.in_reply_to, _c.withdrawn_at, _c.answered_at)
        .add_columns(_m.asks, _m.answer_by, _m.group_)
        .join_from(t.copy, t.message, (_m.school == _c.school) & (_m.id == _c.message))
        .where(mine)
        .with_for_update()
    ).first()
    if row is None:
        raise unknown_message()
    if row.withdrawn_at is not None:
        bring_back(connection, acting, args.message, row.withdrawn_at)
    asked = {"confirmed": row.asks == "confirm", "follows": bool(row.asks or row.answer_by)}
    if not asked["follows"] and not row.group_:
        asked["follows"] = _reaction_asked(connection, acting, answers=row.in_reply_to is not None)
    if not asked.get(args.response, True):
        raise Rejected(
            problem(
                "not_asked",
                QT_TRANSLATE_NOOP("errors", "This message does not ask for that."),
                QT_TRANSLATE_NOOP("errors", "Write an answer instead."),
            )
        )
    if row.response == args.response:
        return
    at = acting.now if row.answered_at is None else max(acting.now, row.answered_at + 1)  # they may come in one batch
    said = {"response": args.response, "responded_at": at}
    connection.execute(update(t.copy).where(mine).values(**said))
    message_parts.change(connection, school, "message", args.message, row.recipient, **said)
    receipts.note(connection, school, args.message)


def _reaction_asked(connection: Connection, acting: Acting, *, answers: bool) -> bool:
    """Of a personal message that asks nothing, by the agreements (R6)."""
    document = agreements.current(connection, acting.school.id)
    return reaction_asked(document, agreed.role(connection, acting), group=False, answers=answers)


def _cancel(connection: Connection, acting: Acting, message: str) -> int:
    """Whoever read it and did not answer sees that its sender took it back; how many they are."""
    school = acting.school.id
    silent = _c.answered_at.is_(None) & _c.response.in_(("", "follows")) & _c.withdrawn_at.is_(None)
    read = connection.execute(
        select(_c.id, _c.recipient).where(_c.school == school, _c.message == message, _c.opened_at.is_not(None), silent)
    ).all()
    for copy, recipient in read:
        message_parts.change(
            connection, school, "message", copy, recipient, _together(message), withdrawn_at=acting.now
        )
    return len(read)


def _together(message: str) -> str:
    """All copies change with one seq, those that are kept and those that vanish: none tells how many others there are,
    nor how many of them read it (R4)."""
    return f"withdraw {message}"


def withdraw(connection: Connection, acting: Acting, args: Withdraw) -> None:
    """Copies that nobody opened or reacted to vanish everywhere; one that was to be sent later becomes a draft again.
    Who had read it keeps it, and is asked nothing any more (R6). Again, it takes back what became of it since:
    nothing."""
    school = acting.school.id
    feed.hold(connection, school)
    if scheduled.cancel(connection, acting, args.message):
        return
    own = (_m.school == school) & (_m.id == args.message) & _m.sender.in_(acting.own)
    row = connection.execute(
        select(_m.withdrawn_at, _m.sender, _m.asks, _m.answer_by, _m.group_).where(own).with_for_update()
    ).first()
    if row is None:
        raise unknown_message()
    if row.withdrawn_at is not None:
        return
    at = made_at(acting.id) if acting.replaying else acting.now  # see recipients.bring_back
    unread = _c.opened_at.is_(None) & _c.answered_at.is_(None) & (_c.response == "") & _c.withdrawn_at.is_(None)
    taken = connection.scalars(
        update(t.copy)
        .where(_c.school == school, _c.message == args.message, unread)
        .values(withdrawn_at=at, folder=TAKEN_FROM + _c.folder)
        .returning(_c.id)
    ).all()
    asks = bool(row.asks) or row.answer_by is not None
    waiting = _cancel(connection, acting, args.message) if asks or not row.group_ else 0
    if not taken and not (asks and waiting):
        raise Rejected(
            problem(
                "all_read",
                QT_TRANSLATE_NOOP("errors", "Everybody has read this message already."),
                QT_TRANSLATE_NOOP("errors", "It cannot be taken back any more. You can send a message after it."),
            )
        )
    for copy in taken:
        feed.remove(connection, school, "message", copy, together=_together(args.message))
    connection.execute(update(t.message).where(own).values(withdrawn_at=acting.now))
    message_parts.change(connection, school, "sent_message", args.message, row.sender, withdrawn_at=acting.now)
    audit.record(
        connection, school, acting.now, acting.account, "withdraw_message", subject=args.message,
        detail=f"{len(taken)}",
    )  # fmt: skip
