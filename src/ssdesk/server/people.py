"""The people of a school as they travel: accounts, contacts, pupils and notification settings.

Whoever changes a row of `account`, `pupil`, `class_` or `class_staff` calls `refresh` in the same transaction; it
derives the grants and puts what travels into the feed. What did not change takes no seq.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from ssdesk.protocol import kinds
from ssdesk.server import feed, grants, groups, shared_mailboxes
from ssdesk.server import tables as t
from ssdesk.server.schools import read_school

_a, _p = t.account.c, t.pupil.c

ROLE_WORDS = {
    "nl": {
        "mother": "moeder van {pupil}",
        "father": "vader van {pupil}",
        "step_parent": "plusouder van {pupil}",
        "homework_guide": "huiswerkbegeleider van {pupil}",
        "boarding_educator": "opvoeder van {pupil}",
        "other": "co-account van {pupil}",
        "pupil": "leerling van {class_}",
    },
    "en": {
        "mother": "mother of {pupil}",
        "father": "father of {pupil}",
        "step_parent": "step-parent of {pupil}",
        "homework_guide": "homework guide of {pupil}",
        "boarding_educator": "boarding educator of {pupil}",
        "other": "co-account of {pupil}",
        "pupil": "pupil of {class_}",
    },
}


def refresh(
    connection: Connection,
    school: str,
    accounts: Iterable[str] = (),
    *,
    pupils: Iterable[str] = (),
    classes: Iterable[str] = (),
) -> None:
    """Brings grants and objects of these accounts up to date; of pupils and their accounts; of classes with their
    pupils and staff. The school is held, so that two such changes follow one another."""
    feed.hold(connection, school)
    pupil_ids, account_ids = set(pupils), set(accounts)
    for ids in grants.chunks(sorted(set(classes))):
        pupil_ids |= set(connection.scalars(select(_p.id).where(_p.school == school, _p.class_.in_(ids))))
        staff = select(t.class_staff.c.account).where(t.class_staff.c.school == school, t.class_staff.c.class_.in_(ids))
        account_ids |= set(connection.scalars(staff))
    for ids in grants.chunks(sorted(pupil_ids)):
        account_ids |= set(connection.scalars(select(_a.id).where(_a.school == school, _a.pupil.in_(ids))))
    grants.derive(connection, school, account_ids)
    language = read_school(connection, school).settings.language
    class_names = _class_names(connection, school)
    for ids in grants.chunks(sorted(account_ids)):
        _put_accounts(connection, school, ids, class_names, language)
    for ids in grants.chunks(sorted(pupil_ids)):
        _put_pupils(connection, school, ids, class_names)
    groups.refresh(connection, school)
    shared_mailboxes.refresh(connection, school)


def notifications(connection: Connection, school: str, account: str) -> kinds.Notifications:
    """What the account chose, or what is usual."""
    n = t.notifications.c
    content = connection.scalar(select(n.content).where(n.school == school, n.account == account))
    return msgspec.json.decode(content, type=kinds.Notifications) if content else kinds.Notifications(account)


def put_notifications(connection: Connection, school: str, settings: kinds.Notifications, *, new: bool = False) -> None:
    """The settings as they travel: in the own mailbox only."""
    feed.put(connection, school, "notifications", settings.id, settings, [f"a:{settings.id}"], new=new)


def account_object(row: Row[Any], record: Sequence[str] = ()) -> kinds.Account:
    """A row of `account` as its holder sees it, with the parts of the child's record that it sees."""
    return kinds.Account(
        id=row.id,
        kind=row.kind,
        username=row.username,
        name=row.name,
        role=row.role,
        state=row.state,
        pupil=row.pupil,
        email=row.email,
        email_confirmed=row.email_confirmed_at is not None,
        phone=row.phone,
        mobile=row.mobile,
        reason=row.reason,
        until=row.until,
        no_rights=msgspec.json.decode(row.no_rights, type=list[str]),
        record=list(record),
    )


def _put_accounts(
    connection: Connection, school: str, ids: Sequence[str], class_names: dict[str, str], language: str
) -> None:
    rows = connection.execute(select(t.account).where(_a.school == school, _a.id.in_(ids))).all()
    holders = {holder.id: holder for holder in grants.holders(connection, school, ids)}
    names = _pupil_names(connection, school, [row.pupil for row in rows if row.pupil])
    with_settings = set(
        connection.scalars(
            select(t.notifications.c.account).where(
                t.notifications.c.school == school, t.notifications.c.account.in_(ids)
            )
        )
    )
    for row in rows:
        holder = holders[row.id]
        feed.put(connection, school, "account", row.id, account_object(row, holder.rights), [f"a:{row.id}"])
        scopes = contact_scopes(holder, everyone=row.everyone)
        if scopes:
            contact = _contact(row, holder, class_names, names.get(row.pupil or "", ""), language)
            feed.put(connection, school, "contact", row.id, contact, scopes)
        else:
            feed.remove(connection, school, "contact", row.id)
        if row.id not in with_settings:
            put_notifications(connection, school, kinds.Notifications(row.id))


def contact_scopes(holder: grants.Holder, *, everyone: bool) -> frozenset[str]:
    """Who may write to this account: co-accounts and main accounts are known to their teachers and the office only."""
    if holder.state in grants.OUT:
        return frozenset()
    scopes = {"office"}
    if holder.kind == "staff":
        scopes |= {"g:staff", *(f"c:{c}:{audience}" for c in holder.teaches for audience in ("parents", "pupils"))}
        if everyone:
            scopes.add("g:all")
    elif holder.class_ is not None:
        scopes.add(f"cs:{holder.class_}")
    return frozenset(scopes)


def _contact(
    row: Row[Any], holder: grants.Holder, class_names: dict[str, str], pupil_name: str, language: str
) -> kinds.Contact:
    if row.kind == "staff":
        taught = [class_names[class_] for class_ in holder.teaches if class_ in class_names]
        weekdays = msgspec.json.decode(row.weekdays, type=tuple[int, ...])
        if weekdays == kinds.WEEKDAYS:
            weekdays = kinds.WEEKDAYS  # only the default itself does not travel
        group = row.contact_group or "teacher"
        return kinds.Contact(row.id, row.name, row.title or row.role, group, taught, weekdays=weekdays)
    words = ROLE_WORDS.get(language, ROLE_WORDS["en"])
    key = "pupil" if row.kind == "main" else row.role if row.role in words else "other"
    role = words[key].format(pupil=pupil_name, class_=class_names.get(holder.class_ or "", ""))
    return kinds.Contact(row.id, row.name, role, "pupil" if row.kind == "main" else "parent", pupil=row.pupil)


def _put_pupils(connection: Connection, school: str, ids: Sequence[str], class_names: dict[str, str]) -> None:
    rows = connection.execute(
        select(_p.id, _p.first_name, _p.last_name, _p.class_, _p.left_at).where(_p.school == school, _p.id.in_(ids))
    )
    for id_, first_name, last_name, class_, left_at in rows:
        scopes = {f"p:{id_}:name", "office"}
        if class_ is not None and not left_at:
            scopes.add(f"cs:{class_}")
        pupil = kinds.Pupil(id_, first_name, last_name, class_names.get(class_ or "", ""))
        feed.put(connection, school, "pupil", id_, pupil, scopes)


def _class_names(connection: Connection, school: str) -> dict[str, str]:
    rows = connection.execute(select(t.class_.c.id, t.class_.c.name).where(t.class_.c.school == school))
    return {row.id: row.name for row in rows}


def _pupil_names(connection: Connection, school: str, ids: Sequence[str]) -> dict[str, str]:
    rows = connection.execute(
        select(_p.id, _p.first_name, _p.last_name).where(_p.school == school, _p.id.in_(sorted(set(ids))))
    )
    return {id_: f"{first} {last}" for id_, first, last in rows}
