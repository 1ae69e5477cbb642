"""The house stays as it was drawn: floors, sizes, and what each floor can do without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_no_import_goes_up_the_floors() -> None:
    command = [Path(sys.executable).parent / "lint-imports", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_longer_than_500_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in (*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py"))
    }
    print("Over 300 lines:", {name: lines for name, lines in lengths.items() if lines > 300})
    assert {name: lines for name, lines in lengths.items() if lines > 500} == {}


def test_records_of_the_desktop_are_structs() -> None:
    """A dataclass costs a start forty times as much; only where values are worked out once there is one."""
    package = ROOT / "src" / "ssdesk"
    others = {"server", "papers", "demo", "tour", "bench"}
    ours = [path for path in SOURCES if path.relative_to(package).parts[0] not in others]
    found = {path.relative_to(package).as_posix() for path in ours if "@dataclass" in path.read_text("utf-8")}
    assert found == {"models/table.py", "rules/agreements/situation.py"}


@pytest.mark.parametrize(
    ("floor", "without"),
    [
        ("protocol", ("PySide6", "sqlalchemy", "sqlcipher3", "httpx2", "keyring", "starlette")),
        ("rules", ("PySide6", "sqlalchemy", "sqlcipher3", "httpx2", "keyring", "starlette")),
        ("server", ("PySide6", "keyring", "sqlcipher3", "httpx2")),
    ],
)
def test_floor_works_without_what_it_must_not_know(floor: str, without: tuple[str, ...]) -> None:
    """All modules of the floor are imported in a fresh interpreter; none of the packages comes along."""
    names = [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.is_relative_to(ROOT / "src" / "ssdesk" / floor) and "migrations" not in path.parts
    ]
    assert names
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print([name for name in {without!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
