"""What became of the copies of an own message, inside one snapshot. The school makes a receipt when the first thing
happens to a copy, so that one without a receipt is one to which nothing did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from ssdesk.models.outbox import WAITING
from ssdesk.protocol.kinds import Recipient
from ssdesk.replica.database import Connection

EVERYONE, OPENED, ANSWERED, WITHDRAWN, UNTOUCHED = "", "opened", "answered", "withdrawn", "untouched"
DELIVERED = "delivered"  # on a device, where the school tells that, and not opened
CONFIRMED, FOLLOWS, NOT_FOR_ME, TALK = "confirmed", "follows", "not_for_me", "talk"  # as `commands.Respond`
UNOPENED, UNANSWERED, UNCONFIRMED = "unopened", "unanswered", "unconfirmed"
_recipients = msgspec.json.Decoder(list[Recipient]).decode


class Copy(NamedTuple):
    """Of one recipient; moments in ms. `withdrawn_at`: it vanished before anybody read it."""

    account: str
    name: str
    role: str
    opened_at: int | None
    answered_at: int | None
    response: str
    responded_at: int | None
    withdrawn_at: int | None
    delivered_at: int | None = None

    @property
    def spoke_last(self) -> bool:
        """It answered, and said after that what an answer does not settle."""
        later = self.answered_at is not None and (self.responded_at or 0) > self.answered_at
        return later and self.response in (NOT_FOR_ME, TALK)

    @property
    def untouched(self) -> bool:
        return self.opened_at is None and self.answered_at is None and not self.response


class Sent(NamedTuple):
    """`asks`: answer, confirm or nothing. `copies` in the order of the names. `taking_back`: taking it back waits in
    the outbox, and nothing has vanished so far."""

    asks: str
    thread: str
    copies: list[Copy]
    taking_back: bool


PARTS: Final[Mapping[str, Callable[[Copy], bool]]] = {
    EVERYONE: lambda _: True,
    OPENED: lambda copy: copy.opened_at is not None,
    ANSWERED: lambda copy: copy.answered_at is not None,
    CONFIRMED: lambda copy: copy.response == CONFIRMED,
    FOLLOWS: lambda copy: copy.response == FOLLOWS,
    NOT_FOR_ME: lambda copy: copy.response == NOT_FOR_ME,
    TALK: lambda copy: copy.response == TALK,
    WITHDRAWN: lambda copy: copy.withdrawn_at is not None,
    UNTOUCHED: lambda copy: copy.untouched and copy.withdrawn_at is None,
    DELIVERED: lambda copy: copy.untouched and copy.withdrawn_at is None and copy.delivered_at is not None,
    UNOPENED: lambda copy: copy.opened_at is None and not copy.response and copy.withdrawn_at is None,
    UNANSWERED: lambda copy: (
        copy.answered_at is None and copy.response not in (NOT_FOR_ME, TALK) and copy.withdrawn_at is None
    ),
    UNCONFIRMED: lambda copy: copy.answered_at is None and not copy.response and copy.withdrawn_at is None,
}
"""The recipients by what they did. `untouched` is what can be taken back, `un…` whom the school reminds: not who said,
without opening it, that it is meant for somebody else."""


def lacking(asks: str) -> str:
    """The part of those who did not do yet what is asked: opening it, if nothing is."""
    return {"confirm": UNCONFIRMED, "answer": UNANSWERED}.get(asks, UNOPENED)


def sent(connection: Connection, message: str) -> Sent | None:
    """None: no own message that the school has."""
    row = connection.execute(
        "SELECT asks, answer_by, thread, recipients, withdrawn_at FROM message "
        "WHERE id = ? AND kind = 'sent_message' AND state = ''",
        (message,),
    ).fetchone()
    if row is None:
        return None
    asks, answer_by, thread, recipients, withdrawn_at = row
    waits = withdrawn_at is not None and _waits(connection, message)
    told = connection.execute(
        "SELECT account, opened_at, answered_at, response, responded_at, delivered_at FROM receipt WHERE message = ?",
        (message,),
    )
    receipts = {account: rest for account, *rest in told}
    gone = None if waits else withdrawn_at
    copies = [
        _copy(person, receipts.get(person.account, [person.opened_at, None, "", None, None]), gone)
        for person in _recipients(recipients)
    ]
    copies.sort(key=lambda copy: copy.name.casefold())
    return Sent(asks or ("answer" if answer_by is not None else ""), thread, copies, waits)


def silent(connection: Connection, message: str) -> list[Recipient]:
    """Who did not do yet what this own message asks, as far as is known here."""
    found = sent(connection, message)
    if found is None:
        return []
    lacks = PARTS[lacking(found.asks)]
    return [Recipient(copy.account, copy.name, copy.role) for copy in found.copies if lacks(copy)]


def _copy(person: Recipient, happened: list[Any], gone: int | None) -> Copy:
    opened_at, answered_at, response, responded_at, delivered_at = happened
    touched = opened_at is not None or answered_at is not None or response
    return Copy(
        person.account, person.name, person.role, opened_at, answered_at, response, responded_at,
        None if touched else gone, delivered_at,
    )  # fmt: skip


def _waits(connection: Connection, message: str) -> bool:
    sql = (
        "SELECT 1 FROM laid JOIN outbox USING (n) "
        "WHERE kind = 'sent_message' AND oid = ? AND type = 'withdraw' AND state = ?"
    )
    return connection.execute(sql, (message, WAITING)).fetchone() is not None
