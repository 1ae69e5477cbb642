"""What is kept beside the database and never inside it: the epoch, the server's key, and how far each school had come.

The epoch names a history. It changes whenever the database is not a continuation of what desktops have seen: when it
was restored by hand, which is noticed at the start because a school's counter lies behind the `high-water` file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

KEY_BYTES = 32
REPLAY_MS = 7 * 24 * 3600 * 1000
"""So long after a restore desktops may still be bringing back what was lost."""


@dataclass(slots=True)
class Identity:
    """`key`: 32 random bytes for everything that is hashed with a secret (mode 0600). `renewed_at` (ms): when this
    epoch began by a restore, 0 for a server's first."""

    folder: Path
    epoch: str
    key: bytes
    high_water: dict[str, int] = field(default_factory=dict)
    renewed_at: int = 0

    @classmethod
    def create(cls, folder: Path) -> Identity:
        """A new server's. FileExistsError where there is one already."""
        identity = cls(folder, secrets.token_hex(16), secrets.token_bytes(KEY_BYTES))
        _write(folder / "key", identity.key, new=True)
        _write(folder / "epoch", identity.epoch.encode())
        return identity

    @classmethod
    def load(cls, folder: Path) -> Identity:
        """FileNotFoundError where there is none."""
        high_water: dict[str, int] = {}
        with suppress(FileNotFoundError, msgspec.DecodeError):
            high_water = msgspec.json.decode((folder / "high-water").read_bytes(), type=dict[str, int])
        epoch, _, renewed_at = (folder / "epoch").read_text("ascii").strip().partition(" ")
        return cls(folder, epoch, (folder / "key").read_bytes(), high_water, int(renewed_at or 0))

    def renew(self, now: int) -> None:
        """A fresh epoch: every desktop reads everything anew and sends its journal again."""
        self.epoch, self.renewed_at = secrets.token_hex(16), now
        _write(self.folder / "epoch", f"{self.epoch} {now}".encode())

    def is_replaying(self, now: int) -> bool:
        """The server was restored lately: what somebody refers to may not have been sent again yet."""
        return self.renewed_at > 0 and now < self.renewed_at + REPLAY_MS

    def continues(self, seqs: Mapping[str, int]) -> bool:
        """Whether a database whose schools stand at these seqs is the one that was served last."""
        return all(seqs.get(school, 0) >= seen for school, seen in self.high_water.items())

    def saw(self, seqs: Mapping[str, int]) -> None:
        """Remembers how far each school has come. Writes only when something moved."""
        if seqs != self.high_water:
            self.high_water = dict(seqs)
            _write(self.folder / "high-water", msgspec.json.encode(self.high_water))


def _write(path: Path, content: bytes, *, new: bool = False) -> None:
    """Whole or not at all, readable by the server's user only."""
    if new and path.exists():
        raise FileExistsError(path)
    part = path.with_name(path.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
