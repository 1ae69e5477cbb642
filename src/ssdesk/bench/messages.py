"""The open message: see `message_view`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssdesk.bench.child import said
from ssdesk.bench.figure import Figure, at_most
from ssdesk.bench.size import Size
from ssdesk.bench.timing import median

VIEW = at_most(1.3)
TURNS, ROWS = 15, 2_000


def message_view(size: Size) -> Iterator[Figure]:
    found = msgspec.json.decode(said("message_view", size.turns(TURNS), ROWS), type=dict[str, list[float]])
    what = "100 kB of HTML until painted; nh3 and a bare text browser"
    yield Figure("message-view", "ms", median(found["letter limit"]), median(found["letter"]), VIEW, what)
    what = f"a table of {ROWS:,} rows, the same"
    yield Figure("message-view-table", "ms", median(found["table limit"]), median(found["table"]), VIEW, what)
