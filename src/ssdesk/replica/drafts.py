"""Messages being written. Words are safe on this computer within a second; `actions.SaveDraft` brings them to the
school, so that the other computer has them too."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.models.draft import DRAFT
from ssdesk.protocol.commands import Addressed, Asks, Problem
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.ids import new_id
from ssdesk.replica import outbox, queue
from ssdesk.replica.actions import SaveDraft
from ssdesk.replica.database import Database
from ssdesk.replica.outbox import Write, moment, shown
from ssdesk.replica.overlay import keep_words, settle
from ssdesk.replica.visible import DRAFTS


class DraftDetail(msgspec.Struct, frozen=True):
    """`to`: accounts. `changed`: no command carries its words yet. `problem`: why the school refused the message."""

    id: str
    version: int
    updated_at: datetime
    to: tuple[str, ...]
    pupil: str | None
    subject: str
    body: str
    body_type: str
    in_reply_to: str | None
    attachments: tuple[Attachment, ...]
    changed: bool
    problem: SsdeskError | None = None
    groups: tuple[Addressed, ...] = ()
    asks: Asks = ""
    answer_by: int | None = None  # ms
    mailbox: str = ""  # the shared one in whose name it is written
    send_at: int | None = None  # ms

    def words(self) -> SaveDraft:
        """The action that brings it to the school."""
        return SaveDraft(
            draft=self.id,
            to=list(self.to),
            pupil=self.pupil,
            subject=self.subject,
            body=self.body,
            body_type="html" if self.body_type == "html" else "text",
            in_reply_to=self.in_reply_to,
            attachments=list(self.attachments),
            groups=self.groups,
            asks=self.asks,
            answer_by=self.answer_by,
            mailbox=self.mailbox or None,
            send_at=self.send_at,
        )


_ASKS: dict[str, Asks] = {"answer": "answer", "confirm": "confirm"}  # one of a newer desktop asks nothing here


class DraftBox:
    def __init__(self, database: Database, write: Write) -> None:
        self._database, self._write = database, write

    def keep(self, words: SaveDraft) -> None:
        """On the disk when it returns, and shown; the school hears nothing. DiskFull: what was kept before still is."""
        with self._write(durable=True) as tx:
            kept = DRAFTS.get(tx, words.draft)
            keep_words(tx, words.kept(kept.version if kept else 0, tx.now))

    def hold(self, words: SaveDraft, why: Problem) -> None:
        """As `keep`, for words that are not yet this account's to send: the school hears nothing of them, and `why` is
        shown with them, until `release` or `forget`."""
        with self._write(durable=True) as tx:
            keep_words(tx, words.kept(0, tx.now), msgspec.json.encode(why))

    def release(self, draft: str) -> None:
        """What was held is a draft like others from now on."""
        with self._write(durable=True) as tx:
            row = tx.row("UPDATE draft SET problem = NULL WHERE id = ? AND refused IS NULL RETURNING key", draft)
            tx.touch_keys([row[0]] if row else [])
            tx.touch("draft", [draft])

    def forget(self, draft: str) -> None:
        """What was held is not here any more; of what the school knows of nothing goes."""
        with self._write(durable=True) as tx:
            tx.run("UPDATE draft SET changed = 0 WHERE id = ? AND version = 0", draft)
            settle(tx, "draft", draft)

    def save_kept(self, before: int) -> int:
        """Queues the saving of words last changed before this moment (ms), such as those that a crash left behind; how
        many drafts that were. Here stay a refused message, until it is sent again or deleted, and what no command
        can hold."""
        with self._write(durable=True) as tx:
            rows = tx.rows(
                f"SELECT {DRAFT.wire_list} FROM draft WHERE changed AND problem IS NULL AND updated_at < ?", before
            )
            kept = [_detail(row, changed=True, problem=None).words() for row in rows]
            saved = [words for words in kept if queue.fits(words)]
            for words in saved:
                outbox.do(tx, words, new_id())
        return len(saved)

    def get(self, id_: str) -> DraftDetail | None:
        return next(iter(self._read("WHERE id = ?", id_)), None)

    def all(self) -> list[DraftDetail]:
        """Newest first."""
        return self._read("ORDER BY key DESC")

    def answering(self, message: str) -> DraftDetail | None:
        """The newest draft of an answer to this message."""
        return next(iter(self._read("WHERE in_reply_to = ? ORDER BY key DESC LIMIT 1", message)), None)

    def _read(self, rest: str, *values: str) -> list[DraftDetail]:
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT changed, problem, {DRAFT.wire_list} FROM draft {rest}", values
            ).fetchall()
        return [_detail(row[2:], changed=bool(row[0]), problem=row[1]) for row in rows]


def _detail(row: tuple[object, ...], *, changed: bool, problem: bytes | None) -> DraftDetail:
    draft = DRAFT.of_row(row)
    return DraftDetail(
        id=draft.id,
        version=draft.version,
        updated_at=moment(draft.updated_at),
        to=tuple(draft.to),
        pupil=draft.pupil,
        subject=draft.subject,
        body=draft.body,
        body_type=draft.body_type,
        in_reply_to=draft.in_reply_to,
        attachments=tuple(draft.attachments),
        changed=changed,
        problem=shown(problem),
        groups=tuple(draft.groups),
        asks=_ASKS.get(draft.asks, ""),
        answer_by=draft.answer_by,
        mailbox=draft.mailbox,
        send_at=draft.send_at,
    )
