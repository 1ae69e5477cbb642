"""Keeps one account's replica and its school the same, on a thread of its own: push, pull, index, prefetch, wait.

A round pushes what waits in the outbox (oldest first, files before the commands that need them), then pulls until
nothing is left to fetch. Then the engine waits for a poke of the server, a nudge of the window or its timer. What goes
wrong becomes a `SyncStatus`; the thread itself never ends by an error unless nothing is to be tried again by itself.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from ssdesk.errors import QT_TRANSLATE_NOOP, NoConnection, SignInRefused, SsdeskError
from ssdesk.protocol.pull import MAX_ROWS
from ssdesk.protocol.school import SchoolInfo
from ssdesk.replica import Replica
from ssdesk.replica.database import Cancelled
from ssdesk.sync import patience, problems
from ssdesk.sync.prefetch import Prefetch
from ssdesk.sync.pull import Pull
from ssdesk.sync.push import Push
from ssdesk.sync.remote import Remote
from ssdesk.sync.status import State, SyncStatus

log = logging.getLogger(__name__)

Clock = Callable[[], int]  # milliseconds since 1970
INDEX_BATCH = 500  # rows made searchable between two looks at whether something more urgent has come
JOIN_S = 1.0
MOST_TURNS = 3
NOT_ACTIVE_S = 900.0  # how often to ask whether a suspension was lifted, or the agreement accepted elsewhere
OWN_TROUBLE_S = 30.0
SILENCE_MS = 30_000  # after which the words of a draft go to the school too
LOST_AFTER = 2  # vain tries to hear pokes; the first may be a server that starts anew


class Engine:
    """`tell` gets every new status, on the engine's threads. `turn` is held while rows are applied, so that one account
    applies at a time; `breathe` is called between slices, to wait while the person needs the computer. `erase` removes
    the local copy when the school asks for that; `meet` hears once a run what the school says of itself. `chance`: a
    number in [0, 1)."""

    def __init__(
        self,
        replica: Replica,
        remote: Remote,
        clock: Clock,
        tell: Callable[[SyncStatus], None],
        *,
        erase: Callable[[], None],
        meet: Callable[[SchoolInfo], None] = lambda _school: None,
        turn: threading.Lock | None = None,
        breathe: Callable[[], None] = lambda: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._replica, self._remote, self._clock, self._tell = replica, remote, clock, tell
        self._erase, self._meet, self._breathe, self._chance = erase, meet, breathe, chance
        self._met = False
        self._status = SyncStatus(last_success=int(replica.fact("last_success") or 0) or None)
        self._wake = threading.Condition()
        self._stopped = self._nudged = self._came = False
        self._poked = self._tried_at = 0  # seqs: the last poke's, and the last poke's when a round began
        self._refused: SignInRefused | None = None  # told to the listener
        self._failures = 0
        self._push = Push(replica, remote, clock, self._uploading)
        self._prefetch = Prefetch(replica, remote, clock, chance)
        self._pull = Pull(replica, remote, clock, turn or threading.Lock(), self._progress, self._pause)
        self._threads = [
            threading.Thread(target=self._run, name="sync", daemon=True),
            threading.Thread(target=self._listen, name="pokes", daemon=True),
        ]

    @property
    def status(self) -> SyncStatus:
        return self._status

    @property
    def clock_offset_ms(self) -> int:
        """The school's clock minus this computer's, as of the last pull."""
        return self._pull.clock_offset_ms

    # ---- From other threads ------------------------------------------------------------------------------------------
    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> bool:
        """Hang up and wait for the threads, at most a second. False: one still hangs in the operating system; it will
        not touch the replica any more."""
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        self._remote.close()
        until = time.monotonic() + JOIN_S
        others = [thread for thread in self._threads if thread is not threading.current_thread()]
        for thread in others:
            if thread.ident is not None:
                thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in others)

    def nudge(self) -> None:
        """Something waits to be sent, or the person wants it now: try at once."""
        with self._wake:
            self._nudged, self._failures = True, 0
            self._wake.notify_all()

    def look(self) -> None:
        """A file has come: read it, so that messages are found by what it says."""
        with self._wake:
            self._came = True
            self._wake.notify_all()

    # ---- One step at a time ------------------------------------------------------------------------------------------
    def push_once(self) -> int:
        """Send the oldest waiting commands in one batch; how many got a final answer. SsdeskError: none did."""
        return self._push.once()

    def pull_once(self, limit: int = MAX_ROWS) -> bool:
        """Fetch and apply one page of at most `limit` rows; whether everything is here now. SsdeskError: nothing was
        applied."""
        return self._pull.once(limit).complete

    def round(self) -> None:
        """Push all that waits, pull all there is; once more where the pull made something wait again (another epoch).
        Words left alone for a while, or by a crash, go with it. SsdeskError: where it stopped; what was done before
        stays done."""
        self._replica.drafts.save_kept(self._clock() - SILENCE_MS)
        for _ in range(MOST_TURNS):
            while self._push.once():
                self._pause()
            self._pull.everything()
            if not self._replica.outbox.waiting(self._clock(), 1):
                break

    def prefetch(self) -> int:
        """Fetch the files of reports that are not here yet, until something more urgent comes; how many came."""
        return self._prefetch.run(self._urgent)

    def _pause(self) -> None:
        self._breathe()
        if self._stopped:
            raise problems.hung_up()

    # ---- The sync thread ---------------------------------------------------------------------------------------------
    def _run(self) -> None:
        while not self._stopped and not self._status.ended:
            self._rest(self._try())
        if self._stopped and not self._status.ended:  # why it ended by itself stays to be read
            self._say(state="stopped", next_try=None)

    def _try(self) -> float:
        """One round with all that can come of it; the seconds to wait afterwards."""
        with self._wake:
            self._nudged, self._tried_at = False, self._poked
        self._say(state="syncing", next_try=None, rows_done=0)
        try:
            if self._refused is not None:
                raise self._refused
            self.round()
            self._greet()
        except SsdeskError as error:
            return 0.0 if self._stopped else self._failed(error)
        except Exception:
            if self._stopped:  # the replica was closed under our feet
                return 0.0
            log.exception("Sync failed")
            return self._failed(_our_mistake())
        self._failures = 0
        wait = self._until_next(patience.until_poll(self._pull.next_poll_s, self._chance()))
        self._say(
            state="up_to_date", last_success=self._clock(), next_try=self._in(wait), error=None, reason="", until=None
        )
        return wait

    def _until_next(self, wait: float) -> float:
        """So many seconds, or until something in the outbox may go that waits to be taken back."""
        now = self._clock()
        with suppress(SsdeskError, Cancelled):  # a damaged file is told by the round that meets it
            at = self._replica.outbox.next_at(now)
            return wait if at is None else min(wait, (at - now) / 1000)
        return wait

    def _greet(self) -> None:
        """What the school says of itself may wait; that it is too new for us may not."""
        if self._met:
            return
        try:
            self._meet(self._remote.school())
            self._met = True
        except problems.TooOld:
            raise
        except SsdeskError as error:
            log.info("The school does not say who it is: %s", error.code)

    def _failed(self, error: SsdeskError) -> float:
        self._failures += 1
        wait = patience.after_failures(self._failures, self._chance())
        match error:
            case problems.Gone():
                self._erase()
                self._say(state="gone", error=error)
            case SignInRefused():
                self._say(state="signed_out", error=error)
            case problems.TooOld():
                self._say(state="too_old", error=error)
            case problems.NotActive(state=account):
                wait = patience.until_poll(NOT_ACTIVE_S, self._chance())
                state: State = "suspended" if account.step == "suspended" else "not_active"
                self._say(state=state, error=error, reason=account.reason, until=account.until, next_try=self._in(wait))
            case NoConnection():
                if isinstance(error, problems.Busy) and error.retry_after_s is not None:
                    wait = max(wait, min(error.retry_after_s, patience.LONGEST_S))
                self._say(state="offline", error=error, next_try=self._in(wait))
            case _:
                wait = max(wait, OWN_TROUBLE_S)
                self._say(state="failed", error=error, next_try=self._in(wait))
        return wait

    def _rest(self, wait: float) -> None:
        """Make rows searchable and fetch reports ahead as long as nothing more urgent comes; then wait for a poke, a
        nudge or the timer."""
        until = time.monotonic() + wait
        if self._status.state in ("up_to_date", "offline"):
            self._index()
        if self._status.state == "up_to_date":
            self.prefetch()
            self._index()  # what came says something too
        while self._wait(until):
            self._index()

    def _wait(self, until: float) -> bool:
        """True: a file came, and there is time to read it."""
        with self._wake:
            while not self._urgent() and (left := until - time.monotonic()) > 0:
                if self._came:
                    self._came = False
                    return True
                self._wake.wait(left)
        return False

    def _urgent(self) -> bool:
        news = self._poked > max(self._tried_at, self._pull.check)
        return self._stopped or self._nudged or self._refused is not None or news

    def _index(self) -> None:
        try:
            while not self._urgent() and (left := self._replica.index_pending(INDEX_BATCH)):
                self._say(to_index=left)
        except SsdeskError as error:
            log.warning("Not searchable yet: %s", error.code)
        self._say(to_index=0)

    # ---- The listener ------------------------------------------------------------------------------------------------
    def _listen(self) -> None:
        """Pokes of the school. Without them the timer alone decides."""
        failures = 0
        while not self._stopped and not self._status.ended:
            try:
                for poke in self._remote.events():
                    self._hear(poke.seq, back=failures > 0)
                    failures = 0
            except SignInRefused as error:
                self._hear(0, refused=error)
                return
            except problems.NotActive:
                if self._status.state == "up_to_date":
                    self.nudge()
            except SsdeskError as error:
                log.debug("No pokes: %s", error.code)
            failures += 1
            if failures == LOST_AFTER and self._status.state == "up_to_date":
                self.nudge()  # a round tells whether the line is gone, long before the next poll
            with self._wake:
                self._wake.wait_for(lambda: self._stopped, patience.after_failures(failures, self._chance()))

    def _hear(self, seq: int, *, back: bool = False, refused: SignInRefused | None = None) -> None:
        """`back`: the school can be reached again."""
        with self._wake:
            self._poked, self._refused = max(self._poked, seq), refused
            self._nudged = self._nudged or (back and self._status.state == "offline")
            self._wake.notify_all()

    # ---- The status --------------------------------------------------------------------------------------------------
    def _in(self, wait: float) -> int:
        return self._clock() + int(wait * 1000)

    def _progress(self, rows: int) -> None:
        self._say(rows_done=self._status.rows_done + rows)

    def _uploading(self, command: str, have: int, size: int) -> None:
        self._say(uploading=command, uploaded=have, to_upload=size)

    def _say(self, **changes: Any) -> None:
        if not self._stopped and changes.get("state") != "gone":
            with suppress(SsdeskError, Cancelled):  # a damaged file is told by the round that meets it
                changes["waiting"] = self._replica.outbox.count_waiting()
        status = replace(self._status, **changes)
        if status != self._status:
            self._status = status
            self._tell(status)


def _our_mistake() -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "Something went wrong in ssdesk itself."),
        QT_TRANSLATE_NOOP("errors", "Sorry. What is here can still be read. ssdesk tries again by itself."),
        retry=True,
        code="our-mistake",
    )
