"""Ids that are the same on every run."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from itertools import count


class Ids:
    """Makes UUIDv7s from a seed, a counter and the moment they stand for; the order of the calls decides."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._next = count()

    def make(self, moment: datetime) -> str:
        """The next id, sorting by `moment` (milliseconds), in 32 hexadecimal digits."""
        noise = int.from_bytes(blake2b(f"{self._seed}/{next(self._next)}".encode(), digest_size=10).digest())
        value = (int(moment.timestamp() * 1000) & (1 << 48) - 1) << 80 | noise
        value = value & ~(0xF << 76) | 0x7 << 76
        value = value & ~(0x3 << 62) | 0x2 << 62
        return f"{value:032x}"
