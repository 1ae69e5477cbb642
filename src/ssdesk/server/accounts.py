"""Schools, classes, pupils and accounts as rows: how they come to be, change and end.

Every function here also brings grants and feed up to date (`people.refresh`), except those that say so.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from ssdesk.protocol.ids import new_id
from ssdesk.server import codes, people
from ssdesk.server import tables as t
from ssdesk.server.hashing import spelled
from ssdesk.server.schools import School, SchoolSettings, read_school

ROLES: Final = ("mother", "father", "step_parent", "homework_guide", "boarding_educator", "other")
DAY_MS: Final = 24 * 60 * 60_000
_a = t.account.c


# ---- Finding ---------------------------------------------------------------------------------------------------------
def row(connection: Connection, school: str, account: str) -> Row[Any]:
    """The account's row, locked until the commit. LookupError: there is none."""
    return _only(account, connection, select(t.account).where(_a.school == school, _a.id == account).with_for_update())


def look(connection: Connection, school: str, account: str) -> Row[Any]:
    """The account's row for who only reads. LookupError: there is none."""
    return _only(account, connection, select(t.account).where(_a.school == school, _a.id == account))


def _only(account: str, connection: Connection, statement: Select[Any]) -> Row[Any]:
    found = connection.execute(statement).one_or_none()
    if found is None:
        raise LookupError(account)
    return found


def of_username(connection: Connection, school: str, username: str) -> list[Row[Any]]:
    """All accounts that share the username, whatever their state."""
    where = (_a.school == school, _a.username == spelled(username))
    return list(connection.execute(select(t.account).where(*where).order_by(_a.id)).all())


def of_email(connection: Connection, school: str, email: str) -> list[Row[Any]]:
    """All accounts that have confirmed this address."""
    where = (_a.school == school, _a.email == spelled(email), _a.email_confirmed_at.is_not(None))
    return list(connection.execute(select(t.account).where(*where).order_by(_a.id)).all())


def change(connection: Connection, school: str, account: str, **values: object) -> Row[Any]:
    """Sets columns and returns the row. Without `people.refresh`: the caller knows whether it shows."""
    connection.execute(update(t.account).where(_a.school == school, _a.id == account).values(**values))
    return row(connection, school, account)


# ---- Making ----------------------------------------------------------------------------------------------------------
def add_school(connection: Connection, school: str, settings: SchoolSettings, host: str = "") -> None:
    """A new school under this slug, with nobody in it."""
    info = msgspec.json.encode(settings).decode()
    connection.execute(insert(t.school).values(id=school, host=host, info=info))


def set_settings(connection: Connection, school: str, settings: SchoolSettings) -> None:
    before = read_school(connection, school).settings
    info = msgspec.json.encode(settings).decode()
    connection.execute(update(t.school).where(t.school.c.id == school).values(info=info))
    if settings.hidden != before.hidden:
        holders = select(t.account.c.id).where(t.account.c.school == school, t.account.c.pupil.is_not(None))
        people.refresh(connection, school, connection.scalars(holders))


def add_class(connection: Connection, school: str, name: str) -> str:
    """The id of the new class."""
    id_ = new_id()
    connection.execute(insert(t.class_).values(school=school, id=id_, name=name))
    return id_


def add_pupil(
    connection: Connection, school: str, first_name: str, last_name: str, *, class_: str | None = None, born: str = ""
) -> str:
    """The id of the new pupil. `born`: an ISO date."""
    id_ = new_id()
    values = {"first_name": first_name, "last_name": last_name, "class_": class_, "birth_date": born or None}
    connection.execute(insert(t.pupil).values(school=school, id=id_, **values))
    people.refresh(connection, school, pupils=[id_])
    return id_


def add_account(connection: Connection, school: str, kind: str, username: str, name: str, **values: object) -> str:
    """The id of a new account of kind `main`, `co` or `staff`, invited, without a code; `values`: further columns."""
    id_ = new_id()
    row_ = {"kind": kind, "username": spelled(username), "name": name, **values}
    connection.execute(insert(t.account).values(school=school, id=id_, **row_))
    people.refresh(connection, school, [id_])
    return id_


def set_classes(connection: Connection, school: str, staff: str, classes: Iterable[str]) -> None:
    """From now on this member of staff has these classes."""
    s = t.class_staff.c
    connection.execute(delete(t.class_staff).where(s.school == school, s.account == staff))
    rows = [{"school": school, "class_": class_, "account": staff} for class_ in sorted(set(classes))]
    if rows:
        connection.execute(insert(t.class_staff), rows)
    people.refresh(connection, school, [staff])


def set_weekdays(connection: Connection, school: str, staff: str, weekdays: Iterable[int]) -> None:
    """From now on this member of staff works on these days of the week, as everybody sees who may write to it."""
    change(connection, school, staff, weekdays=msgspec.json.encode(sorted(set(weekdays))).decode())
    people.refresh(connection, school, [staff])


def username_for(connection: Connection, school: str, first_name: str, last_name: str) -> str:
    """`firstname.lastname` as letters without accents, with a number where somebody has it already."""
    from ssdesk.rules.passwords import fold

    parts = ("".join(letter for letter in fold(name) if letter.isalnum()) for name in (first_name, last_name))
    plain = ".".join(part for part in parts if part)
    number, name = 1, plain
    while of_username(connection, school, name):
        number += 1
        name = f"{plain}{number}"
    return name


# ---- Codes of letters ------------------------------------------------------------------------------------------------
def invite(connection: Connection, key: bytes, school: School, account: str, now: int) -> str:
    """A fresh code for the account's letter, in place of any earlier one; only its HMAC is kept. It expires after the
    school's `code_days`, and is used up when an own password has been saved (A4)."""
    code = codes.new_code()
    change(
        connection,
        school.id,
        account,
        code=codes.kept(key, "letter", school.id, account, code),
        code_until=now + school.settings.code_days * DAY_MS,
    )
    return code


# ---- Ending ----------------------------------------------------------------------------------------------------------
def close(connection: Connection, school: str, account: str, now: int, *, reason: str = "") -> None:
    """For good: no sign-in, no scopes, its devices erase what they hold. The mailbox stays, closed."""
    gone = dict.fromkeys(("until", "password", "code", "code_until", "email_confirmed_at"))
    change(connection, school, account, state="closed", reason=reason, **gone)
    shut_devices(connection, school, account, now, wipe=True)
    drop_codes(connection, school, account)
    people.refresh(connection, school, [account])


def shut_devices(
    connection: Connection, school: str, account: str, now: int, *, but: str = "", wipe: bool = False
) -> list[str]:
    """Signs the account out everywhere, except on the device `but`; which devices. `wipe`: they also erase what they
    hold."""
    d = t.device.c
    where = (d.school == school, d.account == account, d.revoked_at.is_(None), d.id != but)
    ids = list(connection.scalars(select(d.id).where(*where)))
    connection.execute(update(t.device).where(*where).values(revoked_at=now, wipe=wipe))
    return ids


def drop_codes(connection: Connection, school: str, account: str) -> None:
    """Codes that are still on their way no longer work. When a mail can be sent next is kept."""
    e, r = t.email_code.c, t.reset_code.c
    connection.execute(delete(t.reset_code).where(r.school == school, r.account == account))
    void = {"address": "", "code": b"", "link": secrets.token_bytes(32), "until": 0}
    connection.execute(update(t.email_code).where(e.school == school, e.account == account).values(**void))


def end_suspensions(connection: Connection, school: str, now: int) -> list[str]:
    """Suspensions whose end has come are over (A10): the accounts that may go on. For the scheduler, and at sign-in."""
    where = (_a.school == school, _a.state == "suspended", _a.until <= now)
    ids = list(connection.scalars(select(_a.id).where(*where)))
    for account in ids:
        resume(connection, school, account)
    return ids


def resume(connection: Connection, school: str, account: str) -> None:
    """A suspended or excluded account goes on where it stood."""
    before = row(connection, school, account)
    state = "invited" if before.active_at is None else "active"
    change(connection, school, account, state=state, reason="", until=None)
    people.refresh(connection, school, [account])
