"""A replica in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ssdesk.protocol.kinds import Account, Contact, Message, Pupil
from ssdesk.replica import Replica
from tests.replica.feed_school import KEY, ME, Clock, FeedSchool, Told


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def school() -> FeedSchool:
    made = FeedSchool()
    made.put("account", Account(ME, "co", "noor.peeters", "Els Vermeulen", "mother", "active", pupil="p" * 32))
    made.put("pupil", Pupil("p" * 32, "Noor", "Peeters", "4B"))
    made.put("contact", Contact("c" * 32, "Petra De Backer", "juf van klas 4B", "teacher", ["4B"]))
    made.put("contact", Contact("d" * 32, "Secretariaat", "secretariaat", "office"))
    return made


@pytest.fixture
def open_replica(tmp_path: Path, clock: Clock, told: Told) -> Iterator[Callable[[], Replica]]:
    """Opens the same replica, each time anew."""
    opened: list[Replica] = []

    def open_it() -> Replica:
        for replica in opened:
            replica.close()
        opened.append(Replica.open(tmp_path / "replica", KEY, clock, told, "me"))
        return opened[-1]

    yield open_it
    for replica in opened:
        replica.close()


@pytest.fixture
def replica(open_replica: Callable[[], Replica]) -> Replica:
    return open_replica()


@pytest.fixture
def letter() -> Callable[..., Message]:
    """A received message; its id from a number."""

    def make(number: int, **fields: Any) -> Message:
        values: dict[str, Any] = {
            "id": f"{number:032x}",
            "thread": f"{number:032x}",
            "sent_at": 1_795_000_000_000 + number * 60_000,
            "sender": "c" * 32,
            "sender_name": "Petra De Backer",
            "sender_role": "juf van klas 4B",
            "subject": f"Bericht {number}",
            "preview": f"Tekst {number}",
            "body": f"Tekst {number}",
            "folder": "inbox",
        }
        return Message(**values | fields)

    return make
