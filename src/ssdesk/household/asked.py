"""Until when messages of an account are to be answered, by the agreements of its school."""

from __future__ import annotations

from datetime import datetime

from ssdesk.household.home import Home
from ssdesk.replica import Replica
from ssdesk.replica.inbox import MessageDetail, MessageRow
from ssdesk.rules.agreements.asked import answer_until, role_of


def asked_until(home: Home, row: MessageRow) -> datetime | None:
    """Of a message that came and waits for an answer; None: it asks none, or no moment was agreed."""
    if row.kind != "message" or row.answered_at is not None or row.response:
        return None
    return answer_until(
        home.agreements,
        (home.agreed_role,),
        row.sent_at,
        asks=bool(row.asks),
        answer_by=row.answer_by,
        group=row.group,
    )


def expected_until(home: Home, replica: Replica, detail: MessageDetail) -> datetime | None:
    """Of an own message that asks something: the moment that its recipients see. None: also when it was taken back."""
    row = detail.row
    if row.kind != "sent_message" or row.withdrawn_at is not None:
        return None
    readers = [""]
    if row.asks and row.answer_by is None and home.agreements is not None:
        found = replica.people.groups_of([person.account for person in detail.recipients])
        readers = [role_of("", group) for group in found] or [""]
    return answer_until(
        home.agreements, readers, row.sent_at, asks=bool(row.asks), answer_by=row.answer_by, group=row.group
    )
