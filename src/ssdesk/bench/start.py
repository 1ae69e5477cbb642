"""From the start of the process to the first picture and to the first page of the inbox, and the memory it then has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ssdesk.bench import prepared
from ssdesk.bench.child import Life, lived
from ssdesk.bench.figure import Bound, Figure, at_most
from ssdesk.bench.size import Size
from ssdesk.bench.timing import in_turns, median

FRAME, INBOX, GROWTH = at_most(1.5), at_most(3.0), at_most(1.1)
MEMORY = Bound("more at most", 60)
FLAT = Bound("more at most", 16)  # a million keys of 8 bytes, and as much in the view of Qt
IDLE_MS = 1_500
STARTS, IDLES = 15, 5


def bare(idle_ms: int = 0) -> Life:
    return lived("bare_window", idle_ms)


def inbox(base: Path, idle_ms: int = 0) -> Life:
    return lived("program", base, "inbox", idle_ms)


def frame(size: Size) -> Iterator[Figure]:
    base = prepared.computer(size.few)
    limit, ssdesk = in_turns(
        lambda: bare().marks["painted"],
        lambda: lived("program", base, "painted", 0).marks["painted"],
        size.turns(STARTS),
        warm=size.warm,
    )
    yield Figure("start-frame", "ms", median(limit), median(ssdesk), FRAME, "process start to the first picture")


def first_page(size: Size) -> Iterator[Figure]:
    base, small = prepared.computer(size.messages), prepared.computer(size.few)
    limit, ssdesk = in_turns(
        lambda: bare().marks["painted"], lambda: inbox(base).marks["inbox"], size.turns(STARTS), warm=size.warm
    )
    what = f"process start to the inbox of {size.messages:,} messages"
    yield Figure("start-inbox", "ms", median(limit), median(ssdesk), INBOX, what)
    large = prepared.computer(size.many)
    few, many = in_turns(
        lambda: inbox(small).marks["inbox"], lambda: inbox(large).marks["inbox"], size.turns(STARTS), warm=size.warm
    )
    what = f"the same: {size.few:,} and {size.many:,} messages"
    yield Figure("start-inbox-growth", "ms", median(few), median(many), GROWTH, what)


def memory(size: Size) -> Iterator[Figure]:
    """Nothing where the system does not tell how much a process uses."""
    if sys.platform != "linux":
        return
    base, small = prepared.computer(size.many), prepared.computer(size.few)
    idle_ms = IDLE_MS if size.times != 1 else 100
    limit, few = in_turns(lambda: bare(idle_ms).rss, lambda: inbox(small, idle_ms).rss, size.turns(IDLES), warm=0)
    many = [inbox(base, idle_ms).rss for _ in range(size.turns(IDLES))]
    what = f"idle on the inbox of {size.many:,} messages, and a bare window"
    yield Figure("memory", "MiB", median(limit), median(many), MEMORY, what)
    what = f"the same: {size.few:,} and {size.many:,} messages"
    yield Figure("memory-growth", "MiB", median(few), median(many), FLAT, what)
