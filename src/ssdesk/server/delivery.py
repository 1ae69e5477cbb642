"""Sends the mails that wait in `effect`.

At least once: a mail whose fate is unclear is sent again under the same Message-ID; a forwarded message only once
more, for it has content (sync.md, Effects). What was sent stands in the journal
beside the database too, so that a restored database does not mail again. A mail server that is away for an hour, or for
a day, delays mails and loses none.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.exc import OperationalError

from ssdesk.server import audit, mail, outgoing
from ssdesk.server import tables as t
from ssdesk.server.database import Database
from ssdesk.server.journal import Journal
from ssdesk.server.mail import MailServer, Outcome

log = logging.getLogger(__name__)

COLLECT_MS: Final = 3 * 60_000  # a notice waits so long for others, which then become one
PAUSES_S: Final = (20, 60, 120, 300, 600, 900, 1800, 3600)
MOST_TRIES: Final = 80  # with these pauses: three days
BATCH: Final = 20
TWICE_AT_MOST: Final = "forward"  # the kind of mail that is handed in again only once
_LEASE_MS: Final = 3 * 60_000  # a mail that is being sent is not taken again meanwhile
_e = t.effect.c


@dataclass(frozen=True, slots=True)
class _Taken:
    """A mail taken out of the queue for sending."""

    school: str
    id: str
    kind: str
    account: str
    state: str
    tries: int
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
                while await self.once() == BATCH:
                    pass
            except Exception:
                log.exception("Mails could not be sent")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), every_s)
                await asyncio.sleep(0.05)  # the transaction that asked commits
            self._bell.clear()

    async def once(self) -> int:
        """Tries what is due now, up to a batch; how many it looked at (a batch: look again)."""
        if self.server is None:
            return 0
        taken, looked_at = await self._db.run(self._take, self._clock())
        down = False
        for one in taken:
            if down:  # each would wait in vain until the server's time is over
                await self._db.run(_postpone, one, one.state, self._clock())
            else:
                down = await self._deliver(self.server, one)
        return 0 if down else looked_at

    async def _deliver(self, server: MailServer, one: _Taken) -> bool:
        """Whether the mail server turned out to be away."""
        if one.kind == TWICE_AT_MOST:
            await asyncio.to_thread(self._journal.add, self._clock(), "handed", one.school, _try(one.id, one.tries))
        sent = await mail.send(server, one.mail)
        now = self._clock()
        if sent.outcome is Outcome.SENT:
            await asyncio.to_thread(self._journal.add, now, "sent", one.school, one.id)
            await self._db.run(_settle, one.school, one.id, now, tries=one.tries + 1)
        elif one.kind == TWICE_AT_MOST and one.state == sent.outcome.value == "unclear":
            await asyncio.to_thread(self._journal.add, now, "sent", one.school, one.id)
            await self._db.run(_give_up, one, now, sent.why)
        elif sent.outcome is Outcome.REFUSED or one.tries + 1 >= MOST_TRIES:
            log.info("A mail (%s) was given up: %s", one.kind, sent.why)
            await self._db.run(_give_up, one, now, sent.why)
        else:
            log.info("A mail (%s) is tried again later: %s", one.kind, sent.why)
            state = "unclear" if sent.outcome is Outcome.UNCLEAR else "waiting"
            state = one.state if one.kind == TWICE_AT_MOST and state == "waiting" else state
            await self._db.run(_postpone, one, state, now)
        return sent.line

    def _take(self, connection: Connection, now: int) -> tuple[list[_Taken], int]:
        """What is due, written as mails; what has become pointless is settled, and what cannot be written is given up
        and holds up no other. What somebody waits for goes first."""
        waiting = select(t.effect).where(_e.state.in_(("waiting", "unclear"))).order_by(_e.due).limit(BATCH)
        waiting = waiting.with_for_update(skip_locked=True)
        urgent = connection.execute(waiting.where(_e.kind.not_in(("notice", "forward")), _e.due <= now)).all()
        forwards = connection.execute(waiting.where(_e.kind == "forward", _e.due <= now)).all()
        notices = connection.execute(waiting.where(_e.kind == "notice", _e.due <= now - COLLECT_MS)).all()
        taken: list[_Taken] = []
        told: set[tuple[str, str]] = set()
        for row in (*urgent, *forwards, *notices)[:BATCH]:
            if row.kind == "notice" and (row.school, row.account) in told:
                continue  # settled together with the one before
            if row.kind == "notice":
                told.add((row.school, row.account))
            written = self._alone(connection, row, now)
            if written is not None:
                state = self._state(row)
                taken.append(_Taken(row.school, row.id, row.kind, row.account, state, row.tries, written))
        return taken, min(len(urgent) + len(forwards) + len(notices), BATCH)

    def _alone(self, connection: Connection, row: Row[Any], now: int) -> mail.Mail | None:
        """As `_written`; None too where that fails, and only this mail has failed."""
        try:
            with connection.begin_nested():
                return self._written(connection, row, now)
        except OperationalError:
            raise  # the database's fault and no mail's
        except Exception as error:
            log.exception("A mail (%s) could not be written", row.kind)
            _give_up(connection, row, now, f"write {type(error).__name__}")
            return None

    def _written(self, connection: Connection, row: Row[Any], now: int) -> mail.Mail | None:
        if self._journal.has("sent", row.school, row.id):
            _settle(connection, row.school, row.id, now, tries=row.tries)
            return None
        written = outgoing.write(connection, self._key, row, now)
        if row.kind == "notice" and not isinstance(written, int):
            _settle_others(connection, row, now)
        if written is None:
            _settle(connection, row.school, row.id, now, tries=row.tries)
            return None
        mine = update(t.effect).where(_e.school == row.school, _e.id == row.id)
        if isinstance(written, int):
            connection.execute(mine.values(due=written))
            return None
        connection.execute(mine.values(due=now + _LEASE_MS, state=_meanwhile(row.kind, self._state(row))))
        return written

    def _state(self, row: Row[Any]) -> str:
        """A try that was made already, of which a restored database does not know, is of unclear fate."""
        made = row.kind == TWICE_AT_MOST and self._journal.has("handed", row.school, _try(row.id, row.tries))
        return "unclear" if made else str(row.state)


def _try(effect: str, tries: int) -> str:
    """How the journal calls the try after so many."""
    return f"{effect}.{tries}"


def _meanwhile(kind: str, state: str) -> str:
    """The state while it is being sent, which is the one it keeps when the server stops at that moment."""
    if kind != TWICE_AT_MOST:
        return state
    return "failed" if state == "unclear" else "unclear"


def _settle(connection: Connection, school: str, effect: str, now: int, *, tries: int, state: str = "done") -> None:
    """What a mail said is nobody's business once it was sent: `detail` goes."""
    mine = (_e.school == school) & (_e.id == effect)
    connection.execute(update(t.effect).where(mine).values(state=state, due=now, tries=tries, detail="{}"))


def _settle_others(connection: Connection, row: Row[Any], now: int) -> None:
    """One notice tells of everything that was new until now."""
    same = (_e.school == row.school, _e.account == row.account, _e.kind == "notice", _e.id != row.id)
    mine = (*same, _e.state == "waiting", _e.due <= now)
    connection.execute(update(t.effect).where(*mine).values(state="done", due=now))


def _give_up(connection: Connection, one: _Taken | Row[Any], now: int, why: str) -> None:
    _settle(connection, one.school, one.id, now, tries=one.tries + 1, state="failed")
    audit.record(connection, one.school, now, "server", f"mail_failed.{one.kind}", subject=one.account, detail=why)


def _postpone(connection: Connection, one: _Taken, state: str, now: int) -> None:
    pause = PAUSES_S[min(one.tries, len(PAUSES_S) - 1)] * 1000
    mine = (_e.school == one.school) & (_e.id == one.id)
    connection.execute(update(t.effect).where(mine).values(state=state, due=now + pause, tries=one.tries + 1))
