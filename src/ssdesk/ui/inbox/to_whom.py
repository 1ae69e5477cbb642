"""To whom a letter goes: names and groups, the address book beside them, and below how many people that is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssdesk.ui.inbox.address_book import AddressBook
from ssdesk.ui.inbox.recipient import LABEL_WIDTH, LetterLine
from ssdesk.ui.inbox.recipients import Recipients
from ssdesk.ui.widgets import Button, Label, column, row


class ToWhom(QWidget):
    """`counted`: how many people get it, as the school or this computer counts those of groups; 0 where there are none.
    `refused`: why the school would not take it for these people."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        people = QWidget(self)
        self.to = Recipients(people)
        self.to.edit.setPlaceholderText(self.tr("Name, class or task at the school"))
        self.book = Button("", "quiet", people, icon="people", size="small")
        self.book.setAccessibleName(self.tr("Address book"))
        self.book.setToolTip(self.book.accessibleName())
        self._book: AddressBook | None = None
        beside = row(people, gap=6)
        beside.addWidget(self.to, 1)
        beside.addWidget(self.book, 0, Qt.AlignmentFlag.AlignTop)
        self.line = LetterLine(self.tr("To"), people, self, edit=self.to.edit)
        self._below = QWidget(self)
        self._below.hide()
        self.reach = Label("", "muted", self._below, wrap=True)
        row(self._below, (LABEL_WIDTH + 8, 6, 0, 4)).addWidget(self.reach)
        lines = column(self)
        lines.addWidget(self.line)
        lines.addWidget(self._below)
        self.counted, self.refused = 0, ""
        self.to.complained.connect(self.line.set_error)

    @property
    def people(self) -> int:
        return self.counted or self.to.people

    def tell_reach(self, text: str, people: int = 0, *, refused: bool = False) -> None:
        """How many people those are who were chosen, where there are groups among them. `refused`: the school would
        not take a letter for them, `text` says why."""
        self.counted, self.refused = people, text if refused else ""
        self.reach.set_tone("bad" if refused else "muted")
        self.reach.setText(text)
        self._below.setVisible(bool(text))

    def open_book(self, school: str) -> None:
        if self._book is None:
            self._book = AddressBook(self.window())
            self._book.added.connect(self.to.add_all)
        self._book.show_people(self.to.others(), school, self.to.too_many)
