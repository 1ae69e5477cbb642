"""Which parts of a child's record a role sees is the school's choice (A2), and only that role's."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, select

from ssdesk.protocol.ids import new_id
from ssdesk.protocol.record import Absence, Result
from ssdesk.server import accounts, people, record
from ssdesk.server import tables as t
from tests.school import PEOPLE, SETTINGS, TOREN, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.prepared import file_at, put_report, report
from tests.server.test_grants import held
from tests.server.uploading import PDF

PARTS = {"result", "report", "absence"}
HIDDEN = ["results", "reports"]
GUIDE = "father"  # the co-account that is a homework guide here


@pytest.fixture
def client(client: Client, school: School) -> Client:
    """Noor and Wout have one of each; Noor's second co-account and Wout's are homework guides."""
    for slug, child, guide in ((WILG, "Noor", GUIDE), (TOREN, "Wout", "wouts-mother")):
        pupil, day = id_of(child), "2026-11-20"
        result = Result(id_of(f"result of {child}"), pupil, "Rekenen", "Breuken", "Herfst", "points", day, 7.5, 10.0)
        absence = Absence(id_of(f"absence of {child}"), pupil, day, "am", "Z", "Ziek", True)

        def put(
            connection: Connection, slug: str = slug, guide: str = guide, result: Result = result,
            absence: Absence = absence,
        ) -> None:  # fmt: skip
            accounts.change(connection, slug, id_of(guide), role="homework_guide")
            people.refresh(connection, slug, [id_of(guide)])
            record.put_result(connection, slug, result)
            record.put_absence(connection, slug, absence)

        school.db.run_now(put)
        put_report(school, report(file_at(school, PDF, slug), school.clock(), child), slug)
    return client


def set_hidden(school: School, hidden: dict[str, list[str]], slug: str = WILG, **more: Any) -> None:
    settings = msgspec.structs.replace(SETTINGS[slug], hidden=hidden, **more)
    school.db.run_now(accounts.set_settings, slug, settings)


def seen(client: Client, name: str) -> set[str]:
    return {kind for kind in PARTS if client.objects(name, kind)}


def told(client: Client, name: str) -> list[str]:
    """What the own account object says that it sees."""
    (own,) = client.objects(name, "account").values()
    parts: list[str] = own.get("record", [])
    return parts


def everybodys(school: School) -> dict[str, set[str]]:
    return {name: held(school, name) for name in PEOPLE}


def report_status(client: Client, school: School, name: str) -> int:
    sha256 = school.payload(School.of(name), "report", id_of("report"))["file"]["sha256"]  # type: ignore[index]
    return client.ask(name, "GET", f"/v1/blobs/{sha256}").status_code


def test_every_account_of_a_child_sees_all_parts_until_the_school_decides_otherwise(client: Client) -> None:
    for name in ("noor", "mother", GUIDE, "wouts-mother"):
        assert seen(client, name) == PARTS
        assert told(client, name) == ["results", "reports", "absences"]
    for name in ("sams-mother", "lottes-father", "teacher", "office", "toren-teacher"):
        assert seen(client, name) == set()
    assert told(client, "teacher") == told(client, "office") == []


def test_a_role_loses_what_is_hidden_from_it_and_is_told(client: Client, school: School) -> None:
    before = {page["key"]: page["cursor"] for page in client.pull(GUIDE)["scopes"]}
    assert report_status(client, school, GUIDE) == 200
    set_hidden(school, {"homework_guide": HIDDEN})
    noor = id_of("Noor")
    answer = client.pull(GUIDE, before)
    assert answer["drop"] == [f"p:{noor}:reports", f"p:{noor}:results"]
    assert [row[0] for page in answer["scopes"] for row in page["rows"]] == ["account"]
    assert seen(client, GUIDE) == {"absence"}
    assert told(client, GUIDE) == ["absences"]
    assert report_status(client, school, GUIDE) == 404
    assert not {f"p:{noor}:results", f"p:{noor}:reports"} & held(school, GUIDE)
    assert f"p:{noor}:absences" in held(school, GUIDE)


def test_set_back_everything_is_there_again(client: Client, school: School) -> None:
    grants = everybodys(school)
    set_hidden(school, {"homework_guide": HIDDEN})
    before = {page["key"]: page["cursor"] for page in client.pull(GUIDE)["scopes"]}
    set_hidden(school, {})
    assert everybodys(school) == grants
    assert seen(client, GUIDE) == PARTS
    assert told(client, GUIDE) == ["results", "reports", "absences"]
    assert report_status(client, school, GUIDE) == 200
    noor = id_of("Noor")
    pages = {page["key"] for page in client.pull(GUIDE, before)["scopes"]}
    assert pages >= {f"p:{noor}:results", f"p:{noor}:reports"}


def test_nobody_else_is_touched(client: Client, school: School) -> None:
    grants = everybodys(school)
    others = [name for name in PEOPLE if name != GUIDE]
    before = {name: client.objects(name, "account") for name in others}
    set_hidden(school, {"homework_guide": HIDDEN})
    after = everybodys(school)
    assert {name for name in PEOPLE if grants[name] != after[name]} == {GUIDE}
    assert {name: client.objects(name, "account") for name in others} == before
    for name in ("noor", "mother"):
        assert seen(client, name) == PARTS
        assert report_status(client, school, name) == 200


def test_another_school_decides_for_itself(client: Client, school: School) -> None:
    set_hidden(school, {"homework_guide": ["absences"]}, TOREN)
    assert seen(client, "wouts-mother") == {"result", "report"}
    assert told(client, "wouts-mother") == ["results", "reports"]
    assert seen(client, GUIDE) == PARTS
    set_hidden(school, {"homework_guide": HIDDEN})
    assert seen(client, "wouts-mother") == {"result", "report"}
    assert seen(client, GUIDE) == {"absence"}


def test_other_settings_change_no_grants(client: Client, school: School) -> None:
    set_hidden(school, {"homework_guide": HIDDEN})
    seqs = select(t.school.c.id, t.school.c.seq).order_by(t.school.c.id)

    def now() -> list[Any]:
        return school.db.read_now(lambda connection: [tuple(row) for row in connection.execute(seqs)])

    before, grants = now(), everybodys(school)
    set_hidden(school, {"homework_guide": HIDDEN}, short_name="Wilg", quota=1, code_days=9, features=["messages"])
    assert now() == before
    assert everybodys(school) == grants


def test_an_account_that_comes_later_is_under_the_same_rule(client: Client, school: School) -> None:
    set_hidden(school, {"homework_guide": HIDDEN})
    more = {"role": "homework_guide", "pupil": id_of("Noor"), "slot": 3, "state": "active"}
    new = school.db.run_now(accounts.add_account, WILG, "co", "noor", "Guus Bral", **more)
    g = t.grant_.c
    mine = select(g.scope).where(g.school == WILG, g.account == new)
    scopes = school.db.read_now(lambda connection: set(connection.scalars(mine)))
    parts = {scope for scope in scopes if scope.startswith(f"p:{id_of('Noor')}:")}
    assert parts == {f"p:{id_of('Noor')}:name", f"p:{id_of('Noor')}:absences"}


def test_an_account_whose_role_the_office_changes_follows_its_new_role(client: Client, school: School) -> None:
    set_hidden(school, {"step_parent": HIDDEN})

    def become(connection: Connection) -> None:
        accounts.change(connection, WILG, id_of("mother"), role="step_parent")
        people.refresh(connection, WILG, [id_of("mother")])

    assert seen(client, "mother") == PARTS
    school.db.run_now(become)
    assert seen(client, "mother") == {"absence"}


def test_nobody_chooses_a_role_that_sees_more(client: Client, school: School) -> None:
    """Neither by the command nor by the details of the activation; the other way round, and the phone, are free."""
    set_hidden(school, {"homework_guide": HIDDEN})
    assert seen(client, GUIDE) == {"absence"}
    changed = {"phone": "0470 12 34 56", "mobile": ""}
    refused = client.command(GUIDE, new_id(), "change_details", {**changed, "role": "mother"})
    assert (refused["status"], refused["problem"]["code"]) == ("rejected", "role_of_the_school")
    answer = client.ask(GUIDE, "POST", "/v1/details", json={"email": "guide@example.org", "role": "mother", **changed})
    assert (answer.status_code, answer.json()["code"]) == (422, "role_of_the_school")
    assert seen(client, GUIDE) == {"absence"}
    assert client.command(GUIDE, new_id(), "change_details", {**changed, "role": "homework_guide"})["status"] == "ok"
    assert client.command("mother", new_id(), "change_details", {**changed, "role": "step_parent"})["status"] == "ok"
    assert seen(client, "mother") == PARTS


def test_nothing_is_hidden_from_the_child_itself(client: Client, school: School) -> None:
    set_hidden(school, {"pupil": HIDDEN, "": HIDDEN})
    assert seen(client, "noor") == PARTS
