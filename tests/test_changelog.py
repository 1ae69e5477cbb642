"""The changelog can be read by people and by tools: keepachangelog.com 1.1.0."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import ssdesk

ROOT = Path(__file__).resolve().parent.parent
LINES = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
RELEASES = [line for line in LINES if line.startswith("## ")]
SECTIONS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Absent yet"}


def test_first_release_in_the_changelog_is_unreleased() -> None:
    assert RELEASES[0] == "## [Unreleased]"


def test_every_other_release_has_a_version_and_a_day_newest_first() -> None:
    found = [re.fullmatch(r"## \[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", line) for line in RELEASES[1:]]
    assert all(found), RELEASES
    versions = [tuple(map(int, match.groups()[:3])) for match in found if match]
    assert versions == sorted(versions, reverse=True)


def test_sections_are_known_and_not_empty() -> None:
    sections = [(number, line.removeprefix("### ")) for number, line in enumerate(LINES) if line.startswith("### ")]
    assert {name for _, name in sections} <= SECTIONS
    for number, name in sections:
        following = [line for line in LINES[number + 1 :] if line.strip()][:1]
        assert following, name
        assert following[0].startswith("- "), name


def test_the_program_knows_its_version() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert written == version("ssdesk") == ssdesk.__version__
