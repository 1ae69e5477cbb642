"""Accounts of the test schools brought to where a test needs them, and what they then ask of the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx2
from sqlalchemy import Connection, delete, select

from ssdesk.server import accounts, people
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of
from tests.server.conftest import Client

PASSWORD = "vier blauwe stoelen dansen"  # of every account that a test gives one
STEPS = ("agreement_at", "password_at", "devices_at", "details_at", "checked_at", "email_confirmed_at", "active_at")


def invited(school: School, name: str) -> str:
    """The account as it is when the school has just made it: nothing done, no device. The code of its letter."""

    def make(connection: Connection) -> str:
        slug, id_ = School.of(name), id_of(name)
        connection.execute(delete(t.device).where(t.device.c.account == id_))
        blank = {**dict.fromkeys(STEPS), "agreement": None, "password": None, "email": "", "state": "invited"}
        accounts.change(connection, slug, id_, **blank)
        people.refresh(connection, slug, [id_])
        key, settings = school.app.parts.identity.key, school.app.parts.schools.by_id[slug]
        return accounts.invite(connection, key, settings, id_, school.clock())

    return school.db.run_now(make)


def with_password(school: School, name: str, password: str = PASSWORD) -> None:
    """The active account has this password."""
    hashing, slug, id_ = school.app.parts.hashing, School.of(name), id_of(name)
    username = row(school, name).username
    stored = hashing.stored(slug, id_, hashing.evaluate_now(password, slug, username))
    change(school, name, password=stored)


def change(school: School, name: str, **values: Any) -> None:
    school.db.run_now(accounts.change, School.of(name), id_of(name), **values)


def row(school: School, name: str) -> Any:
    return school.db.read_now(accounts.look, School.of(name), id_of(name))


def rows(school: School, table: Any, **where: Any) -> list[Any]:
    """The rows of a table with these values."""
    statement = select(table).where(*(table.c[column] == value for column, value in where.items()))
    return school.db.read_now(lambda connection: list(connection.execute(statement).all()))


def on_disk(school: School) -> bytes:
    """Every byte of the database."""
    return b"".join(file.read_bytes() for file in sorted(school.folder.glob("school.db*")))


def audited(school: School) -> list[tuple[str, str, str]]:
    """(actor, action, subject) of everything audited, in order."""
    statement = select(t.audit.c.actor, t.audit.c.action, t.audit.c.subject).order_by(t.audit.c.id)
    return [tuple(found) for found in school.db.read_now(lambda connection: connection.execute(statement).all())]


@dataclass
class Someone:
    """Who asks a school, with a token once signed in."""

    client: Client
    school: str = WILG
    token: str = ""

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        options = {} if body is None else {"json": body}
        return self.client.request(method, f"/{self.school}{path}", headers=headers, **options)

    def sign_in(self, username: str, password: str, email: str = "", device: str = "Laptop") -> httpx2.Response:
        body = {"username": username, "password": password, "device_name": device, "platform": "Linux", "email": email}
        response = self.ask("POST", "/v1/session", body)
        if response.status_code == 200:
            self.token = response.json()["token"]
        return response

    def post(self, path: str, body: Any = None) -> Any:
        """The body of an answer that must be 200."""
        response = self.ask("POST", path, {} if body is None else body)
        assert response.status_code == 200, response.text
        return response.json()

    def get(self, path: str) -> Any:
        response = self.ask("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    def refused(self, path: str, body: Any, status: int = 422) -> str:
        """The code of a refusal."""
        response = self.ask("POST", path, body)
        assert response.status_code == status, response.text
        return str(response.json().get("code", response.json().get("step")))


def signed_in(client: Client, username: str, password: str = PASSWORD, email: str = "", school: str = WILG) -> Someone:
    """Somebody whose sign-in succeeded."""
    someone = Someone(client, school)
    response = someone.sign_in(username, password, email)
    assert response.status_code == 200, response.text
    return someone
