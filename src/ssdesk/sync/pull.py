"""Fetching what changed at the school and giving it to the replica, page by page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, NoConnection
from ssdesk.protocol.pull import MAX_ROWS, OtherEpoch, PullAnswer, PullRequest
from ssdesk.replica import Replica
from ssdesk.sync.remote import Remote

log = logging.getLogger(__name__)

LIMITS = (200, 1000, MAX_ROWS)  # the first pages are small: what is newest can be read at once
MOST_MISFITS = 3  # answers in one run that do not fit, or do not add up, before it is given up for now


class Pulled(msgspec.Struct, frozen=True):
    """`fitted`: the answer was taken. `complete`: and nothing is left to fetch. `whole`: all checksums were right."""

    fitted: bool
    complete: bool
    whole: bool


class Pull:
    """`turn` is held while a page is applied. `progress` is told the rows of each page. `pause` is called between the
    transactions of a page and may raise an SsdeskError to stop there."""

    def __init__(
        self,
        replica: Replica,
        remote: Remote,
        clock: Callable[[], int],
        turn: threading.Lock,
        progress: Callable[[int], None],
        pause: Callable[[], None],
    ) -> None:
        self._replica, self._remote, self._clock = replica, remote, clock
        self._turn, self._progress, self._pause = turn, progress, pause
        self.check = 0  # the school's seq at the last snapshot
        self.next_poll_s = 60
        self.clock_offset_ms = 0

    def once(self, limit: int = MAX_ROWS) -> Pulled:
        """Fetch one page and apply it. SsdeskError: nothing was applied, or it was stopped by `pause`."""
        return self._take(self._fetch(self._replica.pull_request(limit)))

    def everything(self) -> None:
        """Pull until nothing is left; each next page is fetched while the one before is applied. SsdeskError: what was
        applied before it stays."""
        answer = self._fetch(self._replica.pull_request(LIMITS[0]))
        pages = misfits = 0
        while True:
            pages += isinstance(answer, PullAnswer)  # not one that only says which history it is
            limit = LIMITS[min(pages, len(LIMITS) - 1)]
            ahead = None
            if isinstance(answer, PullAnswer) and not answer.complete:
                ahead = _Ahead(self._fetch, _request_after(answer, limit))
            pulled = self._take(answer)
            if pulled.complete:
                return
            if not (pulled.fitted and pulled.whole) or isinstance(answer, OtherEpoch):
                misfits += 1
                if misfits > MOST_MISFITS:
                    raise _does_not_fit()
            self._pause()
            fits = pulled.fitted and pulled.whole
            answer = ahead.result() if ahead and fits else self._fetch(self._replica.pull_request(limit))

    def _fetch(self, request: PullRequest) -> PullAnswer | OtherEpoch:
        before = self._clock()
        answer = self._remote.pull(request)
        if isinstance(answer, PullAnswer) and answer.now:
            self.clock_offset_ms = answer.now - (before + self._clock()) // 2
        return answer

    def _take(self, answer: PullAnswer | OtherEpoch) -> Pulled:
        with self._turn:
            self._pause()
            if isinstance(answer, OtherEpoch):
                return Pulled(self._replica.take_other_epoch(answer), complete=False, whole=True)
            applied = self._replica.take_pull(answer, self._pause)
        if applied.fitted:
            self.check, self.next_poll_s = answer.check, answer.next_poll_s
            self._progress(sum(len(page.rows) for page in answer.scopes))
        if applied.mismatched:
            log.warning("Scopes that do not add up are read anew: %d", len(applied.mismatched))
        return Pulled(applied.fitted, applied.complete, whole=not applied.mismatched)


class _Ahead:
    """One page being fetched on a thread that holds up nobody when it is not wanted any more."""

    def __init__(self, fetch: Callable[[PullRequest], PullAnswer | OtherEpoch], request: PullRequest) -> None:
        self._outcome: PullAnswer | OtherEpoch | Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(fetch, request), name="next page", daemon=True)
        self._thread.start()

    def _run(self, fetch: Callable[[PullRequest], PullAnswer | OtherEpoch], request: PullRequest) -> None:
        try:
            self._outcome = fetch(request)
        except Exception as error:  # noqa: BLE001 - raised again where the page is wanted
            self._outcome = error

    def result(self) -> PullAnswer | OtherEpoch:
        self._thread.join()
        if isinstance(self._outcome, PullAnswer | OtherEpoch):
            return self._outcome
        raise self._outcome or RuntimeError("the page was not fetched")


def _request_after(answer: PullAnswer, limit: int) -> PullRequest:
    """What the replica will ask once it has applied `answer`. Should it not apply it, the page it gets will not fit."""
    have = {scope: cursor for scope, cursor in answer.base.items() if scope not in answer.drop}
    have |= {page.key: page.cursor for page in answer.scopes}
    return PullRequest(answer.epoch, have, limit)


def _does_not_fit() -> NoConnection:
    return NoConnection(
        QT_TRANSLATE_NOOP("errors", "What the school sends does not fit what is on this computer."),
        QT_TRANSLATE_NOOP("errors", "What is here can still be read. ssdesk tries again by itself."),
        retry=True,
        code="misfit",
    )
