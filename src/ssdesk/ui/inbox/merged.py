"""The rows of all replicas, or of one, as one list."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from ssdesk.household import Found, Household
from ssdesk.replica.inbox import Filter, FolderCount
from ssdesk.ui.inbox.opened import about, listed
from ssdesk.ui.row_delegate import Row


class MergedRows:
    """A `list_model.Source` of rows ready to paint. `account`: "" for all that are open."""

    def __init__(self, household: Household, filter_: Filter, account: str) -> None:
        self._merged = household.merged(filter_, account)

    def first_page(self, limit: int) -> Sequence[Row]:
        return [self._row(found) for found in self._merged.first_page(limit)]

    def keys(self) -> array[int]:
        return self._merged.keys()

    def rows(self, keys: Sequence[int]) -> Sequence[Row]:
        held = self._merged.present(keys)  # a key that changed may be of another folder now, or of a draft
        return [self._row(found) for found in self._merged.rows(keys) if found.key in held]

    def present(self, keys: Sequence[int]) -> set[int]:
        return self._merged.present(keys)

    @staticmethod
    def _row(found: Found) -> Row:
        return listed(found.key, found.row, about(found.home))


def counts(household: Household, account: str) -> Mapping[str, FolderCount]:
    """What each folder holds, over one account or all."""
    found: dict[str, FolderCount] = {}
    for home in household.homes:
        if home.is_open and account in ("", home.name):
            for folder, count in household.replica(home.name).inbox.counts().items():
                known = found.get(folder, FolderCount())
                found[folder] = FolderCount(known.total + count.total, known.unread + count.unread)
    return found


def to_answer(household: Household, account: str) -> int:
    """How many messages still ask an answer, over one account or all."""
    return sum(
        household.replica(home.name).inbox.to_answer()
        for home in household.homes
        if home.is_open and account in ("", home.name)
    )
