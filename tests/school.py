"""The small hand-made schools of the tests: every family case once, known by name.

De Wilg (`wilg`): Noor and her twin Sam in class 4B with their main account; Noor's two co-accounts, mother and father,
who do not know of each other; Sam's co-account of the same mother; Lotte in 5A with one; a teacher of 4B, one of 5A,
the office. De Toren (`toren`): Wout in 1C, whose co-account is of Noor's mother too, and a teacher.

    with School.open(folder) as school:
        school.id("mother")            # an account's id
        school.token("mother")         # a session of it, made without signing in
        school.app                     # the ASGI application; school.clock.now is its clock
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from ssdesk.protocol import kinds
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.school import Help
from ssdesk.protocol.session import Agreement, Section
from ssdesk.server import accounts, migrations, people
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from ssdesk.server.hashing import Cost
from ssdesk.server.http import token_hash
from ssdesk.server.schools import SchoolSettings, read_schools

MONDAY = 1_795_440_720_000  # Monday 23 November 2026, 14:32 in Brussels
AGREEMENT = Agreement("2026", "Gebruikersovereenkomst", [Section("Afspraken", "Wees beleefd.")])

CHEAP = Cost(memory_kib=8, passes=1)  # hashing that takes no time

WILG, TOREN = "wilg", "toren"
SETTINGS = {
    WILG: SchoolSettings("Basisschool De Wilg", "De Wilg", Help("Secretariaat", "09 123 45 67"), AGREEMENT),
    TOREN: SchoolSettings("Atheneum De Toren", "De Toren", Help("Onthaal", "09 765 43 21"), AGREEMENT),
}
CLASSES = {"4B": WILG, "5A": WILG, "1C": TOREN}
PUPILS = {"Noor": "4B", "Sam": "4B", "Lotte": "5A", "Wout": "1C"}


@dataclass(frozen=True)
class Person:
    """One account. `teaches`: classes; `child`: the first name of a pupil."""

    name: str
    kind: str
    role: str
    school: str = WILG
    child: str = ""
    slot: int = 0
    teaches: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


STAFF = {"contact_group": "teacher"}
OFFICE = {"contact_group": "office", "everyone": True, "office": True, "title": "secretariaat"}
PEOPLE = {
    "noor": Person("Noor Peeters", "main", "pupil", child="Noor"),
    "mother": Person("An Claes", "co", "mother", child="Noor", slot=1),
    "father": Person("Bart Peeters", "co", "father", child="Noor", slot=2),
    "sams-mother": Person("An Claes", "co", "mother", child="Sam", slot=1),
    "lottes-father": Person("Dirk Maes", "co", "father", child="Lotte", slot=1),
    "teacher": Person("Petra Wouters", "staff", "teacher", teaches=("4B",), more={**STAFF, "title": "juf van klas 4B"}),
    "other-teacher": Person("Karel Smet", "staff", "teacher", teaches=("5A",), more=STAFF),
    "office": Person("Hilde Baert", "staff", "office", more=OFFICE),
    "wouts-mother": Person("An Claes", "co", "mother", TOREN, child="Wout", slot=1),
    "toren-teacher": Person("Els Goos", "staff", "teacher", TOREN, teaches=("1C",), more=STAFF),
}


def id_of(name: str) -> str:
    """The id of whatever bears this name here: 32 hexadecimal digits, always the same."""
    return blake2b(name.encode(), digest_size=16).hexdigest()


def id_at(moment: int) -> str:
    """A fresh id as a computer makes it whose clock stands at this moment."""
    return f"{moment:012x}{new_id()[12:]}"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, now: int = MONDAY) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def advance(self, *, seconds: float = 0, hours: float = 0, days: float = 0) -> None:
        self.now += round(1000 * (seconds + 3600 * hours + 86_400 * days))


class School:
    """A served data folder with both schools in it."""

    def __init__(self, folder: Path, app: App, clock: Clock) -> None:
        self.folder, self.app, self.clock = folder, app, clock

    @classmethod
    @contextmanager
    def open(cls, folder: Path, clock: Clock | None = None, url: str = "") -> Iterator[School]:
        """Fresh: its database is made by the migrations, on SQLite unless `url` says otherwise."""
        folder.mkdir(parents=True, exist_ok=True)
        Identity.create(folder)
        config = Config(database=url)
        config.write(folder)
        if url:
            fill(url)
        else:
            (folder / "school.db").write_bytes(_filled())
        clock = clock or Clock()
        app = App.open(folder, clock=clock, cost=CHEAP)
        try:
            yield cls(folder, app, clock)
        finally:
            app.close()

    @property
    def db(self) -> Database:
        return self.app.parts.db

    @staticmethod
    def id(name: str) -> str:
        return id_of(name)

    @staticmethod
    def token(name: str) -> str:
        """Of the one session that every active account has from the start."""
        return f"token-of-{name}"

    @staticmethod
    def of(name: str) -> str:
        """The school of an account."""
        return PEOPLE[name].school

    def decide(self, slug: str = WILG, **more: Any) -> None:
        """These settings of a school are others from now on."""
        self.db.run_now(accounts.set_settings, slug, msgspec.structs.replace(SETTINGS[slug], **more))
        self.app.parts.schools.replace(self.db.read_now(read_schools))

    def payload(self, school: str, kind: str, oid: str) -> dict[str, Any] | None:
        """What travels of this object; None when it is not in the feed."""
        o = t.object_.c
        body = self.db.read_now(
            lambda connection: connection.scalar(
                select(o.payload).where(o.school == school, o.kind == kind, o.oid == oid)
            )
        )
        return None if body is None else msgspec.json.decode(body)


def fill(url: str) -> None:
    """A new database with both schools."""
    migrations.upgrade(url)
    db = Database(url)
    db.run_now(populate)
    db.close()


@cache
def _filled() -> bytes:
    """The SQLite file that every test begins with."""
    with tempfile.TemporaryDirectory(prefix="sd-") as folder:
        file = Path(folder, "school.db")
        fill(f"sqlite:///{file}")
        return file.read_bytes()


def populate(connection: Connection) -> None:
    """Both schools, everybody active and with one session."""
    for school, settings in SETTINGS.items():
        info = msgspec.json.encode(settings).decode()
        connection.execute(insert(t.school).values(id=school, info=info))
    for name, school in CLASSES.items():
        connection.execute(insert(t.class_).values(school=school, id=id_of(name), name=name))
    for name, class_ in PUPILS.items():
        last_name = "Peeters" if name in ("Noor", "Sam") else "Maes"
        values = {"id": id_of(name), "first_name": name, "last_name": last_name, "class_": id_of(class_)}
        connection.execute(insert(t.pupil).values(school=CLASSES[class_], birth_date="2017-03-12", **values))
    for key, person in PEOPLE.items():
        add_account(connection, key, person)
    for school in SETTINGS:
        pupils = [id_of(name) for name, class_ in PUPILS.items() if CLASSES[class_] == school]
        accounts = [id_of(key) for key, person in PEOPLE.items() if person.school == school]
        people.refresh(connection, school, accounts, pupils=pupils)


def add_account(connection: Connection, key: str, person: Person) -> None:
    """Active since a month, with a confirmed address and one session."""
    then = MONDAY - 30 * 86_400_000
    values = {
        "school": person.school,
        "id": id_of(key),
        "kind": person.kind,
        "username": person.child.lower() or key,
        "name": person.name,
        "role": person.role,
        "pupil": id_of(person.child) if person.child else None,
        "slot": person.slot,
        "state": "active",
        "email": f"{key}@example.org",
        "agreement": AGREEMENT.version,
        "password": b"a hash that no password has",
    }
    done = ("email_confirmed_at", "password_at", "agreement_at", "devices_at", "details_at", "checked_at", "active_at")
    connection.execute(insert(t.account).values(**values, **dict.fromkeys(done, then), **person.more))
    for class_ in person.teaches:
        connection.execute(insert(t.class_staff).values(school=person.school, class_=id_of(class_), account=id_of(key)))
    connection.execute(
        insert(t.device).values(
            school=person.school,
            id=id_of(f"device of {key}"),
            account=id_of(key),
            token=token_hash(School.token(key)),
            name="Computer thuis",
            created_at=then,
            last_seen=then,
        )
    )


def put(school: School, slug: str, oid: str, scopes: list[str], text: str = "") -> None:
    """A contact of this id with this text, straight into the feed: for tests of the feed alone."""
    from ssdesk.server import feed

    contact = kinds.Contact(oid, text, "", "")
    school.db.run_now(lambda connection: feed.put(connection, slug, "contact", oid, contact, scopes))
