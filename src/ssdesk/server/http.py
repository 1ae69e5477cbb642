"""How an endpoint is declared. Each module of the server lists its own as `ENDPOINTS`; `app.py` joins the lists.

    ENDPOINTS = [
        Endpoint("POST", "/v1/agreement", accept, takes=AcceptAgreement, answers=SessionState, gate=Gate.SESSION,
                 summary="Accept the school's agreement"),
    ]

A handler has one of two forms:

    def accept(connection: Connection, call: Call) -> SessionState: ...     # the usual one
    async def sign_in(call: Call) -> SignedIn: ...

The first runs inside one transaction together with the gate: what the gate saw still holds (`snapshot=True`: one that
only reads). The second comes after the gate's own transaction, may await (hashing, files) and asks the database
through `await call.db.run(f, …)` and `await call.db.read(f, …)`, where `f(connection, …)` is a plain function.

A handler returns the struct named by `answers`, or a Starlette `Response` (pages, files, streams) when `answers` is
None. Everything else is `raise Failure(status, problem("code", "Title.", "Advice."))`; list such statuses, apart from
those every endpoint has, in `fails`. `call.body` is the decoded `takes`; without `takes` a handler reads
`call.request` itself. `call.signed_in` is the session behind gates SESSION, ACTIVE and OFFICE.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.server.database import Database
from ssdesk.server.parts import Parts
from ssdesk.server.schools import School

DEFAULT_BODY = 64 * 1024  # bytes; ample for any form


class Failure(Exception):
    """An answer that is not 2xx, with its body: a `Problem`, or what the endpoint declares for the status."""

    def __init__(self, status: int, body: msgspec.Struct, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, getattr(body, "code", type(body).__name__))
        self.status, self.body, self.headers = status, body, headers or {}


def problem(
    code: str,
    title: str,
    advice: str = "",
    *,
    retry: bool = False,
    retry_after_s: int | None = None,
    **values: str | int,
) -> Problem:
    """A `Problem` with its values by name. Wrap the two texts in QT_TRANSLATE_NOOP("errors", …)."""
    return Problem(code, title, advice, retry=retry, values=values, retry_after_s=retry_after_s)


def decoded(decoder: msgspec.json.Decoder[Any], body: bytes | msgspec.Raw) -> Any:
    """Failure 400 (`bad_request`): it is not what the decoder takes."""
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Failure(
            400,
            problem(
                "bad_request",
                QT_TRANSLATE_NOOP("errors", "The school's server did not understand this program."),
                QT_TRANSLATE_NOOP("errors", "Look for a newer version of ssdesk."),
                detail=str(error),
            ),
        ) from error


class Gate(enum.Enum):
    """Who may come in. OPEN: anybody. SESSION: signed in, at any step. ACTIVE: activation is finished. OFFICE: active
    and of the school's office."""

    OPEN = "open"
    SESSION = "session"
    ACTIVE = "active"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Session:
    """Who asks: the account and the device that the token belongs to."""

    account: str
    device: str
    kind: str
    name: str
    role: str
    pupil: str | None
    office: bool
    state: str


@dataclass(slots=True)
class Call:
    """One request, decoded and let through."""

    parts: Parts
    school: School
    request: Request
    now: int
    body: Any = None
    session: Session | None = None
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def db(self) -> Database:
        return self.parts.db

    @property
    def headers(self) -> Mapping[str, str]:
        return self.request.headers

    @property
    def client(self) -> str:
        """The address it came from, as far as the connection tells."""
        return self.request.client.host if self.request.client else ""

    @property
    def signed_in(self) -> Session:
        if self.session is None:
            raise LookupError("an open endpoint has no session")
        return self.session

    @property
    def account(self) -> str:
        """The id of the account that asks."""
        return self.signed_in.account


Handler = Callable[[Call], Awaitable[Any]] | Callable[[Connection, Call], Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Options:
    takes: type[msgspec.Struct] | None = None
    answers: type[msgspec.Struct] | None = None
    gate: Gate = Gate.ACTIVE
    summary: str = ""
    status: int = 200
    fails: Mapping[int, type[msgspec.Struct]] = field(default_factory=dict)
    max_body: int = DEFAULT_BODY
    snapshot: bool = False
    media: str = "application/json"
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint(_Options):
    """One method of one path below the school's address; see the module's docstring.

    `path` may hold parameters, as in "/v1/blobs/{sha256}" (`call.params`). `fails`: further statuses and the structs of
    their bodies. `max_body` in bytes. `media`: the type of a `Response` that a handler makes itself, `also` its
    further statuses (206 of a range).
    """

    method: str
    path: str
    handler: Handler


def token_hash(token: str) -> bytes:
    """What is stored of a session's token: its SHA-256. A token has 256 random bits, so it needs no salt."""
    return hashlib.sha256(token.encode()).digest()
