"""The own password: the school's policy, choosing it while activating, changing it later (school.md A6, A7, A9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.session import PasswordRules, SessionState, SetPassword
from ssdesk.rules import passwords
from ssdesk.rules.passwords import Reason
from ssdesk.server import accounts, activation, audit, codes, effects, throttle
from ssdesk.server import tables as t
from ssdesk.server.hashing import Busy
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem
from ssdesk.server.schools import School

_TITLES = {
    Reason.TOO_SIMPLE: QT_TRANSLATE_NOOP("errors", "This password is too short or too simple."),
    Reason.OWN_DETAIL: QT_TRANSLATE_NOOP("errors", "This password holds something of yourself or your child."),
    Reason.COMMON: QT_TRANSLATE_NOOP("errors", "Many people use this password, so it is easily guessed."),
}


def rules(connection: Connection, school: School, account: Row[Any]) -> PasswordRules:
    """The policy, and what of this account's own record may not occur: never a detail of another account (A2)."""
    p = t.pupil.c
    child = connection.execute(
        select(p.first_name, p.last_name, p.birth_date).where(p.school == school.id, p.id == account.pupil)
    ).one_or_none()
    about = [account.name, account.number_plate]
    if child is not None:
        about += [child.first_name, child.last_name, child.birth_date or ""]
    policy = school.settings.passwords
    return PasswordRules(
        policy.min_length, policy.kinds, policy.passphrase_length, policy.words, [detail for detail in about if detail]
    )


def check(connection: Connection, school: School, account: Row[Any], password: str) -> None:
    """Failure 422 with the first reason for which the school does not take the password."""
    asked = rules(connection, school, account)
    policy = passwords.PasswordPolicy(asked.min_length, asked.kinds, asked.passphrase_length, asked.words)
    verdict = passwords.check(password, asked.about, policy)
    for reason in verdict.reasons:
        advice = QT_TRANSLATE_NOOP("errors", "Choose another one. A few words in a row are easy to remember.")
        raise Failure(422, problem(reason.value, _TITLES[reason], advice))


def save(connection: Connection, call: Call, account: Row[Any], password: bytes, *, keep: bool, device: str) -> None:
    """Keeps the password (as `Hashing.stored`). The letter's code and every other code are used up by it; other devices
    are signed out unless they are to be kept, but go on showing what they hold."""
    school = call.school.id
    accounts.change(connection, school, account.id, password=password, password_at=call.now, code=None, code_until=None)
    r = t.reset_code.c
    connection.execute(delete(t.reset_code).where(r.school == school, r.account == account.id))
    if not keep:
        accounts.shut_devices(connection, school, account.id, call.now, but=device)
    audit.record(connection, school, call.now, account.id, "password_set", subject=account.id)
    if account.active_at is not None:
        effects.add(connection, school, "password_changed", account.id, cause=f"{device}/{call.now}", now=call.now)
        call.parts.delivery.nudge()


async def evaluate(call: Call, password: str, usernames: Sequence[str]) -> dict[str, bytes]:
    """`Hashing.evaluate`. Failure 503: too many are signing in at once."""
    try:
        return await call.parts.hashing.evaluate(password, call.school.id, usernames)
    except Busy:
        raise Failure(
            503,
            problem(
                "busy",
                QT_TRANSLATE_NOOP("errors", "Many people are signing in right now."),
                QT_TRANSLATE_NOOP("errors", "Your password was not looked at. Try again in a moment."),
                retry=True,
                retry_after_s=5,
            ),
        ) from None


# ---- Endpoints -------------------------------------------------------------------------------------------------------
def _rules(connection: Connection, call: Call) -> PasswordRules:
    return rules(connection, call.school, accounts.look(connection, call.school.id, call.account))


def _may(connection: Connection, call: Call) -> tuple[str, bool]:
    """The account's username, and whether it must say its present password. A try to do so is counted."""
    account = _allowed(connection, call)
    body: SetPassword = call.body
    check(connection, call.school, account, body.password)
    if account.active_at is not None:
        throttle.attempt(connection, call.school.id, [_tries(call)], call.now)
    return account.username, account.active_at is not None


def _allowed(connection: Connection, call: Call) -> Row[Any]:
    """A suspended account may still change its password: that is what one does on suspicion of misuse (A9)."""
    account = accounts.row(connection, call.school.id, call.account)
    if account.state == "suspended" and account.password is not None:
        return account
    return activation.at_least(connection, call.school, call.account, "password")


async def _set(call: Call) -> SessionState:
    """Sent again after its answer was lost it changes nothing more."""
    body: SetPassword = call.body
    username, asks_current = await call.db.run(_may, call)
    hashing, school = call.parts.hashing, call.school.id
    try:
        new = (await evaluate(call, body.password, [username]))[username]
        current = (await evaluate(call, body.current, [username]))[username] if asks_current else b""
    except Failure:
        if asks_current:
            await call.db.run(throttle.not_judged, school, [_tries(call)], call.now)
        raise
    stored = hashing.stored(school, call.account, new)
    return await call.db.run(_save, call, stored, hashing.stored(school, call.account, current))


def _save(connection: Connection, call: Call, new: bytes, current: bytes) -> SessionState:
    body: SetPassword = call.body
    account = _allowed(connection, call)
    sent_again = codes.same(account.password, new)
    if account.active_at is not None:
        if not sent_again and not codes.same(account.password, current):
            raise Failure(
                422,
                problem(
                    "wrong_password",
                    QT_TRANSLATE_NOOP("errors", "This is not your present password."),
                    QT_TRANSLATE_NOOP("errors", "Nothing was changed. Forgotten? Sign out and ask for a new one."),
                ),
            )
        throttle.right(connection, call.school.id, [_tries(call)], call.now)
    if not sent_again or account.active_at is None:
        save(connection, call, account, new, keep=body.keep_devices, device=call.signed_in.device)
    return activation.advance(connection, call.school, call.account, call.now)


def _tries(call: Call) -> throttle.Count:
    return throttle.one(call.parts.identity.key, throttle.PERSON, "password", call.account)


ENDPOINTS = [
    Endpoint(
        "GET", "/v1/password", _rules, answers=PasswordRules, gate=Gate.SESSION, snapshot=True,
        summary="What a password must be",
    ),
    Endpoint(
        "POST", "/v1/password", _set, takes=SetPassword, answers=SessionState, gate=Gate.SESSION,
        fails={403: SessionState, 422: Problem, 429: Problem, 503: Problem}, summary="Choose or change the password",
    ),
]  # fmt: skip
