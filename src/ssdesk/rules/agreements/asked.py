"""Until when a message is opened, gets a first reaction and is answered (R6), as its reader and its sender both see
it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec.structs import replace

from ssdesk.protocol.agreements import OFF, Agreements
from ssdesk.rules.agreements.calendar import Awaited, Due, due, mode_of
from ssdesk.rules.working_time import WEEK, day_of


def deadlines(
    document: Agreements | None,
    reader: str,
    sent_at: datetime,
    *,
    asks: bool,
    answer_by: datetime | None = None,
    group: bool = False,
    answers: bool = False,
    opened_at: datetime | None = None,
    weekdays: Collection[int] = WEEK,
) -> Due:
    """Those of one reader (its role, and on which `weekdays` it works) who neither reacted nor answered; the moment
    that the sender chose (`answer_by`) counts before the agreed one. A first reaction is waited for only where it comes
    before the answer. A message that `answers` another one and asks nothing is the reaction itself and needs none: else
    no conversation ever ended."""
    asks = asks or answer_by is not None
    found = Due()
    if document is not None:
        found = due(document, reader, sent_at, asks=asks, group=group, opened_at=opened_at, weekdays=weekdays)
    until = answer_by or found.answer_by
    react_by = found.react_by
    if react_by is not None and ((answers and not asks) or (until is not None and react_by >= until)):
        react_by = None
    return replace(found, react_by=react_by, answer_by=until)


def to_tell(found: Due, now: datetime) -> Awaited | None:
    """What a list says of it to its reader. That a message is to be opened is said on the last day for it and not any
    more when that passed: until then it is a new message like others, and nobody is nagged (R10)."""
    awaited = found.next(now)
    if awaited is not None and awaited.what == "open":
        last = day_of(awaited.by - timedelta(microseconds=1))  # midnight is the end of a day
        return awaited if last == day_of(now) and now < awaited.by else None
    return awaited


def reaction_asked(document: Agreements | None, reader: str, *, group: bool, answers: bool) -> bool:
    """Whether the school asks a first reaction, once it was opened, to a message that asks nothing by itself."""
    if document is None or group or answers or mode_of(document.deadlines, reader) == OFF:
        return False
    return document.deadlines.first_reaction.applies_to == "all"


def role_of(kind: str, group: str) -> str:
    """The role in the agreements of an account of this kind (co, main, staff; "" where that is not known) that stands
    in this group of the address book."""
    if kind == "staff" or (not kind and group in ("teacher", "office", "help")):
        return "office" if group == "office" else "teacher"
    return "pupil" if kind == "main" or (not kind and group == "pupil") else "parent"
