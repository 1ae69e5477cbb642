"""Forgotten password (school.md A8): ask for a code, then choose a new password with it. Nothing is lost by it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.session import AskReset, CompleteReset, Empty, SessionState, SignedIn
from ssdesk.server import (
    accounts,
    activation,
    attempt,
    audit,
    candidates,
    devices,
    effects,
    own_password,
    reset_codes,
    throttle,
)
from ssdesk.server.hashing import spelled
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem


def _ask(connection: Connection, call: Call) -> Empty:
    """The same for every name. Without an e-mail address nobody can tell which account of a username is meant."""
    body: AskReset = call.body
    name, email = spelled(body.username), spelled(body.email)
    if not email and "@" not in name:
        raise Failure(
            422,
            problem(
                "which_email",
                QT_TRANSLATE_NOOP("errors", "Type your e-mail address too."),
                QT_TRANSLATE_NOOP("errors", "The mail goes to the address that you confirmed with the school."),
            ),
        )
    email, username = (email, name if "@" not in name else "") if email else (name, "")
    throttle.attempt(
        connection, call.school.id, throttle.counts(call.parts.identity.key, "reset", email, call.client), call.now
    )
    effects.add(
        connection, call.school.id, "ask_reset", "", cause=new_id(), now=call.now,
        detail={"email": email, "username": username},
    )  # fmt: skip
    call.parts.delivery.nudge()
    return Empty()


async def _complete(call: Call) -> SignedIn:
    body: CompleteReset = call.body
    return await attempt.judged(call, "reset-code", spelled(body.username), body.password, _judge)


def _judge(
    connection: Connection, call: Call, name: str, evaluated: dict[str, bytes], tries: tuple[throttle.Count, ...]
) -> SignedIn | Failure:
    """A Failure is returned where what was written must stay. A password that the school does not take leaves the code
    as it was."""
    body: CompleteReset = call.body
    school, key = call.school.id, call.parts.identity.key
    found = candidates.rows(connection, school, name, evaluated)
    fitting = [row for row in found if reset_codes.fits(connection, key, school, row.id, body.code, call.now)]
    if not fitting:
        return _wrong_code()
    throttle.right(connection, school, tries, call.now)
    row = accounts.row(connection, school, fitting[0].id)
    if row.state in ("excluded", "closed"):
        return Failure(403, activation.state_of(connection, call.school, row))
    try:
        own_password.check(connection, call.school, row, body.password)
    except Failure as refused:
        return refused
    return _take(connection, call, row, evaluated[row.username])


def _take(connection: Connection, call: Call, row: Row[Any], evaluated: bytes) -> SignedIn:
    body: CompleteReset = call.body
    signed_in = devices.add(connection, call, row.id, body.device_name, body.platform)
    stored = call.parts.hashing.stored(call.school.id, row.id, evaluated)
    own_password.save(connection, call, row, stored, keep=False, device=signed_in.device)
    audit.record(connection, call.school.id, call.now, row.id, "password_reset", subject=row.id)
    return SignedIn(signed_in.token, signed_in.device, activation.state(connection, call.school, row.id))


def _wrong_code() -> Failure:
    return Failure(
        422,
        problem(
            "wrong_code",
            QT_TRANSLATE_NOOP("errors", "This code does not fit, or it is too old."),
            QT_TRANSLATE_NOOP("errors", "Take over the code of the last mail, or ask the school's office for one."),
        ),
    )


ENDPOINTS = [
    Endpoint(
        "POST", "/v1/reset", _ask, takes=AskReset, answers=Empty, gate=Gate.OPEN, fails={422: Problem, 429: Problem},
        summary="Ask for a mail to choose a new password",
    ),
    Endpoint(
        "POST", "/v1/reset/complete", _complete, takes=CompleteReset, answers=SignedIn, gate=Gate.OPEN,
        fails={403: SessionState, 422: Problem, 429: Problem, 503: Problem},
        summary="Choose a new password with a code, and sign in",
    ),
]  # fmt: skip
