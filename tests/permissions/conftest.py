"""One world for the tests of permissions, who note in its records what they do, and a small one to spoil."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.permissions import every_check, population
from tests.permissions.life import live
from tests.permissions.world import World
from tests.sizes import LONG

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder without a disk behind it, where there is one: nothing here outlives a crash


def place() -> tempfile.TemporaryDirectory[str]:
    """A folder for a server."""
    return tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """Both schools with everything that happened there; in the short run without the families that are like most."""
    cases = None if LONG else {case.key for school in population.generated() for case in school.cases}
    with place() as folder, World.open(Path(folder, "server"), cases) as opened:
        live(opened)
        yield opened


@pytest.fixture(scope="session")
def small() -> Iterator[World]:
    """Some families of both schools, lived and stopped: a twin of it is a server that a test may spoil."""
    with place() as folder:
        with World.open(Path(folder, "server"), every_check.CASES) as opened:
            live(opened)
        yield opened


@pytest.fixture
def twin(small: World) -> Iterator[World]:
    """A server of this test's own."""
    with place() as folder, small.twin(Path(folder, "server")) as opened:
        yield opened
