"""The e-mail address is confirmed, and the account is ready."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.protocol.session import SessionState
from ssdesk.ui.widgets import Button, Card, CodeField, Label, Toggle
from ssdesk.ui.wizard.activation import Activation, Outcome
from ssdesk.ui.wizard.page import Page

LOOK_EVERY_MS = 4000  # whether the link in the mail was used meanwhile
DIGITS = 6


class ConfirmEmailPage(Page):
    """The code of the mail is typed here, or the link in it is used; which of both does not matter."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent, rich=True)
        self.title.setText(self.tr("Confirm your e-mail address"))
        self.code = CodeField(self.tr("Code from the mail"), DIGITS, self)
        self.code.completed.connect(lambda _: self.submit())
        self.code.textChanged.connect(lambda _: self.changed.emit())
        box = Card(self.tr("No mail?"), self, ground="background", gap=5)
        self.change = Button(self.tr("Change the address"), "link", box)
        self.change.clicked.connect(self._change)
        self.again = Button(self.tr("Send the mail again"), "link", box)
        self.again.clicked.connect(self._send_again)
        self.later = Label("", "muted", box, wrap=True)
        box.body.addWidget(Label(self.tr("Look among unwanted mail."), "text", box, wrap=True))
        box.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        box.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)
        box.body.addWidget(self.later)
        office = self.tr("If it does not work, the school office can confirm your address.")
        box.body.addWidget(Label(office, "text", box, wrap=True))
        self.body.addWidget(self.code)
        self.body.addWidget(box)
        stay = self.tr("You may close this window: we go on here when you come back.")
        self.body.addWidget(Label(stay, "muted", self, wrap=True))
        self.body.addStretch(1)
        self._tick, self._look = QTimer(self), QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self.look_whether_confirmed)

    def why_not(self) -> str:
        return "" if len(self.code.text()) == DIGITS else self.tr("Waiting for your confirmation.")

    def note(self) -> str:
        return self.tr("waiting for your confirmation")

    def enter(self) -> None:
        state = self.activation.state
        if state is not None:
            sent = self.tr("We sent a mail to {address}. Click the link in that mail, or type the code here.")
            self.intro.setText(escape(sent, quote=False).format(address=f"<b>{escape(state.email)}</b>"))
        self._count_down()
        self._tick.start()
        self._look.start()
        self.code.setFocus()

    def leave(self) -> None:
        self._tick.stop()
        self._look.stop()
        self.code.clear()

    def _count_down(self) -> None:
        """A mail can be sent again from the moment on that the school said, by its own clock."""
        state = self.activation.state
        at = state.resend_at if state is not None else None
        left = 0 if at is None else at - self.activation.school_now
        self.again.setVisible(left <= 0)
        self.later.setVisible(left > 0)
        seconds = max(round(left / 1000), 1)
        self.later.setText(self.tr("Sending again is possible in {seconds} s.").format(seconds=seconds))

    def look_whether_confirmed(self) -> None:
        """Asked every few seconds, and without disturbing who is typing."""
        if not self.busy:
            self.ask_quietly(self.activation.look, self._take_look)

    def _take_look(self, state: SessionState) -> None:
        if self._look.isActive() and not self.busy and state.step != "email":
            self.activation.state = state
            self.went_on.emit()

    def _send_again(self) -> None:
        self.ask(self.activation.send_mail_again, lambda _: self.enter())

    def _change(self) -> None:
        self.ask(lambda: self.activation.details_correct(correct=False), lambda _: self.turned.emit("details"))

    def submit(self) -> None:
        code = self.code.text()
        if len(code) == DIGITS:
            self.go_on(lambda: self.activation.confirm_email(code))

    def refused(self, error: SsdeskError) -> None:
        """A code that could not be looked at stays; a wrong one is marked, to be typed over."""
        self.show_error(error)
        if not isinstance(error, NoConnection):
            self.code.selectAll()
            self.code.set_failed(True)
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
        self.forget()

    def next_text(self) -> str:
        return self.tr("To my start page")

    def can_go_back(self) -> bool:
        return False

    def forget(self) -> None:
        self.on_desktop.setChecked(True)
        self.by_email.setChecked(False)

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
        """Who gets the outcome either takes the wizard away or shows an error here."""
        if self.busy:
            return
        notify = (self.on_desktop.isChecked(), self.by_email.isChecked())
        outcome: Outcome = self.activation.outcome(notify, another=another)
        self.busy = True
        self.another.setEnabled(False)
        self.changed.emit()
        self.done.emit(outcome)

    def show_error(self, error: SsdeskError | None) -> None:
        super().show_error(error)
        self.busy = False
        self.another.setEnabled(True)
        self.changed.emit()
