"""Confirming an e-mail address: by six digits typed in the wizard, by the link in the same mail, or at the school's
counter. A change of the address makes both void.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.session import EmailCode, Empty, SessionState
from ssdesk.server import accounts, activation, audit, codes, effects, email_codes, people, throttle
from ssdesk.server import tables as t
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem
from ssdesk.server.outgoing import CONFIRM_MS
from ssdesk.server.schools import School

TRIES: Final = 5  # of the six digits of one mail
MAILS: Final = throttle.Limit(free=5, first_s=120, longest_s=3600, forgiven_s=3600)
"""How many one account can make the school send: it may have typed a stranger's address."""

_c = t.email_code.c


def ask(connection: Connection, call: Call, account: Row[Any], *, again: bool) -> None:
    """Sends a mail to the account's address, unless it is confirmed already. `again`: the person pressed "send again",
    and is told when that is too soon (Failure 429); otherwise a mail that just went out there is enough."""
    if account.email_confirmed_at is not None or not account.email:
        return
    soonest = email_codes.resend_at(connection, call.school.id, account)
    if soonest is not None and soonest > call.now:
        if again:
            raise _too_soon(-(-(soonest - call.now) // 1000))
        return
    key, school = call.parts.identity.key, call.school.id
    pause_until = throttle.count(connection, school, throttle.one(key, MAILS, "mail", account.id), call.now)
    effect = effects.add(connection, school, "confirm_email", account.id, cause=new_id(), now=call.now)
    digits = codes.six_digits(key, school, account.id, effect)
    email_codes.replace(
        connection,
        school,
        account.id,
        address=account.email,
        code=codes.kept(key, "email", school, account.id, digits),
        link=email_codes.link_digest(key, school, codes.link(key, school, account.id, effect)),
        sent_at=call.now,
        until=call.now + CONFIRM_MS,
        pause_until=pause_until,
    )
    call.parts.delivery.nudge()


def confirm(connection: Connection, school: School, account: Row[Any], now: int, by: str) -> SessionState:
    """The address belongs to the account's holder. `by`: code, link or the id of who confirmed it at the counter."""
    if account.email_confirmed_at is None:
        accounts.change(connection, school.id, account.id, email_confirmed_at=now)
        actor = account.id if by in ("code", "link") else by
        audit.record(connection, school.id, now, actor, "email_confirmed", subject=account.id, detail=by)
        if account.active_at is not None:
            people.refresh(connection, school.id, [account.id])
    return activation.advance(connection, school, account.id, now)


# ---- Endpoints -------------------------------------------------------------------------------------------------------
def _send(connection: Connection, call: Call) -> SessionState:
    account = activation.at_least(connection, call.school, call.account, "email")
    ask(connection, call, account, again=True)
    return activation.state(connection, call.school, account.id)


def _code(connection: Connection, call: Call) -> SessionState | Failure:
    """A wrong code costs one of a few tries; once they are gone a new mail is needed."""
    body: EmailCode = call.body
    account = activation.at_least(connection, call.school, call.account, "email")
    if account.email_confirmed_at is not None:
        return activation.advance(connection, call.school, account.id, call.now)
    row = email_codes.last(connection, call.school.id, account.id)
    if row is None or row.address != account.email or row.until <= call.now or row.tries >= TRIES:
        raise Failure(422, _ask_new())
    digits = "".join(letter for letter in body.code if letter.isdecimal() and letter.isascii())
    kept = codes.kept(call.parts.identity.key, "email", call.school.id, account.id, digits)
    if codes.same(row.code, kept):
        return confirm(connection, call.school, account, call.now, "code")
    mine = (_c.school == call.school.id) & (_c.account == account.id)
    connection.execute(update(t.email_code).where(mine).values(tries=row.tries + 1))
    left = TRIES - row.tries - 1
    return Failure(422, _wrong(left) if left else _ask_new())


async def _try_code(call: Call) -> SessionState:
    answer = await call.db.run(_code, call)
    if isinstance(answer, Failure):
        raise answer
    return answer


def _wrong(left: int) -> Problem:
    return problem(
        "wrong_code",
        QT_TRANSLATE_NOOP("errors", "This is not the code in the last mail."),
        QT_TRANSLATE_NOOP("errors", "Look at the six digits again. Tries left: {left}."),
        left=left,
    )


def _ask_new() -> Problem:
    return problem(
        "code_no_longer_valid",
        QT_TRANSLATE_NOOP("errors", "This code can no longer be used."),
        QT_TRANSLATE_NOOP("errors", "Ask for a new mail and type the code that stands in it."),
    )


def _too_soon(seconds: int) -> Failure:
    return Failure(
        429,
        problem(
            "mail_too_soon",
            QT_TRANSLATE_NOOP("errors", "A mail was sent a moment ago."),
            QT_TRANSLATE_NOOP("errors", "Look at unwanted mail too. Another one can be sent in {seconds} seconds."),
            retry=True,
            retry_after_s=seconds,
            seconds=seconds,
        ),
    )


_FAILS: dict[int, type[msgspec.Struct]] = {403: SessionState, 422: Problem, 429: Problem}
ENDPOINTS = [
    Endpoint(
        "POST", "/v1/email-confirmation", _send, takes=Empty, answers=SessionState, gate=Gate.SESSION, fails=_FAILS,
        summary="Send the confirmation mail again",
    ),
    Endpoint(
        "POST", "/v1/email-confirmation/code", _try_code, takes=EmailCode, answers=SessionState, gate=Gate.SESSION,
        fails=_FAILS, summary="Confirm the e-mail address with the code of the mail",
    ),
]  # fmt: skip
