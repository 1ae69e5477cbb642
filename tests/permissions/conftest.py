"""One world for all tests of permissions: what they do in it, they note in its records."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.permissions.life import live
from tests.permissions.world import World

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder without a disk behind it, where there is one: nothing here outlives a crash


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """Both schools with everything that happened there."""
    place = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
    with place as folder, World.open(Path(folder, "server")) as opened:
        live(opened)
        yield opened
