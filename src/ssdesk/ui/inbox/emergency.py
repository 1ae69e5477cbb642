"""The reason for a message that cannot wait (R8)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssdesk.rules.seen import is_blank
from ssdesk.ui.inbox.asking import Asked
from ssdesk.ui.widgets import Label, TextField

LONGEST_REASON = 200


class Emergency(Asked):
    """`given` carries a reason that is not blank."""

    given = Signal(str)

    def __init__(self, parent: QWidget, reason: str = "") -> None:
        super().__init__(parent, self.tr("Send as an emergency?"), self.tr("This is an emergency"))
        said = self.tr(
            "It goes at once, also after the hours of the school, and its e-mails do not wait for quiet hours. "
            "The school keeps the reason."
        )
        self.field = TextField(self.tr("Why can it not wait?"), self)
        self.field.edit.setMaxLength(LONGEST_REASON)
        self.field.set_text(reason)
        self.field.text_changed.connect(lambda _: self._look())
        self.field.submitted.connect(self._answer)
        self.yes.clicked.connect(self._answer)
        self._why = Label("", "muted", self, wrap=True)
        for part in (Label(said, "text", self, wrap=True), self.field, self._why):
            self.inside.addWidget(part)
        self.finish()
        self._look()
        self.field.setFocus()

    def _look(self) -> None:
        given = not is_blank(self.field.text())
        self.yes.setEnabled(given)
        self._why.setText("" if given else self.tr("Write in a few words why this cannot wait."))
        self._why.setVisible(not given)

    def _answer(self) -> None:
        if self.yes.isEnabled():
            self.given.emit(" ".join(self.field.text().split()))
            self.accept()
