"""One person's ssdesk without its windows, made to be killed. It says on standard output what it is about to do and,
once that is safe, that it did it: one `told.Line` of JSON a line.

    python -m tests.kill.desktop_process PLAN

On standard input "rest" asks it to stop acting and to end once everything was sent and fetched. The end of standard
input ends it at once, so that it never outlives the test.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.household import Home, Household
from ssdesk.household.member import over_the_network
from ssdesk.keychain import PassphraseKeychain
from ssdesk.paths import Paths
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.session import SignedIn
from ssdesk.replica import Replica
from ssdesk.replica.action import Action
from ssdesk.replica.actions import DeleteDraft, MoveMessage, OpenMessage, SaveDraft, SendMessage
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import Filter, MessageRow
from tests.kill.told import LARGE_BYTES, PASSPHRASE, SMALL_BYTES, Account, Line, Plan, letter

MOST_WAITING = 40  # then it reads more than it writes
LATER_MS = 15 * 60_000  # what the school asked to send later is due once the desktop comes to rest
PLACES = {"message": ("inbox", "archive", "trash"), "sent_message": ("sent", "archive", "trash")}


class Person:
    """Does things at random, the same ones for the same seed as far as the mailbox is the same."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.chance = plan, random.Random(plan.life)
        self._began, self._later = time.monotonic(), 0
        self._count = 0
        self._out = threading.Lock()
        self._rows: dict[str, int] = {}
        self.resting = threading.Event()
        self.household = self._opened()

    def clock(self) -> int:
        return self.plan.now + self._later + int(1000 * (time.monotonic() - self._began))

    def say(self, event: str, **more: object) -> None:
        with self._out:
            sys.stdout.write(msgspec.json.encode(Line(event, **more)).decode() + "\n")  # type: ignore[arg-type]
            sys.stdout.flush()

    # ---- Starting ----------------------------------------------------------------------------------------------------
    def _opened(self) -> Household:
        paths = Paths.under(Path(self.plan.folder), "kill")
        paths.create()
        keychain = PassphraseKeychain(paths.keychain_file)
        (keychain.unlock if keychain.exists else keychain.create)(PASSPHRASE)
        household = Household(paths, keychain, self.clock, self._heard)
        household.unlock()
        return household

    def start(self) -> None:
        for home in self.household.homes:
            if home.state != "open":
                self.say("broken", account=home.account, text=str(home.problem))
            else:
                messages = sum(count.total for count in self._replica(home).inbox.counts().values())
                self.say("here", account=home.account, count=messages, filling=home.is_filling)
        self.household.connect()
        for account in self.plan.accounts:
            self._sign_in(account)
        self.say("started")

    def _sign_in(self, account: Account) -> None:
        """If it is not here yet; as soon as the school can be reached."""
        while account.id not in {home.account for home in self.household.homes}:
            try:
                with over_the_network(account.address, account.token) as remote:
                    school, state = remote.school(), remote.state()
            except NoConnection:
                time.sleep(0.05)
            else:
                self.household.add(account.address, school, SignedIn(account.token, account.device, state))

    def _heard(self, changes: Changes) -> None:
        for name, touched in changes.by_account.items():
            done = self.household.home(name).status.rows_done if touched.status and self._is_known(name) else 0
            if done > self._rows.get(name, 0):
                self.say("rows", account=name, count=done)
            self._rows[name] = done

    def _is_known(self, name: str) -> bool:
        return hasattr(self, "household") and any(home.name == name for home in self.household.homes)

    def _replica(self, home: Home) -> Replica:
        return self.household.replica(home.name)

    # ---- Acting ------------------------------------------------------------------------------------------------------
    def live(self) -> None:
        """Until it is asked to rest."""
        deeds: list[Callable[[Home], None]] = [
            self.write, self.write, self.write, self.answer, self.open, self.open, self.move, self.move, self.type,
            self.save_draft, self.send_draft, self.delete_draft, self.take_back, self.write_to_oneself,
        ]  # fmt: skip
        while not self.resting.is_set():
            home = self.chance.choice(self.household.homes)
            if self.plan.acts and self._replica(home).people.account() is not None:
                waiting = self._replica(home).outbox.count_waiting()
                self.chance.choice(deeds)(home) if waiting < MOST_WAITING else time.sleep(0.02)
            time.sleep(self.chance.random() * 0.012)

    def _do(self, home: Home, action: Action, **about: object) -> None:
        """First what is tried, then what is safe. A kill between the two leaves open whether it was."""
        self._count += 1
        number = f"{self.plan.life}.{self._count}"
        self.say("try", number=number, account=home.account, what=action.type, **about)
        command = self.household.do(home.name, action)
        self.say("did", number=number, id=command or "")

    def _told(self, home: Home, what: str, call: Callable[[], object], **about: object) -> None:
        self._count += 1
        number = f"{self.plan.life}.{self._count}"
        self.say("try", number=number, account=home.account, what=what, **about)
        call()
        self.say("did", number=number)

    def write(self, home: Home) -> None:
        self._send(home, draft=new_id() if self.chance.random() < 0.5 else None)

    def answer(self, home: Home) -> None:
        row = self._row(home, Filter())
        if row is not None and row.can_answer:
            self._send(home, to=[row.sender], in_reply_to=row.id)

    def _send(self, home: Home, to: list[str] | None = None, **more: object) -> None:
        replica = self._replica(home)
        contacts = [contact.id for contact in replica.people.contacts() if contact.id != home.account]
        to = to or self.chance.sample(contacts, min(self.chance.choice((1, 1, 2, 3)), len(contacts)))
        files = [replica.files.add(self._file())] if self.chance.random() < 0.12 else []
        subject = f"k{self.plan.life}x{self._count + 1}"
        message = SendMessage(to, subject, letter(subject), attachments=files, **more)  # type: ignore[arg-type]
        self._do(
            home, message, to=to, text=subject, draft=message.draft or "", message=message.in_reply_to or "",
            files=[file.sha256 for file in files],
        )  # fmt: skip

    def write_to_oneself(self, home: Home) -> None:
        """The school will refuse it, and the words must not be lost by that."""
        if self.chance.random() < 0.3:
            subject = f"n{self.plan.life}x{self._count + 1}"
            self._do(home, SendMessage([home.account], subject, letter(subject)), text=subject, to=[home.account])

    def _file(self) -> Path:
        path = Path(self.plan.folder, "picked.txt")
        size = LARGE_BYTES if self.chance.random() < 0.3 else SMALL_BYTES
        path.write_text((self.chance.randbytes(200).hex() + "\n") * (size // 401), "ascii")
        return path

    def open(self, home: Home) -> None:
        row = self._row(home, Filter(unread=True))
        if row is not None:
            self._do(home, OpenMessage(row.id), message=row.id)

    def move(self, home: Home) -> None:
        row = self._row(home, Filter(self.chance.choice(("inbox", "inbox", "archive", "trash", "sent"))))
        if row is not None and not row.state:
            folder = self.chance.choice([place for place in PLACES[row.kind] if place != row.folder])
            self._do(home, MoveMessage(row.id, folder), message=row.id, text=folder)  # type: ignore[arg-type]

    def _row(self, home: Home, filter_: Filter) -> MessageRow | None:
        rows = self._replica(home).inbox.first_page(filter_, 40)
        return self.chance.choice(rows) if rows else None

    # ---- Drafts ------------------------------------------------------------------------------------------------------
    def _draft(self, home: Home) -> str | None:
        drafts = [draft for draft in self._replica(home).drafts.all() if draft.problem is None]
        return self.chance.choice(drafts).id if drafts else None

    def type(self, home: Home) -> None:
        """Words that stay on this computer for now."""
        draft = self._draft(home) if self.chance.random() < 0.6 else None
        words = SaveDraft(draft or new_id(), subject="Ontwerp", body=f"woorden {self.plan.life}.{self._count + 1}")
        keep = self._replica(home).drafts.keep
        self._told(home, "keep", lambda: keep(words), draft=words.draft, text=words.body)

    def save_draft(self, home: Home) -> None:
        """What closing the composer does."""
        draft = self._draft(home)
        kept = self._replica(home).drafts.get(draft) if draft else None
        if kept is not None and kept.changed:
            self._do(home, kept.words(), draft=kept.id, text=kept.body)

    def send_draft(self, home: Home) -> None:
        draft = self._draft(home)
        if draft is not None:
            self._send(home, draft=draft)

    def delete_draft(self, home: Home) -> None:
        draft = self._draft(home)
        if draft is not None and self.chance.random() < 0.3:
            self._do(home, DeleteDraft(draft), draft=draft)

    def take_back(self, home: Home) -> None:
        """A message that was never on the wire, which becomes its draft again."""
        box = self._replica(home).outbox
        items = [item for item in box.items() if item.can_withdraw and item.type == "send_message"]
        items = [item for item in items if item.subject.startswith("k")]
        if not items:
            return
        item = self.chance.choice(items)
        self._count += 1
        number = f"{self.plan.life}.{self._count}"
        self.say("try", number=number, account=home.account, what="take_back", id=item.id, text=item.subject)
        try:
            draft = box.withdraw(item.id)
        except SsdeskError:
            self.say("too late", number=number)
        else:
            self.say("did", number=number, draft=draft or "")

    # ---- Coming to rest ----------------------------------------------------------------------------------------------
    def rest(self) -> None:
        """Until nothing waits and everything was fetched after it was sent."""
        self._later = LATER_MS
        for home in self.household.homes:
            self._replica(home).drafts.save_kept(self.clock() + 1)
        for _ in range(2):  # what one of them sent the other must still fetch
            for home in self.household.homes:
                since = self.clock()
                while not self._is_done(self.household.home(home.name), since):
                    self.household.nudge(home.name)
                    time.sleep(0.1)
        self.household.close()
        self.say("resting")

    def _is_done(self, home: Home, since: int) -> bool:
        status = home.status
        fresh = status.last_success is not None and status.last_success > since
        return status.state == "up_to_date" and fresh and not status.waiting


def _obey(person: Person) -> None:
    for line in sys.stdin:
        if line.strip() == "rest":
            person.resting.set()
    os._exit(3)


def main() -> None:
    person = Person(msgspec.json.decode(sys.argv[1], type=Plan))
    threading.Thread(target=_obey, args=(person,), daemon=True).start()
    person.start()
    person.live()
    person.rest()


if __name__ == "__main__":
    main()
