"""The window in which texts that are kept to use again are written, named and deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ssdesk.protocol.commands import LONGEST_NAME, MOST_OF_TEXT
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import OwnText
from ssdesk.ui import theme
from ssdesk.ui.inbox.field_names import field_names
from ssdesk.ui.inbox.format_bar import FormatBar
from ssdesk.ui.inbox.kept_texts import KeptTexts
from ssdesk.ui.inbox.writing_area import WritingArea
from ssdesk.ui.question import Question
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, Card, Label, Menu, Rule, TextField, column, row

WIDTH = 560


class TextEditor(QDialog):
    """`saved` and `deleted` carry the id. Going to another text keeps the one that was changed."""

    saved = Signal(str)
    deleted = Signal(str)

    def __init__(self, kept: KeptTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kept = kept
        self._text = OwnText("", kept.use, "")
        self._before: tuple[str, str, str] = ("", "", "")
        signs = kept.use == "signature"
        self._new = self.tr("New signature") if signs else self.tr("New template")
        self.setWindowTitle(self.tr("Signatures") if signs else self.tr("Templates"))
        self.setModal(True)
        theme.raise_to_surface(self)
        theme.fix(self, width=WIDTH)
        self.which = Button("", "secondary", self)
        self._menu = Menu(self.which)
        self._menu.aboutToShow.connect(self._list)
        self.which.setMenu(self._menu)
        self.name = TextField(self.tr("Name"), self)
        self.name.edit.setMaxLength(LONGEST_NAME)
        self._frame = Card("", self, margins=(10, 2, 10, 8), gap=6)
        self.body = WritingArea(self.tr("Text"), self._frame, least=5, most=12)
        self.format = FormatBar(self.body, self._frame, files=False)
        self.fields = Button(self.tr("Field"), "quiet", self.format, size="small")
        self.fields.setVisible(not signs)
        self.fields.setToolTip(self.tr("Filled in when the template is chosen"))
        offered = Menu(self.fields)
        for field in field_names():
            offered.addAction(field).triggered.connect(lambda _=False, field=field: self._insert(field))
        self.fields.setMenu(offered)
        self.format.right.addWidget(self.fields)
        self.trouble = Label("", "text", self, wrap=True, tone="bad")
        self.trouble.hide()
        self.delete = Button(self.tr("Delete"), "secondary", self)
        self.no, self.yes = Button(self.tr("Cancel"), "secondary", self), Button(self.tr("Save"), "primary", self)
        self._build()
        self.body.finished.connect(self._save_and_close)
        self.name.submitted.connect(self.body.setFocus)
        self.delete.clicked.connect(self._ask_deletion)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._save_and_close)

    def _build(self) -> None:
        inside = column(self, (24, 22, 24, 20), 12)
        head = row(gap=8)
        head.addWidget(Label(self.windowTitle(), "heading", self))
        head.addStretch(1)
        head.addWidget(self.which)
        inside.addLayout(head)
        inside.addWidget(self.name)
        for part in (self.format, Rule(self._frame), self.body):
            self._frame.body.addWidget(part)
        inside.addWidget(self._frame)
        inside.addWidget(self.trouble)
        inside.addStretch(1)
        buttons = row(margins=(0, 4, 0, 0), gap=8)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        inside.addLayout(buttons)

    def show_text(self, id_: str = "") -> None:
        """The one of this id, or a new one."""
        found = next((text for text in self._kept.all() if text.id == id_), None)
        self._text = found or OwnText(new_id(), self._kept.use, "")
        self.name.set_text(self._text.name)
        self.name.set_error("")
        self.body.fill(self._text.body, self._text.body_type)
        self._complain("")
        self.which.setText(shown(self._text.name) if found else self._new)
        self.delete.setVisible(found is not None)
        self._before = self._now()
        (self.body if found else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Asks first, where something would be lost."""
        if self._now() == self._before:
            super().reject()
            return
        question = Question(
            self,
            self.tr("Close without saving?"),
            self.tr("What you changed here is lost."),
            self.tr("Close"),
            role="danger",
        )
        question.accepted.connect(super().reject)
        question.open()

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _now(self) -> tuple[str, str, str]:
        body_type, body = self.body.body()
        return self.name.text().strip(), body_type, body

    def _insert(self, field: str) -> None:
        self.body.insertPlainText(field)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        self._menu.clear()
        for text in self._kept.all():
            action = self._menu.addAction(shown(text.name).replace("&", "&&"))
            action.triggered.connect(lambda _=False, id_=text.id: self._go_to(id_))
        self._menu.addSeparator()
        self._menu.addAction(self._new).triggered.connect(lambda _=False: self._go_to(""))

    def _go_to(self, id_: str) -> None:
        if self._save():
            self.show_text(id_)

    def _save_and_close(self) -> None:
        if self._save():
            self.accept()

    def _save(self) -> bool:
        """False: it cannot be kept, which is said. What was not changed is kept already."""
        name, body_type, body = now = self._now()
        if now == self._before:
            return True
        if not name:
            self.name.set_error(self.tr("Give the text a short name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.body.text().strip() or len(body) > MOST_OF_TEXT:
            empty = self.tr("Write a text first.")
            self._complain(empty if len(body) <= MOST_OF_TEXT else self.tr("This text is too long to be kept."))
            return False
        problem = self._kept.save(OwnText(self._text.id, self._kept.use, name, body, body_type))
        self._complain(problem)
        if not problem:
            self._before = now
            self.saved.emit(self._text.id)
        return not problem

    def _ask_deletion(self) -> None:
        question = Question(
            self,
            self.tr("Delete this text?"),
            shown(self._text.name),
            self.tr("Delete"),
            hint=self.tr("Letters in which it stands stay as they are."),
            role="danger",
        )
        question.accepted.connect(self._delete)
        question.open()

    def _delete(self) -> None:
        problem = self._kept.delete(self._text.id)
        self._complain(problem)
        if not problem:
            self.deleted.emit(self._text.id)
            rest = self._kept.all()
            self.show_text(rest[0].id if rest else "")

    def _complain(self, problem: str) -> None:
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
