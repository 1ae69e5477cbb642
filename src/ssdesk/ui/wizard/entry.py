"""The first pages: which school, and who are you."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, CheckBox, Label, TextField
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page

_LETTER_CODE = re.compile(r"\s*(?:[A-Za-z0-9]{4}[\s-]*){4}")


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
        self.known: list[Button] = []
        if known:
            self.body.addWidget(Label(self.tr("Used before on this computer"), "strong", self))
        for address in known:
            button = Button(texts.bare_address(address), "link", self)
            button.clicked.connect(lambda _=False, chosen=address: self._choose(chosen))
            self.known.append(button)
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def can_go_back(self) -> bool:
        return False

    def back_text(self) -> str:
        return self.tr("Cancel")

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
        if error.retry:
            self.show_error(error)
            self.address.setFocus()
        else:
            self.point_at(self.address, texts.told(error))


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
            hint=self.tr("Several accounts share this username. This tells the school which one is yours."),
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
        self.username.text_changed.connect(lambda _: self._hide_email())
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
        self.ask(self.activation.leave_school, lambda _: self._turn_to_school())
        return True

    def _turn_to_school(self) -> None:
        self.username.set_text("")
        self.turned.emit("school")

    def why_not(self) -> str:
        complete = self.username.text().strip() and self.password.text()
        if not complete:
            return self.tr("Fill in both fields.")
        return "" if self.email.isHidden() or self.email.text().strip() else self.tr("Type your e-mail address.")

    def enter(self) -> None:
        school = self.activation.school
        if school is not None:
            self.title.setText(self.tr("Sign in at {school}").format(school=school.short_name))
        if not self.username.text():
            self.username.set_text(self.activation.username)
        (self.password if self.username.text() else self.username).setFocus()

    def leave(self) -> None:
        self.password.set_text("")
        self._hide_email()

    def _hide_email(self) -> None:
        self.email.hide()
        self.email.set_text("")

    def _submitted(self) -> None:
        if not self.why_not():
            self.submit()
        elif self.username.text().strip():
            (self.email if self.password.text() and not self.email.isHidden() else self.password).setFocus()

    def submit(self) -> None:
        if self.activation.signed_in is not None:  # signed in, but its keys could not be kept here
            self.went_on.emit()
            return
        username, password, email = self.username.text(), self.password.text(), self.email.text()
        self.go_on(lambda: self.activation.sign_in(username, password, email))

    def refused(self, error: SsdeskError) -> None:
        if error.code == "which_email":
            self.email.show()
            self.changed.emit()
            self.email.setFocus()
        elif error.code == "not_decided":
            self.point_at(self.email, texts.told(error))
        elif error.code == "which_username":
            self.point_at(self.username, texts.told(error))
        elif error.code == "wrong_sign_in":
            self.point_at(self.password, self._wrong(error))
        else:
            self.show_error(error)

    def _wrong(self, error: SsdeskError) -> str:
        """One sentence. The school does not say what is wrong, but a code of a letter can also be too old."""
        if _LETTER_CODE.fullmatch(self.password.text()):
            return self.tr("This code does not fit, or it is too old: then ask the school for a new letter.")
        return texts.error(error)[0]
