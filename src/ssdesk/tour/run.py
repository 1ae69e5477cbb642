"""Runs the tour: one picture per step, `tour.json` with what each took, and an exit code that tells the truth."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

from ssdesk.tour import screen
from ssdesk.tour.hands import Hands, Stuck
from ssdesk.tour.story import Story


class Step(msgspec.Struct, frozen=True):
    """`seconds` the step took; `picture`: a file name beside `tour.json`."""

    step: str
    ok: bool
    seconds: float
    picture: str


def tour(folder: Path, *, keyboard: bool = False, until: str = "", patience: float = 20.0) -> int:
    """Walks through the windows that are open. 0 when every step went well; it stops at the first that did not.

    `until`: the last step to do. Prints where the pictures are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hands = Hands(keyboard=keyboard, patience=patience)
    done: list[Step] = []
    for name, act in Story(hands, folder).steps():
        began = time.perf_counter()
        try:
            act()
            ok = True
        except Stuck as stuck:
            ok = False
            print(f"{name}: {stuck}", file=sys.stderr)
            screen.grab(screen.front()).save(str(folder / f"{name}-failed.png"))
        picture = f"{name}.png" if ok and (folder / f"{name}.png").exists() else f"{name}-failed.png" if not ok else ""
        done.append(Step(name, ok, round(time.perf_counter() - began, 2), picture))
        print(f"{'ok  ' if ok else 'FAIL'} {name} {done[-1].seconds:.1f} s")
        if not ok or name == until:
            break
    (folder / "tour.json").write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=2))
    print(f"{sum(step.ok for step in done)} of {len(done)} steps went well. The pictures are in {folder.resolve()}")
    return 0 if all(step.ok for step in done) else 1
