"""One account's real replica and engine, and the line between it and the school."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx2
import msgspec

from ssdesk.errors import NoConnection
from ssdesk.protocol.commands import CommandAnswer, CommandBatch
from ssdesk.protocol.pull import OtherEpoch, PullAnswer
from ssdesk.replica import Replica
from ssdesk.replica.visible import VISIBLE
from ssdesk.sync.engine import Engine
from ssdesk.sync.remote import Remote
from tests.machines import history
from tests.machines.history import Violation
from tests.school import WILG, School

if TYPE_CHECKING:
    from tests.machines.world import World

KEY = b"k" * 32
NUMBERS = re.compile(rb"(?:word|subject)(\d+)")


class Received(NamedTuple):
    """A message that is here."""

    id: str
    sender: str
    asks: str


class Desk:
    """One account's real replica and engine. `line`: what the cable does with the next request."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.lives = 0
        self.line = "none"
        self._received: dict[str, Received] | None = None
        if not world.empty.exists():  # a replica that has heard nothing yet is made once
            Replica.open(world.empty, KEY, world.clock, lambda _changes: None).close()
        shutil.copytree(world.empty, world.folder / name)
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
            for kind, rows in VISIBLE.items():
                table = {"sent_message": "message", "group": "group_"}.get(kind, kind)
                where = f" WHERE kind = '{kind}'" if table == "message" else ""
                for (oid,) in tx.rows(f"SELECT id FROM {table}{where}"):
                    found[kind, oid] = rows.get(tx, oid)
        return found

    def received(self) -> dict[str, Received]:
        """What other people sent to this account and is here, by subject. Kept until the next pull."""
        if self._received is None:
            sql = "SELECT subject, id, sender, asks FROM message WHERE kind = 'message'"
            with self.replica._database.reading() as connection:
                rows = connection.execute(sql).fetchall()
            sent = self.world.record.sent
            self._received = {subject: Received(*rest) for subject, *rest in rows if subject in sent}
        return self._received


class _Cable(httpx2.BaseTransport):
    """Does to a request what its desk says, and holds every answer against what the account may see (I3, I8)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        fault, world = self._desk.line, self._desk.world
        if fault == "request lost":
            raise httpx2.ConnectError("lost", request=request)
        response, answer = self._answered(request)
        if fault == "doubled":
            response, answer = self._answered(request)
        if isinstance(answer, PullAnswer):
            from tests.machines.checks import check_answer

            check_answer(world, self._desk.name, answer)
        if fault == "late":
            world.late.append((self._desk.name, answer))
        if fault in ("answer lost", "killed", "late"):
            raise httpx2.ReadError("lost", request=request)
        return response

    def _answered(self, request: httpx2.Request) -> tuple[httpx2.Response, Any]:
        """What the school says, and into the history with it."""
        world, name = self._desk.world, self._desk.name
        response = world.direct.handle_request(request)
        if response.status_code >= 500:
            raise Violation("the server failed", request.url.path, response.content)
        pulled = request.url.path.endswith("/v1/pull")
        kind: Any = OtherEpoch if response.status_code == 409 else PullAnswer if pulled else CommandAnswer
        answer = msgspec.json.decode(response.content, type=kind)
        if isinstance(answer, CommandAnswer):
            batch = msgspec.json.decode(request.read(), type=CommandBatch)
            for command, result in zip(batch.commands, answer.results, strict=True):
                world.events.append(history.Commanded(name, command, result, world.clock()))
        heard = frozenset(map(int, NUMBERS.findall(response.content)))
        if heard:
            world.events.append(history.Heard(name, heard))
        return response, answer
