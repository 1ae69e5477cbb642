"""The mixed families at work: a real server with both schools, and a real household with several of their accounts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, update

from ssdesk.household import Household
from ssdesk.paths import Paths
from ssdesk.protocol.commands import Command, SendMessage
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.news import News
from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.protocol.session import SignedIn
from ssdesk.server import accounts, feed, news, people, planner, publish, record
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from ssdesk.sync.engine import Engine
from tests.school import CHEAP, Clock, School, id_of
from tests.server.prepared import file_at
from tests.together.mixing import CHILDREN, CLASSES, HOLDERS, SCHOOLS, Kind, Known, Letter, Thing
from tests.together.mixing_people import empty, populate, settings
from tests.together.track import Track, serving

RAM = Path("/dev/shm")  # noqa: S108 - what is there is ours: a folder with a random name
TODAY = "2026-11-23"  # the Monday of the clock
HOUR_MS = 3_600_000
FEED = {
    "week": "timetable_week", "item": "agenda_item", "event": "event", "news": "news", "result": "result",
    "report": "report", "absence": "absence",
}  # fmt: skip


class OpenKeychain:
    """Keeps secrets as long as it lives, and forgets one when told."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        return self.secrets.get(name)

    def write(self, name: str, secret: bytes) -> None:
        self.secrets[name] = secret

    def remove(self, name: str) -> None:
        self.secrets.pop(name, None)


def content(number: int) -> bytes:
    """Of a file; the same number is the same content, at whatever school."""
    return b"%PDF-1.7\n" + f"content {number}".encode() * 20


class World:
    """What is done here is done at the schools and noted in `known`. `places`: names of the accounts at home, as the
    household calls them; `acted`: those of them at which something was opened and moved."""

    def __init__(self, school: School, track: Track, known: Known, folder: Path) -> None:
        self.school, self.track, self.known = school, track, known
        self.keychain = OpenKeychain()
        paths = Paths.under(folder, "family")
        paths.create()
        self.household = Household(paths, self.keychain, school.clock, lambda _changes: None, reach=track.reach)
        self.places: dict[str, str] = {}
        self.acted: set[str] = set()
        self._engines: dict[str, Engine] = {}
        self._files: dict[tuple[str, int], Attachment] = {}

    # ---- At the schools ----------------------------------------------------------------------------------------------
    def put(self, *things: Thing) -> None:
        """In one transaction."""
        for thing in things:
            self.known.put(thing)
        self.school.db.run_now(self._put, things)

    def _put(self, connection: Connection, things: Iterable[Thing]) -> None:
        for thing in things:
            work = getattr(self, f"_put_{thing.kind}")
            classes = [] if thing.class_ not in CLASSES else [self.known.class_id(thing.school, thing.class_)]
            work(connection, thing, self.known.object_id(thing.kind, thing.school, thing.number), classes)

    def withdraw(self, kind: Kind, school: str, number: int) -> None:
        if self.known.withdraw(kind, school, number) is None:
            return
        away = publish.withdraw if kind in ("news", "report") else feed.remove
        self.school.db.run_now(away, school, FEED[kind], self.known.object_id(kind, school, number))

    def move(self, child: str, class_: int) -> None:
        """The child is in another class of its school from now on."""
        self.known.class_of[child] = class_
        school, pupil = CHILDREN[child].school, self.known.pupil_id(child)

        def work(connection: Connection) -> None:
            where = (t.pupil.c.school == school, t.pupil.c.id == pupil)
            connection.execute(update(t.pupil).where(*where).values(class_=self.known.class_id(school, class_)))
            people.refresh(connection, school, pupils=[pupil])

        self.school.db.run_now(work)

    def hide(self, school: str, role: str, parts: Iterable[str]) -> None:
        """Accounts of this role see these parts of the record no more, and all the others."""
        self.known.hidden[school][role] = list(parts)
        self.school.db.run_now(accounts.set_settings, school, settings(self.known, school))

    def release(self) -> None:
        """The moment of what is due has come."""
        self.school.clock.advance(hours=2)
        for school in SCHOOLS:
            self.school.db.run_now(publish.release, school, self.school.clock())
        self.known.release()

    def send(self, letter: Letter) -> None:
        known = self.known
        self.school.clock.advance(seconds=1)
        args = SendMessage([known.account_id(name) for name in letter.to], f"Toets {letter.token}", letter.token)
        id_ = known.object_id("message", letter.school, letter.number)
        command = Command(id_, "send_message", msgspec.Raw(msgspec.json.encode(args)))
        with self.track.reach(f"http://127.0.0.1/{letter.school}", School.token(letter.sender)) as remote:
            answer = remote.commands([command], "")
        assert not isinstance(answer, OtherEpoch)
        assert [result.status for result in answer.results] == ["ok"], answer
        known.letters.append(letter)

    # ---- At home -----------------------------------------------------------------------------------------------------
    def sign_in(self, name: str) -> None:
        school = HOLDERS[name].school
        address = f"http://127.0.0.1/{school}"
        with self.track.reach(address, School.token(name)) as remote:
            signed_in = SignedIn(School.token(name), id_of(f"device of {name}"), remote.state())
            self.places[name] = self.household.add(address, remote.school(), signed_in)

    def sync(self, *names: str) -> None:
        """All that is at the schools is at home, and the other way round. Without names: of all accounts."""
        for name in names or self.places:
            if name not in self._engines:
                self._engines[name] = self._engine(name)
            self._engines[name].round()
            while self.household.replica(self.places[name]).index_pending():
                pass

    def _engine(self, name: str) -> Engine:
        place = self.places[name]
        replica, remote = self.household.replica(place), self.household.remote(place)
        return Engine(replica, remote, self.school.clock, lambda _status: None, erase=lambda: None)

    def holder(self, place: str) -> str:
        """The account that the household calls so."""
        (name,) = [name for name, found in self.places.items() if found == place]
        return name

    def file(self, school: str, number: int) -> Attachment:
        """The content at this school."""
        if (school, number) not in self._files:
            self._files[school, number] = file_at(self.school, content(number), school)
        return self._files[school, number]

    # ---- Each kind, with its word in all its texts -------------------------------------------------------------------
    def _put_week(self, connection: Connection, thing: Thing, id_: str, classes: list[str]) -> None:
        word, subject = thing.token, "Rekenen" if thing.plain else f"Rekenen {thing.token}"
        lessons = [
            Lesson(0, 510, 560, subject, f"Juf {word}", f"B12 {word}", "changed", f"Ander lokaal {word}"),
            Lesson(1, 510, 560, subject, f"Juf {word}", note=word),
        ]
        name = self.known.class_name(thing.school, thing.class_)
        planner.put_week(connection, thing.school, classes[0], TimetableWeek(id_, name, TODAY, lessons))

    def _put_item(self, connection: Connection, thing: Thing, id_: str, classes: list[str]) -> None:
        name = self.known.class_name(thing.school, thing.class_)
        item = AgendaItem(
            id_, name, TODAY, "test", "Rekenen", thing.title, thing.token, f"Juf {thing.token}", given_on=TODAY
        )
        planner.put_item(connection, thing.school, classes[0], item)

    def _put_event(self, connection: Connection, thing: Thing, id_: str, classes: list[str]) -> None:
        event = Event(
            id_, "activity", thing.title, TODAY, TODAY, text=thing.token, place=thing.token, audience=thing.token
        )
        planner.put_event(connection, thing.school, event, classes)

    def _put_news(self, connection: Connection, thing: Thing, id_: str, classes: list[str]) -> None:
        now = self.school.clock()
        said = News(
            id_, thing.title, thing.token, f"Hilde {thing.token}", thing.token, now + HOUR_MS * thing.due,
            audience=thing.token,
        )  # fmt: skip
        news.put(connection, thing.school, said, now, classes)

    def _put_result(self, connection: Connection, thing: Thing, id_: str, _classes: list[str]) -> None:
        result = Result(
            id_, self.known.pupil_id(thing.child), "Rekenen", thing.title, "Herfst", "word", TODAY,
            value=thing.token, text=thing.token, teacher=thing.token, given_at=self.school.clock(),
        )  # fmt: skip
        record.put_result(connection, thing.school, result)

    def _put_report(self, connection: Connection, thing: Thing, id_: str, _classes: list[str]) -> None:
        now, file = self.school.clock(), self.file_of(thing)
        at = now + HOUR_MS if thing.due else now - HOUR_MS
        report = Report(
            id_, self.known.pupil_id(thing.child), thing.title, f"Herfst {thing.token}", "2026-2027", at, file
        )
        record.put_report(connection, thing.school, report, now)

    def _put_absence(self, connection: Connection, thing: Thing, id_: str, _classes: list[str]) -> None:
        pupil, label = self.known.pupil_id(thing.child), "Ziek" if thing.plain else f"Ziek {thing.token}"
        record.put_absence(connection, thing.school, Absence(id_, pupil, TODAY, "am", "Z", label, note=thing.token))

    def file_of(self, thing: Thing) -> Attachment:
        """Of a report: its name says the word, its content is maybe that of another."""
        return msgspec.structs.replace(self.file(thing.school, thing.file), name=f"{thing.token}.pdf")


@contextmanager
def opened(known: Known) -> Iterator[World]:
    """Everybody is at the schools, and those of `known.at_home` are at home; nothing else is there yet."""
    with tempfile.TemporaryDirectory(prefix="sd-", dir=RAM if RAM.is_dir() else None) as name:
        folder = Path(name)
        server = folder / "server"
        server.mkdir()
        Identity.create(server)
        Config(database="").write(server)
        (server / "school.db").write_bytes(empty())
        db = Database(f"sqlite:///{server / 'school.db'}")
        db.run_now(populate, known)
        db.close()
        clock = Clock()
        app = App.open(server, clock=clock, cost=CHEAP)
        try:
            school = School(server, app, clock)
            with serving(app) as track:
                world = World(school, track, known, folder / "home")
                _bring_files(world)
                for holder in known.at_home:
                    world.sign_in(holder)
                try:
                    yield world
                finally:
                    world.household.close()
        finally:
            app.close()


FILES = range(4)


def _bring_files(world: World) -> None:
    for slug in SCHOOLS:
        for number in FILES:
            world.file(slug, number)
