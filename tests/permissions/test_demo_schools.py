"""The demo schools, as they are loaded in one go instead of written message by message, keep to the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from ssdesk.server import demo, load_demo, migrations
from ssdesk.server import tables as t
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from tests.permissions import oracle, payloads, population, reading
from tests.permissions.conftest import place
from tests.permissions.population import Canaries
from tests.permissions.record import Copy, Message, Record
from tests.permissions.world import LONG, World

pytestmark = pytest.mark.xdist_group("permissions")

# What the generator leaves to the loader; everything else is compared.
LEFT_OPEN = {"attachments", "answered_at", "email_confirmed"}


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
            for account in record.accounts.values():
                population.device(record, account, canaries)
            db.run_now(_add_devices, record)
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


def _copies(connection: Connection, slug: str) -> dict[tuple[str, str], str]:
    """The id of every copy by message and recipient."""
    c = t.copy.c
    rows = connection.execute(select(c.message, c.recipient, c.id).where(c.school == slug))
    return {(row.message, row.recipient): row.id for row in rows}


def _messages(school: demo.School, record: Record, ids: dict[tuple[str, str], str]) -> Iterator[Message]:
    """The generator's messages as rows of the record; nobody has a copy whom the generator did not name."""
    assert set(ids) == {(message.id, one.account) for message in school.messages for one in message.recipients}
    senders = {message.id: message.sender for message in school.messages}
    for message in school.messages:
        sender, answered = record.accounts[message.sender], message.in_reply_to
        one = Message(
            message.id, sender.id, sender.name, payloads.role_words(record, sender), milliseconds(message.sent_at),
            message.subject, message.body, message.thread, message.pupil, group=message.group,
        )  # fmt: skip
        one.answer_by = milliseconds(message.answer_by) if message.answer_by else None
        for recipient in message.recipients:
            account = record.accounts[recipient.account]
            copy = Copy(ids[message.id, account.id], account.id, account.name, "", message.thread, recipient.pupil)
            copy.recipient_role = payloads.role_words(record, account)
            copy.opened_at = milliseconds(recipient.opened_at) if recipient.opened_at else None
            if answered:
                copy.in_reply_to = answered if senders[answered] == account.id else ids.get((answered, account.id))
            one.copies.append(copy)
        if answered:
            one.in_reply_to = answered if senders[answered] == sender.id else ids.get((answered, sender.id))
        yield one


def test_every_account_of_the_demo_sees_its_own_and_nothing_else(loaded: World) -> None:
    for record in loaded.records.values():
        said = payloads.of_school(record)
        accounts = [account for account in record.accounts.values() if oracle.enters(account)]
        for account in accounts if LONG else accounts[::5]:
            pulled = loaded.pull(record, account)
            wrong = reading.holds(record, account, pulled, said)
            assert [line for line in wrong if line.split()[-1] not in LEFT_OPEN] == []
        assert reading.grants(loaded, record) == []
