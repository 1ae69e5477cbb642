"""Keys without a keyring of the system: those of a prepared computer."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ssdesk.keychain.keys import Keys
from ssdesk.paths import Paths

PROFILE = "bench"


class Handed:
    """A system's keyring that answers at once: what it holds stands in a private file beside the folders."""

    def __init__(self, base: Path) -> None:
        self._file = base / "keyring.json"

    def unlock(self) -> None:
        """It is never locked."""

    def read(self, name: str) -> bytes | None:
        return self._entries().get(name)

    def write(self, name: str, secret: bytes) -> None:
        self._save({**self._entries(), name: secret})

    def remove(self, name: str) -> None:
        self._save({known: secret for known, secret in self._entries().items() if known != name})

    def _entries(self) -> dict[str, bytes]:
        return msgspec.json.decode(self._file.read_bytes(), type=dict[str, bytes]) if self._file.exists() else {}

    def _save(self, entries: dict[str, bytes]) -> None:
        self._file.write_bytes(msgspec.json.encode(entries))


def paths(base: Path) -> Paths:
    return Paths.under(base, PROFILE)


def keys(base: Path) -> Keys:
    return Keys(paths(base), PROFILE, system=Handed(base))
