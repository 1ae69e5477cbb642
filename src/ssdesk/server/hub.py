"""Who is listening for news: wakes the listeners of a school after a commit. Never carries content."""

from __future__ import annotations

import asyncio


class Hub:
    """One bell per process. `ring` may come from any thread; `wait` returns soon after the next ring."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def ring(self, _schools: frozenset[str] = frozenset()) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._bell.set)
