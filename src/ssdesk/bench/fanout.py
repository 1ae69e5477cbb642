"""A message to very many: what it costs the school's server, beside the bare statements that write the same rows."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from ssdesk.bench import mailbox
from ssdesk.bench.figure import Figure, at_most
from ssdesk.bench.size import Size
from ssdesk.bench.timing import cpu_s, in_turns, median
from ssdesk.errors import SsdeskError
from ssdesk.protocol.commands import Addressed, Command, SendMessage
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.school import Help
from ssdesk.protocol.session import Agreement
from ssdesk.server import accounts, cli, groups, people
from ssdesk.server import tables as t
from ssdesk.server.commands.apply import apply
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.schools import SchoolSettings, read_school

FANOUT = at_most(1.5)
TIMES, RECIPIENTS = 7, 3_000
SLUG, SENDER = "bench", "f" * 32
BODY = "Beste ouders\n\n" + "Op vrijdag is er geen school, de opvang blijft open. " * 12 + "\n\nHet secretariaat"
_PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -65536")  # as the server's
_SCOPE = "UPDATE scope SET last_seq = ?, rows = rows + 1, checksum = ? WHERE school = ? AND key = ?"


def fanout(size: Size) -> Iterator[Figure]:
    """From the command to its commit, on SQLite."""
    recipients = min(RECIPIENTS, max(20, size.messages // 10))
    with tempfile.TemporaryDirectory(prefix="ssdesk-bench-") as folder:
        school = _School(Path(folder), recipients)
        try:
            gc.collect()
            gc.freeze()  # as the server does when it begins
            with closing(_Bare(Path(folder) / "bare.db", school, school.send())) as bare:
                limit, ssdesk = in_turns(
                    lambda: _cpu_ms(partial(bare.write, bare.fresh())), lambda: _cpu_ms(school.send), size.turns(TIMES)
                )
        finally:
            gc.unfreeze()
            school.close()
    what = f"a message to {recipients:,} people on SQLite, and bare statements for its rows (CPU)"
    yield Figure("fanout", "ms", median(limit), median(ssdesk), FANOUT, what)


def _cpu_ms(work: Callable[[], object]) -> float:
    """The disk takes as long for either."""
    return cpu_s(work) * 1000


class _School:
    """One of so many parents and an office."""

    def __init__(self, folder: Path, parents: int) -> None:
        cli.create(folder / "school")
        url = Config.read(folder / "school").url(folder / "school")
        self.file, self._parents = Path(url.partition("///")[2]), parents
        self._database = Database(url)
        self._database.run_now(self._settle)
        self._school = self._database.read_now(read_school, SLUG)

    def send(self) -> str:
        """To all parents; the message's id."""
        args = SendMessage([], "Vrijdag geen school", BODY, groups=(Addressed(groups.ALL, "co"),))
        command = Command(new_id(), "send_message", msgspec.Raw(msgspec.json.encode(args)))
        result = self._database.run_now(apply, self._school, SENDER, command, mailbox.NEWEST)
        if result.status != "ok":
            raise SsdeskError("The server did not send the message: {status}.", status=result.status)
        return command.id

    def close(self) -> None:
        self._database.close()

    def _settle(self, connection: Connection) -> None:
        agreement = Agreement("2026", "Gebruikersovereenkomst", [])
        settings = SchoolSettings("Basisschool De Wilg", "De Wilg", Help("Secretariaat"), agreement)
        accounts.add_school(connection, SLUG, settings)
        numbers = [f"{number:032x}" for number in range(1, self._parents + 1)]
        pupils = [{"school": SLUG, "id": one, "first_name": f"Kind {one[-4:]}", "last_name": "Maes"} for one in numbers]
        connection.execute(insert(t.pupil), pupils)
        then = mailbox.NEWEST - 30 * 86_400_000
        done = {"state": "active", "active_at": then, "email_confirmed_at": then}
        parents = [
            {"school": SLUG, "id": one, "kind": "co", "username": f"kind.{one[-4:]}", "name": f"Ouder {one[-4:]}",
             "role": "mother", "pupil": one, "slot": 1, **done}
            for one in numbers
        ]  # fmt: skip
        connection.execute(insert(t.account), parents)
        office = {"id": SENDER, "kind": "staff", "username": "hilde", "name": "Hilde Baert", "role": "office"}
        connection.execute(insert(t.account).values(school=SLUG, office=True, everyone=True, **office, **done))
        people.refresh(connection, SLUG, [*numbers, SENDER], pupils=numbers)


class _Bare:
    """The same database once more, into which the rows of one message go again and again under other ids."""

    def __init__(self, file: Path, school: _School, message: str) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        with closing(sqlite3.connect(school.file)) as source:
            source.backup(self._connection)
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)
        self._message, self._turn = message, 0
        look = {
            "message": "SELECT * FROM message WHERE id = ?",
            "part": "SELECT * FROM part WHERE id = ?",
            "copy": "SELECT * FROM copy WHERE message = ?",
            "object_": "SELECT * FROM object_ WHERE part = ?",
            "feed": "SELECT f.* FROM feed f JOIN object_ o USING (school, kind, oid) WHERE o.part = ?",
        }
        self._rows = {table: self._connection.execute(sql, (message,)).fetchall() for table, sql in look.items()}
        copies, shown = (len(self._rows[table]) for table in ("copy", "feed"))
        if shown != copies + 1:
            raise SsdeskError("The message reached {copies} people, {shown} see it.", copies=copies, shown=shown)
        self._scopes = self._connection.execute(
            "SELECT school, key, checksum FROM scope WHERE key LIKE 'a:%'"
        ).fetchall()

    def fresh(self) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of a message that is not there yet."""
        self._turn += 1
        ids = {row[1]: new_id() for row in self._rows["copy"]} | {self._message: new_id()}
        rows = {
            table: [tuple(ids.get(value, value) if isinstance(value, str) else value for value in row) for row in found]
            for table, found in self._rows.items()
        }
        scopes = [(10**6 + self._turn, checksum, school, key) for school, key, checksum in self._scopes]
        return {**rows, "scope": scopes}

    def write(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        """In one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            if table == "scope":
                self._connection.executemany(_SCOPE, found)
            else:
                marks = ", ".join("?" * len(found[0]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()
