"""The shared mailboxes that this account holds (A16), and who of the others is answering in them."""

from __future__ import annotations

from collections.abc import Callable

from ssdesk.models.mailbox import ANSWERING, MAILBOX
from ssdesk.protocol.mailboxes import Answering, Mailbox
from ssdesk.replica.database import Database


class Mailboxes:
    def __init__(self, database: Database, clock: Callable[[], int]) -> None:
        self._database, self._clock = database, clock

    def all(self) -> list[Mailbox]:
        """By name."""
        return self._database.select(MAILBOX, "ORDER BY name, id")

    def answering(self, message: str, me: str) -> list[Answering]:
        """Who but this account is writing an answer to a message, whoever stops first before the others. Somebody of
        whom nothing was heard for too long is not: also where this computer hears nothing any more."""
        return self._database.select(
            ANSWERING, "WHERE message = ? AND account <> ? AND until > ? ORDER BY until, id", message, me, self._clock()
        )
