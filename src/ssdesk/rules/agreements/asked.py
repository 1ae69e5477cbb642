"""Until when a message that asks something is answered (R6), as its reader and its sender both see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ssdesk.protocol.agreements import Agreements
from ssdesk.rules.agreements.calendar import due


def answer_until(
    document: Agreements | None,
    readers: Iterable[str],
    sent_at: datetime,
    *,
    asks: bool,
    answer_by: datetime | None = None,
    group: bool = False,
) -> datetime | None:
    """The moment that the sender chose (`answer_by`), else the one that the agreements give those who read it. Readers:
    their roles; it is the same moment for all who have one. None: there is no such moment."""
    if answer_by is not None or document is None or not asks:
        return answer_by
    moments = (due(document, reader, sent_at, asks=True, group=group).answer_by for reader in dict.fromkeys(readers))
    return next((moment for moment in moments if moment is not None), None)


def role_of(kind: str, group: str) -> str:
    """The role in the agreements of an account of this kind (co, main, staff; "" where that is not known) that stands
    in this group of the address book."""
    if kind == "staff" or (not kind and group in ("teacher", "office", "help")):
        return "office" if group == "office" else "teacher"
    return "pupil" if kind == "main" or (not kind and group == "pupil") else "parent"
