"""Histories written by hand: for each way to break our code (`broken_variants`) the few steps of the machine that show
it. Random ones find some of them only after hours."""

from __future__ import annotations

from typing import Any

from tests.machines.test_sync_machine import SyncMachine

Step = tuple[str, dict[str, Any]]  # a rule of the machine and its arguments


class Played(SyncMachine):
    """The machine, under a name of its own so that a broken run leaves the right one alone."""


def play(steps: tuple[Step, ...]) -> None:
    """Violation, or whatever broken code raises: a step or the rest after all of them shows that something is wrong."""
    machine = Played()
    machine.begin()
    machine.world.turns = 40
    try:
        for rule, arguments in steps:
            getattr(machine, rule)(**arguments)
    finally:
        machine.teardown()


def _step(rule: str, **arguments: Any) -> Step:
    return rule, arguments


def _put(name: str, *scopes: str) -> Step:
    return _step("put", name=name, scopes=frozenset(scopes))


def _teach(*classes: str) -> Step:
    """The teacher has these classes from now on."""
    return _step("change_grants", classes=frozenset(classes), noor_in="4B", which=True)


def _keep(what: str) -> Step:
    return _step("keep", what=what, back=0)


def _write(name: str, to: str, how: str = "") -> Step:
    return _step("write", name=name, to=frozenset({to}), how=how)


def _use(what: str, nth: int = 0) -> Step:
    return _step("use_message", nth=nth, what=what)


def _sync(name: str) -> Step:
    return _step("sync", name=name)


def _wait(seconds: int, *, slow: bool = False) -> Step:
    return _step("wait", seconds=seconds, slow=slow)


_TAKE_BACK = _step("use_own", nth=0, what="take back")
_ARRIVE = _step("arrive", nth=0)
_ARRIVED = (_write("office", "mother"), _sync("office"), _sync("mother"))  # a letter of the office at the mother
_TO_BOTH = (_step("write", name="office", to=frozenset({"mother", "father"}), how=""), _sync("office"), _sync("mother"))
_READ_BY_ONE_AND_TAKEN_BACK = (_use("open"), _sync("mother"), _TAKE_BACK, _sync("office"))
_GONE = (_put("note 1", "g:all"), _sync("mother"), _put("note 1"))  # a note that she has and that is no more

STEPS: dict[str, tuple[Step, ...]] = {
    "no_floor": (*_GONE, _keep("purge")),
    "same_epoch": (_keep("back up"), *_ARRIVED, _keep("restore")),
    "no_dedupe": (_write("mother", "office"), _step("push", name="mother", fault="doubled")),
    "epoch_of_commands_ignored": (*_ARRIVED, _step("move_around_a_restore", nth=0)),
    "no_refcount": (_put("note 1", "cs:4B", "g:all"), _sync("teacher"), _teach()),
    "no_drop": (_put("note 1", "cs:4B"), _sync("teacher"), _teach()),
    "late_page": (
        _sync("mother"),
        _put("note 1", "g:all"),
        _step("pull", name="mother", limit=50, fault="late"),
        _put("note 1", "a:mother"),
        _sync("mother"),
        _ARRIVE,
    ),
    "late_answer": (_sync("mother"), _step("restore_under_way", name="mother", to="mother"), _ARRIVE),
    "no_journal": (_sync("office"), _keep("back up"), *_ARRIVED, _keep("restore")),
    "flags_not_in_the_journal": (*_ARRIVED, _keep("back up"), _use("red"), _sync("mother"), _keep("restore")),
    "receipt_on_sync": _ARRIVED,
    "counter_forgotten": (*_ARRIVED, _use("archive")),
    "index_kept": (
        _put("news 1", "cs:4B"),
        _sync("teacher"),
        _step("search_and_count", name="teacher"),
        _teach(),
    ),
    "global_cursor": (
        _put("note 1", "cs:5A"),
        _sync("teacher"),
        _teach("4B", "5A"),
        _step("pull", name="teacher", limit=50, fault="none"),
        _put("note 2", "a:mother"),
    ),
    "deletes_ignored": _GONE,
    "withdraw_leaves_the_copy": (*_ARRIVED, _TAKE_BACK, _sync("office")),
    "withdraw_takes_what_was_opened": (*_ARRIVED, _use("open"), _sync("mother"), _TAKE_BACK),
    "withdraw_forgets_who_had_read_it": (
        _keep("back up"),
        *_TO_BOTH,
        *_READ_BY_ONE_AND_TAKEN_BACK,
        _keep("restore"),
        _sync("office"),
    ),
    "withdraw_forgets_where_it_was": (
        *_TO_BOTH,
        _use("archive"),
        _sync("mother"),
        _keep("back up"),
        *_READ_BY_ONE_AND_TAKEN_BACK,
        _keep("restore"),
        _sync("office"),
    ),
    "schedule_sent_twice": (_write("office", "mother", "later"), _sync("office"), _wait(120), _wait(5)),
    "cancelled_is_sent": (
        _write("office", "mother", "later"),
        _sync("office"),
        _wait(120, slow=True),
        _TAKE_BACK,
        _sync("office"),
        _wait(5),
    ),
    "leaves_at_once": (_write("mother", "office", "undo"), _sync("mother")),
    "undone_is_sent": (_write("mother", "office", "undo"), _TAKE_BACK),
    "reminds_everybody": (
        _step("write_to_group", name="office", group="4B", how="confirm"),
        _sync("office"),
        _sync("mother"),
        _use("asked"),
        _sync("mother"),
        _sync("office"),
        _step("use_own", nth=0, what="remind"),
    ),
}

SOUND: dict[str, tuple[Step, ...]] = {
    "said_without_opening": (
        *_TO_BOTH,
        _use("talk"),
        _sync("mother"),
        _sync("office"),
        _step("use_own", nth=0, what="remind"),
    ),
    "talk_after_the_answer": (*_ARRIVED, _use("answer"), _sync("mother"), _wait(60), _use("talk")),
    "talk_with_the_answer": (*_ARRIVED, _use("answer"), _use("talk")),
}
"""Histories that went wrong, or were judged so."""
