"""The two real processes, started and killed: the school's server as it is installed, and a desktop without windows."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import msgspec

from tests.kill.told import Line, Plan
from tests.school import MONDAY

ROOT = Path(__file__).resolve().parents[2]
AT_MOST_S = 120.0  # for a program that hangs; it says nothing about how fast one must be
_JUMP_MS = 7 * 60_000  # longer than a mail is leased and a notice waits for others together


class Hangs(AssertionError):
    """What was waited for did not come."""


class SchoolTime:
    """Every start of a program finds it some minutes later, so that what was leased or put off is due again."""

    def __init__(self) -> None:
        self._began, self._jumped = time.monotonic(), 0

    def at_start(self) -> int:
        self._jumped += _JUMP_MS
        return MONDAY + self._jumped + int(1000 * (time.monotonic() - self._began))


def wait_for(reached: Callable[[], object], what: str, *, every_s: float = 0.002) -> None:
    until = time.monotonic() + AT_MOST_S
    while not reached():
        if time.monotonic() > until:
            raise Hangs(what)
        time.sleep(every_s)


class _Process:
    """Killed at the latest by `kill`; its errors go to a file."""

    def __init__(self, words: list[str], log: Path, source: Path | None) -> None:
        environment = {**os.environ, "PYTHONPATH": str(source)} if source else dict(os.environ)
        with log.open("ab") as errors:
            self._popen = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self._ended = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self._popen.stdout,), daemon=True)
        self._reader.start()

    def _read(self, out: IO[bytes]) -> None:
        """What was written in whole lines before a kill is still read after it."""
        with out:
            for line in out:
                if line.endswith(b"\n"):
                    self.hear(line)
        self._ended.set()

    def hear(self, line: bytes) -> None:
        raise NotImplementedError

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def kill(self) -> None:
        """SIGKILL. Everything it said was heard when this returns."""
        self._popen.kill()
        self._popen.wait()
        self._reader.join()
        assert self._popen.stdin is not None
        self._popen.stdin.close()

    def tell(self, word: str) -> None:
        assert self._popen.stdin is not None
        self._popen.stdin.write(f"{word}\n".encode())
        self._popen.stdin.flush()


class Server(_Process):
    def __init__(self, folder: Path, port: int, now: int, source: Path | None = None) -> None:
        self.ready = False
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=now)
        words = ["-m", "tests.kill.server_process", str(folder), "--port", str(port), "--clock", moment.isoformat()]
        super().__init__(words, folder.with_name("server.log"), source)

    def hear(self, line: bytes) -> None:
        self.ready = self.ready or b"http://" in line

    def wait_until_ready(self) -> None:
        wait_for(lambda: self.ready or not self.alive, "the server did not start")
        if not self.ready:
            raise Hangs("the server ended by itself")


class Desktop(_Process):
    """`heard`: everything it said. `done`: how many things it did. `dies_at`: the event at which it is killed."""

    def __init__(self, plan: Plan, log: Path, source: Path | None = None) -> None:
        self.plan, self.heard = plan, list[Line]()
        self.done = 0
        self.started = False
        self.dies_at = ""
        plan_json = msgspec.json.encode(plan).decode()
        super().__init__(["-W", "error", "-m", "tests.kill.desktop_process", plan_json], log, source)

    def hear(self, line: bytes) -> None:
        told = msgspec.json.decode(line, type=Line)
        self.heard.append(told)
        self.done += told.event == "did"
        self.started = self.started or told.event == "started"
        if told.event == self.dies_at:
            self._popen.kill()

    def wait_until(self, reached: Callable[[], object], what: str) -> None:
        """Hangs: it ended by itself, or nothing came."""
        wait_for(lambda: reached() or not self.alive, what)
        if not reached() and not self.alive:
            raise Hangs(f"{what}: the desktop ended by itself")

    def rest(self) -> None:
        """Asks it to send and fetch everything and to end."""
        self.tell("rest")
        wait_for(lambda: not self.alive, "the desktop did not come to rest")
        self.kill()
        if not self.heard or self.heard[-1].event != "resting":
            raise Hangs("the desktop ended before it came to rest")
