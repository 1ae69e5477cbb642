"""Between threads: what was committed reaches the screens once, and results reach only receivers that still live."""

import gc
import threading
import weakref
from collections.abc import Callable
from types import MappingProxyType

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.replica.changes import Changes, Touched
from ssdesk.ui import tasks
from ssdesk.ui.bridge import Bridge
from ssdesk.ui.collector import Collector


def touched(account: str, *keys: int) -> Changes:
    return Changes(MappingProxyType({account: Touched(keys=frozenset(keys))}))


class Ring:
    itself: object


class Screen(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.threads: set[QThread] = set()

    def take(self, what: object) -> None:
        self.seen.append(what)
        self.threads.add(QThread.currentThread())


def test_what_many_threads_tell_within_a_moment_arrives_once_and_on_the_main_thread(qtbot: QtBot) -> None:
    bridge, screen = Bridge(), Screen()
    bridge.changed.connect(screen.take)
    threads = [threading.Thread(target=bridge.tell, args=(touched("noor", number),)) for number in range(20)]
    with qtbot.waitSignal(bridge.changed, timeout=5000):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    qtbot.wait(120)
    assert screen.seen == [touched("noor", *range(20))]
    assert screen.threads == {QThread.currentThread()}


def test_changes_of_two_accounts_stay_apart_and_what_comes_later_comes_separately(qtbot: QtBot) -> None:
    bridge, screen = Bridge(), Screen()
    bridge.changed.connect(screen.take)
    with qtbot.waitSignal(bridge.changed, timeout=5000):
        bridge.tell(touched("noor", 1))
        bridge.tell(touched("milan", 2))
    with qtbot.waitSignal(bridge.changed, timeout=5000):
        bridge.tell(touched("noor", 3))
    assert screen.seen == [touched("noor", 1) | touched("milan", 2), touched("noor", 3)]


def test_a_closed_bridge_takes_everything_and_passes_nothing_on(qtbot: QtBot) -> None:
    bridge, screen = Bridge(), Screen()
    bridge.changed.connect(screen.take)
    bridge.tell(touched("noor", 1))
    bridge.close()
    bridge.tell(touched("noor", 2))
    qtbot.wait(120)
    assert screen.seen == []


def test_a_result_arrives_on_the_main_thread_from_another_one(qtbot: QtBot) -> None:
    screen = Screen()
    tasks.run(screen, threading.get_ident, screen.take, screen.take)
    qtbot.waitUntil(lambda: bool(screen.seen), timeout=5000)
    assert screen.seen != [threading.get_ident()]
    assert screen.threads == {QThread.currentThread()}


def test_an_error_a_person_must_be_told_arrives_as_it_is(qtbot: QtBot) -> None:
    screen, problem = Screen(), NoConnection("The school does not answer.", retry=True)

    def work() -> None:
        raise problem

    tasks.run(screen, work, lambda _: None, screen.take)
    qtbot.waitUntil(lambda: screen.seen == [problem], timeout=5000)


def test_our_own_mistake_is_logged_and_becomes_an_apology(qtbot: QtBot, expect_log: Callable[..., None]) -> None:
    expect_log(r"ERROR ssdesk\.ui\.tasks: a task failed[\s\S]*ZeroDivisionError")
    screen = Screen()
    tasks.run(screen, lambda: 1 // 0, lambda _: None, screen.take)
    qtbot.waitUntil(lambda: bool(screen.seen), timeout=5000)
    assert isinstance(screen.seen[0], SsdeskError)
    assert screen.seen[0].code == "our-fault"


@pytest.mark.parametrize("deleted_by", ["python", "qt"])
def test_a_receiver_that_is_gone_is_not_called(qtbot: QtBot, deleted_by: str) -> None:
    screen, other, go = Screen(), Screen(), threading.Event()
    called: list[object] = []
    tasks.run(screen, go.wait, called.append, called.append)
    if deleted_by == "qt":
        delete(screen)
    else:
        del screen
    tasks.run(other, lambda: "later", other.take, other.take)
    go.set()
    qtbot.waitUntil(lambda: other.seen == ["later"], timeout=5000)
    tasks.run(other, lambda: "last", other.take, other.take)
    qtbot.waitUntil(lambda: other.seen[-1] == "last", timeout=5000)
    qtbot.wait(20)
    assert called == []


def test_after_the_end_no_result_is_delivered(qtbot: QtBot) -> None:
    screen, go = Screen(), threading.Event()
    tasks.run(screen, go.wait, screen.take, screen.take)
    go.set()
    tasks.finish()
    qtbot.wait(20)
    assert screen.seen == []


def test_garbage_is_collected_on_the_main_thread_whoever_made_it(qtbot: QtBot) -> None:
    gc.enable()
    owner = QObject()
    collector = Collector(owner)
    collected: list[str] = []
    kept: list[list[int]] = []

    def litter() -> None:
        ring = Ring()
        ring.itself = ring
        weakref.finalize(ring, lambda: collected.append(threading.current_thread().name))
        del ring
        kept.extend([number] for number in range(200_000))

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert collected == []
    qtbot.waitUntil(lambda: bool(collected), timeout=20_000)
    assert collected == ["MainThread"]
    collector.stop()
    assert gc.isenabled()
