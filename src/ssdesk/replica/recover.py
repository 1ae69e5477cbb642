"""A damaged replica: what exists only here is saved, the file is kept aside, and a new one takes its place.

The order makes a kill harmless at any moment: what can be read is written to a new file beside the damaged one; only
when that is whole and closed is the damaged one renamed, and then the new one takes its name. Everything else is read
again from the school.

A wrong key looks like damage, so a fingerprint of the right one is kept beside the file.
"""

from __future__ import annotations

import hmac
import logging
import os
from hashlib import sha256
from pathlib import Path

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.models.draft import DRAFT
from ssdesk.models.feed import BASE
from ssdesk.models.file import CHUNK, FILE
from ssdesk.models.local import SETTING
from ssdesk.models.outbox import LAY, OUTBOX
from ssdesk.models.table import listed
from ssdesk.paths import set_aside, write_atomically
from ssdesk.replica import schema
from ssdesk.replica.database import border, connect, marker
from ssdesk.replica.overlay import lay_all
from ssdesk.replica.salvage import Saved, attempt, copy_files, salvage
from ssdesk.replica.transaction import Transaction

log = logging.getLogger(__name__)

REPLICA, FILES, FINGERPRINT = "replica.db", "files.db", "key.check"
PAGE_BYTES = 4096
_SALT_BYTES = 16


class Recovered(msgspec.Struct, frozen=True):
    """What became of a damaged copy, which lies beside the new one as `….damaged-1` and so on.

    `waiting`: how many actions that wait to be sent were saved, `drafts` how many drafts whose words exist only here.
    `all_read`: nothing of that sort was unreadable.
    """

    waiting: int = 0
    drafts: int = 0
    all_read: bool = True

    def note(self) -> str:
        """As it is kept in the replica until the person has seen it."""
        return msgspec.json.encode(self).decode()

    def notice(self) -> SsdeskError:
        """For the person."""
        title = QT_TRANSLATE_NOOP("errors", "The local copy of this account was damaged and is made anew.")
        if self.all_read:
            advice = QT_TRANSLATE_NOOP(
                "errors",
                "Nothing was lost. Saved: {waiting} waiting to be sent, {drafts} drafts. The school has the rest.",
            )
        else:
            advice = QT_TRANSLATE_NOOP(
                "errors",
                "Saved: {waiting} waiting to be sent, {drafts} drafts. Other parts could not be read: check under Sent "
                "and Drafts whether something that you wrote lately is missing.",
            )
        return SsdeskError(title, advice, code="recovered", waiting=self.waiting, drafts=self.drafts)


def check_key(folder: Path, key: bytes, *, opened: bool = True) -> None:
    """SsdeskError `wrong-key`: the files of this folder belong to another key. Nothing was changed.

    `opened` false: opening just failed; with no fingerprint to go by, it is the key when neither file can be read.
    """
    kept = _fingerprint(folder)
    if kept is not None:
        wrong = not hmac.compare_digest(kept, _print(key, kept[:_SALT_BYTES]))
    else:
        wrong = not opened and not any(_opens(folder / name, key) for name in (REPLICA, FILES))
    if wrong:
        for name in (REPLICA, FILES):
            marker(folder / name).unlink(missing_ok=True)
        raise wrong_key()


def keep_fingerprint(folder: Path, key: bytes) -> None:
    """To be called once the files have been opened with this key."""
    if _fingerprint(folder) is None:
        write_atomically(folder / FINGERPRINT, _print(key, os.urandom(_SALT_BYTES)))


def finish_swap(folder: Path) -> None:
    """Ends or undoes what a kill left of an earlier recovery."""
    for name in (REPLICA, FILES):
        file, new = folder / name, _new(folder / name)
        if new.exists() and not file.exists():
            _move_log(file, None)
            new.rename(file)
        for rest in (new, *_logs(new)):
            rest.unlink(missing_ok=True)


def recover_damaged(folder: Path, key: bytes, now: int) -> Recovered | None:
    """Makes anew whichever file was found damaged, or is visibly cut off, and says what became of it."""
    known = _fingerprint(folder) is not None
    whole = True
    if _is_suspect(folder / FILES, known=known):
        whole = _recover_files(folder, key)
    if _is_suspect(folder / REPLICA, known=known):
        log.warning("The local copy of an account is damaged and made anew")
        return _recover(folder, key, now, whole)
    if not whole:
        log.warning("Files chosen on this computer are damaged")
    return None if whole else Recovered(all_read=False)


def _recover(folder: Path, key: bytes, now: int, files_whole: bool) -> Recovered:
    """Puts a new replica in the place of the damaged one, with all that could be saved of it."""
    file = folder / REPLICA
    saved = salvage(file, key)
    new = _new(file)
    with border():
        connection = connect(new, key)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            schema.prepare(connection)
            tx = Transaction(connection, now)
            _restore(tx, saved)
            waiting = tx.row("SELECT count(*) FROM outbox WHERE state = 'waiting'")[0]
            report = Recovered(waiting, len(saved.rows[DRAFT.name]), saved.all_read and files_whole)
            tx.note("recovered", report.note())
            tx.finish()
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    _swap(file)
    return report


def _recover_files(folder: Path, key: bytes) -> bool:
    """The same for the file of attachments: what was picked on this computer is copied as far as it is whole, the rest
    can be fetched again. True: all of what was picked."""
    file = folder / FILES
    new = _new(file)
    with border():
        connection = connect(new, key)
        try:
            for statement in (*FILE.ddl, *CHUNK.ddl):
                connection.execute(statement)
            all_read = copy_files(file, key, connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    _swap(file)
    return all_read


def wrong_key() -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "The local copy of this account cannot be opened with the key of this computer."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was changed. If the keys of this computer were restored or moved, put them back; otherwise remove "
            "the account here and add it again.",
        ),
        code="wrong-key",
    )


# ---- Writing it anew -------------------------------------------------------------------------------------------------
def _restore(tx: Transaction, saved: Saved) -> None:
    for table in (OUTBOX, SETTING, BASE, DRAFT):
        for row in saved.rows[table.name]:
            marks = ", ".join("?" * len(row))
            tx.run(f'INSERT OR IGNORE INTO "{table.name}" ({listed(row)}) VALUES ({marks})', *row.values())
    tx.run(LAY)
    tx.run("DELETE FROM base WHERE NOT EXISTS (SELECT 1 FROM draft WHERE id = base.oid)")
    tx.run("INSERT OR IGNORE INTO base SELECT 'draft', id, NULL FROM draft")
    tx.note("epoch", saved.epoch)
    lay_all(tx)


# ---- Names -----------------------------------------------------------------------------------------------------------
def _is_suspect(file: Path, *, known: bool) -> bool:
    """Found damaged before, or cut off. `known`: both files were opened before, so they must be there."""
    if marker(file).exists():
        return True
    size = file.stat().st_size if file.exists() else 0
    return (known and size == 0) or size % PAGE_BYTES != 0


def _opens(file: Path, key: bytes) -> bool:
    if not file.exists():
        return False
    connection = connect(file, key, read_only=True)
    try:
        return attempt(connection, "SELECT count(*) FROM sqlite_master") is not None
    finally:
        connection.close()


def _new(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")


def _logs(file: Path) -> tuple[Path, Path]:
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


def _swap(file: Path) -> None:
    aside = set_aside(file) if file.exists() else None
    _move_log(file, aside)
    _new(file).rename(file)
    marker(file).unlink(missing_ok=True)


def _move_log(file: Path, aside: Path | None) -> None:
    """The log of a damaged file must never be read into the new one."""
    log, shared = _logs(file)
    if aside is not None and log.exists():
        log.rename(aside.with_name(f"{aside.name}-wal"))
    log.unlink(missing_ok=True)
    shared.unlink(missing_ok=True)


def _fingerprint(folder: Path) -> bytes | None:
    try:
        kept = (folder / FINGERPRINT).read_bytes()
    except OSError:
        return None
    return kept if len(kept) == _SALT_BYTES + sha256().digest_size else None


def _print(key: bytes, salt: bytes) -> bytes:
    return salt + hmac.digest(key, b"ssdesk replica " + salt, "sha256")
