"""The invariants of sync.md, held against the school's tables and the plain record. No part of the sync is asked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from ssdesk.protocol.kinds import KINDS
from ssdesk.protocol.pull import PUT, PullAnswer
from ssdesk.replica.inbox import FOLDERS, Filter
from ssdesk.server import tables as t
from tests.machines.world import NAMES, OBJECTS, Desk, Violation, World
from tests.school import WILG, id_of

Objects = dict[tuple[str, str], Any]


# ---- The school's own state ------------------------------------------------------------------------------------------
def granted(connection: Connection, account: str) -> set[str]:
    g = t.grant_.c
    return set(connection.scalars(select(g.scope).where(g.school == WILG, g.account == account)))


def held(connection: Connection) -> dict[tuple[str, str], set[str]]:
    """The scopes of every object."""
    found: dict[tuple[str, str], set[str]] = {}
    f = t.feed.c
    for kind, oid, scope in connection.execute(select(f.kind, f.oid, f.scope).where(f.school == WILG, f.op == PUT)):
        found.setdefault((kind, oid), set()).add(scope)
    return found


def payloads(connection: Connection) -> dict[tuple[str, str], bytes]:
    o = t.object_.c
    rows = connection.execute(select(o.kind, o.oid, o.payload, o.part).where(o.school == WILG))
    p = t.part.c
    parts = {id_: bytes(body) for id_, body in connection.execute(select(p.id, p.payload).where(p.school == WILG))}
    whole = {(kind, oid): (bytes(body), parts[part] if part else None) for kind, oid, body, part in rows}
    return {key: body if part is None else body[:-1] + b"," + part[1:] for key, (body, part) in whole.items()}


def view(connection: Connection, account: str) -> Objects:
    """All that the account may see: some scope is both held by it and contains the object."""
    scopes, bodies = granted(connection, account), payloads(connection)
    return {
        key: msgspec.json.decode(bodies[key], type=KINDS[key[0]])
        for key, in_ in held(connection).items()
        if in_ & scopes
    }


# ---- While it goes on ------------------------------------------------------------------------------------------------
def check_answer(world: World, name: str, answer: PullAnswer) -> None:
    """I3: scopes are granted and rows lie in them at the snapshot. I8: the payload is the object's own."""
    world.app.parts.db.read_now(_check_answer, id_of(name), answer)


def _check_answer(connection: Connection, account: str, answer: PullAnswer) -> None:
    scopes, objects, bodies = granted(connection, account), held(connection), payloads(connection)
    for page in answer.scopes:
        if page.key not in scopes:
            raise Violation("I3 a scope that is not granted", account, page.key)
        for row in page.rows:
            key = (row.kind, row.oid)
            if (page.key in objects.get(key, ())) != (row.op == PUT):
                raise Violation("I3 a row that is not in the scope", account, page.key, key)
            if row.op == PUT and bytes(row.payload) != bodies[key]:
                raise Violation("I8 another payload", account, page.key, key)


def check_school(world: World) -> None:
    """I1: a seq belongs to one object, or to copies of one message, each in a mailbox of its own. I9: within an epoch
    floors only rise."""
    world.app.parts.db.read_now(_check_school, world)


def _check_school(connection: Connection, world: World) -> None:
    f, s = t.feed.c, t.scope.c
    c = t.copy.c
    copies = dict(connection.execute(select(c.id, c.message).where(c.school == WILG)).all())
    owners: dict[int, tuple[str, str]] = {}
    taken: set[tuple[str, int]] = set()
    for scope, seq, kind, oid in connection.execute(select(f.scope, f.seq, f.kind, f.oid).where(f.school == WILG)):
        owner = (kind, copies.get(oid, oid) if kind == "message" else oid)
        if owners.setdefault(seq, owner) != owner or (scope, seq) in taken:
            raise Violation("I1 one seq, two objects", seq)
        taken.add((scope, seq))
    epoch = world.app.parts.identity.epoch
    for key, floor in connection.execute(select(s.key, s.floor_seq).where(s.school == WILG)):
        if floor < world.floors.get((epoch, key), 0):
            raise Violation("I9 a floor sank", key)
        world.floors[epoch, key] = floor


# ---- At the end ------------------------------------------------------------------------------------------------------
def check_outcome(world: World) -> None:
    """Every replica is its account's view, every outbox is settled, everything done took effect exactly once."""
    check_school(world)
    for name in NAMES:
        desk = world.desks[name]
        wanted, scopes = world.app.parts.db.read_now(_of_account, id_of(name))
        have = desk.objects()
        if have.keys() != wanted.keys():
            raise Violation("I2/I4 diverged", name, have.keys() ^ wanted.keys())
        differing = [key for key, body in wanted.items() if have[key] != body]
        if differing:
            raise Violation("I2 old or wrong", name, differing)
        if desk.replica.cursors().keys() != scopes:
            raise Violation("I4 other scopes than granted", name)
        if desk.replica.fact("mismatches"):
            raise Violation("I2 a checksum differed", name)
        if desk.replica.outbox.items():
            raise Violation("I6 outbox not settled", name, desk.replica.outbox.items())
        _check_record(world, desk)
        _check_counts(desk)
        _check_index(world, desk)
    world.app.parts.db.read_now(_check_once, world)


def _of_account(connection: Connection, account: str) -> tuple[Objects, set[str]]:
    return view(connection, account), granted(connection, account)


def _check_record(world: World, desk: Desk) -> None:
    """What the plain record says this person sees."""
    record, name, objects = world.record, desk.name, desk.objects()
    by_id = {oid: body for (_, oid), body in objects.items()}
    for thing in OBJECTS:
        text, scopes = record.objects.get(thing, ("", frozenset()))
        body = by_id.get(id_of(thing))
        if (body is not None) != bool(scopes & record.holds(name)):
            raise Violation("I3/I4 seen or not seen", name, thing)
        if body is not None and text not in (getattr(body, "name", ""), getattr(body, "preview", "")):
            raise Violation("I2 an old text", name, thing)
    seen = Counter(body.subject for (kind, _), body in objects.items() if kind == "message")
    own = Counter(body.subject for (kind, _), body in objects.items() if kind == "sent_message")
    for subject, (sender, to) in record.sent.items():
        if seen[subject] != int(name in to) or own[subject] != int(name == sender):
            raise Violation("I5 lost, doubled or misdirected", name, subject, seen[subject], own[subject])
    for (kind, _), body in objects.items():
        if kind == "message" and body.subject in record.sent:
            _check_copy(world, name, body)
        elif kind == "sent_message":
            receipts = [one for (of, _), one in objects.items() if of == "receipt" and one.message == body.id]
            _check_receipts(world, name, body.subject, receipts)


def _check_receipts(world: World, name: str, subject: str, receipts: list[Any]) -> None:
    record = world.record
    said = {one.account: one.response for one in receipts if one.response}
    if said != {id_of(who): one for (who, of), one in record.said.items() if of == subject}:
        raise Violation("I5 the sender is told another response", name, subject, said)
    opened = {one.account for one in receipts if one.opened_at is not None}
    if opened != {id_of(who) for who in record.sent[subject][1] if (who, subject) in record.opened}:
        raise Violation("I7 the sender's overview", name, subject)


def _check_copy(world: World, name: str, body: Any) -> None:
    if (body.opened_at is not None) != ((name, body.subject) in world.record.opened):
        raise Violation("I7 a receipt without opening, or none", name, body.subject)
    if body.response != world.record.said.get((name, body.subject), ""):
        raise Violation("I5 another response", name, body.subject, body.response)
    place = (name, body.subject)
    wanted = world.record.moved.get(place, "inbox")
    if body.folder not in (("later", "inbox") if wanted == "later" else (wanted,)):
        raise Violation("I5 in another folder", name, body.subject, body.folder)
    if body.flag != world.record.flagged.get(place, ""):
        raise Violation("I5 another flag", name, body.subject, body.flag)
    if place not in world.record.slept and body.unread != (place in world.record.unread):
        raise Violation("I5 marked unread, or not", name, body.subject)
    if body.folder == "later" and body.snoozed_until is None:
        raise Violation("a message for later without a moment is lost", name, body.subject)


def _check_counts(desk: Desk) -> None:
    inbox, counts = desk.replica.inbox, desk.replica.inbox.counts()
    for folder in FOLDERS:
        total, unread = len(inbox.keys(Filter(folder))), len(inbox.keys(Filter(folder, unread=True)))
        told = counts.get(folder)
        if (told.total if told else 0, told.unread if told else 0) != (total, unread):
            raise Violation("the counter lies", desk.name, folder, told, total, unread)


def _check_index(world: World, desk: Desk) -> None:
    """I4 for the index: every word that was ever there is found where it is now, and nowhere else."""
    texts = [f"{body.subject} {body.body}" for (kind, _), body in desk.objects().items() if "message" in kind]
    words = [f"{stem}{n}" for n in range(1, world.count + 1) for stem in ("word", "subject")]
    for word in words:
        wanted = sum(word in text.replace(".", " ").split() for text in texts)
        found = len(desk.replica.inbox.keys(Filter("", words=f'"{word}"')))
        if found != wanted:
            raise Violation("I4 the index lies", desk.name, word, found, wanted)


def _check_once(connection: Connection, world: World) -> None:
    m = t.message.c
    count = Counter(connection.scalars(select(m.subject).where(m.school == WILG)))
    if set(count.values()) - {1} or count.keys() != world.record.sent.keys():
        raise Violation("I5 on the server", count)
