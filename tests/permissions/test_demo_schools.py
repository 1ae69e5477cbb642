"""The demo schools, as they are loaded in one go instead of written message by message, keep to the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, insert, select

from ssdesk.server import agreements, demo, load_demo, load_demo_record, migrations
from ssdesk.server import tables as t
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.demo import data_record, showing
from ssdesk.server.demo.shared_mailboxes import shared
from ssdesk.server.epoch import Identity
from tests.permissions import oracle, payloads, population, reading
from tests.permissions.conftest import place
from tests.permissions.population import Canaries
from tests.permissions.record import Account, Copy, Group, Mailbox, Message, Planned, Record, Shown
from tests.permissions.world import World
from tests.sizes import LONG

pytestmark = pytest.mark.xdist_group("permissions")

# What the generator leaves to the loader; everything else is compared.
LEFT_OPEN = {"attachments", "file", "answered_at", "email_confirmed", "co_reached", "pupils_reached", "staff_reached"}
HIDDEN = {"dewilg": {"homework_guide": ["results", "reports"]}}  # what a demo school does not show a role of a child


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    """Both demo schools with all their messages, and a session for everybody."""
    with place() as folder:
        home = Path(folder, "server")
        home.mkdir()
        Identity.create(home)
        Config().write(home)
        migrations.upgrade(Config().url(home))
        db, canaries, records = Database(Config().url(home)), Canaries(), {}
        for school in population.generated():
            db.run_now(load_demo.load, school, f"https://{school.host}", BlobStore(home), None)
            record = population.as_generated(school)
            record.hidden = HIDDEN.get(school.slug, {})
            made = showing.show(school)
            record.shown, record.now = list(_shown(made)), milliseconds(population.NOW)
            record.shown.append(_agreed(school.slug, made, record.now))
            for account in record.accounts.values():
                population.device(record, account, canaries)
            db.run_now(_add_devices, record)
            record.groups = [Group(group.id, group.name, list(group.pupils)) for group in school.groups]
            record.planned = list(_planned(school, record.now))
            record.messages = list(_messages(school, record, db.run_now(_copies, school.slug)))
            records[school.slug] = record
        db.close()
        world = World(home, records, canaries)
        world.now = milliseconds(population.NOW)
        yield world
        world.close()


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _add_devices(connection: Connection, record: Record) -> None:
    rows = [{"school": record.slug, **population.device_row(device)} for device in record.devices]
    connection.execute(insert(t.device), rows)


def _planned(school: demo.School, now: int) -> Iterator[Planned]:
    for one in school.planned:
        at = milliseconds(one.send_at)
        yield Planned(one.id, one.sender, list(one.groups), one.subject, one.body, now, at)


def _copies(connection: Connection, slug: str) -> dict[tuple[str, str], str]:
    """The id of every copy by message and recipient."""
    c = t.copy.c
    rows = connection.execute(select(c.message, c.recipient, c.id).where(c.school == slug))
    return {(row.message, row.recipient): row.id for row in rows}


def _messages(school: demo.School, record: Record, ids: dict[tuple[str, str], str]) -> Iterator[Message]:
    """The generator's messages as rows of the record; nobody has a copy whom the generator did not name."""
    messages = (*school.messages, *shared(school).messages)
    assert set(ids) == {(message.id, one.account) for message in messages for one in message.recipients}
    senders = {message.id: message.sender for message in messages}
    people: dict[str, Account | Mailbox] = {**record.accounts, **{box.id: box for box in record.mailboxes}}
    for message in messages:
        sender, answered = people[message.sender], message.in_reply_to
        one = Message(
            message.id, sender.id, sender.name, payloads.role_words(record, sender), milliseconds(message.sent_at),
            message.subject, message.body, message.thread, message.pupil, group=message.group,
        )  # fmt: skip
        one.answer_by = milliseconds(message.answer_by) if message.answer_by else None
        one.asks, one.emergency = message.asks, message.emergency
        one.folder = f"{sender.id}/sent" if isinstance(sender, Mailbox) else "sent"
        for recipient in message.recipients:
            account = people[recipient.account]
            copy = Copy(ids[message.id, account.id], account.id, account.name, "", message.thread, recipient.pupil)
            copy.recipient_role = payloads.role_words(record, account)
            copy.folder = f"{account.id}/inbox" if isinstance(account, Mailbox) else "inbox"
            copy.opened_at = milliseconds(recipient.opened_at) if recipient.opened_at else None
            copy.response = recipient.response
            copy.responded_at = milliseconds(recipient.responded_at) if recipient.responded_at else None
            if answered:
                copy.in_reply_to = answered if senders[answered] == account.id else ids.get((answered, account.id))
            one.copies.append(copy)
        if answered:
            one.in_reply_to = answered if senders[answered] == sender.id else ids.get((answered, sender.id))
        yield one


def _shown(made: data_record.Shown) -> Iterator[Shown]:
    """What the school puts before people, by the moment from which it is there."""
    for class_, week in made.weeks:
        yield _one("timetable_week", week, classes=[class_])
    for class_, item in made.items:
        yield _one("agenda_item", item, classes=[class_])
    for event, classes in made.events:
        yield _one("event", event, classes=list(classes))
    for result in made.results:
        yield _one("result", result, pupil=result.pupil, at=result.given_at)
    for absence in made.absences:
        yield _one("absence", absence, pupil=absence.pupil)
    for bulletin in made.news:
        yield _one("news", bulletin.news, classes=list(bulletin.classes), at=bulletin.news.published_at)
    for report in made.reports:
        names = ("id", "pupil", "title", "period", "school_year")
        said = {name: getattr(report, name) for name in names}
        at = milliseconds(report.released_at)
        yield Shown("report", report.id, {**said, "released_at": at}, [], report.pupil, at)


def _agreed(slug: str, made: data_record.Shown, now: int) -> Shown:
    document = replace(load_demo_record.agreed(slug, made), id=agreements.oid(slug), version=1, changed_at=now)
    return _one("agreements", document)


def _one(kind: str, made: msgspec.Struct, **values: Any) -> Shown:
    said = msgspec.to_builtins(made)
    return Shown(kind, said["id"], said, **values)


def test_every_account_of_the_demo_sees_its_own_and_nothing_else(loaded: World) -> None:
    for record in loaded.records.values():
        said = payloads.of_school(record)
        accounts = [account for account in record.accounts.values() if oracle.enters(account)]
        for account in accounts if LONG else accounts[::5]:
            pulled = loaded.pull(record, account)
            wrong = reading.holds(record, account, pulled, said)
            assert [line for line in wrong if line.split()[-1] not in LEFT_OPEN] == []
        assert reading.grants(loaded, record) == []


def test_nobody_fetches_the_file_of_a_report_that_is_due_tomorrow(loaded: World) -> None:
    p = t.publication.c
    due = loaded.db.read_now(lambda connection: connection.execute(select(p.school, p.blobs, p.payload)).all())
    reports = [(row.school, msgspec.json.decode(row.blobs)[0], msgspec.json.decode(row.payload)) for row in due
               if row.blobs != "[]"]  # fmt: skip
    assert {school for school, _, _ in reports} == {"atheneum-zuid"}
    for school, sha256, report in reports:
        record = loaded.records[school]
        parents = [a for a in record.accounts.values() if a.pupil == report["pupil"] and oracle.enters(a)]
        for account in parents:
            answer = loaded.ask(record, account, "GET", f"/v1/blobs/{sha256}")
            nowhere = loaded.ask(record, account, "GET", f"/v1/blobs/{reading.UNKNOWN_SHA}")
            assert answer.status == 404
            assert reading.same(answer, nowhere, sha256, reading.UNKNOWN_SHA)


def test_the_homework_guide_of_the_demo_sees_absences_but_no_results(loaded: World) -> None:
    record = loaded.records["dewilg"]
    guides = [a for a in record.accounts.values() if a.role == "homework_guide" and oracle.enters(a)]
    assert guides
    for account in guides:
        kinds = {kind for kind, _ in loaded.pull(record, account).objects}
        assert "absence" in kinds
        assert not kinds & {"result", "report"}
