"""That a message has come to a device is told to its sender alone, where the school lets it, and is no receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ssdesk.protocol.ids import new_id
from ssdesk.server import scheduler
from tests.school import WILG, School, id_of
from tests.server.conftest import Client
from tests.server.test_commands import only, send

Tick = Callable[[School], None]
Cursors = dict[str, list[int]]


@pytest.fixture
def telling(school: School) -> School:
    """It lets senders see what has come to a device."""
    school.decide(delivery=True)
    return school


def fetched(client: Client, name: str) -> Cursors:
    """A device of this account fetches everything; the cursors with which it asks the next time."""
    return {page["key"]: page["cursor"] for page in client.pull(name)["scopes"]}


def receipt(client: Client, sender: str = "teacher") -> dict[str, Any] | None:
    found = client.objects(sender, "receipt").values()
    return next(iter(found), None)


def test_it_is_told_when_the_device_asks_for_what_comes_after_it(client: Client, telling: School, tick: Tick) -> None:
    send(client, "teacher", "mother")
    have = fetched(client, "mother")
    tick(telling)
    assert receipt(client) is None, "it was sent to the device; nobody knows yet that it came"
    telling.clock.advance(seconds=60)
    client.pull("mother", have)
    at = telling.clock()
    telling.clock.advance(seconds=60)
    client.pull("mother", have)
    tick(telling)
    told = receipt(client)
    assert told is not None
    assert (told["delivered_at"], told["account"]) == (at, id_of("mother"))
    assert "opened_at" not in told
    assert "opened_at" not in only(client.objects("mother", "message"))
    assert not client.objects("mother", "receipt")
    assert not client.objects("father", "receipt")


def test_a_device_that_is_still_being_filled_tells_nothing(client: Client, telling: School, tick: Tick) -> None:
    send(client, "teacher", "mother")
    mailbox = f"a:{id_of('mother')}"
    high, _low = fetched(client, "mother")[mailbox]
    client.pull("mother", {mailbox: [high, high]})
    tick(telling)
    assert receipt(client) is None


def test_it_is_told_once_and_stays_when_the_message_is_opened(client: Client, telling: School, tick: Tick) -> None:
    send(client, "teacher", "mother")
    client.pull("mother", fetched(client, "mother"))
    at = telling.clock()
    tick(telling)
    seq = telling.db.read_now(scheduler.read_seqs)[WILG]
    for _ in range(2):  # another device, and a server that has just begun
        telling.clock.advance(seconds=60)
        telling.app.parts.arrivals.told([])
        telling.app.parts.arrivals._told.clear()
        client.pull("mother", fetched(client, "mother"))
        tick(telling)
    assert telling.db.read_now(scheduler.read_seqs)[WILG] == seq
    copy = only(client.objects("mother", "message"))["id"]
    client.command("mother", new_id(), "open_message", {"message": copy})
    told = receipt(client)
    assert told is not None
    assert (told["delivered_at"], told["opened_at"]) == (at, telling.clock())


def test_what_was_opened_or_lies_in_another_mailbox_is_not_told(client: Client, telling: School, tick: Tick) -> None:
    send(client, "teacher", "mother")
    send(client, "teacher", "father")
    copy = only(client.objects("mother", "message"))["id"]
    client.command("mother", new_id(), "open_message", {"message": copy})
    client.pull("mother", fetched(client, "mother"))
    tick(telling)
    (told,) = client.objects("teacher", "receipt").values()
    assert (told["account"], "delivered_at" in told) == (id_of("mother"), False)


def test_a_school_that_does_not_tell_it_notes_nothing(client: Client, school: School, tick: Tick) -> None:
    send(client, "teacher", "mother")
    client.pull("mother", fetched(client, "mother"))
    tick(school)
    assert receipt(client) is None
