"""The long list: see `long_list`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssdesk.bench import prepared
from ssdesk.bench.child import said
from ssdesk.bench.figure import Bound, Figure
from ssdesk.bench.size import Size
from ssdesk.bench.timing import median, p95

SHOW, JUMP = Bound("at most", 150), Bound("at most", 16)
SHOWINGS, JUMPS = 5, 300


def long_list(size: Size) -> Iterator[Figure]:
    base = prepared.computer(size.many)
    showings = size.turns(SHOWINGS)
    jumps = JUMPS // SHOWINGS * showings
    found = msgspec.json.decode(said("long_list", base, size.listed, showings, jumps), type=dict[str, list[float]])
    what = f"{size.listed:,} rows until painted"
    yield Figure("list-show", "ms", median(found["show limit"]), median(found["show"]), SHOW, what)
    what = f"p95, to one of {size.listed:,} rows until painted"
    yield Figure("list-jump", "ms", p95(found["jump limit"]), p95(found["jump"]), JUMP, what)
