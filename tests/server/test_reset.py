"""A forgotten password (A8): by mail to a confirmed address or by a code from the office. Nothing is lost by it, and
the answers tell nobody who has an account."""

from __future__ import annotations

from typing import Any

import pytest

from ssdesk.server import codes, reset_codes
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
from tests.server.post import Post

NEW = "zeven rode fietsen rusten"


def asked(school: School, client: Client, username: str, email: str = "") -> list[str]:
    """Asks, and lets the queue be emptied: to whom mails went."""
    someone = Someone(client)
    assert someone.post("/v1/reset", {"username": username, "email": email}) == {}
    with Post(school) as post:
        post.deliver()
        return sorted(mail.to for mail in post.arrived if "wachtwoord" in mail.subject)


def mailed_code(school: School, client: Client, email: str = "mother@example.org") -> str:
    Someone(client).post("/v1/reset", {"username": email})
    with Post(school) as post:
        post.deliver()
        return post.arrived[-1].line("Uw code: ")


def complete(someone: Someone, code: str, username: str = "noor", password: str = NEW) -> Any:
    body = {"username": username, "code": code, "password": password, "device_name": "Laptop"}
    return someone.ask("POST", "/v1/reset/complete", body)


def test_the_code_of_the_mail_sets_a_new_password_and_signs_in(school: School, client: Client) -> None:
    with_password(school, "mother")
    before = signed_in(client, "noor")
    code, someone = mailed_code(school, client), Someone(client)
    response = complete(someone, code)
    assert (response.status_code, response.json()["state"]["step"]) == (200, "active")
    assert Someone(client).sign_in("noor", PASSWORD).status_code == 401
    signed_in(client, "noor", NEW)
    assert before.ask("GET", "/v1/session").json()["code"] == "signed_out"  # signed out, not told to erase
    assert (id_of("mother"), "password_reset", id_of("mother")) in audited(school)


def test_a_reset_loses_nothing(school: School, client: Client) -> None:
    with_password(school, "mother")
    kept = school.payload(WILG, "account", id_of("mother"))
    assert complete(Someone(client), mailed_code(school, client)).status_code == 200
    assert school.payload(WILG, "account", id_of("mother")) == kept


def test_a_code_works_once(school: School, client: Client) -> None:
    with_password(school, "mother")
    code = mailed_code(school, client)
    assert complete(Someone(client), code).status_code == 200
    response = complete(Someone(client), code)
    assert (response.status_code, response.json()["code"]) == (422, "wrong_code")


def test_a_password_that_the_school_does_not_take_leaves_the_code(school: School, client: Client) -> None:
    with_password(school, "mother")
    code = mailed_code(school, client)
    assert complete(Someone(client), code, password="Noor Peeters 1").json()["code"] == "password-own-detail"
    assert complete(Someone(client), code).status_code == 200


def test_a_code_expires_two_hours_after_its_mail_went_out(school: School, client: Client) -> None:
    with_password(school, "mother")
    Someone(client).post("/v1/reset", {"username": "mother@example.org"})
    with Post(school) as post:
        post.deliver(0)  # who is meant is found out
        school.clock.advance(hours=5)  # the mail server was away
        post.deliver()
        code = post.arrived[-1].line("Uw code: ")
    school.clock.advance(hours=1.9)
    assert complete(Someone(client), code, password="kort").json()["code"] == "password-too-simple"
    school.clock.advance(hours=0.2)
    assert complete(Someone(client), code).json()["code"] == "wrong_code"


def test_the_answer_is_the_same_whoever_is_asked_for(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "father", email_confirmed_at=None)
    answers = []
    for username, email in [
        ("mother@example.org", ""),
        ("noor", "mother@example.org"),
        ("noor", "father@example.org"),
        ("nobody", "nobody@example.org"),
        ("nobody@example.org", ""),
    ]:
        response = Someone(client).ask("POST", "/v1/reset", {"username": username, "email": email})
        answers.append((response.status_code, response.content, dict(response.headers)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 200
    assert len(rows(school, t.effect)) == len(answers)  # the work too: one row each


def test_a_username_alone_is_asked_for_its_address_whether_it_exists_or_not(school: School, client: Client) -> None:
    """A mail to all accounts of a username would tell each of them that somebody else asked."""
    answers = [Someone(client).ask("POST", "/v1/reset", {"username": name}) for name in ("noor", "nobody")]
    assert answers[0].content == answers[1].content
    assert (answers[0].status_code, answers[0].json()["code"]) == (422, "which_email")


def test_only_the_account_that_is_meant_gets_a_mail(school: School, client: Client) -> None:
    for name in ("mother", "father", "sams-mother"):
        with_password(school, name)
    change(school, "sams-mother", email="mother@example.org")
    assert asked(school, client, "noor", "mother@example.org") == ["mother@example.org"]
    school.clock.advance(hours=3)
    assert asked(school, client, "mother@example.org") == ["mother@example.org"] * 2  # one for each of her children
    assert asked(school, client, "lotte", "mother@example.org") == []
    assert asked(school, client, "nobody@example.org") == []


@pytest.mark.parametrize("values", [{"email_confirmed_at": None}, {"state": "excluded"}, {"state": "closed"}])
def test_no_mail_goes_to_who_could_not_use_it(school: School, client: Client, values: dict[str, Any]) -> None:
    with_password(school, "mother")
    change(school, "mother", **values)
    assert asked(school, client, "mother@example.org") == []


def test_asking_again_at_once_sends_no_second_mail(school: School, client: Client) -> None:
    with_password(school, "mother")
    assert len(asked(school, client, "mother@example.org")) == 1
    assert len(asked(school, client, "mother@example.org")) == 0
    school.clock.advance(seconds=61)
    assert len(asked(school, client, "mother@example.org")) == 1


def test_asking_for_one_address_over_and_over_is_slowed_down(school: School, client: Client) -> None:
    for _ in range(6):
        Someone(client).post("/v1/reset", {"username": "mother@example.org"})
    assert Someone(client).refused("/v1/reset", {"username": "mother@example.org"}, 429) == "too_many_tries"


def test_the_code_of_one_account_opens_no_other(school: School, client: Client) -> None:
    """The same username, the same child's twin, the same id at another school: none of them."""
    for name in ("mother", "father", "sams-mother"):
        with_password(school, name)
    code = mailed_code(school, client)
    assert complete(Someone(client), code, "sam").json()["code"] == "wrong_code"
    assert complete(Someone(client, TOREN), code, "noor").json()["code"] == "wrong_code"
    password = row(school, "father").password
    assert complete(Someone(client), code).json()["state"]["account"] == id_of("mother")
    assert row(school, "father").password == password


def test_wrong_codes_are_all_one_answer_and_slow_down(school: School, client: Client) -> None:
    with_password(school, "mother")
    mailed_code(school, client)
    one = complete(Someone(client), "ABCD EFGH JKMN PQRS")
    other = complete(Someone(client), "ABCD EFGH JKMN PQRS", "nobody")
    assert (one.status_code, one.content, dict(one.headers)) == (other.status_code, other.content, dict(other.headers))
    for _ in range(5):
        complete(Someone(client), "ABCD EFGH JKMN PQRS")
    assert complete(Someone(client), "ABCD EFGH JKMN PQRS").status_code == 429


def test_a_code_that_was_guessed_at_often_dies(school: School, client: Client) -> None:
    with_password(school, "mother")
    code = mailed_code(school, client)
    for _ in range(reset_codes.TRIES):
        school.clock.advance(seconds=60)
        assert complete(Someone(client), "ABCD EFGH JKMN PQRS").status_code in (422, 429)
        school.db.run_now(lambda connection: connection.execute(t.throttle.delete()) and None)
    assert complete(Someone(client), code).json()["code"] == "wrong_code"


def test_changing_the_address_voids_the_code_that_went_to_the_old_one(school: School, client: Client) -> None:
    with_password(school, "mother")
    code = mailed_code(school, client)
    signed_in(client, "noor").post("/v1/details", {"email": "new@example.org", "role": "mother"})
    assert complete(Someone(client), code).json()["code"] == "wrong_code"


def test_by_the_confirmed_address_the_code_works_too(school: School, client: Client) -> None:
    with_password(school, "mother")
    assert complete(Someone(client), mailed_code(school, client), "Mother@example.org").status_code == 200


def test_what_is_mailed_lies_nowhere_in_the_database(school: School, client: Client) -> None:
    with_password(school, "mother")
    code = mailed_code(school, client)
    assert codes.normalized(code).encode() not in on_disk(school)
    assert code.encode() not in on_disk(school)


def test_the_letter_of_an_account_without_password_is_no_reset_code(school: School, client: Client) -> None:
    letter = invited(school, "mother")
    assert complete(Someone(client), letter).json()["code"] == "wrong_code"


def test_a_suspended_account_may_reset_its_password_and_stays_suspended(school: School, client: Client) -> None:
    with_password(school, "mother")
    change(school, "mother", state="suspended", reason="x")
    assert complete(Someone(client), mailed_code(school, client)).json()["state"]["step"] == "suspended"
