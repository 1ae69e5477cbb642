"""The rows that screens read, per kind: got, put and removed with all that hangs on them (keys, counts, index)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from zlib import crc32

import msgspec

from ssdesk.models.account import ACCOUNT
from ssdesk.models.agreements import AGREEMENTS
from ssdesk.models.contact import CONTACT
from ssdesk.models.draft import DRAFT
from ssdesk.models.folder import FOLDER
from ssdesk.models.group import GROUP
from ssdesk.models.mailbox import ANSWERING, MAILBOX
from ssdesk.models.message import INDEX, KEY_BITS, LATEST_MS, MESSAGE, Overview
from ssdesk.models.news import NEWS
from ssdesk.models.notifications import NOTIFICATIONS
from ssdesk.models.own_text import OWN_TEXT
from ssdesk.models.planner import AGENDA_ITEM, EVENT, TICK, TIMETABLE_WEEK
from ssdesk.models.pupil import PUPIL
from ssdesk.models.receipt import RECEIPT
from ssdesk.models.record import ABSENCE, REPORT, RESULT
from ssdesk.models.table import WireTable, as_json
from ssdesk.protocol.kinds import KINDS, Draft, Message, Receipt
from ssdesk.protocol.mailboxes import apart
from ssdesk.replica.transaction import Transaction

S = TypeVar("S", bound=msgspec.Struct)
NAMES = 3  # of recipients, kept for lists
_DECODERS = {kind: msgspec.json.Decoder(struct) for kind, struct in KINDS.items()}


class Rows(Protocol[S]):
    """The visible rows of one kind."""

    def get(self, tx: Transaction, oid: str) -> S | None: ...

    def put(self, tx: Transaction, bodies: Sequence[S]) -> None:
        """Inserts or replaces; no id twice."""

    def remove(self, tx: Transaction, oids: list[str]) -> None:
        """Those that are there."""


class Plain(Generic[S]):
    """A kind with a table and nothing else."""

    def __init__(self, kind: str, table: WireTable[S]) -> None:
        self.kind, self.table = kind, table

    def get(self, tx: Transaction, oid: str) -> S | None:
        row = tx.row(f"SELECT {self.table.wire_list} FROM {self.table.name} WHERE id = ?", oid)
        return self.table.of_row(row) if row else None

    def put(self, tx: Transaction, bodies: Sequence[S]) -> None:
        tx.connection.executemany(self.table.put, [self.table.values(body) for body in bodies])
        tx.touch(self.kind, [body.id for body in bodies])  # type: ignore[attr-defined]

    def remove(self, tx: Transaction, oids: list[str]) -> None:
        tx.connection.executemany(f"DELETE FROM {self.table.name} WHERE id = ?", [(oid,) for oid in oids])
        tx.touch(self.kind, oids)


class Messages:
    """One of the two kinds of message: list keys, counts, and the queue of the full-text index."""

    _FOUND = "SELECT id, key, folder, pupil, opened_at IS NULL OR unread, sent_at FROM message WHERE kind = ? AND id IN"
    _WORDS = "SELECT id, subject, sender_name, attachments, body FROM message WHERE kind = ? AND id IN"

    def __init__(self, kind: str) -> None:
        self.kind, self.counts_unread = kind, kind == "message"

    def get(self, tx: Transaction, oid: str) -> Message | None:
        row = tx.row(f"SELECT {MESSAGE.wire_list} FROM message WHERE id = ? AND kind = ?", oid, self.kind)
        return MESSAGE.of_row(row) if row else None

    def put(self, tx: Transaction, bodies: Sequence[Message], state: str = "") -> None:
        ids = [body.id for body in bodies]
        old = {row[0]: row[1:] for row in tx.among(self._FOUND, ids, self.kind)}
        keys = {id_: row[0] for id_, row in old.items()}
        moved = [body for body in bodies if body.id not in old or _at(_listed_at(body)) != old[body.id][0] >> KEY_BITS]
        keys |= allocate(tx, [(body.id, _listed_at(body)) for body in moved])
        unindexed = self._unindexed(tx, bodies, keys, old)
        for id_, row in old.items():
            self._count(tx, row, -1)
            if keys[id_] != row[0]:
                leave_index(tx, row[0])
        values = []
        for body in bodies:
            seen = overview(body, receipts_of(tx, body.id) if self.kind == "sent_message" else ())
            values.append([keys[body.id], self.kind, state, seen, *MESSAGE.values(body)])
            tx.count(body.folder, body.pupil, 1, int(self.counts_unread and (body.opened_at is None or body.unread)))
        tx.connection.executemany(MESSAGE.put, values)
        tx.connection.executemany("INSERT OR IGNORE INTO unindexed VALUES (?)", [(key,) for key in unindexed])
        tx.touch(self.kind, ids)
        tx.touch_keys([*keys.values(), *(row[0] for row in old.values())])

    def remove(self, tx: Transaction, oids: list[str]) -> None:
        old = [row[1:] for row in tx.among(self._FOUND, oids, self.kind)]
        for row in old:
            self._count(tx, row, -1)
            leave_index(tx, row[0])
        tx.connection.executemany("DELETE FROM message WHERE key = ?", [(row[0],) for row in old])
        tx.touch(self.kind, oids)
        tx.touch_keys([row[0] for row in old])

    def _unindexed(
        self, tx: Transaction, bodies: Sequence[Message], keys: Mapping[str, int], old: Mapping[str, Any]
    ) -> list[int]:
        """Keys of messages whose words the index does not hold: new ones, and those whose words changed."""
        words = {row[0]: row[1:] for row in tx.among(self._WORDS, list(old), self.kind)} if old else {}
        found = []
        for body in bodies:
            before = old.get(body.id)
            if before is None or before[0] != keys[body.id] or _words(body) != words[body.id]:
                found.append(keys[body.id])
        return found

    def _count(self, tx: Transaction, row: Any, by: int) -> None:
        tx.count(row[1], row[2], by, by * int(self.counts_unread and row[3]))


class Receipts(Plain[Receipt]):
    """The overview of each message concerned is counted anew in the same transaction."""

    def put(self, tx: Transaction, bodies: Sequence[Receipt]) -> None:
        super().put(tx, bodies)
        self._count(tx, {body.message for body in bodies})

    def remove(self, tx: Transaction, oids: list[str]) -> None:
        messages = {id_ for (id_,) in tx.among("SELECT message FROM receipt WHERE id IN", oids)}
        super().remove(tx, oids)
        self._count(tx, messages)

    def _count(self, tx: Transaction, messages: set[str]) -> None:
        for id_ in messages:
            body = SENT.get(tx, id_)
            if body is not None:
                seen = overview(body, receipts_of(tx, id_))
                row = tx.row(
                    "UPDATE message SET overview = ? WHERE id = ? AND kind = ? RETURNING key", seen, id_, SENT.kind
                )
                tx.touch(SENT.kind, [id_])
                tx.touch_keys([row[0]])


class Drafts:
    """Drafts: words that this computer has not put in a command yet survive whatever the server says."""

    kind = "draft"

    def get(self, tx: Transaction, oid: str) -> Draft | None:
        row = tx.row(f"SELECT {DRAFT.wire_list} FROM draft WHERE id = ?", oid)
        return DRAFT.of_row(row) if row else None

    def put(self, tx: Transaction, bodies: Sequence[Draft], *, changed: bool = False) -> None:
        """A problem that the draft has stays with it."""
        for body in bodies:
            old = tx.row("SELECT key, problem, refused FROM draft WHERE id = ?", body.id)
            key = old[0] if old and old[0] >> KEY_BITS == _at(body.updated_at) else None
            if key is None:
                key = allocate(tx, [(body.id, body.updated_at)])[body.id]
            problem, refused = old[1:] if old else (None, None)
            tx.run(DRAFT.put, key, changed, problem, refused, *DRAFT.values(body))
            tx.touch_keys([key, *([old[0]] if old else [])])
            tx.touch(self.kind, [body.id])

    def remove(self, tx: Transaction, oids: list[str]) -> None:
        for oid in oids:
            row = tx.row("DELETE FROM draft WHERE id = ? RETURNING key", oid)
            if row:
                tx.touch_keys([row[0]])
        tx.touch(self.kind, oids)

    def changed(self, tx: Transaction, oid: str) -> bool:
        return tx.row("SELECT 1 FROM draft WHERE id = ? AND changed", oid) is not None


MESSAGES, SENT, DRAFTS = Messages("message"), Messages("sent_message"), Drafts()
VISIBLE: dict[str, Rows[Any]] = {
    "message": MESSAGES,
    "sent_message": SENT,
    "receipt": Receipts("receipt", RECEIPT),
    "draft": DRAFTS,
    "folder": Plain("folder", FOLDER),
    "own_text": Plain("own_text", OWN_TEXT),
    "account": Plain("account", ACCOUNT),
    "pupil": Plain("pupil", PUPIL),
    "contact": Plain("contact", CONTACT),
    "group": Plain("group", GROUP),
    "mailbox": Plain("mailbox", MAILBOX),
    "answering": Plain("answering", ANSWERING),
    "notifications": Plain("notifications", NOTIFICATIONS),
    "timetable_week": Plain("timetable_week", TIMETABLE_WEEK),
    "agenda_item": Plain("agenda_item", AGENDA_ITEM),
    "event": Plain("event", EVENT),
    "tick": Plain("tick", TICK),
    "result": Plain("result", RESULT),
    "report": Plain("report", REPORT),
    "absence": Plain("absence", ABSENCE),
    "news": Plain("news", NEWS),
    "agreements": Plain("agreements", AGREEMENTS),
}


def decoded(kind: str, payload: bytes | msgspec.Raw) -> Any:
    """The payload as the kind's struct; None when this version does not know the kind or cannot read the form."""
    decoder = _DECODERS.get(kind)
    try:
        return decoder.decode(payload) if decoder else None
    except msgspec.MsgspecError:
        return None


def leave_index(tx: Transaction, key: int) -> None:
    """The message with this key goes out of the full-text index and out of its queue."""
    tx.run("DELETE FROM unindexed WHERE key = ?", key)
    tx.run(f"DELETE FROM {INDEX} WHERE rowid = ?", key)


def receipts_of(tx: Transaction, message: str) -> Sequence[Seen]:
    """Of each copy to which something happened what that was."""
    sql = "SELECT account, opened_at, answered_at, response, responded_at FROM receipt WHERE message = ?"
    rows = tx.rows(sql, message)
    return [Seen(*row) for row in rows]


class Seen(NamedTuple):
    account: str
    opened_at: int | None
    answered_at: int | None
    response: str
    responded_at: int | None

    @property
    def last_word(self) -> str:
        """What it said, unless it answered after that."""
        late = self.answered_at is not None and (self.responded_at or 0) <= self.answered_at
        return "" if late else self.response


def overview(body: Message, receipts: Sequence[Seen] = ()) -> str:
    """What a list shows of the recipients, as JSON of `Overview`; empty for none."""
    if not body.recipients:
        return ""
    moments = {person.account: person.opened_at for person in body.recipients}
    moments |= {seen.account: seen.opened_at for seen in receipts}
    opened = [at for at in moments.values() if at is not None]
    names = tuple(person.name for person in body.recipients[:NAMES])
    answered = sum(one.answered_at is not None for one in receipts)
    confirmed = sum(one.response == "confirmed" for one in receipts)
    said = Counter(one.last_word for one in receipts)
    seen = Overview(
        names, len(body.recipients), len(opened), max(opened, default=None), answered, confirmed,
        said["not_for_me"], said["talk"],
    )  # fmt: skip
    return msgspec.json.encode(seen).decode()


def allocate(tx: Transaction, moments: Sequence[tuple[str, int]]) -> dict[str, int]:
    """A free list key for each (id, ms): in the order of time, and for one id nearly always the same."""
    wanted = {id_: _at(ms) << KEY_BITS | crc32(id_.encode()) & ((1 << KEY_BITS) - 1) for id_, ms in moments}
    taken = set(_taken(tx, list(wanted.values())))
    keys: dict[str, int] = {}
    for id_, key in wanted.items():
        free = key
        while free in taken:
            free += 1
            if free not in taken and _taken(tx, [free]):
                taken.add(free)
        taken.add(free)
        keys[id_] = free
    return keys


def _taken(tx: Transaction, keys: list[int]) -> list[int]:
    found = tx.among("SELECT key FROM message WHERE key IN", keys) + tx.among(
        "SELECT key FROM draft WHERE key IN", keys
    )
    return [row[0] for row in found]


def _words(body: Message) -> tuple[str, ...]:
    """What `Messages._WORDS` reads of a stored row."""
    return (body.subject, body.sender_name, as_json(body.attachments), body.body)


def _listed_at(body: Message) -> int:
    """When it came into its list: what came back from later stands above what was there meanwhile."""
    back = body.snoozed_until if apart(body.folder)[1] == "inbox" else None
    return body.sent_at if back is None else max(body.sent_at, back)


def _at(ms: int) -> int:
    return min(max(ms, 0), LATEST_MS)
