"""Before the keys are there: unlock to see your messages."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, EmptyState, Label, ScrollPage, Sheet, TextField, column

_LOST = ("keychain-damaged", "keychain-unsafe")  # the keys do not come back by trying again


class LockPage(QWidget):
    """`unlock_asked` with the passphrase, or "" where the system's keyring asks by itself. `forgotten`: erase and sign
    in again."""

    unlock_asked = Signal(str)
    forgotten = Signal()

    def __init__(self, *, passphrase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks = passphrase
        sheet = Sheet(self, side=0, width=520, height=460)
        column(self).addWidget(sheet)
        scroll = self._scroll = ScrollPage(sheet.inner, margins=(40, 24, 40, 24), gap=14)
        sheet.body.addWidget(scroll)
        inside = scroll.body
        self.face = EmptyState("lock", self.tr("Unlock to see your messages"), "", self)
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
        inside.addWidget(self.face, 1)
        inside.addWidget(self.passphrase)
        for part in (self.unlock, self.lost):
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._told)
        inside.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self.waiting(busy=False)

    def waiting(self, *, busy: bool) -> None:
        """While the keyring is asked, which can take long."""
        self.unlock.setEnabled(not busy)
        self.unlock.setText(self.tr("One moment…") if busy else self.tr("Unlock"))
        self.erase.setEnabled(not busy)
        if self._asks:
            said = self.tr("Your messages are kept encrypted on this computer.")
        elif busy:
            said = self.tr("The keyring of this computer is being asked. Perhaps it asks you for a password.")
        else:
            said = self.tr("The keyring of this computer is locked.")
        self.face.say("lock", self.tr("Unlock to see your messages"), said)

    def locking(self) -> None:
        """While what was open is being closed."""
        self.waiting(busy=True)
        self.face.say("lock", self.tr("Your messages are being locked"))

    def fail(self, error: SsdeskError) -> None:
        """Not unlocked, or something else went wrong meanwhile."""
        self.waiting(busy=False)
        title, advice = texts.error(error)
        if error.code == "keychain-unsafe":
            advice = self.tr(
                "The keys of your messages lie in its keyring, which does not run now. Start it and try again."
            )
        if error.code == "passphrase-wrong":
            self.passphrase.set_error(f"{title} {advice}".strip())
            self.passphrase.edit.selectAll()
        else:
            self.face.say("lock", title, advice)
        if error.code in _LOST:
            self._explain()
        if self._asks:
            self.passphrase.setFocus()
        else:
            self.unlock.setFocus()

    def focus(self) -> None:
        """Where one begins to type."""
        (self.passphrase if self._asks else self.unlock).setFocus()

    def _ask(self) -> None:
        if self.unlock.isEnabled() and (self.passphrase.text() or not self._asks):
            self.waiting(busy=True)
            self.unlock_asked.emit(self.passphrase.text())

    def _explain(self) -> None:
        told = self.tr(
            "You can erase what is on this computer and sign in again: your messages are still at the school. What you "
            "wrote and has not left yet is lost."
        )
        if self._asks:
            told = self.tr("Nobody can give the passphrase back.") + " " + told
        self._told.setText(told)
        self._told.show()
        self.erase.show()
        QTimer.singleShot(0, self.erase, lambda: self._scroll.ensureWidgetVisible(self.erase))
