"""The first sync of a mailbox over a line with a delay: when what is newest can be read, and when everything can."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from ssdesk.bench import mailbox, prepared
from ssdesk.bench.bare_rows import KEY, Upserts, opened
from ssdesk.bench.figure import Bound, Figure, at_most
from ssdesk.bench.school import School, Served
from ssdesk.bench.size import Size
from ssdesk.bench.timing import median, wall_ms
from ssdesk.errors import SsdeskError
from ssdesk.protocol.kinds import Message
from ssdesk.protocol.pull import Cursor, OtherEpoch, PullAnswer, PullRequest
from ssdesk.replica import Replica
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import Filter
from ssdesk.sync.pull import Pull
from ssdesk.sync.remote import Remote

DELAY_S: Final = 0.03
TODAY = 50  # of the newest messages
SYNCS = 3
READABLE, ALL = Bound("at most", 1_000), at_most(2.0)


def first_sync(size: Size) -> Iterator[Figure]:
    limits: list[float] = []
    today: list[float] = []
    everything: list[float] = []
    with tempfile.TemporaryDirectory(prefix="ssdesk-bench-") as folder:
        school = School(Path(folder) / "school")
        school.deliver(mailbox.messages(size.synced))
        with school.served() as served:
            for turn in range(size.turns(1 if size.large else SYNCS)):
                limits.append(_parts_ms(served, Path(folder) / f"bare-{turn}.db"))
                sync = _Sync(served, Path(folder) / f"copy-{turn}", min(TODAY, size.few // 2))
                sync.run()
                today.append(sync.today_ms)
                everything.append(sync.all_ms)
        school.close()
    whole = f"{size.synced:,} messages, {DELAY_S * 1000:.0f} ms of delay"
    yield Figure("first-sync-today", "ms", median(limits), median(today), READABLE, f"the newest readable, of {whole}")
    what = f"all readable: {whole}; beside asking, decoding and raw upserts"
    yield Figure("first-sync", "ms", median(limits), median(everything), ALL, what)


class Distant(Remote):
    """A school at the far end of a line: each question takes so much longer."""

    def pull(self, request: PullRequest) -> PullAnswer | OtherEpoch:
        time.sleep(DELAY_S)
        return super().pull(request)


class _Sync:
    """One first sync into an empty replica, as the engine does it."""

    def __init__(self, served: Served, folder: Path, today: int) -> None:
        self._served, self._folder, self._today = served, folder, today
        self.today_ms = self.all_ms = 0.0

    def run(self) -> None:
        replica = self._replica = Replica.open(self._folder, KEY, prepared.clock, self._heard)
        try:
            with Distant(self._served.address, self._served.token) as remote:
                pull = Pull(replica, remote, prepared.clock, threading.Lock(), _no_matter, _go_on)
                self._began = time.perf_counter()
                pull.everything()
                self.all_ms = self._since()
        finally:
            replica.close()
        if not self.today_ms:
            raise SsdeskError("The newest messages never arrived.")

    def _heard(self, changes: Changes) -> None:
        if not self.today_ms and any(touched.keys for touched in changes.by_account.values()):
            found = self._replica.inbox.first_page(Filter(), self._today)
            if len(found) == self._today:
                self.today_ms = self._since()

    def _since(self) -> float:
        return (time.perf_counter() - self._began) * 1000


def _parts_ms(served: Served, file: Path) -> float:
    """What must be done in any case, one after the other and without the delay: asking for all pages, decoding them,
    and writing their messages with raw statements."""
    pages: list[PullAnswer] = []
    bodies: list[Message] = []
    with Remote(served.address, served.token) as remote:
        asking = wall_ms(lambda: pages.extend(_pages(remote, served.epoch)))
    decoding = wall_ms(lambda: bodies.extend(_bodies(pages)))
    with opened(file) as connection:
        return asking + decoding + wall_ms(Upserts(connection, bodies).write)


def _pages(remote: Remote, epoch: str) -> Iterator[PullAnswer]:
    have: dict[str, Cursor] = {}
    while True:
        answer = remote.pull(PullRequest(epoch, have))
        if isinstance(answer, OtherEpoch):
            raise SsdeskError("The school began a new history.")
        yield answer
        have |= {page.key: page.cursor for page in answer.scopes}
        if answer.complete:
            return


def _bodies(pages: list[PullAnswer]) -> Iterator[Message]:
    decode: Callable[[bytes | msgspec.Raw], Message] = msgspec.json.Decoder(Message).decode
    for page in pages:
        for scope in page.scopes:
            yield from (decode(row.payload) for row in scope.rows if row.kind == "message")


def _no_matter(_rows: int) -> None:
    pass


def _go_on() -> None:
    pass
