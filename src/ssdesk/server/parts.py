"""What a running server is made of; `app.py` joins the parts by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssdesk.server.arrivals import Arrivals
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.database import Database
from ssdesk.server.delivery import Delivery
from ssdesk.server.epoch import Identity
from ssdesk.server.hashing import Hashing
from ssdesk.server.hub import Hub
from ssdesk.server.journal import Journal
from ssdesk.server.schools import Schools
from ssdesk.server.seen import Seen

Clock = Callable[[], int]
"""The present in milliseconds since 1970, UTC."""


@dataclass(slots=True)
class Parts:
    """`folder`: the data folder with database, blobs, epoch, key and journal."""

    folder: Path
    db: Database
    clock: Clock
    identity: Identity
    schools: Schools
    hub: Hub
    seen: Seen
    arrivals: Arrivals
    blobs: BlobStore
    hashing: Hashing
    journal: Journal
    delivery: Delivery
