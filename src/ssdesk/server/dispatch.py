"""From an ASGI request to a handler and back: school, protocol version, body, gate, transaction, answer, errors."""

from __future__ import annotations

import inspect
import logging
import secrets
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import PROTOCOL
from ssdesk.protocol.commands import Problem
from ssdesk.server import gate
from ssdesk.server.http import Call, Endpoint, Failure, Gate, decoded, problem
from ssdesk.server.parts import Parts

log = logging.getLogger(__name__)

OLDEST_PROTOCOL = 1
PROTOCOL_HEADER = "ssdesk-protocol"
_encoder = msgspec.json.Encoder()
_JSON_HEADERS = {"cache-control": "no-store"}


def answer(status: int, body: msgspec.Struct | None, headers: dict[str, str] | None = None) -> Response:
    """The struct as JSON."""
    content = b"" if body is None else _encoder.encode(body)
    return Response(content, status, {**_JSON_HEADERS, **(headers or {})}, media_type="application/json")


class _Served:
    """One endpoint as an ASGI application."""

    def __init__(self, endpoint: Endpoint, parts: Parts) -> None:
        self.endpoint, self.parts = endpoint, parts
        self.decoder = msgspec.json.Decoder(endpoint.takes) if endpoint.takes else None
        self.awaits = inspect.iscoroutinefunction(endpoint.handler)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        try:
            response = await self._respond(request)
        except Failure as failure:
            response = _refusal(failure)
        except ClientDisconnect:
            return
        except Exception:  # ours is the fault: logged without the address's query or any content
            number = secrets.token_hex(4)
            log.exception("Error %s in %s %s", number, self.endpoint.method, self.endpoint.path)
            response = _sorry(number)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        endpoint, parts = self.endpoint, self.parts
        _check_protocol(request)
        if endpoint.gate is not Gate.OPEN:
            gate.require_token(request.headers.get("authorization", ""))  # before anything large is read
        call = Call(parts, request.scope["ssdesk.school"], request, parts.clock(), params=request.path_params)
        if self.decoder is not None:
            call.body = decoded(self.decoder, await read_body(request, endpoint.max_body))
        if self.awaits:
            if endpoint.gate is not Gate.OPEN:
                call.session = await parts.db.read(_let_in, call, endpoint.gate)
            result = await endpoint.handler(call)  # type: ignore[call-arg, arg-type]
        else:
            transaction = parts.db.read if endpoint.snapshot else parts.db.run
            result = await transaction(_gated, call, endpoint)
        if call.session is not None:
            parts.seen.note(call.school.id, call.session.account, call.session.device, call.now)
        return result if isinstance(result, Response) else answer(endpoint.status, result)


def _let_in(connection: Connection, call: Call, wanted: Gate) -> Any:
    return gate.let_in(connection, call.school, call.request.headers.get("authorization", ""), wanted)


def _gated(connection: Connection, call: Call, endpoint: Endpoint) -> Any:
    if endpoint.gate is not Gate.OPEN:
        call.session = _let_in(connection, call, endpoint.gate)
    return endpoint.handler(connection, call)  # type: ignore[call-arg, arg-type]


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body. Failure 413 when it has more bytes than the limit."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large(limit)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise too_large(limit)
        parts.append(part)
    return b"".join(parts)


def too_large(limit: int) -> Failure:
    return Failure(
        413,
        problem(
            "too_large",
            QT_TRANSLATE_NOOP("errors", "This is more than the school's server accepts at once."),
            QT_TRANSLATE_NOOP("errors", "Send less or smaller files."),
            limit=limit,
        ),
    )


def _check_protocol(request: Request) -> None:
    """An older desktop is told to update; one that does not say (a browser, curl) is taken at its word."""
    spoken = request.headers.get(PROTOCOL_HEADER)
    if spoken is None or (spoken.isdigit() and int(spoken) >= OLDEST_PROTOCOL):
        return
    raise Failure(
        426,
        problem(
            "too_old",
            QT_TRANSLATE_NOOP("errors", "This version of ssdesk is too old for the school."),
            QT_TRANSLATE_NOOP("errors", "What is here stays readable. Install the newest version to go on."),
            protocol=PROTOCOL,
        ),
        {"Upgrade": f"ssdesk/{PROTOCOL}"},
    )


def _refusal(failure: Failure) -> Response:
    headers = dict(failure.headers)
    if isinstance(failure.body, Problem) and failure.body.retry_after_s is not None:
        headers["retry-after"] = str(failure.body.retry_after_s)
    return answer(failure.status, failure.body, headers)


def _sorry(number: str) -> Response:
    """With the number under which it was logged, which the person can tell."""
    return answer(
        500,
        problem(
            "internal",
            QT_TRANSLATE_NOOP("errors", "Something went wrong at the school's server."),
            QT_TRANSLATE_NOOP("errors", "It was noted as {number}. Try again later."),
            retry=True,
            number=number,
        ),
    )


class Dispatch:
    """The ASGI application: finds the school and the endpoint."""

    def __init__(self, parts: Parts, endpoints: Iterable[Endpoint]) -> None:
        self.parts, self.endpoints = parts, tuple(endpoints)
        self._router = Router([self._route(endpoint) for endpoint in self.endpoints], redirect_slashes=False)

    def _route(self, endpoint: Endpoint) -> Route:
        route = Route(endpoint.path, _Served(endpoint, self.parts), methods=[endpoint.method])
        route.methods = {endpoint.method}  # Starlette adds HEAD to GET
        return route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        root = scope.get("root_path", "")
        school, base = self.parts.schools.resolve(host, scope["path"].removeprefix(root))
        if school is None:
            response = answer(404, _unknown_school())
            await response(scope, receive, send)
            return
        scope["ssdesk.school"], scope["app"] = school, self
        scope["root_path"] = root + base
        try:
            await self._router(scope, receive, send)
        except HTTPException as error:  # Starlette's words for "no such path" and "not with this method"
            response = answer(error.status_code, _no_route(error.status_code), dict(error.headers or {}))
            await response(scope, receive, send)


def _unknown_school() -> Problem:
    return problem(
        "unknown_school",
        QT_TRANSLATE_NOOP("errors", "There is no school at this address."),
        QT_TRANSLATE_NOOP("errors", "Compare the address with the school's letter."),
    )


def _no_route(status: int) -> Problem:
    return problem(
        "not_found" if status == 404 else "bad_method",
        QT_TRANSLATE_NOOP("errors", "The school's server does not offer this."),
        QT_TRANSLATE_NOOP("errors", "Look for a newer version of ssdesk, or tell the school."),
    )
