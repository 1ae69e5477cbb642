"""Where files lie on the server's disk: whole ones by their SHA-256, uploads by their id until they are whole.

A file is written under another name, flushed to the disk and then renamed: what lies at a hash's place is always whole.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from contextlib import suppress
from pathlib import Path

_PIECE = 1 << 20


class BlobStore:
    """Two folders below the data folder. Names are checked by the callers: hexadecimal digits and known schools only.

    `lock` is held by whoever makes a row and its file appear or disappear together.
    """

    def __init__(self, folder: Path) -> None:
        self._blobs, self._uploads = folder / "blobs", folder / "uploads"
        self.lock = asyncio.Lock()

    def place(self, school: str, sha256: str) -> Path:
        return self._blobs / school / sha256[:2] / sha256

    def part(self, school: str, upload: str) -> Path:
        """Where an upload gathers; its size on the disk is how far it has come."""
        return self._uploads / school / upload

    def received(self, school: str, upload: str) -> int:
        """Bytes of an upload that are here."""
        try:
            return self.part(school, upload).stat().st_size
        except FileNotFoundError:
            return 0

    def begin(self, school: str, upload: str) -> None:
        """An empty file. OSError: no room."""
        path = self.part(school, upload)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))

    def keep(self, school: str, upload: str, sha256: str) -> None:
        """The upload becomes the file of this hash."""
        place = self.place(school, sha256)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.part(school, upload).replace(place)
        _flush_folder(place.parent)

    def add(self, school: str, content: bytes) -> str:
        """A file of the server's own making; its hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.begin(school, sha256)
        with self.part(school, sha256).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.keep(school, sha256, sha256)
        return sha256

    def discard(self, school: str, upload: str) -> None:
        with suppress(FileNotFoundError):
            self.part(school, upload).unlink()

    def remove(self, school: str, sha256: str) -> None:
        with suppress(FileNotFoundError):
            self.place(school, sha256).unlink()


def digest(path: Path) -> str:
    """The file's SHA-256 in hexadecimal digits."""
    sha256 = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            sha256.update(piece)
    return sha256.hexdigest()


def _flush_folder(folder: Path) -> None:
    """A rename is on the disk once its folder is (where folders can be opened at all)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
