"""One program per profile, in real processes: a second start raises the first window, also after a kill -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ssdesk.ui.instance import Instance

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from ssdesk.ui.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
instance.raised.connect(lambda: print("raised", flush=True))
print("first" if instance.claim() else "second", flush=True)
app.exec()
"""
SECOND = FIRST.replace("app.exec()", "")
LIMIT_S = 60


class Started:
    def __init__(self, code: str, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True, env=os.environ.copy()
        )

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self) -> int:
        return self.process.wait(LIMIT_S)


@pytest.fixture
def start() -> Iterator[object]:
    running: list[Started] = []

    def begin(code: str, *words: str) -> Started:
        running.append(Started(code, *words))
        return running[-1]

    yield begin
    for started in running:
        with suppress(ProcessLookupError):
            started.process.kill()
        started.process.wait(LIMIT_S)
        if started.process.stdout is not None:
            started.process.stdout.close()


def test_second_start_raises_the_first_window_and_ends(start: type[Started], tmp_path: Path) -> None:
    first = start(FIRST, str(tmp_path))
    assert first.says() == "first"
    second = start(SECOND, str(tmp_path))
    assert (second.says(), second.end()) == ("second", 0)
    assert first.says() == "raised"


def test_program_that_was_killed_holds_up_nobody(start: type[Started], tmp_path: Path) -> None:
    first = start(FIRST, str(tmp_path))
    assert first.says() == "first"
    first.process.send_signal(signal.SIGKILL)
    first.end()
    assert start(FIRST, str(tmp_path)).says() == "first"


def test_another_profile_has_a_window_of_its_own(start: type[Started], tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        assert start(FIRST, str(folder)).says() == "first"


def test_profile_is_free_again_once_released(tmp_path: Path, qapp: object) -> None:
    first, second = Instance(tmp_path), Instance(tmp_path)
    assert first.claim()
    first.release()
    assert second.claim()
    second.release()
