"""A new message: for which child and school, to whom, about what. Cannot be sent while any of these is undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QCompleter, QWidget

from ssdesk.protocol.kinds import Attachment
from ssdesk.ui import theme
from ssdesk.ui.inbox.answer import Files, WritingArea
from ssdesk.ui.widgets import Banner, Button, Card, Chip, FlowLayout, Label, ScrollPage, TextField, column, row

KEEP_AFTER_MS = 800


@dataclass(frozen=True, slots=True)
class Sender:
    """An own account one can write from; `account` names it on this computer. `child`: first name; staff have none."""

    account: str
    pupil: str | None
    child: str
    school: str
    colour: int


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to: the contact's id and what is shown."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in the composer. `account` and `to` are empty while undecided."""

    account: str
    to: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...]

    @property
    def blank(self) -> bool:
        return not (self.to or self.subject.strip() or self.body.strip() or self.attachments)


class Composer(QWidget):
    """`sender_chosen` (account) asks the screen for the people one can write to: `set_addressees`."""

    sender_chosen = Signal(str)
    send_asked = Signal(object)
    kept = Signal(object)
    discard_asked = Signal()
    files_asked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = ""
        self._addressees: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        page = ScrollPage(self, margins=(28, 20, 28, 20), width=760)
        column(self).addWidget(page)
        inside = page.body
        theme.space(inside, (28, 20, 28, 20), 14)
        self.title = Label(self.tr("New message"), "heading", page)
        self.trouble = Banner("bad", "", page)
        self.trouble.hide()
        self._for = Label(self.tr("For which child?"), "strong", page)
        self._senders = QWidget(page)
        self._sender_row = FlowLayout(self._senders, gap=6)
        self._group = QButtonGroup(self)
        self.to = TextField(self.tr("To"), page, placeholder=self.tr("Name, class or task at the school"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        self.to.edit.setCompleter(completer)
        self.to.edit.editingFinished.connect(self._complete_name)
        self.subject = TextField(self.tr("Subject"), page)
        self.subject.edit.setMaxLength(200)
        self.body = WritingArea(self.tr("Message"), page, least=8, most=30)
        self.files = Files(page)
        self._buttons(page)
        for part in (self.title, self.trouble, self._for, self._senders, self.to, self.subject, self._frame(page)):
            inside.addWidget(part)
        inside.addWidget(self.files)
        inside.addLayout(self._foot)
        inside.addStretch(1)
        for field in (self.to, self.subject):
            field.text_changed.connect(self._typed)
        self.body.textChanged.connect(self._typed)
        self.body.finished.connect(self._send)
        self.body.files_dropped.connect(self.files_asked)
        self.files.added.connect(self.files_asked)
        self.files.changed.connect(self._typed)

    def _frame(self, page: QWidget) -> QWidget:
        frame = Card("", page, margins=(10, 8, 10, 8))
        frame.body.addWidget(self.body)
        return frame

    def _buttons(self, page: QWidget) -> None:
        self.send = Button(self.tr("Send"), "primary", page)
        self.send.clicked.connect(self._send)
        self.attach = Button(self.tr("Attachment"), "secondary", page)
        self.attach.clicked.connect(self.files.choose)
        self.discard = Button(self.tr("Throw away"), "secondary", page)
        self.discard.clicked.connect(self.discard_asked)
        self._why_not = Label("", "muted", page, wrap=True)
        self._foot = row(gap=8)
        for button in (self.send, self.attach, self.discard):
            self._foot.addWidget(button)
        self._foot.addSpacing(8)
        self._foot.addWidget(self._why_not, 1)

    # ---- Filling -----------------------------------------------------------------------------------------------------
    def start(self, senders: Sequence[Sender], account: str, letter: Letter | None = None) -> None:
        """An empty message, or the one that was kept. `account`: chosen already, "" when it must be chosen."""
        self.trouble.hide()
        self._show_senders(senders, account)
        self._account = account
        self._addressees = {}
        self.to.set_text("")
        self.subject.set_text(letter.subject if letter else "")
        self.body.fill(letter.body if letter else "")
        self.files.set(list(letter.attachments) if letter else [])
        self._timer.stop()
        self._update()
        if account:
            self.sender_chosen.emit(account)
        self.to.setFocus()

    def set_addressees(self, people: Sequence[Addressee], to: str = "") -> None:
        """The people one can write to, the likeliest first. `to`: who is chosen already."""
        self._addressees = {person.text: person.id for person in people}
        self._names.setStringList(list(self._addressees))
        chosen = next((person.text for person in people if person.id == to), "")
        if chosen:
            self.to.set_text(chosen)
            self._timer.stop()
            self.subject.setFocus()
        self._update()

    def complain(self, text: str) -> None:
        """Say why the message did not go; the text stays."""
        self.trouble.show_message(text)
        self.trouble.show()

    def letter(self) -> Letter:
        to = self._addressees.get(self.to.text().strip(), "")
        return Letter(self._account, to, self.subject.text(), self.body.text(), tuple(self.files.attachments))

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _show_senders(self, senders: Sequence[Sender], account: str) -> None:
        while (item := self._sender_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                self._group.removeButton(widget)  # type: ignore[arg-type]
                widget.deleteLater()
        for sender in senders:
            text = f"{sender.child}, {sender.school}" if sender.child else sender.school
            chip = Chip(text, self._senders, dot=sender.colour if sender.child else None)
            chip.setChecked(sender.account == account)
            chip.clicked.connect(lambda _=False, chosen=sender.account: self._choose(chosen))
            self._group.addButton(chip)
            self._sender_row.addWidget(chip)
        self._for.setText(self.tr("For which child?") if len(senders) > 1 else self.tr("For"))

    def _choose(self, account: str) -> None:
        if account != self._account:
            self._account = account
            self.to.set_text("")
            self.sender_chosen.emit(account)
            self._typed()

    def _complete_name(self) -> None:
        """What was typed becomes the one name that it can mean; otherwise the field says what to do."""
        typed = self.to.text().strip()
        if not typed or typed in self._addressees:
            return
        fitting = [text for text in self._addressees if typed.casefold() in text.casefold()]
        if len(fitting) == 1:
            self.to.set_text(fitting[0])
        else:
            self.to.set_error(self.tr("Choose somebody from the list."))

    def _typed(self, *_: object) -> None:
        self._timer.start()
        self._update()

    def _keep(self) -> None:
        if self._account:
            self.kept.emit(self.letter())

    def _missing(self) -> str:
        letter = self.letter()
        if not letter.account:
            return self.tr("Choose for which child you write.")
        if not letter.to:
            return self.tr("Choose to whom you write.")
        if not letter.subject.strip():
            return self.tr("Give the message a short subject.")
        if not letter.body.strip():
            return self.tr("Write a text; a file alone is not enough.")
        return ""

    def _update(self) -> None:
        missing = self._missing()
        self.send.setEnabled(not missing)
        self.send.setToolTip(missing)
        self._why_not.setText(missing)

    def _send(self) -> None:
        if not self._missing():
            self._timer.stop()
            self.send_asked.emit(self.letter())
