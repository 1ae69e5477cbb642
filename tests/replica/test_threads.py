"""The window reads and acts while the sync applies pages; the first picture needs little."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ssdesk.errors import SsdeskError
from ssdesk.protocol.kinds import Message
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.replica import Replica
from ssdesk.replica.actions import OpenMessage, SendMessage
from ssdesk.replica.changes import Changes, Touched
from ssdesk.replica.database import Cancelled
from ssdesk.replica.inbox import Filter
from tests.replica.feed_school import Clock, FeedSchool, check_sums

Letter = Callable[..., Message]


def test_the_window_reads_and_acts_while_pages_are_applied(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    for number in range(2000):
        school.put("message", letter(number))
    errors: list[BaseException] = []

    def sync() -> None:
        try:
            school.sync(replica, 300)
            while replica.index_pending(200):
                pass
        except BaseException as error:  # noqa: BLE001 - shown by the test
            errors.append(error)

    thread = threading.Thread(target=sync)
    thread.start()
    done = 0
    while thread.is_alive():
        page = replica.inbox.first_page(Filter())
        keys = replica.inbox.keys(Filter())
        assert list(keys) == sorted(keys, reverse=True)
        replica.inbox.keys(Filter(words="tekst"))
        if page:
            done += replica.do(OpenMessage(message=page[0].id)) is not None
        done += replica.do(SendMessage(to=["c" * 32], subject="S", body="B")) is not None
    thread.join()
    assert errors == []
    assert done > 2
    assert replica.outbox.count_waiting() == done
    assert len(replica.inbox.keys(Filter())) == 2000
    check_sums(replica)


def test_what_is_told_can_be_read_and_written_upon_at_once(
    tmp_path: Path, clock: Clock, school: FeedSchool, letter: Letter
) -> None:
    seen: list[int] = []

    def tell(changes: Changes) -> None:
        assert all(changes.by_account.values())
        if any("message" in touched.kinds for touched in changes.by_account.values()):
            seen.append(len(replica.inbox.keys(Filter())))
            replica.set_setting("told", str(len(seen)))

    replica = Replica.open(tmp_path / "r", bytes(32), clock, tell)
    school.put("message", letter(1))
    school.sync(replica)
    school.put("message", letter(2))
    school.sync(replica)
    assert seen == [1, 2]
    assert replica.setting("told") == "2"
    replica.close()


def test_a_closed_replica_answers_nobody(open_replica: Callable[[], Replica]) -> None:
    replica = open_replica()
    replica.close()
    replica.close()
    with pytest.raises(Cancelled):
        replica.inbox.counts()
    with pytest.raises(SsdeskError, match="locked"):
        replica.take_other_epoch(OtherEpoch("e1", ""))


def test_changes_join() -> None:
    one = Changes({"a": Touched({"message": frozenset("1")}, frozenset([1]))})
    two = Changes(
        {"a": Touched({"message": frozenset("2"), "pupil": frozenset("3")}, outbox=True), "b": Touched(status=True)}
    )
    joined = one | two
    assert joined.by_account["a"] == Touched(
        {"message": frozenset("12"), "pupil": frozenset("3")}, frozenset([1]), outbox=True
    )
    assert joined.by_account["b"].status
    assert not Touched()


def test_reading_the_first_page_imports_nothing_slow() -> None:
    slow = ("sqlalchemy", "httpx2", "keyring", "reportlab", "cryptography", "starlette", "PySide6", "nh3")
    code = f"import sys, ssdesk.replica; print([name for name in {slow!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
