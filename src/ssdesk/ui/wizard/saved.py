"""Pages beside the nine: a step that was saved, the passphrase of a shared computer, an account that may not enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssdesk.rules import passwords
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, EmptyState, TextField
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page


class SavedPage(Page):
    """A step that is behind us, to be read; its own details can be changed from here."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.change = Button(self.tr("Change"), "secondary", self)
        self.change.clicked.connect(self._change)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def show_step(self, title: str, sentence: str, *, changeable: bool) -> None:
        self.title.setText(title)
        self.intro.setText(sentence)
        self.change.setVisible(changeable)

    def _change(self) -> None:
        self.ask(lambda: self.activation.details_correct(correct=False), lambda _: self.turned.emit("details"))


class PassphrasePage(Page):
    """For a computer without a safe keyring, or one that is shared: what protects the messages kept here."""

    def __init__(
        self, activation: Activation, set_passphrase: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(activation, parent)
        self._set = set_passphrase
        self.title.setText(self.tr("A passphrase for this computer"))
        self.intro.setText(
            self.tr(
                "ssdesk keeps your messages encrypted on this computer and asks for this passphrase when it opens. "
                "It stays here: the school does not know it and cannot give it back. If you forget it, sign in again."
            )
        )
        self.first = TextField(
            self.tr("Passphrase"), self, password=True, hint=self.tr("At least 20 characters, 4 words or more.")
        )
        self.again = TextField(self.tr("Repeat it"), self, password=True)
        self.first.submitted.connect(self.again.setFocus)
        for field in (self.first, self.again):
            field.text_changed.connect(lambda _: self.changed.emit())
            self.body.addWidget(field)
        self.again.submitted.connect(lambda: None if self.why_not() else self.submit())
        self.body.addStretch(1)

    def next_text(self) -> str:
        return self.tr("Save and go on")

    def why_not(self) -> str:
        verdict = passwords.check(self.first.text())
        if verdict.is_common:
            return self.tr("Many people use this sentence. Take another one.")
        if not verdict.is_passphrase:
            return self.tr("At least 20 characters, 4 words or more.")
        return "" if self.first.text() == self.again.text() else self.tr("Type the same passphrase twice.")

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        self.first.setFocus()

    def leave(self) -> None:
        self.first.set_text("")
        self.again.set_text("")

    def submit(self) -> None:
        passphrase = self.first.text()

        def keep() -> None:
            self._set(passphrase)
            self.activation.keep()

        self.go_on(keep)


class BarredPage(Page):
    """Suspended, excluded or closed: why, and until when."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.face = EmptyState("lock", "", "", self, action=self.tr("Sign out"))
        for said_there in (self.title, self.intro):
            said_there.hide()
        self.face.acted.connect(self._sign_out)
        self.body.addWidget(self.face, 1)

    def next_text(self) -> str:
        return self.tr("Look again")

    def can_go_on(self) -> bool:
        """Only what is for a while can have changed."""
        return self.activation.signed_in is not None and self.activation.page == "suspended"

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        state = self.activation.state
        if state is None:
            return
        titles = {
            "suspended": self.tr("The school suspended this account for a while"),
            "excluded": self.tr("The school excluded this account"),
            "closed": self.tr("This account is closed"),
        }
        until = self.tr("Until {when}.").format(when=texts.full_moment(state.until)) if state.until else ""
        reason = self.tr("The school says: “{reason}”").format(reason=state.reason) if state.reason else ""
        told = " ".join(part for part in (until, reason) if part) or self.tr("The school can tell you why.")
        action = self.tr("Sign out") if self.activation.signed_in is not None else self.tr("Use another account")
        self.face.say("lock", titles.get(state.step, state.step), told, action=action)

    def submit(self) -> None:
        self.go_on(self.activation.refresh)

    def _sign_out(self) -> None:
        self.ask(self.activation.give_up, lambda _: self.turned.emit("sign_in"))
