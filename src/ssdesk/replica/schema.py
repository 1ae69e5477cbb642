"""The tables of a replica: made, checked and carried over to a newer version.

Two sorts of tables. What was *synced* can be read again: when its form differs from what this version wants, a new
table takes over the columns that both have and every scope is read anew. Until a scope is whole its old rows stay
readable (`models.feed.STALE`), so no second file is needed. What is *kept* exists here only (outbox, journal, drafts'
words, settings) and changes by numbered steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.models.account import ACCOUNT
from ssdesk.models.agreements import AGREEMENTS
from ssdesk.models.contact import CONTACT
from ssdesk.models.draft import DRAFT
from ssdesk.models.feed import BASE, HOLDING, SCOPE, STALE
from ssdesk.models.file import FILE_TEXT
from ssdesk.models.folder import FOLDER
from ssdesk.models.group import GROUP
from ssdesk.models.local import META, SETTING
from ssdesk.models.mailbox import ANSWERING, MAILBOX
from ssdesk.models.message import COUNTER, INDEX, INDEX_DDL, MESSAGE, UNINDEXED, UNREAD
from ssdesk.models.news import NEWS
from ssdesk.models.notifications import NOTIFICATIONS
from ssdesk.models.other import OTHER
from ssdesk.models.outbox import LAID, OUTBOX
from ssdesk.models.own_text import OWN_TEXT
from ssdesk.models.planner import AGENDA_ITEM, EVENT, TICK, TIMETABLE_WEEK
from ssdesk.models.pupil import PUPIL
from ssdesk.models.receipt import RECEIPT
from ssdesk.models.record import ABSENCE, REPORT, RESULT
from ssdesk.models.table import Table, listed
from ssdesk.replica.database import Connection
from ssdesk.replica.words import FOLDING

SYNCED: tuple[Table, ...] = (
    *(MESSAGE, DRAFT, FOLDER, OWN_TEXT, COUNTER, UNINDEXED, FILE_TEXT, RECEIPT),
    *(ACCOUNT, PUPIL, CONTACT, GROUP, NOTIFICATIONS, MAILBOX, ANSWERING),
    *(TIMETABLE_WEEK, AGENDA_ITEM, EVENT, TICK),
    *(RESULT, REPORT, ABSENCE, NEWS, AGREEMENTS),
    OTHER,
)
KEPT: tuple[Table, ...] = (META, SETTING, OUTBOX, LAID, SCOPE, HOLDING, BASE)

Step = tuple[str, ...]
STEPS: tuple[Step, ...] = ()
"""Step n brings the kept tables of version n to version n + 1. Never edited once released, only added to."""


def wanted() -> str:
    """Stands for the form of the synced tables in this version."""
    said = [*(sql for table in SYNCED for sql in table.ddl), INDEX_DDL, f"folded {FOLDING}"]
    return sha256("\n".join(said).encode()).hexdigest()


def prepare(connection: Connection, steps: Sequence[Step] = STEPS, form: str = "") -> bool:
    """Makes the tables, or brings them to this version, inside the caller's transaction. True: all is to be read anew.

    SsdeskError `newer-replica`: a newer version of the program made this file.
    """
    form = form or wanted()
    if not _exists(connection, META.name):
        for table in (*KEPT, *SYNCED):
            _make(connection, table)
        connection.execute(INDEX_DDL)
        _note(connection, version=str(len(steps)), form=form)
        return False
    facts: dict[str, str] = dict(connection.execute("SELECT name, value FROM meta WHERE name IN ('version', 'form')"))
    version = int(facts["version"])
    if version > len(steps):
        raise SsdeskError(
            QT_TRANSLATE_NOOP("errors", "A newer version of ssdesk made the local copy of this account."),
            QT_TRANSLATE_NOOP("errors", "Nothing was changed. Install the newest version of ssdesk."),
            code="newer-replica",
        )
    for step in steps[version:]:
        for statement in step:
            connection.execute(statement)
    anew = facts["form"] != form
    if anew:
        for table in SYNCED:
            _carry_over(connection, table)
        _rebuild_index(connection)
        recount(connection)
        read_anew(connection)
    if anew or version < len(steps):
        _note(connection, version=str(len(steps)), form=form)
    return anew


def read_anew(connection: Connection, scope: int | None = None) -> None:
    """Forgets how far one scope, or all, was read. Objects stay readable until the scope is whole again."""
    where, values = ("", ()) if scope is None else (" WHERE id = ?", (scope,))
    connection.execute(f"UPDATE scope SET high = NULL, low = NULL, n = 0, sum = 0{where}", values)
    connection.execute(f"UPDATE holding SET seq = {STALE}{where.replace('id', 'scope')}", values)


def recount(connection: Connection) -> None:
    """Counts the folders afresh."""
    connection.execute("DELETE FROM counter")
    connection.execute(
        f"INSERT INTO counter SELECT folder, coalesce(pupil, ''), count(*), total({UNREAD}) FROM message GROUP BY 1, 2"
    )


def _make(connection: Connection, table: Table) -> None:
    for statement in table.ddl:
        connection.execute(statement)


def _carry_over(connection: Connection, table: Table) -> None:
    """A new table with the old one's rows, as far as columns of the same name and type go."""
    if not _exists(connection, table.name):
        _make(connection, table)
        return
    old = f"{table.name}_before"
    for (index,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table.name,)
    ).fetchall():
        connection.execute(f'DROP INDEX "{index}"')
    connection.execute(f'ALTER TABLE "{table.name}" RENAME TO "{old}"')
    _make(connection, table)
    before = _columns(connection, old)
    common = listed(name for name, sort in _columns(connection, table.name).items() if before.get(name) == sort)
    if common:
        connection.execute(f'INSERT OR IGNORE INTO "{table.name}" ({common}) SELECT {common} FROM "{old}"')
    connection.execute(f'DROP TABLE "{old}"')


def _columns(connection: Connection, table: str) -> dict[str, tuple[object, ...]]:
    return {row[1]: (row[2], row[4]) for row in connection.execute(f'PRAGMA table_info("{table}")')}


def _rebuild_index(connection: Connection) -> None:
    connection.execute(f"DROP TABLE IF EXISTS {INDEX}")
    connection.execute(INDEX_DDL)
    connection.execute("INSERT OR IGNORE INTO unindexed SELECT key FROM message")


def _exists(connection: Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _note(connection: Connection, **facts: str) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))
