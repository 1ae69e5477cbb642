"""Shared mailboxes in the schools of the tests."""

from __future__ import annotations

from sqlalchemy import Connection

from ssdesk.server import holding
from tests.school import WILG, School, id_of

SECRETARIAT = "Secretariaat"


def shared(school: School, *holders: str, name: str = SECRETARIAT, label: str = "voor al uw vragen") -> str:
    """The id of De Wilg's mailbox of this name, which these members of staff hold from now on."""

    def make(connection: Connection) -> str:
        mailbox = holding.make(connection, WILG, name, label, school.clock(), "server")
        for holder in holders:
            holding.give(connection, WILG, mailbox, id_of(holder), school.clock(), "server")
        return mailbox

    return school.db.run_now(make)


def take_away(school: School, mailbox: str, holder: str) -> None:
    """This one holds it no more."""
    school.db.run_now(holding.take, WILG, mailbox, id_of(holder), school.clock(), "server")
