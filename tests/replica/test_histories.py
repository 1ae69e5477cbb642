"""Random histories of one school and one desktop, with everything that can go wrong between them."""

from __future__ import annotations

import copy
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ssdesk.protocol.commands import CommandAnswer
from ssdesk.protocol.kinds import Account, Draft, Message, Pupil
from ssdesk.protocol.pull import OtherEpoch, PullAnswer
from ssdesk.replica import Replica
from ssdesk.replica.actions import ACTIONS, DeleteDraft, MoveMessage, OpenMessage, SaveDraft, SendMessage
from tests.replica.feed_school import KEY, MAILBOX, ME, Clock, FeedSchool, check_sums, expected, visible
from tests.sizes import size

SCOPES = (MAILBOX, "p:1:name", "c:4B:parents", "g:all")
IDS = [f"{number:032x}" for number in range(6)]
MEMORY = Path("/dev/shm")  # noqa: S108 - histories end with their process; the disk has tests of its own
FAULTS = ("none", "none", "none", "lost", "answer lost", "late", "doubled", "killed")
DRAFTS = [f"d{number:031x}" for number in range(2)]


class Stopped(Exception):
    """As if the program had been killed between two transactions."""


class History:
    """Determined by its seed: the same steps in every process."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.rng, self.folder = random.Random(seed), folder
        self.clock = Clock()
        self.school = FeedSchool()
        self.late: list[PullAnswer | OtherEpoch | CommandAnswer] = []
        self.sent: set[str] = set()
        self.unanswered: set[str] = set()  # put on the wire, and no answer of the present epoch came
        self.replica = self._open()
        self.school.put("account", Account(ME, "co", "noor", "Els", "mother", "active"))
        self.school.put("pupil", Pupil("1" * 32, "Noor", "Peeters", "4B"), "p:1:name")
        self.backup = copy.deepcopy(self.school)

    def _open(self) -> Replica:
        return Replica.open(self.folder / "r", KEY, self.clock, lambda _: None)

    def play(self) -> None:
        rng = self.rng
        for _ in range(rng.randint(20, 70)):
            (step,) = rng.choices([step for step, _ in self.STEPS], [weight for _, weight in self.STEPS])
            step(self)
            self.check()
        self.heal()

    # ---- The school --------------------------------------------------------------------------------------------------
    def somebody_writes(self) -> None:
        rng = self.rng
        id_, moment = rng.choice(IDS), rng.randint(0, 3)
        message = Message(
            id=id_,
            thread="t",
            sent_at=self.clock.now - moment,
            sender="x",
            sender_name="Petra",
            sender_role="juf",
            subject="Dag",
            preview="Dag",
            body=f"Tekst {self.school.seq}",
            folder=rng.choice(("inbox", "trash", "later")),
            opened_at=rng.choice((None, 5)),
            pupil="1" * 32 if moment else None,
        )
        self.school.write(
            "message", id_, msgspec.json.encode(message), frozenset(rng.sample(SCOPES, rng.randint(0, 3)))
        )

    def the_other_computer_saves(self) -> None:
        draft = self.rng.choice(DRAFTS)
        payload, scopes = self.school.objects.get(("draft", draft), (b"", frozenset()))
        version = msgspec.json.decode(payload, type=Draft).version if scopes else 0
        self.school.put("draft", Draft(draft, version + 1, self.clock.now, body=f"Daar {self.school.seq}"))

    def a_grant_changes(self) -> None:
        scope = self.rng.choice(SCOPES[1:])
        (self.school.revoke if scope in self.school.held else self.school.grant)(scope)

    def tombstones_are_purged(self) -> None:
        self.school.purge(self.school.seq - self.rng.randint(0, 6))

    def a_backup_is_made(self) -> None:
        self.backup = copy.deepcopy(self.school)

    def the_backup_is_put_back(self) -> None:
        self.school = self.school.restored_from(self.backup)

    # ---- The person --------------------------------------------------------------------------------------------------
    def opens_or_moves(self) -> None:
        id_ = self.rng.choice(IDS)
        self.replica.do(self.rng.choice((OpenMessage(message=id_), MoveMessage(message=id_, folder="archive"))))

    def sends(self) -> None:
        refused = self.rng.random() < 0.2
        answer, draft = self.rng.choice([None, *IDS]), self.rng.choice([None, *DRAFTS])
        subject = "refuse this" if refused else "Dag"
        id_ = self.replica.do(SendMessage(to=[IDS[0]], subject=subject, body="Tekst", in_reply_to=answer, draft=draft))
        assert id_ is not None
        if not refused:
            self.sent.add(id_)

    def types(self) -> None:
        words = SaveDraft(draft=self.rng.choice(DRAFTS), body=f"Hier {self.clock.now}")
        self.replica.drafts.keep(words)
        if self.rng.random() < 0.5:
            self.replica.do(words)

    def deletes_a_draft(self) -> None:
        self.replica.do(DeleteDraft(draft=self.rng.choice(DRAFTS)))

    def withdraws(self) -> None:
        for item in self.replica.outbox.items():
            if item.can_withdraw:
                self.replica.outbox.withdraw(item.id)
                self.sent.discard(item.id)
                return

    def time_passes(self) -> None:
        self.clock.pass_days(self.rng.random() / 3)

    # ---- The line ----------------------------------------------------------------------------------------------------
    def push(self) -> None:
        self._push(self.rng.choice(FAULTS), self.rng.randint(1, 3))

    def _push(self, fault: str, most: int) -> None:
        commands = self.replica.outbox.waiting(self.clock.now, most)
        assert self.replica.outbox.mark_tried(commands) == commands
        self.unanswered |= {command.id for command in commands}
        if fault in ("lost", "killed"):
            return
        answer = CommandAnswer(self.school.epoch, [self.school.command(one, self.clock.now) for one in commands])
        if fault == "late":
            self.late.append(answer)
        if fault in ("none", "doubled"):
            self._hear(answer)
        if fault == "doubled":
            self._hear(answer)

    def syncs(self) -> None:
        """A round on a good line."""
        self.replica.drafts.save_kept(before=self.clock.now)
        self._push("none", 50)
        self._take(self.school.pull(self.replica.pull_request(50)))

    def _hear(self, answer: CommandAnswer) -> None:
        self.replica.outbox.take_answer(answer)
        if answer.epoch == self.replica.epoch:
            self.unanswered -= {result.id for result in answer.results}

    def pull(self) -> None:
        rng = self.rng
        answer = self.school.pull(self.replica.pull_request(rng.choice((1, 2, 5, 50))))
        fault = rng.choice(FAULTS)
        if fault in ("late", "doubled"):
            self.late.append(answer)
        if fault in ("lost", "answer lost", "late"):
            return
        pauses = iter(range(rng.randint(0, 6)))

        def stop() -> None:
            if next(pauses, None) is None:
                raise Stopped

        try:
            self._take(answer, stop if fault == "killed" else None, rng.choice((1, 2, 200)))
        except Stopped:
            self.opens_again()

    def _take(self, answer: PullAnswer | OtherEpoch, pause: object = None, rows: int = 200) -> None:
        if isinstance(answer, OtherEpoch):
            self.replica.take_other_epoch(answer)
        else:
            applied = self.replica.take_pull(answer, pause, rows)  # type: ignore[arg-type]
            assert not applied.mismatched, "I2"

    def what_was_late_comes(self) -> None:
        if not self.late:
            return
        answer = self.late.pop(self.rng.randrange(len(self.late)))
        if isinstance(answer, CommandAnswer):
            self._hear(answer)
        else:
            self._take(answer)

    def opens_again(self) -> None:
        self.replica.close()
        self.replica = self._open()

    def idle(self) -> None:
        self.replica.index_pending(3)

    # ---- What must hold ----------------------------------------------------------------------------------------------
    def check(self) -> None:
        """Sums are right and nothing queued is lost."""
        check_sums(self.replica)
        with self.replica._database.reading() as connection:
            kept = {id_ for (id_,) in connection.execute("SELECT id FROM outbox")}
            assert self.sent <= kept
            waiting = {id_ for (id_,) in connection.execute("SELECT id FROM outbox WHERE state = 'waiting'")}
            assert self.unanswered <= waiting, "I6"
            stray = "SELECT count(*) FROM base WHERE NOT EXISTS (SELECT 1 FROM draft WHERE id = base.oid AND changed)"
            open_rows = connection.execute(
                "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'answered')"
            ).fetchone()
            if open_rows == (0,):
                assert connection.execute(stray).fetchone() == (0,)

    def heal(self) -> None:
        """Without faults all comes to rest: the replica is the school's view, every command took effect once."""
        for _ in range(300):
            self.clock.now += 1000
            self.replica.drafts.save_kept(before=self.clock.now)
            self._push("none", 50)
            answer = self.school.pull(self.replica.pull_request(7))
            if isinstance(answer, OtherEpoch):
                self.replica.take_other_epoch(answer)
            elif self.replica.take_pull(answer, None, 2).complete and not self.replica.outbox.count_waiting():
                break
        else:
            raise AssertionError("no rest")
        own = {("draft", draft.id) for draft in self.replica.drafts.all() if draft.changed}
        shown = {key: body for key, body in visible(self.replica).items() if key not in own}
        assert shown == {key: body for key, body in expected(self.school).items() if key not in own}
        assert self.replica.cursors().keys() == self.school.held
        assert self.replica.fact("mismatches") == ""
        check_sums(self.replica)
        for id_ in self.sent:
            assert self.school.effects[id_] == 1
            assert ("sent_message", id_) in visible(self.replica)
        assert {command.type for command in self.replica.outbox.waiting(2**60, 99)} <= set(ACTIONS)

    STEPS: ClassVar[tuple[tuple[Callable[[History], None], int], ...]] = (
        (somebody_writes, 22),
        (the_other_computer_saves, 3),
        (a_grant_changes, 8),
        (tombstones_are_purged, 4),
        (a_backup_is_made, 2),
        (the_backup_is_put_back, 2),
        (opens_or_moves, 8),
        (sends, 8),
        (types, 5),
        (deletes_a_draft, 2),
        (withdraws, 1),
        (time_passes, 2),
        (push, 14),
        (pull, 26),
        (syncs, 6),
        (what_was_late_comes, 4),
        (opens_again, 2),
        (idle, 3),
    )


@settings(
    max_examples=size(50, 800),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(seed=st.integers(0, 2**32))
def test_any_history_ends_with_the_schools_view_and_every_command_once(seed: int) -> None:
    with tempfile.TemporaryDirectory(prefix="sd-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        history = History(seed, Path(folder))
        try:
            history.play()
        finally:
            history.replica.close()
