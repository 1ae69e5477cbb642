"""The open message, if one sent it oneself: what became of it, reminding, taking back, not sending it at its moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.replica import copies
from ssdesk.replica.actions import SendMessage, Withdraw
from ssdesk.replica.receipts import Summary
from ssdesk.ui import texts
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.receipts import Overview
from ssdesk.ui.inbox.reminder import Reminder
from ssdesk.ui.question import Question
from ssdesk.ui.tried import tried


class Sent(QObject):
    """`trouble` carries an SsdeskError; `kept` comes when what was to leave at its moment is a draft again."""

    trouble = Signal(object)
    kept = Signal()

    def __init__(self, household: Household, overview: Overview, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._overview = household, overview
        self._message: Opened | None = None
        overview.remind_asked.connect(self._ask_words)
        overview.take_back_asked.connect(self._ask_taking_back)
        overview.stop_asked.connect(self._stop)
        overview.dismiss_asked.connect(self._dismiss)
        overview.keep_asked.connect(self._keep)
        overview.failed.connect(self.trouble)

    def show(self, message: Opened) -> None:
        """As it is now."""
        self._message = message
        receipts = self._household.replica(message.about.account).receipts
        own = message.row.kind == "sent_message" and not message.row.state
        summary = receipts.summary(message.row.id) if own else None
        why = message.detail.problem if own else None
        self._overview.show_message(message.row, summary, receipts, message.expected, why)

    # ---- Reminding ---------------------------------------------------------------------------------------------------
    def _ask_words(self) -> None:
        message, summary = self._message, self._overview.summary
        if message is None or summary is None:
            return
        question = Reminder(self._overview.window(), message.row, summary)
        question.send_asked.connect(lambda subject, text: self._remind(question, message, subject, text))
        question.open()

    def _remind(self, question: Reminder, message: Opened, subject: str, text: str) -> None:
        """As any message: it waits in the outbox for as long as it can be taken back."""
        row, summary = message.row, self._overview.summary
        action = SendMessage(
            to=[], subject=subject, body=text, pupil=row.pupil, remind=row.id, mailbox=row.mailbox or None
        )
        try:
            self._household.send(message.about.account, action, summary.silent if summary is not None else 0)
        except SsdeskError as error:
            question.complain(" ".join(texts.error(error)).strip())
            return
        question.accept()

    # ---- Taking back -------------------------------------------------------------------------------------------------
    def _ask_taking_back(self) -> None:
        message, summary = self._message, self._overview.summary
        if message is None or summary is None:
            return
        if not summary.counts[copies.UNTOUCHED]:
            self._ask_cancelling(message, summary)
            return
        count, read = summary.counts[copies.UNTOUCHED], summary.total - summary.counts[copies.UNTOUCHED]
        question = Question(
            self._overview.window(),
            self.tr("Take this message back?"),
            self._what_goes(summary),
            self.tr("Take back from {n}").format(n=texts.count(count)),
            hint=" ".join(self._who_keeps(read)),
            role="danger",
        )
        question.accepted.connect(lambda: self._do(message, Withdraw(message.row.id)))
        question.open()

    def _ask_cancelling(self, message: Opened, summary: Summary) -> None:
        """All have read it: it stays with them, and asks nothing any more."""
        question = Question(
            self._overview.window(),
            self.tr("Ask no answer any more?"),
            self.tr("Those who have not answered are told that it is not needed any more: {n}.").format(
                n=texts.count(summary.silent)
            ),
            self.tr("Ask no more"),
            hint=self.tr("Everybody keeps the message. This cannot be undone."),
            role="primary",
        )
        question.accepted.connect(lambda: self._do(message, Withdraw(message.row.id)))
        question.open()

    def _what_goes(self, summary: Summary) -> str:
        count = texts.count(summary.counts[copies.UNTOUCHED])
        said = self.tr("It disappears for those who have not read it: {n} of {count}. This cannot be undone.")
        return said.format(n=count, count=texts.count(summary.total))

    def _who_keeps(self, read: int) -> list[str]:
        said = [self.tr("Those who have read it keep it: {n}.").format(n=texts.count(read))] if read else []
        summary = self._overview.summary
        if read and summary is not None and summary.asks:
            said.append(self.tr("They are told that no answer is needed any more."))
        return [*said, self.tr("Who reads it before the school hears of this keeps it too.")]

    def _stop(self) -> None:
        """Nothing is taken back after all: it had not left yet."""
        message, back = self._message, self._back()
        if message is not None and back:
            self._try(lambda: self._household.replica(message.about.account).outbox.withdraw(back))

    def _dismiss(self) -> None:
        message, back = self._message, self._back()
        if message is not None and back:
            self._try(lambda: self._household.replica(message.about.account).outbox.dismiss(back))

    def _back(self) -> str:
        summary = self._overview.summary
        return summary.taking_back.id if summary is not None and summary.taking_back is not None else ""

    # ---- At its moment -----------------------------------------------------------------------------------------------
    def _keep(self) -> None:
        message = self._message
        if message is not None and self._do(message, Withdraw(message.row.id)):
            self.kept.emit()

    def _do(self, message: Opened, action: Withdraw) -> bool:
        return self._try(lambda: self._household.do(message.about.account, action))

    def _try(self, act: Callable[[], object]) -> bool:
        return tried(act, self.trouble.emit)
