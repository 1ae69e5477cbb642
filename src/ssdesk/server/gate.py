"""Who is asking: the session behind a token, and whether it may come in."""

from __future__ import annotations

from sqlalchemy import Connection

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.server import activation
from ssdesk.server.hot import Hot
from ssdesk.server.http import Failure, Gate, Session, problem, token_hash
from ssdesk.server.schools import School

_WHO = Hot(
    "SELECT a.id, d.id, a.kind, a.name, a.role, a.pupil, a.office, a.state,"
    " d.revoked_at, d.wipe, a.active_at, a.password IS NOT NULL, a.agreement, a.reason"
    " FROM device d JOIN account a ON a.school = d.school AND a.id = d.account"
    " WHERE d.school = :school AND d.token = :token"
)

GONE_STATES = ("excluded", "closed")


def let_in(connection: Connection, school: School, authorization: str, gate: Gate) -> Session:
    """The session, if it may pass this gate.

    Failure 401 `signed_out` (no token, an unknown or revoked one), 401 `gone` (the local copy must be erased), 403 with
    the `SessionState` (activation is not finished, or suspended), 403 `office_only`.
    """
    token = require_token(authorization)
    found = _WHO(connection, {"school": school.id, "token": token_hash(token)})
    if not found:
        raise _signed_out()
    account, device, kind, name, role, pupil, office, state, *rest = found[0]
    revoked_at, wipe, active_at, has_password, agreement, reason = rest
    session = Session(account, device, kind, name, role, pupil, bool(office), state)
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
