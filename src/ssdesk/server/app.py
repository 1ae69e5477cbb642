"""The school's server as one ASGI application: its parts and endpoints joined by hand."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from starlette.types import Receive, Scope, Send

from ssdesk.server import (
    activation,
    details,
    devices,
    email_confirmation,
    openapi,
    own_password,
    pull,
    reset,
    sign_in,
    well_known,
)
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.commands import apply
from ssdesk.server.database import Database
from ssdesk.server.delivery import Delivery
from ssdesk.server.dispatch import Dispatch
from ssdesk.server.epoch import Identity
from ssdesk.server.hashing import Cost, Hashing
from ssdesk.server.http import Endpoint
from ssdesk.server.hub import Hub
from ssdesk.server.journal import Journal
from ssdesk.server.mail import MailServer
from ssdesk.server.parts import Clock, Parts
from ssdesk.server.schools import Schools, read_schools
from ssdesk.server.seen import Seen


def endpoints() -> list[Endpoint]:
    """Everything that the server answers to."""
    modules = (
        well_known, sign_in, activation, own_password, devices, details, email_confirmation, reset, pull, apply,
    )  # fmt: skip
    all_ = [endpoint for module in modules for endpoint in module.ENDPOINTS]
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
    def open(
        cls,
        folder: Path,
        url: str,
        clock: Clock = present,
        *,
        mail: MailServer | None = None,
        cost: Cost | None = None,
    ) -> App:
        """`mail`: where the school's mails are handed in; without it they wait. `cost`: of hashing passwords."""
        db = Database(url)
        hub = Hub()
        db.on_commit = hub.ring
        schools = Schools(db.read_now(read_schools))
        identity, journal = Identity.load(folder), Journal(folder / "journal")
        delivery = Delivery(db, identity.key, journal, clock, mail)
        hashing = Hashing(identity.key, cost)
        blobs = BlobStore(folder)
        return cls(Parts(folder, db, clock, identity, schools, hub, Seen(), blobs, journal, hashing, delivery))

    def close(self) -> None:
        self.parts.hashing.close()
        self.parts.db.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._dispatch(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        delivering = asyncio.create_task(self.parts.delivery.run())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        self.close()
        await send({"type": "lifespan.shutdown.complete"})
