"""The way back in for who forgot the password (A8)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, TextField
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page


class ForgottenPage(Page):
    """First ask for a code by mail, then choose a new password with it; an office code goes straight to the second."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.username = TextField(self.tr("Username or e-mail address"), self)
        self.email = TextField(
            self.tr("Your own e-mail address"), self, hint=self.tr("Parents share a username, so the school asks both.")
        )
        self.code = TextField(self.tr("Code from the mail or from the school office"), self)
        self.password = TextField(
            self.tr("New password or passphrase"),
            self,
            password=True,
            hint=self.tr("At least 8 characters of several kinds, or 4 words with spaces between them."),
        )
        self.again = TextField(self.tr("Repeat it"), self, password=True)
        self.have_code = Button(self.tr("I have a code already"), "link", self)
        self.have_code.clicked.connect(lambda: self._show_second(asked=False))
        for field in (self.username, self.email, self.code, self.password, self.again):
            field.text_changed.connect(lambda _: self._typed())
            field.submitted.connect(self._submitted)
            self.body.addWidget(field)
        self.body.addWidget(self.have_code, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._second = False

    def next_text(self) -> str:
        return self.tr("Save and sign in") if self._second else self.tr("Send me a code")

    def why_not(self) -> str:
        if not self.username.text().strip():
            return self.tr("Type your username or e-mail address.")
        if not self._second:
            return self.tr("Type your e-mail address.") if self._lacks_email() else ""
        if not (self.code.text().strip() and self.password.text()):
            return self.tr("Type the code and a new password.")
        if self.password.text() != self.again.text():
            return self.tr("The two passwords are not the same yet.")
        return ""

    def _lacks_email(self) -> bool:
        return "@" not in self.username.text() and not self.email.text().strip()

    def back(self) -> bool:
        if self._second:
            self._show_first()
        else:
            self.turned.emit("sign_in")
        return True

    def enter(self) -> None:
        if not self.username.text():
            self.username.set_text(self.activation.username)
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
        (self.email if self.username.text() and self._lacks_email() else self.username).setFocus()

    def _show_second(self, *, asked: bool) -> None:
        self._second = True
        self.title.setText(self.tr("Choose a new password"))
        self.intro.setText(
            self.tr("If the account is known, a mail with a code is on its way. Look among unwanted mail too.")
            if asked
            else self.tr("Type the code that you got from the school office or by mail.")
        )
        self._arrange()
        (self.code if self.username.text() else self.username).setFocus()

    def _arrange(self) -> None:
        for field in (self.code, self.password, self.again):
            field.setVisible(self._second)
        self.have_code.setVisible(not self._second)
        self.show_error(None)
        self._typed()

    def _typed(self) -> None:
        name = self.username.text().strip()
        self.email.setVisible(not self._second and bool(name) and "@" not in name)
        self.changed.emit()

    def _submitted(self) -> None:
        if not self.why_not():
            self.submit()
        else:
            self.focusNextChild()

    def submit(self) -> None:
        username = self.username.text()
        email = "" if "@" in username else self.email.text()
        if not self._second:
            self.ask(lambda: self.activation.ask_reset(username, email), lambda _: self._show_second(asked=True))
            return
        code, password = self.code.text(), self.password.text()
        self.go_on(lambda: self.activation.complete_reset(username, code, password, email))

    def refused(self, error: SsdeskError) -> None:
        if error.code == "wrong_code":
            self.point_at(self.code, texts.told(error))
        elif error.code.startswith("password-"):
            self.point_at(self.password, texts.told(error))
        else:
            self.show_error(error)
