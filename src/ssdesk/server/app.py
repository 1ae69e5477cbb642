"""The school's server as one ASGI application: its parts and endpoints joined by hand."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from pathlib import Path

from starlette.types import Receive, Scope, Send

from ssdesk.server import (
    activation,
    ask,
    blobs,
    confirm_page,
    details,
    devices,
    email_confirmation,
    events,
    office,
    openapi,
    own_password,
    pull,
    reset,
    shut_out,
    sign_in,
    uploads,
    well_known,
)
from ssdesk.server.arrivals import Arrivals
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.commands import apply
from ssdesk.server.config import Config
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
from ssdesk.server.scheduler import Scheduler, read_seqs
from ssdesk.server.schools import Schools, read_schools
from ssdesk.server.seen import Seen

log = logging.getLogger(__name__)


def endpoints() -> list[Endpoint]:
    """Everything that the server answers to."""
    all_ = [
        *well_known.ENDPOINTS,
        *pull.ENDPOINTS,
        *apply.ENDPOINTS,
        *ask.ENDPOINTS,
        *events.ENDPOINTS,
        *blobs.ENDPOINTS,
        *uploads.ENDPOINTS,
        *sign_in.ENDPOINTS,
        *activation.ENDPOINTS,
        *own_password.ENDPOINTS,
        *devices.ENDPOINTS,
        *details.ENDPOINTS,
        *email_confirmation.ENDPOINTS,
        *confirm_page.ENDPOINTS,
        *reset.ENDPOINTS,
        *office.ENDPOINTS,
    ]
    return [*all_, openapi.endpoint(all_)]


def present() -> int:
    """The real clock, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class App:
    """What the web server runs: `App.open(folder)`, then ASGI with lifespan, which starts and stops the tasks that run
    beside the requests; `close` when no lifespan does."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.scheduler = Scheduler(parts)
        self._dispatch = Dispatch(parts, endpoints())
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    def open(
        cls, folder: Path, *, clock: Clock = present, mail: MailServer | None = None, cost: Cost | None = None
    ) -> App:
        """Over a data folder made by `init`. `mail` and `cost` (of hashing) are for demonstrations and tests.

        A database that lies behind what this server has already told was restored by hand: a fresh epoch begins, and
        who was shut out since stays so.
        """
        config = Config.read(folder)
        identity = Identity.load(folder)
        journal = Journal(folder / "journal")
        db = Database(config.url(folder))
        seqs = db.read_now(read_seqs)
        restored = not identity.continues(seqs)
        if restored:
            log.warning("The database is older than what desktops have seen: a new epoch begins")
            identity.renew(clock())
        db.run_now(shut_out.apply, list(journal.lines()), accounts=restored)
        identity.saw(db.read_now(read_seqs))
        hub = Hub(db)
        db.on_commit = hub.ring
        parts = Parts(
            folder=folder,
            db=db,
            clock=clock,
            identity=identity,
            schools=Schools(db.read_now(read_schools)),
            hub=hub,
            seen=Seen(),
            arrivals=Arrivals(),
            blobs=BlobStore(folder),
            hashing=Hashing(identity.key, cost),
            journal=journal,
            delivery=Delivery(db, identity.key, journal, clock, mail or config.mail_server()),
        )
        return cls(parts)

    async def start(self) -> None:
        """Begins what runs beside the requests."""
        for task in (self.parts.hub.run(), self.scheduler.run(), self.parts.delivery.run()):
            self._tasks.append(asyncio.create_task(task))

    async def stop(self) -> None:
        """Ends it, and every stream."""
        self.parts.hub.close()
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    def close(self) -> None:
        """Waits for what is running in the database. Nothing may be asked afterwards."""
        self.parts.identity.saw(self.parts.db.read_now(read_seqs))
        self.parts.hashing.close()
        self.parts.db.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._dispatch(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})
