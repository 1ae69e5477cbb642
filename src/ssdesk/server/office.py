"""What the school's office does to accounts (school.md A5, A8, A10). Each act is audited; none shows a password, and a
code is told once, to be handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.office import (
    AccountState,
    ConfirmAtCounter,
    Exclude,
    Letter,
    OneTimeCode,
    Replace,
    Suspend,
)
from ssdesk.server import accounts, activation, audit, codes, email_confirmation, people, reset_codes
from ssdesk.server import tables as t
from ssdesk.server.hashing import spelled
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem
from ssdesk.server.schools import School

_ENDED: Final = ("excluded", "closed")


# ---- The acts, for the endpoints and the command line ----------------------------------------------------------------
def letter(connection: Connection, key: bytes, school: School, account: Row[Any], now: int) -> Letter:
    """A fresh code for an account that has no password yet; an earlier letter's no longer works. Failure 422: the
    account has one (then it is a reset, another act), or takes part no more."""
    if account.state in _ENDED:
        raise _no_longer()
    if account.password is not None:
        raise Failure(
            422,
            problem(
                "has_password",
                QT_TRANSLATE_NOOP("errors", "This person has chosen a password already."),
                QT_TRANSLATE_NOOP("errors", "Give a one-time code instead. Nothing was changed."),
            ),
        )
    code = accounts.invite(connection, key, school, account.id, now)
    p, c = t.pupil.c, t.class_.c
    child = connection.execute(
        select(p.first_name, p.last_name, c.name)
        .join_from(t.pupil, t.class_, (c.school == p.school) & (c.id == p.class_), isouter=True)
        .where(p.school == school.id, p.id == account.pupil)
    ).one_or_none()
    return Letter(
        account=account.id,
        name=account.name,
        username=account.username,
        pupil_name=f"{child.first_name} {child.last_name}" if child else "",
        class_name=child.name or "" if child else "",
        address=school.settings.address,
        code=codes.grouped(code),
        until=now + school.settings.code_days * accounts.DAY_MS,
    )


def reset_code(connection: Connection, key: bytes, school: School, account: Row[Any], now: int) -> OneTimeCode:
    """A one-time code for who forgot the password. Failure 422: there is none to forget, or no more."""
    if account.state in _ENDED:
        raise _no_longer()
    if account.password is None:
        raise Failure(
            422,
            problem(
                "has_no_password",
                QT_TRANSLATE_NOOP("errors", "This person has not chosen a password yet."),
                QT_TRANSLATE_NOOP("errors", "Make a new letter instead."),
            ),
        )
    code, until = codes.new_code(), now + reset_codes.OFFICE_MS
    reset_codes.put(connection, key, school.id, account.id, code, by="office", until=until)
    return OneTimeCode(account.id, codes.grouped(code), until)


def suspend(connection: Connection, school: School, account: Row[Any], reason: str, until: int | None) -> None:
    """For a while: it keeps its mailbox and its devices, which are told why and until when."""
    if account.state in _ENDED:
        raise _no_longer()
    accounts.change(connection, school.id, account.id, state="suspended", reason=reason, until=until)
    people.refresh(connection, school.id, [account.id])


def exclude(connection: Connection, school: School, account: Row[Any], reason: str) -> None:
    """For good: its devices erase what they hold. The password stays, so that its holder is told why at a sign-in."""
    if account.state == "closed":
        raise _no_longer()
    accounts.change(connection, school.id, account.id, state="excluded", reason=reason, until=None)
    accounts.drop_codes(connection, school.id, account.id)
    people.refresh(connection, school.id, [account.id])


def replace(connection: Connection, call: Call, account: Row[Any], name: str, role: str) -> Letter:
    """A new co-account in the same place of the same child, with a letter for its holder."""
    if account.kind != "co" or account.state == "closed" or role not in accounts.ROLES:
        raise _no_longer()
    accounts.close(connection, call.school.id, account.id, call.now)
    new = accounts.add_account(
        connection, call.school.id, "co", account.username, " ".join(name.split()),
        role=role, pupil=account.pupil, slot=account.slot,
    )  # fmt: skip
    row = accounts.row(connection, call.school.id, new)
    return letter(connection, call.parts.identity.key, call.school, row, call.now)


def _no_longer() -> Failure:
    return Failure(
        422,
        problem(
            "not_for_this_account",
            QT_TRANSLATE_NOOP("errors", "This cannot be done with this account."),
            QT_TRANSLATE_NOOP("errors", "Look at its state. Nothing was changed."),
        ),
    )


# ---- Endpoints -------------------------------------------------------------------------------------------------------
def _act(action: str, act: Callable[[Connection, Call, Row[Any]], Any]) -> Callable[[Connection, Call], Any]:
    """The act on the account named in the path, audited. Failure 404: no such account. 422: the own one."""

    def handle(connection: Connection, call: Call) -> Any:
        try:
            account = accounts.row(connection, call.school.id, call.params["id"])
        except LookupError:
            raise Failure(
                404,
                problem(
                    "unknown_account",
                    QT_TRANSLATE_NOOP("errors", "There is no such account."),
                    QT_TRANSLATE_NOOP("errors", "Look at the list again: it may have been changed."),
                ),
            ) from None
        if account.id == call.account:
            raise Failure(
                422,
                problem(
                    "own_account",
                    QT_TRANSLATE_NOOP("errors", "This is your own account."),
                    QT_TRANSLATE_NOOP("errors", "Ask a colleague of the office to do this."),
                ),
            )
        answer = act(connection, call, account)
        detail = getattr(call.body, "reason", "")
        audit.record(connection, call.school.id, call.now, call.account, action, subject=account.id, detail=detail)
        return answer

    return handle


def _state(connection: Connection, call: Call, account: str) -> AccountState:
    row = accounts.row(connection, call.school.id, account)
    step = activation.step(row, call.school.settings.agreement.version)
    return AccountState(row.id, row.name, row.state, step, row.reason, row.until)


def _letter(connection: Connection, call: Call, account: Row[Any]) -> Letter:
    return letter(connection, call.parts.identity.key, call.school, account, call.now)


def _reset_code(connection: Connection, call: Call, account: Row[Any]) -> OneTimeCode:
    return reset_code(connection, call.parts.identity.key, call.school, account, call.now)


def _confirm(connection: Connection, call: Call, account: Row[Any]) -> AccountState:
    body: ConfirmAtCounter = call.body
    if account.state in _ENDED or account.checked_at is None:
        raise _no_longer()
    if not account.email or spelled(body.address) != account.email:
        raise Failure(
            422,
            problem(
                "other_address",
                QT_TRANSLATE_NOOP("errors", "That is not the address which this person filled in."),
                QT_TRANSLATE_NOOP("errors", "Let it be changed in ssdesk first, or type it again."),
            ),
        )
    email_confirmation.confirm(connection, call.school, account, call.now, call.account)
    return _state(connection, call, account.id)


def _suspend(connection: Connection, call: Call, account: Row[Any]) -> AccountState:
    body: Suspend = call.body
    if body.until is not None and body.until <= call.now:
        raise Failure(
            422,
            problem(
                "end_in_the_past",
                QT_TRANSLATE_NOOP("errors", "The end lies in the past."),
                QT_TRANSLATE_NOOP("errors", "Choose a later day."),
            ),
        )
    suspend(connection, call.school, account, body.reason, body.until)
    return _state(connection, call, account.id)


def _resume(connection: Connection, call: Call, account: Row[Any]) -> AccountState:
    if account.state not in ("suspended", "excluded"):
        raise _no_longer()
    accounts.resume(connection, call.school.id, account.id)
    return _state(connection, call, account.id)


def _exclude(connection: Connection, call: Call, account: Row[Any]) -> AccountState:
    body: Exclude = call.body
    exclude(connection, call.school, account, body.reason)
    return _state(connection, call, account.id)


def _replace(connection: Connection, call: Call, account: Row[Any]) -> Letter:
    body: Replace = call.body
    return replace(connection, call, account, body.name, body.role)


def _endpoint(
    name: str,
    act: Callable[[Connection, Call, Row[Any]], Any],
    answers: type[msgspec.Struct],
    summary: str,
    takes: type[msgspec.Struct] | None = None,
) -> Endpoint:
    handler = _act(name.replace("-", "_"), act)
    return Endpoint(
        "POST", f"/v1/office/accounts/{{id}}/{name}", handler, takes=takes, answers=answers, gate=Gate.OFFICE,
        fails={404: Problem, 422: Problem}, summary=summary,
    )  # fmt: skip


ENDPOINTS = [
    _endpoint("letter", _letter, Letter, "A fresh code for an account's activation letter"),
    _endpoint("reset-code", _reset_code, OneTimeCode, "A one-time code for who forgot the password"),
    _endpoint("confirm-email", _confirm, AccountState, "Confirm an address at the counter", ConfirmAtCounter),
    _endpoint("suspend", _suspend, AccountState, "Suspend an account for a while", Suspend),
    _endpoint("resume", _resume, AccountState, "End a suspension or exclusion"),
    _endpoint("exclude", _exclude, AccountState, "Exclude an account for good", Exclude),
    _endpoint("replace", _replace, Letter, "Give a co-account's place to another person", Replace),
]
