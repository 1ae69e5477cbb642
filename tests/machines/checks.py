"""The invariants of sync.md, held against the school's tables and the plain record. No part of the sync is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from ssdesk.protocol.kinds import KINDS
from ssdesk.protocol.pull import PUT, PullAnswer
from ssdesk.replica.inbox import FOLDERS, Filter
from ssdesk.replica.receipts import Which
from ssdesk.server import tables as t
from tests.machines.desk import Desk
from tests.machines.history import Commanded, Copy, History, Violation
from tests.machines.history import Letter as Sent
from tests.machines.world import NAMES, OBJECTS, Letter, World
from tests.school import WILG, id_of

Objects = dict[tuple[str, str], Any]


# ---- The school's own state ------------------------------------------------------------------------------------------
def granted(connection: Connection, account: str) -> set[str]:
    g = t.grant_.c
    return set(connection.scalars(select(g.scope).where(g.school == WILG, g.account == account)))


def held(connection: Connection, oids: Collection[str] | None = None) -> dict[tuple[str, str], set[str]]:
    """The scopes of every object, or of these."""
    found: dict[tuple[str, str], set[str]] = {}
    f = t.feed.c
    rows = select(f.kind, f.oid, f.scope).where(f.school == WILG, f.op == PUT)
    for kind, oid, scope in connection.execute(rows if oids is None else rows.where(f.oid.in_(oids))):
        found.setdefault((kind, oid), set()).add(scope)
    return found


def payloads(connection: Connection, oids: Collection[str] | None = None) -> dict[tuple[str, str], bytes]:
    """What every object says, or these."""
    o, p = t.object_.c, t.part.c
    query = select(o.kind, o.oid, o.payload, o.part).where(o.school == WILG)
    rows = connection.execute(query if oids is None else query.where(o.oid.in_(oids))).all()
    named = select(p.id, p.payload).where(p.school == WILG, p.id.in_({row.part for row in rows if row.part}))
    parts = {id_: bytes(body) for id_, body in connection.execute(named)}
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
    if answer.scopes:
        world.app.parts.db.read_now(_check_answer, id_of(name), answer)


def _check_answer(connection: Connection, account: str, answer: PullAnswer) -> None:
    told = {row.oid for page in answer.scopes for row in page.rows}
    scopes, objects, bodies = granted(connection, account), held(connection, told), payloads(connection, told)
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
    past = History({letter.number: (letter.sender, subject) for subject, letter in world.record.sent.items()})
    leaves_at = {letter.id: letter.leaves_at for letter in world.record.sent.values()}
    for event in world.events:
        past.take(event)
        if isinstance(event, Commanded) and event.now < leaves_at.get(event.command.id, 0):
            raise Violation("left before it could be taken back", event.name)
    for name in NAMES:
        desk = world.desks[name]
        wanted, scopes = world.app.parts.db.read_now(_of_account, id_of(name))
        have, here = desk.objects(), {("draft", one.id) for one in desk.replica.drafts.all() if one.changed}
        if have.keys() - here != wanted.keys() - here:
            raise Violation("I2/I4 diverged", name, have.keys() ^ wanted.keys())
        differing = [key for key, body in wanted.items() if key not in here and have[key] != body]
        if differing:
            raise Violation("I2 old or wrong", name, differing)
        if desk.replica.cursors().keys() != scopes:
            raise Violation("I4 other scopes than granted", name)
        if desk.replica.fact("mismatches"):
            raise Violation("I2 a checksum differed", name)
        if any(item.state == "waiting" for item in desk.replica.outbox.items()):
            raise Violation("I6 outbox not settled", name, desk.replica.outbox.items())
        _check_record(world, past, desk, have)
        _check_counts(desk)
        _check_index(world, desk)
    world.app.parts.db.read_now(_check_once, past)


def _of_account(connection: Connection, account: str) -> tuple[Objects, set[str]]:
    return view(connection, account), granted(connection, account)


def _check_record(world: World, past: History, desk: Desk, objects: Objects) -> None:
    """What the plain record says this person sees."""
    record, name = world.record, desk.name
    by_id = {oid: body for (_, oid), body in objects.items()}
    for thing in OBJECTS:
        text, scopes = record.objects.get(thing, ("", frozenset()))
        body = by_id.get(id_of(thing))
        if (body is not None) != bool(scopes & record.holds(name)):
            raise Violation("I3/I4 seen or not seen", name, thing)
        if body is not None and text not in (getattr(body, "name", ""), getattr(body, "preview", "")):
            raise Violation("I2 an old text", name, thing)
    found = Counter((kind, body.subject) for (kind, _), body in objects.items() if hasattr(body, "subject"))
    for subject, letter in record.sent.items():
        place = _place(past, letter)
        sent = past.now.letters.get(letter.id)
        mine = sent.copies.get(name) if sent else None
        wanted = {
            "message": mine is not None and mine.taken is None,
            "sent_message": name == letter.sender and place in ("sent", "later"),
            "draft": name == letter.sender and place == "draft",
        }
        seen = {kind: found[kind, subject] for kind in wanted}
        if seen != wanted:
            raise Violation("I5 lost, doubled or misdirected", name, subject, seen, wanted)
        if wanted["message"]:
            (body,) = [one for (kind, _), one in objects.items() if kind == "message" and one.subject == subject]
            _check_copy(world, past, name, body, mine)
        if sent and name == letter.sender:
            _check_overview(desk, letter.id, sent)


def _place(past: History, letter: Letter) -> str:
    """Where what somebody wrote is: in just one place."""
    places = {"sent": letter.id in past.now.letters, "later": letter.id in past.now.later}
    refused = letter.id in past.refused and not any(places.values())  # it is not sent again after a restore
    places["draft"] = letter.undone or letter.id in past.now.drafts or refused
    found = [place for place, there in places.items() if there]
    if len(found) != 1:
        raise Violation("I5 lost, or in several places", letter, found)
    return found[0]


def _check_overview(desk: Desk, id_: str, sent: Sent) -> None:
    """What the sender reads of each recipient is the truth."""
    told = {one.account: one.state for one in desk.replica.receipts.first_page(id_, Which(), 100)}
    wanted = {id_of(recipient): one.state() for recipient, one in sent.copies.items()}
    if told != wanted:
        raise Violation("I7 the sender's overview", desk.name, sent.subject, told, wanted)


def _check_copy(world: World, past: History, name: str, body: Any, mine: Copy) -> None:
    """As the school must have it, and as its holder left it."""
    found = (body.opened_at is not None, body.answered_at is not None, body.response)
    if found != (mine.opened, mine.answered, mine.response):
        raise Violation("I5/I7 another state", name, body.subject, found, mine)
    place = (name, body.subject)
    if place in past.void:
        return
    if mine.opened != (place in world.record.opened):
        raise Violation("I7 a receipt without opening, or none", name, body.subject)
    if body.response != world.record.said.get(place, ""):
        raise Violation("I5 another response", name, body.subject, body.response)
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
    """I4 for the index: what was ever there is found where it is now, and nowhere else: by a word of its text or, of
    every other letter, by one of its subject."""
    texts = [f"{body.subject} {body.body}" for (kind, _), body in desk.objects().items() if "message" in kind]
    there = Counter(word for text in texts for word in set(text.replace(".", " ").split()))
    for n in range(1, world.count + 1):
        word = f"subject{n}" if n % 2 and f"subject{n}" in world.record.sent else f"word{n}"
        found = len(desk.replica.inbox.keys(Filter("", words=f'"{word}"')))
        if found != there[word]:
            raise Violation("I4 the index lies", desk.name, word, found, there[word])


def _check_once(connection: Connection, past: History) -> None:
    """At the school: each message once with one stored body, a copy for each recipient, and what waits."""
    m, c, s, p = t.message.c, t.copy.c, t.scheduled.c, t.part.c
    there = sorted(connection.scalars(select(m.id).where(m.school == WILG)))
    bodies = sorted(connection.scalars(select(p.id).where(p.school == WILG)))
    if there != sorted(past.now.letters) or bodies != there:
        raise Violation("I5 on the server", there, bodies, sorted(past.now.letters))
    rows = connection.execute(select(c.message, c.recipient, c.withdrawn_at.is_not(None)).where(c.school == WILG))
    copies = {
        (id_, id_of(name), one.taken is not None)
        for id_, letter in past.now.letters.items()
        for name, one in letter.copies.items()
    }
    found = [tuple(row) for row in rows]
    if len(found) != len(copies) or set(found) != copies:
        raise Violation("I5 copies on the server", set(found) ^ copies)
    waiting = {(row.id, row.state == "held") for row in connection.execute(select(s.id, s.state))}
    if waiting != {(id_, one.held) for id_, one in past.now.later.items()}:
        raise Violation("what is sent later", waiting)
