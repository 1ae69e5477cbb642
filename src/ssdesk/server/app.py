"""The school's server as one ASGI application: its parts and endpoints joined by hand."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.types import Receive, Scope, Send

from ssdesk.server import openapi, pull, well_known
from ssdesk.server.commands import apply
from ssdesk.server.database import Database
from ssdesk.server.dispatch import Dispatch
from ssdesk.server.epoch import Identity
from ssdesk.server.http import Endpoint
from ssdesk.server.hub import Hub
from ssdesk.server.parts import Clock, Parts
from ssdesk.server.schools import Schools, read_schools
from ssdesk.server.seen import Seen


def endpoints() -> list[Endpoint]:
    """Everything that the server answers to."""
    all_ = [*well_known.ENDPOINTS, *pull.ENDPOINTS, *apply.ENDPOINTS]
    return [*all_, openapi.endpoint(all_)]


def present() -> int:
    """The real clock, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class App:
    """What the web server runs. `open` makes it over a data folder; `close` waits for what is running."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._dispatch = Dispatch(parts, endpoints())

    @classmethod
    def open(cls, folder: Path, url: str, clock: Clock = present) -> App:
        db = Database(url)
        hub = Hub()
        db.on_commit = hub.ring
        schools = Schools(db.read_now(read_schools))
        return cls(Parts(folder, db, clock, Identity.load(folder), schools, hub, Seen()))

    def close(self) -> None:
        self.parts.db.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._dispatch(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.close()
        await send({"type": "lifespan.shutdown.complete"})
