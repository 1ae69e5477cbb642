"""Random histories of one school and one desktop, with everything that can go wrong between them."""

from __future__ import annotations

import copy
import random
import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ssdesk.protocol.commands import CommandAnswer
from ssdesk.protocol.kinds import Account, Draft, Message, Pupil
from ssdesk.protocol.pull import OtherEpoch, PullAnswer
from ssdesk.replica import Replica
from ssdesk.replica.actions import ACTIONS, DeleteDraft, MoveMessage, OpenMessage, SaveDraft, SendMessage
from tests.replica.feed_school import KEY, MAILBOX, ME, Clock, FeedSchool, check_sums, expected, visible
from tests.sizes import size

SCOPES = (MAILBOX, "p:1:name", "c:4B:parents", "g:all")
IDS = [f"{number:032x}" for number in range(6)]
DRAFTS = [f"d{number:031x}" for number in range(2)]


class Stopped(Exception):
    """As if the program had been killed between two transactions."""


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sd-"))
        self.clock = Clock()
        self.school = FeedSchool()
        self.backup: FeedSchool | None = None
        self.late: list[PullAnswer | OtherEpoch | CommandAnswer] = []
        self.sent: set[str] = set()
        self.replica = self._open()
        self.school.put("account", Account(ME, "co", "noor", "Els", "mother", "active"))
        self.school.put("pupil", Pupil("1" * 32, "Noor", "Peeters", "4B"), "p:1:name")

    def _open(self) -> Replica:
        return Replica.open(self.folder / "r", KEY, self.clock, lambda _: None)

    def teardown(self) -> None:
        try:
            self.heal()
        finally:
            self.replica.close()
            shutil.rmtree(self.folder)

    # ---- The school --------------------------------------------------------------------------------------------------
    @rule(
        id_=st.sampled_from(IDS),
        scopes=st.sets(st.sampled_from(SCOPES), max_size=3),
        folder=st.sampled_from(("inbox", "trash", "later")),
        opened=st.booleans(),
        moment=st.integers(0, 3),
    )
    def somebody_writes(self, id_: str, scopes: set[str], folder: str, opened: bool, moment: int) -> None:
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
            folder=folder,
            opened_at=5 if opened else None,
            pupil="1" * 32 if moment else None,
        )
        self.school.write("message", id_, msgspec.json.encode(message), frozenset(scopes))

    @rule(draft=st.sampled_from(DRAFTS))
    def the_other_computer_saves(self, draft: str) -> None:
        payload, scopes = self.school.objects.get(("draft", draft), (b"", frozenset()))
        version = msgspec.json.decode(payload, type=Draft).version if scopes else 0
        self.school.put("draft", Draft(draft, version + 1, self.clock.now, body=f"Daar {self.school.seq}"))

    @rule(scope=st.sampled_from(SCOPES[1:]))
    def a_grant_changes(self, scope: str) -> None:
        (self.school.revoke if scope in self.school.held else self.school.grant)(scope)

    @rule(back=st.integers(0, 6))
    def tombstones_are_purged(self, back: int) -> None:
        self.school.purge(self.school.seq - back)

    @rule()
    def a_backup_is_made(self) -> None:
        self.backup = copy.deepcopy(self.school)

    @rule()
    def the_backup_is_put_back(self) -> None:
        if self.backup is not None:
            self.school = self.school.restored_from(self.backup)

    # ---- The person --------------------------------------------------------------------------------------------------
    @rule(id_=st.sampled_from(IDS), folder=st.sampled_from(("inbox", "archive", "trash")))
    def opens_or_moves(self, id_: str, folder: str) -> None:
        self.replica.do(OpenMessage(message=id_) if folder == "inbox" else MoveMessage(message=id_, folder=folder))  # type: ignore[arg-type]

    @rule(refused=st.booleans(), answer=st.sampled_from([None, *IDS]), draft=st.sampled_from([None, *DRAFTS]))
    def sends(self, refused: bool, answer: str | None, draft: str | None) -> None:
        subject = "refuse this" if refused else "Dag"
        id_ = self.replica.do(SendMessage(to=[IDS[0]], subject=subject, body="Tekst", in_reply_to=answer, draft=draft))
        assert id_ is not None
        if not refused:
            self.sent.add(id_)

    @rule(draft=st.sampled_from(DRAFTS), kept=st.booleans())
    def types(self, draft: str, kept: bool) -> None:
        words = SaveDraft(draft=draft, body=f"Hier {self.clock.now}")
        self.replica.drafts.keep(words)
        if not kept:
            self.replica.do(words)

    @rule(draft=st.sampled_from(DRAFTS))
    def deletes_a_draft(self, draft: str) -> None:
        self.replica.do(DeleteDraft(draft=draft))

    @rule()
    def withdraws(self) -> None:
        for item in self.replica.outbox.items():
            if item.can_withdraw:
                self.replica.outbox.withdraw(item.id)
                self.sent.discard(item.id)
                return

    @rule(hours=st.integers(1, 1000))
    def time_passes(self, hours: int) -> None:
        self.clock.pass_days(hours / 2400)

    # ---- The line ----------------------------------------------------------------------------------------------------
    @rule(
        fault=st.sampled_from(("none", "none", "request lost", "answer lost", "late", "doubled")), n=st.integers(1, 3)
    )
    def push(self, fault: str, n: int) -> None:
        commands = self.replica.outbox.waiting(self.clock.now, n)
        allowed = self.replica.outbox.mark_tried([command.id for command in commands])
        assert allowed == [command.id for command in commands]
        if fault == "request lost":
            return
        answer = CommandAnswer(self.school.epoch, [self.school.command(one, self.clock.now) for one in commands])
        if fault == "late":
            self.late.append(answer)
        if fault in ("none", "doubled"):
            self.replica.outbox.take_answer(answer)
        if fault == "doubled":
            self.replica.outbox.take_answer(answer)

    @rule(
        limit=st.sampled_from((1, 2, 5, 50)),
        rows=st.sampled_from((1, 2, 200)),
        fault=st.sampled_from(("none", "none", "lost", "late", "doubled", "killed")),
        after=st.integers(0, 6),
    )
    def pull(self, limit: int, rows: int, fault: str, after: int) -> None:
        answer = self.school.pull(self.replica.pull_request(limit))
        if fault in ("late", "doubled"):
            self.late.append(answer)
        if fault in ("lost", "late"):
            return
        pauses = iter(range(after))

        def stop() -> None:
            if next(pauses, None) is None:
                raise Stopped

        try:
            self._take(answer, stop if fault == "killed" else None, rows)
        except Stopped:
            self.opens_again()

    def _take(self, answer: PullAnswer | OtherEpoch, pause: object = None, rows: int = 200) -> None:
        if isinstance(answer, OtherEpoch):
            self.replica.take_other_epoch(answer)
        else:
            applied = self.replica.take_pull(answer, pause, rows)  # type: ignore[arg-type]
            assert not applied.mismatched

    @rule(which=st.randoms(use_true_random=False))
    def what_was_late_comes(self, which: random.Random) -> None:
        if not self.late:
            return
        answer = self.late.pop(which.randrange(len(self.late)))
        if isinstance(answer, CommandAnswer):
            self.replica.outbox.take_answer(answer)
        else:
            self._take(answer)

    @rule()
    def opens_again(self) -> None:
        self.replica.close()
        self.replica = self._open()

    @rule()
    def idle(self) -> None:
        self.replica.index_pending(3)

    # ---- What must hold ----------------------------------------------------------------------------------------------
    @invariant()
    def sums_are_right_and_nothing_queued_is_lost(self) -> None:
        check_sums(self.replica)
        with self.replica._database.reading() as connection:
            kept = {id_ for (id_,) in connection.execute("SELECT id FROM outbox")}
            assert self.sent <= kept
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
            self.push("none", 50)
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
        check_sums(self.replica)
        for id_ in self.sent:
            assert self.school.effects[id_] == 1
            assert ("sent_message", id_) in visible(self.replica)
        assert {command.type for command in self.replica.outbox.waiting(2**60, 99)} <= set(ACTIONS)


Histories.TestCase.settings = settings(
    max_examples=size(25, 400),
    stateful_step_count=size(40, 60),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_any_history_ends_with_the_schools_view_and_every_command_once = Histories.TestCase
