"""The answer box below a message."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.protocol.commands import BodyType
from ssdesk.protocol.files import Attachment
from ssdesk.rules.markup import plain
from ssdesk.rules.seen import is_blank
from ssdesk.ui import theme
from ssdesk.ui.inbox.advice import AdvicePanel
from ssdesk.ui.inbox.file_row import Files
from ssdesk.ui.inbox.format_bar import ask_link, choose_image
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.signed import Signed
from ssdesk.ui.inbox.too_much import too_much
from ssdesk.ui.inbox.writing_area import WritingArea
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, ChildTag, ElidedLabel, FlowLayout, Label, Rule, Themed, column, row
from ssdesk.ui.widgets.base import rounded, smooth


class Written(msgspec.Struct, frozen=True):
    """What was written as an answer. `text`: of `body_type`. `only_signed`: see `Letter`."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    body_type: BodyType = "text"
    only_signed: bool = False

    @property
    def words(self) -> str:
        return "" if self.only_signed else plain(self.text, self.body_type)

    @property
    def blank(self) -> bool:
        return is_blank(self.words) and not self.attachments


class AnswerBox(Themed, QWidget):
    """`send_asked` and `kept` carry `Written`, `files_asked` paths, `image_pasted` a QImage or a path; `typing` tells
    whether there is a text to send."""

    send_asked = Signal(object)
    kept = Signal(object)
    files_asked = Signal(list)
    image_pasted = Signal(object)
    typing = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = WritingArea(self.tr("Write an answer"), self)
        self.signed = Signed(self.text)
        self.text.textChanged.connect(self._update)
        self.text.paused.connect(lambda: self.kept.emit(self.written()))
        self.text.finished.connect(self._send)
        self.text.focus_changed.connect(self.update)
        self.text.files_dropped.connect(self.files_asked)
        self.text.image_pasted.connect(self.image_pasted)
        self.text.link_asked.connect(lambda: ask_link(self.text))
        self.text.image_asked.connect(lambda: choose_image(self.text))
        self.files = Files(self)
        self.files.added.connect(self.files_asked)
        self.files.changed.connect(self._files_changed)
        self.files.taken_away.connect(self.text.drop_image)
        self._buttons = QWidget(self)
        self.send = Button(self.tr("Send"), "secondary", self._buttons)
        self.send.clicked.connect(self._send)
        self.attach = Button(self.tr("Attachment"), "secondary", self._buttons)
        self.attach.clicked.connect(self.files.choose)
        self.more = Button(self.tr("More options"), "secondary", self._buttons)
        self.more.setToolTip(self.tr("Go on in the composer: other recipients, send later, ask something"))
        self.more.setAccessibleDescription(self.more.toolTip())
        self._name = Label("", "strong", self, wrap=True)
        self._seen = Label("", "small", self, wrap=True)
        self._for = Label(self.tr("for"), "muted", self)
        self._child, self._school = ChildTag("", 0, self), ElidedLabel("", "muted", self)
        self._note = Label("", "text", self, wrap=True, tone="bad")
        self._note.hide()
        self.advice = AdvicePanel(self, can=("replace", "schedule", "talk", "not_for_me"))
        self.advice.hide()
        self._build()
        self._update()
        self.follow_theme()

    def _build(self) -> None:
        foot = row(margins=(11, 8, 11, 7), gap=8)
        flow = FlowLayout(self._buttons, gap=8)
        for button in (self.send, self.attach, self.more):
            flow.addWidget(button)
        foot.addWidget(self._buttons, 1)
        for part in (self._for, self._child, self._school):
            foot.addWidget(part)
        written = column(margins=(13, 12, 13, 11), gap=8)
        for written_part in (self._name, self.text, self.files, self._seen, self._note, self.advice):
            written.addWidget(written_part)
        inside = column(self, (2, 2, 2, 2))
        inside.addLayout(written)
        inside.addWidget(Rule(self))
        inside.addLayout(foot)

    def start_for(self, message: Opened) -> None:
        """An empty answer to the message; for which child and school stands below it."""
        self.resume(Written())
        self.say("")
        name = self.tr("Write an answer to {name}").format(name=shown(message.row.sender_name))
        self.text.set_hint(name)
        self._name.setText(self.tr("In the name of {name}").format(name=message.mailbox) if message.mailbox else "")
        self._name.setVisible(bool(message.mailbox))
        self._seen.hide()
        about = message.about
        self._child.set_child(about.child, about.colour)
        self._child.setVisible(bool(about.child))
        self._for.setVisible(bool(about.child))
        self._school.setText(about.school)

    def resume(self, written: Written) -> None:
        """Go on with an answer that was kept."""
        self.signed.forget()
        self.text.fill(written.text, written.body_type)
        self.files.set(written.attachments)
        self._update()

    def written(self) -> Written:
        body_type, text = self.text.body()
        return Written(text, tuple(self.files.attachments), body_type, self.signed.alone)

    def say(self, note: str) -> None:
        """What is wrong with the answer; "" takes it away."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.text.setAccessibleDescription(note)

    def say_who_sees(self, *, seen: bool) -> None:
        """Whether the others who hold the mailbox are told that somebody answers here."""
        told = self.tr("Your colleagues see that you are answering.")
        untold = self.tr("There is no connection: your colleagues do not see that you are answering.")
        self._seen.setText(told if seen else untold)
        self._seen.show()

    def note(self) -> str:
        return "" if self._note.isHidden() else self._note.text()

    def _files_changed(self) -> None:
        self._update()
        self.kept.emit(self.written())

    def _update(self) -> None:
        typed = not is_blank(self.text.text()) and not self.signed.alone
        self.send.set_role("primary" if typed else "secondary")
        self.send.setEnabled((typed or bool(self.files.attachments)) and not self.files.coming)
        self.send.setToolTip(self.files.not_yet())
        self.typing.emit(typed)

    def _send(self) -> None:
        written = self.written()
        if said := too_much(written.text, len(written.attachments)) or self.files.not_yet():
            self.say(said)
        elif not is_blank(written.words):
            self.text.stop()
            self.say("")
            self.send_asked.emit(written)
        elif written.attachments:
            self.say(self.tr("Write a text; a file alone is not enough."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        edge, width = (colours.accent.ink, theme.px(2)) if self.text.hasFocus() else (colours.outline, 1)
        radius, ground = theme.px(theme.CARD_RADIUS), theme.ink(colours.surface)
        rounded(painter, QRectF(self.rect()), radius, ground, theme.ink(edge), width)
        painter.end()
