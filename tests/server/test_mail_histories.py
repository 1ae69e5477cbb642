"""Random histories of forwarded messages and a mail server that answers, is away, or takes a mail and hangs up: each
message once in each mailbox, and once more only where nobody knew; none of what was taken back before."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ssdesk.protocol.ids import derived, new_id
from ssdesk.server.journal import Journal
from ssdesk.server.mail import MailServer
from tests.school import School, id_of
from tests.server.conftest import Client, Described
from tests.server.post import Post
from tests.server.test_forwarding import chooses
from tests.sizes import size

READERS = ("mother", "father")
STEPS = 14
RESTORED = (39, 57)  # seeds of histories with a restore between two unclear answers
ANSWERS = ("taken", "taken", "unclear", "unclear", "later", "away", "killed")


class History:
    """One school whose queue is emptied in steps, and what is known of each message in plain words."""

    def __init__(self, school: School, client: Client, post: Post, chance: random.Random) -> None:
        self.school, self.client, self.post, self.chance = school, client, post, chance
        self.sent: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {}  # subject: id, arguments, readers
        self.taken_back: dict[str, int] = {}  # subject: how many had arrived by then
        self.unclear: Counter[tuple[str, str]] = Counter()  # subject, reader: handed over without an answer
        self.killed = False  # so that nobody knows what was handed over

    def send(self) -> None:
        subject = f"Brief {len(self.sent)}"
        to = tuple(self.chance.sample(READERS, self.chance.randint(1, 2)))
        args = {"to": [id_of(name) for name in to], "subject": subject, "body": f"Tekst van {subject}."}
        self.sent[subject] = (new_id(), args, to)
        self.again(subject)

    def again(self, subject: str) -> None:
        """The answer was lost, or the school was restored: the desktop sends it once more."""
        id_, args, _ = self.sent[subject]
        assert self.client.command("teacher", id_, "send_message", args)["status"] == "ok"
        if subject in self.taken_back:
            self._withdraw(subject)

    def take_back(self) -> None:
        here = [subject for subject in self.sent if subject not in self.taken_back]
        if here:
            subject = self.chance.choice(here)
            self.taken_back[subject] = self.arrived()[subject]
            self._withdraw(subject)

    def _withdraw(self, subject: str) -> None:
        id_, args = derived(self.sent[subject][0], "withdraw"), {"message": self.sent[subject][0]}
        assert self.client.command("teacher", id_, "withdraw", args)["status"] == "ok"

    def deliver(self, answer: str) -> None:
        before = self.mails()
        self.post.answer = "451 later" if answer == "later" else "250 OK"
        self.post.hang_up = answer == "unclear"
        self.post.deliver(answer != "killed", MailServer("127.0.0.1", 9, "none") if answer == "away" else None)
        self.killed = self.killed or answer == "killed"
        if answer == "unclear":
            self.unclear += self.mails() - before
        self.school.clock.advance(seconds=self.chance.choice((60, 600, 7200)))

    def back_up(self) -> None:
        self._copy("school.db", "backup.db")

    def restore(self) -> None:
        """The journal beside the database stays what it was, and desktops send again what they had sent."""
        if not (self.school.folder / "backup.db").exists():
            return
        self._copy("backup.db", "school.db")
        parts = self.school.app.parts
        parts.identity.renew(parts.clock())
        parts.journal = Journal(self.school.folder / "journal")
        for subject in self.sent:
            self.again(subject)

    def _copy(self, source: str, target: str) -> None:
        folder = self.school.folder
        with closing(sqlite3.connect(folder / source)) as one, closing(sqlite3.connect(folder / target)) as other:
            one.backup(other)

    # ---- What arrived ------------------------------------------------------------------------------------------------
    def mails(self) -> Counter[tuple[str, str]]:
        return Counter((one.subject.removesuffix(" (De Wilg)"), one.to.partition("@")[0]) for one in self.post.arrived)

    def arrived(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for (subject, _), count in self.mails().items():
            found[subject] += count
        return found

    def check(self) -> None:
        mails, arrived = self.mails(), self.arrived()
        for (subject, reader), count in mails.items():
            assert reader in self.sent[subject][2], f"{subject} went to {reader}"
            assert count <= 1 + min(self.unclear[subject, reader], 1), f"{subject}: {count} times to {reader}"
        for subject, count in self.taken_back.items():
            assert arrived[subject] == count, f"{subject} was mailed after it was taken back"

    def check_all_there(self) -> None:
        mails = self.mails()
        for subject, (_, _, readers) in self.sent.items():
            for reader in readers:
                assert self.killed or subject in self.taken_back or mails[subject, reader], f"{subject} is lost"


@pytest.mark.parametrize("seed", sorted({*RESTORED, *range(size(2, 100))}))
def test_every_message_is_mailed_once_and_twice_only_after_an_unclear_answer(
    tmp_path: Path, described: Described, seed: int
) -> None:
    chance = random.Random(seed)
    with School.open(tmp_path / "server") as school, Post(school) as post:
        client = Client(school.app, described)
        for name in READERS:
            chooses(client, name)
        history = History(school, client, post, chance)
        history.send()
        for _ in range(STEPS):
            step = chance.choice(("send", "again", "take back", "back up", "restore", *["deliver"] * 5))
            if step == "again":
                history.again(chance.choice(list(history.sent)))
            elif step == "deliver":
                history.deliver(chance.choice(ANSWERS))
            else:
                getattr(history, step.replace(" ", "_"))()
            history.check()
        for _ in range(4):
            history.deliver("taken")
        history.check()
        history.check_all_there()
