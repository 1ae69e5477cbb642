"""Killed at any moment: nothing shown as queued is lost, nothing is sent twice, and the file is whole."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from pathlib import Path

from ssdesk.protocol.commands import CommandAnswer
from ssdesk.protocol.kinds import Account
from ssdesk.replica import Replica
from tests.replica.feed_school import KEY, ME, Clock, FeedSchool, check_sums, expected, visible
from tests.sizes import size

ROOT = Path(__file__).parents[2]


def test_killed_at_any_moment_nothing_queued_is_lost_or_doubled(tmp_path: Path) -> None:
    school = FeedSchool()
    school.put("account", Account(ME, "co", "noor", "Els", "mother", "active"))
    (tmp_path / "school.bin").write_bytes(pickle.dumps(school))
    rng, queued = random.Random(20), set[str]()
    for seed in range(size(8, 100)):
        queued |= work_and_die(tmp_path, seed, rng.uniform(0.02, 0.6))
        school = pickle.loads((tmp_path / "school.bin").read_bytes())  # noqa: S301 - our own
        replica = Replica.open(tmp_path / "replica", KEY, Clock(), lambda _: None)
        assert replica.recovered is None
        check_sums(replica)
        with replica._database.reading() as connection:
            kept = {id_ for (id_,) in connection.execute("SELECT id FROM outbox WHERE state <> 'refused'")}
        assert queued <= kept
        replica.close()
    replica = Replica.open(tmp_path / "replica", KEY, Clock(), lambda _: None)
    while commands := replica.outbox.waiting(2**60, 50):
        replica.outbox.mark_tried(commands)
        answer = CommandAnswer(school.epoch, [school.command(command, 7) for command in commands])
        replica.outbox.take_answer(answer)
    school.sync(replica)
    shown = {key: body for key, body in visible(replica).items() if key[0] != "draft"}
    assert shown == expected(school)
    assert replica.fact("mismatches") == ""
    assert all(school.effects[id_] == 1 for id_ in queued)
    assert [draft.body[:7] for draft in replica.drafts.all()] == ["Versie "]
    check_sums(replica)
    replica.close()


def work_and_die(folder: Path, seed: int, seconds: float) -> set[str]:
    """The ids of messages that it had said to be queued when it was killed."""
    command = [sys.executable, "-m", "tests.replica.killed", str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(seconds)
            raise AssertionError("it ended by itself")
        except subprocess.TimeoutExpired:
            process.kill()
        lines = process.stdout.read().split("\n")
    return {line for line in lines if len(line) == 32}
