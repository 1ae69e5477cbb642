"""pdfium serves one thread at a time over all documents of the process: every call of it is made in a `turn`, that is
below one lock, whether a page is shown or its words are read to be found."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol


class Closes(Protocol):
    """What pdfium holds."""

    def close(self) -> None: ...


_pdfium = Lock()
_leaving: deque[Closes] = deque()


@contextmanager
def turn() -> Iterator[None]:
    """pdfium for one thread; documents that were closed meanwhile go at its end."""
    try:
        with _pdfium:
            yield
    finally:
        _see_off()


def leave(opened: Closes) -> None:
    """Close it without waiting: while pdfium is at work, whoever is at work does it at the end of the turn."""
    _leaving.append(opened)
    _see_off()


def _see_off() -> None:
    """Close what waits for it, unless pdfium is at work."""
    while _leaving and _pdfium.acquire(blocking=False):
        try:
            while _leaving:
                _leaving.popleft().close()
        finally:
            _pdfium.release()
