"""One school and four desktops of it, all real, and a plain record of what must come of what happened to them."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import msgspec
from sqlalchemy import Connection, select, update

from ssdesk.errors import NoConnection
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import CommandAnswer
from ssdesk.protocol.pull import OtherEpoch, PullAnswer
from ssdesk.replica import Replica
from ssdesk.replica.actions import MoveMessage, OpenMessage, Respond, SendMessage
from ssdesk.replica.marks import MarkUnread, SetFlag, Snooze
from ssdesk.server import accounts, feed, mailbox, people
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.sync.engine import Engine
from ssdesk.sync.remote import Remote
from tests.machines.direct import Direct
from tests.school import CHEAP, WILG, Clock, School, id_of

NAMES = ("mother", "father", "teacher", "office")
OTHERS = ("mother", "father", "teacher")
CLASSES = ("4B", "5A")
OBJECTS = ("news 1", "news 2", "note 1", "note 2")  # a news is of kind message, a note of kind contact
KEY = b"k" * 32
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


class Violation(AssertionError):
    """The invariant that does not hold, then what shows it."""


@dataclass
class Record:
    """What happened, in plain words: `objects` that were put straight into scopes, who teaches what, where Noor is,
    and what people did."""

    objects: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    teaches: frozenset[str] = frozenset({"4B"})
    noor_in: str = "4B"
    sent: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # subject: sender, recipients
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


class Desk:
    """One account's real replica and engine. `line`: what the cable does with the next request."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.lives = 0
        self.line = "none"
        self._received: dict[str, Any] | None = None
        self._open(world.folder / name)

    def _open(self, folder: Path) -> None:
        self.folder = folder
        self.replica = Replica.open(folder, KEY, self.world.clock, lambda _changes: None, self.name)
        self.remote = Remote(f"http://127.0.0.1/{WILG}", School.token(self.name), transport=_Cable(self))
        self.engine = Engine(self.replica, self.remote, self.world.clock, lambda _status: None, erase=self._erased)

    def _erased(self) -> None:
        raise Violation("a desktop was told to erase itself")

    def kill(self) -> None:
        """What is on the disk at this moment is all that is left."""
        waiting = self._rows()
        self.lives += 1
        image = self.world.folder / f"{self.name}-{self.lives}"
        shutil.copytree(self.folder, image, ignore=shutil.ignore_patterns("*-shm"))
        old = self.folder
        self.close()
        shutil.rmtree(old)
        self._open(image)
        if self._rows() != waiting:
            raise Violation("I6 a kill changed the outbox", self.name)

    def _rows(self) -> list[Any]:
        with self.replica._database.reading() as connection:
            return connection.execute("SELECT id, state FROM outbox ORDER BY n").fetchall()

    def close(self) -> None:
        self.remote.close()
        self.replica.close()

    # ---- Steps -------------------------------------------------------------------------------------------------------
    def push(self, fault: str) -> bool:
        """Whether the batch was answered."""
        self.line = fault
        try:
            self.engine.push_once()
        except NoConnection:
            if fault == "killed":
                self.kill()
            return False
        finally:
            self.line = "none"
        return True

    def pull(self, limit: int, fault: str) -> bool:
        """Whether everything is here."""
        self.line, self._received = fault, None
        try:
            return self.engine.pull_once(limit)
        except NoConnection:
            if fault == "killed":
                self.kill()
            return False
        finally:
            self.line = "none"

    def sync(self) -> None:
        """A round on a good line, as the engine makes it."""
        self._received = None
        self.engine.round()

    # ---- What is here ------------------------------------------------------------------------------------------------
    def objects(self) -> dict[tuple[str, str], Any]:
        """Everything visible by kind and id, as the structs that it came as."""
        found: dict[tuple[str, str], Any] = {}
        with self.replica.write(durable=False) as tx:
            from ssdesk.replica.visible import VISIBLE

            for kind, rows in VISIBLE.items():
                table = {"sent_message": "message", "group": "group_"}.get(kind, kind)
                where = f" WHERE kind = '{kind}'" if table == "message" else ""
                for (oid,) in tx.rows(f"SELECT id FROM {table}{where}"):
                    found[kind, oid] = rows.get(tx, oid)
        return found

    def received(self) -> dict[str, Any]:
        """What other people sent to this account and is here, by subject. Kept until the next pull."""
        if self._received is None:
            sent = self.world.record.sent
            self._received = {
                body.subject: body
                for (kind, _), body in self.objects().items()
                if kind == "message" and body.subject in sent
            }
        return self._received


class _Cable(httpx2.BaseTransport):
    """Does to a request what its desk says, and holds every answer against what the account may see (I3, I8)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        fault, world = self._desk.line, self._desk.world
        if fault == "request lost":
            raise httpx2.ConnectError("lost", request=request)
        response = world.direct.handle_request(request)
        if fault == "doubled":
            response = world.direct.handle_request(request)
        if response.status_code >= 500:
            raise Violation("the server failed", request.url.path, response.content)
        pulled = request.url.path.endswith("/v1/pull")
        kind: Any = OtherEpoch if response.status_code == 409 else PullAnswer if pulled else CommandAnswer
        answer = msgspec.json.decode(response.content, type=kind)
        if isinstance(answer, PullAnswer):
            from tests.machines.checks import check_answer

            check_answer(world, self._desk.name, answer)
        if fault == "late":
            world.late.append((self._desk.name, answer))
        if fault in ("answer lost", "killed", "late"):
            raise httpx2.ReadError("lost", request=request)
        return response


class World:
    def __init__(self, template: Path, folder: Path, loop: asyncio.AbstractEventLoop) -> None:
        self.folder, self.data, self.clock = folder, folder / "server", Clock()
        shutil.copytree(template, self.data)
        self.app = App.open(self.data, clock=self.clock, cost=CHEAP)
        self.direct = Direct(lambda: self.app, loop)
        self.record = Record()
        self.backup: tuple[Any, ...] | None = None
        self.late: list[tuple[str, PullAnswer | OtherEpoch | CommandAnswer]] = []
        self.floors: dict[tuple[str, str], int] = {}
        self.count = 0
        self.desks = {name: Desk(self, name) for name in NAMES}

    def close(self) -> None:
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

    def move_noor(self, class_: str) -> None:
        self.record.noor_in = class_
        self.write(_move_pupil, id_of("Noor"), id_of(class_))

    def purge(self, back: int) -> None:
        self.write(feed.purge, self.seq() - back)

    def seq(self) -> int:
        found: int = self.app.parts.db.read_now(_seq, WILG)
        return found

    def restart(self) -> None:
        self.app.close()
        self.app = App.open(self.data, clock=self.clock, cost=CHEAP)

    def back_up(self) -> None:
        """A copy of the database while the school is open."""
        with (
            closing(sqlite3.connect(self.data / "school.db")) as school,
            closing(sqlite3.connect(self.data / "backup.db")) as backup,
        ):
            school.backup(backup)
        self.backup = self.record.of_school()

    def restore(self) -> None:
        if self.backup is None:
            return
        self.app.close()
        for leftover in self.data.glob("school.db-*"):
            leftover.unlink()
        shutil.copyfile(self.data / "backup.db", self.data / "school.db")
        self.app = App.open(self.data, clock=self.clock, cost=CHEAP)
        self.record.go_back(self.backup)

    # ---- What people do ----------------------------------------------------------------------------------------------
    def send(self, name: str, to: tuple[str, ...]) -> None:
        """The office writes to anybody, everybody to the office."""
        self.count += 1
        subject = f"subject{self.count}"
        self.record.sent[subject] = (name, to)
        self.desks[name].replica.do(SendMessage([id_of(one) for one in to], subject, f"Beste, word{self.count}."))

    def received(self) -> list[tuple[str, str]]:
        """(account, subject) of what people sent and others have on their desktops."""
        return [(name, subject) for name, desk in self.desks.items() for subject in sorted(desk.received())]

    def answer(self, nth: int) -> None:
        """The holder answers a message that is here."""
        name, subject, message = self._nth(nth)
        self.count += 1
        reply = f"subject{self.count}"
        self.record.sent[reply] = (name, (self.record.sent[subject][0],))
        self.desks[name].replica.do(SendMessage([message.sender], reply, "Dank u.", in_reply_to=message.id))

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
        """The holder says so with one click; the last word counts."""
        name, subject, message = self._nth(nth)
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
        for turn in range(300):
            self.clock.advance(seconds=60)  # what was to be sent later may go now
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
