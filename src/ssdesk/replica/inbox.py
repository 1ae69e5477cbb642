"""What the message screens read: folders, counts, a page of rows, the keys of a whole list, one message."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ssdesk.models.message import (
    ATTACHED,
    AWAITING,
    FLAGGED,
    KEY_BITS,
    LATEST_MS,
    MARKED,
    OUTGOING,
    RECEIVED,
    SNOOZED,
    TO_ANSWER,
    UNREAD,
)
from ssdesk.protocol.kinds import Folder
from ssdesk.protocol.mailboxes import apart, inside
from ssdesk.replica import search
from ssdesk.replica.asked import Asked, asked
from ssdesk.replica.database import Connection, Database
from ssdesk.replica.hits import Hit, hits
from ssdesk.replica.marks import OWN_FOLDER
from ssdesk.replica.outbox import moment
from ssdesk.replica.rows import LISTED, MessageDetail, MessageRow, Reader, by_keys, draft, message, row_of
from ssdesk.rules.markup import plain
from ssdesk.rules.working_time import SCHOOL_TIME

__all__ = ["FOLDERS", "Filter", "FolderCount", "Inbox", "MessageDetail", "MessageRow", "Reader"]

INBOX, LATER, DRAFTS, OUTBOX, SENT = "inbox", "later", "drafts", "outbox", "sent"
SCHEDULED, ARCHIVE, TRASH = "scheduled", "archive", "trash"
FOLDERS = (INBOX, LATER, DRAFTS, SCHEDULED, OUTBOX, SENT, ARCHIVE, TRASH)
ANY = "any"
KEYS_AT_ONCE = 5_000
NEWEST = 200  # what came just now is among them
Stop = Callable[[], bool]
_TO = (
    "coalesce((SELECT group_concat(name, ' ') FROM contact WHERE id IN "
    "(SELECT value FROM json_each(draft.\"to\"))), '')"
)
_decoded = msgspec.json.Decoder(list[int]).decode


class Filter(msgspec.Struct, frozen=True):
    """Which messages a list shows. `folder`: one of `FOLDERS`, a code of a newer school, or '' for all of them (without
    drafts, unless a search is to find these too: `drafts`). `own`: with what one sent oneself beside it. `words`: as a
    person types them, with operators or without (`replica.asked`). `flag`: a colour, or `ANY`. `sender`: received from
    this account. `awaiting`: own personal messages sent since this moment (ms) after which nothing came. `mailbox`: the
    shared one whose folder that is; a list of all folders is over all mailboxes, but with `kept` of this one alone, and
    nothing from its trash."""

    folder: str = INBOX
    unread: bool = False
    attachment: bool = False
    to_answer: bool = False
    pupil: str | None = None
    words: str = ""
    own: bool = False
    flag: str = ""
    sender: str = ""
    awaiting: int | None = None
    kept: bool = False
    mailbox: str = ""
    drafts: bool = False


class FolderCount(msgspec.Struct, frozen=True):
    total: int = 0
    unread: int = 0


class Inbox:
    """Lists are newest first. Every call is one snapshot."""

    def __init__(self, database: Database, clock: Callable[[], int]) -> None:
        self._database, self._clock = database, clock

    def first_page(self, filter_: Filter, limit: int = 50) -> list[MessageRow]:
        """The newest rows of the list, without reading more of it."""
        with self._database.reading() as connection:
            if filter_.folder == DRAFTS or filter_.words.strip():
                return by_keys(connection, list(self._keys(connection, filter_, limit)))
            return [row_of(row) for row in _in_order(connection, filter_, LISTED, limit)]

    def keys(self, filter_: Filter, cancelled: Stop | None = None, *, bits: int = 0, low: int = 0) -> array[int]:
        """The list keys of the whole answer, each ≪ `bits` | `low`. Raises Cancelled soon after `cancelled` says so."""
        with self._database.reading(cancelled) as connection:
            if filter_.folder != DRAFTS and not filter_.words.strip():
                return _all_keys(connection, filter_, bits, low)
            keys = self._keys(connection, filter_, None)
        return array("q", (key << bits | low for key in keys)) if bits else keys

    def rows(self, keys: Iterable[int]) -> list[MessageRow]:
        """The rows with these keys that still exist, newest first."""
        with self._database.reading() as connection:
            return by_keys(connection, list(keys))

    def present(self, filter_: Filter, keys: Iterable[int]) -> set[int]:
        """Which of these keys the list holds now."""
        among = sorted(keys)
        if not among:
            return set()
        with self._database.reading() as connection:
            return set(self._keys(connection, filter_, None, among))

    def hits(self, filter_: Filter, keys: Iterable[int]) -> Mapping[int, Hit]:
        """Of these rows of a search: see `replica.hits`."""
        with self._database.reading() as connection:
            return hits(connection, self.asked(filter_), list(keys))

    def message(self, id_: str) -> MessageDetail | None:
        """A message or draft by its id. Reading it makes no receipt."""
        with self._database.reading() as connection:
            return message(connection, id_) or draft(connection, id_)

    def conversation(self, thread: str, mailbox: str = "") -> list[MessageRow]:
        """All messages of a thread in the own mailbox or a shared one, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {LISTED} FROM message WHERE thread = ? ORDER BY sent_at, key", (thread,))
            return [found for row in rows if (found := row_of(row)).mailbox == mailbox]

    def counts(self, pupil: str | None = None) -> Mapping[str, FolderCount]:
        """Per folder that has anything, of all messages or of those about one pupil ('' for those about none)."""
        where, values = ("", ()) if pupil is None else (" WHERE pupil = ?", (pupil,))
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT folder, total(total), total(unread) FROM counter{where} GROUP BY folder", values
            ).fetchall()
            counts = {folder: FolderCount(int(total), int(unread)) for folder, total, unread in rows if total}
            about = "" if pupil is None else " AND coalesce(pupil, '') = ?"
            for folder, table, condition in ((DRAFTS, "draft", "1"), (OUTBOX, "message", OUTGOING)):
                (total,) = connection.execute(
                    f"SELECT count(*) FROM {table} WHERE {condition}{about}", values
                ).fetchone()
                if total:
                    counts[folder] = FolderCount(total)
        return counts

    def unread_by_pupil(self, folder: str = INBOX) -> Mapping[str, int]:
        """Unread messages of a folder per pupil; '' for those about none."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT pupil, unread FROM counter WHERE folder = ? AND unread", (folder,))
            return dict(rows.fetchall())

    def marked(self, folder: str = INBOX) -> int:
        """How many unread messages of a folder are so because the holder marked them again."""
        with self._database.reading() as connection:
            sql = f"SELECT count(*) FROM message INDEXED BY message_marked WHERE folder = ? AND {MARKED}"
            return int(connection.execute(sql, (folder,)).fetchone()[0])

    def urgent(self, folder: str = INBOX) -> list[str]:
        """Ids of the emergencies that were never opened, among the newest unread messages of a folder."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT id FROM (SELECT id, emergency, opened_at FROM message WHERE folder = ? AND {UNREAD} "
                "ORDER BY key DESC LIMIT ?) WHERE emergency <> '' AND opened_at IS NULL",
                (folder, NEWEST),
            )
            return [id_ for (id_,) in rows]

    def folders(self) -> list[Folder]:
        """The holder's own folders, in their order."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id, name, position FROM folder ORDER BY position, id")
            return [Folder(*row) for row in rows]

    def place_before(self, id_: str) -> str:
        """The folder from which a message went to the trash or the archive; of an own one that is gone the archive,
        as for all that lay in it. "": it is not known, or it waited there for a moment."""
        with self._database.reading() as connection:
            sql = "SELECT folder, came_from, came_from IN (SELECT id FROM folder) FROM message WHERE id = ?"
            here, before, is_own = connection.execute(sql, (id_,)).fetchone() or ("", "", False)
        if is_own or before in (INBOX, SENT, ARCHIVE):
            return str(before)
        return ARCHIVE if len(before) == OWN_FOLDER and apart(here)[1] == TRASH else ""

    def due(self, now: int) -> list[tuple[str, int]]:
        """Ids of messages in later whose moment has come, with that moment."""
        with self._database.reading() as connection:
            sql = f"SELECT id, snoozed_until FROM message WHERE {SNOOZED} AND snoozed_until <= ? LIMIT 200"
            return [(id_, until) for id_, until in connection.execute(sql, (now,))]

    def to_answer(self, folder: str = INBOX, pupil: str | None = None, mailbox: str = "") -> int:
        """How many messages of a folder, or of all but the trash (""), ask for an answer that was not given yet."""
        about, values = ("", ()) if pupil is None else (" AND pupil = ?", (pupil,))
        where = _kept(mailbox) if not folder else "folder = ?"
        values = (inside(mailbox, folder), *values) if folder else values
        with self._database.reading() as connection:
            # Named, because SQLite would rather look at all that came into the folder, by sender.
            sql = f"SELECT count(*) FROM message INDEXED BY message_to_answer WHERE {where} AND {TO_ANSWER}{about}"
            return int(connection.execute(sql, values).fetchone()[0])

    def asked(self, filter_: Filter) -> Asked:
        """The words of a filter, read today."""
        return asked(filter_.words, moment(self._clock()).astimezone(SCHOOL_TIME).date())

    def _keys(
        self, connection: Connection, filter_: Filter, limit: int | None, among: Sequence[int] | None = None
    ) -> array[int]:
        what = self.asked(filter_) if filter_.words.strip() else None
        if what is not None and what.is_empty:
            return array("q")
        pupils = None if what is None else search.pupils(connection, what)
        if filter_.folder == DRAFTS:
            return _draft_keys(connection, filter_, what, pupils, limit, among)
        if what is not None and what.terms:
            parts, values = _parts(filter_, "key", among, pupils=pupils)
            found = search.keys(connection, what, parts, values, limit)
        else:
            time = search.ALWAYS if what is None else search.Time.of(connection, what)
            rows = _in_order(connection, filter_, "key", limit, among, time=time, pupils=pupils)
            found = array("q", (key for (key,) in rows))
        if what is not None and filter_.drafts and not filter_.folder:
            written = _draft_keys(connection, filter_, what, pupils, limit, among)
            found = array("q", sorted((*found, *written), reverse=True)[:limit]) if written else found
        return found


# ---- Lists -----------------------------------------------------------------------------------------------------------
def _all_keys(connection: Connection, filter_: Filter, bits: int, low: int) -> array[int]:
    """Of a list that may be a million long. SQLite writes each piece as one text while the window's thread runs on, and
    no list of a million numbers is made meanwhile."""
    keys = array("q")
    written = f"SELECT json_group_array(key << {bits} | {low})"
    while True:
        parts, values = _parts(filter_, "key", None, below=keys[-1] >> bits if keys else None)
        piece = " UNION ALL ".join(parts) + f' ORDER BY "key" DESC LIMIT {KEYS_AT_ONCE}'
        found = _decoded(connection.execute(f"{written} FROM ({piece})", values).fetchone()[0])
        keys.extend(found)
        if len(found) < KEYS_AT_ONCE:
            return keys


def _in_order(
    connection: Connection,
    filter_: Filter,
    columns: str,
    limit: int | None,
    among: Sequence[int] | None = None,
    *,
    time: search.Time = search.ALWAYS,
    pupils: Sequence[str] | None = None,
) -> list[Any]:
    """One part per folder, each in the order of its index, merged as they are read."""
    parts, values = _parts(filter_, columns, among, time=time, pupils=pupils)
    sql = " UNION ALL ".join(parts) + ' ORDER BY "key" DESC' + ("" if limit is None else f" LIMIT {limit}")
    return connection.execute(sql, values).fetchall()


def _parts(
    filter_: Filter,
    columns: str,
    among: Sequence[int] | None,
    *,
    below: int | None = None,
    time: search.Time = search.ALWAYS,
    pupils: Sequence[str] | None = None,
) -> tuple[list[str], tuple[Any, ...]]:
    """One statement per folder, and the values of all. `below`: older than this key only. `time`: within it,
    `pupils`: of these children."""
    conditions, values = _conditions(filter_, among)
    if below is not None:
        conditions, values = [*conditions, "key < ?"], (*values, below)
    if limits := time.whole("key"):
        conditions = [*conditions, limits.removeprefix(" AND ")]
    if pupils is not None:
        conditions = [*conditions, "pupil IN (SELECT value FROM json_each(?))"]
        values = (*values, msgspec.json.encode(pupils).decode())
    folders = [filter_.folder, *([SENT] if filter_.own and filter_.folder not in ("", SENT, OUTBOX) else [])]
    folders = [folder if folder in ("", OUTBOX) else inside(filter_.mailbox, folder) for folder in folders]
    parts = []
    for folder in folders:
        where = [*_folder(folder), *conditions]
        table = "message INDEXED BY message_outgoing" if folder == OUTBOX else "message"
        if filter_.to_answer and not folder and not filter_.words.strip() and among is None:
            table = "message INDEXED BY message_to_answer"  # few; in the order of the key all would be looked at
        elif filter_.flag and not folder and not filter_.words.strip() and among is None:
            table = "message INDEXED BY message_flagged"  # likewise
        elif filter_.sender and not folder and not filter_.words.strip() and among is None:
            table, where = "message INDEXED BY message_sender", ["folder IN (SELECT folder FROM counter)", *where]
        parts.append(f"SELECT {columns} FROM {table}" + (f" WHERE {' AND '.join(where)}" if where else ""))
    return parts, values * len(folders)


def _folder(folder: str) -> list[str]:
    if folder == OUTBOX:
        return [OUTGOING]
    return [f"folder = '{_quoted(folder)}'"] if folder else []


def _kept(mailbox: str) -> str:
    """In this mailbox, and not in its trash."""
    inside_it = f"folder GLOB '{_quoted(inside(mailbox, '*'))}'" if mailbox else "folder NOT LIKE '%/%'"
    return f"{inside_it} AND folder <> '{_quoted(inside(mailbox, TRASH))}'"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _conditions(filter_: Filter, among: Sequence[int] | None) -> tuple[list[str], tuple[Any, ...]]:
    flags = ((filter_.unread, UNREAD), (filter_.attachment, ATTACHED), (filter_.to_answer, TO_ANSWER))
    conditions = [condition for wanted, condition in flags if wanted]
    values: list[Any] = []
    if filter_.flag:
        conditions.append(FLAGGED)
        if filter_.flag != ANY:
            conditions.append("flag = ?")
            values.append(filter_.flag)
    if filter_.sender:
        conditions.append(f"{RECEIVED} AND sender = ?")
        values.append(filter_.sender)
    if filter_.awaiting is not None:
        conditions.append(f"key >= ? AND {AWAITING}")  # the key of a sent message is its moment: nothing older is read
        values.append(min(max(filter_.awaiting, 0), LATEST_MS) << KEY_BITS)
    if filter_.kept:
        conditions.append(_kept(filter_.mailbox))
    if filter_.pupil is not None:
        conditions.append("pupil = ?")
        values.append(filter_.pupil)
    if among is not None:
        conditions.append("key IN (SELECT value FROM json_each(?))")
        values.append(msgspec.json.encode(among).decode())
    return conditions, tuple(values)


def _draft_keys(
    connection: Connection,
    filter_: Filter,
    what: Asked | None,
    pupils: Sequence[str] | None,
    limit: int | None,
    among: Sequence[int] | None,
) -> array[int]:
    """Drafts are few: their words are compared one by one."""
    limits = search.Time(what.since, what.until).limits("key") if what is not None else ""
    rows = connection.execute(
        f"SELECT key, subject, {_TO}, {search.FILES}, {search.TEXTS}, body, body_type, attachments, pupil FROM draft "
        f"WHERE 1{limits} ORDER BY key DESC"
    ).fetchall()
    terms = what.terms if what is not None else ()
    query = search.Query(terms)
    keys = [
        key
        for key, subject, to, files, texts, body, body_type, attachments, pupil in rows
        if (among is None or key in among)
        and (filter_.pupil is None or pupil == filter_.pupil)
        and (pupils is None or pupil in pupils)
        and (not filter_.attachment or attachments != "[]")
        and not filter_.unread
        and not (filter_.to_answer or filter_.flag or filter_.sender or filter_.awaiting is not None)
        and (
            not terms
            or query.held_by(
                {
                    "subject": subject,
                    "recipients": to,
                    "files": files,
                    "texts": texts,
                    "body": plain(body, body_type),
                }
            )
        )
    ]
    return array("q", keys[:limit])
