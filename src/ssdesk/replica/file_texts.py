"""What the files on this computer say, read in the background so that messages are found by it."""

from __future__ import annotations

from hashlib import sha256

from ssdesk.contents.reading import LARGEST, words_of
from ssdesk.replica.database import Cancelled, Database
from ssdesk.replica.files import Files
from ssdesk.replica.outbox import Write


class FileTexts:
    def __init__(self, database: Database, files: Files, write: Write) -> None:
        self._database, self._files, self._write = database, files, write
        self._differs: set[str] = set()

    def step(self) -> bool:
        """Reads one file that has become whole, and has the messages that name it indexed anew. False: there is none.

        It is noted before it is read: what ended the program is not read again.
        """
        try:
            sha = self._next()
            if not sha:
                return False
            with self._write(durable=False) as tx:
                tx.run("INSERT OR REPLACE INTO file_text VALUES (?, '')", sha)
            data = b"".join(self._files.read(sha))
        except Cancelled:  # it is being closed
            return False
        if sha256(data).hexdigest() != sha:  # it is on its way, or on its way out
            self._differs.add(sha)
            with self._write(durable=False) as tx:
                tx.run("DELETE FROM file_text WHERE sha256 = ?", sha)
            return True
        said = words_of(data)
        if said:
            with self._write(durable=False) as tx:
                tx.run("UPDATE file_text SET text = ? WHERE sha256 = ?", said, sha)
                naming = "SELECT key FROM message WHERE attachments <> '[]' AND instr(attachments, ?)"
                tx.run(f"INSERT OR IGNORE INTO unindexed {naming}", sha)
        return True

    def sweep(self) -> None:
        """Forgets what files said that are here no more."""
        here = self._files.whole()
        with self._database.reading() as connection:
            known = [sha for (sha,) in connection.execute("SELECT sha256 FROM file_text")]
        gone = [(sha,) for sha in known if sha not in here]
        if gone:
            with self._write(durable=False) as tx:
                tx.connection.executemany("DELETE FROM file_text WHERE sha256 = ?", gone)

    def _next(self) -> str:
        whole = self._files.whole(LARGEST)
        with self._database.reading() as connection:
            known = {sha for (sha,) in connection.execute("SELECT sha256 FROM file_text")}
        return next((sha for sha in sorted(whole) if sha not in known and sha not in self._differs), "")
