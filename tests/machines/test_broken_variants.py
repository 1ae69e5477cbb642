"""The histories are worth something: they catch our own code when it is broken in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.machines.broken_variants import AT_RANDOM, VARIANTS, at_random, caught, ground
from tests.machines.directed import SOUND, STEPS, play
from tests.sizes import LONG

QUICK = ("global_cursor", "same_epoch")  # random histories catch these within seconds


@pytest.fixture(scope="module", autouse=True)
def school() -> Iterator[None]:
    with ground():
        yield


@pytest.mark.parametrize("name", AT_RANDOM if LONG else QUICK)
def test_code_broken_in_one_place_is_caught_by_random_histories(name: str, expect_log: Callable[..., None]) -> None:
    expect_log("", required=False)  # broken code complains of whatever it likes
    assert caught(VARIANTS[name], at_random)


@pytest.mark.parametrize("name", VARIANTS)
def test_code_broken_in_one_place_is_caught_by_a_history_that_sound_code_passes(
    name: str, expect_log: Callable[..., None]
) -> None:
    expect_log("", required=False)
    play(STEPS[name])
    assert caught(VARIANTS[name], lambda: play(STEPS[name]))


@pytest.mark.parametrize("name", SOUND)
def test_what_went_wrong_once_goes_well(name: str) -> None:
    play(SOUND[name])
