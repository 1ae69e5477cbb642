"""What a measured program says of itself: moments, and in the end its memory. Imports next to nothing."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


class Said:
    """Moments are of the clock that all processes of this computer share. `idle_ms`: to be left alone before the memory
    is looked at."""

    def __init__(self, idle_ms: int) -> None:
        self.idle_ms = idle_ms
        self.marks: dict[str, float] = {}

    def mark(self, name: str) -> None:
        """Now is the moment, unless it was there before. With `-X importtime` it shows between the modules."""
        if name not in self.marks:
            self.marks[name] = time.monotonic()
            print(f"mark: {name}", file=sys.stderr, flush=True)

    def say(self) -> None:
        print(json.dumps({"marks": self.marks, **memory()}), flush=True)


def memory() -> dict[str, float]:
    """MiB of this process that are in memory: `rss` with what it shares with others, `pss` with its share of that."""
    file = Path("/proc/self/smaps_rollup")
    if os.name != "posix" or not file.exists():
        return {}
    lines = (line.split() for line in file.read_text("ascii").splitlines())
    return {words[0][:-1].lower(): int(words[1]) / 1024 for words in lines if words[0] in ("Rss:", "Pss:")}
