"""Signing in, forgotten passwords and own details never tell that another account, address or password exists (A3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.permissions import doors, oracle, reading
from tests.permissions.record import Account, Record
from tests.permissions.wire import Answer
from tests.permissions.world import World

pytestmark = pytest.mark.xdist_group("permissions")

NOBODY = "niemand.nergens"


def post(world: World, record: Record, path: str, **body: Any) -> Answer:
    """As somebody who is not signed in."""
    return world.wire.ask("POST", f"/{record.slug}{path}", body=body)


def alike(record: Record, answers: dict[str, Answer]) -> None:
    """All answers are the same but for the name that was given."""
    texts = {(answer.status, answer.sent.replace(name.encode(), b"?")) for name, answer in answers.items()}
    assert len(texts) == 1, (record.slug, texts)


def names(record: Record) -> tuple[list[str], list[str]]:
    """Usernames, and addresses, of accounts in every state and of nobody."""
    usernames, addresses = [NOBODY], [f"{NOBODY}@voorbeeld.be"]
    for state in ("active", "suspended", "excluded", "closed", "invited"):
        account = next((one for one in record.accounts.values() if one.state == state), None)
        if account is not None:
            usernames.append(account.username)
            addresses += [account.email] if account.email else []
    return usernames, addresses


def test_a_refused_sign_in_is_the_same_for_those_who_are_there_and_for_nobody(twin: World) -> None:
    for record in twin.records.values():
        given = {"password": "Dit is het niet 1", "device_name": "Computer"}
        both = [name for group in names(record) for name in group]
        alike(record, {name: post(twin, record, "/v1/session", username=name, **given) for name in both})


def test_asking_for_a_new_password_is_answered_the_same_for_everybody(twin: World) -> None:
    """With a username alone, an address alone, or both, also of different people."""
    for record in twin.records.values():
        usernames, addresses = names(record)
        alike(record, {name: post(twin, record, "/v1/reset", username=name) for name in usernames})
        alike(record, {name: post(twin, record, "/v1/reset", username=name) for name in addresses})
        for address in addresses:
            twin.now += 24 * 3_600_000  # who asks often must wait, whoever it is about
            asked = {name: post(twin, record, "/v1/reset", username=name, email=address) for name in usernames}
            alike(record, asked)


def test_a_wrong_code_for_a_new_password_is_refused_the_same_for_everybody(twin: World) -> None:
    for record in twin.records.values():
        given = {"code": "000000", "password": "Nieuw en lang 1", "device_name": "Computer"}
        for group in names(record):
            alike(record, {n: post(twin, record, "/v1/reset/complete", username=n, **given) for n in group})


def test_an_address_that_the_other_parent_has_is_taken_like_any_other(twin: World) -> None:
    for record in twin.records.values():
        one, other = next(doors.couples(record))
        answers = {}
        long = "x" * (len(other.email) - len("@voorbeeld.be"))
        for address in ("eerst@voorbeeld.be", other.email, f"{long}@voorbeeld.be"):
            details = {"email": address, "role": "other", "phone": "", "mobile": ""}
            answers[address] = twin.ask(record, one, "POST", "/v1/details", details)
        del answers["eerst@voorbeeld.be"]
        alike(record, answers)
        assert {answer.status for answer in answers.values()} == {200}
        assert reading.pulls(twin, record, [other]) == []


def test_a_password_with_words_of_the_other_parent_is_taken(twin: World) -> None:
    """The policy knows only the own record (A6)."""
    record, one, other = next(_invited_beside_somebody(twin))
    assert twin.ask(record, one, "POST", "/v1/agreement", {"version": "2026"}).status == 200
    password = {"password": f"{other.name} {other.phone} 7"}
    answer = twin.ask(record, one, "POST", "/v1/password", password)
    assert answer.status == 200, answer.body


def _invited_beside_somebody(world: World) -> Iterator[tuple[Record, Account, Account]]:
    """Somebody who has a letter only, and an active co-account of the same child."""
    for record in world.records.values():
        accounts = [account for account in record.accounts.values() if account.kind == "co"]
        for one in accounts:
            for other in accounts:
                if one.state == "invited" and not one.times and other.pupil == one.pupil and oracle.enters(other):
                    yield record, one, other
