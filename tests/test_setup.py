"""What the set-up installs: pinned, hashed, complete, and from no address of its own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = (ROOT / "requirements" / "dev.txt").read_text("utf-8").replace("\\\n", "").splitlines()
REQUIREMENTS = [line for line in PINNED if line.strip() and not line.lstrip().startswith("#")]


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def test_every_requirement_is_pinned_with_hashes_and_comes_from_no_address() -> None:
    assert REQUIREMENTS
    for line in REQUIREMENTS:
        assert re.match(r"\S+==\S+", line), line
        assert "--hash=sha256:" in line, line
    assert [line for line in PINNED if "://" in line or line.lstrip().startswith("-")] == []


def test_everything_pyproject_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    wanted += [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    assert {name_of(name) for name in wanted} - {name_of(line) for line in REQUIREMENTS} == set()


def test_every_debian_package_stands_once_in_a_known_group() -> None:
    lines = (ROOT / "tools" / "debian-packages.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if line and line[0] not in "#["]
    assert [line for line in lines if line.startswith("[")] == ["[run]", "[test]"]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", name) for name in names)
