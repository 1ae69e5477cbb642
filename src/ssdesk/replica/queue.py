"""Rows of the outbox, inside a transaction."""

from __future__ import annotations

from typing import Any

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.models.outbox import LAY, WAITING
from ssdesk.models.table import as_json
from ssdesk.replica.action import Action, Queued
from ssdesk.replica.actions import ACTIONS
from ssdesk.replica.transaction import Transaction

JOURNAL_MS = 35 * 24 * 3600 * 1000
"""How long done rows stay: after a restore of the school's server they are sent again."""
_COLUMNS = "id, type, args, objects, if_version, state, tries, made_at"
_OPEN = "state IN ('waiting', 'answered')"


def read(row: Any) -> Queued:
    id_, type_, args, objects, if_version, state, tries, made_at = row
    action = msgspec.json.decode(args, type=ACTIONS[type_])
    touched = [(kind, oid) for kind, oid in msgspec.json.decode(objects)]
    return Queued(id_, action, touched, if_version, state, tries, made_at)


def find(tx: Transaction, id_: str) -> Queued | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM outbox WHERE id = ?", id_)
    return read(row) if row else None


def laid_on(tx: Transaction, kind: str, oid: str) -> list[Queued]:
    """The open actions that touch this object, in order."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM laid JOIN outbox USING (n) WHERE kind = ? AND oid = ? AND {_OPEN} ORDER BY n",
        kind,
        oid,
    )
    return [read(row) for row in rows]


def fits(action: Action) -> bool:
    """Whether it is within what a command may hold."""
    try:
        msgspec.json.decode(msgspec.json.encode(action), type=type(action))
    except msgspec.ValidationError:
        return False
    return True


def add(tx: Transaction, id_: str, action: Action, not_before: int = 0) -> Queued:
    """A new waiting row, which does not leave before this moment; a save of a draft takes the place of one that was
    never on the wire.

    SsdeskError `too-large`: it is beyond what a command may hold.
    """
    objects = action.objects(tx, id_)
    if not fits(action):
        raise SsdeskError(
            QT_TRANSLATE_NOOP("errors", "This is larger than a school can take."),
            QT_TRANSLATE_NOOP("errors", "Nothing was sent. Make the text or the list of people shorter and try again."),
            code="too-large",
        )
    args, needs = msgspec.json.encode(action), as_json(action.needs())
    tx.outbox = True
    if action.type == "save_draft":
        row = tx.row(
            "UPDATE outbox SET args = ?, needs = ?, made_at = ? "
            "WHERE type = ? AND state = ? AND tries = 0 AND objects = ? RETURNING id",
            *(args, needs, tx.now, action.type, WAITING, as_json(objects)),
        )
        if row:
            id_ = row[0]
    if find(tx, id_) is None:
        tx.run(
            "INSERT INTO outbox (id, type, args, needs, if_version, objects, state, made_at, not_before) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(id_, action.type, args, needs, action.if_version(tx), as_json(objects), WAITING, tx.now, not_before),
        )
        tx.run(f"{LAY} WHERE outbox.id = ?", id_)
    return read(tx.row(f"SELECT {_COLUMNS} FROM outbox WHERE id = ?", id_))
