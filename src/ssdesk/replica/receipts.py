"""What became of an own message: the counts, and its recipients a page at a time, by name."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.models.outbox import REFUSED, WAITING
from ssdesk.replica import copies
from ssdesk.replica.copies import DELIVERED, EVERYONE, OPENED, PARTS, WITHDRAWN, Copy, lacking
from ssdesk.replica.database import Connection, Database
from ssdesk.replica.outbox import moment, shown
from ssdesk.replica.search import Query

SENT = "sent"  # the state of a copy to which nothing happened


class Told(msgspec.Struct, frozen=True, gc=False):
    """One recipient. `state`: sent, delivered, opened, answered, withdrawn, what it responded, or a code of a newer
    school; `reacted_at`: when it answered or responded."""

    key: int
    account: str
    name: str
    role: str
    state: str
    opened_at: datetime | None
    reacted_at: datetime | None
    withdrawn_at: datetime | None
    delivered_at: datetime | None = None


class Which(msgspec.Struct, frozen=True):
    """`part`: one of `copies.PARTS`. `words`: in the name or the role, as one types them."""

    part: str = EVERYONE
    words: str = ""


class TakingBack(msgspec.Struct, frozen=True):
    """It waits in the outbox under this id, or the school refused it: `problem`."""

    id: str
    can_stop: bool
    problem: SsdeskError | None = None


class Summary(msgspec.Struct, frozen=True):
    """`counts`: per part of `copies.PARTS`. `only`: the one recipient, where there are no others. `reminded_at`: when
    the last reminder was written. `mark` is another one whenever something happened to a copy. `delivers`: it is told
    when a copy has come to a device."""

    asks: str
    counts: Mapping[str, int]
    only: Told | None
    taking_back: TakingBack | None
    reminded_at: datetime | None
    mark: int
    delivers: bool = False

    @property
    def total(self) -> int:
        return self.counts[EVERYONE]

    @property
    def lacking(self) -> str:
        """The part of those who did not do yet what is asked."""
        return lacking(self.asks)

    @property
    def silent(self) -> int:
        return self.counts[self.lacking]


class Receipts:
    """The keys of a message's recipients fall in the order of their names, and stay: whom it went to never changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summary(self, message: str) -> Summary | None:
        """None: no own message that the school has."""
        with self._database.reading() as connection:
            sent = copies.sent(connection, message)
            if sent is None:
                return None
            sql = "SELECT max(sent_at) FROM message WHERE thread = ? AND in_reply_to = ? AND kind = 'sent_message'"
            (reminded_at,) = connection.execute(sql, (sent.thread, message)).fetchone()
            taking_back = _taking_back(connection, message)
        found = sent.copies
        return Summary(
            sent.asks,
            {part: sum(map(holds, found)) for part, holds in PARTS.items()},
            _told(1, found[0]) if len(found) == 1 else None,
            taking_back,
            _moment(reminded_at),
            hash(tuple(found)),
            any(copy.delivered_at is not None for copy in found),
        )

    def silent_readers(self, message: str) -> list[tuple[str, datetime]]:
        """Who opened it and did nothing else: their accounts, and when that was."""
        with self._database.reading() as connection:
            sent = copies.sent(connection, message)
        found = sent.copies if sent is not None else []
        waiting = (copy for copy in found if copy.answered_at is None and not copy.response)
        return [(copy.account, moment(copy.opened_at)) for copy in waiting if copy.opened_at is not None]

    def first_page(self, message: str, which: Which, limit: int) -> list[Told]:
        return [_told(key, copy) for key, copy in islice(self._asked(message, which), limit)]

    def keys(self, message: str, which: Which) -> array[int]:
        return array("q", (key for key, _ in self._asked(message, which)))

    def rows(self, message: str, which: Which, keys: Iterable[int]) -> list[Told]:
        wanted = set(keys)
        return [_told(key, copy) for key, copy in self._asked(message, which) if key in wanted]

    def present(self, message: str, which: Which, keys: Iterable[int]) -> set[int]:
        return set(self.keys(message, which)).intersection(keys)

    def _asked(self, message: str, which: Which) -> Iterable[tuple[int, Copy]]:
        with self._database.reading() as connection:
            sent = copies.sent(connection, message)
        found = sent.copies if sent is not None else []
        holds, query = PARTS[which.part], Query(which.words) if which.words.strip() else None
        return (
            (len(found) - place, copy)
            for place, copy in enumerate(found)
            if holds(copy) and (query is None or query.matches(f"{copy.name} {copy.role}"))
        )


def _told(key: int, copy: Copy) -> Told:
    answered = copy.answered_at is not None and not copy.spoke_last
    reacted = copy.answered_at if answered else copy.responded_at
    state = copy.response or (OPENED if copy.opened_at is not None else DELIVERED if PARTS[DELIVERED](copy) else SENT)
    if copy.withdrawn_at is not None:
        state = WITHDRAWN
    elif answered:
        state = copies.ANSWERED
    return Told(
        key, copy.account, copy.name, copy.role, state, _moment(copy.opened_at), _moment(reacted),
        _moment(copy.withdrawn_at), _moment(copy.delivered_at),
    )  # fmt: skip


def _taking_back(connection: Connection, message: str) -> TakingBack | None:
    """The last one that waits or was refused."""
    row = connection.execute(
        "SELECT id, state, tries, problem FROM outbox WHERE type = 'withdraw' AND state IN (?, ?) "
        "AND json_extract(CAST(args AS TEXT), '$.message') = ? ORDER BY n DESC LIMIT 1",
        (WAITING, REFUSED, message),
    ).fetchone()
    if row is None:
        return None
    id_, state, tries, problem = row
    return TakingBack(id_, state == WAITING and not tries, shown(problem) if state == REFUSED else None)


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else moment(ms)
