"""What has to be done at times, by the server's clock: ending suspensions, forgetting what is past its time.

Visibility never depends on the clock; where time makes something (in)visible it is a transaction here that does it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, text

from ssdesk.server import accounts, effects, feed, mailbox, publish, seen, shut_out, throttle
from ssdesk.server import tables as t
from ssdesk.server.commands import answering, apply, arrived, folders, messages, scheduled
from ssdesk.server.commands.acting import Rejected
from ssdesk.server.parts import Parts
from ssdesk.server.schools import School, read_schools

log = logging.getLogger(__name__)

SECOND: Final = 1000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
COMMAND_DAYS: Final = 40  # a desktop keeps its journal for 35
UPLOAD_DAYS: Final = 7  # how long a file lives to which nothing refers
PART_DAYS: Final = 1  # how long an upload may stand still
CODE_DAYS: Final = 7  # after their end codes are kept so long, to tell "expired" from "wrong"

_STALE_BLOBS = text(
    "SELECT b.sha256 FROM blob b WHERE b.school = :school AND b.at < :before"
    " AND NOT EXISTS (SELECT 1 FROM blob_ref r WHERE r.school = b.school AND r.sha256 = b.sha256)"
    " AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.school = b.school AND p.blobs LIKE '%' || b.sha256 || '%')"
)


@dataclass(frozen=True, slots=True)
class Job:
    """`every` in milliseconds."""

    name: str
    every: int
    run: Callable[[Parts], Awaitable[None]]


class Scheduler:
    """Runs each job when it is due; after a start all of them are."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._due: dict[str, int] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.tick()
            await asyncio.sleep(1)

    async def tick(self) -> None:
        """What is due now. A fault of ours is logged and the other jobs go on."""
        for job in JOBS:
            now = self._parts.clock()
            if now < self._due.get(job.name, 0):
                continue
            self._due[job.name] = now + job.every
            try:
                await job.run(self._parts)
            except Exception:
                log.exception("The job %s failed", job.name)


# ---- Jobs ------------------------------------------------------------------------------------------------------------
async def _note_seen(parts: Parts) -> None:
    devices, people = parts.seen.take()
    if devices:
        await parts.db.run(seen.write, devices, people)


async def _note_arrivals(parts: Parts) -> None:
    while some := parts.arrivals.take():
        await parts.db.run(arrived.tell, some[0].school, some, parts.clock())
        parts.arrivals.told(some)


async def _note_high_water(parts: Parts) -> None:
    seqs = await parts.db.read(read_seqs)
    await asyncio.to_thread(parts.identity.saw, seqs)


async def _note_shut_out(parts: Parts) -> None:
    now = parts.clock()
    shut = await parts.db.read(shut_out.read, now - HOUR)
    await asyncio.to_thread(shut_out.note, parts.journal, now, shut)


async def _reload_schools(parts: Parts) -> None:
    parts.schools.replace(await parts.db.read(read_schools))


async def _end_suspensions(parts: Parts) -> None:
    for school in parts.schools.by_id:
        await parts.db.run(accounts.end_suspensions, school, parts.clock())


async def _publish(parts: Parts) -> None:
    now = parts.clock()
    for school in await parts.db.read(publish.due, now):
        while await parts.db.run(publish.release, school, now) == publish.AT_ONCE:
            pass


async def _wake(parts: Parts) -> None:
    now = parts.clock()
    for school in await parts.db.read(mailbox.due, now):
        while await parts.db.run(mailbox.wake, school, now) == mailbox.AT_ONCE:
            pass


async def _empty_folders(parts: Parts) -> None:
    for school, folder in await parts.db.read(mailbox.deleted):
        while await parts.db.run(folders.empty, school, folder) == folders.AT_ONCE:
            pass


async def _stop_answering(parts: Parts) -> None:
    now = parts.clock()
    for school in await parts.db.read(answering.due, now):
        await parts.db.run(answering.expire, school, now)


async def _send(parts: Parts) -> None:
    """One that cannot even be judged holds up no other."""
    now, renewed_at = parts.clock(), parts.identity.renewed_at
    for one in await parts.db.read(scheduled.due, now):
        try:
            await parts.db.run(send_scheduled, parts.schools.by_id[one.school], one, now, renewed_at)
        except Exception:
            log.exception("A planned message could not be sent")


async def _purge(parts: Parts) -> None:
    for school in parts.schools.by_id.values():
        await parts.db.run(purge_tombstones, school, parts.clock())


async def _forget(parts: Parts) -> None:
    await parts.db.run(_forget_rows, parts.clock())


async def _forget_files(parts: Parts) -> None:
    """Row and file go under the lock that an upload's end needs too."""
    now = parts.clock()
    for school in parts.schools.by_id:
        async with parts.blobs.lock:
            for sha256 in await parts.db.run(_drop_stale_blobs, school, now):
                await asyncio.to_thread(parts.blobs.remove, school, sha256)
        for upload in await parts.db.run(_drop_stale_uploads, school, now):
            await asyncio.to_thread(parts.blobs.discard, school, upload)


JOBS: Final = (
    Job("publish", SECOND, _publish),
    Job("later", SECOND, _wake),
    Job("folders", SECOND, _empty_folders),
    Job("scheduled", SECOND, _send),
    Job("arrivals", 5 * SECOND, _note_arrivals),
    Job("answering", 10 * SECOND, _stop_answering),
    Job("seen", MINUTE, _note_seen),
    Job("high water", 5 * SECOND, _note_high_water),
    Job("shut out", 10 * SECOND, _note_shut_out),
    Job("schools", 30 * SECOND, _reload_schools),
    Job("suspensions", MINUTE, _end_suspensions),
    Job("tombstones", HOUR, _purge),
    Job("past", HOUR, _forget),
    Job("files", HOUR, _forget_files),
)


# ---- Their transactions ----------------------------------------------------------------------------------------------
def read_seqs(connection: Connection) -> dict[str, int]:
    """How far each school has come."""
    return {row.id: row.seq for row in connection.execute(select(t.school.c.id, t.school.c.seq))}


def send_scheduled(connection: Connection, school: School, one: scheduled.Due, now: int, renewed_at: int) -> None:
    """Sends it as its sender, or leaves it with the sender where that is not possible any more."""
    args = scheduled.take(connection, one, renewed_at)
    if args is None:
        return
    try:
        with connection.begin_nested():
            messages.send_scheduled(connection, apply.acting(connection, school, one.account, one.id, now), args)
    except Rejected as rejected:
        feed.begin(connection)
        scheduled.hold_back(connection, one, rejected.problem)
    else:
        scheduled.done(connection, one)


def purge_tombstones(connection: Connection, school: School, now: int) -> int:
    """Forgets tombstones older than the school's `tombstone_days`, counted by daily marks of the seq; how many."""
    m = t.seq_mark.c
    mine = m.school == school.id
    last = connection.scalar(select(func.max(m.at)).where(mine))
    if last is None or now - last >= DAY:
        seq = connection.scalars(select(t.school.c.seq).where(t.school.c.id == school.id)).one()
        connection.execute(insert(t.seq_mark).values(school=school.id, at=now, seq=seq))
    before = now - school.settings.tombstone_days * DAY
    up_to = connection.scalar(select(func.max(m.seq)).where(mine, m.at <= before))
    if up_to is None:
        return 0
    connection.execute(delete(t.seq_mark).where(mine, m.at < before))
    return feed.purge(connection, school.id, up_to)


def _forget_rows(connection: Connection, now: int) -> None:
    connection.execute(delete(t.command).where(t.command.c.at < now - COMMAND_DAYS * DAY))
    connection.execute(delete(t.reset_code).where(t.reset_code.c.until < now - CODE_DAYS * DAY))
    effects.forget(connection, now - COMMAND_DAYS * DAY)
    throttle.forget(connection, now)


def _drop_stale_blobs(connection: Connection, school: str, now: int) -> list[str]:
    stale = list(connection.scalars(_STALE_BLOBS, {"school": school, "before": now - UPLOAD_DAYS * DAY}))
    for sha256 in stale:
        connection.execute(delete(t.blob).where(t.blob.c.school == school, t.blob.c.sha256 == sha256))
        connection.execute(delete(t.upload).where(t.upload.c.school == school, t.upload.c.sha256 == sha256))
    return stale


def _drop_stale_uploads(connection: Connection, school: str, now: int) -> list[str]:
    u = t.upload.c
    stale = (u.school == school) & (u.sha256 == "") & (u.at < now - PART_DAYS * DAY)
    return list(connection.scalars(delete(t.upload).where(stale).returning(u.id)))
