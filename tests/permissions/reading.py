"""Everything that can be read, by everybody, held against the oracle. Each check answers with what it found wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from ssdesk.server import tables as t
from tests.permissions import oracle, payloads, tracing
from tests.permissions.record import Account, Record
from tests.permissions.wire import Answer
from tests.permissions.world import Pulled, World

UNKNOWN_SHA = "5" * 64


def pulls(world: World, record: Record, accounts: Iterable[Account]) -> list[str]:
    """A complete pull holds all that it must, nothing else, and each object says what it must."""
    said = payloads.of_school(record)
    wrong = []
    for account in accounts:
        if oracle.enters(account):
            wrong += holds(record, account, world.pull(record, account), said)
    return wrong


def holds(record: Record, account: Account, pulled: Pulled, said: dict[oracle.Key, dict[str, Any]]) -> list[str]:
    """What a desktop has, held against `said`, the payloads of the school."""
    must, may = oracle.must_see(record, account), oracle.may_see(record, account)
    seen = pulled.objects.keys()
    wrong = [_line(record, account, "misses", *key) for key in sorted(must - seen)]
    wrong += [_line(record, account, "sees", *key) for key in sorted(seen - may)]
    for key in sorted(seen & may):
        fields = payloads.differs(said[key], pulled.objects[key])
        wrong += [_line(record, account, "is told otherwise", *key, field) for field in fields]
    scopes = [key for key in sorted(pulled.cursors) if not oracle.may_hold(record, account, key)]
    wrong += [_line(record, account, "is told another count of", key) for key in sorted(pulled.miscounted)]
    return wrong + [_line(record, account, "holds", key) for key in scopes]


def grants(world: World, record: Record) -> list[str]:
    """The second wall: an account that is gone holds no grant, any other only such as it may hold once active."""
    g = t.grant_.c
    query = select(g.account, g.scope).where(g.school == record.slug)
    rows = world.db.read_now(lambda connection: connection.execute(query).all())
    wrong = []
    for id_, scope in rows:
        account = record.accounts[id_]
        if account.state in oracle.GONE or not oracle.may_hold(record, replace(account, state="active"), scope):
            wrong.append(_line(record, account, "is granted", scope))
    return wrong


def adults(world: World, record: Record) -> list[str]:
    """What the school keeps of a child names none of its adults: no id, name, username or address."""
    named = {
        word.lower().encode(): account
        for account in record.accounts.values()
        if account.kind == "co"
        for word in (account.id, account.name, account.username, account.email)
        if word
    }
    wrong = []
    for one in record.shown:
        if one.kind in oracle.PARTS:
            payload = (world.payload(record, one.kind, one.id) or b"").lower()
            wrong += [_line(record, named[w], "is named in", one.kind, one.id) for w in named if w in payload]
    return wrong


def scopes(world: World, record: Record, account: Account, others: Iterable[str]) -> list[str]:
    """Naming somebody else's scope in a pull brings nothing, and nothing else than naming one that is nowhere: to be
    told to drop it."""
    wrong = []
    unknown = _pull(world, record, account, "a:" + "0" * 32)
    for key in others:
        if not oracle.may_hold(record, account, key):
            answer = _pull(world, record, account, key)
            dropped = answer.pop("drop"), list(answer.pop("base"))
            if dropped != ([key], [key]) or answer != {name: unknown[name] for name in answer}:
                wrong.append(_line(record, account, "learns by naming", key))
    return wrong


def _pull(world: World, record: Record, account: Account, key: str) -> dict[str, Any]:
    body = {"epoch": world.epoch, "have": {key: [1, 0]}}
    answer: dict[str, Any] = world.ask(record, account, "POST", "/v1/pull", body).json()
    return answer


def files(world: World, record: Record, account: Account, shas: Iterable[str], *, every_way: bool = True) -> list[str]:
    """A file comes to whom it was sent; to all others it does not exist, in whatever way they ask."""
    must, may = oracle.must_fetch(record, account), oracle.may_fetch(record, account)
    ways: list[tuple[str, dict[str, str]]] = [
        ("GET", {}),
        ("HEAD", {}),
        ("GET", {"Range": "bytes=0-0"}),
        ("GET", {"If-None-Match": '"{sha}"'}),
        ("GET", {"If-None-Match": "*"}),
    ][: None if every_way else 1]
    nowhere = [_fetch(world, record, account, method, UNKNOWN_SHA, headers) for method, headers in ways]
    wrong = []
    for sha in shas:
        if sha in must:
            answer = _fetch(world, record, account, "GET", sha, {})
            if (answer.status, answer.body) != (200, record.files[sha].content):
                wrong.append(_line(record, account, "does not get", sha))
        if sha in may:
            continue
        for (method, headers), unknown in zip(ways, nowhere, strict=True):
            theirs = _fetch(world, record, account, method, sha, headers)
            if theirs.status < 400 or not same(theirs, unknown, sha, UNKNOWN_SHA):
                wrong.append(_line(record, account, f"{method} {headers} of a file answers {theirs.status}", sha))
    return wrong


def _fetch(world: World, record: Record, account: Account, method: str, sha: str, headers: dict[str, str]) -> Answer:
    named = {name: value.replace("{sha}", sha) for name, value in headers.items()}
    return world.ask(record, account, method, f"/v1/blobs/{sha}", headers=named)


def traces(world: World) -> list[str]:
    """Nothing that is somebody else's stood in any byte that an account was ever sent. Whoever was active when it came
    counts as active."""
    said = {slug: payloads.of_school(record) for slug, record in world.records.items()}
    secret = set[bytes]()
    for slug, record in world.records.items():
        secret |= tracing.secrets(record, said[slug])
    wrong = []
    for slug, record in world.records.items():
        for account in record.accounts.values():
            if not (heard := world.heard.get(account.id, set()) & secret):
                continue
            as_active = replace(account, state="active") if account.state in world.ONCE_ACTIVE else account
            known = tracing.known(record, as_active, said[slug]) | world.was_known.get(account.id, set())
            foreign = heard - known
            wrong += [_line(record, account, "was sent", one.decode()) for one in sorted(foreign)]
    return wrong


def same(one: Answer, other: Answer, of_one: str, of_other: str) -> bool:
    """Whether two answers differ in nothing but the id that was asked for."""
    ours = one.sent.replace(of_one.encode(), of_other.encode())
    return (one.status, ours) == (other.status, other.sent)


def _line(record: Record, account: Account, what: str, *about: object) -> str:
    words = " ".join(str(one) for one in about)
    return f"{record.slug}: {account.kind} {account.id} ({account.state}, {account.role}) {what}: {words}"
