"""The same code on a real PostgreSQL, where writers really are at work at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from sqlalchemy import Connection, create_engine, insert, select

from ssdesk.protocol import kinds
from ssdesk.protocol.commands import Command
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.pull import PullAnswer, PullRequest
from ssdesk.server import feed, groups, pull
from ssdesk.server import tables as t
from ssdesk.server.commands.apply import apply
from ssdesk.server.database import THREADS, Database
from tests.school import MONDAY, WILG, School, id_of
from tests.server import postgresql, test_groups
from tests.server.conftest import Client
from tests.server.desktop import Desktop
from tests.server.postgresql import client, school, socket
from tests.server.test_feed import World
from tests.server.test_migrations import differences
from tests.sizes import size

__all__ = ["client", "school", "socket"]
WRITERS = 16


def test_the_steps_make_the_tables_of_the_code(school: School) -> None:
    engine = create_engine(school.db.url)
    assert differences(engine) == []
    engine.dispose()


def test_a_message_is_sent_pulled_opened_and_answered(client: Client, school: School) -> None:
    def do(name: str, type_: str, **args: Any) -> str:
        id_ = new_id()
        assert client.command(name, id_, type_, args)["status"] == "ok"
        return id_

    sent = do("mother", "send_message", to=[id_of("teacher")], subject="Ziek", body="Noor is ziek. Groetjes é€")
    (copy,) = client.objects("teacher", "message").values()
    do("teacher", "open_message", message=copy["id"])
    do("teacher", "send_message", to=[id_of("mother")], subject="Re: Ziek", body="Beterschap", in_reply_to=copy["id"])
    do("teacher", "move_message", message=copy["id"], folder="archive")
    draft = new_id()
    do("mother", "save_draft", draft=draft, body="Bedankt")
    do("mother", "delete_draft", draft=draft)
    (answer,) = client.objects("mother", "message").values()
    assert (answer["in_reply_to"], answer["thread"]) == (sent, sent)
    (receipt,) = client.objects("mother", "receipt").values()
    assert (receipt["message"], receipt["opened_at"]) == (sent, school.clock.now)
    refused = client.command("mother", new_id(), "send_message", {"to": [id_of("father")], "subject": "x", "body": "x"})
    assert refused["problem"]["code"] == "unknown_recipient"
    assert not client.objects("father", "message")


def test_histories_end_as_they_do_on_sqlite(socket: str) -> None:
    db = Database(postgresql.new_database(socket))
    t.metadata.create_all(db.engine)
    for seed in range(size(6, 200)):
        world = World(db, f"school-{seed}", seed)
        for _ in range(30):
            world.step()
        world.heal()
    db.close()


def test_sixteen_writers_and_a_reader_that_never_misses_a_row(socket: str) -> None:
    """Seq order is commit order (I1): a reader that goes on from its cursor while others write ends with everything,
    and each whole scope it saw had the sum that its rows have."""
    url = postgresql.new_database(socket)
    servers = [Database(url) for _ in range(WRITERS // THREADS)]
    t.metadata.create_all(servers[0].engine)
    servers[0].run_now(_begin)
    desktop, over = Desktop("reader", "epoch"), threading.Event()
    rounds = size(25, 300)

    def write(writer: int) -> None:
        db = servers[writer % len(servers)]
        for number in range(rounds):
            db.run_now(_write, writer, number)

    def read() -> int:
        pulls = 0
        while not over.is_set():
            _pull(servers[0], desktop)
            pulls += 1
        return pulls

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reading = threads.submit(read)
        for done in [threads.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
        over.set()
        assert reading.result() > 1
    while not _pull(servers[0], desktop):
        pass
    assert desktop.mismatches == 0
    everything = servers[0].read_now(
        lambda c: {(row.kind, row.oid): row.payload for row in c.execute(select(t.object_))}
    )
    assert desktop.objects == everything
    assert len(everything) == WRITERS * rounds + 1
    for db in servers:
        db.close()


def _begin(connection: Connection) -> None:
    connection.execute(insert(t.school).values(id="s", info="{}"))
    connection.execute(insert(t.grant_), [{"school": "s", "account": "reader", "scope": scope} for scope in ("a", "b")])


def _write(connection: Connection, writer: int, number: int) -> None:
    """One object of its own, and one that all writers move to and fro."""
    own = f"{writer}-{number}"
    feed.put(connection, "s", "contact", own, kinds.Contact(own, "", "", ""), ["a"], new=True)
    feed.put(connection, "s", "contact", "shared", kinds.Contact("shared", own, "", ""), ["ab"[number % 2]])


def _pull(db: Database, desktop: Desktop) -> bool:
    answer = db.read_now(pull.pull, "s", "reader", "epoch", desktop.request(100), 0)
    return desktop.take(msgspec.json.decode(msgspec.json.encode(answer), type=PullAnswer))


def test_the_same_command_many_times_at_once_takes_effect_once(client: Client, school: School) -> None:
    id_ = new_id()
    args = {"to": [id_of("teacher")], "subject": "Ziek", "body": "Noor is ziek."}

    def give(_: int) -> str:
        answer = Client(school.app, client.described).command("mother", id_, "send_message", args)
        return str(answer["status"])

    with ThreadPoolExecutor(THREADS) as threads:
        assert set(threads.map(give, range(24))) == {"ok"}
    assert len(client.objects("teacher", "message")) == 1


def test_receipts_that_come_at_once_are_all_kept(client: Client, school: School) -> None:
    id_, everybody = new_id(), ["mother", "father", "noor", "sams-mother"]
    args = {"to": [id_of(name) for name in everybody], "subject": "Uitstap", "body": "Beste ouders"}
    assert client.command("teacher", id_, "send_message", args)["status"] == "ok"
    copies = {name: next(iter(client.objects(name, "message"))) for name in everybody}

    def open_(name: str) -> str:
        body = msgspec.Raw(msgspec.json.encode({"message": copies[name]}))
        command = Command(new_id(), "open_message", body)
        result = school.db.run_now(apply, school.app.parts.schools.by_id[WILG], id_of(name), command, MONDAY + 1)
        return result.status

    with ThreadPoolExecutor(len(everybody)) as threads:
        assert list(threads.map(open_, everybody)) == ["ok"] * 4
    receipts = client.objects("teacher", "receipt").values()
    assert [receipt["opened_at"] for receipt in receipts] == [MONDAY + 1] * 4


def test_a_message_to_hundreds_comes_to_each_as_it_does_on_sqlite(client: Client, school: School) -> None:
    names = school.db.run_now(test_groups.enrol, 300)
    id_ = test_groups.send(client, "office", test_groups.letter("co", groups.ALL))
    assert len(client.objects("office", "sent_message")[id_]["recipients"]) > len(names) == 300
    answer = school.db.read_now(pull.pull, WILG, names[-1], client_epoch(school), PullRequest(client_epoch(school)), 0)
    (row,) = [row for page in answer.scopes for row in page.rows if row.kind == "message"]
    assert msgspec.json.decode(row.payload, type=kinds.Message).body == test_groups.TEXT


def client_epoch(school: School) -> str:
    return school.app.parts.identity.epoch
