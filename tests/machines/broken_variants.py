"""Our own code, broken in one place at a time. The random histories must catch each of them.

python -m tests.machines.broken_variants [NAME …]      # from the repository's root
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import delete, select, text, update

from ssdesk.models.feed import STALE
from ssdesk.models.outbox import WAITING
from ssdesk.protocol import commands as wire
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.pull import Cursor, PullRequest
from ssdesk.replica import Replica, apply, outbox, queue, visible
from ssdesk.replica.actions import OpenMessage
from ssdesk.replica.apply import Applied, Apply, cursors
from ssdesk.replica.inbox import Filter
from ssdesk.replica.outbox import Outbox
from ssdesk.replica.schema import read_anew
from ssdesk.replica.transaction import Transaction
from ssdesk.server import feed, pull
from ssdesk.server import tables as t
from ssdesk.server.commands import apply as commands
from ssdesk.server.commands import audience, messages, recipients, requests, scheduled
from ssdesk.server.epoch import Identity
from ssdesk.sync.remote import Remote
from tests.machines.directed import Played
from tests.machines.test_sync_machine import RAM
from tests.school import School

MOST_SCHEDULES = 300
Variant = Callable[[ExitStack], None]


def _nothing(*_: object) -> None:
    pass


def no_floor(broken: ExitStack) -> None:
    """A purged tombstone leaves no trace."""
    nothing = text("UPDATE scope SET floor_seq = 0 WHERE school = :school AND key = :key AND :seq < 0")
    broken.enter_context(patch.object(feed, "_RAISE_FLOOR", nothing))


def same_epoch(broken: ExitStack) -> None:
    """A restore goes on under the epoch of before."""
    broken.enter_context(patch.object(Identity, "renew", _nothing))


def no_dedupe(broken: ExitStack) -> None:
    """A command sent again is looked at as if it were new."""
    right = commands.apply

    def forgetful(connection: Any, school: Any, account: str, command: Any, now: int, **more: Any) -> Any:
        connection.execute(delete(t.command).where(t.command.c.id == command.id))
        connection.execute(delete(t.message).where(t.message.c.id == command.id))
        connection.execute(delete(t.copy).where(t.copy.c.message == command.id))
        return right(connection, school, account, command, now, **more)

    broken.enter_context(patch.object(commands, "apply", forgetful))


def epoch_of_commands_ignored(broken: ExitStack) -> None:
    """Commands of an older history are taken before its journal."""
    right = Remote.commands
    broken.enter_context(patch.object(Remote, "commands", lambda self, batch, _epoch: right(self, batch, "")))


def no_refcount(broken: ExitStack) -> None:
    """An object goes with the first scope that loses it."""

    def forget(tx: Transaction, objects: Any) -> None:
        for kind, oids in apply._by_kind(objects):
            visible.VISIBLE[kind].remove(tx, oids)

    broken.enter_context(patch.object(apply, "_forget", forget))


def no_drop(broken: ExitStack) -> None:
    """What no scope holds any more stays on the disk."""
    broken.enter_context(patch.object(apply, "_forget", _nothing))


def late_page(broken: ExitStack) -> None:
    """A page is applied whatever it was computed from."""

    def begin(self: Apply, answer: Any) -> dict[str, Cursor]:
        with self._write(durable=False) as tx:
            start = cursors(tx)
            for key in [*answer.drop, *(page.key for page in answer.scopes if page.reset)]:
                start.pop(key, None)
                for (scope,) in tx.rows("SELECT id FROM scope WHERE key = ?", key):
                    read_anew(tx.connection, scope)
            return start

    broken.enter_context(patch.object(Apply, "_begin", begin))


def late_answer(broken: ExitStack) -> None:
    """A command's answer ends the waiting whatever its history."""

    def take(self: Outbox, answer: Any) -> None:
        with self._write(durable=True) as tx:
            for result in answer.results:
                row = queue.find(tx, result.id)
                if row is not None and row.state == WAITING:
                    outbox._take(tx, row, result)

    broken.enter_context(patch.object(Outbox, "take_answer", take))


def no_journal(broken: ExitStack) -> None:
    """In a new epoch nothing is sent again."""
    broken.enter_context(patch.object(outbox, "replay", _nothing))


def flags_not_in_the_journal(broken: ExitStack) -> None:
    """In a new epoch all is sent again but flags."""
    right = outbox.replay

    def replay(tx: Transaction) -> None:
        right(tx)
        tx.run("UPDATE outbox SET state = 'done' WHERE type = 'set_flag'")

    broken.enter_context(patch.object(outbox, "replay", replay))


def receipt_on_sync(broken: ExitStack) -> None:
    """What was fetched counts as read."""
    right = Replica.take_pull

    def take(self: Replica, *args: Any, **more: Any) -> Applied:
        applied = right(self, *args, **more)
        for row in self.inbox.first_page(Filter(unread=True)):
            self.do(OpenMessage(row.id))
        return applied

    broken.enter_context(patch.object(Replica, "take_pull", take))


def counter_forgotten(broken: ExitStack) -> None:
    """Moving and removing do not count."""
    broken.enter_context(patch.object(visible.Messages, "_count", _nothing))


def index_kept(broken: ExitStack) -> None:
    """A message that goes stays findable."""
    broken.enter_context(patch.object(visible, "leave_index", _nothing))


def global_cursor(broken: ExitStack) -> None:
    """A new scope begins where the others stand."""
    right = pull.pull

    def pulled(connection: Any, school: str, account: str, epoch: str, request: PullRequest, now: int) -> Any:
        high = max((cursor.high for cursor in request.have.values()), default=0)
        answer = right(connection, school, account, epoch, request, now)
        if not high:
            return answer
        pages = [page for page in answer.scopes if page.key in request.have or page.cursor.high <= high]
        return type(answer)(
            answer.epoch, answer.base, answer.check, answer.drop, pages, answer.complete, answer.next_poll_s, now
        )

    broken.enter_context(patch.object(pull, "pull", pulled))


def deletes_ignored(broken: ExitStack) -> None:
    """A tombstone keeps the holding."""
    right = apply._hold

    def hold(tx: Transaction, scope: int, part: Any, n: int, total: int) -> tuple[int, int]:
        part = apply.Slice(part.page, part.puts, [], part.cursor, part.last)
        return right(tx, scope, part, n, total)

    broken.enter_context(patch.object(apply, "_hold", hold))


# ---- The rules of messages -------------------------------------------------------------------------------------------
def withdraw_leaves_the_copy(broken: ExitStack) -> None:
    """What was taken back stays in the mailboxes."""
    left = SimpleNamespace(hold=feed.hold, remove=lambda *_, **_more: None)
    broken.enter_context(patch.object(requests, "feed", left))


def withdraw_takes_what_was_opened(broken: ExitStack) -> None:
    """Copies that were read are taken back too."""
    right = requests.withdraw

    def withdraw(connection: Any, acting: Any, args: Any) -> None:
        connection.execute(update(t.copy).where(t.copy.c.message == args.message).values(opened_at=None))
        right(connection, acting, args)

    broken.enter_context(patch.dict(commands.APPLY, {wire.Withdraw: withdraw}))


def withdraw_forgets_who_had_read_it(broken: ExitStack) -> None:
    """After a restore only the order counts in which desktops come."""
    broken.enter_context(patch.object(recipients, "made_at", lambda _id: 1 << 62))


def withdraw_forgets_where_it_was(broken: ExitStack) -> None:
    """What comes back though it was taken back lies in the inbox, wherever it was."""
    broken.enter_context(patch.object(recipients, "_still_there", lambda *_: "inbox"))


def schedule_sent_twice(broken: ExitStack) -> None:
    """What was sent at its moment is not crossed out, and each time it is a new message."""
    right = messages.send_scheduled

    def send(connection: Any, acting: Any, args: Any) -> None:
        right(connection, replace(acting, id=new_id()), args)

    broken.enter_context(patch.object(messages, "send_scheduled", send))
    broken.enter_context(patch.object(scheduled, "done", _nothing))


def cancelled_is_sent(broken: ExitStack) -> None:
    """What was found to be due is sent, cancelled meanwhile or not."""
    found: dict[str, Any] = {}
    due, take = scheduled.due, scheduled.take

    def remember(connection: Any, now: int) -> Any:
        found.update({row.id: row.content for row in connection.execute(select(t.scheduled))})
        return due(connection, now)

    def taken(connection: Any, one: Any, renewed_at: int) -> Any:
        return take(connection, one, renewed_at) or msgspec.json.decode(found[one.id], type=wire.SendMessage)

    broken.enter_context(patch.object(scheduled, "due", remember))
    broken.enter_context(patch.object(scheduled, "take", taken))


def leaves_at_once(broken: ExitStack) -> None:
    """Nothing waits to be taken back."""
    right = Replica.do
    broken.enter_context(patch.object(Replica, "do", lambda self, action, _wait_ms=0: right(self, action)))


def undone_is_sent(broken: ExitStack) -> None:
    """What was taken back before it left becomes a draft, and leaves."""

    def withdraw(self: Outbox, id_: str) -> str | None:
        with self._write(durable=True) as tx:
            row = queue.find(tx, id_)
            return outbox._back(tx, row, None) if row else None

    broken.enter_context(patch.object(Outbox, "withdraw", withdraw))


def reminds_everybody(broken: ExitStack) -> None:
    """Who reacted is reminded too."""

    def silent(connection: Any, _acting: Any, message: str) -> list[str]:
        return list(connection.scalars(select(t.copy.c.recipient).where(t.copy.c.message == message)))

    broken.enter_context(patch.object(audience, "silent", silent))


VARIANTS: dict[str, Variant] = {
    variant.__name__: variant
    for variant in (
        no_floor, same_epoch, no_dedupe, epoch_of_commands_ignored, no_refcount, no_drop, late_page, late_answer,
        no_journal, flags_not_in_the_journal, receipt_on_sync, counter_forgotten, index_kept, global_cursor,
        deletes_ignored, withdraw_leaves_the_copy, withdraw_takes_what_was_opened, withdraw_forgets_who_had_read_it,
        withdraw_forgets_where_it_was,
        schedule_sent_twice, cancelled_is_sent, leaves_at_once, undone_is_sent, reminds_everybody,
    )
}  # fmt: skip
assert STALE == 0  # the variants above know it


AT_RANDOM = (
    "no_floor", "same_epoch", "no_dedupe", "no_refcount", "no_drop", "late_answer", "no_journal", "receipt_on_sync",
    "counter_forgotten", "index_kept", "global_cursor",
)  # fmt: skip
"""Those that random histories find in minutes at most; the others are seldom met."""


@contextmanager
def ground() -> Iterator[None]:
    """A fresh school's data folder and an event loop for the histories."""
    with tempfile.TemporaryDirectory(dir=RAM if RAM.is_dir() else None) as folder:
        with School.open(Path(folder, "server")):
            pass
        Played.template, Played.loop = Path(folder, "server"), asyncio.new_event_loop()
        yield
        Played.loop.close()


def caught(variant: Variant, play: Callable[[], None]) -> str:
    """What the histories found wrong with the variant; "" when they found nothing."""
    with ExitStack() as broken:
        variant(broken)
        try:
            play()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we look for
            return f"{type(error).__name__}: {error}"
    return ""


def at_random() -> None:
    """Up to `MOST_SCHEDULES` random histories."""
    run_state_machine_as_test(
        Played,
        settings=settings(
            max_examples=MOST_SCHEDULES,
            stateful_step_count=60,
            deadline=None,
            database=None,
            derandomize=True,
            report_multiple_bugs=False,
            print_blob=False,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def main(names: list[str]) -> int:
    """Prints a line per variant; 0 when each was caught."""
    logging.disable(logging.CRITICAL)
    missed = 0
    with ground():
        for name in names or AT_RANDOM:
            found = caught(VARIANTS[name], at_random)
            missed += not found
            print(f"{name}: {found[:150] or 'NOT CAUGHT'}", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
