"""A school with one mailbox, in a server of its own, as in real life."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from ssdesk.bench import mailbox
from ssdesk.bench.child import running
from ssdesk.protocol.kinds import Message
from ssdesk.protocol.school import Help
from ssdesk.protocol.session import Agreement
from ssdesk.server import accounts, cli, feed, people
from ssdesk.server import tables as t
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from ssdesk.server.http import token_hash
from ssdesk.server.schools import SchoolSettings

SLUG: Final = "bench"
_AT_ONCE = 2_000  # messages in one transaction


@dataclass(frozen=True, slots=True)
class Served:
    """`process`: the server's id; `token`: a session of the mailbox's holder."""

    address: str
    token: str
    epoch: str
    process: int


class School:
    """The data folder, while no server runs or while one does."""

    def __init__(self, folder: Path) -> None:
        cli.create(folder)
        self._folder, self._token = folder, secrets.token_urlsafe(32)
        self._database = Database(Config.read(folder).url(folder))
        self._database.run_now(self._settle)

    def deliver(self, messages: Iterable[Message]) -> None:
        """Into the mailbox, the oldest first."""
        bodies = list(messages)[::-1]
        for at in range(0, len(bodies), _AT_ONCE):
            self._database.run_now(_put, bodies[at : at + _AT_ONCE])

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def served(self) -> Iterator[Served]:
        words = ("ssdesk", "server", "serve", str(self._folder), "--port", "0")
        with running(*words, ready="answers at") as (process, port):
            epoch = Identity.load(self._folder).epoch
            yield Served(f"http://127.0.0.1:{port}/{SLUG}", self._token, epoch, process)

    def _settle(self, connection: Connection) -> None:
        """The school, one child, and one active account with a session."""
        agreement = Agreement("2026", "Gebruikersovereenkomst", [])
        accounts.add_school(
            connection, SLUG, SchoolSettings("Basisschool De Wilg", "De Wilg", Help("Secretariaat"), agreement)
        )
        pupil = {"id": mailbox.PUPIL, "first_name": "Noor", "last_name": "Peeters"}
        connection.execute(insert(t.pupil).values(school=SLUG, **pupil))
        then = mailbox.NEWEST - 30 * 86_400_000
        done = ("email_confirmed_at", "password_at", "agreement_at", "devices_at", "details_at", "checked_at")
        account = {
            "id": mailbox.ACCOUNT,
            "kind": "co",
            "username": "noor.peeters",
            "name": "An Claes",
            "role": "mother",
            "pupil": mailbox.PUPIL,
            "slot": 1,
            "state": "active",
            "email": "an@example.org",
            "agreement": agreement.version,
            "password": b"a hash that no password has",
            "active_at": then,
            **dict.fromkeys(done, then),
        }
        connection.execute(insert(t.account).values(school=SLUG, **account))
        device = {"id": "d" * 32, "token": token_hash(self._token), "name": "Computer", "created_at": then}
        connection.execute(insert(t.device).values(school=SLUG, account=mailbox.ACCOUNT, last_seen=then, **device))
        people.refresh(connection, SLUG, [mailbox.ACCOUNT], pupils=[mailbox.PUPIL])


def _put(connection: Connection, bodies: list[Message]) -> None:
    for body in bodies:
        feed.put(connection, SLUG, "message", body.id, body, [mailbox.SCOPE], new=True)
