"""What the office does to accounts (A5, A8, A10): never with a password in its hands, and always audited."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from ssdesk.server import tables as t
from tests.school import TOREN, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.people import (
    PASSWORD,
    Someone,
    audited,
    change,
    invited,
    on_disk,
    row,
    rows,
    signed_in,
    with_password,
)
from tests.server.test_activation import walk

ACTS: dict[str, dict[str, Any] | None] = {
    "letter": None,
    "reset-code": None,
    "confirm-email": {"address": "mother@example.org"},
    "suspend": {"reason": "Onbeleefd"},
    "resume": None,
    "exclude": {"reason": "Afspraken geschonden"},
    "replace": {"name": "Jan Nieuw", "role": "father"},
}


def office(
    client: Client, act: str, who: str, body: dict[str, Any] | None = None, by: str = "office"
) -> httpx2.Response:
    options = {} if body is None else {"json": body}
    return client.ask(by, "POST", f"/v1/office/accounts/{id_of(who)}/{act}", **options)


def done(client: Client, act: str, who: str, body: dict[str, Any] | None = None) -> Any:
    response = office(client, act, who, body)
    assert response.status_code == 200, response.text
    return response.json()


# ---- Who may -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("by", ["teacher", "father", "noor"])
def test_only_the_office_may(school: School, client: Client, act: str, by: str) -> None:
    before = row(school, "mother")
    response = office(client, act, "mother", ACTS[act], by)
    assert (response.status_code, response.json()["code"]) == (403, "office_only")
    assert row(school, "mother") == before


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["wouts-mother", "nobody"])
def test_accounts_of_another_school_do_not_exist(school: School, client: Client, act: str, who: str) -> None:
    response = office(client, act, who, ACTS[act])
    assert (response.status_code, response.json()["code"]) == (404, "unknown_account")


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_the_own_account(school: School, client: Client, act: str) -> None:
    assert office(client, act, "office", ACTS[act]).json()["code"] == "own_account"


@pytest.mark.parametrize("act", ["suspend", "exclude", "replace"])
def test_every_act_is_audited_with_who_did_it_and_the_reason_apart(school: School, client: Client, act: str) -> None:
    done(client, act, "mother", ACTS[act])
    assert (id_of("office"), act, id_of("mother")) in audited(school)
    reasons = [row.detail for row in rows(school, t.audit_person)]
    assert reasons == [body["reason"] for body in [ACTS[act]] if body and "reason" in body]


# ---- Letters and codes -----------------------------------------------------------------------------------------------
def test_a_letter_says_what_the_parent_needs_to_sign_in(school: School, client: Client) -> None:
    old = invited(school, "mother")
    letter = done(client, "letter", "mother")
    assert (letter["username"], letter["pupil_name"], letter["class_name"]) == ("noor", "Noor Peeters", "4B")
    assert len(letter["code"].split()) == 4
    assert letter["until"] == school.clock() + 60 * 86_400_000
    assert Someone(client).sign_in("noor", old).status_code == 401
    assert signed_in(client, "noor", letter["code"]).get("/v1/session")["account"] == id_of("mother")
    assert letter["code"].replace(" ", "").encode() not in on_disk(school)


def test_a_letter_is_no_way_past_a_password(school: School, client: Client) -> None:
    with_password(school, "mother")
    assert office(client, "letter", "mother").json()["code"] == "has_password"
    assert row(school, "mother").code is None


def test_the_office_starts_a_reset_and_never_sees_a_password(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "mother", email_confirmed_at=None)
    code = done(client, "reset-code", "mother")
    assert set(code) == {"account", "code", "until"}
    signed_in(client, "noor", PASSWORD)  # until it is used, the old password stays
    body = {"username": "noor", "code": code["code"], "password": "zeven rode fietsen", "device_name": "Balie"}
    response = Someone(client).ask("POST", "/v1/reset/complete", body)
    assert response.json()["state"]["account"] == id_of("mother")
    assert Someone(client).sign_in("noor", PASSWORD).status_code == 401
    assert (id_of("office"), "reset_code", id_of("mother")) in audited(school)


def test_a_reset_code_is_for_who_has_a_password(school: School, client: Client) -> None:
    invited(school, "mother")
    assert office(client, "reset-code", "mother").json()["code"] == "has_no_password"


def test_the_office_confirms_the_address_it_heard_at_the_counter(school: School, client: Client) -> None:
    someone = signed_in(client, "noor", invited(school, "mother"))
    walk(someone, "email")
    assert office(client, "confirm-email", "mother", {"address": "x@y.be"}).json()["code"] == "other_address"
    state = done(client, "confirm-email", "mother", {"address": "An.Claes@voorbeeld.be"})
    assert (state["state"], state["step"]) == ("active", "active")
    assert someone.get("/v1/session")["step"] == "active"
    assert (id_of("office"), "email_confirmed", id_of("mother")) in audited(school)


def test_the_office_cannot_confirm_what_was_not_filled_in(school: School, client: Client) -> None:
    someone = signed_in(client, "noor", invited(school, "mother"))
    for step in ("agreement", "details", "check"):
        walk(someone, step)
        response = office(client, "confirm-email", "mother", {"address": "an.claes@voorbeeld.be"})
        assert response.json()["code"] == "not_for_this_account"


# ---- Suspended, excluded ---------------------------------------------------------------------------------------------
def test_a_suspension_has_a_reason_and_an_end_and_can_be_ended_before(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone, until = signed_in(client, "noor"), school.clock() + 7 * 86_400_000
    done(client, "suspend", "mother", {"reason": "Onbeleefde berichten", "until": until})
    state = someone.get("/v1/session")
    assert (state["step"], state["reason"], state["until"]) == ("suspended", "Onbeleefde berichten", until)
    assert done(client, "resume", "mother")["state"] == "active"
    assert someone.get("/v1/session")["step"] == "active"


@pytest.mark.parametrize("body", [{"reason": ""}, {}, {"reason": "x", "until": 1}])
def test_a_suspension_without_reason_or_that_is_over_already_is_none(
    school: School, client: Client, body: dict[str, Any]
) -> None:
    assert office(client, "suspend", "mother", body).status_code in (400, 422)
    assert row(school, "mother").state == "active"


def test_a_suspension_while_activating_goes_back_to_where_it_was(school: School, client: Client) -> None:
    someone = signed_in(client, "noor", invited(school, "mother"))
    walk(someone, "details")
    done(client, "suspend", "mother", {"reason": "x"})
    assert someone.get("/v1/session")["step"] == "suspended"
    assert done(client, "resume", "mother")["step"] == "details"


def test_an_excluded_account_loses_what_it_held_and_its_devices_erase(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    done(client, "exclude", "mother", {"reason": "Afspraken geschonden"})
    response = someone.ask("GET", "/v1/session")
    assert (response.status_code, response.json()["code"]) == (401, "gone")
    assert response.json()["values"]["reason"] == "Afspraken geschonden"
    assert not rows(school, t.grant_, account=id_of("mother"))
    assert school.payload(WILG, "contact", id_of("mother")) is None
    assert office(client, "suspend", "mother", {"reason": "x"}).json()["code"] == "not_for_this_account"


# ---- Another person --------------------------------------------------------------------------------------------------
def test_the_place_of_a_co_account_goes_to_another_person_and_the_mailbox_does_not(
    school: School, client: Client
) -> None:
    with_password(school, "mother")
    old = signed_in(client, "noor")
    letter = done(client, "replace", "mother", {"name": " Jan \n Nieuw ", "role": "father"})
    assert letter["account"] != id_of("mother")
    assert (letter["name"], letter["username"]) == ("Jan Nieuw", "noor")
    new = signed_in(client, "noor", letter["code"])
    for path, body in (
        ("/v1/agreement", {"version": "2026"}),
        ("/v1/password", {"password": PASSWORD}),
        ("/v1/devices", {}),
        ("/v1/details", {"email": "jan@example.org", "role": "father"}),
        ("/v1/details/correct", {}),
    ):
        new.post(path, body)
    confirm = f"/{WILG}/v1/office/accounts/{letter['account']}/confirm-email"
    headers = {"authorization": f"Bearer {School.token('office')}"}
    assert client.post(confirm, json={"address": "jan@example.org"}, headers=headers).status_code == 200
    pulled = new.ask("POST", "/v1/pull", {"epoch": school.app.parts.identity.epoch})
    assert pulled.status_code == 200
    for canary in (id_of("mother"), "An Claes", "mother@example.org"):
        assert canary not in pulled.text
    assert old.ask("GET", "/v1/session").json()["code"] == "gone"
    assert signed_in(client, "noor", PASSWORD).get("/v1/session")["account"] == letter["account"]
    assert row(school, "mother").slot == 1


@pytest.mark.parametrize("who", ["noor", "teacher"])
def test_only_a_co_account_has_a_place_to_give(school: School, client: Client, who: str) -> None:
    assert office(client, "replace", who, ACTS["replace"]).json()["code"] == "not_for_this_account"


def test_a_closed_account_is_past_everything(school: School, client: Client) -> None:
    done(client, "replace", "mother", ACTS["replace"])
    for act, body in ACTS.items():
        assert office(client, act, "mother", body).status_code == 422, act
    assert Someone(client, TOREN).sign_in("noor", PASSWORD).status_code == 401
