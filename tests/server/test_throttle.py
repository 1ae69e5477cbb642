"""Waits that grow with wrong tries, and that nobody else can be locked out with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from ssdesk.server import tables as t
from ssdesk.server import throttle
from ssdesk.server.http import Failure
from ssdesk.server.throttle import ADDRESS, PERSON, Limit
from tests.school import WILG, School
from tests.server.conftest import Client, Described
from tests.server.people import PASSWORD, Someone, rows, signed_in, with_password

KEY = b"k" * 32


class Elsewhere(Client):
    """The same server seen from another network address."""

    def __init__(self, school: School, described: Described, address: str) -> None:
        TestClient.__init__(self, school.app, client=(address, 50_000))
        self.described = described


def guess(client: Client, times: int, name: str = "noor") -> httpx2.Response:
    for _ in range(times - 1):
        Someone(client).sign_in(name, "wrong")
    return Someone(client).sign_in(name, "wrong")


@contextmanager
def too_early() -> Iterator[Any]:
    with pytest.raises(Failure) as caught:
        yield caught
    assert caught.value.status == 429


def attempt(school: School, *found: throttle.Count) -> None:
    school.db.run_now(throttle.attempt, WILG, found, school.clock())


def test_typing_errors_cost_nothing_and_guessing_costs_more_each_time(school: School, client: Client) -> None:
    with_password(school, "mother")
    assert guess(client, PERSON.free).status_code == 401
    assert guess(client, 1).status_code == 401  # this one earns the first wait
    waits = []
    for _ in range(7):
        response = guess(client, 1)
        assert (response.status_code, response.json()["code"]) == (429, "too_many_tries")
        seconds = response.json()["retry_after_s"]
        assert response.headers["retry-after"] == str(seconds)
        assert "{seconds}" in response.json()["advice"]
        waits.append(seconds)
        school.clock.advance(seconds=seconds)
        assert guess(client, 1).status_code == 401
    assert waits == [30, 60, 120, 240, 480, 900, 900]


def test_the_right_password_waits_too_so_that_a_guesser_learns_nothing_and_then_clears_the_count(
    school: School, client: Client
) -> None:
    with_password(school, "mother")
    guess(client, PERSON.free + 1)
    wrong, right = guess(client, 1), Someone(client).sign_in("noor", PASSWORD)
    assert (wrong.status_code, wrong.content, wrong.headers) == (right.status_code, right.content, right.headers)
    school.clock.advance(seconds=30)
    signed_in(client, "noor")
    assert guess(client, PERSON.free).status_code == 401


def test_asking_during_a_wait_does_not_make_it_longer(school: School, client: Client) -> None:
    guess(client, PERSON.free + 1)
    for _ in range(20):
        assert guess(client, 1).json()["retry_after_s"] == 30
    school.clock.advance(seconds=30)
    assert guess(client, 1).status_code == 401


def test_a_guesser_locks_out_itself_and_not_the_family(school: School, client: Client, described: Described) -> None:
    with_password(school, "mother")
    assert guess(client, PERSON.free + 5).status_code == 429
    signed_in(Elsewhere(school, described, "198.51.100.7"), "noor")


def test_names_that_do_not_exist_wait_exactly_as_those_that_do(school: School, client: Client) -> None:
    with_password(school, "mother")
    real = guess(client, PERSON.free + 2)
    unreal = guess(client, PERSON.free + 2, "nobody.here")
    assert (real.status_code, real.content, real.headers) == (unreal.status_code, unreal.content, unreal.headers)


def test_spelling_a_name_otherwise_is_no_new_name(school: School, client: Client) -> None:
    for name in ("noor", "NOOR", " noor", "Noor ", "nOOR", "noor"):
        Someone(client).sign_in(name, "wrong")
    assert Someone(client).sign_in("NoOr", "wrong").status_code == 429


def test_one_address_that_tries_many_names_is_slowed_down(school: School, client: Client) -> None:
    for number in range(ADDRESS.free + 1):
        assert Someone(client).sign_in(f"name{number}", "wrong").status_code == 401
    assert Someone(client).sign_in("another", "wrong").status_code == 429


def test_a_whole_school_behind_one_address_signs_in_at_once(school: School, client: Client) -> None:
    with_password(school, "mother")
    for _ in range(ADDRESS.free * 2):
        signed_in(client, "noor")


def test_right_sign_ins_in_between_are_no_way_around_the_wait(school: School, client: Client) -> None:
    with_password(school, "mother")
    for number in range(ADDRESS.free + 1):
        Someone(client).sign_in(f"name{number}", "wrong")
    assert Someone(client).sign_in("noor", PASSWORD).status_code == 429
    school.clock.advance(seconds=ADDRESS.first_s)
    signed_in(client, "noor")
    assert Someone(client).sign_in("another", "wrong").status_code == 429


def test_a_host_cannot_change_its_address_within_its_own_network(school: School, described: Described) -> None:
    for number in range(PERSON.free + 1):
        guess(Elsewhere(school, described, f"2001:db8:1:2::{number}"), 1)
    assert guess(Elsewhere(school, described, "2001:db8:1:2:ffff::1"), 1).status_code == 429
    assert guess(Elsewhere(school, described, "2001:db8:1:3::1"), 1).status_code == 401
    assert guess(Elsewhere(school, described, "::ffff:198.51.100.1"), PERSON.free + 1).status_code == 401
    assert guess(Elsewhere(school, described, "198.51.100.1"), 1).status_code == 429


def test_tries_are_forgiven_with_time(school: School) -> None:
    limit = Limit(free=2, first_s=10, longest_s=100, forgiven_s=60)
    row = throttle.one(KEY, limit, "test", "x")
    for _ in range(3):
        attempt(school, row)
    with too_early():
        attempt(school, row)
    school.clock.advance(seconds=10 + 60)  # the wait, and one try forgiven
    attempt(school, row)
    with too_early():
        attempt(school, row)
    school.clock.advance(seconds=10 + 60 * 10)
    for _ in range(3):
        attempt(school, row)


def test_a_try_is_counted_before_it_is_judged_so_that_many_at_once_do_not_slip_through(school: School) -> None:
    """None of these was judged yet, and still the last one waits."""
    pair = throttle.counts(KEY, "sign-in", "noor", "198.51.100.1")
    for _ in range(PERSON.free + 1):
        attempt(school, *pair)
    with too_early():
        attempt(school, *pair)


def test_a_refused_try_leaves_the_other_count_as_it_was(school: School) -> None:
    person, address = throttle.counts(KEY, "sign-in", "noor", "198.51.100.1")
    for _ in range(PERSON.free + 1):
        attempt(school, person)
    for _ in range(3):
        with too_early():
            attempt(school, person, address)
    assert {row.key: row.failures for row in rows(school, t.throttle)} == {person.key: PERSON.free + 1}


def test_rows_of_which_nothing_follows_are_forgotten(school: School) -> None:
    attempt(school, *throttle.counts(KEY, "sign-in", "noor", "198.51.100.1"))
    assert school.db.run_now(throttle.forget, school.clock() + 3_600_000) == 0
    assert school.db.run_now(throttle.forget, school.clock() + 25 * 3_600_000) == 2
    assert not rows(school, t.throttle)
