"""The tour itself: it walks all the way through real windows, and each kind of its steps catches a planted fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sizes import size

PLANTED = Path(__file__).with_name("planted.py")


def walk(folder: Path, *words: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, steps and output of a tour in a process of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, timeout=280, env=environment
    )
    report = folder / "tour.json"
    steps = json.loads(report.read_bytes()) if report.exists() else []
    return done.returncode, steps, done.stdout + done.stderr


@pytest.mark.parametrize("options", [[], ["--keyboard"]][: size(1, 2)], ids=["mouse", "keyboard"][: size(1, 2)])
def test_a_newcomer_walks_all_the_way_in(tmp_path: Path, options: list[str]) -> None:
    code, steps, said = walk(tmp_path, "-m", "ssdesk", "demo", "--tour", str(tmp_path), *options)
    assert code == 0, said
    assert [step["step"] for step in steps][-1] == "saved"
    assert all(step["ok"] and (tmp_path / step["picture"]).stat().st_size > 2000 for step in steps if step["picture"])
    assert sum(bool(step["picture"]) for step in steps) >= 20


@pytest.mark.parametrize(
    ("fault", "until", "options"),
    [  # one kind of step in every run, all of them in the long one
        ("deaf_button", "school", []),  # press
        ("locked_field", "school", []),  # write
        ("silent_strength", "wizard", []),  # see
        ("open_agreement", "agreement", []),  # cannot press
        ("invisible_window", "school", []),  # picture
        ("sticky_page", "school", []),  # no longer see
        ("unreachable_button", "school", ["--keyboard"]),  # reach with Tab
    ][: size(1, 7)],
)
def test_each_kind_of_step_catches_its_planted_fault(
    tmp_path: Path, fault: str, until: str, options: list[str]
) -> None:
    code, steps, said = walk(tmp_path, str(PLANTED), fault, str(tmp_path), until, *options)
    assert code == 1, said
    assert steps[-1]["step"] == until, said
    assert not steps[-1]["ok"]
    assert all(step["ok"] for step in steps[:-1])
