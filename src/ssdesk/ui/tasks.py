"""Work outside the main thread: a function runs in the pool, its result arrives at a receiver on the main thread.

`run` may be called on the main thread only. A receiver that was deleted meanwhile is not called. A function raises
SsdeskError for what a person must be told; anything else is our fault: it is logged, and the receiver gets an apology.
"""

import logging
import weakref
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError

log = logging.getLogger(__name__)
T = TypeVar("T")


class _Task(msgspec.Struct, frozen=True, eq=False):
    receiver: "weakref.ref[QObject]"
    done: Callable[[Any], None]
    failed: Callable[[SsdeskError], None]


def run(
    receiver: QObject,
    function: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[SsdeskError], None],
) -> None:
    """Run `function` in the pool; then `done` with its result or `failed` with its error, while `receiver` lives."""
    _line().start(function, _Task(weakref.ref(receiver), done, failed))


def finish(within_s: float | None = None) -> bool:
    """Wait until all running functions have ended; their results are no longer delivered. For the end of the
    application; afterwards `run` may be used again (tests). `within_s`: no longer than that; false when one still runs,
    as a keyring's question that nobody answers."""
    return _line().finish(-1 if within_s is None else round(within_s * 1000))


def apology() -> SsdeskError:
    """What a person is told when we made a mistake."""
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "Something went wrong in ssdesk. We are sorry."),
        QT_TRANSLATE_NOOP("errors", "Your messages are safe. Try again, or close ssdesk and open it again."),
        retry=True,
        code="our-fault",
    )


class _Line(QObject):
    """Lives on the main thread; workers hand their results to it through a queued signal."""

    _ended = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(3)
        self._tasks: set[_Task] = set()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, function: Callable[[], Any], task: _Task) -> None:
        self._tasks.add(task)
        self._pool.start(lambda: self._work(function, task))

    def finish(self, within_ms: int) -> bool:
        self._tasks.clear()
        return self._pool.waitForDone(within_ms)

    def _work(self, function: Callable[[], Any], task: _Task) -> None:
        """On a thread of the pool."""
        try:
            result, problem = function(), None
        except SsdeskError as error:
            result, problem = None, error
        except Exception:
            log.exception("a task failed")
            result, problem = None, apology()
        self._ended.emit(task, result, problem)

    def _deliver(self, task: _Task, result: object, problem: SsdeskError | None) -> None:
        if task not in self._tasks:
            return
        self._tasks.remove(task)
        receiver = task.receiver()
        if receiver is None or not isValid(receiver):
            return
        if problem is None:
            task.done(result)
        else:
            task.failed(problem)


@lru_cache(maxsize=1)
def _line() -> _Line:
    return _Line()
