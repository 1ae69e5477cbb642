"""Until when messages of an account are to be opened and answered, by the agreements of its school."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from ssdesk.household.home import Home
from ssdesk.protocol.agreements import Agreements
from ssdesk.replica import Replica
from ssdesk.replica.inbox import MessageDetail, MessageRow
from ssdesk.rules.agreements.asked import answer_until, deadlines, role_of
from ssdesk.rules.agreements.calendar import Due

_NONE = Due()
_AWAY = ("trash",)
"""Folders in which nothing is to be opened."""


def due_of(home: Home, row: MessageRow, opens_at: datetime | None = None) -> Due:
    """Of a message that came: nothing, once its reader reacted or its sender took back what it asked. `opens_at`: it is
    being opened now, if it was not before."""
    if row.kind != "message" or row.state or row.answered_at or row.response or row.withdrawn_at:
        return _NONE
    found = _deadlines(home.agreements, home.agreed_role, row, row.opened_at or opens_at)
    return Due(answer_by=found.answer_by) if row.folder in _AWAY else found


@dataclass(frozen=True, slots=True)
class Expected:
    """Of an own message. `answer_by`, `open_by`: the moments that its recipients see. `of`: those of one of them."""

    answer_by: datetime | None = None
    open_by: datetime | None = None
    _row: MessageRow | None = None
    _agreements: Agreements | None = None
    _groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def reacts(self) -> bool:
        """Whether a first reaction of somebody may be waited for."""
        return self._agreements is not None and self._agreements.deadlines.first_reaction.applies_to != "none"

    def passes(self, now: datetime) -> datetime | None:
        """When the next of the moments passes that all share."""
        return Due(self.open_by, None, self.answer_by).passes(now)

    def of(self, account: str, opened_at: datetime | None) -> Due:
        """Of a recipient who did not react yet."""
        return _NONE if self._row is None else _deadlines(self._agreements, self._role(account), self._row, opened_at)

    def late_reactions(self, opened: Iterable[tuple[str, datetime]], now: datetime) -> int:
        """How many let the moment of their first reaction pass, of those who did nothing but open it: their accounts,
        and when that was. Few are looked at: in each role who opened it first is late first."""
        row = self._row
        if row is None or not self.reacts:
            return 0
        by_role: dict[str, list[datetime]] = {}
        for account, at in opened:
            by_role.setdefault(self._role(account), []).append(at)

        def in_time(role: str, at: datetime) -> bool:
            by = _deadlines(self._agreements, role, row, at).react_by
            return by is None or by > now

        return sum(bisect_left(sorted(found), x=True, key=partial(in_time, role)) for role, found in by_role.items())

    def _role(self, account: str) -> str:
        return role_of("", self._groups.get(account, ""))


def expected(home: Home, replica: Replica, detail: MessageDetail) -> Expected:
    """Nothing of one that came, that waits to leave, or that was taken back."""
    row = detail.row
    if row.kind != "sent_message" or row.withdrawn_at is not None:
        return Expected()
    groups: Mapping[str, str] = {}
    if home.agreements is not None and (row.asks or not row.group):  # a group that is asked nothing has no clocks
        groups = replica.people.groups_of([person.account for person in detail.recipients])
    roles = list(dict.fromkeys(role_of("", group) for group in groups.values())) or [role_of("", "")]
    answer_by = answer_until(
        home.agreements, roles, row.sent_at, asks=bool(row.asks), answer_by=row.answer_by, group=row.group
    )
    opens = (_deadlines(home.agreements, role, row, None).open_by for role in roles)
    open_by = next((moment for moment in opens if moment is not None), None)
    return Expected(answer_by, open_by, row, home.agreements, groups)


def _deadlines(agreements: Agreements | None, role: str, row: MessageRow, opened_at: datetime | None) -> Due:
    return deadlines(
        agreements,
        role,
        row.sent_at,
        asks=bool(row.asks),
        answer_by=row.answer_by,
        group=row.group,
        answers=row.in_reply_to is not None,
        opened_at=opened_at,
    )
