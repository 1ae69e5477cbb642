"""Random histories of one school and four desktops over a bad line: the real server, replica and engine, one step at a
time, with the faults of the executable model (sync_model.py of the design)."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.machines import checks
from tests.machines.world import CLASSES, NAMES, OBJECTS, OTHERS, SCOPES, World
from tests.school import School
from tests.sizes import LONG, size

RAM = Path("/dev/shm")  # noqa: S108 - what is there is ours: a folder with a random name
# An answer is lost, or its desktop killed, after the server has acted. An answer that is late comes at a later step.
FAULTS = ("none", "none", "none", "request lost", "answer lost", "killed", "late", "doubled")
ONE = st.sampled_from(NAMES)
NTH = st.integers(0, 11)
SAID = ("asked", "not_for_me", "talk")
USUAL = ("open", "open", "answer", "inbox", "archive", "trash")
HOW = st.sampled_from(("", "", "", "confirm", "answer", "undo", "later"))
WHAT = st.sampled_from((*USUAL, *USUAL, *SAID, "red", "", "unread", "later"))


class SyncMachine(RuleBasedStateMachine):
    template: Path
    loop: asyncio.AbstractEventLoop
    made: type[World] = World

    @initialize()
    def begin(self) -> None:
        self.place = tempfile.TemporaryDirectory(dir=RAM if RAM.is_dir() else None)
        self.world = self.made(self.template, Path(self.place.name), self.loop)

    # ---- At the school -----------------------------------------------------------------------------------------------
    @rule(name=st.sampled_from(OBJECTS), scopes=st.frozensets(st.sampled_from(SCOPES), max_size=3))
    def put(self, name: str, scopes: frozenset[str]) -> None:
        self.world.put(name, sorted(scopes))

    @rule(classes=st.frozensets(st.sampled_from(CLASSES)), noor_in=st.sampled_from(CLASSES), which=st.booleans())
    def change_grants(self, classes: frozenset[str], noor_in: str, which: bool) -> None:
        if which:
            self.world.teach(classes)
        else:
            self.world.move_noor(noor_in)

    @rule(what=st.sampled_from(("purge", "purge", "back up", "restore", "restart")), back=st.integers(0, 6))
    def keep(self, what: str, back: int) -> None:
        if what == "purge":
            self.world.purge(back)
        elif what == "back up":
            self.world.back_up()
        elif what == "restore":
            self.world.restore()
        else:
            self.world.restart()

    # ---- At the desktops ---------------------------------------------------------------------------------------------
    @rule(name=ONE, to=st.frozensets(st.sampled_from(OTHERS), min_size=1), how=HOW)
    def write(self, name: str, to: frozenset[str], how: str) -> None:
        """The office to anybody, everybody to the office."""
        self.world.send(name, tuple(sorted(to)) if name == "office" else ("office",), how)

    @rule(name=st.sampled_from(("teacher", "office")), group=st.sampled_from((*CLASSES, "4B", "all")), how=HOW)
    def write_to_group(self, name: str, group: str, how: str) -> None:
        self.world.send_to_group(name, group, how)

    @precondition(lambda self: self.world.own())
    @rule(nth=NTH, what=st.sampled_from(("take back", "take back", "remind")))
    def use_own(self, nth: int, what: str) -> None:
        """What one wrote, the last first."""
        if what == "remind":
            self.world.remind(nth)
        else:
            self.world.take_back(nth)

    @rule(seconds=st.sampled_from((5, 60, 120, 2 * 3600)), slow=st.booleans())
    def wait(self, seconds: int, slow: bool) -> None:
        """Time passes, and the school sends what is due, or only looks what that is."""
        self.world.clock.advance(seconds=seconds)
        if slow:
            self.world.look_what_is_due()
        else:
            self.world.send_due()

    @precondition(lambda self: self.world.received())
    @rule(nth=NTH, what=WHAT)
    def use_message(self, nth: int, what: str) -> None:
        if what == "answer":
            self.world.answer(nth)
        elif what == "open":
            self.world.open(nth)
        elif what in SAID:
            self.world.respond(nth, what)
        elif what in ("red", ""):
            self.world.flag(nth, what)
        elif what == "unread":
            self.world.mark_unread(nth)
        elif what == "later":
            self.world.put_off(nth)
        else:
            self.world.move(nth, what)

    @rule(at_school=st.booleans())
    def wake(self, at_school: bool) -> None:
        self.world.wake(at_school=at_school)

    @rule(name=ONE)
    def sync(self, name: str) -> None:
        self.world.desks[name].sync()

    @rule(name=st.sampled_from(OTHERS), nth=NTH, what=WHAT)
    def meet(self, name: str, nth: int, what: str) -> None:
        """What the office and another wrote each other arrives, and one of them does something with it."""
        for one in ("office", name, "office"):
            self.world.desks[one].sync()
        if self.world.received():
            self.use_message(nth, what)

    @rule(name=ONE, fault=st.sampled_from(FAULTS))
    def push(self, name: str, fault: str) -> None:
        self.world.desks[name].push(fault)

    @rule(name=ONE, limit=st.sampled_from((1, 2, 5, 50)), fault=st.sampled_from(FAULTS))
    def pull(self, name: str, limit: int, fault: str) -> None:
        self.world.desks[name].pull(limit, fault)

    @rule(name=ONE, limit=st.sampled_from((2, 5, 50)), fault=st.sampled_from(FAULTS))
    def pull_again(self, name: str, limit: int, fault: str) -> None:
        """Pulling is what happens most."""
        self.world.desks[name].pull(limit, fault)

    @rule(name=ONE, to=st.sampled_from(OTHERS))
    def restore_under_way(self, name: str, to: str) -> None:
        """The server is restored while the answer to a command is still on its way."""
        self.world.back_up()
        self.world.send(name, (to,) if name == "office" else ("office",))
        self.world.desks[name].push("late")
        self.world.restore()
        self.world.desks[name].pull(50, "none")

    @precondition(lambda self: self.world.received())
    @rule(nth=NTH)
    def move_around_a_restore(self, nth: int) -> None:
        self.world.move_around_a_restore(nth)

    @rule(name=ONE)
    def search_and_count(self, name: str) -> None:
        """Making rows searchable falls between any two other steps."""
        self.world.desks[name].replica.index_pending(1)

    @precondition(lambda self: self.world.late)
    @rule(nth=NTH)
    def arrive(self, nth: int) -> None:
        self.world.deliver_late(nth)

    def teardown(self) -> None:
        try:
            checks.check_school(self.world)
            self.world.heal()
            checks.check_outcome(self.world)
        finally:
            self.world.close()
            self.place.cleanup()


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """The data folder of a fresh school, made once."""
    with tempfile.TemporaryDirectory(dir=RAM if RAM.is_dir() else None) as folder:
        with School.open(Path(folder, "server")):
            pass
        yield Path(folder, "server")


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.mark.parametrize("part", range(size(1, 4)))  # of the long run, so that each worker has some; drawn at random
def test_every_schedule_ends_with_all_the_same(
    template: Path, loop: asyncio.AbstractEventLoop, expect_log: Callable[..., None], part: int
) -> None:
    expect_log("a new epoch begins", required=False)
    SyncMachine.template, SyncMachine.loop = template, loop
    run_state_machine_as_test(
        SyncMachine,
        settings=settings(
            max_examples=size(100, 500),
            stateful_step_count=60,
            deadline=None,
            database=None,
            derandomize=not LONG,
            suppress_health_check=list(HealthCheck),
        ),
    )
