"""A message to thousands of co-accounts (R4): in no byte that is sent to one of them stands anything of another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert, select

from ssdesk.protocol.ids import derived, new_id
from ssdesk.server import tables as t
from ssdesk.server.http import token_hash
from tests.school import AGREEMENT, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.test_groups import enrol, letter, send
from tests.sizes import size

MANY = size(100, 3_000)
Tick = Callable[[School], None]
_NAME = re.compile(rb"Ouder [0-9]{5}|Kind [0-9]+|kind\.[0-9]+")
_ID = re.compile(rb"[0-9a-f]{32}")


def sign_in_all(connection: Connection, accounts: list[str]) -> None:
    """Each has done all steps, and has one device, whose token is the account's id."""
    done = ("password_at", "agreement_at", "devices_at", "details_at", "checked_at", "active_at")
    a = t.account.c
    values = {"agreement": AGREEMENT.version, "password": b"x", **dict.fromkeys(done, 1)}
    connection.execute(t.account.update().where(a.school == WILG, a.username.like("kind.%")).values(**values))
    connection.execute(
        insert(t.device),
        [
            {"school": WILG, "id": f"d{account[1:]}", "account": account, "token": token_hash(account)}
            | {"name": "Computer thuis", "created_at": 1, "last_seen": 1}
            for account in accounts
        ],
    )


def things_of(connection: Connection, accounts: list[str]) -> dict[str, set[bytes]]:
    """What must reach nobody but its account: names, and the ids of account, child, device and copy."""
    own: dict[str, set[bytes]] = {
        account: {account.encode(), f"d{account[1:]}".encode(), f"Ouder {n:05}".encode()}
        | {f"Kind {n}".encode(), f"kind.{n}".encode()}
        for n, account in enumerate(accounts)
    }
    c, a = t.copy.c, t.account.c
    for recipient, copy in connection.execute(select(c.recipient, c.id).where(c.recipient.in_(accounts))):
        own[recipient].add(copy.encode())
    for account, pupil in connection.execute(select(a.id, a.pupil).where(a.id.in_(accounts))):
        own[account].add(pupil.encode())
    return own


def heard(client: Client, account: str) -> bytes:
    """All that this account is sent when it fetches everything, opens its copy and writes back."""

    def ask(path: str, body: object) -> bytes:
        headers = {"authorization": f"Bearer {account}", "ssdesk-protocol": "1"}
        answer = client.post(f"/{WILG}{path}", headers=headers, json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.headers).encode() + answer.content

    epoch = client.get(f"/{WILG}/.well-known/ssdesk").json()["epoch"]
    first = ask("/v1/pull", {"epoch": epoch, "have": {}})
    (copy,) = re.findall(rb'\["message","([0-9a-f]{32})"', first)
    args = {"to": [id_of("office")], "subject": "Re", "body": "Goed.", "in_reply_to": copy.decode()}
    commands = [
        {"id": new_id(), "type": "open_message", "args": {"message": copy.decode()}},
        {"id": new_id(), "type": "send_message", "args": args},
    ]
    return first + ask("/v1/commands", {"epoch": epoch, "commands": commands})


def steps(client: Client, school: School, accounts: list[str], readers: int, tick: Tick) -> list[int]:
    """By how much the school's counter goes up, as any recipient sees it, with each thing that a sender does to all."""
    to_class = {**letter(group=id_of("4B"), to=[]), "asks": "confirm"}

    def counted(type_: str, args: dict[str, Any], id_: str) -> int:
        before = client.pull("mother")["check"]
        assert client.command("office", id_, type_, args)["status"] == "ok"
        if "send_at" in args:
            school.clock.advance(seconds=10)
            tick(school)
        return int(client.pull("mother")["check"] - before)

    sent, found = new_id(), []
    found.append(counted("send_message", to_class, sent))
    for account in accounts[:readers]:
        command = {"id": new_id(), "type": "open_message", "args": {"message": derived(sent, account)}}
        headers = {"authorization": f"Bearer {account}", "ssdesk-protocol": "1"}
        answer = client.post(f"/{WILG}/v1/commands", headers=headers, json={"commands": [command]})
        assert answer.json()["results"][0]["status"] == "ok"
    found.append(counted("send_message", {**to_class, "groups": [], "remind": sent}, new_id()))
    found.append(counted("send_message", {**to_class, "send_at": school.clock.now + 5_000}, new_id()))
    found.append(counted("withdraw", {"message": sent}, new_id()))
    return found


def test_no_step_of_the_counter_tells_how_many_got_it_or_read_it(client: Client, school: School, tick: Tick) -> None:
    few = steps(client, school, [], 0, tick)
    accounts = school.db.run_now(enrol, 25)
    school.db.run_now(sign_in_all, accounts)
    assert [steps(client, school, accounts, readers, tick) for readers in (0, 1, 3, 25)] == [few] * 4


def test_nothing_of_another_recipient_is_sent_to_any_of_them(client: Client, school: School) -> None:
    accounts = school.db.run_now(enrol, MANY)
    school.db.run_now(sign_in_all, accounts)
    send(client, "office", letter(group=id_of("4B"), to=[]))
    own = school.db.read_now(things_of, accounts)
    owner = {thing: account for account, things in own.items() for thing in things}
    assert len(owner) == sum(map(len, own.values())), "each thing is of one account alone"
    for account in accounts:
        sent = heard(client, account)
        found = {thing for thing in {*_NAME.findall(sent), *_ID.findall(sent)} if thing in owner}
        assert {owner[thing] for thing in found} == {account}
        assert f"Ouder {accounts.index(account):05}".encode() in found, "what is searched would be found"
        assert b'"count"' not in sent
        assert b'"recipients"' not in sent
