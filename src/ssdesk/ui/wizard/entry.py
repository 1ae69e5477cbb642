"""The first pages: which school, who are you, and the way back in for who forgot the password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, CheckBox, Label, TextField
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page


class SchoolPage(Page):
    """The school's address: typed, pasted in any form from the letter, or one used before."""

    def __init__(self, activation: Activation, known: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("Which school is it?"))
        self.intro.setText(self.tr("The address of your school is in the letter you got."))
        self.address = TextField(
            self.tr("Address of the school"),
            self,
            placeholder=self.tr("for example dewilg.school.example"),
            hint=self.tr("You may copy the whole line from the letter."),
        )
        self.address.text_changed.connect(lambda _: self.changed.emit())
        self.address.submitted.connect(self.submit)
        self.body.addWidget(self.address)
        if known:
            self.body.addWidget(Label(self.tr("Used before on this computer"), "strong", self))
        for address in known:
            button = Button(texts.bare_address(address), "link", self)
            button.clicked.connect(lambda _=False, chosen=address: self._choose(chosen))
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def can_go_back(self) -> bool:
        return False

    def why_not(self) -> str:
        return "" if self.address.text().strip() else self.tr("Type the address first.")

    def enter(self) -> None:
        self.address.setFocus()

    def _choose(self, address: str) -> None:
        self.address.set_text(address)
        self.submit()

    def submit(self) -> None:
        text = self.address.text().strip()
        if text:
            self.go_on(lambda: self.activation.choose_school(text))

    def refused(self, error: SsdeskError) -> None:
        title, advice = texts.error(error)
        self.address.set_error(f"{title} {advice}".strip())
        self.address.setFocus()


class SignInPage(Page):
    """Username and password, or the letter's code."""

    shared_computer = Signal(bool)

    def __init__(self, activation: Activation, *, shared: bool, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.intro.setText(
            self.tr("With the details from the letter, or with your own e-mail address if you chose a password before.")
        )
        self.username = TextField(self.tr("Username or e-mail address"), self)
        self.password = TextField(self.tr("Password or code from the letter"), self, password=True)
        self.email = TextField(
            self.tr("Your own e-mail address"),
            self,
            hint=self.tr("This tells the school which account you mean."),
        )
        self.email.hide()
        self.forgot = Button(self.tr("Forgotten your password?"), "link", self)
        self.forgot.clicked.connect(lambda: self.turned.emit("forgotten"))
        self.shared = CheckBox(
            self.tr("I share this computer with others."),
            self,
            detail=self.tr("Ask for a passphrase when ssdesk opens."),
        )
        self.shared.setChecked(shared)
        self.shared.toggled.connect(self.shared_computer)
        for field in (self.username, self.password, self.email):
            field.text_changed.connect(lambda _: self.changed.emit())
            field.submitted.connect(self._submitted)
            self.body.addWidget(field)
        self.body.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(8)
        self.body.addWidget(self.shared)
        self.body.addStretch(1)

    def next_text(self) -> str:
        return self.tr("Sign in")

    def back_text(self) -> str:
        return self.tr("Other school")

    def back(self) -> bool:
        self.activation.leave_school()
        self.turned.emit("school")
        return True

    def why_not(self) -> str:
        complete = self.username.text().strip() and self.password.text()
        return "" if complete else self.tr("Fill in both fields.")

    def enter(self) -> None:
        school = self.activation.school
        if school is not None:
            self.title.setText(self.tr("Sign in at {school}").format(school=school.short_name))
        if not self.username.text():
            self.username.set_text(self.activation.username)
        (self.password if self.username.text() else self.username).setFocus()

    def leave(self) -> None:
        self.password.set_text("")

    def _submitted(self) -> None:
        if not self.why_not():
            self.submit()
        elif self.username.text().strip():
            self.password.setFocus()

    def submit(self) -> None:
        username, password = self.username.text(), self.password.text()
        email = self.email.text() if self.email.isVisible() else ""
        self.go_on(lambda: self.activation.sign_in(username, password, email))

    def refused(self, error: SsdeskError) -> None:
        title, advice = texts.error(error)
        said = f"{title} {advice}".strip()
        if error.code == "which_email":
            self.email.show()
            self.email.set_error(said)
            self.email.setFocus()
        elif error.retry:
            self.show_error(error)
        else:
            self.password.set_error(said)
            self.password.setFocus()
            self.password.edit.selectAll()


class ForgottenPage(Page):
    """First ask for a code by mail, then choose a new password with it; an office code goes straight to the second."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.username = TextField(self.tr("Username or e-mail address"), self)
        self.code = TextField(self.tr("Code from the mail or from the school office"), self)
        self.password = TextField(self.tr("New password or passphrase"), self, password=True)
        self.again = TextField(self.tr("Repeat it"), self, password=True)
        self.have_code = Button(self.tr("I have a code already"), "link", self)
        self.have_code.clicked.connect(lambda: self._show_second(asked=False))
        for field in (self.username, self.code, self.password, self.again):
            field.text_changed.connect(lambda _: self.changed.emit())
            self.body.addWidget(field)
        self.again.submitted.connect(lambda: None if self.why_not() else self.submit())
        self.username.submitted.connect(lambda: None if self.why_not() else self.submit())
        self.body.addWidget(self.have_code, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._second = False

    def next_text(self) -> str:
        return self.tr("Save and sign in") if self._second else self.tr("Send me a code")

    def why_not(self) -> str:
        if not self.username.text().strip():
            return self.tr("Type your username or e-mail address.")
        if self._second and not (self.code.text().strip() and self.password.text()):
            return self.tr("Type the code and a new password.")
        if self._second and self.password.text() != self.again.text():
            return self.tr("The two passwords are not the same yet.")
        return ""

    def back(self) -> bool:
        if self._second:
            self._show_first()
        else:
            self.turned.emit("sign_in")
        return True

    def enter(self) -> None:
        self._show_first()

    def leave(self) -> None:
        for field in (self.code, self.password, self.again):
            field.set_text("")

    def _show_first(self) -> None:
        self._second = False
        self.title.setText(self.tr("Forgotten your password?"))
        self.intro.setText(
            self.tr(
                "If your e-mail address is confirmed, the school's server sends you a code. "
                "If not, the school office can give you one. Your messages stay."
            )
        )
        self._arrange()
        self.username.setFocus()

    def _show_second(self, *, asked: bool) -> None:
        self._second = True
        self.title.setText(self.tr("Choose a new password"))
        self.intro.setText(
            self.tr("If the account is known, a mail with a code is on its way. Look among unwanted mail too.")
            if asked
            else self.tr("Type the code that you got from the school office or by mail.")
        )
        self._arrange()
        self.code.setFocus()

    def _arrange(self) -> None:
        for field in (self.code, self.password, self.again):
            field.setVisible(self._second)
        self.have_code.setVisible(not self._second)
        self.show_error(None)
        self.changed.emit()

    def submit(self) -> None:
        username = self.username.text()
        if not self._second:
            self.ask(lambda: self.activation.ask_reset(username), lambda _: self._show_second(asked=True))
            return
        code, password = self.code.text(), self.password.text()
        self.go_on(lambda: self.activation.complete_reset(username, code, password))
