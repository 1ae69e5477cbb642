"""What a school's answers other than success mean, as errors that can be shown."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, NoConnection, Refused, SignInRefused, SsdeskError, template_of
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.session import SessionState

_T = TypeVar("_T")
_STILL_WORKS = QT_TRANSLATE_NOOP("errors", "What is on this computer can still be read. ssdesk tries again by itself.")
_PORTAL = QT_TRANSLATE_NOOP(
    "errors",
    "Perhaps this network (hotel, train, school) first wants you to sign in: open a page in your web browser. "
    "What is on this computer can still be read.",
)


class NotActive(Refused):
    """The account may not do this yet or no longer: `state` says at which step it stands."""

    def __init__(self, state: SessionState) -> None:
        super().__init__(
            QT_TRANSLATE_NOOP("errors", "This account is not active."),
            QT_TRANSLATE_NOOP("errors", "What is on this computer can still be read. The school can tell you more."),
            code=state.step,
        )
        self.state = state


class Gone(SignInRefused):
    """The school wants the local copy of this account erased."""


class TooOld(Refused):
    """The school speaks a newer language than this program."""


class Misunderstood(Refused):
    """The school cannot take the request itself, whoever asks: not understood (400, 422) or too large (413)."""


class NotASchool(Refused):
    """Something answers at the address, but no ssdesk school."""


class Busy(NoConnection):
    """The school asks to wait. `retry_after_s`: for how long, when it said so."""

    retry_after_s: float | None = None


def not_a_school(address: str) -> NotASchool:
    return NotASchool(
        QT_TRANSLATE_NOOP("errors", "There is no school that uses ssdesk at {address}."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Check the address in the letter of the school. If it is right, perhaps this network first wants you to "
            "sign in: open a page in your web browser.",
        ),
        code="not-a-school",
        address=address,
    )


def garbage() -> NoConnection:
    """The answer is none of the school's: wrong type, no JSON, a redirect, too large."""
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "The answer does not come from the school."), _PORTAL, retry=True, code="garbage"
    )


def timed_out() -> NoConnection:
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "The school's server did not answer in time."),
        _STILL_WORKS,
        retry=True,
        code="timeout",
    )


def unreachable() -> NoConnection:
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "The school's server cannot be reached."),
        _STILL_WORKS,
        retry=True,
        code="unreachable",
    )


def unsafe() -> NoConnection:
    """The certificate is not the school's."""
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "The connection to the school is not safe, so nothing was sent."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Look whether date and time of this computer are right. Perhaps this network first wants you to sign in: "
            "open a page in your web browser. What is on this computer can still be read.",
        ),
        retry=True,
        code="certificate",
    )


def hung_up() -> NoConnection:
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "The connection was closed."), _STILL_WORKS, retry=True, code="hung-up"
    )


def too_old() -> TooOld:
    return TooOld(
        QT_TRANSLATE_NOOP("errors", "This ssdesk is too old for the school's server."),
        QT_TRANSLATE_NOOP("errors", "Install the newest ssdesk. What is on this computer can still be read."),
        code="too-old",
    )


def school_too_old() -> NoConnection:
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "The school's server is too old for this ssdesk."),
        QT_TRANSLATE_NOOP("errors", "Tell the school. What is on this computer can still be read."),
        retry=True,
        code="school-too-old",
    )


def of_answer(status: int, body: bytes | None, retry_after: str = "") -> SsdeskError:
    """The error that an answer other than the expected one means. `body`: its JSON, None when it was something else.

    A sign-in counts as refused only when the school itself says so: a web page with status 401 comes from elsewhere.
    """
    state = _decoded(body, SessionState) if status == 403 else None
    if state is not None and state.step != "active":
        return NotActive(state)
    if status == 426:
        return too_old()
    problem = _decoded(body, Problem)
    if status >= 500 or status in (423, 429):  # 423: another request is still at it
        return _later(status, problem, retry_after)
    if problem is None:
        return garbage()
    kind: type[SsdeskError] = Misunderstood if status in (400, 413, 422) else Refused
    if status == 401:
        kind = Gone if problem.code == "gone" else SignInRefused
    return as_error(problem, kind)


def as_error(problem: Problem, kind: type[SsdeskError] = Refused) -> SsdeskError:
    """The problem as an error."""
    title, advice = template_of(problem.title, problem.values), template_of(problem.advice, problem.values)
    error = kind(title, advice, code=problem.code)
    error.retry, error.values = problem.retry, dict(problem.values)
    return error


def _later(status: int, problem: Problem | None, retry_after: str) -> NoConnection:
    if status == 511:
        return garbage()
    if problem is None:
        title, advice = QT_TRANSLATE_NOOP("errors", "The school's server has trouble at the moment."), _STILL_WORKS
        error = Busy(title, advice, code="server-fault")
    else:
        error = Busy(
            template_of(problem.title, problem.values), template_of(problem.advice, problem.values), code=problem.code
        )
        error.values = dict(problem.values)
    error.retry = True
    wait = problem.retry_after_s if problem is not None and problem.retry_after_s is not None else None
    if wait is None and re.fullmatch(r"[0-9]{1,6}", retry_after):
        wait = int(retry_after)
    error.retry_after_s = wait
    return error


def _decoded(body: bytes | None, kind: type[_T]) -> _T | None:
    if body is None:
        return None
    try:
        return msgspec.json.decode(body, type=kind)
    except ValueError:
        return None
