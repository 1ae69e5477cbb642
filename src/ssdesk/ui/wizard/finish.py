"""The e-mail address is confirmed, and the account is ready."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, Card, CodeField, Label, Toggle
from ssdesk.ui.wizard.activation import Activation, Outcome
from ssdesk.ui.wizard.page import Page

LOOK_EVERY_MS = 4000  # whether the link in the mail was used meanwhile


class ConfirmEmailPage(Page):
    """The code of the mail is typed here, or the link in it is used; which of both does not matter."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("Confirm your e-mail address"))
        self.code = CodeField(self.tr("Code from the mail"), 6, self)
        self.code.completed.connect(lambda _: self.submit())
        self.code.textChanged.connect(lambda _: self.changed.emit())
        box = Card(self.tr("No mail?"), self, ground="background")
        self.change = Button(self.tr("Change the address"), "link", box)
        self.change.clicked.connect(self._change)
        self.again = Button(self.tr("Send the mail again"), "link", box)
        self.again.clicked.connect(self._send_again)
        self._later = Label("", "muted", box)
        box.body.addWidget(Label(self.tr("Look among unwanted mail."), "text", box))
        for part in (self.change, self.again, self._later):
            box.body.addWidget(part)
        box.body.addWidget(
            Label(self.tr("If it does not work, the school office can confirm your address."), "text", box, wrap=True)
        )
        self.body.addWidget(self.code)
        self.body.addWidget(box)
        self.body.addWidget(
            Label(self.tr("You may close this window: we go on here when you come back."), "muted", self, wrap=True)
        )
        self.body.addStretch(1)
        self._tick, self._look = QTimer(self), QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_whether_confirmed)
        self._resend_at = 0.0

    def why_not(self) -> str:
        return "" if len(self.code.text()) == 6 else self.tr("Waiting for your confirmation.")

    def note(self) -> str:
        return self.tr("waiting for your confirmation")

    def enter(self) -> None:
        state = self.activation.state
        if state is not None:
            self.intro.setText(
                self.tr("We sent a mail to {address}. Click the link in that mail, or type the code here.").format(
                    address=state.email
                )
            )
            wait = 60.0 if state.resend_at is None else max(0.0, state.resend_at / 1000 - self._school_now())
            self._resend_at = time.monotonic() + wait
        self._count_down()
        self._tick.start()
        self._look.start()
        self.code.setFocus()

    def _school_now(self) -> float:
        """The server's clock as far as we know it, in seconds."""
        return texts.now().timestamp()

    def leave(self) -> None:
        self._tick.stop()
        self._look.stop()
        self.code.clear()

    def _count_down(self) -> None:
        left = round(self._resend_at - time.monotonic())
        self.again.setVisible(left <= 0)
        self._later.setVisible(left > 0)
        self._later.setText(self.tr("Sending again is possible in {seconds} s.").format(seconds=max(left, 0)))

    def _look_whether_confirmed(self) -> None:
        if not self.busy and not self.code.text():
            self.ask(self.activation.refresh, lambda _: self._went_on_elsewhere())

    def _went_on_elsewhere(self) -> None:
        if self.activation.page != "email":
            self.went_on.emit()

    def _send_again(self) -> None:
        self.ask(self.activation.send_mail_again, lambda _: self.enter())

    def _change(self) -> None:
        self.ask(lambda: self.activation.details_correct(correct=False), lambda _: self.turned.emit("details"))

    def back(self) -> bool:
        self._change()
        return True

    def submit(self) -> None:
        code = self.code.text()
        if len(code) == 6:
            self.go_on(lambda: self.activation.confirm_email(code))

    def refused(self, error: SsdeskError) -> None:
        if isinstance(error, NoConnection) and not self.code.text():
            return  # only the quiet look was in vain; the next one comes by itself
        self.code.set_failed(True)
        self.show_error(error)
        self.code.selectAll()
        self.code.setFocus()


class FinishPage(Page):
    """Active. Another child can be added, and how to be told of messages is chosen."""

    done = Signal(object)  # Outcome

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("Your account is ready"))
        card = Card(self.tr("How do you want to hear of new messages?"), self)
        self.on_desktop = Toggle(
            self.tr("A notice on this computer"), card, detail=self.tr("school days, 7:00 to 18:00")
        )
        self.on_desktop.setChecked(True)
        self.by_email = Toggle(self.tr("An e-mail, without its content"), card)
        card.body.addWidget(self.on_desktop)
        card.body.addWidget(self.by_email)
        self.body.addWidget(card)
        children = Card(self.tr("More children?"), self)
        children.body.addWidget(
            Label(
                self.tr("Each child has a letter of its own, also at another school. You see all of them together."),
                "muted",
                children,
                wrap=True,
            )
        )
        self.another = Button(self.tr("Add another child"), "secondary", children)
        self.another.clicked.connect(lambda: self._end(another=True))
        children.body.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(children)
        self.body.addStretch(1)

    def next_text(self) -> str:
        return self.tr("Open my messages")

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        state = self.activation.state
        if state is not None and self.activation.school is not None:
            self.intro.setText(
                self.tr("You are signed in at {school} for {child}.").format(
                    school=self.activation.school.short_name, child=state.pupil_name or state.name
                )
            )

    def submit(self) -> None:
        self._end(another=False)

    def _end(self, *, another: bool) -> None:
        notify = (self.on_desktop.isChecked(), self.by_email.isChecked())
        outcome: Outcome = self.activation.outcome(notify, another=another)
        self.done.emit(outcome)
