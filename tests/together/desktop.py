"""A desktop without its windows, and a household of several: what the tests of the whole step through."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from ssdesk.household import Household
from ssdesk.keychain import PassphraseKeychain, passphrase
from ssdesk.paths import Paths
from ssdesk.protocol.session import SignedIn
from ssdesk.replica import Replica
from ssdesk.replica.actions import SendMessage
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.sync.engine import Engine
from ssdesk.sync.remote import Remote
from ssdesk.sync.status import SyncStatus
from tests.school import School, id_of
from tests.together.track import Track

PASSPHRASE = "vier gewone woorden volstaan hier"
LEAST_WORK = partial(passphrase._Argon2id, memory_kib=8_192, iterations=1, lanes=1)
"""The least that a file of secrets may ask of the computer: of a short test the usual would be half."""


class Desktop:
    """One account's replica and engine; a test steps it or lets it run."""

    def __init__(self, school: School, track: Track, name: str, folder: Path) -> None:
        self.school, self.track, self.name, self.folder = school, track, name, folder
        self.key = os.urandom(32)
        self.told: list[Changes] = []
        self.statuses: list[SyncStatus] = []
        self.erased = threading.Event()
        self.open()

    def open(self) -> None:
        self.replica = Replica.open(self.folder, self.key, self.school.clock, self.told.append, self.name)
        self.remote: Remote = self.track.reach(f"http://127.0.0.1/{School.of(self.name)}", School.token(self.name))
        self.engine = Engine(
            self.replica, self.remote, self.school.clock, self.statuses.append, erase=self.erased.set,
            chance=lambda: 0.0,
        )  # fmt: skip

    def close(self) -> None:
        self.engine.stop()
        self.replica.close()

    def restart(self) -> None:
        """The program was ended and begins again."""
        self.close()
        self.open()

    def sync(self) -> None:
        self.engine.round()
        while self.replica.index_pending():
            pass

    def send(self, to: str, subject: str, body: str = "Beste, groeten.", **more: object) -> str:
        """The id of the message, which waits from now on."""
        command = self.replica.do(SendMessage([id_of(to)], subject, body, **more))  # type: ignore[arg-type]
        assert command is not None
        return command

    def inbox(self) -> list[MessageRow]:
        return self.replica.inbox.first_page(Filter(), 1000)

    def subjects(self, folder: str = "inbox") -> list[str]:
        """Newest first."""
        return [row.subject for row in self.replica.inbox.first_page(Filter(folder), 1000)]

    def found(self, words: str) -> list[str]:
        return [row.subject for row in self.replica.inbox.first_page(Filter("", words=words), 1000)]

    def unread(self) -> int:
        count = self.replica.inbox.counts().get("inbox")
        return count.unread if count else 0


class Family:
    """A household that signs in with the sessions that the accounts of `tests.school` have from the start."""

    def __init__(self, folder: Path, school: School, track: Track) -> None:
        self.school, self.track = school, track
        self.paths = Paths.under(folder, "family")
        self.paths.create()
        self.told: list[Changes] = []
        self.household = self.opened()

    def opened(self) -> Household:
        """The program begins: its keychain is still locked."""
        keychain = PassphraseKeychain(self.paths.keychain_file)
        return Household(self.paths, keychain, self.school.clock, self.told.append, reach=self.track.reach)

    def begin(self) -> None:
        """A passphrase is chosen, or given."""
        keychain = PassphraseKeychain(self.paths.keychain_file)
        if keychain.exists:
            keychain.unlock(PASSPHRASE)
        else:
            with patch.object(passphrase, "_Argon2id", LEAST_WORK):
                keychain.create(PASSPHRASE)
        self.household.unlock(keychain)

    def add(self, name: str) -> str:
        """The account signs in; its name in the household."""
        address = f"http://127.0.0.1/{School.of(name)}"
        with self.track.reach(address, School.token(name)) as remote:
            info = remote.school()
            state = remote.state()
        return self.household.add(address, info, SignedIn(School.token(name), id_of(f"device of {name}"), state))


def wait_for(reached: Callable[[], object], *, at_most_s: float = 30) -> None:
    """Until it is so. The bound is for a program that hangs; it says nothing about how fast one must be."""
    until = time.monotonic() + at_most_s
    while not reached():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)
