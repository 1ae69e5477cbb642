"""Closing the program while a message has not left: the person decides what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.replica.actions import SendMessage
from ssdesk.ui.outbox_card import Outgoing, outgoing, seconds_left
from ssdesk.ui.question import Question
from ssdesk.ui.shown import shown

LOOK_EVERY_MS = 100
LOOKS = 50  # before the program closes without the school's answer; the message stays in the outbox


class Leaving(QObject):
    """`close` ends the program, `trouble` says an error in the window."""

    def __init__(
        self, household: Household, window: QWidget, close: Callable[[], None], trouble: Callable[[SsdeskError], None]
    ) -> None:
        super().__init__(window)
        self._household, self._window, self._close, self._trouble = household, window, close, trouble
        self._going: set[str] = set()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.question: Question | None = None

    def may_close(self) -> bool:
        """False: a message waits, and the person is asked first; or it is just leaving."""
        if self._timer.isActive():
            return False
        held, waiting = self._held(), self._waiting()
        if self.question is None:
            if held:
                self._ask(held)
            elif waiting:
                self._ask_of_waiting(waiting)
        return not waiting

    def _waiting(self) -> list[Outgoing]:
        """The messages that are not at the school yet."""
        found = outgoing(self._household)
        return [out for out in found if out.item.type == SendMessage.type and out.item.state == "waiting"]

    def _held(self) -> list[Outgoing]:
        """Those that can still be taken back."""
        return [out for out in self._waiting() if seconds_left(out.item)]

    def _ask(self, held: list[Outgoing]) -> None:
        title = self.tr("A message has not left yet.")
        text = self.tr("“{subject}” can still be taken back.").format(subject=shown(held[0].item.subject))
        if len(held) > 1:
            title = self.tr("{n} messages have not left yet.").format(n=len(held))
            text = self.tr("They can still be taken back.")
        offline = self._household.summary().state == "offline"
        hint = self.tr("There is no connection now: they leave when ssdesk is open and has one.") if offline else ""
        question = self.question = Question(
            self._window,
            title,
            text,
            self.tr("Send now"),
            no=self.tr("Back"),
            other=self.tr("At the next start"),
            hint=hint,
        )
        question.accepted.connect(self._send_now)
        question.other_chosen.connect(self._close)
        self._open(question)

    def _ask_of_waiting(self, waiting: list[Outgoing]) -> None:
        """They are being sent, or wait for a line."""
        title = self.tr("A message has not left yet.")
        offline = self._household.summary().state in ("offline", "blocked")
        text = self.tr("“{subject}” waits for a connection.") if offline else self.tr("“{subject}” is being sent.")
        text = text.format(subject=shown(waiting[0].item.subject))
        if len(waiting) > 1:
            title = self.tr("{n} messages have not left yet.").format(n=len(waiting))
            text = self.tr("They wait for a connection.") if offline else self.tr("They are being sent.")
        hint = self.tr("Nothing is lost: they leave when ssdesk is open again and has a connection.")
        yes = self.tr("Close all the same")
        question = self.question = Question(self._window, title, text, yes, no=self.tr("Back"), hint=hint)
        question.accepted.connect(self._close)
        self._open(question)

    def _open(self, question: Question) -> None:
        question.finished.connect(self._asked)
        question.open()

    def _asked(self) -> None:
        self.question = None

    def _send_now(self) -> None:
        self._going = {out.item.id for out in self._waiting()}
        try:
            self._household.send_now()
        except SsdeskError as error:
            self._trouble(error)
            return
        self._looks = 0
        self._timer.start()

    def _look(self) -> None:
        """Closes once they have left, and when they cannot; one that the school refused keeps the program open."""
        self._looks += 1
        mine = [out.item.state for out in outgoing(self._household) if out.item.id in self._going]
        if "refused" in mine:
            self._timer.stop()
        elif not mine or self._looks >= LOOKS or self._household.summary().state in ("offline", "blocked"):
            self._timer.stop()
            self._close()
