"""Puts the generated demo schools into a server's database, through the same functions as everything else."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert

from ssdesk.protocol.school import Help, Manual
from ssdesk.protocol.session import Agreement, Section
from ssdesk.server import accounts, load_demo_mailboxes, load_demo_messages, load_demo_record, people
from ssdesk.server import tables as t
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.demo import data
from ssdesk.server.demo.shared_mailboxes import shared
from ssdesk.server.hashing import Hashing
from ssdesk.server.load_demo_files import Files, milliseconds
from ssdesk.server.schools import Mail, School, SchoolSettings

PASSWORD: Final = "demo in de demoschool"  # noqa: S105 - of the staff and of the families in the cast
HIDDEN: Final = {"dewilg": {"homework_guide": ["results", "reports"]}}  # what a school does not show a role of a child
_NUMBER = re.compile(r"^\d+\.\s*")  # the desktop numbers the sections itself
_ROLES = {"plus_parent": "step_parent"}
_STATES = {"inactive": "closed", "email_open": "invited"}
_STEPS = ("agreement_at", "password_at", "devices_at", "details_at", "checked_at")


def load(connection: Connection, school: data.School, address: str, blobs: BlobStore, hashing: Hashing | None) -> None:
    """One whole school. `address`: its base URL. `hashing`: gives staff and the cast the demo password; None:
    nobody can sign in with a password (hashing is the slow part)."""
    accounts.add_school(connection, school.slug, settings(school, address), school.host)
    mailboxes = shared(school)
    load_demo_mailboxes.load(connection, school.slug, mailboxes)
    _load_people(connection, school, hashing)
    files = Files(connection, school.slug, blobs)
    load_demo_messages.load(connection, school, _names(school), files, mailboxes)
    load_demo_record.load(connection, school, files)
    load_demo_messages.plan(connection, school, School(school.slug, school.host, settings(school, address)))


def settings(school: data.School, address: str) -> SchoolSettings:
    """What the school decides."""
    return SchoolSettings(
        name=school.name,
        short_name=school.short_name,
        help=Help(
            school.help.name,
            school.help.phone,
            school.help.email,
            [Manual(school.help.manual_title, school.help.manual_url)],
        ),
        agreement=Agreement(school.agreement_version, "Gebruikersovereenkomst", _sections(school.agreement)),
        mail=Mail(sender=f"noreply@{school.host}", reply_to=school.help.email),
        hidden=HIDDEN.get(school.slug, {}),
        address=address,
    )


def _sections(text: str) -> list[Section]:
    """Markdown headings of the second level and what stands below them."""
    sections = []
    for part in text.split("\n## ")[0 if text.startswith("## ") else 1 :]:
        title, _, body = part.removeprefix("## ").partition("\n")
        sections.append(Section(_NUMBER.sub("", title.strip()), body.strip()))
    return sections


# ---- People ----------------------------------------------------------------------------------------------------------
def _load_people(connection: Connection, school: data.School, hashing: Hashing | None) -> None:
    slug = school.slug
    rows: list[dict[str, Any]] = [{"school": slug, "id": class_.id, "name": class_.name} for class_ in school.classes]
    connection.execute(insert(t.class_), rows)
    connection.execute(insert(t.pupil), [_pupil(slug, pupil) for pupil in school.pupils])
    passwords = _passwords(school, hashing) if hashing is not None else {}
    connection.execute(insert(t.account), [_account(school, account, passwords) for account in school.accounts])
    taught = {
        (class_.id, account)
        for class_ in school.classes
        for account in (class_.titular, *(a for _, a in class_.teachers))
    }
    rows = [{"school": slug, "class_": class_, "account": account} for class_, account in sorted(taught)]
    connection.execute(insert(t.class_staff), rows)
    for group in school.groups:
        connection.execute(insert(t.group_).values(school=slug, id=group.id, name=group.name))
        rows = [{"school": slug, "group_": group.id, "pupil": pupil} for pupil in group.pupils]
        connection.execute(insert(t.group_pupil), rows)
    people.refresh(
        connection,
        slug,
        [account.id for account in school.accounts],
        pupils=[pupil.id for pupil in school.pupils],
    )


def _pupil(slug: str, pupil: data.Pupil) -> dict[str, Any]:
    left = pupil.left_on
    return {
        "school": slug,
        "id": pupil.id,
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "class_": pupil.class_id,
        "birth_date": pupil.birth_date.isoformat(),
        "left_at": milliseconds(datetime(left.year, left.month, left.day, 16, tzinfo=UTC)) if left else None,
    }


def _account(school: data.School, account: data.Account, passwords: Mapping[str, bytes]) -> dict[str, Any]:
    """An account that waits for its address to be confirmed has done all the steps before it. Who has done them has a
    password, even where nobody knows it."""
    began = account.activated_at or (account.last_seen if account.state == "email_open" else None)
    stamp, active = _ms_or_none(began), _ms_or_none(account.activated_at)
    return {
        "school": school.slug,
        "id": account.id,
        "kind": account.kind,
        "username": account.username,
        "name": account.name,
        "role": _ROLES.get(account.role, account.role),
        "title": account.title,
        "office": account.office,
        "contact_group": account.contact_group,
        "everyone": account.everyone,
        "weekdays": msgspec.json.encode(account.weekdays).decode(),
        "pupil": account.pupil,
        "slot": account.slot,
        "state": _STATES.get(account.state, account.state),
        "reason": account.reason,
        "until": _ms_or_none(account.until),
        "email": account.email,
        "phone": account.phone,
        "mobile": account.mobile,
        "number_plate": account.number_plate,
        "last_seen": _ms_or_none(account.last_seen),
        "email_confirmed_at": active,
        "active_at": active,
        **dict.fromkeys(_STEPS, stamp),
        "agreement": school.agreement_version if began else None,
        "password": passwords.get(account.id, secrets.token_bytes(32)) if began else None,
    }


def _passwords(school: data.School, hashing: Hashing) -> dict[str, bytes]:
    """The stored passwords of active staff and of the cast's families, by account; an evaluation each takes a while, so
    that not everybody has one."""
    cast = {account for case in school.cases for account in case.accounts}
    chosen = [a for a in school.accounts if a.activated_at is not None and (a.kind == "staff" or a.id in cast)]
    usernames = sorted({account.username for account in chosen})
    with ThreadPoolExecutor(2) as threads:
        found = threads.map(lambda username: hashing.evaluate_now(PASSWORD, school.slug, username), usernames)
        evaluated = dict(zip(usernames, found, strict=True))
    return {a.id: hashing.stored(school.slug, a.id, evaluated[a.username]) for a in chosen}


def _names(school: data.School) -> load_demo_messages.Names:
    """Name and role, in words of the school, of every account."""
    pupils = {pupil.id: pupil for pupil in school.pupils}
    classes = {class_.id: class_.name for class_ in school.classes}
    words = people.ROLE_WORDS[settings(school, "").language]
    named = {}
    for account in school.accounts:
        role = account.title or account.role
        if account.pupil is not None:
            pupil, code = pupils[account.pupil], _ROLES.get(account.role, account.role)
            form = words.get(code, words["other"])
            role = form.format(pupil=pupil.name, class_=classes.get(pupil.class_id, ""))
        named[account.id] = account.name, role
    return named


def invited(school: data.School, names: Iterable[str]) -> list[data.Account]:
    """The accounts of these people who still have their letter to use."""
    wanted = set(names)
    return [account for account in school.accounts if account.state == "invited" and account.name in wanted]


def _ms_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else milliseconds(moment)
