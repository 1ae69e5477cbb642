"""Contents of attachments on this computer, encrypted: picked ones until the school has them, fetched ones to read."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.models.file import CHUNK, FILE
from ssdesk.protocol.files import Attachment
from ssdesk.replica.database import Connection, Database

CHUNK_BYTES = 256 * 1024
KEEP_UNUSED_MS = 7 * 24 * 3600 * 1000
"""How long a picked file stays that no draft, message or command names: its composer may still be open."""


class Files:
    """Known by their SHA-256 in hexadecimal digits. What a method wrote is on the disk when it returns."""

    def __init__(self, database: Database, clock: Callable[[], int]) -> None:
        self._database, self._clock = database, clock
        with database.writing(durable=True) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (FILE.name,)).fetchone() is None:
                for statement in (*FILE.ddl, *CHUNK.ddl):
                    connection.execute(statement)

    def close(self) -> None:
        self._database.close()

    def add(self, path: Path, type_: str = "") -> Attachment:
        """Copies a file that the person picked. DiskFull, or another SsdeskError when it cannot be read: nothing was
        kept."""
        type_ = type_ or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        digest, size = sha256(), 0
        try:
            with path.open("rb") as source, self._database.writing(durable=True) as connection:
                file = _begin(connection, "", type_, 0, self._clock())
                while data := source.read(CHUNK_BYTES):
                    connection.execute(CHUNK.put, (file, size, data))
                    digest.update(data)
                    size += len(data)
                known = digest.hexdigest()
                _forget(connection, [known])
                connection.execute(
                    "UPDATE file SET sha256 = ?, size = ?, have = ?, own = 1 WHERE id = ?", (known, size, size, file)
                )
        except OSError as error:
            raise SsdeskError(
                QT_TRANSLATE_NOOP("errors", "{name} cannot be read."),
                QT_TRANSLATE_NOOP("errors", "Your message is kept. Choose the file again, or another one."),
                code="file-unreadable",
                name=path.name,
            ) from error
        return Attachment(known, path.name, type_, size)

    def have(self, sha: str) -> int:
        """How many bytes from the start are here; 0 for an unknown file."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT have FROM file WHERE sha256 = ?", (sha,)).fetchone()
        return row[0] if row else 0

    def is_whole(self, sha: str) -> bool:
        """All of it is here, and it is what its name says."""
        with self._database.reading() as connection:
            return (
                connection.execute("SELECT 1 FROM file WHERE sha256 = ? AND have = size", (sha,)).fetchone() is not None
            )

    def whole(self, largest: int | None = None) -> set[str]:
        """All of which everything is here, of at most `largest` bytes."""
        sized = "" if largest is None else f" AND size <= {largest}"
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT sha256 FROM file WHERE have = size AND sha256 <> ''{sized}").fetchall()
        return {sha for (sha,) in rows}

    def append(self, attachment: Attachment, start: int, data: bytes) -> bool:
        """The next bytes of a file being fetched; true when it is whole and right. Bytes that do not follow on what is
        here are ignored. SsdeskError `file-differs`: the content was not what it should be, and is thrown away."""
        sha, end = attachment.sha256, start + len(data)
        with self._database.writing(durable=True) as connection:
            row = connection.execute("SELECT id, have FROM file WHERE sha256 = ?", (sha,)).fetchone()
            file, have = row or (_begin(connection, sha, attachment.type, attachment.size, self._clock()), 0)
            if start != have or end > attachment.size:
                return False
            if data:
                connection.execute(CHUNK.put, (file, start, data))
                connection.execute("UPDATE file SET have = ? WHERE id = ?", (end, file))
        if end < attachment.size:
            return False
        digest = sha256()
        for part in self.read(sha):
            digest.update(part)
        if digest.hexdigest() == sha:
            return True
        self.forget([sha])
        raise SsdeskError(
            QT_TRANSLATE_NOOP("errors", "{name} did not arrive as it was sent."),
            QT_TRANSLATE_NOOP("errors", "It was thrown away. Try again, and tell the school if it happens again."),
            retry=True,
            code="file-differs",
            name=attachment.name,
        )

    def read(self, sha: str, start: int = 0) -> Iterator[bytes]:
        """What is here from byte `start` on, in parts."""
        while True:
            with self._database.reading() as connection:
                row = connection.execute(
                    "SELECT start, data FROM chunk WHERE file = (SELECT id FROM file WHERE sha256 = ?) "
                    "AND start <= ? ORDER BY start DESC LIMIT 1",
                    (sha, start),
                ).fetchone()
            data = row[1][start - row[0] :] if row else b""
            if not data:
                return
            yield data
            start += len(data)

    def export(self, sha: str, target: Path) -> None:
        """Writes the content to a file that only this user may read."""
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for part in self.read(sha):
                file.write(part)

    def forget(self, shas: list[str]) -> None:
        with self._database.writing(durable=False) as connection:
            _forget(connection, shas)

    def sweep(self, used: set[str]) -> int:
        """Removes what nothing names any more; how many files that were."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT sha256, own, at FROM file").fetchall()
        old = self._clock() - KEEP_UNUSED_MS
        gone = [sha for sha, own, at in rows if sha not in used and (not own or at < old)]
        if gone:
            self.forget(gone)
        return len(gone)


def _begin(connection: Connection, sha: str, type_: str, size: int, now: int) -> int:
    """The id of a new file of which nothing is here yet."""
    sql = "INSERT INTO file (sha256, type, size, at) VALUES (?, ?, ?, ?) RETURNING id"
    return int(connection.execute(sql, (sha, type_, size, now)).fetchone()[0])


def _forget(connection: Connection, shas: list[str]) -> None:
    for sha in shas:
        connection.execute("DELETE FROM chunk WHERE file = (SELECT id FROM file WHERE sha256 = ?)", (sha,))
        connection.execute("DELETE FROM file WHERE sha256 = ?", (sha,))
