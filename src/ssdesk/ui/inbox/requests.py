"""What the open message asks, above its text, with the answers that take one click. Each works offline: it is seen at
once and goes out with what else waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.replica.inbox import MessageRow
from ssdesk.rules.agreements.calendar import Due
from ssdesk.ui import texts
from ssdesk.ui.widgets import Banner, Button, FlowLayout, column


class Request(QWidget):
    """`responded` carries what was chosen, see `protocol.commands.Respond`."""

    responded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = Banner("warning", "", self)
        self.said = Banner("info", "", self)
        self.said.acted.connect(self._choose_again)
        self._choices = QWidget(self)
        self._message = ""
        self._again = False  # what was said is to be said anew
        self.confirm = Button(self.tr("Confirm"), "secondary", self._choices)
        self.follows = Button(self.tr("A full answer follows"), "secondary", self._choices)
        self.not_for_me = Button(self.tr("Not meant for me"), "secondary", self._choices)
        self.talk = Button(self.tr("Ask for a talk"), "secondary", self._choices)
        flow = FlowLayout(self._choices, gap=8)
        self._buttons = (
            (self.confirm, "confirmed"),
            (self.follows, "follows"),
            (self.not_for_me, "not_for_me"),
            (self.talk, "talk"),
        )
        for button, response in self._buttons:
            button.clicked.connect(lambda _=False, said=response: self._respond(said))
            flow.addWidget(button)
        inside = column(self, gap=8)
        inside.addWidget(self.note)
        inside.addWidget(self.said)
        inside.addWidget(self._choices)

    def show_message(self, row: MessageRow, due: Due | None = None, *, may_follow: bool = False) -> bool:
        """Whether there is anything to show of it. `due`: until when it waits for what. `may_follow`: one may say that
        a full answer follows. What was said of a message that asks nothing is shown too."""
        due = due or Due()
        asked = row.kind == "message" and bool(row.asks or row.answer_by is not None or due.react_by is not None)
        cancelled = row.kind == "message" and row.withdrawn_at is not None
        open_ = row.kind == "message" and row.answered_at is None and not cancelled
        waits = open_ and asked and not row.response
        self._again = self._again and row.id == self._message
        self._message = row.id
        said = {
            "confirmed": self.tr("You confirmed this."),
            "follows": self.tr("You said that a full answer follows."),
            "not_for_me": self.tr("You said that this is not meant for you."),
            "talk": self.tr("You asked for a talk about this."),
        }.get(row.response, "")
        self.note.setVisible(waits)
        self.note.show_message(self._what(row, due))
        if cancelled and row.response in ("", "follows") and row.answered_at is None:
            said = self.tr("The sender took this message back. No answer is needed any more.")
        self.said.setVisible(bool(said))
        again = open_ and bool(said)
        self.said.show_message(said, action=self.tr("Choose again") if again and not self._again else "")
        self._choices.setVisible(waits or (again and self._again))
        fits = {"confirmed": row.asks == "confirm", "follows": asked or may_follow}
        for button, response in self._buttons:
            button.setVisible(response != row.response and fits.get(response, True))
        return waits or bool(said)

    def _choose_again(self) -> None:
        """The last word counts."""
        self._again = True
        self.said.show_message(self.said.text())
        self._choices.show()
        first = next(button for button, _ in self._buttons if not button.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _respond(self, response: str) -> None:
        self._again = False
        self.responded.emit(response)

    def _what(self, row: MessageRow, due: Due) -> str:
        asks = bool(row.asks) or row.answer_by is not None
        said = [self._asked(row, due) if asks else "", self._reaction(due) if due.react_by is not None else ""]
        return " ".join(part for part in said if part)

    def _asked(self, row: MessageRow, due: Due) -> str:
        moment = due.answer_by
        if moment is None:
            if row.asks == "confirm":
                return self.tr("This message asks you to confirm.")
            return self.tr("This message asks an answer.")
        by = texts.full_moment(moment)
        if moment <= texts.now():
            if row.asks == "confirm":
                return self.tr("A confirmation of this message was due by {when}.").format(when=by)
            return self.tr("An answer to this message was due by {when}.").format(when=by)
        if row.asks == "confirm":
            return self.tr("This message asks you to confirm before {when}.").format(when=by)
        return self.tr("This message asks an answer before {when}.").format(when=by)

    def _reaction(self, due: Due) -> str:
        """Also of a message that asks nothing, where the school agreed so."""
        if due.react_by is None:
            return ""
        said = self.tr("A first reaction is expected before {when}; that a full answer follows is enough.")
        if due.react_by <= texts.now():
            said = self.tr("A first reaction was expected before {when}.")
        return said.format(when=texts.full_moment(due.react_by))
