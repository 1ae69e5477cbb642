"""What a restore of the database must not undo: mails that were sent, devices and accounts that were shut out.

An append-only file beside the database, one line each: `<milliseconds> <what> <school> <id>`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import NamedTuple


class Line(NamedTuple):
    at: int
    what: str  # handed (a try, whatever came of it), sent, revoked, ended
    school: str
    id: str


class Journal:
    """Usable from any thread. A line that a crash cut off is left out and the next one begins anew."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._known = {line[1:] for line in self.lines()}

    def add(self, at: int, what: str, school: str, id_: str) -> None:
        """On disk when this returns. Saying the same again writes nothing."""
        with self._lock:
            if (what, school, id_) in self._known:
                return
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                size = os.fstat(descriptor).st_size
                cut_off = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
                os.write(descriptor, f"{chr(10) if cut_off else ''}{at} {what} {school} {id_}\n".encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            self._known.add((what, school, id_))

    def has(self, what: str, school: str, id_: str) -> bool:
        with self._lock:
            return (what, school, id_) in self._known

    def lines(self) -> Iterator[Line]:
        """Everything that was ever written, in order."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            for raw in file:
                parts = raw.decode("utf-8", "replace").split()
                if raw.endswith(b"\n") and len(parts) == 4 and parts[0].isdecimal():
                    yield Line(int(parts[0]), parts[1], parts[2], parts[3])
