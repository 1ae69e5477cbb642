"""The two demo schools as they are on the fixed clock, served in this process, with a session for the family."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, update

from ssdesk.server import cli, load_demo, people
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.demo import data
from ssdesk.server.demo.generate import generate
from ssdesk.server.http import token_hash
from tests.school import CHEAP, MONDAY, Clock, id_of

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=ZoneInfo("Europe/Brussels"))
HOLDER = "Els Vermeulen"
PUPILS = 40  # of each school: the fewest; the story of the family is the same in a large one
_STEPS = ("email_confirmed_at", "password_at", "agreement_at", "devices_at", "details_at", "checked_at", "active_at")


@dataclass(frozen=True)
class Session:
    """Of one account of the family."""

    address: str
    token: str
    device: str


@contextmanager
def demo_schools(folder: Path, clock: Clock) -> Iterator[tuple[App, list[Session]]]:
    """Nobody can sign in: the family did so long ago."""
    cli.create(folder)
    app = App.open(folder, clock=clock, cost=CHEAP)
    sessions = []
    try:
        for school in generate(NOW, pupils=PUPILS):
            app.parts.db.run_now(load_demo.load, school, f"http://127.0.0.1/{school.slug}", app.parts.blobs, None)
            sessions.append(app.parts.db.run_now(_settle_in, school))
    finally:
        app.close()
    app = App.open(folder, clock=clock, cost=CHEAP)
    try:
        yield app, sessions
    finally:
        app.close()


def _settle_in(connection: Connection, school: data.School) -> Session:
    """The holder has gone through the wizard, at the moment of the clock."""
    (account,) = [account for account in school.accounts if account.name == HOLDER]
    a, token = t.account.c, f"token at {school.slug}"
    values = {"state": "active", "agreement": school.agreement_version, "password": b"a hash that no password has"}
    connection.execute(
        update(t.account)
        .where(a.school == school.slug, a.id == account.id)
        .values(**values, email="els.v@voorbeeld.be", **dict.fromkeys(_STEPS, MONDAY))
    )
    device = id_of(f"computer at {school.slug}")
    row = {"id": device, "account": account.id, "token": token_hash(token), "name": "Computer thuis"}
    connection.execute(insert(t.device).values(school=school.slug, **row, created_at=MONDAY, last_seen=MONDAY))
    people.refresh(connection, school.slug, [account.id])
    return Session(f"http://127.0.0.1/{school.slug}", token, device)
