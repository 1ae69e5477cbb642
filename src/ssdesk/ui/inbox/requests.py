"""What the open message asks, above its text, with the answers that take one click. Each works offline: it is seen at
once and goes out with what else waits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssdesk.replica.inbox import MessageRow
from ssdesk.ui import texts
from ssdesk.ui.widgets import Banner, Button, FlowLayout, column


class Request(QWidget):
    """`responded` carries what was chosen, see `protocol.commands.Respond`."""

    responded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = Banner("warning", "", self)
        self.said = Banner("info", "", self)
        self._choices = QWidget(self)
        self.confirm = Button(self.tr("Confirm"), "secondary", self._choices)
        self.follows = Button(self.tr("A full answer follows"), "secondary", self._choices)
        self.not_for_me = Button(self.tr("Not meant for me"), "secondary", self._choices)
        self.talk = Button(self.tr("Ask for a talk"), "secondary", self._choices)
        flow = FlowLayout(self._choices, gap=8)
        for button, response in (
            (self.confirm, "confirmed"),
            (self.follows, "follows"),
            (self.not_for_me, "not_for_me"),
            (self.talk, "talk"),
        ):
            button.clicked.connect(lambda _=False, said=response: self.responded.emit(said))
            flow.addWidget(button)
        inside = column(self, gap=8)
        inside.addWidget(self.note)
        inside.addWidget(self.said)
        inside.addWidget(self._choices)

    def show_message(self, row: MessageRow) -> bool:
        """Whether there is anything to show of it."""
        asked = row.kind == "message" and bool(row.asks or row.answer_by is not None)
        waits = asked and row.answered_at is None and not row.response
        said = {
            "confirmed": self.tr("You confirmed this."),
            "follows": self.tr("You said that a full answer follows."),
            "not_for_me": self.tr("You said that this is not meant for you."),
            "talk": self.tr("You asked for a talk about this."),
        }.get(row.response, "")
        self.note.setVisible(waits)
        self.note.show_message(self._what(row))
        self.said.setVisible(bool(said))
        self.said.show_message(said)
        self._choices.setVisible(waits)
        self.confirm.setVisible(row.asks == "confirm")
        return waits or bool(said)

    def _what(self, row: MessageRow) -> str:
        if row.answer_by is None:
            if row.asks == "confirm":
                return self.tr("This message asks you to confirm.")
            return self.tr("This message asks an answer.")
        by = texts.full_moment(row.answer_by)
        if row.asks == "confirm":
            return self.tr("This message asks you to confirm before {when}.").format(when=by)
        return self.tr("This message asks an answer before {when}.").format(when=by)
