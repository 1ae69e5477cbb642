"""What the message screens read: folders, counts, a page of rows, the keys of a whole list, one message."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.models.draft import DRAFT
from ssdesk.models.message import ATTACHED, OUTGOING, TO_ANSWER, UNREAD, Overview
from ssdesk.protocol.kinds import Attachment, Recipient
from ssdesk.replica import search
from ssdesk.replica.database import Connection, Database
from ssdesk.replica.outbox import moment, shown

INBOX, DRAFTS, OUTBOX, SENT, ARCHIVE, TRASH = "inbox", "drafts", "outbox", "sent", "archive", "trash"
FOLDERS = (INBOX, DRAFTS, OUTBOX, SENT, ARCHIVE, TRASH)
Stop = Callable[[], bool]
_LISTED = (
    '"key", "kind", "state", "overview", "id", "thread", "sent_at", "sender", "sender_name", "sender_role", "subject", '
    '"preview", "folder", "pupil", "in_reply_to", "attachments", "opened_at", "answer_by", "answered_at", "group", '
    '"can_answer"'
)
_overview = msgspec.json.Decoder(Overview).decode
_attachments = msgspec.json.Decoder(list[Attachment]).decode
_recipients = msgspec.json.Decoder(list[Recipient]).decode
_NOBODY = Overview((), 0, 0, None)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which messages a list shows. `folder`: one of `FOLDERS`, a code of a newer school, or '' for all of them (without
    drafts). `own`: with what one sent oneself beside it. `words`: as a person types them."""

    folder: str = INBOX
    unread: bool = False
    attachment: bool = False
    to_answer: bool = False
    pupil: str | None = None
    words: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class FolderCount:
    total: int = 0
    unread: int = 0


@dataclass(frozen=True)  # without slots, which make a frozen row twice as slow to build
class MessageRow:
    """A message, or a draft, as a list shows it.

    `kind`: message, sent_message or draft. `state`: waiting for an own message that the school does not have yet,
    refused for a draft that it did not accept. `to`: the first names of the recipients, `to_count` how many there are,
    `to_opened` how many opened it. `opened_at`: when it was opened, of an own message when the last recipient did.
    """

    key: int
    id: str
    kind: str
    state: str
    folder: str
    thread: str
    sent_at: datetime
    sender: str
    sender_name: str
    sender_role: str
    subject: str
    preview: str
    pupil: str | None
    unread: bool
    has_attachment: bool
    opened_at: datetime | None
    answer_by: datetime | None
    answered_at: datetime | None
    in_reply_to: str | None
    group: bool
    can_answer: bool
    to: tuple[str, ...]
    to_count: int
    to_opened: int

    @property
    def own(self) -> bool:
        return self.kind != "message"


@dataclass(frozen=True, slots=True)
class Reader:
    """One recipient of an own message; `opened_at` None: not opened yet."""

    account: str
    name: str
    role: str
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class MessageDetail:
    """A whole message. `body_type` is text or html, which must be cleaned before it is shown. `problem`: of a draft
    that the school refused as a message."""

    row: MessageRow
    body: str
    body_type: str
    attachments: tuple[Attachment, ...]
    recipients: tuple[Reader, ...]
    problem: SsdeskError | None = field(default=None, compare=False)


class Inbox:
    """Lists are newest first. Every call is one snapshot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_page(self, filter_: Filter, limit: int = 50) -> list[MessageRow]:
        """The newest rows of the list, without reading more of it."""
        with self._database.reading() as connection:
            if filter_.folder == DRAFTS or filter_.words.strip():
                return _rows(connection, list(_keys(connection, filter_, limit)))
            return [_row(row) for row in _in_order(connection, filter_, _LISTED, limit)]

    def keys(self, filter_: Filter, cancelled: Stop | None = None) -> array[int]:
        """The list keys of the whole answer. Raises Cancelled soon after `cancelled` says so."""
        with self._database.reading(cancelled) as connection:
            return _keys(connection, filter_, None)

    def rows(self, keys: Iterable[int]) -> list[MessageRow]:
        """The rows with these keys that still exist, newest first."""
        with self._database.reading() as connection:
            return _rows(connection, list(keys))

    def present(self, filter_: Filter, keys: Iterable[int]) -> set[int]:
        """Which of these keys the list holds now."""
        asked = sorted(keys)
        if not asked:
            return set()
        with self._database.reading() as connection:
            return set(_keys(connection, filter_, None, asked))

    def message(self, id_: str) -> MessageDetail | None:
        """A message or draft by its id. Reading it makes no receipt."""
        with self._database.reading() as connection:
            return _message(connection, id_) or _draft(connection, id_)

    def conversation(self, thread: str) -> list[MessageRow]:
        """All messages of a thread, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_LISTED} FROM message WHERE thread = ? ORDER BY key", (thread,))
            return [_row(row) for row in rows]

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

    def to_answer(self, folder: str = INBOX, pupil: str | None = None) -> int:
        """How many messages of a folder ask for an answer that was not given yet."""
        about, values = ("", (folder,)) if pupil is None else (" AND pupil = ?", (folder, pupil))
        with self._database.reading() as connection:
            sql = f"SELECT count(*) FROM message WHERE folder = ? AND {TO_ANSWER}{about}"
            return int(connection.execute(sql, values).fetchone()[0])


# ---- Lists -----------------------------------------------------------------------------------------------------------
def _keys(connection: Connection, filter_: Filter, limit: int | None, among: Sequence[int] | None = None) -> array[int]:
    if filter_.folder == DRAFTS:
        return _draft_keys(connection, filter_, limit, among)
    if filter_.words.strip():
        parts, values = _parts(filter_, "key", among)
        return search.keys(connection, filter_.words, parts, values, limit)
    return array("q", (key for (key,) in _in_order(connection, filter_, "key", limit, among)))


def _in_order(
    connection: Connection, filter_: Filter, columns: str, limit: int | None, among: Sequence[int] | None = None
) -> list[Any]:
    """One part per folder, each in the order of its index, merged as they are read."""
    parts, values = _parts(filter_, columns, among)
    sql = " UNION ALL ".join(parts) + ' ORDER BY "key" DESC' + ("" if limit is None else f" LIMIT {limit}")
    return connection.execute(sql, values).fetchall()


def _parts(filter_: Filter, columns: str, among: Sequence[int] | None) -> tuple[list[str], tuple[Any, ...]]:
    conditions, values = _conditions(filter_, among)
    folders = [filter_.folder, *([SENT] if filter_.own and filter_.folder not in ("", SENT, OUTBOX) else [])]
    parts = []
    for folder in folders:
        where = [*_folder(folder), *conditions]
        parts.append(f"SELECT {columns} FROM message" + (f" WHERE {' AND '.join(where)}" if where else ""))
    return parts, values * len(folders)


def _folder(folder: str) -> list[str]:
    if folder == OUTBOX:
        return [OUTGOING]
    return ["folder = '" + folder.replace("'", "''") + "'"] if folder else []


def _conditions(filter_: Filter, among: Sequence[int] | None) -> tuple[list[str], tuple[Any, ...]]:
    flags = ((filter_.unread, UNREAD), (filter_.attachment, ATTACHED), (filter_.to_answer, TO_ANSWER))
    conditions = [condition for wanted, condition in flags if wanted]
    values: list[Any] = []
    if filter_.pupil is not None:
        conditions.append("pupil = ?")
        values.append(filter_.pupil)
    if among is not None:
        conditions.append("key IN (SELECT value FROM json_each(?))")
        values.append(msgspec.json.encode(among).decode())
    return conditions, tuple(values)


def _draft_keys(connection: Connection, filter_: Filter, limit: int | None, among: Sequence[int] | None) -> array[int]:
    """Drafts are few: their words are compared one by one."""
    rows = connection.execute("SELECT key, subject, body, attachments, pupil FROM draft ORDER BY key DESC").fetchall()
    query = search.Query(filter_.words)
    keys = [
        key
        for key, subject, body, attachments, pupil in rows
        if (among is None or key in among)
        and (filter_.pupil is None or pupil == filter_.pupil)
        and (not filter_.attachment or attachments != "[]")
        and not filter_.unread
        and not filter_.to_answer
        and (not filter_.words.strip() or query.matches(subject, body))
    ]
    return array("q", keys[:limit])


# ---- Rows ------------------------------------------------------------------------------------------------------------
def _rows(connection: Connection, keys: list[int]) -> list[MessageRow]:
    asked = (msgspec.json.encode(keys).decode(),)
    sql = f"SELECT {_LISTED} FROM message WHERE key IN (SELECT value FROM json_each(?))"
    found = [_row(row) for row in connection.execute(sql, asked).fetchall()]
    if len(found) < len(keys):
        found += _draft_rows(connection, "key IN (SELECT value FROM json_each(?))", asked)
    return sorted(found, key=lambda row: -row.key)


def _row(row: Sequence[Any]) -> MessageRow:
    (
        key, kind, state, overview, id_, thread, sent_at, sender, sender_name, sender_role, subject, preview, folder,
        pupil, in_reply_to, attachments, opened_at, answer_by, answered_at, group, can_answer,
    ) = row  # fmt: skip
    seen: Overview = _overview(overview) if overview else _NOBODY
    mine = kind != "message"
    return MessageRow(
        key, id_, kind, state, folder, thread, moment(sent_at), sender, sender_name, sender_role, subject, preview,
        pupil, not mine and opened_at is None, attachments != "[]", _moment(seen.opened_at if mine else opened_at),
        _moment(answer_by), _moment(answered_at), in_reply_to, bool(group), bool(can_answer),
        seen.names, seen.count, seen.opened,
    )  # fmt: skip


def _draft_rows(connection: Connection, where: str, values: tuple[Any, ...]) -> list[MessageRow]:
    rows = connection.execute(f"SELECT key, problem IS NOT NULL, {DRAFT.wire_list} FROM draft WHERE {where}", values)
    found = []
    for key, refused, *wire in rows.fetchall():
        draft = DRAFT.of_row(wire)
        to = _named(connection, draft.to)
        found.append(
            MessageRow(
                key=key,
                id=draft.id,
                kind="draft",
                state="refused" if refused else "",
                folder=DRAFTS,
                thread="",
                sent_at=moment(draft.updated_at),
                sender="",
                sender_name="",
                sender_role="",
                subject=draft.subject,
                preview=" ".join(draft.body[:640].split())[:160],
                pupil=draft.pupil,
                unread=False,
                has_attachment=bool(draft.attachments),
                opened_at=None,
                answer_by=None,
                answered_at=None,
                in_reply_to=draft.in_reply_to,
                group=False,
                can_answer=False,
                to=tuple(person.name for person in to[:3]),
                to_count=len(to),
                to_opened=0,
            )
        )
    return found


def _message(connection: Connection, id_: str) -> MessageDetail | None:
    row = connection.execute(
        f"SELECT {_LISTED}, body, body_type, recipients FROM message WHERE id = ? ORDER BY kind LIMIT 1", (id_,)
    ).fetchone()
    if row is None:
        return None
    *listed, body, body_type, recipients = row
    people = _recipients(recipients)
    readers = tuple(Reader(person.account, person.name, person.role, _moment(person.opened_at)) for person in people)
    return MessageDetail(_row(listed), body, body_type, tuple(_attachments(listed[15])), readers)


def _draft(connection: Connection, id_: str) -> MessageDetail | None:
    rows = _draft_rows(connection, "id = ?", (id_,))
    if not rows:
        return None
    *wire, problem = connection.execute(f"SELECT {DRAFT.wire_list}, problem FROM draft WHERE id = ?", (id_,)).fetchone()
    draft = DRAFT.of_row(wire)
    readers = tuple(_named(connection, draft.to))
    return MessageDetail(rows[0], draft.body, "text", tuple(draft.attachments), readers, shown(problem))


def _named(connection: Connection, accounts: Sequence[str]) -> list[Reader]:
    """These contacts by name, in the order given; one that is no contact any more has an empty name."""
    asked = (msgspec.json.encode(accounts).decode(),)
    sql = "SELECT id, name, role FROM contact WHERE id IN (SELECT value FROM json_each(?))"
    names = {id_: (name, role) for id_, name, role in connection.execute(sql, asked)}
    return [Reader(account, *names.get(account, ("", "")), None) for account in accounts]


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else moment(ms)
