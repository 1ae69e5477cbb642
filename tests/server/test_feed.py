"""The scoped feed against its invariants (sync.md): random histories of writes, grants, purges, restores and answers
that come late, with a desktop in plain loops on the other side and an oracle that knows no feed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, delete, insert, select

from ssdesk.protocol import kinds
from ssdesk.protocol import pull as wire
from ssdesk.protocol.pull import Cursor, OtherEpoch, PullAnswer, PullRequest
from ssdesk.server import feed, pull
from ssdesk.server import tables as t
from ssdesk.server.database import Database
from ssdesk.server.http import Failure
from tests.server.desktop import Desktop, Key
from tests.sizes import size

ACCOUNTS = ("p1", "co1", "co2")
SCOPES = ("a:p1", "a:co1", "a:co2", "p:1:name", "c:1:parents", "g:all")
TABLES = (t.school, t.scope, t.grant_, t.feed, t.object_, t.part)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'feed.db'}")
    t.metadata.create_all(database.engine)
    yield database
    database.close()


class World:
    """One school of the database with its oracle: objects with their scopes, and grants."""

    def __init__(self, db: Database, school: str, seed: int) -> None:
        self.db, self.school, self.rng = db, school, random.Random(seed)
        self.epoch, self.epochs = "epoch-1", 1
        self.objects: dict[Key, tuple[bytes, frozenset[str]]] = {}
        self.grants = {account: {f"a:{account}", "g:all"} for account in ACCOUNTS}
        self.backup: tuple[Any, ...] | None = None
        self.desktops = {account: Desktop(account, self.epoch) for account in ACCOUNTS}
        self.late: list[tuple[str, PullAnswer | OtherEpoch]] = []
        self.floors: dict[str, int] = {}
        db.run_now(self._begin)

    def _begin(self, connection: Connection) -> None:
        connection.execute(insert(t.school).values(id=self.school, info="{}"))
        rows = [(account, scope) for account, scopes in self.grants.items() for scope in scopes]
        connection.execute(insert(t.grant_), [{"school": self.school, "account": a, "scope": s} for a, s in rows])

    def view(self, account: str) -> dict[Key, bytes]:
        """All that the account may see, by objects and grants alone."""
        return {key: body for key, (body, scopes) in self.objects.items() if scopes & self.grants[account]}

    # ---- What happens ------------------------------------------------------------------------------------------------
    def step(self) -> None:
        x = self.rng.random()
        if x < 0.3:
            self.db.run_now(self._write)
        elif x < 0.38:
            self.db.run_now(self._toggle)
        elif x < 0.44:
            self.db.run_now(self._purge)
        elif x < 0.46:
            self.backup = self.db.read_now(self._copy)
        elif x < 0.48 and self.backup is not None:
            self.db.run_now(self._restore, *self.backup)
        elif x < 0.95:
            self.pull(
                self.rng.choice(ACCOUNTS), self.rng.choice((1, 2, 5, 50)), self.rng.choice(("", "", "lost", "late"))
            )
        elif self.late:
            account, answer = self.late.pop(self.rng.randrange(len(self.late)))
            self.desktops[account].take(answer)

    def _write(self, connection: Connection) -> None:
        """One to three objects in one transaction; each may change, move between scopes or go."""
        for _ in range(self.rng.randint(1, 3)):
            key = (self.rng.choice(("contact", "draft")), f"{self.rng.randint(1, 6)}")
            scopes = frozenset(self.rng.sample(SCOPES, self.rng.randint(0, 3)))
            body = kinds.Contact(key[1], f"body {self.rng.randint(0, 5)}", "", "")
            if self.rng.random() < 0.15:
                feed.remove(connection, self.school, *key)
                self.objects.pop(key, None)
            else:
                feed.put(connection, self.school, *key, body, scopes)
                self.objects[key] = (msgspec.json.encode(body), scopes)

    def _toggle(self, connection: Connection) -> None:
        account, scope = self.rng.choice(ACCOUNTS), self.rng.choice(("p:1:name", "c:1:parents"))
        g = t.grant_.c
        mine = (g.school == self.school) & (g.account == account) & (g.scope == scope)
        if scope in self.grants[account]:
            connection.execute(delete(t.grant_).where(mine))
        else:
            connection.execute(insert(t.grant_).values(school=self.school, account=account, scope=scope))
        self.grants[account] ^= {scope}
        feed.touch(connection, self.school, f"a:{account}")

    def _purge(self, connection: Connection) -> None:
        seq = feed.settle(connection, self.school)
        feed.purge(connection, self.school, seq - self.rng.randint(0, 6))
        floors = select(t.scope.c.key, t.scope.c.floor_seq).where(t.scope.c.school == self.school)
        for scope, floor in connection.execute(floors):
            assert floor >= self.floors.get(scope, 0), "I9: within an epoch a floor only rises"
            self.floors[scope] = floor

    def _copy(self, connection: Connection) -> tuple[Any, ...]:
        rows = [
            [dict(row._mapping) for row in connection.execute(select(table).where(self._column(table) == self.school))]
            for table in TABLES
        ]
        return rows, dict(self.objects), {account: set(scopes) for account, scopes in self.grants.items()}

    def _restore(self, connection: Connection, rows: list[Any], objects: Any, grants: Any) -> None:
        for table, kept in zip(TABLES, rows, strict=True):
            connection.execute(delete(table).where(self._column(table) == self.school))
            if kept:
                connection.execute(insert(table), kept)
        self.objects, self.grants = dict(objects), {account: set(scopes) for account, scopes in grants.items()}
        self.epochs += 1
        self.epoch, self.floors = f"epoch-{self.epochs}", {}

    @staticmethod
    def _column(table: Any) -> Any:
        return table.c.id if table is t.school else table.c.school

    def pull(self, account: str, limit: int, fault: str = "") -> bool:
        desktop = self.desktops[account]
        answer = self.answer(account, desktop.request(limit))
        self.check(account, answer, limit)
        if fault == "late":
            self.late.append((account, answer))
        return not fault and desktop.take(answer)

    def answer(self, account: str, request: PullRequest) -> PullAnswer | OtherEpoch:
        """Over the wire and back."""
        try:
            found = self.db.read_now(pull.pull, self.school, account, self.epoch, request, 0)
        except Failure as failure:
            return msgspec.json.decode(msgspec.json.encode(failure.body), type=OtherEpoch)
        return msgspec.json.decode(msgspec.json.encode(found), type=PullAnswer)

    # ---- What must hold ----------------------------------------------------------------------------------------------
    def check(self, account: str, answer: PullAnswer | OtherEpoch, limit: int) -> None:
        if isinstance(answer, OtherEpoch):
            return
        view = self.view(account)
        assert sum(len(page.rows) for page in answer.scopes) <= limit
        for page in answer.scopes:
            assert page.key in self.grants[account], "I3: a scope that is not granted"
            assert page.more or page.sum is not None
            for row in page.rows:
                if row.op == wire.PUT:
                    assert view.get((row.kind, row.oid)) == bytes(row.payload), "I3, I8: a row that is not visible so"

    def heal(self) -> None:
        """Without faults every desktop comes to rest with exactly its account's view."""
        for account, desktop in self.desktops.items():
            for _ in range(300):
                if self.pull(account, self.rng.choice((1, 3, 50))):
                    break
            else:
                pytest.fail(f"{account} does not come to rest")
            assert desktop.objects == self.view(account), "I2, I4"
            assert desktop.cursors.keys() == self.grants[account], "I4"
            assert not desktop.mismatches, "I2"


def test_every_history_leaves_every_desktop_with_exactly_what_it_may_see(db: Database) -> None:
    for seed in range(size(120, 3000)):
        world = World(db, f"school-{seed}", seed)
        try:
            for _ in range(world.rng.randint(20, 60)):
                world.step()
            world.heal()
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise


@pytest.fixture
def world(db: Database) -> World:
    return World(db, "school", 0)


def write(world: World, *oids: str, scope: str = "a:co1", text: str = "") -> None:
    def work(connection: Connection) -> None:
        for oid in oids:
            body = kinds.Contact(oid, text, "", "")
            feed.put(connection, world.school, "contact", oid, body, [scope])
            world.objects["contact", oid] = (msgspec.json.encode(body), frozenset([scope]))

    world.db.run_now(work)


def rows(answer: PullAnswer | OtherEpoch) -> list[tuple[str, str, int]]:
    assert isinstance(answer, PullAnswer)
    return [(page.key, row.oid, row.seq) for page in answer.scopes for row in page.rows]


def test_one_that_has_everything_gets_no_page_and_asks_one_question(world: World) -> None:
    write(world, "1", "2")
    assert world.pull("co1", 50)
    asked: list[str] = []

    def count(connection: Connection) -> PullAnswer:
        driver: Any = connection.connection.dbapi_connection
        driver.set_trace_callback(asked.append)
        request = world.desktops["co1"].request(50)
        answer = pull.pull(connection, world.school, "co1", world.epoch, request, 0)
        driver.set_trace_callback(None)
        return answer

    answer = world.db.read_now(count)
    assert (answer.scopes, answer.complete, len(asked)) == ([], True, 1)


def test_the_newest_come_first_and_changes_before_older_ones(world: World) -> None:
    write(world, *"12345")
    first = world.answer("co1", PullRequest(world.epoch, {}, 2))
    assert [oid for _, oid, _ in rows(first)] == ["5", "4"]
    assert isinstance(first, PullAnswer)
    have = {page.key: page.cursor for page in first.scopes}
    write(world, "2", text="changed meanwhile")
    second = world.answer("co1", PullRequest(world.epoch, have, 2))
    assert [oid for _, oid, _ in rows(second)] == ["2", "3"]
    assert not first.complete


def test_the_mailbox_comes_after_small_scopes(world: World) -> None:
    write(world, *"12345")
    write(world, "9", scope="g:all")
    assert [scope for scope, _, _ in rows(world.answer("co1", PullRequest(world.epoch, {}, 3)))] == [
        "g:all",
        "a:co1",
        "a:co1",
    ]


def test_an_answer_is_limited_in_bytes_but_always_gets_on(world: World) -> None:
    write(world, "1", "2", "3", text="x" * (wire.MAX_BYTES * 2 // 3))
    write(world, "4", text="x" * (wire.MAX_BYTES + 1))
    desktop, counts = world.desktops["co1"], []
    while True:
        answer = world.answer("co1", desktop.request(2000))
        counts.append(len(rows(answer)))
        if desktop.take(answer):
            break
    assert counts == [1, 1, 1, 1]
    assert desktop.objects == world.view("co1")


def test_an_object_that_stays_the_same_takes_no_seq(world: World) -> None:
    write(world, "1", text="same")
    before = rows(world.answer("co1", PullRequest(world.epoch)))
    write(world, "1", text="same")
    assert rows(world.answer("co1", PullRequest(world.epoch))) == before


def test_a_purged_tombstone_starts_the_scope_over_for_who_missed_it(world: World) -> None:
    write(world, "1", "2")
    assert world.pull("co1", 50)
    world.db.run_now(lambda connection: feed.remove(connection, world.school, "contact", "1"))
    del world.objects["contact", "1"]
    world.db.run_now(lambda connection: feed.purge(connection, world.school, 1000))
    answer = world.answer("co1", world.desktops["co1"].request(50))
    assert isinstance(answer, PullAnswer)
    assert [page.reset for page in answer.scopes] == [True]
    assert world.desktops["co1"].take(answer)
    assert world.desktops["co1"].objects == world.view("co1")


def test_another_epoch_is_answered_with_both(world: World) -> None:
    answer = world.answer("co1", PullRequest("from another life"))
    assert answer == OtherEpoch(world.epoch, "from another life")


def test_the_base_of_an_answer_is_what_was_asked_with(world: World) -> None:
    have = {"a:co1": Cursor(0, 0), "c:9:parents": Cursor(7, 3)}
    answer = world.answer("co1", PullRequest(world.epoch, have))
    assert isinstance(answer, PullAnswer)
    assert (answer.base, answer.drop) == (have, ["c:9:parents"])


def test_a_new_object_that_was_there_already_is_refused_whole(world: World) -> None:
    write(world, "1")

    def twice(connection: Connection) -> None:
        feed.put(connection, world.school, "contact", "1", kinds.Contact("1", "", "", ""), ["a:p1"], new=True)

    with pytest.raises(Exception, match="UNIQUE"):
        world.db.run_now(twice)
    assert world.pull("co1", 50)
    assert world.desktops["co1"].objects == world.view("co1")


# ---- What several objects say alike ----------------------------------------------------------------------------------
class Copied(msgspec.Struct):
    id: str
    mine: str = ""


def _send(connection: Connection, school: str, holders: tuple[str, ...]) -> None:
    feed.put_part(connection, school, "part-1", Copied("", "the body of all"))
    for holder in holders:
        copy = Copied(f"copy-{holder}", f"of {holder}")
        feed.put(
            connection, school, "message", copy.id, copy, [f"a:{holder}"], new=True, part="part-1", together="part-1"
        )


def _stored(connection: Connection) -> list[str]:
    return list(connection.scalars(select(t.part.c.id)))


def _stands(connection: Connection, school: str) -> int:
    return int(connection.scalars(select(t.school.c.seq).where(t.school.c.id == school)).one())


def test_one_body_is_stored_for_all_copies_and_goes_with_the_last_of_them(db: Database) -> None:
    World(db, "wilg", 1)
    db.run_now(_send, "wilg", ("p1", "co1", "co2"))
    assert db.read_now(_stored) == ["part-1"]
    for holder in ("p1", "co1", "co2"):
        answer = db.read_now(pull.pull, "wilg", holder, "epoch-1", PullRequest("epoch-1"), 0)
        (row,) = [row for page in answer.scopes for row in page.rows]
        assert (
            bytes(row.payload)
            == f'{{"id":"copy-{holder}","mine":"of {holder}","id":"","mine":"the body of all"}}'.encode()
        )
    for left, holder in ((["part-1"], "p1"), (["part-1"], "co1"), ([], "co2")):
        db.run_now(feed.remove, "wilg", "message", f"copy-{holder}")
        assert db.read_now(_stored) == left


@pytest.mark.parametrize("holders", [("co1",), ("p1", "co1", "co2")])
def test_the_counter_does_not_tell_how_many_copies_there_are(db: Database, holders: tuple[str, ...]) -> None:
    World(db, "wilg", 1)
    before = db.read_now(_stands, "wilg")
    db.run_now(_send, "wilg", holders)
    assert db.read_now(_stands, "wilg") == before + 1


def test_two_that_take_one_seq_never_lie_in_one_scope(db: Database) -> None:
    World(db, "wilg", 1)
    with pytest.raises(ValueError, match="part-1"):
        db.run_now(_twice)


def _twice(connection: Connection) -> None:
    feed.put(connection, "wilg", "message", "one", Copied("one"), ["g:all"], new=True, together="part-1")
    feed.put(connection, "wilg", "message", "two", Copied("two"), ["g:all"], new=True, together="part-1")
