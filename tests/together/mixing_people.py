"""The two schools of the mixed families in the server's tables: settings, classes, pupils, accounts in use."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert

from ssdesk.protocol.school import Help
from ssdesk.server import migrations, people
from ssdesk.server import tables as t
from ssdesk.server.http import token_hash
from ssdesk.server.schools import SchoolSettings
from tests.school import AGREEMENT, MONDAY, School, id_of
from tests.together.mixing import CHILDREN, CLASSES, HOLDERS, SCHOOLS, Known


@cache
def empty() -> bytes:
    """A database without schools."""
    with tempfile.TemporaryDirectory(prefix="sd-") as folder:
        file = Path(folder, "school.db")
        migrations.upgrade(f"sqlite:///{file}")
        return file.read_bytes()


def settings(known: Known, school: str) -> SchoolSettings:
    word = known.school_word[school]
    help_ = Help(f"Secretariaat {word}", "09 123 45 67")
    return SchoolSettings(f"School {word}", word, help_, AGREEMENT, hidden=known.hidden[school])


def populate(connection: Connection, known: Known) -> None:
    for school in SCHOOLS:
        info = msgspec.json.encode(settings(known, school)).decode()
        connection.execute(insert(t.school).values(id=school, info=info))
        for number in CLASSES:
            id_, name = known.class_id(school, number), known.class_name(school, number)
            connection.execute(insert(t.class_).values(school=school, id=id_, name=name))
    for child in CHILDREN.values():
        connection.execute(
            insert(t.pupil).values(
                school=child.school,
                id=known.pupil_id(child.name),
                first_name=known.first_name(child.name),
                last_name=known.child_word[child.name],
                class_=known.class_id(child.school, known.class_of[child.name]),
                birth_date="2017-03-12",
            )
        )
    for name in HOLDERS:
        _add_account(connection, known, name)
    for school in SCHOOLS:
        pupils = [known.pupil_id(child.name) for child in CHILDREN.values() if child.school == school]
        ids = [known.account_id(name) for name, holder in HOLDERS.items() if holder.school == school]
        people.refresh(connection, school, ids, pupils=pupils)


def _add_account(connection: Connection, known: Known, name: str) -> None:
    holder, then = HOLDERS[name], MONDAY - 30 * 86_400_000
    values = {
        "school": holder.school,
        "id": known.account_id(name),
        "kind": holder.kind,
        "username": f"user {known.name_word[name]}",
        "name": f"An {known.name_word[name]}",
        "role": holder.role,
        "pupil": known.pupil_id(holder.child) if holder.child else None,
        "slot": holder.number,
        "state": "active",
        "email": f"{known.name_word[name]}@example.org",
        "agreement": AGREEMENT.version,
        "password": b"a hash that no password has",
        "contact_group": "teacher" if holder.kind == "staff" else "",
    }
    done = ("email_confirmed_at", "password_at", "agreement_at", "devices_at", "details_at", "checked_at", "active_at")
    connection.execute(insert(t.account).values(**values, **dict.fromkeys(done, then)))
    for number in holder.teaches:
        class_ = known.class_id(holder.school, number)
        connection.execute(
            insert(t.class_staff).values(school=holder.school, class_=class_, account=known.account_id(name))
        )
    connection.execute(
        insert(t.device).values(
            school=holder.school,
            id=id_of(f"device of {name}"),
            account=known.account_id(name),
            token=token_hash(School.token(name)),
            name="Computer thuis",
            created_at=then,
            last_seen=then,
        )
    )
