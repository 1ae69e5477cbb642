"""What a start spends its time on: when each step was reached, and what was imported before and after the first
picture."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ssdesk.bench import prepared, start
from ssdesk.bench.child import Life, lived
from ssdesk.bench.size import Size
from ssdesk.bench.timing import median

TOP = 25
STARTS = 7
STEPS = ("python", "imported", "application", "desktop", "painted", "begun", "opened", "inbox")
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")
_MARK = re.compile(r"mark: (\S+)")


@dataclass(frozen=True, slots=True)
class Import:
    """Milliseconds of the module alone, and with what it imported. `after`: the step that had been reached."""

    name: str
    alone: float
    whole: float
    after: str


def profile(size: Size) -> Iterator[str]:
    """Lines of the report."""
    base = prepared.computer(size.messages)
    lives = [start.inbox(base) for _ in range(size.turns(STARTS))]
    bare = median([start.bare().marks["painted"] for _ in range(size.turns(STARTS))])
    yield f"A bare window is painted after {bare:.0f} ms. ssdesk, median of {len(lives)} starts:"
    yield from _steps(lives)
    imports = list(_imports(lived("program", base, "inbox", 0, python=("-X", "importtime")).errors))
    before = [found for found in imports if found.after in STEPS[: STEPS.index("painted")]]
    after = [found for found in imports if found not in before]
    yield "With every import timed, which makes all of them slower:"
    yield from _report("before the first picture", before)
    yield from _report("after it, up to the first page of the inbox", after)


def _steps(lives: list[Life]) -> Iterator[str]:
    earlier = 0.0
    for step in STEPS:
        at = median([life.marks[step] for life in lives])
        yield f"  {at:7.0f} ms  {at - earlier:+7.0f}  {step}"
        earlier = at


def _imports(errors: str) -> Iterator[Import]:
    reached = ""
    for line in errors.splitlines():
        if mark := _MARK.match(line):
            reached = mark[1]
        elif found := _IMPORT.match(line):
            yield Import(found[4], int(found[1]) / 1000, int(found[2]) / 1000, reached or STEPS[0])


def _report(when: str, imports: list[Import]) -> Iterator[str]:
    total = sum(found.alone for found in imports)
    yield f"{len(imports)} modules, {total:.0f} ms, {when}. By package, alone:"
    packages = sorted(_by_package(imports).items(), key=lambda item: -item[1])
    yield "  " + ", ".join(f"{name} {spent:.0f}" for name, spent in packages[:TOP] if spent >= 0.5)
    yield f"The {TOP} that took longest, with what they imported:"
    for found in sorted(imports, key=lambda found: -found.whole)[:TOP]:
        yield f"  {found.whole:7.1f} ms  {found.alone:7.1f} alone  {found.name}  (after: {found.after})"


def _by_package(imports: Iterable[Import]) -> dict[str, float]:
    spent: defaultdict[str, float] = defaultdict(float)
    for found in imports:
        parts = found.name.split(".")
        spent[".".join(parts[:2]) if parts[0] == "ssdesk" else parts[0]] += found.alone
    return spent
