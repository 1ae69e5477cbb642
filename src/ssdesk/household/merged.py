"""One list over several replicas. A merged key is the replica's key ≪ 8 | the account's slot: still newest first."""

from __future__ import annotations

import heapq
import logging
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from ssdesk.errors import SsdeskError
from ssdesk.household.home import Home
from ssdesk.replica import Replica
from ssdesk.replica.database import Cancelled
from ssdesk.replica.hits import NOTHING, Hit
from ssdesk.replica.inbox import Filter, MessageRow

log = logging.getLogger(__name__)

SLOT_BITS = 8
_SLOT = (1 << SLOT_BITS) - 1
_T = TypeVar("_T")


class Found(msgspec.Struct, frozen=True):
    """A row with the account it is of. `key` is the merged one, `hit` what a search found in it."""

    key: int
    home: Home
    row: MessageRow
    hit: Hit = NOTHING


class Part(Protocol):
    """One account of the list."""

    @property
    def slot(self) -> int: ...
    @property
    def view(self) -> Home: ...
    @property
    def replica(self) -> Replica | None: ...


def merged_key(key: int, slot: int) -> int:
    return key << SLOT_BITS | slot


def apart(key: int) -> tuple[int, int]:
    """The slot and the replica's key of a merged key."""
    return key & _SLOT, key >> SLOT_BITS


class MergedInbox:
    """Answers as a list model's source does, from whatever thread. An account that cannot be read is left out: it holds
    up nobody, and its home says what is wrong. SsdeskError: the only one cannot be read.

    `parts` is asked at each call, so that an account that was opened meanwhile takes part.
    """

    def __init__(self, parts: Callable[[], Sequence[Part]], filter_: Filter) -> None:
        self._parts, self._filter = parts, filter_

    def first_page(self, limit: int) -> list[Found]:
        pages = self._each(lambda part, replica: _found(part, replica.inbox.first_page(self._filter, limit)))
        return self._with_hits(list(heapq.merge(*pages, key=lambda found: -found.key))[:limit])

    def keys(self) -> array[int]:
        """Of the whole answer, newest first. Sorting finds the runs that the replicas gave, so this is a merge."""
        runs = self._each(lambda part, replica: replica.inbox.keys(self._filter, bits=SLOT_BITS, low=part.slot))
        if len(runs) == 1:
            return runs[0]
        return array("q", sorted((key for run in runs for key in run), reverse=True))

    def rows(self, keys: Iterable[int]) -> list[Found]:
        asked = _by_slot(keys)
        pages = self._each(
            lambda part, replica: _found(part, replica.inbox.rows(asked[part.slot])) if part.slot in asked else []
        )
        return self._with_hits([found for page in pages for found in page])

    def present(self, keys: Iterable[int]) -> set[int]:
        asked = _by_slot(keys)
        sets = self._each(
            lambda part, replica: {
                merged_key(key, part.slot) for key in replica.inbox.present(self._filter, asked.get(part.slot, ()))
            }
        )
        return set().union(*sets)

    def _with_hits(self, rows: list[Found]) -> list[Found]:
        if not self._filter.words.strip() or not rows:
            return rows
        asked = _by_slot(found.key for found in rows)
        pages = self._each(
            lambda part, replica: (
                [
                    (merged_key(key, part.slot), hit)
                    for key, hit in replica.inbox.hits(self._filter, asked[part.slot]).items()
                ]
                if part.slot in asked
                else []
            )
        )
        hits = dict(pair for page in pages for pair in page)
        return [replace(found, hit=hits[found.key]) if found.key in hits else found for found in rows]

    def _each(self, read: Callable[[Part, Replica], _T]) -> list[_T]:
        return each(self._parts(), read)


def each(parts: Iterable[Part], read: Callable[[Part, Replica], _T]) -> list[_T]:
    """What every account that can be read answers. SsdeskError: none of them can."""
    answers, errors = [], []
    for part in parts:
        replica = part.replica
        if replica is None:
            continue
        try:
            answers.append(read(part, replica))
        except Cancelled:  # it is being closed
            continue
        except SsdeskError as error:
            log.warning("An account is left out: %s", error.code)
            errors.append(error)
    if errors and not answers:
        raise errors[0]
    return answers


def _found(part: Part, rows: Iterable[MessageRow]) -> list[Found]:
    home, slot = part.view, part.slot
    return [Found(row.key << SLOT_BITS | slot, home, row) for row in rows]


def _by_slot(keys: Iterable[int]) -> dict[int, list[int]]:
    asked: dict[int, list[int]] = {}
    for key in keys:
        asked.setdefault(key & _SLOT, []).append(key >> SLOT_BITS)
    return asked
