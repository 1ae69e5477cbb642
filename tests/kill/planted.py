"""Faults planted in a copy of our own code, to see whether the kills find them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Change:
    """`old` occurs once in the file."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Fault:
    """`seen_as`: beginnings of what the checks must find. `kinds`: of strikes that can show it."""

    name: str
    changes: tuple[Change, ...]
    seen_as: tuple[str, ...]
    kinds: tuple[str, ...]

    def plant(self, folder: Path) -> Path:
        """The root of a copy of the code that has the fault."""
        source = shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "resources", folder / "resources")
        for change in self.changes:
            path = source / "ssdesk" / change.file
            text = path.read_text("utf-8")
            assert text.count(change.old) == 1, f"{self.name}: {change.file} has changed"
            path.write_text(text.replace(change.old, change.new), "utf-8")
        return source


ANSWERED_FIRST = Change(
    "sync/push.py",
    """\
            answer = self._answer(commands)
""",
    """\
            mine = [CommandResult(command.id, "ok") for command in commands]
            self._replica.outbox.take_answer(CommandAnswer(self._replica.epoch, mine))
            answer = self._answer(commands)
""",
)
DONE_AGAIN = (
    Change(
        "server/commands/apply.py",
        """\
    if earlier is not None:
        return _again(command, earlier.body_hash == digest, earlier.result)
""",
        """\
    asked = command
    if earlier is not None:
        command = msgspec.structs.replace(command, id=secrets.token_hex(16))
""",
    ),
    Change(
        "server/commands/apply.py",
        """\
    values = {"body_hash": digest,""",
        """\
    if earlier is not None:
        return msgspec.structs.replace(result, id=asked.id)
    values = {"body_hash": digest,""",
    ),
)
TWO_TRANSACTIONS = Change(
    "replica/open.py",
    """\
            return outbox.do(tx, action, new_id(), tx.now + wait_ms if wait_ms else 0)
""",
    """\
            command = outbox.do(tx, action, new_id())
            rows = tx.rows("SELECT * FROM outbox WHERE id = ?", command)
            tx.run("DELETE FROM outbox WHERE id = ?", command)
        with self.write(durable=True) as tx:
            for row in rows:
                tx.run(f"INSERT INTO outbox VALUES ({', '.join('?' * len(row))})", *row)
        return command
""",
)
TRIES_FORGOTTEN = Change("replica/outbox.py", "SET tries = tries + 1 WHERE", "SET tries = tries WHERE")
SETTLED_FIRST = Change(
    "server/delivery.py",
    """\
        sent = await mail.send(server, one.mail)
""",
    """\
        await self._db.run(_settle, one.school, one.id, self._clock(), tries=one.tries + 1)
        sent = await mail.send(server, one.mail)
""",
)

FAULTS = (
    Fault("an action is settled before the school has answered", (ANSWERED_FIRST,), ("lost",), ("server", "both")),
    Fault("a command that comes again is done again", DONE_AGAIN, ("doubled",), ("desktop", "server", "both")),
    Fault(
        "what is shown and what waits are two transactions",
        (TWO_TRANSACTIONS,),
        ("desktop differs", "desktop still lays", "draft lost"),
        ("desktop", "desktop", "both"),
    ),
    Fault(
        "nothing is noted before it goes on the wire",
        (TRIES_FORGOTTEN,),
        ("taken back, yet delivered",),
        ("server", "both"),
    ),
    Fault(
        "a notice is settled before it is mailed",
        (SETTLED_FIRST,),
        ("notice lost",),
        ("server", "mailing_server", "mailing_server"),
    ),
)
