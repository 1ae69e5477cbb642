"""Before the keys are there: unlock to see your messages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, EmptyState, Label, Sheet, TextField, column


class LockPage(QWidget):
    """`unlock_asked` with the passphrase, or "" where the system's keyring asks by itself. `forgotten`: erase and sign
    in again."""

    unlock_asked = Signal(str)
    forgotten = Signal()

    def __init__(self, *, passphrase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks = passphrase
        sheet = Sheet(self, side=0, width=520, height=400)
        column(self).addWidget(sheet)
        inside = column(margins=(40, 32, 40, 32), gap=14)
        sheet.body.addLayout(inside)
        self._face = EmptyState("lock", self.tr("Unlock to see your messages"), "", self)
        self.passphrase = TextField(self.tr("Passphrase of this computer"), self, password=True)
        self.passphrase.submitted.connect(self._ask)
        self.passphrase.setVisible(passphrase)
        self.unlock = Button(self.tr("Unlock"), "primary", self)
        self.unlock.clicked.connect(self._ask)
        self.lost = Button(self.tr("Forgotten your passphrase?"), "link", self)
        self.lost.setVisible(passphrase)
        self.lost.clicked.connect(self._explain)
        self._told = Label("", "muted", self, wrap=True)
        self._told.hide()
        self.erase = Button(self.tr("Erase and sign in again"), "danger", self)
        self.erase.hide()
        self.erase.clicked.connect(self.forgotten)
        inside.addWidget(self._face, 1)
        inside.addWidget(self.passphrase)
        for part in (self.unlock, self.lost, self._told, self.erase):
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self.waiting(busy=False)

    def waiting(self, *, busy: bool) -> None:
        """While the keyring is asked, which can take long."""
        self.unlock.setEnabled(not busy)
        if self._asks:
            said = self.tr("Your messages are kept encrypted on this computer.")
        elif busy:
            said = self.tr("The keyring of this computer is being asked. Perhaps it asks you for a password.")
        else:
            said = self.tr("The keyring of this computer is locked.")
        self._face.say("lock", self.tr("Unlock to see your messages"), said)

    def fail(self, error: SsdeskError) -> None:
        self.waiting(busy=False)
        title, advice = texts.error(error)
        if self._asks:
            self.passphrase.set_error(f"{title} {advice}".strip())
            self.passphrase.edit.selectAll()
            self.passphrase.setFocus()
        else:
            self._face.say("lock", title, advice)

    def _ask(self) -> None:
        if self.unlock.isEnabled() and (self.passphrase.text() or not self._asks):
            self.waiting(busy=True)
            self.unlock_asked.emit(self.passphrase.text())

    def _explain(self) -> None:
        self._told.setText(
            self.tr(
                "Nobody can give the passphrase back. You can erase what is on this computer and sign in again: your "
                "messages are still at the school. What you wrote and has not left yet is lost."
            )
        )
        self._told.show()
        self.erase.show()
