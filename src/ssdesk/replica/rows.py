"""A message or draft as a list shows it, and whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.models.draft import DRAFT
from ssdesk.models.message import Overview
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Recipient
from ssdesk.protocol.mailboxes import apart
from ssdesk.replica.database import Connection
from ssdesk.replica.outbox import error_of, moment, shown
from ssdesk.rules.markup import preview

LISTED = (
    '"key", "kind", "state", "overview", "id", "thread", "sent_at", "sender", "sender_name", "sender_role", "subject", '
    '"preview", "folder", "pupil", "in_reply_to", "attachments", "opened_at", "answer_by", "answered_at", "group", '
    '"can_answer", "flag", "unread", "snoozed_until", "asks", "response", "emergency", "send_at", "withdrawn_at", '
    '"held"'
)
"""The columns that `row_of` takes."""
_overview = msgspec.json.Decoder(Overview).decode
_attachments = msgspec.json.Decoder(list[Attachment]).decode
_recipients = msgspec.json.Decoder(list[Recipient]).decode
_problems = msgspec.json.Decoder(list[Problem]).decode
_NOBODY = Overview((), 0, 0, None)


class MessageRow(msgspec.Struct, frozen=True, gc=False):  # 20 times as fast to build as a frozen dataclass; no cycles
    """A message, or a draft, as a list shows it.

    `kind`: message, sent_message or draft. `state`: waiting for an own message that the school does not have yet,
    refused for a draft that it did not accept. `unread`: never opened, or `marked` so again. `snoozed_until`: until
    when it lies in later; in the inbox, when it came back. `size`: bytes of all attachments. `to`: the first names of
    the recipients, `to_count` how many there are, `to_opened`, `to_answered` and `to_confirmed` how many did that;
    `to_wrong` and `to_talk`: how many said that it is not meant for them, or asked for a talk.
    `opened_at`: when it was opened, of an own message when the last recipient did. `asks`, `response`, `emergency`,
    `send_at`, `withdrawn_at`: see `kinds.Message`. `mailbox`: the shared one in whose `folder` it lies, of a draft the
    one in whose name it is written; "" for the own. `held`: the school could not send it at its moment.
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
    flag: str = ""
    marked: bool = False
    snoozed_until: datetime | None = None
    size: int = 0
    asks: str = ""
    response: str = ""
    emergency: str = ""
    send_at: datetime | None = None
    withdrawn_at: datetime | None = None
    to_answered: int = 0
    to_confirmed: int = 0
    mailbox: str = ""
    held: bool = False
    to_wrong: int = 0
    to_talk: int = 0

    @property
    def came_back(self) -> bool:
        """It waited in later, came back, and was not opened since."""
        return self.unread and self.folder == "inbox" and self.snoozed_until is not None

    @property
    def own(self) -> bool:
        return self.kind != "message"


class Reader(msgspec.Struct, frozen=True):
    """One recipient of an own message; `opened_at` None: not opened yet."""

    account: str
    name: str
    role: str
    opened_at: datetime | None


class MessageDetail(msgspec.Struct, frozen=True):
    """A whole message. `body_type` is text or html, which must be cleaned before it is shown. `problem`: why the
    school refused a draft as a message, or could not send one at its moment."""

    row: MessageRow
    body: str
    body_type: str
    attachments: tuple[Attachment, ...]
    recipients: tuple[Reader, ...]
    problem: SsdeskError | None = None


def by_keys(connection: Connection, keys: list[int]) -> list[MessageRow]:
    """Those that exist, newest first."""
    asked = (msgspec.json.encode(keys).decode(),)
    sql = f"SELECT {LISTED} FROM message WHERE key IN (SELECT value FROM json_each(?))"
    found = [row_of(row) for row in connection.execute(sql, asked).fetchall()]
    if len(found) < len(keys):
        found += _draft_rows(connection, "key IN (SELECT value FROM json_each(?))", asked)
    return sorted(found, key=lambda row: -row.key)


def row_of(row: Sequence[Any]) -> MessageRow:
    (
        key, kind, state, overview, id_, thread, sent_at, sender, sender_name, sender_role, subject, preview, folder,
        pupil, in_reply_to, attachments, opened_at, answer_by, answered_at, group, can_answer, flag, marked, snoozed,
        asks, response, emergency, send_at, withdrawn_at, held,
    ) = row  # fmt: skip
    seen: Overview = _overview(overview) if overview else _NOBODY
    mine = kind != "message"
    mailbox, folder = apart(folder)
    return MessageRow(
        key, id_, kind, state, folder, thread, moment(sent_at), sender, sender_name, sender_role, subject, preview,
        pupil, not mine and (opened_at is None or bool(marked)), attachments != "[]",
        _moment(seen.opened_at if mine else opened_at),
        _moment(answer_by), _moment(answered_at), in_reply_to, bool(group), bool(can_answer),
        seen.names, seen.count, seen.opened, flag, bool(marked), _moment(snoozed),
        0 if attachments == "[]" else sum(file.size for file in _attachments(attachments)),
        asks, response, emergency, _moment(send_at), _moment(withdrawn_at), seen.answered, seen.confirmed,
        mailbox, held != "[]", seen.wrong, seen.talk,
    )  # fmt: skip


def _draft_rows(connection: Connection, where: str, values: tuple[Any, ...]) -> list[MessageRow]:
    rows = connection.execute(f"SELECT key, problem IS NOT NULL, {DRAFT.wire_list} FROM draft WHERE {where}", values)
    found = []
    for key, refused, *wire in rows.fetchall():
        draft = DRAFT.of_row(wire)
        groups = dict.fromkeys(one.group for one in draft.groups)
        to = [*(person.name for person in _named(connection, draft.to)), *_groups_named(connection, list(groups))]
        found.append(
            MessageRow(
                key=key,
                id=draft.id,
                kind="draft",
                state="refused" if refused else "",
                folder="drafts",
                thread="",
                sent_at=moment(draft.updated_at),
                sender="",
                sender_name="",
                sender_role="",
                subject=draft.subject,
                preview=preview(draft.body, draft.body_type),
                pupil=draft.pupil,
                unread=False,
                has_attachment=bool(draft.attachments),
                opened_at=None,
                answer_by=None,
                answered_at=None,
                in_reply_to=draft.in_reply_to,
                group=False,
                can_answer=False,
                to=tuple(to[:3]),
                to_count=len(to),
                to_opened=0,
                mailbox=draft.mailbox,
            )
        )
    return found


def message(connection: Connection, id_: str) -> MessageDetail | None:
    row = connection.execute(
        f"SELECT {LISTED}, body, body_type, recipients, held FROM message WHERE id = ? ORDER BY kind LIMIT 1", (id_,)
    ).fetchone()
    if row is None:
        return None
    *listed, body, body_type, recipients, held = row
    people = _recipients(recipients)
    opened = dict(connection.execute("SELECT account, opened_at FROM receipt WHERE message = ?", (id_,)))
    readers = tuple(
        Reader(person.account, person.name, person.role, _moment(opened.get(person.account, person.opened_at)))
        for person in people
    )
    return MessageDetail(row_of(listed), body, body_type, tuple(_attachments(listed[15])), readers, _first(held))


def draft(connection: Connection, id_: str) -> MessageDetail | None:
    rows = _draft_rows(connection, "id = ?", (id_,))
    if not rows:
        return None
    *wire, problem = connection.execute(f"SELECT {DRAFT.wire_list}, problem FROM draft WHERE id = ?", (id_,)).fetchone()
    draft = DRAFT.of_row(wire)
    readers = tuple(_named(connection, draft.to))
    return MessageDetail(rows[0], draft.body, draft.body_type, tuple(draft.attachments), readers, shown(problem))


def _named(connection: Connection, accounts: Sequence[str]) -> list[Reader]:
    """These contacts by name, in the order given; one that is no contact any more has an empty name."""
    asked = (msgspec.json.encode(accounts).decode(),)
    sql = "SELECT id, name, role FROM contact WHERE id IN (SELECT value FROM json_each(?))"
    names = {id_: (name, role) for id_, name, role in connection.execute(sql, asked)}
    return [Reader(account, *names.get(account, ("", "")), None) for account in accounts]


def _groups_named(connection: Connection, groups: Sequence[str]) -> list[str]:
    """Likewise; most drafts have none."""
    if not groups:
        return []
    sql = "SELECT id, name FROM group_ WHERE id IN (SELECT value FROM json_each(?))"
    names = dict(connection.execute(sql, (msgspec.json.encode(groups).decode(),)))
    return [names.get(group, "") for group in groups]


def _first(problems: str) -> SsdeskError | None:
    found = _problems(problems)
    return error_of(found[0]) if found else None


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else moment(ms)
