"""Everything that can be written, tried by accounts on objects that are not theirs. Each check answers with what it
found wrong: a refusal that differs from that of an id which is nowhere, or something that was written after all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from ssdesk.protocol.commands import MAX_BATCH
from ssdesk.protocol.ids import new_id
from ssdesk.server import tables as t
from tests.permissions import oracle, reading
from tests.permissions.oracle import Key
from tests.permissions.reading import UNKNOWN_SHA, _line, same
from tests.permissions.record import Account, Record
from tests.permissions.world import World

UNKNOWN_ID = "0197" + "5" * 28
NEVER = (1 << 43) - 1  # to this moment no test comes
SHOWN = (*oracle.OF_A_CLASS, *oracle.PARTS, "event", "news", "agreements")
TAKEN = ("sent_message", "draft", "folder", "own_text")  # whose ids come from desktops
NEW = "new"  # in an attempt: an id that is made when it is given
KEPT = (t.message, t.copy, t.draft, t.folder, t.own_text, t.blob_ref, t.object_, t.part, t.feed, t.account, t.grant_,
        t.notifications, t.email_code, t.scheduled, t.group_, t.reset_code, t.publication, t.agreements,
        t.mailbox, t.mailbox_holder, t.answering)  # fmt: skip


def state(world: World) -> dict[str, str]:
    """A digest of every table that a refused command must leave as it was."""

    def digest(connection: Connection, table: Table) -> str:
        columns = [column for column in table.columns if column.name != "last_seen"]
        rows = connection.execute(select(*columns).order_by(*table.primary_key.columns))
        return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()

    return {table.name: world.db.read_now(digest, table) for table in KEPT}


@dataclass(frozen=True)
class Attempt:
    """A command that names something foreign. `shape` is the same for attempts that differ in that id alone."""

    type: str
    foreign: str
    args: dict[str, Any]
    needs: tuple[str, ...] = ()

    @property
    def unknown(self) -> str:
        """An id of the same form that is nowhere."""
        return UNKNOWN_SHA if len(self.foreign) == 64 else UNKNOWN_ID

    @property
    def shape(self) -> str:
        return json.dumps([self.type, self.args, self.needs]).replace(self.foreign, self.unknown)

    def command(self, foreign: str = "") -> dict[str, Any]:
        """As it travels, with another id in the place of the foreign one if wanted."""
        said = {"type": self.type, "args": self.args, "needs": list(self.needs)}
        named: dict[str, Any] = json.loads(json.dumps(said).replace(self.foreign, foreign or self.foreign))
        if named["args"].get("draft") == NEW:
            named["args"]["draft"] = new_id()
        return {"id": new_id(), **named}


def commands(
    world: World, record: Record, account: Account, objects: Iterable[Key], *, every_way: bool = True
) -> list[str]:
    """The commands that name an object, with each of these objects that is not the account's. Without `every_way` only
    the one that would do most."""
    may = oracle.may_see(record, account)
    attempts = []
    for key in objects:
        if key not in may:
            ways = _ways(record, account, key)
            attempts += ways if every_way else ways[:1]
    return _same_as_unknown(world, record, account, attempts)


def drafts(world: World, record: Record, account: Account, objects: Iterable[Key]) -> list[str]:
    """Drafts that name what is not the account's are its own drafts and nothing more: they open no door. They are
    deleted again."""
    attempts = []
    for kind, oid in objects:
        if kind in ("message", "sent_message") and (kind, oid) not in oracle.may_see(record, account):
            attempts.append(Attempt("save_draft", oid, {"draft": NEW, "in_reply_to": oid}))
        elif kind == "pupil" and oid not in oracle.may_write_about(record, account):
            attempts.append(Attempt("save_draft", oid, {"draft": NEW, "pupil": oid}))
        elif kind == "file" and oid not in oracle.may_fetch(record, account):
            attachment = {"sha256": oid, "name": "brief.txt", "type": "text/plain", "size": 200}
            attempts.append(Attempt("save_draft", oid, {"draft": NEW, "attachments": [attachment]}, (oid,)))
            attempts.append(Attempt("save_draft", oid, {"draft": NEW, "attachments": [attachment]}))
    wrong = _same_as_unknown(world, record, account, attempts)
    shas = [oid for kind, oid in objects if kind == "file"]
    wrong += reading.files(world, record, account, shas)
    d = t.draft.c
    kept = {draft.id for draft in record.drafts}
    query = select(d.id).where(d.school == record.slug, d.account == account.id)
    for id_ in world.db.read_now(lambda connection: connection.scalars(query).all()):
        if id_ not in kept:
            world.command(record, account, "delete_draft", {"draft": id_})
    return wrong


def letters(world: World, record: Record, account: Account, others: Iterable[Account]) -> list[str]:
    """A message to each of these to whom the account may not write, alone or beside one to whom it may. Only of
    somebody it knew may it be told that he left."""
    if not oracle.enters(account):
        return []
    may = oracle.may_write_to(record, account)
    friend = min(may, default="")
    attempts, left = [], []
    for other in others:
        if other.id not in may and other.id != account.id:
            ways = [Attempt("send_message", other.id, _letter([other.id]))]
            if friend:
                ways.append(Attempt("send_message", other.id, _letter([friend, other.id])))
            (left if oracle.knew(record, account, other) else attempts).extend(ways)
    wrong = [
        _line(record, account, f"writes to somebody who left: {result}")
        for result in _give(world, record, account, [attempt.command() for attempt in left])
        if result["status"] != "rejected"
    ]
    return wrong + _same_as_unknown(world, record, account, attempts)


def taken_ids(world: World, record: Record, account: Account, objects: Iterable[Key]) -> list[str]:
    """Naming one's own new message or draft as somebody else's is named is refused, and theirs stays as it was."""
    friend = min(oracle.may_write_to(record, account), default=account.id)
    wrong = []
    for kind, oid in objects:
        if (kind, oid) in oracle.may_see(record, account) or kind not in TAKEN:
            continue
        before = world.payload(record, kind, oid)
        command: dict[str, Any] = {"id": oid, "type": "send_message", "args": _letter([friend])}
        if kind == "draft":
            command = {"id": new_id(), "type": "save_draft", "args": {"draft": oid, "body": "x"}, "if_version": 1}
        if kind == "folder":
            command = {"id": new_id(), "type": "save_folder", "args": {"folder": oid, "name": "x"}}
        if kind == "own_text":
            said = {"text": oid, "use": "signature", "name": "x"}
            command = {"id": new_id(), "type": "save_text", "args": said}
        (result,) = world.commands(record, account, [command])
        if result["status"] not in ("rejected", "conflict") or world.payload(record, kind, oid) != before:
            wrong.append(_line(record, account, f"{command['type']} over {kind}: {result}", oid))
    return wrong


def _ways(record: Record, account: Account, key: Key) -> list[Attempt]:
    """All the ways to name one object of somebody else; none of them may come to be."""
    kind, oid = key
    friend = min(oracle.may_write_to(record, account), default=account.id)
    if kind in ("message", "sent_message"):
        moves = [Attempt("move_message", oid, {"message": oid, "folder": f}) for f in ("trash", "inbox", "sent")]
        answer = Attempt("send_message", oid, _letter([friend], in_reply_to=oid))
        marks = [
            Attempt("set_flag", oid, {"message": oid, "flag": "red"}),
            Attempt("mark_unread", oid, {"message": oid, "unread": True}),
            Attempt("snooze", oid, {"message": oid, "until": NEVER}),
            Attempt("snooze", oid, {"message": oid, "until": NEVER, "due": True}),
        ]
        said = ("confirmed", "follows", "not_for_me", "talk")
        responses = [Attempt("respond", oid, {"message": oid, "response": one}) for one in said]
        remind = Attempt("send_message", oid, _letter([], remind=oid))
        others = [Attempt("withdraw", oid, {"message": oid}), remind, *responses]
        told = Attempt("tell_answering", oid, {"message": oid})
        return [Attempt("open_message", oid, {"message": oid}), *moves, *marks, answer, told, *others]
    if kind == "folder":
        own = [copy.id for message in record.messages for copy in message.copies if copy.recipient == account.id]
        into = [Attempt("move_message", oid, {"message": own[0], "folder": oid})] if own else []
        return [*into, Attempt("delete_folder", oid, {"folder": oid})]
    if kind in ("group", "mailbox"):
        return _names(kind, oid, friend)
    if kind in ("draft", "own_text"):
        delete, name = ("delete_draft", "draft") if kind == "draft" else ("delete_text", "text")
        return [Attempt(delete, oid, {name: oid})]
    if kind in SHOWN or kind == "tick":
        return [Attempt("tick_item", oid, {"item": oid, "done": done}) for done in (True, False)]
    if kind == "pupil" and oid not in oracle.may_write_about(record, account):
        return [Attempt("send_message", oid, _letter([friend], pupil=oid))]
    if kind == "file" and oid not in oracle.may_fetch(record, account):
        attachment = {"sha256": oid, "name": "brief.txt", "type": "text/plain", "size": 200}
        letter = _letter([friend], attachments=[attachment])
        return [Attempt("send_message", oid, letter), Attempt("send_message", oid, letter, (oid,))]
    return []


def _names(kind: str, oid: str, friend: str) -> list[Attempt]:
    """To a group that one does not see, and in the name of a shared mailbox that one does not hold."""
    if kind == "mailbox":
        return [Attempt("send_message", oid, _letter([friend], mailbox=oid))]
    audiences = [{"group": oid, "audience": audience} for audience in ("co", "pupils", "staff")]
    return [Attempt("send_message", oid, _letter([], groups=[one])) for one in audiences]


def _letter(to: list[str], **more: Any) -> dict[str, Any]:
    return {"to": to, "subject": "Vraag", "body": "Beste, dit is een vraag.", **more}


def _same_as_unknown(world: World, record: Record, account: Account, attempts: list[Attempt]) -> list[str]:
    """Gives each command with the foreign id, and each shape of command once with an id that is nowhere."""
    if not attempts or not oracle.enters(account):
        return []
    world.tick()
    shapes = list({attempt.shape: attempt for attempt in attempts}.values())
    nowhere = _give(world, record, account, [attempt.command(attempt.unknown) for attempt in shapes])
    refusals = {attempt.shape: result for attempt, result in zip(shapes, nowhere, strict=True)}
    results = _give(world, record, account, [attempt.command() for attempt in attempts])
    wrong = []
    for attempt, theirs in zip(attempts, results, strict=True):
        unknown = refusals[attempt.shape]
        problem = json.dumps(theirs.get("problem")).replace(attempt.foreign, attempt.unknown)
        if (theirs["status"], problem) != (unknown["status"], json.dumps(unknown.get("problem"))):
            told = f"{attempt.type} {sorted(attempt.args)} is answered {theirs}, an unknown id {unknown}"
            wrong.append(_line(record, account, told, attempt.foreign))
    return wrong


def _give(world: World, record: Record, account: Account, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results of any number of commands."""
    results = []
    for start in range(0, len(batch), MAX_BATCH):
        results += world.commands(record, account, batch[start : start + MAX_BATCH])
    return results


def uploads(world: World, record: Record, account: Account, urls: Iterable[str]) -> list[str]:
    """Nobody continues or measures somebody else's upload."""
    own = {upload.url for upload in record.uploads if upload.account == account.id}
    tus = {"Tus-Resumable": "1.0.0"}
    typed = {**tus, "Upload-Offset": "50", "Content-Type": "application/offset+octet-stream"}
    wrong = []
    for url in urls:
        if url in own:
            continue
        id_ = url.rsplit("/", 1)[-1]
        for method, body, headers in (("HEAD", None, tus), ("PATCH", b"x" * 20, typed)):
            theirs = world.ask(record, account, method, url, body, headers)
            nowhere = world.ask(record, account, method, url.replace(id_, UNKNOWN_ID), body, headers)
            if theirs.status < 400 or not same(theirs, nowhere, id_, UNKNOWN_ID):
                wrong.append(_line(record, account, f"{method} of an upload {theirs.status} {nowhere.status}", id_))
    return wrong


def devices(world: World, record: Record, account: Account, ids: Iterable[str]) -> list[str]:
    """Removing somebody else's device does what removing none does."""
    own = {device.id for device in record.devices if device.account == account.id}
    owner = {device.id: device for device in record.devices}
    others = [owner[id_] for id_ in ids if id_ not in own]
    before = [world.wire.ask("GET", f"/{record.slug}/v1/session", device.token).status for device in others]
    wrong = []
    for device in others:
        theirs = world.ask(record, account, "POST", "/v1/devices", {"remove": [device.id]})
        nowhere = world.ask(record, account, "POST", "/v1/devices", {"remove": [UNKNOWN_ID]})
        if not same(theirs, nowhere, device.id, UNKNOWN_ID):
            wrong.append(_line(record, account, f"removes a device {theirs.status} {nowhere.status}", device.id))
    after = [world.wire.ask("GET", f"/{record.slug}/v1/session", device.token).status for device in others]
    if before != after:
        wrong.append(_line(record, account, "signs others out", before, after))
    return wrong
