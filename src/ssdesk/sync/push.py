"""Sending what waits in the outbox. A row stops waiting by an answer of the school and by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ssdesk.errors import NoConnection, SignInRefused, SsdeskError
from ssdesk.protocol.commands import FINAL, MAX_BATCH, Command, CommandAnswer, CommandResult, Problem
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.replica import Replica
from ssdesk.sync import problems
from ssdesk.sync.remote import Remote
from ssdesk.sync.transfers import Progress, Uploads

MAX_BATCH_BYTES = 512 * 1024  # of arguments, so that a slow line still gets a batch through in time


class Push:
    def __init__(
        self,
        replica: Replica,
        remote: Remote,
        clock: Callable[[], int],
        progress: Progress = lambda _command, _have, _size: None,
    ) -> None:
        self._replica, self._remote, self._clock, self._progress = replica, remote, clock, progress
        self._uploads = Uploads(replica, remote, progress)

    def once(self) -> int:
        """Send the oldest waiting commands as one batch; how many of them got a final answer.

        SsdeskError: the batch got no answer; all of it still waits.
        """
        waiting = _one_batch(self._replica.outbox.waiting(self._clock(), MAX_BATCH))
        try:
            refused, ready = self._with_files(waiting)
        finally:
            self._progress("", 0, 0)
        commands = self._replica.outbox.mark_tried(ready) if ready else []
        if not commands:
            return refused
        try:
            answer = self._answer(commands)
        except NoConnection as error:
            if error.nothing_sent:
                self._replica.outbox.unmark_tried(commands)
            raise
        if isinstance(answer, OtherEpoch):
            self._replica.take_other_epoch(answer)
            return refused
        self._replica.outbox.take_answer(answer)
        if answer.epoch != self._replica.epoch:  # of another history: nothing was taken, a pull comes first
            return refused
        for command in commands:
            if command.needs:
                self._uploads.forget(command.needs)
        return refused + sum(result.status in FINAL for result in answer.results)

    def _with_files(self, commands: list[Command]) -> tuple[int, list[Command]]:
        """Those of the commands whose files the school has now, and how many were refused because of a file."""
        refused, ready = 0, []
        for command in commands:
            try:
                self._uploads.send_needed(command)
            except (NoConnection, SignInRefused, problems.NotActive, problems.TooOld):
                raise
            except SsdeskError as error:  # the school does not take the file, or it is not here any more
                if error.retry:
                    continue
                self._replica.outbox.take_answer(self._rejected(command, error))
                refused += 1
            else:
                ready.append(command)
        return refused, ready

    def _answer(self, commands: list[Command]) -> CommandAnswer | OtherEpoch:
        """The school's answer. Where it refuses the batch as a whole, its first command is sent alone, so that one that
        it does not understand does not hold up the others for ever."""
        try:
            return self._remote.commands(commands, self._replica.epoch)
        except problems.Misunderstood as refused:
            if len(commands) > 1:
                return self._answer(commands[:1])
            return self._rejected(commands[0], refused)

    def _rejected(self, command: Command, why: SsdeskError) -> CommandAnswer:
        values = {name: value for name, value in why.values.items() if isinstance(value, str | int)}
        problem = Problem(why.code or "refused", why.title, why.advice, values=values)
        return CommandAnswer(self._replica.epoch, [CommandResult(command.id, "rejected", problem=problem)])


def _one_batch(commands: Sequence[Command]) -> list[Command]:
    """The first of them, as many as travel together; at least one."""
    batch: list[Command] = []
    size = 0
    for command in commands:
        size += len(memoryview(command.args))
        if batch and size > MAX_BATCH_BYTES:
            break
        batch.append(command)
    return batch
