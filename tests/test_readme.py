"""What the README says can be typed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found, language
    return found.group(1)


def test_the_commands_of_run_a_school_make_a_school_with_letters(tmp_path: Path) -> None:
    (tmp_path / "school.toml").write_text(block("toml"), "utf-8")
    lines = [shlex.split(line.replace("/srv/school", "data")) for line in block("sh").splitlines()]
    assert [words[2] for words in lines] == ["init", "add-school", "add-user", "add-user", "letters", "serve"]
    for words in lines[:-1]:
        assert words[0] == "ssdesk"
        command = [sys.executable, "-m", "ssdesk", *words[1:]]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF")


def test_every_make_target_and_file_it_names_is_there() -> None:
    targets = (ROOT / "Makefile").read_text("utf-8").partition("TARGETS = ")[2].splitlines()[0].split()
    assert set(re.findall(r"^make (\S+)", README, re.MULTILINE)) <= set(targets)
    assert set(re.findall(r"tools/make\.py (\w+)", README)) <= set(targets)
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert "://" in name or (ROOT / name).exists(), name
