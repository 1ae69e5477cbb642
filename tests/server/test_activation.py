"""From a letter to an active account (A5–A7): in order, resumable, each step safe to send again, none to be skipped."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection

from ssdesk.server import accounts, codes, email_confirmation
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of
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

DETAILS = {"email": "An.Claes@Voorbeeld.be", "role": "mother", "phone": "03 555 01 99", "mobile": "+32 470 12 34 56"}
BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "agreement": ("/v1/agreement", {"version": "2026"}),
    "password": ("/v1/password", {"password": PASSWORD}),
    "devices": ("/v1/devices", {}),
    "details": ("/v1/details", DETAILS),
    "check": ("/v1/details/correct", {}),
}
ORDER = ["agreement", "password", "devices", "details", "check", "email", "active"]


def start(school: School, client: Client, name: str = "mother", username: str = "noor") -> Someone:
    """Signed in with the code of a fresh letter."""
    return signed_in(client, username, invited(school, name))


def walk(someone: Someone, to: str) -> Any:
    """All steps before `to`; the state that the last one answered."""
    state = someone.get("/v1/session")
    while state["step"] != to:
        path, body = BODIES[state["step"]]
        state = someone.post(path, body)
    return state


def digits(school: School, name: str) -> str:
    """What stands in the account's last confirmation mail."""
    effects = rows(school, t.effect, account=id_of(name), kind="confirm_email")
    (code,) = rows(school, t.email_code, account=id_of(name))
    key = school.app.parts.identity.key
    all_ = [codes.six_digits(key, WILG, id_of(name), effect.id) for effect in effects]
    (last,) = [each for each in all_ if codes.kept(key, "email", WILG, id_of(name), each) == code.code]
    return last


def wrong_digits(school: School, name: str) -> str:
    return f"{(int(digits(school, name)) + 1) % 1_000_000:06}"


def test_the_whole_way_from_letter_to_messages(school: School, client: Client) -> None:
    someone = start(school, client)
    assert someone.get("/v1/agreement")["sections"][0]["text"] == "Wees beleefd."
    seen = [someone.get("/v1/session")["step"]]
    for path, body in BODIES.values():
        seen.append(someone.post(path, body)["step"])
        school.clock.advance(seconds=30)
    seen.append(someone.post("/v1/email-confirmation/code", {"code": digits(school, "mother")})["step"])
    assert seen == ORDER
    state = someone.get("/v1/session")
    assert list(state["done"]) == ORDER
    assert sorted(state["done"].values()) == list(state["done"].values())
    assert state["email"] == "an.claes@voorbeeld.be"
    assert "resend_at" not in state
    pulled = someone.post("/v1/pull", {"epoch": school.app.parts.identity.epoch})
    kinds = {found[0] for page in pulled["scopes"] for found in page.get("rows", [])}
    assert {"account", "notifications", "pupil", "contact"} <= kinds
    payload = school.payload(WILG, "account", id_of("mother"))
    assert payload is not None
    assert (payload["state"], payload["email_confirmed"], payload["mobile"]) == ("active", True, "+32 470 12 34 56")


@pytest.mark.parametrize("at", ORDER[:-1])
def test_no_step_can_be_skipped_and_nothing_else_answers_before(school: School, client: Client, at: str) -> None:
    someone = start(school, client)
    state = walk(someone, at)
    later = [BODIES[step] for step in ORDER[ORDER.index(at) + 1 :] if step in BODIES]
    if at != "email":
        later += [("/v1/email-confirmation", {}), ("/v1/email-confirmation/code", {"code": "123456"})]
    elsewhere = [
        ("/v1/pull", {"epoch": school.app.parts.identity.epoch}),
        ("/v1/commands", {"commands": [{"id": "0" * 32, "type": "open_message", "args": {"message": "0" * 32}}]}),
    ]
    for path, body in (*later, *elsewhere):
        response = someone.ask("POST", path, body)
        assert (response.status_code, response.json()) == (403, state), path
    assert someone.get("/v1/session") == state


@pytest.mark.parametrize("at", ORDER[1:-1])
def test_every_step_can_be_sent_again_and_done_anew(school: School, client: Client, at: str) -> None:
    """An answer that was lost makes a desktop send its step twice; a person goes back."""
    someone = start(school, client)
    walk(someone, at)
    last, body = BODIES[ORDER[ORDER.index(at) - 1]]
    assert someone.post(last, body)["step"] == at
    for step in ORDER[: ORDER.index(at)]:
        someone.post(*BODIES[step])
    expected = at if at in ("agreement", "password", "devices", "details") else walk(someone, at)["step"]
    assert walk(someone, at)["step"] == expected


def test_another_computer_goes_on_where_the_first_one_was_left(school: School, client: Client) -> None:
    walk(start(school, client), "details")
    other = signed_in(client, "noor", PASSWORD)
    assert other.get("/v1/session")["step"] == "details"
    assert walk(other, "email")["step"] == "email"


# ---- Agreement -------------------------------------------------------------------------------------------------------
def test_another_version_of_the_agreement_is_not_accepted(school: School, client: Client) -> None:
    someone = start(school, client)
    assert someone.refused("/v1/agreement", {"version": "2025"}) == "agreement_changed"
    assert someone.get("/v1/session")["step"] == "agreement"


def test_a_new_agreement_asks_an_active_account_for_its_yes_and_nothing_else(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "mother", agreement="2025")
    someone = signed_in(client, "noor")
    state = someone.get("/v1/session")
    assert (state["step"], "agreement" in state["done"]) == ("agreement", False)
    assert someone.ask("POST", "/v1/pull", {"epoch": "x"}).status_code == 403
    assert someone.post("/v1/agreement", {"version": "2026"})["step"] == "active"


def test_agreeing_twice_keeps_the_moment_of_the_first(school: School, client: Client) -> None:
    someone = start(school, client)
    first = someone.post("/v1/agreement", {"version": "2026"})["done"]["agreement"]
    school.clock.advance(hours=1)
    assert someone.post("/v1/agreement", {"version": "2026"})["done"]["agreement"] == first
    assert [action for _, action, _ in audited(school)].count("agreement_accepted") == 1


# ---- Password --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kort1", "password-too-simple"),
        ("alleenkleineletters", "password-too-simple"),
        ("Noor is mijn kind", "password-own-detail"),
        ("mevrouw CLAES 77", "password-own-detail"),
        ("geboren 12/03/2017", "password-own-detail"),
        ("plaat 1-ABC-234 !", "password-own-detail"),
        ("Password1", "password-common"),
    ],
)
def test_the_school_takes_no_weak_password(school: School, client: Client, password: str, code: str) -> None:
    someone = start(school, client)
    change(school, "mother", number_plate="1-ABC-234")
    someone.post("/v1/agreement", {"version": "2026"})
    assert someone.refused("/v1/password", {"password": password}) == code
    assert someone.get("/v1/session")["step"] == "password"
    assert row(school, "mother").code is not None


def test_what_may_not_occur_is_of_the_own_record_only(school: School, client: Client) -> None:
    """The other parent's name would tell that there is one (A2)."""
    someone = start(school, client)
    change(school, "father", number_plate="9-XYZ-999")
    someone.post("/v1/agreement", {"version": "2026"})
    about = someone.get("/v1/password")["about"]
    assert about == ["An Claes", "Noor", "Peeters", "2017-03-12"]
    someone.post("/v1/password", {"password": "Bart rijdt 9-XYZ-999"})


def test_the_first_own_password_signs_other_devices_out(school: School, client: Client) -> None:
    """Whoever else had the letter stays outside."""
    code = invited(school, "mother")
    thief, owner = signed_in(client, "noor", code), signed_in(client, "noor", code)
    walk(owner, "devices")
    assert thief.ask("GET", "/v1/session").status_code == 401
    assert [device["current"] for device in owner.get("/v1/devices")["devices"]] == [True]


def test_an_active_account_changes_its_password_only_with_the_present_one(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone, new = signed_in(client, "noor"), "zeven rode fietsen rusten"
    for current in ("", "wrong", new):
        assert someone.refused("/v1/password", {"password": new, "current": current}) == "wrong_password"
    assert someone.post("/v1/password", {"password": new, "current": PASSWORD})["step"] == "active"
    assert Someone(client).sign_in("noor", PASSWORD).status_code == 401
    signed_in(client, "noor", new)
    assert [effect.kind for effect in rows(school, t.effect)] == ["password_changed"]


def test_a_change_of_password_whose_answer_was_lost_can_be_sent_again(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    body = {"password": "zeven rode fietsen rusten", "current": PASSWORD}
    assert someone.post("/v1/password", body) == someone.post("/v1/password", body)
    assert len(rows(school, t.effect)) == 1


def test_guessing_the_present_password_from_a_stolen_session_is_slowed_down(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone, body = signed_in(client, "noor"), {"password": "zeven rode fietsen rusten", "current": "wrong"}
    for _ in range(6):
        assert someone.refused("/v1/password", body) == "wrong_password"
    assert someone.refused("/v1/password", {**body, "current": PASSWORD}, 429) == "too_many_tries"
    school.clock.advance(seconds=30)
    someone.post("/v1/password", {**body, "current": PASSWORD})


def test_a_new_password_of_a_suspended_account_is_allowed_and_changes_nothing_else(
    school: School, client: Client
) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    change(school, "mother", state="suspended", reason="x")
    body = {"password": "zeven rode fietsen rusten", "current": PASSWORD}
    assert someone.post("/v1/password", body)["step"] == "suspended"


# ---- Details and check -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"email": "geen adres"}, "bad_email"),
        ({"email": ""}, "bad_email"),
        ({"email": "a@b"}, "bad_email"),
        ({"email": "an@voorbeeld.be\r\nBcc: x@y.be"}, "bad_email"),
        ({"email": "an@voorbeeld.be, x@y.be"}, "bad_email"),
        ({"email": "<an@voorbeeld.be>"}, "bad_email"),
        ({"email": "straße@voorbeeld.be"}, "bad_email"),
        ({"email": "an@[127.0.0.1]"}, "bad_email"),
        ({"email": "an@127.0.0.1"}, "bad_email"),
        ({"email": "a" * 65 + "@voorbeeld.be"}, "bad_email"),
        ({"phone": "bel mij maar"}, "bad_phone"),
        ({"mobile": "0470\x0012345"}, "bad_phone"),
        ({"role": "principal"}, "bad_role"),
        ({"role": ""}, "bad_role"),
    ],
)
def test_details_that_cannot_be_are_refused_with_a_reason(
    school: School, client: Client, wrong: dict[str, str], code: str
) -> None:
    someone = start(school, client)
    before = walk(someone, "details")
    assert someone.refused("/v1/details", {**DETAILS, **wrong}) == code
    assert someone.get("/v1/session") == before


@pytest.mark.parametrize("email", ["an@voorbeeld.be", " An@Voorbeeld.BE ", "an.c+school@büro.example", "o'b@x-y.co.uk"])
def test_addresses_that_mail_reaches_are_taken(school: School, client: Client, email: str) -> None:
    someone = start(school, client)
    walk(someone, "details")
    assert someone.post("/v1/details", {**DETAILS, "email": email})["email"] == email.strip().lower()


def test_no_goes_back_to_the_details_and_sends_no_mail(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "check")
    assert someone.post("/v1/details/correct", {"correct": False})["step"] == "details"
    assert someone.get("/v1/details")["email"] == "an.claes@voorbeeld.be"
    assert not rows(school, t.effect)
    assert walk(someone, "email")["step"] == "email"


def test_changed_details_are_asked_after_again(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    assert someone.post("/v1/details", {**DETAILS, "mobile": ""})["step"] == "check"


def test_only_a_co_account_chooses_its_role(school: School, client: Client) -> None:
    with_password(school, "teacher")
    someone = signed_in(client, "teacher")
    someone.post("/v1/details", {"email": "teacher@example.org", "role": "mother"})
    assert row(school, "teacher").role == "teacher"


def test_an_active_account_that_changes_its_address_stays_active_and_confirms_it(
    school: School, client: Client
) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    assert someone.post("/v1/details", DETAILS)["step"] == "active"
    assert Someone(client).sign_in("mother@example.org", PASSWORD).status_code == 401
    assert Someone(client).sign_in("an.claes@voorbeeld.be", PASSWORD).status_code == 401
    payload = school.payload(WILG, "account", id_of("mother"))
    assert payload is not None
    assert "email_confirmed" not in payload
    someone.post("/v1/email-confirmation/code", {"code": digits(school, "mother")})
    signed_in(client, "an.claes@voorbeeld.be")
    told = rows(school, t.effect, kind="address_changed")
    assert [effect.detail for effect in told] == ['{"old":"mother@example.org"}']
    assert school.payload(WILG, "account", id_of("mother"))["email_confirmed"] is True  # type: ignore[index]


# ---- The confirmation mail -------------------------------------------------------------------------------------------
def test_a_second_mail_can_be_asked_after_a_minute(school: School, client: Client) -> None:
    someone = start(school, client)
    state = walk(someone, "email")
    assert state["resend_at"] == school.clock() + 60_000
    assert someone.refused("/v1/email-confirmation", {}, 429) == "mail_too_soon"
    school.clock.advance(seconds=59)
    someone.post("/v1/details/correct", {})  # says yes again: no second mail
    assert someone.refused("/v1/email-confirmation", {}, 429) == "mail_too_soon"
    school.clock.advance(seconds=1)
    first = digits(school, "mother")
    assert someone.post("/v1/email-confirmation")["resend_at"] == school.clock() + 60_000
    assert len(rows(school, t.effect, kind="confirm_email")) == 2
    assert someone.refused("/v1/email-confirmation/code", {"code": first}) == "wrong_code"
    assert someone.post("/v1/email-confirmation/code", {"code": digits(school, "mother")})["step"] == "active"


def test_six_digits_are_tried_five_times_and_then_need_a_new_mail(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    wrong = wrong_digits(school, "mother")
    left = [someone.ask("POST", "/v1/email-confirmation/code", {"code": wrong}).json() for _ in range(4)]
    assert [body["values"]["left"] for body in left] == [4, 3, 2, 1]
    for code in (wrong, digits(school, "mother")):
        assert someone.refused("/v1/email-confirmation/code", {"code": code}) == "code_no_longer_valid"
    school.clock.advance(seconds=60)
    someone.post("/v1/email-confirmation")
    assert someone.post("/v1/email-confirmation/code", {"code": digits(school, "mother")})["step"] == "active"


def test_a_code_typed_with_spaces_is_the_code(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    code = digits(school, "mother")
    state = someone.post("/v1/email-confirmation/code", {"code": f" {code[:3]} {code[3:]} "})
    assert state == someone.post("/v1/email-confirmation/code", {"code": "sent again"})


def test_a_code_expires(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    school.clock.advance(hours=24)
    body = {"code": digits(school, "mother")}
    assert someone.refused("/v1/email-confirmation/code", body) == "code_no_longer_valid"


def test_changing_the_address_voids_the_code_and_mails_the_new_one_at_once(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    old = digits(school, "mother")
    someone.post("/v1/details", {**DETAILS, "email": "beter@voorbeeld.be"})
    assert someone.ask("POST", "/v1/email-confirmation/code", {"code": old}).status_code == 403
    someone.post("/v1/details/correct")
    assert someone.refused("/v1/email-confirmation/code", {"code": old}) == "wrong_code"
    (mail,) = rows(school, t.email_code)
    assert mail.address == "beter@voorbeeld.be"


def test_a_stranger_whose_address_was_typed_is_not_flooded(school: School, client: Client) -> None:
    """Neither by asking again nor by changing the address to and fro."""
    someone = start(school, client)
    walk(someone, "email")
    for number in range(60):
        school.clock.advance(seconds=61)
        if number % 2:
            someone.ask("POST", "/v1/email-confirmation", {})
        else:
            someone.post("/v1/details", {**DETAILS, "email": f"x{number}@voorbeeld.be"})
            someone.post("/v1/details/correct")
    assert len(rows(school, t.effect, kind="confirm_email")) <= email_confirmation.MAILS.free + 6
    at = someone.get("/v1/session")["resend_at"]
    assert at > school.clock() + 120_000


def test_neither_code_nor_link_lies_in_the_database(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    (effect,) = rows(school, t.effect)
    key = school.app.parts.identity.key
    link = codes.link(key, WILG, id_of("mother"), effect.id)
    assert len(link) == 43
    assert link.encode() not in on_disk(school)
    assert effect.detail == "{}"


# ---- Becoming active -------------------------------------------------------------------------------------------------
def test_two_parents_of_one_child_activate_without_learning_of_each_other(school: School, client: Client) -> None:
    """Everything that the mother ever gets, with the father's whole activation in between: nothing of him in it."""
    mother = start(school, client)
    father = start(school, client, "father")
    got: list[bytes] = []
    for step in (*BODIES, "email"):
        for someone, name, email in ((mother, "mother", "an@voorbeeld.be"), (father, "father", "canary@voorbeeld.be")):
            path, body = BODIES.get(step, ("/v1/email-confirmation/code", {}))
            if step == "details":
                body = {**DETAILS, "email": email, "role": name, "phone": "03 999 88 77" if name == "father" else ""}
            if step == "email":
                body = {"code": digits(school, name)}
            if step == "password" and name == "father":
                body = {"password": "vijf gele koeien grazen"}
            response = someone.ask("POST", path, body)
            assert response.status_code == 200, response.text
            if name == "mother":
                got.append(response.content)
    got += [mother.ask("GET", f"/v1/{what}").content for what in ("session", "devices", "details", "password")]
    got.append(mother.ask("POST", "/v1/pull", {"epoch": school.app.parts.identity.epoch}).content)
    for canary in (b"Bart", b"canary", b"03 999 88 77", id_of("father").encode(), b"vader", b"father"):
        assert not any(canary in body for body in got), canary


def test_each_step_is_audited_without_personal_data_in_the_row(school: School, client: Client) -> None:
    someone = start(school, client)
    walk(someone, "email")
    someone.post("/v1/email-confirmation/code", {"code": digits(school, "mother")})
    found = audited(school)
    assert {"agreement_accepted", "password_set", "email_confirmed", "account_activated"} <= {a for _, a, _ in found}
    joined = " ".join(" ".join(each) for each in found)
    assert not any(word in joined for word in ("An Claes", "voorbeeld.be", "noor"))


def test_misuse_is_told_to_the_school(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    someone.post("/v1/misuse", {"text": "Iemand las mijn berichten\x00"})
    assert (id_of("mother"), "misuse_reported", id_of("mother")) in audited(school)
    (detail,) = [row.detail for row in rows(school, t.audit_person)]
    assert detail == "Iemand las mijn berichten"
    assert [effect.kind for effect in rows(school, t.effect)] == ["misuse"]
    for _ in range(5):
        someone.post("/v1/misuse", {})
    assert someone.refused("/v1/misuse", {}, 429) == "too_many_tries"


def test_a_new_account_has_a_username_of_its_own(school: School) -> None:
    def make(connection: Connection) -> list[str]:
        first = accounts.username_for(connection, WILG, "Zoë", "De Smedt")
        accounts.add_account(connection, WILG, "main", first, "Zoë De Smedt")
        return [first, accounts.username_for(connection, WILG, "Zoe", "de Smedt")]

    assert school.db.run_now(make) == ["zoe.desmedt", "zoe.desmedt2"]
