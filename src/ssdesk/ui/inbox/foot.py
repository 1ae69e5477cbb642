"""The foot of the composer: send, ask, send later, throw away, and why it cannot be sent yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.inbox.wishes import Wishes
from ssdesk.ui.widgets import Button, FlowLayout, Label, column


class Foot(QWidget):
    """`wishes`: what was chosen with the buttons, above them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        buttons = QWidget(self)
        self.wishes = Wishes(self)
        self.send = Button(self.wishes.verb(), "primary", buttons)
        self.discard = Button(self.tr("Discard"), "secondary", buttons)
        self.why_not = Label("", "muted", buttons)
        theme.fix(self.why_not, min_height=33)
        self.why_not.setContentsMargins(4, 0, 0, 0)
        flow = FlowLayout(buttons, gap=8)
        for part in (self.send, self.wishes.later, self.wishes.ask, self.discard, self.why_not):
            flow.addWidget(part)
        inside = column(self, (28, 12, 28, 14), 8)
        inside.addWidget(self.wishes)
        inside.addWidget(buttons)

    def say(self, missing: str) -> None:
        """Why it cannot be sent; "": it can."""
        self.send.setText(self.wishes.verb())
        self.send.setEnabled(not missing)
        self.send.setToolTip(missing)
        self.send.setAccessibleDescription(missing)
        self.why_not.setText(missing)
        self.why_not.setVisible(bool(missing))
