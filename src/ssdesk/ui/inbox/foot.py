"""The foot of the composer: send, ask, send later, throw away, and why it cannot be sent yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssdesk.ui.inbox.wishes import Wishes
from ssdesk.ui.widgets import Button, FlowLayout, Label, column


class Foot(QWidget):
    """`wishes`: what is chosen with its buttons; shown at the top of the letter."""

    def __init__(self, wishes: Wishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._wishes = wishes
        buttons = QWidget(self)
        self.send = Button(wishes.verb(), "primary", buttons)
        self.discard = Button(self.tr("Discard"), "secondary", buttons)
        self.why_not = Label("", "muted", self, wrap=True)
        flow = FlowLayout(buttons, gap=8)
        for part in (self.send, wishes.later, wishes.ask, self.discard):
            flow.addWidget(part)
        inside = column(self, (28, 12, 28, 14), 8)
        inside.addWidget(buttons)
        inside.addWidget(self.why_not)

    def say(self, missing: str) -> None:
        """Why it cannot be sent; "": it can."""
        self.send.setText(self._wishes.verb())
        self.send.setEnabled(not missing)
        self.send.setToolTip(missing)
        self.send.setAccessibleDescription(missing)
        self.why_not.setText(missing)
        self.why_not.setVisible(bool(missing))
