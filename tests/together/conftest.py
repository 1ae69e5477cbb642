"""Real server, real line but for the cable, real engines and replicas, in one process under one clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.school import School
from tests.together.desktop import Desktop, Family
from tests.together.track import Track, serving


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with School.open(tmp_path / "server") as opened:
        yield opened


@pytest.fixture
def track(school: School) -> Iterator[Track]:
    with serving(school.app) as opened:
        yield opened


@pytest.fixture
def desktops(school: School, track: Track, tmp_path: Path) -> Iterator[Callable[[str], Desktop]]:
    """`desktops("mother")`: that account's desktop, the same one each time."""
    made: dict[str, Desktop] = {}

    def get(name: str) -> Desktop:
        if name not in made:
            made[name] = Desktop(school, track, name, tmp_path / name)
        return made[name]

    yield get
    for desktop in made.values():
        desktop.close()


@pytest.fixture
def family(tmp_path: Path, school: School, track: Track) -> Iterator[Family]:
    made = Family(tmp_path / "home", school, track)
    yield made
    made.household.close()
