"""Telling the others who hold a shared mailbox that one answers a message of it, and being told so by them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.mailboxes import Answering
from ssdesk.replica.inbox import MessageRow
from ssdesk.ui import tasks
from ssdesk.ui.question import Question
from ssdesk.ui.shown import shown

AGAIN_S = 5 * 60  # while somebody goes on typing; the school forgets it 15 minutes after it was told last
RETRY_S = 30  # after the school could not be reached


class _Told(NamedTuple):
    account: str
    message: str
    on: bool


class Claim(QObject):
    """`answered` carries the message and whether the others see now that one answers it. Nothing of it waits for a
    connection: later it would not be true."""

    answered = Signal(str, bool)

    def __init__(self, household: Household, parent: QObject) -> None:
        super().__init__(parent)
        self._household = household
        self._held: tuple[str, str] | None = None
        self._not_before = 0.0
        self._queue: deque[_Told] = deque()  # one after the other: the school hears them in this order
        self._busy = False

    def hold(self, account: str, message: str) -> None:
        """Somebody types an answer to this message."""
        now = time.monotonic()
        if self._held != (account, message):
            self.release()
            self._held, self._not_before = (account, message), 0.0
        if now >= self._not_before:
            self._not_before = now + AGAIN_S
            self._tell(_Told(account, message, on=True))

    def release(self) -> None:
        """They thought better of it."""
        held, self._held = self._held, None
        if held is not None:
            self._tell(_Told(*held, on=False))

    def give_up(self, account: str, message: str) -> None:
        """The answer to this message was thrown away: one that was taken back after it was sent is not held any more,
        and the others still see it; so may one that was begun before the program was started."""
        if self._held == (account, message):
            self._held = None
        self._tell(_Told(account, message, on=False))

    def forget(self) -> None:
        """It was sent: the school ends it when it has the answer."""
        self._held = None

    def _tell(self, told: _Told) -> None:
        self._queue.append(told)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._queue)
        if self._queue:
            told = self._queue.popleft()
            work = partial(self._household.tell_answering, told.account, told.message, on=told.on)
            tasks.run(self, work, partial(self._done, told), partial(self._failed, told))

    def _done(self, told: _Told, taken: bool) -> None:
        if told.on and self._held == (told.account, told.message):
            if not taken:
                self._not_before = time.monotonic() + RETRY_S
            self.answered.emit(told.message, taken)
        self._next()

    def _failed(self, told: _Told, _error: SsdeskError) -> None:
        self._done(told, taken=False)


def others_answering(household: Household, account: str, row: MessageRow) -> list[Answering]:
    """Who else is writing an answer to this message of a shared mailbox."""
    if not row.mailbox or row.kind != "message":
        return []
    return household.replica(account).mailboxes.answering(row.id, household.home(account).account)


def why_not_yet(household: Household, account: str, message: str, *, answered_before: bool) -> str:
    """One sentence to read before an answer to a message of a shared mailbox is sent; "" where nothing speaks against
    it. `answered_before`: it had an answer already when this one was begun."""
    detail = household.replica(account).inbox.message(message)
    if detail is None:
        return ""
    if others := others_answering(household, account, detail.row):
        said = QCoreApplication.translate("Claim", "{name} is writing an answer to this message too.")
        return said.format(name=shown(others[0].name))
    if detail.row.mailbox and detail.row.answered_at is not None and not answered_before:
        return QCoreApplication.translate("Claim", "Somebody else has answered this message meanwhile.")
    return ""


def ask_first(parent: QWidget, why: str, send: Callable[[], None]) -> None:
    """Sends at once, or where something speaks against it when the person says so."""
    if not why:
        send()
        return
    question = Question(
        parent,
        QCoreApplication.translate("Claim", "Send your answer all the same?"),
        why,
        QCoreApplication.translate("Claim", "Send all the same"),
        no=QCoreApplication.translate("Claim", "Look first"),
    )
    question.accepted.connect(send)
    question.open()
