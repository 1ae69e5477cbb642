"""A school's server one version ahead: the real one, saying more than this desktop knows."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, insert
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ssdesk.protocol import PROTOCOL, kinds
from ssdesk.server import feed
from ssdesk.server import tables as t
from tests.school import School

NEXT = PROTOCOL + 1
_MAPS = ("base", "done", "values", "needs")  # JSON objects that are no structs


class NewerMessage(kinds.Message, frozen=True, omit_defaults=True):
    """A message of the next version."""

    mood: str = "cheerful"
    stickers: tuple[str, ...] = ("★",)


class Survey(msgspec.Struct, frozen=True):
    """A kind of the next version."""

    id: str
    question: str
    colour: str = "octarine"


class OneVersionAhead:
    """Before a real application: every JSON object has a field more, every array struct an element more, the stream of
    events an event more. `only`: and it speaks its own version only."""

    def __init__(self, app: ASGIApp, *, only: bool = False) -> None:
        self.app, self.only = app, only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        spoken = dict(scope["headers"]).get(b"ssdesk-protocol", b"")
        if self.only and spoken == str(PROTOCOL).encode() and not scope["path"].endswith("/.well-known/ssdesk"):
            await send({"type": "http.response.start", "status": 426, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": b"<html>ssdesk 2</html>"})
            return
        await self.app(scope, receive, _Newer(send, only=self.only))


class _Newer:
    """What the application sends, with more in it."""

    def __init__(self, send: Send, *, only: bool) -> None:
        self._send, self._only = send, only
        self._start: Message = {}
        self._type = b""
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            self._type = dict(message["headers"]).get(b"content-type", b"")
            if self._type != b"application/json":
                await self._send(message)
        elif self._type.startswith(b"text/event-stream"):
            news = b'event: weather\nid: 7\ndata: {"sky": "grey"}\n\n' if message.get("body") else b""
            body = message.get("body", b"").replace(b'{"seq":', b'{"since_2":[1],"seq":')
            await self._send({**message, "body": news + body})
        elif self._type != b"application/json":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._answer()

    async def _answer(self) -> None:
        body = msgspec.json.encode(self._more(msgspec.json.decode(self._body))) if self._body else b""
        headers = [header for header in self._start["headers"] if header[0] != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    def _more(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            more = {key: self._more(part, "" if name in _MAPS else key) for key, part in value.items()}
            if "protocols" in more:
                more["protocols"] = [NEXT] if self._only else [PROTOCOL, NEXT]
            return more if name in _MAPS else {**more, "since_2": {"code": "new"}}
        if isinstance(value, list):
            if name == "cursor":
                return [*value, "new"]
            more_rows = [self._more(part) for part in value]
            return [[*row, "new"] for row in more_rows] if name == "rows" else more_rows
        return value


def put(school: School, slug: str, kind: str, body: Any, scopes: list[str]) -> None:
    """An object of the next version, straight into the feed."""
    school.db.run_now(lambda connection: feed.put(connection, slug, kind, body.id, body, scopes))


def remove(school: School, slug: str, kind: str, oid: str) -> None:
    school.db.run_now(lambda connection: feed.remove(connection, slug, kind, oid))


def grant(school: School, slug: str, account: str, scope: str) -> None:
    """A scope of a sort that this version does not know."""

    def write(connection: Connection) -> None:
        connection.execute(insert(t.grant_).values(school=slug, account=account, scope=scope))

    school.db.run_now(write)
