"""The message that reminds: written beforehand, to be changed as one likes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from ssdesk.replica import copies
from ssdesk.replica.inbox import MessageRow
from ssdesk.replica.receipts import Summary
from ssdesk.rules.seen import is_blank
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.writing_area import WritingArea
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Banner, Button, Card, Label, TextField, column, row

LONGEST_SUBJECT = 200
FEWEST, MOST = 3, 12  # lines of the text
TITLE_BAR = 40  # px at 100 %, of the window


class Reminder(QDialog):
    """Shown with `open`. `send_asked` carries the subject and the text; it stays open until `accept`."""

    send_asked = Signal(str, str)

    def __init__(self, parent: QWidget, message: MessageRow, summary: Summary) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Remind"))
        self.setModal(True)
        theme.raise_to_surface(self)
        theme.fix(self, width=520)
        self.to = Label(self._to_whom(summary), "muted", self, wrap=True)
        self.subject = TextField(self.tr("Subject"), self)
        self.subject.edit.setMaxLength(LONGEST_SUBJECT)
        self.subject.set_text(self.tr("Reminder: {subject}").format(subject=shown(message.subject))[:LONGEST_SUBJECT])
        self.subject.edit.setCursorPosition(0)
        self.text = WritingArea(self.tr("Text of the reminder"), self, least=5, most=MOST)
        self.text.fill(self._written(message, summary.asks))
        self._trouble = Banner("bad", "", self)
        self._trouble.hide()
        self.no = Button(self.tr("Cancel"), "secondary", self)
        self.yes = Button(self.tr("Send to {n}").format(n=texts.count(summary.silent)), "primary", self)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._send)
        self.text.finished.connect(self._send)
        self.text.textChanged.connect(self._look)
        self.subject.text_changed.connect(lambda _: self._look())
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._build()
        self.text.setFocus()

    def _build(self) -> None:
        inside = column(self, (24, 22, 24, 20), 12)
        paper = Card(parent=self, margins=(12, 8, 6, 8))
        paper.body.addWidget(self.text)
        buttons = row(margins=(0, 4, 0, 0), gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        for part in (Label(self.windowTitle(), "heading", self), self.to, self.subject, paper, self._trouble):
            inside.addWidget(part)
        inside.addLayout(buttons)

    # ---- Words -------------------------------------------------------------------------------------------------------
    def _to_whom(self, summary: Summary) -> str:
        if summary.only is not None:
            return self.tr("To {name}.").format(name=shown(summary.only.name))
        form = {
            copies.UNCONFIRMED: self.tr("Only to those who have not confirmed yet: {n}."),
            copies.UNANSWERED: self.tr("Only to those who have not answered yet: {n}."),
        }.get(summary.lacking, self.tr("Only to those who have not read it yet: {n}."))
        said = form.format(n=texts.count(summary.silent))
        return said + " " + self.tr("The school looks once more when it sends.")

    def _written(self, message: MessageRow, asks: str) -> str:
        """Polite, with a greeting and a closing, as schools ask."""
        form = {
            "confirm": self.tr(
                "On {day} I sent you the message “{subject}”. I have not had your confirmation yet. "
                "Would you please open the message and confirm?"
            ),
            "answer": self.tr(
                "On {day} I sent you the message “{subject}”. I have not had your answer yet. "
                "Would you please open the message and answer?"
            ),
        }.get(asks, self.tr("On {day} I sent you the message “{subject}”. Would you please open and read it?"))
        said = form.format(day=texts.full_day(message.sent_at), subject=shown(message.subject))
        if asks and message.answer_by is not None and message.answer_by > texts.now():
            said += " " + self.tr("That is possible until {when}.").format(when=texts.full_moment(message.answer_by))
        greeting, closing = self.tr("Dear reader"), self.tr("Kind regards")
        return f"{greeting}\n\n{said}\n\n{closing}\n{shown(message.sender_name)}"

    # ---- Sending -----------------------------------------------------------------------------------------------------
    def _look(self) -> None:
        self.yes.setEnabled(not is_blank(self.subject.text()) and not is_blank(self.text.text()))

    def _send(self) -> None:
        if self.yes.isEnabled():
            self.send_asked.emit(self.subject.text().strip(), self.text.text())

    def complain(self, text: str) -> None:
        """It was not sent; what was written stays."""
        self._trouble.show_message(text)
        self._trouble.show()
        self._fit()

    # ---- Size --------------------------------------------------------------------------------------------------------
    def _fit(self) -> None:
        """As high as its parts are at this width: a dialog does not ask them. The text leaves the buttons room on the
        screen."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.invalidate()
            others = layout.heightForWidth(self.width()) - self.text.height()
            room = self.screen().availableGeometry().height() - theme.px(TITLE_BAR) - others
            self.text.hold_to(max(FEWEST, min(MOST, room // theme.px(theme.READING_LINE))))
            layout.invalidate()
            self.setFixedHeight(layout.heightForWidth(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)  # its parts have their sizes then

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
