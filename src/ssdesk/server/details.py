"""Own details: e-mail address, phone numbers, role; and "are these correct?" (school.md A5)."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Row

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.session import Details, DetailsCorrect, SessionState
from ssdesk.server import accounts, activation, audit, effects, email_confirmation, mail_address, people
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem
from ssdesk.server.schools import School, read_school

_PHONE = re.compile(r"\+?[0-9 ./()-]{6,40}")


def _get(connection: Connection, call: Call) -> Details:
    row = accounts.look(connection, call.school.id, call.account)
    return Details(row.email, row.role, row.phone, row.mobile)


def _set(connection: Connection, call: Call) -> SessionState:
    """While activating, the question whether they are correct comes (again) after it. An active account stays active: a
    new address then only has to be confirmed before the school uses it."""
    account = activation.at_least(connection, call.school, call.account, "details")
    values = _checked(read_school(connection, call.school.id), account, call.body)
    moved = values["email"] != account.email
    if moved:
        _leave_address(connection, call, account)
    if account.active_at is None:
        values |= {"details_at": call.now, "checked_at": None}
    changed = accounts.change(connection, call.school.id, account.id, **values)
    if account.active_at is not None:
        audit.record(connection, call.school.id, call.now, account.id, "details_changed", subject=account.id)
        if moved:
            email_confirmation.ask(connection, call, changed, again=False)
    people.refresh(connection, call.school.id, [account.id])
    return activation.state_of(connection, call.school, changed)


def _leave_address(connection: Connection, call: Call, account: Row[Any]) -> None:
    """Codes and links that went to the old address are void, and its owner is told."""
    school = call.school.id
    accounts.drop_codes(connection, school, account.id)
    accounts.change(connection, school, account.id, email_confirmed_at=None)
    if account.email_confirmed_at is not None:
        effects.add(
            connection, school, "address_changed", account.id, cause=f"{account.email}/{call.now}", now=call.now,
            detail={"old": account.email},
        )  # fmt: skip
        call.parts.delivery.nudge()


def _checked(school: School, account: Row[Any], body: Details) -> dict[str, Any]:
    """The columns to set. Failure 422: something in it cannot be. Only a co-account chooses its role."""
    try:
        email = mail_address.typed(body.email)
    except ValueError:
        raise Failure(
            422,
            problem(
                "bad_email",
                QT_TRANSLATE_NOOP("errors", "This is not an e-mail address."),
                QT_TRANSLATE_NOOP("errors", "Type it as name@provider.be, without spaces or accents."),
            ),
        ) from None
    phone, mobile = body.phone.strip(), body.mobile.strip()
    if not all(_PHONE.fullmatch(number) for number in (phone, mobile) if number):
        raise Failure(
            422,
            problem(
                "bad_phone",
                QT_TRANSLATE_NOOP("errors", "This is not a phone number."),
                QT_TRANSLATE_NOOP("errors", "Type digits, for example 0470 12 34 56, or leave it empty."),
            ),
        )
    if account.kind == "co" and body.role not in accounts.ROLES:
        raise Failure(
            422,
            problem(
                "bad_role",
                QT_TRANSLATE_NOOP("errors", "Choose who you are to the child."),
                QT_TRANSLATE_NOOP("errors", "For example mother, father or other."),
            ),
        )
    if account.kind == "co" and not school.settings.may_become(account.role, body.role):
        raise Failure(422, role_of_the_school())
    role = body.role if account.kind == "co" else account.role
    return {"email": email, "phone": phone, "mobile": mobile, "role": role}


def role_of_the_school() -> Problem:
    """A role that sees more of the child's record is not one's own to choose (A2)."""
    return problem(
        "role_of_the_school",
        QT_TRANSLATE_NOOP("errors", "This role is given by the school."),
        QT_TRANSLATE_NOOP("errors", "Keep the role you have, or ask the school office to change it."),
    )


def _correct(connection: Connection, call: Call) -> SessionState:
    """Yes sends the mail (once: saying it again sends none within a minute), no goes back to the details."""
    body: DetailsCorrect = call.body
    account = activation.at_least(connection, call.school, call.account, "check")
    if account.active_at is None and not body.correct:
        accounts.change(connection, call.school.id, account.id, details_at=None, checked_at=None)
    elif body.correct:
        if account.checked_at is None:
            accounts.change(connection, call.school.id, account.id, checked_at=call.now)
        email_confirmation.ask(connection, call, account, again=False)
    return activation.advance(connection, call.school, account.id, call.now)


ENDPOINTS = [
    Endpoint("GET", "/v1/details", _get, answers=Details, gate=Gate.SESSION, snapshot=True, summary="Own details"),
    Endpoint(
        "POST", "/v1/details", _set, takes=Details, answers=SessionState, gate=Gate.SESSION,
        fails={403: SessionState, 422: Problem}, summary="Give or change own details",
    ),
    Endpoint(
        "POST", "/v1/details/correct", _correct, takes=DetailsCorrect, answers=SessionState, gate=Gate.SESSION,
        fails={403: SessionState}, summary="Whether the details are correct",
    ),
]  # fmt: skip
