"""Until when messages of an account are to be opened and answered, by the agreements of its school."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

import msgspec

from ssdesk.household.home import Home
from ssdesk.protocol.agreements import Agreements
from ssdesk.replica import Replica
from ssdesk.replica.inbox import MessageDetail, MessageRow
from ssdesk.rules.agreements.asked import deadlines, reaction_asked, role_of
from ssdesk.rules.agreements.calendar import Due
from ssdesk.rules.agreements.letter import Reader
from ssdesk.rules.working_time import WEEK

_NONE = Due()
_AWAY = ("trash",)
"""Folders in which nothing is to be opened."""


_SOMEBODY = Reader()
"""Who is not in the address book."""


def due_of(home: Home, row: MessageRow, opens_at: datetime | None = None) -> Due:
    """Of a message that came: nothing, once its reader reacted or its sender took back what it asked. `opens_at`: it is
    being opened now, if it was not before. Of a shared mailbox somebody is there every school day."""
    if row.kind != "message" or row.state or row.answered_at or row.response or row.withdrawn_at:
        return _NONE
    own = Reader(home.agreed_role, WEEK if row.mailbox else home.weekdays)
    found = _deadlines(home.agreements, own, row, row.opened_at or opens_at)
    return Due(answer_by=found.answer_by) if row.folder in _AWAY else found


def may_follow(home: Home, row: MessageRow) -> bool:
    """Whether its reader may say that a full answer follows: it asks one, or the school a first reaction."""
    if row.asks or row.answer_by is not None:
        return True
    answers = row.in_reply_to is not None
    return reaction_asked(home.agreements, home.agreed_role, group=row.group, answers=answers)


class Expected(msgspec.Struct, frozen=True):
    """Of an own message. `answers`, `opens`: the moments that its recipients see, the earliest first; several where
    they work on different days. `of`: those of one of them."""

    answers: tuple[datetime, ...] = ()
    opens: tuple[datetime, ...] = ()
    _row: MessageRow | None = None
    _agreements: Agreements | None = None
    _readers: Mapping[str, Reader] = msgspec.field(default_factory=dict)

    @property
    def reacts(self) -> bool:
        """Whether a first reaction of somebody may be waited for."""
        return self._agreements is not None and self._agreements.deadlines.first_reaction.applies_to != "none"

    def passes(self, now: datetime) -> datetime | None:
        """When the next of the moments passes that do not depend on who opened it when."""
        return min((moment for moment in (*self.opens, *self.answers) if moment > now), default=None)

    def of(self, account: str, opened_at: datetime | None) -> Due:
        """Of a recipient who did not react yet."""
        return _NONE if self._row is None else _deadlines(self._agreements, self._reader(account), self._row, opened_at)

    def late_reactions(self, opened: Iterable[tuple[str, datetime]], now: datetime) -> int:
        """How many let the moment of their first reaction pass, of those who did nothing but open it: their accounts,
        and when that was. Few are looked at: of those with one role and the same days who opened it first is late
        first."""
        row = self._row
        if row is None or not self.reacts:
            return 0
        alike: dict[Reader, list[datetime]] = {}
        for account, at in opened:
            alike.setdefault(self._reader(account), []).append(at)

        def in_time(reader: Reader, at: datetime) -> bool:
            by = _deadlines(self._agreements, reader, row, at).react_by
            return by is None or by > now

        return sum(bisect_left(sorted(found), x=True, key=partial(in_time, reader)) for reader, found in alike.items())

    def _reader(self, account: str) -> Reader:
        return self._readers.get(account, _SOMEBODY)


def expected(home: Home, replica: Replica, detail: MessageDetail) -> Expected:
    """Nothing of one that came, that waits to leave, or that was taken back."""
    row = detail.row
    if row.kind != "sent_message" or row.withdrawn_at is not None:
        return Expected()
    readers: Mapping[str, Reader] = {}
    if home.agreements is not None and (row.asks or not row.group):  # a group that is asked nothing has no clocks
        known = replica.people.readers([person.account for person in detail.recipients])
        readers = {account: Reader(role_of("", group), weekdays) for account, (group, weekdays) in known.items()}
    return expected_of(home.agreements, row, readers)


def expected_of(agreements: Agreements | None, row: MessageRow, readers: Mapping[str, Reader]) -> Expected:
    """Of a message to these."""
    found = [_deadlines(agreements, reader, row, None) for reader in set(readers.values()) or {_SOMEBODY}]
    answers = sorted({due.answer_by for due in found if due.answer_by is not None})
    opens = sorted({due.open_by for due in found if due.open_by is not None})
    return Expected(tuple(answers), tuple(opens), row, agreements, readers)


def _deadlines(agreements: Agreements | None, reader: Reader, row: MessageRow, opened_at: datetime | None) -> Due:
    return deadlines(
        agreements,
        reader.role,
        row.sent_at,
        asks=bool(row.asks),
        answer_by=row.answer_by,
        group=row.group,
        answers=row.in_reply_to is not None,
        opened_at=opened_at,
        weekdays=reader.weekdays,
    )
