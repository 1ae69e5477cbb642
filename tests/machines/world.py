"""One school and four desktops of it, all real, and a plain record of what must come of what happened to them."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select, update

from ssdesk.errors import SsdeskError
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import Addressed, CommandAnswer
from ssdesk.protocol.pull import OtherEpoch, PullAnswer
from ssdesk.replica.actions import MoveMessage, OpenMessage, Respond, SendMessage, Withdraw
from ssdesk.replica.marks import MarkUnread, SetFlag, Snooze
from ssdesk.rules.undo_send import USUAL
from ssdesk.server import accounts, feed, mailbox, people, scheduler
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.commands import scheduled
from tests.machines import history
from tests.machines.desk import Desk
from tests.machines.direct import Direct
from tests.machines.history import GROUPS, Event, Violation
from tests.school import CHEAP, WILG, Clock, id_of

NAMES = ("mother", "father", "teacher", "office")
OTHERS = ("mother", "father", "teacher")
CLASSES = ("4B", "5A")
OBJECTS = ("news 1", "news 2", "note 1", "note 2")  # a news is of kind message, a note of kind contact
GROUP_IDS = {name: id_ for id_, name in GROUPS.items()}
PATIENCE = 15  # turns, after which what waits for something lost in a restore has waited for days
LATER_MS = 90_000  # a message that is put off for the school to send goes then
PUT_OFF_MS = 40 * 24 * 3_600_000  # longer than any history goes on: only `wake` brings back


def scope(name: str) -> str:
    """ "a:mother" with the ids in place of the names."""
    return ":".join(
        [name.split(":", maxsplit=1)[0], *(id_of(part) if part in _NAMED else part for part in name.split(":")[1:])]
    )


_NAMED = {*NAMES, *CLASSES, "Noor"}
SCOPES = (
    "a:mother", "a:father", "a:teacher", "p:Noor:name", "c:4B:parents", "c:5A:parents", "cs:4B", "cs:5A", "g:all",
    "g:staff", "office",
)  # fmt: skip


@dataclass
class Letter:
    """What somebody wrote. `id`: of its command. `leaves_at`: not before this moment. `undone`: taken back before."""

    id: str
    sender: str
    number: int
    leaves_at: int
    undone: bool = False


@dataclass
class Record:
    """What happened, in plain words: `objects` that were put straight into scopes, who teaches what, where Noor is,
    and what people did."""

    objects: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    teaches: frozenset[str] = frozenset({"4B"})
    noor_in: str = "4B"
    sent: dict[str, Letter] = field(default_factory=dict)  # by subject
    opened: set[tuple[str, str]] = field(default_factory=set)  # account, subject
    moved: dict[tuple[str, str], str] = field(default_factory=dict)  # account, subject: folder
    said: dict[tuple[str, str], str] = field(default_factory=dict)  # account, subject: response
    flagged: dict[tuple[str, str], str] = field(default_factory=dict)
    unread: set[tuple[str, str]] = field(default_factory=set)  # marked so again after it was opened
    slept: set[tuple[str, str]] = field(default_factory=set)  # put off at least once: it came back, or not yet

    def holds(self, name: str) -> set[str]:
        """The scopes of this account, by the words of the design."""
        held = {f"a:{name}", "g:all"}
        if name in ("mother", "father"):
            held |= {"p:Noor:name", f"c:{self.noor_in}:parents"}
        if name in ("teacher", "office"):
            held.add("g:staff")
        if name == "teacher":
            held |= {f"cs:{class_}" for class_ in self.teaches}
        return held | ({"office"} if name == "office" else set())

    def of_school(self) -> tuple[Any, ...]:
        """The part that a restore of the server undoes; what people did on their desktops it does not undo."""
        return dict(self.objects), self.teaches, self.noor_in

    def go_back(self, school: tuple[Any, ...]) -> None:
        self.objects, self.teaches, self.noor_in = dict(school[0]), school[1], school[2]


class World:
    def __init__(self, template: Path, folder: Path, loop: asyncio.AbstractEventLoop) -> None:
        self.folder, self.data, self.clock = folder, folder / "server", Clock()
        self.empty = template.parent / "replica"
        shutil.copytree(template, self.data)
        self.app = App.open(self.data, clock=self.clock, cost=CHEAP)
        self.loop, self.direct = loop, Direct(lambda: self.app, loop)
        self.record = Record()
        self.backup: tuple[Any, ...] | None = None
        self.late: list[tuple[str, PullAnswer | OtherEpoch | CommandAnswer]] = []
        self.floors: dict[tuple[str, str], int] = {}
        self.count = 0
        self.events: list[Event] = []
        self._looked: list[scheduled.Due] = []
        self.turns = 300  # after which it should be at rest
        self._ids = count()
        self._making_ids = patch("uuid6.uuid7", self._id)  # by the clock of these histories
        self._making_ids.start()
        self.desks = {name: Desk(self, name) for name in NAMES}

    def _id(self) -> UUID:
        return UUID(f"{self.clock():012x}70008{next(self._ids):015x}")

    def close(self) -> None:
        self._making_ids.stop()
        for desk in self.desks.values():
            desk.close()
        self.app.close()

    # ---- What the school does ----------------------------------------------------------------------------------------
    def write(self, work: Callable[..., Any], *args: object, **options: object) -> Any:
        self.clock.advance(seconds=1)
        return self.app.parts.db.run_now(work, WILG, *args, **options)

    def put(self, name: str, scopes: Iterable[str]) -> None:
        """The object now has another text and lies in exactly these scopes."""
        self.count += 1
        text, in_ = f"word{self.count}", frozenset(scopes)
        self.record.objects[name] = (text, in_)
        oid = id_of(name)
        if not in_:
            self.write(feed.remove, _kind(name), oid)
            return
        body: msgspec.Struct = kinds.Contact(oid, text, "", "office")
        if _kind(name) == "message":
            body = kinds.Message(oid, oid, self.clock.now, "", "Hilde", "", name, text, f"{text} tekst", "inbox")
        self.write(feed.put, _kind(name), oid, body, [scope(name) for name in in_])

    def teach(self, classes: Iterable[str]) -> None:
        self.record.teaches = frozenset(classes)
        self.write(accounts.set_classes, id_of("teacher"), [id_of(class_) for class_ in self.record.teaches])
        self.events.append(history.Taught(self.record.teaches))

    def move_noor(self, class_: str) -> None:
        self.record.noor_in = class_
        self.write(_move_pupil, id_of("Noor"), id_of(class_))
        self.events.append(history.Moved(class_))

    def purge(self, back: int) -> None:
        self.write(feed.purge, self.seq() - back)

    def seq(self) -> int:
        found: int = self.app.parts.db.read_now(_seq, WILG)
        return found

    def restart(self) -> None:
        self.app.close()
        self._looked = []
        self.app = App.open(self.data, clock=self.clock, cost=CHEAP)

    def back_up(self) -> None:
        """A copy of the database while the school is open."""
        with (
            closing(sqlite3.connect(self.data / "school.db")) as school,
            closing(sqlite3.connect(self.data / "backup.db")) as backup,
        ):
            school.backup(backup)
        self.backup = self.record.of_school()
        self.events.append(history.BackedUp())

    def restore(self) -> None:
        if self.backup is None:
            return
        self.app.close()
        self._looked = []
        for leftover in self.data.glob("school.db-*"):
            leftover.unlink()
        shutil.copyfile(self.data / "backup.db", self.data / "school.db")
        self.app = App.open(self.data, clock=self.clock, cost=CHEAP)
        self.record.go_back(self.backup)
        self.events.append(history.Restored(self.app.parts.identity.renewed_at))

    def look_what_is_due(self) -> None:
        """The school looks what it has to send now, and is slow to do it."""
        self._looked = self.app.parts.db.read_now(scheduled.due, self.clock())

    def send_due(self) -> None:
        """The school sends what it found before, and then what is due by now."""
        parts, now = self.app.parts, self.clock()
        for one in self._looked:
            school, renewed_at = parts.schools.by_id[one.school], parts.identity.renewed_at
            parts.db.run_now(scheduler.send_scheduled, school, one, now, renewed_at)
            self.events.append(history.Sent(now, one.id))
        (job,) = [job for job in scheduler.JOBS if job.name == "scheduled"]
        self.loop.run_until_complete(job.run(parts))
        self.events.append(history.Sent(now))
        self._looked = []

    # ---- What people do ----------------------------------------------------------------------------------------------
    def send(self, name: str, to: tuple[str, ...], how: str = "", **more: Any) -> None:
        """The office writes to anybody, everybody to the office. `how`: asks a confirmation or an answer, waits to be
        taken back or until a moment at the school."""
        if how in ("confirm", "answer"):
            more["asks"] = how
        if how == "later":
            more["send_at"] = self.clock() + LATER_MS
        wait_ms = USUAL.wait_ms(len(to)) if how == "undo" else 0
        self._send(name, [id_of(one) for one in to], wait_ms, **more)

    def _send(self, name: str, to: list[str], wait_ms: int = 0, **more: Any) -> None:
        self.count += 1
        subject = f"subject{self.count}"
        action = SendMessage(to, subject, f"Beste, word{self.count}.", **more)
        id_ = self.desks[name].replica.do(action, wait_ms)
        assert id_ is not None
        self.record.sent[subject] = Letter(id_, name, self.count, self.clock() + wait_ms)

    def send_to_group(self, name: str, group: str, how: str = "") -> None:
        """To the parents of a class, or to all staff."""
        whole = Addressed(GROUP_IDS[group], "staff" if group == "all" else "co")
        self.send(name, (), how, groups=(whole,))

    def own(self) -> list[tuple[str, Letter]]:
        """What anybody wrote, by subject, but for what was taken back before it left."""
        return [(subject, letter) for subject, letter in self.record.sent.items() if not letter.undone]

    def take_back(self, nth: int) -> None:
        """Before it left, or at the school: from those who did not read it, or before its moment."""
        _, letter = self._nth_own(nth)
        replica = self.desks[letter.sender].replica
        waiting = [item for item in replica.outbox.items() if item.id == letter.id and item.state == "waiting"]
        if waiting:
            with suppress(SsdeskError):
                replica.outbox.withdraw(letter.id)
                letter.undone = True
            if letter.undone == bool(waiting[0].tries):
                raise Violation("taken back on the wire, or not before it", letter)
        else:
            replica.do(Withdraw(letter.id))

    def remind(self, nth: int) -> None:
        """Those who did not do yet what it asks, where there seem to be any."""
        _, letter = self._nth_own(nth)
        found = self.desks[letter.sender].replica.receipts.summary(letter.id)
        if found is not None and found.silent and found.taking_back is None:
            self._send(letter.sender, [], remind=letter.id)

    def _nth_own(self, nth: int) -> tuple[str, Letter]:
        found = self.own()
        return found[-1 - nth % len(found)]

    def received(self) -> list[tuple[str, str]]:
        """(account, subject) of what people sent and others have on their desktops."""
        return [(name, subject) for name, desk in self.desks.items() for subject in sorted(desk.received())]

    def answer(self, nth: int) -> None:
        """The holder answers a message that is here."""
        name, _, message = self._nth(nth)
        self._send(name, [message.sender], in_reply_to=message.id)

    def open(self, nth: int) -> None:
        name, subject, message = self._nth(nth)
        self.record.opened.add((name, subject))
        self.record.unread.discard((name, subject))
        self.desks[name].replica.do(OpenMessage(message.id))

    def move(self, nth: int, folder: Any) -> None:
        name, subject, message = self._nth(nth)
        self.record.moved[name, subject] = folder
        self.desks[name].replica.do(MoveMessage(message.id, folder))

    def move_around_a_restore(self, nth: int) -> None:
        """Moved, forgotten by the school, and moved again before the desktop heard of that: the later move counts."""
        name, _, _ = self._nth(nth)
        self.back_up()
        self.move(nth, "archive")
        self.desks[name].push("none")
        self.restore()
        self.move(nth, "trash")
        self.desks[name].push("none")

    def respond(self, nth: int, response: Any) -> None:
        """The holder says so with one click; the last word counts. "asked": what it asks."""
        name, subject, message = self._nth(nth)
        if response == "asked":
            response = {"confirm": "confirmed", "answer": "follows"}.get(message.asks, "talk")
        self.record.said[name, subject] = response
        self.desks[name].replica.do(Respond(message.id, response))

    def flag(self, nth: int, colour: Any) -> None:
        name, subject, message = self._nth(nth)
        self.record.flagged[name, subject] = colour
        self.desks[name].replica.do(SetFlag(message.id, colour))

    def mark_unread(self, nth: int) -> None:
        """One that was never opened is unread anyway, and gets no mark."""
        name, subject, message = self._nth(nth)
        if (name, subject) in self.record.opened:
            self.record.unread.add((name, subject))
        self.desks[name].replica.do(MarkUnread(message.id, unread=True))

    def put_off(self, nth: int) -> None:
        name, subject, message = self._nth(nth)
        self.record.slept.add((name, subject))
        self.record.moved[name, subject] = "later"
        self.desks[name].replica.do(Snooze(message.id, self.clock() + PUT_OFF_MS))

    def wake(self, *, at_school: bool) -> None:
        """The moment of all that waits has come, by the clock of the school, or of the desktops."""
        now = self.clock() + 2 * PUT_OFF_MS
        if at_school:
            self.write(mailbox.wake, now)
            return
        for desk in self.desks.values():
            for id_, until in desk.replica.inbox.due(now):
                desk.replica.do(Snooze(id_, until, due=True))

    def _nth(self, nth: int) -> tuple[str, str, Any]:
        found = self.received()
        name, subject = found[nth % len(found)]
        return name, subject, self.desks[name].received()[subject]

    def deliver_late(self, nth: int) -> None:
        """What was on its way all the time arrives now."""
        if not self.late:
            return
        name, answer = self.late.pop(nth % len(self.late))
        self.desks[name]._received = None
        replica = self.desks[name].replica
        if isinstance(answer, CommandAnswer):
            replica.outbox.take_answer(answer)
        elif isinstance(answer, OtherEpoch):
            replica.take_other_epoch(answer)
        else:
            before = replica.pull_request()
            replica.take_pull(answer)
            if (answer.epoch, answer.base) != (before.epoch, before.have):
                assert replica.pull_request() == before, f"{name} took a page that was not made for what it has"

    # ---- Rest --------------------------------------------------------------------------------------------------------
    def heal(self) -> None:
        """Without further faults every desktop comes to rest, whatever the size of a page."""
        self.clock.advance(seconds=LATER_MS / 1000)  # what was to be sent later may go now
        self.send_due()
        for turn in range(self.turns):
            self.clock.advance(seconds=60, days=8 * (turn % PATIENCE == PATIENCE - 1))
            resting = [self._turn(desk, (1, 3, 50)[turn % 3]) for desk in self.desks.values()]
            if all(resting):
                break
        else:
            raise Violation("no convergence", resting)
        for desk in self.desks.values():
            desk.sync()  # what another one sent in the last turn
            while desk.replica.index_pending():
                pass

    @staticmethod
    def _turn(desk: Desk, limit: int) -> bool:
        """One push and one pull; whether nothing is left to do."""
        desk.push("none")
        return desk.pull(limit, "none") and not desk.replica.outbox.count_waiting()


def _kind(name: str) -> str:
    return "message" if name.startswith("news") else "contact"


def _seq(connection: Connection, school: str) -> int:
    return int(connection.execute(select(t.school.c.seq).where(t.school.c.id == school)).scalar_one())


def _move_pupil(connection: Connection, school: str, pupil: str, class_: str) -> None:
    p = t.pupil.c
    connection.execute(update(t.pupil).where(p.school == school, p.id == pupil).values(class_=class_))
    people.refresh(connection, school, pupils=[pupil])
