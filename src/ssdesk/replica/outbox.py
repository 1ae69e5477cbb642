"""The outbox as the sync and the screens see it: what waits, what was refused, and why."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Protocol

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError, template_of
from ssdesk.models.message import LATEST_MS
from ssdesk.models.outbox import ANSWERED, DONE, REFUSED, WAITING
from ssdesk.protocol.commands import FINAL, Command, CommandAnswer, CommandResult, Problem
from ssdesk.replica import queue
from ssdesk.replica.action import Action, Queued
from ssdesk.replica.actions import SaveDraft, SendMessage
from ssdesk.replica.database import Database
from ssdesk.replica.overlay import keep_words, lay, lay_all, settle
from ssdesk.replica.transaction import Transaction

RETRY_S = 30  # where a server says "retry" and not when


class Write(Protocol):
    """`Replica.write`: one transaction, told about after its commit."""

    def __call__(self, *, durable: bool) -> AbstractContextManager[Transaction]: ...


class OutboxItem(msgspec.Struct, frozen=True):
    """One action that waits or was refused. `type` as on the wire. `subject`, `to` (names): of a message. `tries`: how
    often it was put on the wire; it can be withdrawn while that is 0. `leaves_at`: it waits until then, so that it can
    be taken back. `problem`: why the school said no, and `draft` what became of a message then. `state`: waiting or
    refused."""

    id: str
    type: str
    state: str
    made_at: datetime
    tries: int
    subject: str = ""
    to: tuple[str, ...] = ()
    pupil: str | None = None
    problem: SsdeskError | None = None
    draft: str | None = None
    leaves_at: datetime | None = None

    @property
    def can_withdraw(self) -> bool:
        return self.state == WAITING and self.tries == 0


class Outbox:
    """Its rows outlive the program, the school's history and the tables they touch."""

    def __init__(self, database: Database, write: Write) -> None:
        self._database, self._write = database, write

    # ---- For the sync ------------------------------------------------------------------------------------------------
    def waiting(self, now: int, limit: int) -> list[Command]:
        """The oldest that may go now. What is to be sent later, because the school asked that or it can still be
        taken back, holds up what touches the same objects."""
        held: set[tuple[str, str]] = set()
        commands: list[Command] = []
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, type, args, needs, if_version, objects, made_at, not_before FROM outbox "
                "WHERE state = ? ORDER BY n",
                (WAITING,),
            )
            for id_, type_, args, needs, if_version, objects, made_at, not_before in rows:
                touched = {(kind, oid) for kind, oid in msgspec.json.decode(objects)}
                if made_at <= now < not_before or touched & held:  # a clock that was put back holds up nothing
                    held |= touched
                    continue
                commands.append(Command(id_, type_, msgspec.Raw(args), msgspec.json.decode(needs), if_version))
                if len(commands) == limit:
                    break
        return commands

    def next_at(self, now: int) -> int | None:
        """The first moment (ms) from which something that is to be sent later may go."""
        sql = "SELECT min(not_before) FROM outbox WHERE state = ? AND not_before > ?"
        with self._database.reading() as connection:
            (at,) = connection.execute(sql, (WAITING, now)).fetchone()
        return None if at is None else int(at)

    def is_waiting(self, id_: str) -> bool:
        """False: it was withdrawn, or answered."""
        with self._database.reading() as connection:
            sql = "SELECT 1 FROM outbox WHERE id = ? AND state = ?"
            return connection.execute(sql, (id_, WAITING)).fetchone() is not None

    def mark_tried(self, commands: Iterable[Command]) -> list[Command]:
        """Durably notes that these go on the wire, and returns those that may: the others were withdrawn meanwhile, or
        carry newer words, which go the next time."""
        sql = "UPDATE outbox SET tries = tries + 1 WHERE id = ? AND state = ? AND args = ?"
        with self._write(durable=True) as tx:
            tx.outbox = True
            return [command for command in commands if tx.run(sql, command.id, WAITING, bytes(command.args))]

    def unmark_tried(self, commands: Iterable[Command]) -> None:
        """They certainly did not go on the wire after all, and can be withdrawn as before."""
        with self._write(durable=True) as tx:
            tx.outbox = True
            for command in commands:
                sql = "UPDATE outbox SET tries = tries - 1 WHERE id = ? AND state = ? AND tries > 0"
                tx.run(sql, command.id, WAITING)

    def take_answer(self, answer: CommandAnswer) -> None:
        """The school's results. One out of another history, or for a row that waits no more, changes nothing."""
        with self._write(durable=True) as tx:
            if answer.epoch != tx.fact("epoch"):
                return
            for result in answer.results:
                row = queue.find(tx, result.id)
                if row is not None and row.state == WAITING:
                    _take(tx, row, result)

    def count_waiting(self) -> int:
        with self._database.reading() as connection:
            (count,) = connection.execute("SELECT count(*) FROM outbox WHERE state = ?", (WAITING,)).fetchone()
        return int(count)

    # ---- For the person ----------------------------------------------------------------------------------------------
    def items(self) -> list[OutboxItem]:
        """What waits and what was refused, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, type, args, objects, if_version, state, tries, made_at, problem, "
                "(SELECT id FROM draft WHERE refused = outbox.id), not_before "
                "FROM outbox WHERE state IN (?, ?) ORDER BY n",
                (WAITING, REFUSED),
            ).fetchall()
            names = dict(connection.execute("SELECT id, name FROM contact UNION ALL SELECT id, name FROM group_"))
        return [_item(queue.read(row[:8]), row[8], row[9], row[10], names) for row in rows]

    def withdraw(self, id_: str) -> str | None:
        """Takes back what was never on the wire, and returns the draft that it becomes, if any.

        SsdeskError `already-sent`: it may have arrived.
        """
        with self._write(durable=True) as tx:
            row = queue.find(tx, id_)
            if row is None or row.state != WAITING or row.tries:
                raise SsdeskError(
                    QT_TRANSLATE_NOOP("errors", "This is already on its way to the school."),
                    QT_TRANSLATE_NOOP("errors", "It cannot be taken back any more. You can send a message after it."),
                    code="already-sent",
                )
            tx.run("DELETE FROM outbox WHERE id = ?", id_)
            tx.outbox = True
            return _back(tx, row, None)

    def let_go(self) -> list[str]:
        """What waits so that it can be taken back may leave now; the ids of these commands."""
        with self._write(durable=True) as tx:
            sql = "UPDATE outbox SET not_before = 0 WHERE state = ? AND tries = 0 AND not_before > ? RETURNING id"
            gone = [id_ for (id_,) in tx.rows(sql, WAITING, tx.now)]
            tx.outbox = bool(gone)
            return gone

    def dismiss(self, id_: str) -> None:
        """The person has seen the refusal."""
        with self._write(durable=True) as tx:
            tx.run("DELETE FROM outbox WHERE id = ? AND state = ?", id_, REFUSED)
            tx.outbox = True


def do(tx: Transaction, action: Action, id_: str, not_before: int = 0) -> str | None:
    """Shows the action's effect and queues its command, which does not leave before that moment; the command's id, None
    where there was nothing to do. Words of a draft that no command can hold stay on this computer."""
    if isinstance(action, SaveDraft) and not queue.fits(action):
        keep_words(tx, action.kept(action.if_version(tx), tx.now))
        return None
    if not action.begin(tx):
        return None
    lay(tx, action.objects(tx, id_))
    row = queue.add(tx, id_, action, not_before)
    for kind, oid in row.objects:
        settle(tx, kind, oid)
    return row.id


def finish(tx: Transaction, check: int) -> None:
    """After a complete pull whose snapshot is at `check`: answered rows that it contains are done and lie over nothing
    any more; the journal loses what is older than 35 days."""
    rows = [
        queue.find(tx, id_) for (id_,) in tx.rows("SELECT id FROM outbox WHERE state = ? AND seq <= ?", ANSWERED, check)
    ]
    tx.run("UPDATE outbox SET state = ?, done_at = ? WHERE state = ? AND seq <= ?", DONE, tx.now, ANSWERED, check)
    for row in rows:
        for kind, oid in row.objects if row else ():
            settle(tx, kind, oid)
    if rows:
        tx.outbox = True
    tx.run("DELETE FROM outbox WHERE state = ? AND done_at < ?", DONE, tx.now - queue.JOURNAL_MS)


def replay(tx: Transaction) -> None:
    """The school's history is another one: whatever was sent is sent again, and lies over what is read until then."""
    tx.run(
        "UPDATE outbox SET state = ?, seq = 0, not_before = 0, done_at = NULL WHERE state IN (?, ?)",
        WAITING,
        ANSWERED,
        DONE,
    )
    tx.outbox = True
    lay_all(tx)


def shown(problem: bytes | None) -> SsdeskError | None:
    """A stored problem as an error that can be shown."""
    return None if problem is None else error_of(msgspec.json.decode(problem, type=Problem))


def error_of(found: Problem) -> SsdeskError:
    """Likewise, of one that is read already."""
    title, advice = template_of(found.title, found.values), template_of(found.advice, found.values)
    error = SsdeskError(title, advice, retry=found.retry, code=found.code)
    error.values = dict(found.values)
    return error


def moment(ms: int) -> datetime:
    """Milliseconds since 1970 as a moment in UTC; nonsense becomes the first or the last that a list can hold."""
    if not 0 <= ms <= LATEST_MS:
        ms = min(max(ms, 0), LATEST_MS)
    return datetime.fromtimestamp(ms / 1000, UTC)


def _take(tx: Transaction, row: Queued, result: CommandResult) -> None:
    tx.outbox = True
    if result.status == "ok":
        tx.run("UPDATE outbox SET state = ?, seq = ? WHERE id = ?", ANSWERED, result.seq, row.id)
        return
    problem = msgspec.json.encode(result.problem or _no_reason())
    if result.status not in FINAL:
        wait_s = (result.problem and result.problem.retry_after_s) or RETRY_S
        tx.run("UPDATE outbox SET not_before = ?, problem = ? WHERE id = ?", tx.now + wait_s * 1000, problem, row.id)
        return
    if row.action.silent or isinstance(row.action, SaveDraft):
        tx.run("DELETE FROM outbox WHERE id = ?", row.id)
    else:
        tx.run("UPDATE outbox SET state = ?, problem = ? WHERE id = ?", REFUSED, problem, row.id)
    _back(tx, row, None if result.status == "conflict" else problem)


def _back(tx: Transaction, row: Queued, problem: bytes | None) -> str | None:
    """The action lies over nothing any more; its words, if it has any, are a draft again."""
    for kind, oid in row.objects:
        settle(tx, kind, oid)
    draft = row.action.back(tx, row)
    if draft is None:
        return None
    refused = row.id if problem is not None and isinstance(row.action, SendMessage) else None
    keep_words(tx, draft, problem, refused)
    return draft.id


def _item(row: Queued, problem: bytes | None, draft: str | None, not_before: int, names: dict[str, str]) -> OutboxItem:
    subject, pupil = "", None
    to: tuple[str, ...] = ()
    if isinstance(row.action, SendMessage | SaveDraft):
        subject, pupil = row.action.subject, row.action.pupil
        to = tuple(names.get(id_, "") for id_ in (*row.action.to, *(one.group for one in row.action.groups)))
    why = shown(problem) if row.state == REFUSED else None
    held = moment(not_before) if not_before and not row.tries and row.state == WAITING else None
    return OutboxItem(
        row.id, row.action.type, row.state, moment(row.made_at), row.tries, subject, to, pupil, why, draft, held
    )


def _no_reason() -> Problem:
    return Problem(
        "refused",
        QT_TRANSLATE_NOOP("errors", "The school did not accept this."),
        QT_TRANSLATE_NOOP("errors", "Ask the school's help contact why."),
    )
