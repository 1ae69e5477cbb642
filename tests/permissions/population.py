"""The people of the two schools: the demo's own pupils, families, classes and staff, each with canaries in all that is
theirs, written into the server's tables as accounts that are all in use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, update

from ssdesk.protocol.school import Help
from ssdesk.protocol.session import Agreement, Section
from ssdesk.server import demo, people
from ssdesk.server import tables as t
from ssdesk.server.demo.shared_mailboxes import shared
from ssdesk.server.http import token_hash
from ssdesk.server.schools import Mail, SchoolSettings
from tests.permissions.record import Account, Class, Device, Mailbox, Pupil, Record
from tests.sizes import size

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
PUPILS = size(40, 120)
HIDDEN = {"atheneum-zuid": {"homework_guide": ["results", "reports"]}}  # one of the schools hides these
STEPS = ("agreement_at", "password_at", "devices_at", "details_at", "checked_at", "email_confirmed_at", "active_at")
AGREEMENT = Agreement("2026", "Gebruikersovereenkomst", [Section("Afspraken", "Wees beleefd.")])
_ROLES = {"plus_parent": "step_parent"}


class Canaries:
    """Words that stand nowhere else, each made once: "zq00017w". Moments likewise, in milliseconds."""

    def __init__(self) -> None:
        self._words = 0
        self._moment = int(datetime(2026, 9, 1, 6, tzinfo=UTC).timestamp() * 1000) + 137

    def word(self) -> str:
        self._words += 1
        return f"zq{self._words:05}w"

    def moment(self) -> int:
        """One that nothing else happened at."""
        self._moment += 61_003
        return self._moment


@cache
def generated() -> tuple[demo.School, ...]:
    """The demo's two schools."""
    return tuple(demo.generate(NOW, 1, PUPILS))


def settings(school: demo.School) -> SchoolSettings:
    """With a sender, so that mails go out."""
    help_ = Help(school.help.name, school.help.phone, school.help.email)
    sender = f"noreply@{school.slug}.example"
    address = f"https://{school.host}"
    return SchoolSettings(school.name, school.short_name, help_, AGREEMENT, hidden=HIDDEN.get(school.slug, {}),
                          mail=Mail(sender), address=address)  # fmt: skip


def pupils_of(school: demo.School, cases: Iterable[str]) -> set[str]:
    """The pupils in these family cases."""
    return {pupil for case in school.cases if case.key in cases for pupil in case.pupils}


def record(school: demo.School, canaries: Canaries, pupils_kept: set[str] | None = None) -> Record:
    """The school's people with canaries: all pupils and their accounts, or only these. Who is suspended, excluded or
    closed in the demo is still in use here (`was_in_use`)."""
    classes = [
        Class(class_.id, class_.name, sorted({staff for _, staff in class_.teachers} | {class_.titular}))
        for class_ in school.classes
    ]
    words = {p.id: canaries.word() for p in school.pupils if pupils_kept is None or p.id in pupils_kept}
    pupils = [
        Pupil(p.id, p.first_name, f"{p.last_name} {words[p.id]}", p.class_id, str(p.birth_date))
        for p in school.pupils
        if p.id in words
    ]
    words[""] = ""
    accounts = [
        _account(account, words[account.pupil or ""], canaries)
        for account in school.accounts
        if (account.pupil or "") in words
    ]
    found = {account.id: account for account in accounts}
    return Record(school.slug, classes, pupils, found, hidden=HIDDEN.get(school.slug, {}), name=school.name)


def as_generated(school: demo.School) -> Record:
    """The school's people just as the generator made them; an account that is not in use counts as closed."""
    classes = [
        Class(class_.id, class_.name, sorted({staff for _, staff in class_.teachers} | {class_.titular}))
        for class_ in school.classes
    ]
    pupils = [
        Pupil(p.id, p.first_name, p.last_name, p.class_id, str(p.birth_date), p.left_on is not None)
        for p in school.pupils
    ]
    states = {"inactive": "closed", "email_open": "invited"}
    accounts = {}
    for one in school.accounts:
        made = Account(one.id, one.kind, one.username, one.name, _ROLES.get(one.role, one.role), one.state)
        accounts[one.id] = replace(made, state=states.get(one.state, one.state), **_copied(one))
        accounts[one.id].until = round(one.until.timestamp() * 1000) if one.until else None
    boxes = [Mailbox(box.id, box.name, box.label, list(box.holders)) for box in shared(school).mailboxes]
    return Record(school.slug, classes, pupils, accounts, mailboxes=boxes, name=school.name)


def _copied(account: demo.Account) -> dict[str, Any]:
    names = ("pupil", "slot", "title", "office", "contact_group", "everyone", "weekdays", "email", "phone", "mobile",
             "number_plate", "reason")  # fmt: skip
    return {name: getattr(account, name) for name in names}


def was_in_use(account: demo.Account) -> bool:
    """Whether the account was active at some time."""
    return account.state in ("active", "suspended", "excluded", "closed")


def _account(account: demo.Account, pupil_word: str, canaries: Canaries) -> Account:
    steps = {"active": 7, "suspended": 7, "excluded": 7, "closed": 7, "email_open": 5}.get(account.state, 0)
    times = {step: canaries.moment() for step in STEPS[:steps]}
    not_in_use = "closed" if account.state == "inactive" else "invited"
    state = "active" if was_in_use(account) else not_in_use
    username = f"{account.username}.{pupil_word or canaries.word()}"
    email = f"{canaries.word()}.{account.username}@voorbeeld.be" if steps else ""
    made = Account(account.id, account.kind, username, f"{account.name} {canaries.word()}", account.role, state)
    return replace(
        made,
        role=_ROLES.get(account.role, account.role),
        pupil=account.pupil,
        slot=account.slot,
        title=f"{account.title} {canaries.word()}" if account.title else "",
        office=account.office,
        contact_group=account.contact_group,
        everyone=account.everyone,
        weekdays=account.weekdays,
        email=email,
        email_confirmed="email_confirmed_at" in times,
        phone=f"03 {canaries.word()}" if steps else "",
        mobile=f"0470 {canaries.word()}" if steps else "",
        number_plate=f"1-{canaries.word()}" if steps else "",
        times=times,
    )


def device(record: Record, account: Account, canaries: Canaries, name: str = "Computer") -> Device:
    """A device of the account with a token, noted in the record."""
    made_of = f"{record.slug} {account.id} {len(record.devices)}"
    id_ = hashlib.blake2b(made_of.encode(), digest_size=16).hexdigest()
    token = f"token {made_of}".replace(" ", "-")
    words = (f"{name} {canaries.word()}", f"Linux {canaries.word()}")
    one = Device(id_, account.id, token, *words, canaries.moment())
    record.devices.append(one)
    return one


# ---- Into the server's tables ----------------------------------------------------------------------------------------
def write(connection: Connection, record: Record, settings: SchoolSettings) -> None:
    """The whole school and its devices."""
    slug = record.slug
    connection.execute(insert(t.school).values(id=slug, info=msgspec.json.encode(settings).decode()))
    connection.execute(insert(t.class_), [{"school": slug, "id": one.id, "name": one.name} for one in record.classes])
    rows = [{"school": slug, "class_": one.id, "account": staff} for one in record.classes for staff in one.staff]
    connection.execute(insert(t.class_staff), rows)
    connection.execute(insert(t.pupil), [{"school": slug, **_pupil_row(one)} for one in record.pupils])
    for account in record.accounts.values():
        connection.execute(insert(t.account).values(school=slug, **_account_row(account)))
    for device in record.devices:
        connection.execute(insert(t.device).values(school=slug, **device_row(device)))
    people.refresh(connection, slug, record.accounts, pupils=[one.id for one in record.pupils])


def change(connection: Connection, record: Record, account: Account, **values: Any) -> None:
    """Sets columns of an account; grants and objects follow."""
    a = t.account.c
    connection.execute(update(t.account).where(a.school == record.slug, a.id == account.id).values(**values))
    people.refresh(connection, record.slug, [account.id])


def put_in_use(connection: Connection, record: Record, account: Account, device: Device) -> None:
    """An account that was made by the office has now been activated."""
    connection.execute(insert(t.device).values(school=record.slug, **device_row(device)))
    change(connection, record, account, **_account_row(account))


def leave(connection: Connection, record: Record, pupil: Pupil, now: int) -> None:
    """The pupil is no longer at the school."""
    p = t.pupil.c
    connection.execute(update(t.pupil).where(p.school == record.slug, p.id == pupil.id).values(left_at=now))
    people.refresh(connection, record.slug, pupils=[pupil.id])


def change_class(connection: Connection, record: Record, pupil: Pupil, class_: str) -> None:
    """The pupil sits in another class."""
    p = t.pupil.c
    connection.execute(update(t.pupil).where(p.school == record.slug, p.id == pupil.id).values(class_=class_))
    people.refresh(connection, record.slug, pupils=[pupil.id])


def _pupil_row(pupil: Pupil) -> dict[str, Any]:
    return {
        "id": pupil.id,
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "class_": pupil.class_,
        "birth_date": pupil.birth_date,
    }


def _account_row(account: Account) -> dict[str, Any]:
    names = ("id", "kind", "username", "name", "role", "title", "office", "contact_group", "everyone", "pupil", "slot",
             "state", "email", "phone", "mobile", "number_plate")  # fmt: skip
    row: dict[str, Any] = {name: getattr(account, name) for name in names}
    row["weekdays"] = msgspec.json.encode(account.weekdays).decode()
    if account.times:
        row |= {"agreement": AGREEMENT.version, "password": b"a hash that no password has"}
    return row | account.times


def device_row(device: Device) -> dict[str, Any]:
    row = {name: getattr(device, name) for name in ("id", "account", "name", "platform", "created_at")}
    return {**row, "token": token_hash(device.token), "last_seen": device.created_at}
