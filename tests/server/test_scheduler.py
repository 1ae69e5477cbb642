"""What happens by itself, by the server's clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, select, update

from ssdesk.protocol.ids import new_id
from ssdesk.server import feed, people, scheduler
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of, put
from tests.server.conftest import Client
from tests.sizes import size

Tick = Callable[[School], None]


def test_a_suspension_ends_at_its_end_and_not_before(client: Client, school: School, tick: Tick) -> None:
    def suspend(connection: Connection) -> None:
        values = {"state": "suspended", "reason": "Afspraken", "until": school.clock.now + 3 * 86_400_000}
        connection.execute(update(t.account).where(t.account.c.id == id_of("mother")).values(**values))
        people.refresh(connection, WILG, [id_of("mother")])

    school.db.run_now(suspend)
    school.clock.advance(days=2.9)
    tick(school)
    assert client.ask("mother", "POST", "/v1/pull", json={"epoch": ""}).status_code == 403
    school.clock.advance(days=0.2)
    tick(school)
    (own,) = client.objects("mother", "account").values()
    assert (own["state"], own.get("reason", "")) == ("active", "")


def test_tombstones_are_forgotten_after_the_schools_days_and_floors_tell(
    client: Client, school: School, tick: Tick
) -> None:
    """The clock moves a day at a time, as it does."""
    oid, gone = id_of("some object"), t.feed.c.op == "del"
    put(school, WILG, oid, ["g:all"])
    before = {page["key"]: page["cursor"] for page in client.pull("mother")["scopes"]}
    school.db.run_now(feed.remove, WILG, "contact", oid)
    days = school.app.parts.schools.by_id[WILG].settings.tombstone_days

    def tombstones() -> int:
        found: int = school.db.read_now(lambda c: c.scalar(select(func.count()).select_from(t.feed).where(gone)))
        return found

    for _ in range(days):
        tick(school)
        school.clock.advance(days=1)
    assert tombstones() == 1
    for _ in range(3):
        tick(school)
        school.clock.advance(days=1)
    assert tombstones() == 0
    assert [page["key"] for page in client.pull("mother", before)["scopes"] if page.get("reset")] == ["g:all"]


def test_answers_to_commands_are_kept_longer_than_any_journal(client: Client, school: School, tick: Tick) -> None:
    id_, args = new_id(), {"draft": new_id()}
    first = client.command("mother", id_, "save_draft", args)
    school.clock.advance(days=36)
    tick(school)
    assert client.command("mother", id_, "save_draft", args) == first
    school.clock.advance(days=5)
    tick(school)
    assert client.command("mother", id_, "save_draft", args)["status"] == "conflict"


def test_a_job_that_fails_is_logged_and_the_others_go_on(
    school: School, tick: Tick, expect_log: Callable[..., None]
) -> None:
    expect_log("The job suspensions failed")
    school.app.parts.schools.by_id["nowhere"] = None  # type: ignore[assignment]
    school.db.run_now(lambda c: c.execute(t.account.update().values(until="never", state="suspended")))
    school.db.run_now(lambda c: c.execute(t.account.update().values(no_rights="not json", until=0)))
    school.app.parts.seen.note(WILG, id_of("mother"), id_of("device of mother"), school.clock.now)
    expect_log("The job tombstones failed", required=False)
    tick(school)
    seen = select(t.device.c.last_seen).where(t.device.c.account == id_of("mother"))
    assert school.db.read_now(lambda c: c.scalar(seen)) == school.clock.now


def test_each_job_waits_its_time(school: School, tick: Tick) -> None:
    tick(school)
    marks = select(func.count()).select_from(t.seq_mark).where(t.seq_mark.c.school == WILG)

    def count() -> int:
        found: int = school.db.read_now(lambda c: c.scalar(marks))
        return found

    assert count() == 1
    school.clock.advance(hours=23)
    tick(school)
    assert count() == 1
    school.clock.advance(hours=2)
    tick(school)
    assert count() == 2
    assert {job.name for job in scheduler.JOBS} >= {"high water", "suspensions", "tombstones"}


@pytest.mark.parametrize("after", [40, 0][: size(1, 2)])
def test_daily_marks_do_not_pile_up(school: School, tick: Tick, after: int) -> None:
    days = school.app.parts.schools.by_id[WILG].settings.tombstone_days
    for _ in range(days + after):
        tick(school)
        school.clock.advance(days=1)
    marks = select(func.count()).select_from(t.seq_mark).where(t.seq_mark.c.school == WILG)
    assert school.db.read_now(lambda c: c.scalar(marks)) <= days + 1
