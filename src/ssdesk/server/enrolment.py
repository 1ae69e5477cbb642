"""New people at a school, one at a time: the account with the child and classes that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from ssdesk.errors import SsdeskError
from ssdesk.server import accounts
from ssdesk.server import tables as t
from ssdesk.server.hashing import spelled

CO_ACCOUNTS = 6  # of one child (A1)


def add(
    connection: Connection,
    school: str,
    kind: str,
    name: str,
    *,
    username: str = "",
    child: Sequence[str] | None = None,
    born: str = "",
    classes: Sequence[str] = (),
    role: str = "",
    title: str = "",
    office: bool = False,
) -> Row[Any]:
    """The row of a new account, invited and without a code. A child (first and last name) and classes that are not
    there yet are made. All accounts of a child share its username. SsdeskError: six co-accounts already."""
    class_ids = [_class(connection, school, class_) for class_ in classes]
    values: dict[str, Any] = {"role": role or kind, "title": title, "office": office}
    first, last = (*name.split(" ", 1), "")[:2]
    username = spelled(username)
    if child is not None:
        first, last = child
        values["pupil"] = pupil = _pupil(connection, school, first, last, class_ids[0] if class_ids else None, born)
        username = username or _shared(connection, school, pupil)
        values["slot"] = _slot(connection, school, pupil) if kind == "co" else 0
    else:
        values |= {"contact_group": "office" if office else "teacher", "everyone": office}
    username = username or accounts.username_for(connection, school, first, last)
    account = accounts.add_account(connection, school, kind, username, name, **values)
    if kind == "staff" and class_ids:
        accounts.set_classes(connection, school, account, class_ids)
    return accounts.row(connection, school, account)


def _class(connection: Connection, school: str, name: str) -> str:
    c = t.class_.c
    known = connection.scalars(select(c.id).where(c.school == school, c.name == name)).first()
    return known or accounts.add_class(connection, school, name)


def _pupil(connection: Connection, school: str, first: str, last: str, class_: str | None, born: str) -> str:
    p = t.pupil.c
    same = (p.school == school, p.first_name == first, p.last_name == last, p.left_at.is_(None))
    known = connection.scalars(select(p.id).where(*same)).first()
    return known or accounts.add_pupil(connection, school, first, last, class_=class_, born=born)


def _shared(connection: Connection, school: str, pupil: str) -> str:
    """The username that the child's accounts have already."""
    a = t.account.c
    return connection.scalars(select(a.username).where(a.school == school, a.pupil == pupil)).first() or ""


def _slot(connection: Connection, school: str, pupil: str) -> int:
    """The first of the child's places that is free."""
    a = t.account.c
    taken = set(connection.scalars(select(a.slot).where(a.school == school, a.pupil == pupil, a.state != "closed")))
    free = next((slot for slot in range(1, CO_ACCOUNTS + 1) if slot not in taken), None)
    if free is None:
        raise SsdeskError("This child has six co-accounts already.")
    return free
