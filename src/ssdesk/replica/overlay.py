"""What is shown of an object: the server's last copy with the person's own unfinished actions laid over it (sync.md).

`base` holds the server's copy of every object that an unfinished action or unsaved words touch, and of no other: there
the visible row *is* the server's copy.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ssdesk.models.message import WAITING
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import Draft
from ssdesk.replica.action import Object
from ssdesk.replica.queue import laid_on
from ssdesk.replica.transaction import Transaction
from ssdesk.replica.visible import DRAFTS, SENT, VISIBLE, decoded


def lay(tx: Transaction, objects: Iterable[Object]) -> None:
    """From now on the server's copies of these objects are kept aside."""
    for kind, oid in objects:
        if tx.row("SELECT 1 FROM base WHERE kind = ? AND oid = ?", kind, oid) is None:
            body = VISIBLE[kind].get(tx, oid)
            tx.run("INSERT INTO base VALUES (?, ?, ?)", kind, oid, msgspec.json.encode(body) if body else None)


def lay_all(tx: Transaction) -> None:
    """All unfinished actions are laid over what is there now."""
    objects = tx.rows(
        "SELECT DISTINCT kind, oid FROM laid JOIN outbox USING (n) WHERE state IN ('waiting', 'answered')"
    )
    lay(tx, objects)
    for kind, oid in objects:
        settle(tx, kind, oid)


def based(tx: Transaction) -> set[Object]:
    """The objects that have a base row."""
    return {(kind, oid) for kind, oid in tx.rows("SELECT kind, oid FROM base")}


def take_base(tx: Transaction, kind: str, oid: str, payload: bytes | None) -> None:
    """The server's copy of an object of `based`; None: the account sees it no more, or it is gone."""
    tx.run("UPDATE base SET row = ? WHERE kind = ? AND oid = ?", payload, kind, oid)
    settle(tx, kind, oid)


def settle(tx: Transaction, kind: str, oid: str) -> None:
    """Shows the object as it is now; forgets its base row when nothing lies over it any more."""
    row = tx.row("SELECT row FROM base WHERE kind = ? AND oid = ?", kind, oid)
    if row is None:
        return
    body = decoded(kind, row[0]) if row[0] is not None else None
    laid = laid_on(tx, kind, oid)
    if kind == "draft" and DRAFTS.changed(tx, oid):
        if not laid:
            _keep_both(tx, oid, body)
        return
    known = body is not None
    for action in laid:
        body = action.action.apply(tx, action, kind, body)
    if body is None:
        VISIBLE[kind].remove(tx, [oid])
    elif kind == "sent_message":
        SENT.put(tx, [body], "" if known else WAITING)
    else:
        VISIBLE[kind].put(tx, [body])
    if not laid:
        tx.run("DELETE FROM base WHERE kind = ? AND oid = ?", kind, oid)


def keep_words(tx: Transaction, draft: Draft, problem: bytes | None = None, refused: str | None = None) -> None:
    """Words that no command carries yet: shown instead of the server's until they are saved, sent or deleted."""
    lay(tx, [("draft", draft.id)])
    DRAFTS.put(tx, [draft], changed=True)
    if problem is not None or refused is not None:
        tx.run("UPDATE draft SET problem = ?, refused = ? WHERE id = ?", problem, refused, draft.id)
    settle(tx, "draft", draft.id)


def _keep_both(tx: Transaction, oid: str, server: Draft | None) -> None:
    """Words of this computer over a version that they were not written on: the other computer's become a draft of
    their own, and these go on from the version that the school has now."""
    mine = DRAFTS.get(tx, oid)
    version = server.version if server else 0
    if mine is None or mine.version == version:
        return
    DRAFTS.put(tx, [msgspec.structs.replace(mine, version=version)], changed=True)
    if server is not None and _words(server) != _words(mine):
        keep_words(tx, msgspec.structs.replace(server, id=new_id(), version=0))


def _words(draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, id="", version=0, updated_at=0)
