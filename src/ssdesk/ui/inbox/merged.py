"""The rows of all replicas, or of one, as one list."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import neg
from types import MappingProxyType

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from ssdesk.household import Found, Household
from ssdesk.household.asked import due_of
from ssdesk.protocol.mailboxes import apart
from ssdesk.replica.asked import asked
from ssdesk.replica.changes import Changes, Touched
from ssdesk.replica.inbox import Filter, FolderCount
from ssdesk.rules.agreements.asked import to_tell
from ssdesk.ui import texts
from ssdesk.ui.inbox.found import marked
from ssdesk.ui.inbox.opened import about, listed
from ssdesk.ui.row_delegate import Row
from ssdesk.ui.shown import shown


class MergedRows:
    """A `list_model.Source` of rows ready to paint. `account`: "" for all that are open.

    `held`: the key of the message that is being read. It stays in a list of unread messages, or of those to answer,
    although reading or answering it made it one that does not belong there. `passes`: when the first of the deadlines
    in what was read so far passes, so that its row says something else.
    """

    def __init__(
        self, household: Household, filter_: Filter, account: str, places: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """`places`: folders by name; what lies in one of them says so."""
        self._merged = household.merged(filter_, account)
        self._wider = household.merged(replace(filter_, unread=False, to_answer=False), account)
        self._terms = asked(filter_.words, texts.school_time(texts.now()).date()).terms
        self._everywhere = not filter_.folder and not filter_.kept
        self._places = places
        self.held: int | None = None
        self.passes: datetime | None = None

    def first_page(self, limit: int) -> Sequence[Row]:
        return [self._row(found) for found in self._merged.first_page(limit)]

    def keys(self) -> array[int]:
        keys, held = self._merged.keys(), self.held
        if held is not None:
            place = bisect_left(keys, -held, key=neg)
            if keys[place : place + 1] != array("q", [held]) and self._wider.present([held]):
                keys.insert(place, held)
        return keys

    def rows(self, keys: Sequence[int]) -> Sequence[Row]:
        here = self.present(keys)  # a key that changed may be of another folder now, or of a draft
        return [self._row(found) for found in self._merged.rows(keys) if found.key in here]

    def present(self, keys: Sequence[int]) -> set[int]:
        here, held = self._merged.present(keys), self.held
        if held is not None and held not in here and held in keys:
            here |= self._wider.present([held])
        return here

    def _row(self, found: Found) -> Row:
        due, now = due_of(found.home, found.row), texts.now()
        passes = due.passes(now)
        if passes is not None and (self.passes is None or passes < self.passes):
            self.passes = passes
        row = listed(found.key, found.row, about(found.home), to_tell(due, now))
        if self._everywhere and found.row.mailbox and found.row.kind == "message":
            box = next((shown(box.name) for box in found.home.mailboxes if box.id == found.row.mailbox), "")
            to_it = QCoreApplication.translate("Row", "{name} to {mailbox}")
            row = replace(row, who=to_it.format(name=row.who, mailbox=box))
        if place := self._places.get(found.row.folder):
            row = _placed(row, place)
        return marked(row, found.hit, self._terms) if self._terms else row


def _placed(row: Row, place: str) -> Row:
    """The row with its folder as its tag; what the reader must know stays beside it."""
    if row.tag_text and row.tag_tone != "neutral":
        return replace(row, tag_text=f"{place} · {row.tag_text}")
    return replace(row, tag_text=place, tag_tone="neutral")


def list_key(household: Household, account: str, key: int) -> int | None:
    """The key in merged lists of a row that has this key in its account."""
    changes = Changes({account: Touched(keys=frozenset({key}))})
    return next(iter(household.merged_keys(changes)), None)


def counts(household: Household, account: str) -> Mapping[str, Mapping[str, FolderCount]]:
    """What each folder of the own mailboxes (""), and of each shared one, holds, over one account or all."""
    found: dict[str, dict[str, FolderCount]] = {"": {}}
    for home in household.homes:
        if home.is_open and account in ("", home.name):
            for code, count in household.replica(home.name).inbox.counts().items():
                mailbox, folder = apart(code)
                folders = found.setdefault(mailbox, {})
                known = folders.get(folder, FolderCount())
                folders[folder] = FolderCount(known.total + count.total, known.unread + count.unread)
    return found


def to_answer(household: Household, account: str, folder: str = "inbox", mailbox: str = "") -> int:
    """How many messages still ask an answer, over one account or all, in a folder or ("") in all but the trash."""
    return sum(
        household.replica(home.name).inbox.to_answer(folder, mailbox=mailbox)
        for home in household.homes
        if home.is_open and account in ("", home.name)
    )
