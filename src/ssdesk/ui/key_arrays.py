"""Arithmetic on falling arrays of list keys; plain functions, safe in any thread."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


def differences(old: array[int], new: array[int]) -> tuple[list[int], array[int]]:
    """What left and what came from one falling array of keys to another, both falling. Common beginnings and ends
    cost next to nothing, however long."""
    start = _common_start(old, new)
    limit = min(len(old), len(new)) - start
    end = _common_end(old, new, limit)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if not before:
        return [], after
    known, wanted = set(before), set(after)
    return [key for key in before if key not in wanted], array("q", (key for key in after if key not in known))


def _common_start(old: array[int], new: array[int]) -> int:
    """The length of the common beginning."""
    length = min(len(old), len(new))
    start, step = 0, 8192
    while step:
        while start + step <= length and old[start : start + step] == new[start : start + step]:
            start += step
        step //= 8
    return start


def _common_end(old: array[int], new: array[int], limit: int) -> int:
    """The length of the common end, at most `limit`."""
    length, step = 0, 8192
    while step:
        while length + step <= limit:
            one = old[len(old) - length - step : len(old) - length]
            if one != new[len(new) - length - step : len(new) - length]:
                break
            length += step
        step //= 8
    return length


def spans(places: Iterable[int]) -> list[tuple[int, int]]:
    """Places as [first, last] of neighbours, rising."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and found[-1][1] + 1 == place:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
