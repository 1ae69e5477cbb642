"""Who is asking: the session behind a token, and whether it may come in."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.server import activation
from ssdesk.server import tables as t
from ssdesk.server.http import Failure, Gate, Session, problem, token_hash
from ssdesk.server.schools import School

_a, _d = t.account.c, t.device.c
_WHO = (
    select(
        _a.id, _d.id, _a.kind, _a.name, _a.role, _a.pupil, _a.office, _a.state,
        _d.revoked_at, _d.wipe, _a.active_at, _a.password.is_not(None), _a.agreement, _a.reason,
    )
    .join_from(t.device, t.account, (_a.school == _d.school) & (_a.id == _d.account))
    .where(_d.school == bindparam("b_school"), _d.token == bindparam("b_token"))
)  # fmt: skip

GONE_STATES = ("excluded", "closed")


def let_in(connection: Connection, school: School, authorization: str, gate: Gate) -> Session:
    """The session, if it may pass this gate.

    Failure 401 `signed_out` (no token, an unknown or revoked one), 401 `gone` (the local copy must be erased), 403 with
    the `SessionState` (activation is not finished, or suspended), 403 `office_only`.
    """
    token = require_token(authorization)
    found = connection.execute(_WHO, {"b_school": school.id, "b_token": token_hash(token)}).first()
    if found is None:
        raise _signed_out()
    *who, revoked_at, wipe, active_at, has_password, agreement, reason = found
    session = Session(*who)
    if wipe or session.state in GONE_STATES:
        raise _gone(session.state, reason)
    if revoked_at is not None:
        raise _signed_out()
    if gate is Gate.SESSION:
        return session
    through = session.state == "active" and active_at is not None and has_password
    if not through or agreement != school.settings.agreement.version:
        _must_be_active(connection, school, session)
    if gate is Gate.OFFICE and not session.office:
        raise Failure(
            403,
            problem(
                "office_only",
                QT_TRANSLATE_NOOP("errors", "Only the school's office can do this."),
                QT_TRANSLATE_NOOP("errors", "Ask the office of the school."),
            ),
        )
    return session


def require_token(authorization: str) -> str:
    """The token of an `Authorization: Bearer` header. Failure 401 `signed_out` without one."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _signed_out()
    return token.strip()


def _must_be_active(connection: Connection, school: School, session: Session) -> None:
    """Suspended, or with steps of activation still to do."""
    state = activation.state(connection, school, session.account)
    if state.step != "active":
        raise Failure(403, state)


def _signed_out() -> Failure:
    return Failure(
        401,
        problem(
            "signed_out",
            QT_TRANSLATE_NOOP("errors", "You are signed out at the school."),
            QT_TRANSLATE_NOOP("errors", "What is on this computer stays readable. Sign in again to receive and send."),
        ),
        {"WWW-Authenticate": "Bearer"},
    )


def _gone(state: str, reason: str) -> Failure:
    return Failure(
        401,
        problem(
            "gone",
            QT_TRANSLATE_NOOP("errors", "This account can no longer be used on this computer."),
            QT_TRANSLATE_NOOP("errors", "Its messages are removed here. The school can tell you why."),
            state=state,
            reason=reason,
        ),
        {"WWW-Authenticate": "Bearer"},
    )
