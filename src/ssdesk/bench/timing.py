"""Clocks, and taking turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def cpu_s(work: Callable[[], object]) -> float:
    """Seconds of processor time that this process spent meanwhile."""
    began = time.process_time()
    work()
    return time.process_time() - began


def wall_ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def in_turns(
    limit: Callable[[], float], ssdesk: Callable[[], float], times: int, *, warm: int = 1
) -> tuple[list[float], list[float]]:
    """What both measured, so many times each and one after the other, after `warm` turns that do not count."""
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(warm + times):
        for measured, values in zip((limit, ssdesk), found, strict=True):
            value = measured()
            if turn >= warm:
                values.append(value)
    return found


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 19 of 20 do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 19 // 20) - 1)]
