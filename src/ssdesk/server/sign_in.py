"""Signing in (school.md A3, A4): with a shared username or the own e-mail address, and the own password or the code of
the school's letter.

A wrong name and a wrong password are the same answer after the same work. A letter's code tells which of the accounts
of a username is meant; where one password fits several, the e-mail address decides. Nothing in an answer depends on
accounts that the password does not open.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.session import SessionState, SignedIn, SignIn
from ssdesk.server import accounts, activation, attempt, audit, candidates, codes, devices, throttle
from ssdesk.server.hashing import spelled
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem


async def sign_in(call: Call) -> SignedIn:
    body: SignIn = call.body
    return await attempt.judged(call, "sign-in", spelled(body.username), body.password, _judge)


def _judge(
    connection: Connection, call: Call, name: str, evaluated: dict[str, bytes], tries: tuple[throttle.Count, ...]
) -> SignedIn | Failure:
    """A Failure is returned where what was written must stay."""
    body: SignIn = call.body
    accounts.end_suspensions(connection, call.school.id, call.now)
    found = candidates.rows(connection, call.school.id, name, evaluated)
    matching = [row for row in found if _opens(call, row, body.password, evaluated[row.username])]
    if not matching:
        raise wrong()
    throttle.right(connection, call.school.id, tries, call.now)
    if len(matching) > 1:
        matching = candidates.narrowed(matching, body.email)
    if len(matching) != 1:
        return _undecided(body, by_email="@" in name)
    row = matching[0]
    if row.state in ("excluded", "closed"):
        return Failure(403, activation.state_of(connection, call.school, row))
    if codes.same(row.code, call.parts.hashing.initial(call.school.id, row.id, evaluated[row.username])):
        accounts.change(connection, call.school.id, row.id, code=None, code_until=None)  # accepted once (A4)
    audit.record(connection, call.school.id, call.now, row.id, "signed_in", subject=row.id)
    return devices.add(connection, call, row.id, body.device_name, body.platform)


def _opens(call: Call, row: Row[Any], password: str, evaluated: bytes) -> bool:
    """All three ways are tried for every account, so that the work tells nothing."""
    hashing, school = call.parts.hashing, call.school.id
    code = codes.kept(call.parts.identity.key, "letter", school, row.id, codes.normalized(password))
    own = codes.same(row.password, hashing.stored(school, row.id, evaluated))
    letter = codes.same(row.code, code)
    initial = codes.same(row.code, hashing.initial(school, row.id, evaluated))
    return own or ((letter or initial) and (row.code_until or 0) > call.now)


def wrong() -> Failure:
    """One answer for everything that does not fit."""
    return Failure(
        401,
        problem(
            "wrong_sign_in",
            QT_TRANSLATE_NOOP("errors", "This name and password do not belong together."),
            QT_TRANSLATE_NOOP(
                "errors",
                "Look at capitals, and at the code in the letter if this is the first time. Forgotten? Ask for a new "
                "password, or a new code from the school.",
            ),
        ),
    )


def _undecided(body: SignIn, *, by_email: bool) -> Failure:
    """Several accounts of whoever knows this password; never told to who does not."""
    if by_email:
        return Failure(
            422,
            problem(
                "which_username",
                QT_TRANSLATE_NOOP("errors", "You have several accounts with this password."),
                QT_TRANSLATE_NOOP("errors", "Sign in with the username in the letter of this child."),
            ),
        )
    if body.email:
        return Failure(
            422,
            problem(
                "not_decided",
                QT_TRANSLATE_NOOP("errors", "With this it cannot be seen which account is yours."),
                QT_TRANSLATE_NOOP("errors", "Look at the e-mail address, or ask the school for a code."),
            ),
        )
    return Failure(
        422,
        problem(
            "which_email",
            QT_TRANSLATE_NOOP("errors", "Type your e-mail address too."),
            QT_TRANSLATE_NOOP("errors", "It is needed to find your account."),
        ),
    )


def _state(connection: Connection, call: Call) -> SessionState:
    accounts.end_suspensions(connection, call.school.id, call.now)
    return activation.advance(connection, call.school, call.account, call.now)


ENDPOINTS = [
    Endpoint(
        "POST", "/v1/session", sign_in, takes=SignIn, answers=SignedIn, gate=Gate.OPEN,
        fails={401: Problem, 403: SessionState, 422: Problem, 429: Problem, 503: Problem}, summary="Sign in",
    ),
    Endpoint(
        "GET", "/v1/session", _state, answers=SessionState, gate=Gate.SESSION, summary="Where the account stands",
    ),
]  # fmt: skip
