"""Programs started afresh, offscreen, each measured in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from ssdesk.errors import SsdeskError

PATIENCE_S = 300.0


class _Says(msgspec.Struct, frozen=True):
    marks: dict[str, float]
    rss: float = 0.0
    pss: float = 0.0


@dataclass(frozen=True, slots=True)
class Life:
    """`marks`: milliseconds since it was started. `rss`, `pss`: MiB, 0 where the system does not tell. `errors`: what
    it wrote on standard error."""

    marks: dict[str, float]
    rss: float
    pss: float
    errors: str


def lived(module: str, *words: object, python: tuple[str, ...] = ()) -> Life:
    """Run a program that reports as `bench.said` does, to its end. `python`: options of the interpreter."""
    began = time.monotonic()
    done = _run(module, *words, python=python)
    says = msgspec.json.decode(done.stdout, type=_Says)
    marks = {name: (moment - began) * 1000 for name, moment in says.marks.items()}
    return Life(marks, says.rss, says.pss, done.stderr)


def said(module: str, *words: object) -> bytes:
    """What a program prints."""
    return _run(module, *words).stdout.encode()


def _run(module: str, *words: object, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *python, "-m", f"ssdesk.bench.{module}", *map(str, words)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, capture_output=True, text=True, env=_environment(), timeout=PATIENCE_S, check=False
    )
    if done.returncode:
        raise SsdeskError("{module} ended with {exit}: {said}", module=module, exit=done.returncode, said=done.stderr)
    return done


@contextmanager
def running(*words: str, ready: str) -> Iterator[tuple[int, int]]:
    """A server `python -m …`, ended afterwards: its process id and its port, once it prints a line that holds `ready`
    and ends in a port."""
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_environment()
    ) as process:
        try:
            for line in process.stdout or ():
                port = line.strip().rpartition(":")[2]
                if ready in line and port.isdecimal():
                    yield process.pid, int(port)
                    break
            else:
                raise SsdeskError("{command} did not start.", command=" ".join(command))
        finally:
            process.terminate()


def _environment() -> dict[str, str]:
    """Without a screen, and with modules compiled as an installed program has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}
