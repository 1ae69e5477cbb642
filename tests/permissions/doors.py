"""Who gets in at all: every endpoint with every kind of account, with no token, a wrong one, or one of another school.
Each check answers with what it found wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.permissions import oracle, shown
from tests.permissions.reading import UNKNOWN_SHA, _line, same
from tests.permissions.record import Account, Record
from tests.permissions.wire import Answer, Stream
from tests.permissions.world import World
from tests.permissions.writing import UNKNOWN_ID

BODIES: dict[str, Any] = {
    "/v1/pull": {"epoch": "?"},
    "/v1/commands": {"commands": [{"id": UNKNOWN_ID, "type": "open_message", "args": {"message": UNKNOWN_ID}}]},
    "/v1/ask": {"question": "audience", "args": {"to": [UNKNOWN_ID]}},
    "/v1/office/accounts/{id}/confirm-email": {"address": "iemand@voorbeeld.be"},
    "/v1/office/accounts/{id}/suspend": {"reason": "Proef"},
    "/v1/office/accounts/{id}/exclude": {"reason": "Proef"},
    "/v1/office/accounts/{id}/replace": {"name": "Iemand Anders"},
    "/v1/session": {"username": "niemand", "password": "verkeerd", "device_name": "Computer"},
    "/v1/agreement": {"version": "?"},
    "/v1/password": {"password": "kort"},
    "/v1/devices": {"remove": []},
    "/v1/details": {"email": "geen adres", "role": "other"},
    "/v1/details/correct": {"correct": False},
    "/v1/email-confirmation": {},
    "/v1/email-confirmation/code": {"code": "000000"},
    "/v1/misuse": {"text": ""},
    "/v1/reset": {"username": "niemand"},
    "/v1/reset/complete": {"username": "niemand", "code": "x", "password": "x", "device_name": "Computer"},
}
CHANGES = {  # what a session may do to its own account: not tried with accounts that other tests use
    ("DELETE", "/v1/session"),
    ("POST", "/v1/agreement"),
    ("POST", "/v1/password"),
    ("POST", "/v1/devices"),
    ("POST", "/v1/details"),
    ("POST", "/v1/details/correct"),
    ("POST", "/v1/email-confirmation"),
    ("POST", "/v1/email-confirmation/code"),
    ("POST", "/v1/misuse"),
}


def behind(*gates: str) -> list[tuple[str, str]]:
    """The endpoints with one of these gates: "open", "session", "active", "office"."""
    return [endpoint for endpoint, rule in oracle.ENDPOINTS.items() if rule.gate in gates]


def filled(path: str, id_: str = UNKNOWN_ID) -> str:
    """A path with its parameters filled in."""
    return re.sub(r"{(\w+)}", lambda found: UNKNOWN_SHA if found[1] == "sha256" else id_, path)


def knock(
    world: World,
    record: Record,
    account: Account | None,
    endpoint: tuple[str, str],
    id_: str = UNKNOWN_ID,
    token: str = "",
) -> Answer:
    """Asks at an endpoint, as an account or with a token."""
    method, path = endpoint
    body = BODIES.get(path) if method == "POST" else None
    if account is None:
        return world.wire.ask(method, f"/{record.slug}{filled(path, id_)}", token, body=body)
    return world.ask(record, account, method, filled(path, id_), body)


def not_active(world: World, record: Record, account: Account) -> list[str]:
    """An account that is not active is told where it stands, and nothing else, at every endpoint."""
    wrong = []
    for endpoint in behind("active", "office"):
        answer = knock(world, record, account, endpoint)
        told = answer.json() if answer.body and answer.status in (401, 403) else {}
        stands = answer.status == 403 and told.get("account") == account.id and told.get("step") != "active"
        gone = answer.status == 401 and told.get("code") == "gone"
        if not stands and not gone and not (endpoint[0] == "HEAD" and answer.status in (401, 403)):
            wrong.append(_line(record, account, "gets in", endpoint, answer.status, answer.body))
    return wrong


def questions(world: World, record: Record, accounts: Iterable[Account]) -> list[str]:
    """Who is in a group and how many of them read what they get, is asked by whoever may write to it only; to all
    others it is nowhere. Nobody but staff asks at all."""
    wrong = []
    for account in accounts:
        nowhere = _audience(world, record, account, UNKNOWN_ID)
        for group in (oracle.EVERYBODY, *(class_.id for class_ in record.classes)):
            if oracle.may_write_to_group(record, account, group):
                continue
            theirs = _audience(world, record, account, group)
            if theirs.status < 400 or not same(theirs, nowhere, group, UNKNOWN_ID):
                wrong.append(_line(record, account, "asks who is in", group, theirs.status, theirs.body))
        asked = {"question": "audience", "args": {"to": [account.id]}}
        if account.kind != "staff" and world.ask(record, account, "POST", "/v1/ask", asked).status != 403:
            wrong.append(_line(record, account, "asks whether somebody reads"))
    return wrong


def _audience(world: World, record: Record, account: Account, group: str) -> Answer:
    asked = {"question": "audience", "args": {"groups": [{"group": group, "audience": "co"}]}}
    return world.ask(record, account, "POST", "/v1/ask", asked)


def not_office(world: World, record: Record, account: Account, others: Iterable[Account]) -> list[str]:
    """Whoever is not of the office gets nothing from it, and the same nothing for those who are not there."""
    wrong = []
    for endpoint in behind("office"):
        nowhere = knock(world, record, account, endpoint)
        if nowhere.status != 403:
            wrong.append(_line(record, account, "is let into the office", endpoint, nowhere.status))
        for other in others:
            theirs = knock(world, record, account, endpoint, other.id)
            if not same(theirs, nowhere, other.id, UNKNOWN_ID):
                wrong.append(_line(record, account, "learns from the office", endpoint, other.id, theirs.status))
    return wrong


def other_office(world: World, record: Record, office: Account, strangers: Iterable[Account]) -> list[str]:
    """The office knows nothing of accounts of the other school."""
    wrong = []
    for endpoint in behind("office"):
        nowhere = knock(world, record, office, endpoint)
        for stranger in strangers:
            theirs = knock(world, record, office, endpoint, stranger.id)
            if theirs.status < 400 or not same(theirs, nowhere, stranger.id, UNKNOWN_ID):
                wrong.append(_line(record, office, "acts on another school", endpoint, stranger.id, theirs.status))
    return wrong


def tokens(world: World, record: Record, foreign: Iterable[str]) -> list[str]:
    """A token of the other school is as good as one that never was; no token is refused too."""
    wrong = []
    for endpoint in behind("session", "active", "office"):
        never = knock(world, record, None, endpoint, token="never-was")
        for token in ("", *foreign):
            answer = knock(world, record, None, endpoint, token=token)
            if answer.status != 401 or (token and not same(answer, never, token, "never-was")):
                wrong.append(f"{record.slug}: {endpoint} lets in {token or 'nobody'}: {answer.status}")
    return wrong


def pokes(world: World, record: Record) -> list[str]:
    """Of two parents of a child each is woken by what comes for it, and by nothing that the other gets, reads or
    ticks as done; a report that is only prepared wakes nobody."""
    one, other = next(couples(record))
    staff = (account for account in record.accounts.values() if account.kind == "staff" and oracle.enters(account))
    teacher = next(account for account in staff if {one.id, other.id} <= oracle.may_write_to(record, account))
    pupil = record.pupil(one.pupil or "")
    item = next(a.id for a in record.shown if a.kind == "agenda_item" and oracle.is_shown(record, one, a))
    done = any(tick.done for tick in record.ticks if (tick.account, tick.item) == (one.id, item))
    world.wire.run(world.app.start())
    try:
        path = f"/{record.slug}/v1/events"
        streams = {account.id: world.wire.listen(path, world.token(account)) for account in (one, other)}
        before = max(seq for stream in streams.values() for seq in [0, *_seqs(stream)])
        world.send(record, teacher, [one])
        first = _next(world, streams[one.id], before)
        message = world.send(record, teacher, [other])
        second = _next(world, streams[other.id], before)
        world.open_copy(record, message.copies[0])
        third = _next(world, streams[other.id], second)
        world.tick_item(record, one, item, done=not done)
        fourth = _next(world, streams[one.id], first)
        shown.put(world, record, [shown.report(world, record, pupil, shown.MUCH_LATER)])
        world.wire.pause(0.3)
        wrong = []
        for account, due in ((one, [first, fourth]), (other, [second, third])):
            stream = streams[account.id]
            world.hear(account, stream.sent)
            world.wire.hang_up(stream)
            woken = [seq for seq in _seqs(stream) if seq > before]
            if woken != due:
                wrong.append(_line(record, account, "is woken", woken, "and not", due))
        return wrong
    finally:
        world.wire.run(world.app.stop())


def couples(record: Record) -> Iterator[tuple[Account, Account]]:
    """Every two active co-accounts of one child."""
    accounts = [a for a in record.accounts.values() if a.kind == "co" and oracle.enters(a)]
    return ((one, other) for one in accounts for other in accounts if one.pupil == other.pupil and one is not other)


def _seqs(stream: Stream) -> list[int]:
    return [json.loads(data)["seq"] for data in stream.events()]


def _next(world: World, stream: Stream, after: int) -> int:
    """The seq of the first poke after this one; TimeoutError if none comes."""
    for _ in range(500):
        if seqs := [seq for seq in _seqs(stream) if seq > after]:
            return seqs[0]
        world.wire.pause(0.02)
    raise TimeoutError(f"no poke: {stream.sent!r}")
