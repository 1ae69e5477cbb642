"""Who is listening for news, and when they are told: after a commit, together, and never with any content.

One task per process looks once a second how far the schools with listeners have come, and at once when this process
has committed; so a poke also comes for what another process wrote (more workers on PostgreSQL, the command line).
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection, select, text

from ssdesk.server import tables as t
from ssdesk.server.database import Database
from ssdesk.server.grants import OUT, chunks

log = logging.getLogger(__name__)

POLL_S: Final = 1.0
GATHER_S: Final = 0.05  # what is committed within this time makes one poke
SESSIONS_S: Final = 5.0  # how long a revoked session may go on listening

_SEQS = text("SELECT id, seq FROM school")
_CHANGED = text(
    "SELECT g.account, MAX(s.last_seq) AS seq FROM scope s"
    " JOIN grant_ g ON g.school = s.school AND g.scope = s.key"
    " WHERE s.school = :school AND s.last_seq > :since GROUP BY g.account"
)
_STANDS = text(
    "SELECT c.seq AS top, (SELECT MAX(s.last_seq) FROM grant_ g"
    " JOIN scope s ON s.school = g.school AND s.key = g.scope"
    " WHERE g.school = c.id AND g.account = :account) AS seq FROM school c WHERE c.id = :school"
)


class Listener:
    """One open stream. `seq`: how far the news for this account goes; `ended`: the session is no longer valid."""

    def __init__(self, school: str, account: str, device: str, seq: int) -> None:
        self.school, self.account, self.device, self.seq = school, account, device, seq
        self.ended = False
        self._bell = asyncio.Event()
        self._bell.set()  # the first poke says where things stand

    def poke(self, seq: int) -> None:
        if seq > self.seq:
            self.seq = seq
            self._bell.set()

    def end(self) -> None:
        self.ended = True
        self._bell.set()

    async def news(self, timeout_s: float) -> bool:
        """Waits for a poke; false when none came in that time."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), timeout_s)
            self._bell.clear()
            return True
        return False


class Hub:
    """All listeners of this process. `ring` may come from any thread, everything else runs on the event loop."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.sessions_s = SESSIONS_S
        self._bell = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._seqs: dict[str, int] = {}

    def ring(self, _schools: frozenset[str] = frozenset()) -> None:
        """Something was committed."""
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):  # closed between the two
                self._loop.call_soon_threadsafe(self._bell.set)

    async def listen(self, school: str, account: str, device: str) -> Listener:
        top, seq = await self._db.read(_stands, school, account)
        self._seqs.setdefault(school, top)
        listener = Listener(school, account, device, seq)
        self._listeners[school].add(listener)
        self._bell.set()
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners[listener.school].discard(listener)

    def close(self) -> None:
        """Every stream ends."""
        for listener in self._all():
            listener.end()

    async def run(self) -> None:
        """Until cancelled. A fault of ours is logged and the next round comes."""
        self._loop = asyncio.get_running_loop()
        checked = self._loop.time()
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), POLL_S)
                await asyncio.sleep(GATHER_S)
            self._bell.clear()
            try:
                if any(self._listeners.values()):
                    await self._round()
                    if self._loop.time() - checked >= self.sessions_s:
                        checked = self._loop.time()
                        await self.check_sessions()
            except Exception:
                log.exception("Listeners could not be told")

    async def _round(self) -> None:
        since = {school: self._seqs[school] for school, listeners in self._listeners.items() if listeners}
        for school, seq, news in await self._db.read(_news, since):
            self._seqs[school] = seq
            for listener in self._listeners[school]:
                if listener.account in news:
                    listener.poke(news[listener.account])

    async def check_sessions(self) -> None:
        """Ends the streams of sessions that are no longer valid."""
        by_school = {school: [one.device for one in listeners] for school, listeners in self._listeners.items()}
        valid = await self._db.read(_valid, by_school)
        for listener in self._all():
            if (listener.school, listener.device) not in valid:
                listener.end()

    def _all(self) -> list[Listener]:
        return [listener for listeners in self._listeners.values() for listener in listeners]


def _news(connection: Connection, since: dict[str, int]) -> list[tuple[str, int, dict[str, int]]]:
    """Of each school that went on: its seq, and by account how far its news goes."""
    found = []
    for school, seq in connection.execute(_SEQS).all():
        if seq > since.get(school, seq):
            rows = connection.execute(_CHANGED, {"school": school, "since": since[school]})
            found.append((school, seq, {row.account: row.seq for row in rows}))
    return found


def _stands(connection: Connection, school: str, account: str) -> tuple[int, int]:
    """The school's seq, and how far this account's scopes go."""
    row = connection.execute(_STANDS, {"school": school, "account": account}).one()
    return row.top, row.seq or 0


def _valid(connection: Connection, devices: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    d, a = t.device.c, t.account.c
    found: set[tuple[str, str]] = set()
    for school, ids in devices.items():
        for part in chunks(sorted(set(ids))):
            rows: Iterable[str] = connection.scalars(
                select(d.id)
                .join_from(t.device, t.account, (a.school == d.school) & (a.id == d.account))
                .where(d.school == school, d.id.in_(part), d.revoked_at.is_(None), ~d.wipe)
                .where(a.state.not_in((*OUT, "suspended")))
            )
            found |= {(school, id_) for id_ in rows}
    return found
