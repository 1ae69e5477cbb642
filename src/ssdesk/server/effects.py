"""Mails that are still to be sent: written with the change that asks for them, sent after it was committed.

At least once: a mail whose fate is unclear is sent again under the same Message-ID. What was sent stands in the journal
beside the database too, so that a restored database does not mail again. A mail server that is away for an hour, or for
a day, delays mails and loses none.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, case, func, insert, select, update

from ssdesk.server import audit, mail, outgoing
from ssdesk.server import tables as t
from ssdesk.server.database import Database
from ssdesk.server.journal import Journal
from ssdesk.server.mail import MailServer, Outcome

log = logging.getLogger(__name__)

COLLECT_MS: Final = 3 * 60_000  # a notice waits so long for others, which then become one
GIVE_UP_MS: Final = 3 * 24 * 60 * 60_000
_LEASE_MS: Final = 3 * 60_000  # a mail that is being sent is not taken again meanwhile
_PAUSES_S: Final = (20, 60, 120, 300, 600, 900, 1800, 3600)
_BATCH: Final = 20
_e = t.effect.c


def add(
    connection: Connection,
    school: str,
    kind: str,
    account: str,
    *,
    cause: str,
    now: int,
    wait: int = 0,
    detail: dict[str, str] | None = None,
) -> str:
    """Notes that a mail must go out after `wait` milliseconds; its id. `cause`: what asks for it, the same cause asks
    once. `detail` goes into the mail."""
    id_ = effect_id(cause, account, kind)
    known = select(func.count()).where(_e.school == school, _e.id == id_)
    if not connection.execute(known).scalar_one():
        content = msgspec.json.encode({**(detail or {}), "asked_at": str(now)}).decode()
        connection.execute(
            insert(t.effect).values(school=school, id=id_, kind=kind, account=account, detail=content, due=now + wait)
        )
    return id_


def notify(connection: Connection, school: str, account: str, *, cause: str, now: int) -> None:
    """There is something new for this account. Several within a few minutes become one mail, and none goes out to who
    did not ask for mails (both decided when it is due)."""
    waiting = select(func.count()).where(
        _e.school == school, _e.account == account, _e.kind == "notice", _e.state == "waiting"
    )
    if not connection.execute(waiting).scalar_one():
        add(connection, school, "notice", account, cause=cause, now=now, wait=COLLECT_MS)


def effect_id(cause: str, account: str, kind: str) -> str:
    return sha256(f"{cause}\0{account}\0{kind}".encode()).hexdigest()[:40]


def forget(connection: Connection, before: int) -> int:
    """Removes what was settled before this moment; how many."""
    return connection.execute(t.effect.delete().where(_e.state.in_(("done", "failed")), _e.due < before)).rowcount


@dataclass(frozen=True, slots=True)
class _Taken:
    """A mail taken out of the queue for sending."""

    school: str
    id: str
    kind: str
    account: str
    tries: int
    asked_at: int
    mail: mail.Mail


class Delivery:
    """Empties the queue. `server` None: there is no mail server yet, mails wait."""

    def __init__(
        self, db: Database, key: bytes, journal: Journal, clock: Callable[[], int], server: MailServer | None
    ) -> None:
        self._db, self._key, self._journal, self._clock, self.server = db, key, journal, clock, server
        self._bell = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def nudge(self) -> None:
        """Something may be due. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._bell.set)

    async def run(self, every_s: float = 5.0) -> None:
        """Until cancelled. A fault of ours is logged and the queue goes on."""
        self._loop = asyncio.get_running_loop()
        while True:
            try:
                while await self.once() == _BATCH:
                    pass
            except Exception:
                log.exception("Mails could not be sent")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), every_s)
                await asyncio.sleep(0.05)  # the transaction that asked commits
            self._bell.clear()

    async def once(self) -> int:
        """Tries everything that is due now, up to a batch; how many it looked at."""
        if self.server is None:
            return 0
        taken, looked_at = await self._db.run(self._take, self._clock())
        for one in taken:
            await self._deliver(self.server, one)
        return looked_at

    async def _deliver(self, server: MailServer, one: _Taken) -> None:
        sent = await mail.send(server, one.mail)
        now = self._clock()
        if sent.outcome is Outcome.SENT:
            await asyncio.to_thread(self._journal.add, now, "sent", one.school, one.id)
            await self._db.run(_settle, one, "done", now)
        elif sent.outcome is Outcome.REFUSED or now - one.asked_at > GIVE_UP_MS:
            log.info("A mail (%s) was given up: %s", one.kind, sent.why)
            await self._db.run(_settle, one, "failed", now, sent.why)
        else:
            log.info("A mail (%s) is tried again later: %s", one.kind, sent.why)
            state = "unclear" if sent.outcome is Outcome.UNCLEAR else "waiting"
            await self._db.run(_postpone, one, state, now)

    def _take(self, connection: Connection, now: int) -> tuple[list[_Taken], int]:
        """What is due, written as mails; what has become pointless is settled."""
        rows = connection.execute(
            select(t.effect)
            .where(_e.state.in_(("waiting", "unclear")), _e.due <= now)
            .order_by(case((_e.kind == "notice", 1), else_=0), _e.due)
            .limit(_BATCH)
            .with_for_update(skip_locked=True)
        ).all()
        taken = []
        for row in rows:
            one = self._written(connection, row, now)
            if one is not None:
                taken.append(one)
        return taken, len(rows)

    def _written(self, connection: Connection, row: Row[Any], now: int) -> _Taken | None:
        mine = (_e.school == row.school) & (_e.id == row.id)
        if self._journal.has("sent", row.school, row.id):
            connection.execute(update(t.effect).where(mine).values(state="done"))
            return None
        written = outgoing.write(connection, self._key, row, now)
        if isinstance(written, int):
            connection.execute(update(t.effect).where(mine).values(due=written))
            return None
        if written is None:
            connection.execute(update(t.effect).where(mine).values(state="done"))
            return None
        connection.execute(update(t.effect).where(mine).values(due=now + _LEASE_MS))
        asked_at = int(msgspec.json.decode(row.detail, type=dict[str, str])["asked_at"])
        return _Taken(row.school, row.id, row.kind, row.account, row.tries, asked_at, written)


def _settle(connection: Connection, one: _Taken, state: str, now: int, why: str = "") -> None:
    """`detail` goes with it: what a mail said is nobody's business any more."""
    mine = (_e.school == one.school) & (_e.id == one.id)
    connection.execute(
        update(t.effect).where(mine).values(state=state, due=now, tries=one.tries + 1, detail='{"asked_at":"0"}')
    )
    if state == "failed":
        audit.record(connection, one.school, now, "server", f"mail_failed.{one.kind}", subject=one.account, detail=why)


def _postpone(connection: Connection, one: _Taken, state: str, now: int) -> None:
    pause = _PAUSES_S[min(one.tries, len(_PAUSES_S) - 1)] * 1000
    mine = (_e.school == one.school) & (_e.id == one.id)
    connection.execute(update(t.effect).where(mine).values(state=state, due=now + pause, tries=one.tries + 1))
