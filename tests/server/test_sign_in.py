"""Signing in, and what it never tells: whether a name exists, whether there is another account of the child."""

from __future__ import annotations

import asyncio
import logging

import httpx2
import pytest
from sqlalchemy import Connection

from ssdesk.server import accounts, codes
from ssdesk.server import tables as t
from ssdesk.server.hashing import BY_EMAIL, Busy, Cost, Hashing
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

OTHER = "negen groene wolken zingen"


def told(response: httpx2.Response) -> tuple[int, bytes, dict[str, str]]:
    """Everything about an answer that an outsider can compare."""
    return response.status_code, response.content, dict(response.headers)


# ---- The letter's code -----------------------------------------------------------------------------------------------
def test_the_code_of_the_letter_signs_in_however_it_is_written(school: School, client: Client) -> None:
    code = invited(school, "mother")
    for written in (code, code.lower(), codes.grouped(code), "-".join(code), f"  {code.replace('0', 'o')} "):
        answer = signed_in(client, "noor", written).get("/v1/session")
        assert (answer["account"], answer["step"]) == (id_of("mother"), "agreement")
        assert answer["pupil_name"] == "Noor Peeters"


def test_the_code_tells_which_account_of_a_shared_username_is_meant(school: School, client: Client) -> None:
    mothers, fathers = invited(school, "mother"), invited(school, "father")
    assert signed_in(client, "NOOR ", mothers).get("/v1/session")["account"] == id_of("mother")
    assert signed_in(client, "noor", fathers).get("/v1/session")["account"] == id_of("father")


def test_the_code_works_again_until_an_own_password_was_saved(school: School, client: Client) -> None:
    code = invited(school, "mother")
    signed_in(client, "noor", code)
    someone = signed_in(client, "noor", code)
    someone.post("/v1/agreement", {"version": "2026"})
    someone.post("/v1/password", {"password": PASSWORD})
    assert Someone(client).sign_in("noor", code).status_code == 401
    signed_in(client, "noor", PASSWORD)
    assert row(school, "mother").code is None


def test_an_old_code_is_a_wrong_password_like_any_other(school: School, client: Client) -> None:
    code = invited(school, "mother")
    never = told(Someone(client).sign_in("noor", "ABCD EFGH JKMN PQRS"))
    school.clock.advance(days=61)
    assert told(Someone(client).sign_in("noor", code)) == never


def test_a_new_letter_voids_the_code_of_the_one_before(school: School, client: Client) -> None:
    first, second = invited(school, "mother"), invited(school, "mother")
    assert Someone(client).sign_in("noor", first).status_code == 401
    signed_in(client, "noor", second)


def test_the_code_of_one_child_opens_nothing_of_another(school: School, client: Client) -> None:
    code = invited(school, "sams-mother")
    assert Someone(client).sign_in("noor", code).status_code == 401
    assert Someone(client, TOREN).sign_in("sam", code).status_code == 401


def test_a_first_password_that_the_school_brought_along_is_accepted_once(school: School, client: Client) -> None:
    invited(school, "mother")
    hashing = school.app.parts.hashing
    evaluated = hashing.evaluate_now("12/03/2017", WILG, "noor")
    change(school, "mother", code=hashing.initial(WILG, id_of("mother"), evaluated))
    someone = signed_in(client, "noor", "12/03/2017")
    assert Someone(client).sign_in("noor", "12/03/2017").status_code == 401
    assert someone.get("/v1/session")["step"] == "agreement"


def test_codes_have_eighty_bits_and_only_their_keyed_hash_is_kept(school: School) -> None:
    assert len(codes.ALPHABET) == 32
    assert len({codes.new_code() for _ in range(200)}) == 200
    code = invited(school, "mother")
    kept = row(school, "mother").code
    assert len(kept) == 32
    assert code.encode() not in on_disk(school)
    key, mother = school.app.parts.identity.key, id_of("mother")
    assert kept == codes.kept(key, "letter", WILG, mother, code)
    others = [
        codes.kept(b"another key", "letter", WILG, mother, code),
        codes.kept(key, "reset", WILG, mother, code),
        codes.kept(key, "letter", TOREN, mother, code),
        codes.kept(key, "letter", WILG, id_of("father"), code),
    ]
    assert kept not in others


@pytest.mark.parametrize("text", ["", "ABCD", "ABCD EFGH JKMN PQRU", "ABCD EFGH JKMN PQRS T", "ÀBCD EFGH JKMN PQRS"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert codes.normalized(text) == ""


# ---- Own passwords ---------------------------------------------------------------------------------------------------
def test_a_password_signs_in_with_the_username_or_the_confirmed_address(school: School, client: Client) -> None:
    with_password(school, "mother")
    for name in ("noor", "Noor", "mother@example.org", " MOTHER@Example.org"):
        assert signed_in(client, name).get("/v1/session")["account"] == id_of("mother")


def test_an_address_that_was_not_confirmed_is_no_way_in(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "mother", email_confirmed_at=None)
    assert Someone(client).sign_in("mother@example.org", PASSWORD).status_code == 401


def test_each_account_of_a_username_has_its_own_password(school: School, client: Client) -> None:
    with_password(school, "mother", PASSWORD)
    with_password(school, "father", OTHER)
    assert signed_in(client, "noor", PASSWORD).get("/v1/session")["name"] == "An Claes"
    assert signed_in(client, "noor", OTHER).get("/v1/session")["name"] == "Bart Peeters"


def test_only_where_one_password_fits_several_accounts_the_address_is_asked(school: School, client: Client) -> None:
    with_password(school, "mother")
    with_password(school, "father")
    response = Someone(client).sign_in("noor", PASSWORD)
    assert (response.status_code, response.json()["code"]) == (422, "which_email")
    for name in ("mother", "father"):
        someone = signed_in(client, "noor", PASSWORD, f"{name}@example.org")
        assert someone.get("/v1/session")["account"] == id_of(name)
    assert Someone(client).sign_in("noor", PASSWORD, "nobody@example.org").json()["code"] == "not_decided"
    assert Someone(client).sign_in("noor", OTHER, "mother@example.org").status_code == 401


def test_an_address_that_is_not_confirmed_yet_still_tells_two_accounts_apart(school: School, client: Client) -> None:
    with_password(school, "mother")
    with_password(school, "father")
    change(school, "mother", email_confirmed_at=None, active_at=None, state="invited")
    assert signed_in(client, "noor", PASSWORD, "mother@example.org").get("/v1/session")["step"] == "email"


def test_a_parent_of_two_children_with_one_address_and_password_signs_in_by_username(
    school: School, client: Client
) -> None:
    change(school, "sams-mother", email="mother@example.org")
    with_password(school, "mother")
    with_password(school, "sams-mother")
    response = Someone(client).sign_in("mother@example.org", PASSWORD)
    assert response.json()["code"] == "which_username"
    with_password(school, "sams-mother", OTHER)
    assert signed_in(client, "mother@example.org", OTHER).get("/v1/session")["username"] == "sam"
    assert signed_in(client, "mother@example.org", PASSWORD).get("/v1/session")["username"] == "noor"


def test_equal_passwords_cannot_be_seen_in_the_table(school: School) -> None:
    for name in ("mother", "father", "sams-mother"):
        with_password(school, name)
    assert len({row(school, name).password for name in ("mother", "father", "sams-mother")}) == 3


def test_accents_typed_in_two_ways_are_one_password(school: School, client: Client) -> None:
    with_password(school, "mother", "een café aan zee vandaag")
    signed_in(client, "noor", "een cafe\u0301 aan zee vandaag")


# ---- What an answer tells --------------------------------------------------------------------------------------------
def test_a_wrong_name_a_wrong_password_and_a_wrong_code_are_one_answer(school: School, client: Client) -> None:
    with_password(school, "mother")
    invited(school, "father")
    answers = [
        told(Someone(client).sign_in(name, password, email))
        for name, password, email in [
            ("noor", "wrong", ""),
            ("noor", "", ""),
            ("nobody.here", "wrong", ""),
            ("sam", "wrong", ""),  # exists, has a password
            ("noor", "ABCD EFGH JKMN PQRS", ""),
            ("nobody.here", "ABCD EFGH JKMN PQRS", ""),
            ("mother@example.org", "wrong", ""),
            ("nobody@example.org", "wrong", ""),
            ("noor", "wrong", "mother@example.org"),
            ("noor\x00", "wrong", ""),
            ("", "", ""),
            ("@", "wrong", ""),
        ]
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 401


def test_the_answers_to_one_parent_are_the_same_without_the_other(school: School, client: Client) -> None:
    """The father's account is taken away: every byte that the mother gets is the same as before."""
    with_password(school, "mother")

    def walk() -> list[tuple[int, bytes]]:
        someone = Someone(client)
        found = [someone.sign_in("noor", "wrong"), someone.sign_in("noor", PASSWORD)]
        found += [someone.ask("GET", path) for path in ("/v1/session", "/v1/details", "/v1/password", "/v1/agreement")]
        return [(each.status_code, each.content) for each in found if b"token" not in each.content]

    with_father = walk()
    school.db.run_now(accounts.close, WILG, id_of("father"), school.clock())
    assert walk() == with_father


def test_what_the_table_of_tries_holds_names_nobody(school: School, client: Client) -> None:
    Someone(client).sign_in("noor", "wrong")
    (one, other) = rows(school, t.throttle)
    assert {len(one.key), len(other.key)} == {64}
    assert "noor" not in one.key + other.key


class Counting(Hashing):
    """Counts what it evaluates."""

    def __init__(self) -> None:
        super().__init__(b"key" * 11, Cost(memory_kib=64, passes=1))
        self.asked: list[str] = []

    def evaluate_now(self, password: str, school: str, username: str) -> bytes:
        self.asked.append(username)
        return super().evaluate_now(password, school, username)


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("noor", 1),
        ("nobody.here", 1),
        ("mother@example.org", BY_EMAIL),
        ("nobody@example.org", BY_EMAIL),
    ],
)
def test_the_work_does_not_depend_on_whether_the_name_exists(
    school: School, client: Client, name: str, times: int
) -> None:
    school.app.parts.hashing.close()
    counting = school.app.parts.hashing = Counting()
    Someone(client).sign_in(name, "wrong")
    assert len(counting.asked) == times


def test_a_parent_of_more_children_than_are_evaluated_can_still_use_the_usernames(
    school: School, client: Client
) -> None:
    def five_more(connection: Connection) -> None:
        for number in range(5):
            accounts.add_account(
                connection, WILG, "co", f"child{number}", "An Claes", email="mother@example.org",
                email_confirmed_at=1, agreement="2026",
            )  # fmt: skip

    school.db.run_now(five_more)
    with_password(school, "mother")
    signed_in(client, "noor", PASSWORD)
    assert Someone(client).sign_in("mother@example.org", "wrong").status_code == 401


# ---- Suspended, excluded, closed -------------------------------------------------------------------------------------
def test_a_suspended_account_signs_in_to_read_why_and_until_when(school: School, client: Client) -> None:
    with_password(school, "mother")
    end = school.clock() + 86_400_000
    change(school, "mother", state="suspended", reason="Onbeleefde berichten", until=end)
    someone = signed_in(client, "noor")
    state = someone.get("/v1/session")
    assert (state["step"], state["reason"], state["until"]) == ("suspended", "Onbeleefde berichten", end)
    assert someone.ask("POST", "/v1/details", {"email": "a@b.be", "role": "mother"}).status_code == 403
    pull = someone.ask("POST", "/v1/pull", {"epoch": school.app.parts.identity.epoch})
    assert (pull.status_code, pull.json()) == (403, state)


def test_a_suspension_ends_by_itself(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "mother", state="suspended", reason="Even niet", until=school.clock() + 3_600_000)
    someone = signed_in(client, "noor")
    school.clock.advance(hours=1)
    state = someone.get("/v1/session")
    assert (state["step"], "reason" in state) == ("active", False)
    assert someone.ask("POST", "/v1/pull", {"epoch": school.app.parts.identity.epoch}).status_code == 200
    assert school.payload(WILG, "account", id_of("mother"))["state"] == "active"  # type: ignore[index]


def test_an_excluded_account_is_told_why_and_gets_no_session(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "mother", state="excluded", reason="Afspraken geschonden")
    response = Someone(client).sign_in("noor", PASSWORD)
    assert (response.status_code, response.json()["step"]) == (403, "excluded")
    assert response.json()["reason"] == "Afspraken geschonden"
    assert len(rows(school, t.device, account=id_of("mother"))) == 1  # that of the test school
    assert Someone(client).sign_in("noor", "wrong").status_code == 401


# ---- Sessions --------------------------------------------------------------------------------------------------------
def test_only_the_hash_of_a_token_is_kept(school: School, client: Client) -> None:
    with_password(school, "mother")
    token = signed_in(client, "noor").token
    assert len(token) >= 43  # 256 bits in base64
    assert token.encode() not in on_disk(school)
    assert ("signed_in", id_of("mother")) in {(action, subject) for _, action, subject in audited(school)}


def test_signing_out_ends_this_session_only(school: School, client: Client) -> None:
    with_password(school, "mother")
    one, other = signed_in(client, "noor"), signed_in(client, "noor")
    assert one.ask("DELETE", "/v1/session").status_code == 200
    response = one.ask("GET", "/v1/session")
    assert (response.status_code, response.json()["code"]) == (401, "signed_out")
    assert other.get("/v1/session")["step"] == "active"


def test_a_device_name_of_odd_characters_becomes_one_line(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = Someone(client)
    someone.sign_in("noor", PASSWORD, device="Laptop\r\n\x00\u202evan  An" + "x" * 100)
    (here,) = [device for device in someone.get("/v1/devices")["devices"] if device["current"]]
    assert here["name"].startswith("Laptop van Anxxx")
    assert len(here["name"]) == 80


def test_nothing_secret_is_logged(school: School, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    code = invited(school, "mother")
    with_password(school, "father", PASSWORD)
    token = signed_in(client, "noor", code).token
    signed_in(client, "noor", PASSWORD)
    Someone(client).sign_in("noor", OTHER)
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("ssdesk"))
    assert not any(secret in logged for secret in (code, PASSWORD, OTHER, token))


# ---- The pool --------------------------------------------------------------------------------------------------------
def test_more_sign_ins_than_the_queue_takes_are_asked_to_come_back(school: School, client: Client) -> None:
    with_password(school, "mother")
    hashing = school.app.parts.hashing
    school.app.parts.hashing = Hashing(b"", threads=1, queue=-1)
    for _ in range(8):  # none of these is counted as a try
        response = Someone(client).sign_in("noor", PASSWORD)
        assert (response.status_code, response.json()["code"], response.json()["retry"]) == (503, "busy", True)
        assert response.headers["retry-after"] == "5"
    school.app.parts.hashing = hashing
    signed_in(client, "noor")


def test_the_rest_of_the_server_answers_while_passwords_are_evaluated() -> None:
    """With all threads busy the event loop goes on, and what no longer fits is refused at once."""
    hashing = Hashing(b"k" * 32, Cost(memory_kib=64 * 1024, passes=4), threads=2, queue=2)

    async def scene() -> int:
        busy = [asyncio.ensure_future(hashing.evaluate("x", WILG, [str(number)])) for number in range(4)]
        turns = 0
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await hashing.evaluate("x", WILG, ["one too many"])
        while not all(each.done() for each in busy):
            await asyncio.sleep(0.001)
            turns += 1
        return turns

    assert asyncio.run(scene()) > 4
    hashing.close()
