"""Leaks planted in the server are caught, each by the check that is meant for it; without a leak nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.permissions import every_check
from tests.permissions.conftest import place
from tests.permissions.life import live
from tests.permissions.planted import LEAKS, Leak, planted
from tests.permissions.world import World
from tests.sizes import LONG, size

pytestmark = pytest.mark.xdist_group("permissions")


DEAR = "state"  # the check that tries what every other one tries, twice


def one_of_each_kind() -> list[Leak]:
    """A leak for each check, and rather one that needs no world of its own."""
    found: dict[str, Leak] = {}
    for leak in sorted(LEAKS, key=lambda one: one.from_the_start):
        found.setdefault(leak.caught_by, leak)
    return [leak for check, leak in found.items() if check != DEAR]


def caught(leak: Leak, small: World) -> list[str]:
    """What the leak's check finds, in a world that lived with the leak from its first day or got it afterwards."""
    check = every_check.CHECKS[leak.caught_by]
    with place() as folder, planted(leak):
        home = Path(folder, "server")
        with World.open(home, every_check.CASES) if leak.from_the_start else small.twin(home) as world:
            if leak.from_the_start:
                live(world)
            return every_check.found(world, check)


def test_without_a_leak_no_check_finds_anything(small: World) -> None:
    with place() as folder, small.twin(Path(folder, "server")) as world:
        for name, check in list(every_check.CHECKS.items())[:: size(3, 1)]:
            assert every_check.found(world, check) == [], name


def test_every_leak_has_its_place_in_the_source() -> None:
    for leak in LEAKS:
        with planted(leak):
            pass


@pytest.mark.parametrize("leak", LEAKS if LONG else one_of_each_kind(), ids=lambda leak: leak.name)
def test_a_planted_leak_is_caught(leak: Leak, small: World, expect_log: Callable[..., None]) -> None:
    expect_log(".", required=False)  # a server with a leak may stumble over it
    assert caught(leak, small)
