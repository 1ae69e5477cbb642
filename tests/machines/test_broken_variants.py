"""The random histories are worth something: they catch our own code when it is broken in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.machines.broken_variants import VARIANTS, caught, ground
from tests.sizes import LONG

QUICK = ("no_drop", "late_answer", "global_cursor", "same_epoch")  # caught within seconds; the long run has them all


@pytest.fixture(scope="module", autouse=True)
def school() -> Iterator[None]:
    with ground():
        yield


@pytest.mark.parametrize("name", sorted(VARIANTS) if LONG else QUICK)
def test_code_broken_in_one_place_is_caught(name: str, expect_log: Callable[..., None]) -> None:
    expect_log("", required=False)  # broken code complains of whatever it likes
    assert caught(VARIANTS[name])
