"""Commands are applied exactly once, each in a transaction of its own.

The answer to a command is stored with its id in the same transaction, so that a command that comes again, after a lost
answer or a restore, gets the first answer again and has no second effect. `retry` is no answer: nothing is stored.
"""

from __future__ import annotations

import logging
import secrets
from hashlib import blake2b
from typing import get_args

import msgspec
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import commands as wire
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.server import feed, shared_mailboxes
from ssdesk.server import tables as t
from ssdesk.server.commands import (
    agenda,
    answering,
    details,
    drafts,
    files,
    folders,
    messages,
    notifications,
    own_texts,
    requests,
)
from ssdesk.server.commands.acting import Acting, Apply, Rejected, reused_id
from ssdesk.server.http import Call, Endpoint, Failure, problem
from ssdesk.server.schools import School

log = logging.getLogger(__name__)

APPLY: dict[type, Apply] = {
    wire.SendMessage: messages.send,
    wire.OpenMessage: messages.open_,
    wire.TellAnswering: answering.tell,
    wire.Respond: requests.respond,
    wire.Withdraw: requests.withdraw,
    wire.MoveMessage: messages.move,
    wire.SetFlag: messages.flag,
    wire.MarkUnread: messages.mark_unread,
    wire.Snooze: messages.snooze,
    wire.SaveFolder: folders.save,
    wire.DeleteFolder: folders.delete_,
    wire.SaveText: own_texts.save,
    wire.DeleteText: own_texts.delete_,
    wire.SaveDraft: drafts.save,
    wire.DeleteDraft: drafts.delete_,
    wire.SetNotifications: notifications.set_,
    wire.ChangeDetails: details.change,
    wire.TickItem: agenda.tick,
}
assert APPLY.keys() == set(get_args(wire.Args))  # noqa: S101 - a type without a function must not start

_a, _c = t.account.c, t.command.c
_encode = msgspec.json.Encoder(order="deterministic").encode


async def take(call: Call) -> wire.CommandAnswer:
    """The results of a batch, in its order. Failure 409 when it is of another epoch: nothing was done."""
    epoch = call.parts.identity.epoch
    if call.body.epoch not in ("", epoch):
        raise Failure(409, OtherEpoch(epoch, call.body.epoch))
    results = [await _once(call, command) for command in call.body.commands]
    return wire.CommandAnswer(epoch, results)


async def _once(call: Call, command: wire.Command) -> wire.CommandResult:
    identity = call.parts.identity
    renewed_at = identity.renewed_at if identity.is_replaying(call.now) else 0
    try:
        try:
            return await call.db.run(apply, call.school, call.account, command, call.now, renewed_at=renewed_at)
        except IntegrityError:  # on PostgreSQL the same command came twice at once: the other one was first
            return await call.db.run(apply, call.school, call.account, command, call.now, renewed_at=renewed_at)
    except Exception:
        number = secrets.token_hex(4)
        log.exception("Error %s in a command %s", number, command.type)
        sorry = problem(
            "internal",
            QT_TRANSLATE_NOOP("errors", "Something went wrong at the school's server."),
            QT_TRANSLATE_NOOP("errors", "It was noted as {number}. Try again later."),
            retry=True,
            number=number,
        )
        return wire.CommandResult(command.id, "retry", problem=sorry)


def apply(
    connection: Connection, school: School, account: str, command: wire.Command, now: int, *, renewed_at: int = 0
) -> wire.CommandResult:
    """One command, checked, done and stored; or the answer that it got before. `renewed_at`: when the server was
    restored, if that was lately: a message that is not there may be sent again by its sender soon, so that a command
    about it waits."""
    try:
        args = _args(command)
    except Rejected as refusal:
        return wire.CommandResult(command.id, "rejected", problem=refusal.problem)
    digest = _digest(command, args)
    earlier = connection.execute(
        select(_c.body_hash, _c.result).where(_c.school == school.id, _c.account == account, _c.id == command.id)
    ).first()
    if earlier is not None:
        return _again(command, earlier.body_hash == digest, earlier.result)
    try:
        who = acting(connection, school, account, command.id, now, command.if_version, renewed_at=renewed_at)
        with connection.begin_nested():
            files.require(connection, who, command.needs)
            APPLY[type(args)](connection, who, args)
        result = wire.CommandResult(command.id, "ok", feed.settle(connection, school.id))
    except Rejected as refusal:
        feed.begin(connection)
        if renewed_at and not refusal.for_good and refusal.problem.code in ("unknown_message", "unknown_folder"):
            return wire.CommandResult(command.id, "retry", problem=refusal.problem)
        if refusal.status == "retry":
            return wire.CommandResult(command.id, "retry", problem=refusal.problem)
        seq = feed.settle(connection, school.id)
        status: wire.Status = "conflict" if refusal.status == "conflict" else "rejected"
        result = wire.CommandResult(command.id, status, seq, refusal.problem)
    values = {"body_hash": digest, "result": _encode(result), "at": now}
    connection.execute(insert(t.command).values(school=school.id, account=account, id=command.id, **values))
    return result


def _args(command: wire.Command) -> wire.Args:
    """Rejected: `unknown_command`, `bad_arguments`. Not stored: a newer server may know better."""
    type_ = wire.COMMANDS.get(command.type)
    if type_ is None:
        raise Rejected(
            problem(
                "unknown_command",
                QT_TRANSLATE_NOOP("errors", "The school's server cannot do this yet."),
                QT_TRANSLATE_NOOP("errors", "Everything else goes on. Ask the school to update its server."),
                type=command.type,
            )
        )
    try:
        return msgspec.json.decode(command.args, type=type_)
    except msgspec.DecodeError as error:
        raise Rejected(
            problem(
                "bad_arguments",
                QT_TRANSLATE_NOOP("errors", "The school's server did not understand this program."),
                QT_TRANSLATE_NOOP("errors", "Look for a newer version of ssdesk."),
                detail=str(error),
            )
        ) from error


def _digest(command: wire.Command, args: wire.Args) -> bytes:
    """Of what the command asks. What has its default does not count, so that a field added later changes nothing."""
    asked = {
        field.name: getattr(args, field.name)
        for field in msgspec.structs.fields(args)
        if getattr(args, field.name) != field.default
    }
    body = _encode([command.type, asked, sorted(command.needs), command.if_version])
    return blake2b(body, digest_size=32).digest()


def _again(command: wire.Command, same: bool, result: bytes) -> wire.CommandResult:
    """The stored answer, for the same command; an id is never used for another."""
    if same:
        return msgspec.json.decode(result, type=wire.CommandResult)
    return wire.CommandResult(command.id, "rejected", problem=reused_id().problem)


def acting(
    connection: Connection,
    school: School,
    account: str,
    id_: str,
    now: int,
    if_version: int | None = None,
    *,
    renewed_at: int = 0,
) -> Acting:
    """Rejected (to be tried again, when the gate will say more) for an account that is not active any more."""
    row = connection.execute(
        select(_a.kind, _a.pupil, _a.no_rights, _a.state).where(_a.school == school.id, _a.id == account)
    ).one()
    if row.state != "active":
        raise Rejected(
            problem(
                "not_active",
                QT_TRANSLATE_NOOP("errors", "This account cannot be used at the moment."),
                QT_TRANSLATE_NOOP("errors", "What you wrote is kept here."),
                retry=True,
            ),
            "retry",
        )
    no_rights = frozenset(msgspec.json.decode(row.no_rights, type=list[str]))
    mailboxes = shared_mailboxes.held(connection, school.id, account) if row.kind == "staff" else frozenset()
    return Acting(school, account, row.kind, row.pupil, no_rights, id_, now, if_version, renewed_at, mailboxes)


ENDPOINTS = [
    Endpoint(
        "POST",
        "/v1/commands",
        take,
        takes=wire.CommandBatch,
        answers=wire.CommandAnswer,
        fails={409: OtherEpoch},
        max_body=wire.MAX_BATCH * 512 * 1024,
        summary="Writes, each applied exactly once",
    ),
]
