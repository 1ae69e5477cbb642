"""The local file: a page of the inbox, applying what a pull brought, and making it searchable."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ssdesk.bench import mailbox, prepared
from ssdesk.bench.bare_rows import FIRST_PAGE, INDEXED_AT_ONCE, KEY, Upserts, opened
from ssdesk.bench.figure import Bound, Figure, at_most
from ssdesk.bench.size import Size
from ssdesk.bench.timing import cpu_s, in_turns, median, wall_ms
from ssdesk.protocol.pull import OtherEpoch, PullAnswer
from ssdesk.replica import Replica
from ssdesk.replica.apply import slices
from ssdesk.replica.inbox import Filter

PAGE, APPLY, INDEX = at_most(3.0), at_most(1.7), Bound("ratio at least", 0.8)
PAGES, WRITINGS = 400, 3


def page(size: Size) -> Iterator[Figure]:
    """Fifty rows of the inbox, warm, as the screens get them."""
    for messages in dict.fromkeys((size.messages, size.many)):
        base = prepared.computer(messages)
        replica = prepared.replica(base)
        try:
            with opened(*prepared.file(base), read_only=True) as connection:
                limit, ssdesk = in_turns(
                    partial(wall_ms, lambda bare=connection: bare.execute(FIRST_PAGE).fetchall()),  # type: ignore[misc]
                    partial(wall_ms, partial(replica.inbox.first_page, Filter(), 50)),
                    size.turns(PAGES),
                    warm=10,
                )
        finally:
            replica.close()
        name = "page" if messages == size.messages else "page-large"
        what = f"50 of {messages:,} messages, and the bare query"
        yield Figure(name, "ms", median(limit), median(ssdesk), PAGE, what)


def written(size: Size) -> Iterator[Figure]:
    """Applying and indexing the same messages, in turns with raw statements into the same tables."""
    bodies = list(mailbox.messages(size.written))
    answers = list(mailbox.answers(size.written))
    decoding = median([cpu_s(lambda: _decode(answers)) for _ in range(3)])
    limits: dict[str, list[float]] = {"apply": [], "index": []}
    found: dict[str, list[float]] = {"apply": [], "index": []}
    for _ in range(size.turns(WRITINGS)):
        with tempfile.TemporaryDirectory(prefix="ssdesk-bench-") as folder:
            with opened(Path(folder) / "bare.db") as connection:
                upserts = Upserts(connection, bodies)
                limits["apply"].append(cpu_s(upserts.write))
                limits["index"].append(len(bodies) / cpu_s(upserts.index))
            replica = Replica.open(Path(folder) / "copy", KEY, prepared.clock, lambda _changes: None)
            try:
                replica.take_other_epoch(OtherEpoch(mailbox.EPOCH, ""))
                applied = cpu_s(lambda: [replica.take_pull(answer) for answer in answers])  # noqa: B023
                found["apply"].append(applied - decoding)
                found["index"].append(len(bodies) / cpu_s(lambda: _index(replica)))  # noqa: B023
            finally:
                replica.close()
    what = f"applying {size.written:,} messages without decoding, and raw upserts (CPU)"
    yield Figure("apply", "s", median(limits["apply"]), median(found["apply"]), APPLY, what)
    what = f"making {size.written:,} messages searchable, and one INSERT … SELECT a batch (CPU)"
    yield Figure("index", "rows/s", median(limits["index"]), median(found["index"]), INDEX, what)


def _decode(answers: list[PullAnswer]) -> None:
    for answer in answers:
        for part in answer.scopes:
            for _ in slices(part, None):
                pass


def _index(replica: Replica) -> None:
    while replica.index_pending(INDEXED_AT_ONCE):
        pass
