"""Devices that have access (A5, A7, A9): shown, removed, signed out; never those of somebody else."""

from __future__ import annotations

import pytest

from ssdesk.server import tables as t
from tests.school import School, id_of
from tests.server.conftest import Client
from tests.server.people import PASSWORD, Someone, audited, rows, with_password

NEW = "zeven rode fietsen rusten"


def two(school: School, client: Client) -> tuple[Someone, Someone]:
    """One account on two computers; the test school's own session of it is signed out."""
    with_password(school, "mother")
    school.db.run_now(lambda connection: connection.execute(t.device.delete()) and None)
    one, other = Someone(client), Someone(client)
    one.sign_in("noor", PASSWORD, device="Laptop")
    school.clock.advance(seconds=10)
    other.sign_in("noor", PASSWORD, device="Werk")
    return one, other


def ids(someone: Someone) -> dict[str, str]:
    return {device["name"]: device["id"] for device in someone.get("/v1/devices")["devices"]}


def test_the_list_begins_with_the_device_that_asks(school: School, client: Client) -> None:
    one, other = two(school, client)
    assert [(d["name"], d["current"]) for d in one.get("/v1/devices")["devices"]] == [("Laptop", True), ("Werk", False)]
    assert [d["name"] for d in other.get("/v1/devices")["devices"]] == ["Werk", "Laptop"]
    (work, _) = other.get("/v1/devices")["devices"]
    assert (work["kind"], work["platform"], work["created_at"]) == ("device", "Linux", school.clock())


def test_a_removed_device_is_told_to_erase_what_it_holds(school: School, client: Client) -> None:
    one, other = two(school, client)
    assert one.post("/v1/devices", {"remove": [ids(one)["Werk"]]})["step"] == "active"
    response = other.ask("GET", "/v1/session")
    assert (response.status_code, response.json()["code"]) == (401, "gone")
    assert list(ids(one)) == ["Laptop"]
    assert [action for _, action, _ in audited(school)].count("device_removed") == 1


def test_removing_twice_is_removing_once(school: School, client: Client) -> None:
    one, _ = two(school, client)
    body = {"remove": [ids(one)["Werk"]]}
    assert one.post("/v1/devices", body) == one.post("/v1/devices", body)
    assert [action for _, action, _ in audited(school)].count("device_removed") == 1


def test_signing_out_everywhere_else_leaves_only_this_device(school: School, client: Client) -> None:
    one, other = two(school, client)
    one.post("/v1/devices", {"all_others": True})
    assert other.ask("GET", "/v1/session").json()["code"] == "gone"
    assert list(ids(one)) == ["Laptop"]


def test_the_device_in_use_is_not_removed_by_mistake(school: School, client: Client) -> None:
    one, other = two(school, client)
    here = ids(one)
    assert one.refused("/v1/devices", {"remove": [here["Werk"], here["Laptop"]]}) == "this_device"
    assert list(ids(other)) == ["Werk", "Laptop"]


@pytest.mark.parametrize("whose", ["father", "noor", "teacher", "wouts-mother"])
def test_devices_of_others_can_neither_be_removed_nor_recognised(school: School, client: Client, whose: str) -> None:
    one, _ = two(school, client)
    with_password(school, whose)
    username = rows(school, t.account, id=id_of(whose))[0].username
    victim = Someone(client, School.of(whose))
    victim.sign_in(username, PASSWORD, f"{whose}@example.org")
    (theirs,) = [device["id"] for device in victim.get("/v1/devices")["devices"] if device["current"]]
    known = one.ask("POST", "/v1/devices", {"remove": [theirs]})
    unknown = one.ask("POST", "/v1/devices", {"remove": ["0" * 32]})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert victim.get("/v1/session")["step"] == "active"


def test_other_devices_are_signed_out_by_a_new_password_but_keep_what_they_show(school: School, client: Client) -> None:
    one, other = two(school, client)
    one.post("/v1/password", {"password": NEW, "current": PASSWORD})
    response = other.ask("GET", "/v1/session")
    assert (response.status_code, response.json()["code"]) == (401, "signed_out")
    assert list(ids(one)) == ["Laptop"]


def test_other_devices_stay_when_that_is_chosen(school: School, client: Client) -> None:
    one, other = two(school, client)
    one.post("/v1/password", {"password": NEW, "current": PASSWORD, "keep_devices": True})
    assert other.get("/v1/session")["step"] == "active"


def test_a_suspended_account_can_still_sign_other_devices_out(school: School, client: Client) -> None:
    one, other = two(school, client)
    school.db.run_now(lambda connection: connection.execute(t.account.update().values(state="suspended")) and None)
    assert one.post("/v1/devices", {"all_others": True})["step"] == "suspended"
    assert other.ask("GET", "/v1/session").status_code == 401
