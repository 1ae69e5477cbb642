"""The way from a letter to an active account (school.md A5): agreement, own password, devices, own details, "are these
correct?", confirmed e-mail address. Each step can be sent again, none can be skipped, earlier ones can be done anew.

Where an account stands is computed from its row, so every device of it and a wizard that was closed see the same step.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.session import STEPS, AcceptAgreement, Agreement, Empty, ReportMisuse, SessionState
from ssdesk.server import accounts, audit, effects, email_codes, people, throttle
from ssdesk.server import tables as t
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem
from ssdesk.server.schools import School

OUT: Final = ("suspended", "excluded", "closed")
_STAMPS: Final = {
    "agreement": "agreement_at",
    "password": "password_at",
    "devices": "devices_at",
    "details": "details_at",
    "check": "checked_at",
    "email": "email_confirmed_at",
    "active": "active_at",
}


# ---- Where an account stands -----------------------------------------------------------------------------------------
def step(row: Row[Any], version: str) -> str:
    """The step at which an account (a row of `account`) stands; `version`: that of the school's agreement. A new
    agreement asks everybody's yes again; everything else is done once."""
    if row.state in OUT:
        return str(row.state)
    if row.agreement != version:
        return "agreement"
    if row.password is None:
        return "password"
    if row.active_at is not None:
        return "active"
    return next((name for name, stamp in _STAMPS.items() if getattr(row, stamp) is None), "active")


def state(connection: Connection, school: School, account: str) -> SessionState:
    """What the account's own devices may know of it."""
    a = t.account.c
    where = (a.school == school.id, a.id == account)
    return state_of(connection, school, connection.execute(select(t.account).where(*where)).one())


def state_of(connection: Connection, school: School, row: Row[Any]) -> SessionState:
    """The same of a row that was just read."""
    at = step(row, school.settings.agreement.version)
    done = {name: when for name, stamp in _STAMPS.items() if (when := getattr(row, stamp)) is not None}
    if row.agreement != school.settings.agreement.version:
        done.pop("agreement", None)
    return SessionState(
        account=row.id,
        name=row.name,
        username=row.username,
        kind=row.kind,
        step=at,
        done=done,
        pupil_name=_pupil_name(connection, school.id, row.pupil),
        email=row.email,
        resend_at=email_codes.resend_at(connection, school.id, row),
        reason=row.reason if at in OUT else "",
        until=row.until if at in OUT else None,
    )


def at_least(connection: Connection, school: School, account: str, wanted: str) -> Row[Any]:
    """The locked row of an account that may do the step `wanted`. Failure 403 with the state: not yet, or no more."""
    row = accounts.row(connection, school.id, account)
    at = step(row, school.settings.agreement.version)
    if at in OUT or STEPS.index(at) < STEPS.index(wanted):
        raise Failure(403, state_of(connection, school, row))
    return row


def advance(connection: Connection, school: School, account: str, now: int) -> SessionState:
    """After a step: with the last one the account becomes active."""
    row = accounts.row(connection, school.id, account)
    if row.active_at is None and step(row, school.settings.agreement.version) == "active":
        row = accounts.change(connection, school.id, account, state="active", active_at=now)
        audit.record(connection, school.id, now, account, "account_activated", subject=account)
        people.refresh(connection, school.id, [account])
    return state_of(connection, school, row)


def _pupil_name(connection: Connection, school: str, pupil: str | None) -> str:
    p = t.pupil.c
    name = connection.execute(select(p.first_name, p.last_name).where(p.school == school, p.id == pupil)).first()
    return f"{name.first_name} {name.last_name}" if name else ""


# ---- The agreement, and a word to the school -------------------------------------------------------------------------
def _agreement(_connection: Connection, call: Call) -> Agreement:
    return call.school.settings.agreement


def _accept(connection: Connection, call: Call) -> SessionState:
    body: AcceptAgreement = call.body
    row = at_least(connection, call.school, call.account, "agreement")
    if body.version != call.school.settings.agreement.version:
        raise Failure(
            422,
            problem(
                "agreement_changed",
                QT_TRANSLATE_NOOP("errors", "The school has a newer agreement."),
                QT_TRANSLATE_NOOP("errors", "Read the new text, then agree again."),
            ),
        )
    if row.agreement != body.version:
        accounts.change(connection, call.school.id, row.id, agreement=body.version, agreement_at=call.now)
        audit.record(connection, call.school.id, call.now, row.id, "agreement_accepted", subject=row.id)
    return advance(connection, call.school, row.id, call.now)


def _misuse(connection: Connection, call: Call) -> Empty:
    """Somebody else may have used the account (A9): kept for the office and mailed to the school's help address."""
    body: ReportMisuse = call.body
    words = body.text.replace("\0", "").strip()
    throttle.attempt(connection, call.school.id, [_reports(call)], call.now)
    audit.record(
        connection, call.school.id, call.now, call.account, "misuse_reported", subject=call.account, detail=words
    )
    cause = f"misuse/{call.now}"
    effects.add(connection, call.school.id, "misuse", call.account, cause=cause, now=call.now, detail={"words": words})
    call.parts.delivery.nudge()
    return Empty()


def _reports(call: Call) -> throttle.Count:
    return throttle.one(call.parts.identity.key, throttle.PERSON, "misuse", call.account)


ENDPOINTS = [
    Endpoint(
        "GET", "/v1/agreement", _agreement, answers=Agreement, gate=Gate.SESSION, snapshot=True,
        summary="The text of the school's agreement",
    ),
    Endpoint(
        "POST", "/v1/agreement", _accept, takes=AcceptAgreement, answers=SessionState, gate=Gate.SESSION,
        fails={403: SessionState, 422: Problem}, summary="Accept the school's agreement",
    ),
    Endpoint(
        "POST", "/v1/misuse", _misuse, takes=ReportMisuse, answers=Empty, gate=Gate.SESSION, fails={429: Problem},
        summary="Tell the school that somebody else may have used the account",
    ),
]  # fmt: skip
