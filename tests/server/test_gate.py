"""Who is let in, what everybody else is told, and what becomes of requests that nobody expected."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, update

from ssdesk.server import people
from ssdesk.server import tables as t
from ssdesk.server.http import Endpoint, Gate
from tests.school import TOREN, WILG, School, id_of
from tests.server.conftest import Client, Described


def change(school: School, name: str, **values: object) -> None:
    def work(connection: Connection) -> None:
        connection.execute(update(t.account).where(t.account.c.id == id_of(name)).values(**values))
        people.refresh(connection, School.of(name), [id_of(name)])

    school.db.run_now(work)


def pull(client: Client, name: str, **more: Any) -> Any:
    return client.ask(name, "POST", "/v1/pull", json={"epoch": "x"}, **more)


def test_an_unknown_and_a_revoked_token_are_signed_out(client: Client, school: School) -> None:
    unknown = client.ask("mother", "POST", "/v1/pull", json={"epoch": ""}, headers={"authorization": "Bearer nobody"})
    assert (unknown.status_code, unknown.json()["code"]) == (401, "signed_out")
    d = t.device.c
    school.db.run_now(lambda c: c.execute(update(t.device).where(d.account == id_of("mother")).values(revoked_at=1)))
    assert (pull(client, "mother").status_code, pull(client, "mother").json()["code"]) == (401, "signed_out")
    assert pull(client, "father").status_code == 409


def test_a_token_is_of_one_school(client: Client) -> None:
    headers = {"authorization": f"Bearer {School.token('mother')}"}
    assert client.post(f"/{TOREN}/v1/pull", json={"epoch": "x"}, headers=headers).status_code == 401


@pytest.mark.parametrize("state", ["excluded", "closed"])
def test_who_is_out_for_good_is_told_to_erase(client: Client, school: School, state: str) -> None:
    change(school, "mother", state=state, reason="Het kind is van school")
    answer = pull(client, "mother")
    assert (answer.status_code, answer.json()["code"]) == (401, "gone")
    assert answer.json()["values"]["reason"] == "Het kind is van school"


def test_a_device_that_must_be_wiped_is_told_so(client: Client, school: School) -> None:
    d = t.device.c
    wipe = update(t.device).where(d.account == id_of("mother")).values(wipe=True, revoked_at=1)
    school.db.run_now(lambda c: c.execute(wipe))
    assert pull(client, "mother").json()["code"] == "gone"


def test_the_suspended_learn_why_and_until_when_and_nothing_else(client: Client, school: School) -> None:
    change(school, "mother", state="suspended", reason="Afspraken", until=school.clock.now + 1000)
    for method, path, body in (
        ("POST", "/v1/pull", {"epoch": "x"}),
        ("GET", "/v1/events", None),
        ("GET", f"/v1/blobs/{'0' * 64}", None),
    ):
        answer = client.ask("mother", method, path, json=body)
        assert answer.status_code == 403
        assert (answer.json()["step"], answer.json()["reason"]) == ("suspended", "Afspraken")


def test_a_new_agreement_comes_before_everything_else(client: Client, school: School) -> None:
    change(school, "mother", agreement="2025")
    assert (pull(client, "mother").status_code, pull(client, "mother").json()["step"]) == (403, "agreement")


@pytest.mark.parametrize(("spoken", "status"), [("1", 409), ("2", 409), ("0", 426), ("old", 426)])
def test_a_desktop_that_is_too_old_is_told_so_and_a_newer_one_is_not(client: Client, spoken: str, status: int) -> None:
    assert pull(client, "mother", headers={"ssdesk-protocol": spoken}).status_code == status


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"epoch": 1}', b'{"epoch": "x", "more": 1}', b'{"epoch": "x", "have": {"a": [1]}}', b"\xff"],
)
def test_a_body_that_is_not_what_was_asked_is_refused(client: Client, body: bytes) -> None:
    answer = client.ask("mother", "POST", "/v1/pull", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(client: Client) -> None:
    large = b'{"epoch": "' + b"x" * (1 << 20) + b'"}'
    assert client.ask("mother", "POST", "/v1/pull", content=large).status_code == 413
    assert client.ask("mother", "POST", "/v1/pull", content=iter([large])).status_code == 413


def test_a_school_is_found_by_path_or_host_and_no_other_way(client: Client) -> None:
    assert client.get(f"/{WILG}/.well-known/ssdesk").json()["short_name"] == "De Wilg"
    assert client.get(f"/{TOREN}/.well-known/ssdesk").json()["short_name"] == "De Toren"
    for path in ("/.well-known/ssdesk", "/elders/.well-known/ssdesk", "/", "/wilgen/.well-known/ssdesk"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_school")


def test_a_host_of_its_own_needs_no_path(client: Client, school: School) -> None:
    from ssdesk.server.schools import read_schools

    host = update(t.school).where(t.school.c.id == TOREN).values(host="detoren.example.org")
    school.db.run_now(lambda c: c.execute(host))
    school.app.parts.schools.replace(school.db.read_now(read_schools))
    answer = client.get("/.well-known/ssdesk", headers={"host": "detoren.example.org:8443"})
    assert answer.json()["short_name"] == "De Toren"


def test_unknown_paths_and_methods_are_said_so_in_json(client: Client) -> None:
    assert client.get(f"/{WILG}/v1/nothing").json()["code"] == "not_found"
    wrong = client.get(f"/{WILG}/v1/pull")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "bad_method")
    assert client.head(f"/{WILG}/.well-known/ssdesk").status_code == 405


def test_our_own_fault_is_logged_under_a_number_and_told_without_details(
    school: School, described: Described, expect_log: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    from ssdesk.server.dispatch import Dispatch

    def broken(connection: Connection, call: object) -> None:
        raise RuntimeError("secret detail")

    expect_log("Error [0-9a-f]{8} in GET /v1/openapi.json")
    school.app._dispatch = Dispatch(school.app.parts, [Endpoint("GET", "/v1/openapi.json", broken, gate=Gate.OPEN)])
    with caplog.at_level(logging.ERROR):
        answer = Client(school.app, described).get(f"/{WILG}/v1/openapi.json?token=geheim")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["values"]["number"] in caplog.text
    assert "geheim" not in caplog.text


def test_a_statement_that_fails_tells_no_values_to_the_log(school: School) -> None:
    with pytest.raises(Exception, match="hide_parameters") as caught:
        school.db.run_now(lambda c: c.execute(t.account.insert().values(school=WILG, id="x", kind="geheim-adres")))
    assert "geheim-adres" not in str(caught.value)


def test_being_here_is_noted_without_a_writing_transaction_for_each_request(
    client: Client, school: School, tick: Callable[[School], None]
) -> None:
    school.clock.advance(hours=5)
    pull(client, "mother")
    client.pull("mother")
    seen = t.device.c.last_seen
    mothers = t.device.select().with_only_columns(seen).where(t.device.c.account == id_of("mother"))
    assert school.db.read_now(lambda c: c.scalar(mothers)) < school.clock.now
    tick(school)
    assert school.db.read_now(lambda c: c.scalar(mothers)) == school.clock.now
