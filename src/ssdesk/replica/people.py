"""Who this account is, its children, to whom it may write, and what the school agreed about
that. All answers are frozen structs of `protocol.kinds`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from ssdesk.models.account import ACCOUNT
from ssdesk.models.agreements import AGREEMENTS
from ssdesk.models.contact import CONTACT
from ssdesk.models.group import GROUP
from ssdesk.models.notifications import NOTIFICATIONS
from ssdesk.models.pupil import PUPIL
from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.commands import Addressed
from ssdesk.protocol.kinds import Account, Contact, Group, Notifications, Pupil, Recipient
from ssdesk.replica.database import Database
from ssdesk.replica.search import Query
from ssdesk.rules.working_time import working_week

GROUPS = ("teacher", "office", "help", "parent", "pupil")  # the order of the address book; unknown ones come after


LATELY_MESSAGES, LATELY_LENGTH = 40, 4_000  # sent ones, and characters of their list of recipients
_recipients = msgspec.json.Decoder(list[Recipient]).decode


class _Choice(msgspec.Struct, frozen=True):
    """Of a command that sent a message: to whom."""

    to: list[str]
    groups: tuple[Addressed, ...] = ()


_choice = msgspec.json.Decoder(_Choice).decode


def _chosen(args: bytes) -> list[str | Addressed]:
    choice = _choice(args)
    return [*choice.to, *choice.groups]


class People:
    def __init__(self, database: Database) -> None:
        self._database = database

    def account(self) -> Account | None:
        """The holder's own; None before the first pull."""
        return next(iter(self._database.select(ACCOUNT, "LIMIT 1")), None)

    def notifications(self) -> Notifications | None:
        """None before the first pull, and where the holder never chose."""
        return next(iter(self._database.select(NOTIFICATIONS, "LIMIT 1")), None)

    def agreements(self) -> Agreements | None:
        """The school's, about messages; None before the first pull, and where it has none."""
        return next(iter(self._database.select(AGREEMENTS, "LIMIT 1")), None)

    def pupils(self) -> list[Pupil]:
        return self._database.select(PUPIL, "ORDER BY first_name, last_name, id")

    def pupil(self, id_: str) -> Pupil | None:
        return next(iter(self._database.select(PUPIL, "WHERE id = ?", id_)), None)

    def contact(self, id_: str) -> Contact | None:
        return next(iter(self._database.select(CONTACT, "WHERE id = ?", id_)), None)

    def readers(self, accounts: Sequence[str]) -> dict[str, tuple[str, frozenset[int]]]:
        """The groups of the address book in which these contacts stand, and on which days of the week they work; who
        is in it no more has none."""
        with self._database.reading() as connection:
            sql = 'SELECT id, "group", weekdays FROM contact WHERE id IN (SELECT value FROM json_each(?))'
            rows = connection.execute(sql, (msgspec.json.encode(accounts).decode(),)).fetchall()
        return {id_: (group, _weekdays(kept)) for id_, group, kept in rows}

    def groups(self) -> list[Group]:
        """Those this account may write to, by name."""
        return self._database.select(GROUP, "ORDER BY name, id")

    def lately(self, most: int = 20) -> list[str | Addressed]:
        """Accounts and groups to which one wrote last, the latest first, as they were chosen: who was only in a group
        was not. The groups of what another computer sent, or of more than 35 days ago, are not known. Of a message to
        more than `most` nobody is meant."""
        found: dict[str | Addressed, None] = {}
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT outbox.args, iif("group" OR length(recipients) > ?, '[]', recipients) FROM message """
                "LEFT JOIN outbox ON outbox.id = message.id AND outbox.type = 'send_message' "
                "WHERE folder = 'sent' ORDER BY key DESC LIMIT ?",
                (LATELY_LENGTH, LATELY_MESSAGES),
            )
            for args, recipients in rows:
                chosen = _chosen(args) if args else [person.account for person in _recipients(recipients)]
                if len(chosen) <= most:
                    found |= dict.fromkeys(chosen)
        return list(found)[:most]

    def contacts(self, pupil: str | None = None, words: str = "") -> list[Contact]:
        """By group and name: all, or the co-accounts of one pupil; those whose name, role or classes hold the words."""
        where, values = ("", ()) if pupil is None else ("WHERE pupil = ?", (pupil,))
        found = self._database.select(CONTACT, where, *values)
        query = Query(words)
        if words.strip():
            found = [person for person in found if query.matches(person.name, person.role, *person.classes)]
        return sorted(found, key=lambda person: (_rank(person.group), person.name.casefold(), person.id))


@lru_cache(64)
def _weekdays(kept: str) -> frozenset[int]:
    return working_week(msgspec.json.decode(kept, type=list[int]))


def _rank(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)
