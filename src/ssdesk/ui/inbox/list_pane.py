"""The list: which folder, which filter, and the messages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ssdesk.replica.inbox import FOLDERS, FolderCount
from ssdesk.ui import icons
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.row_delegate import Row, describe
from ssdesk.ui.widgets import Chip, EmptyState, Rule, column, row

_ICONS = {"inbox": "mail", "drafts": "pencil", "outbox": "send", "sent": "send", "archive": "archive", "trash": "trash"}


class ListPane(QWidget):
    """`asked_again` when folder or filter is another one; the rest is the table's."""

    asked_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = "inbox"
        self.rows: ListModel[Row] = ListModel(describe, self)
        self.table = MessageTable(self.rows, self)
        self.table.setAccessibleName(self.tr("Messages"))
        self.empty = EmptyState("mail", "", "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._chip = Chip("", self, checkable=True)
        self._chip.setChecked(True)
        self._menu = QMenu(self._chip)
        self._chip.setMenu(self._menu)
        self._chip.toggled.connect(lambda _: self._chip.setChecked(True))
        self.unread = Chip(self.tr("Unread"), self)
        self.to_answer = Chip(self.tr("To answer"), self)
        self.attached = Chip("", self, icon="paperclip")
        self.attached.setAccessibleName(self.tr("With attachment"))
        self.attached.setToolTip(self.tr("With attachment"))
        chips = row(margins=(12, 10, 12, 10), gap=6)
        for chip in (self._chip, self.unread, self.to_answer, self.attached):
            chips.addWidget(chip)
        chips.addStretch(1)
        for chip in (self.unread, self.to_answer, self.attached):
            chip.toggled.connect(lambda _: self.asked_again.emit())
        whole = column(self)
        whole.addLayout(chips)
        whole.addWidget(Rule(self))
        whole.addWidget(self._stack, 1)
        self.show_counts({}, 0)

    def folder_name(self, folder: str) -> str:
        """The folder in words; one of a newer server as it is."""
        names = {
            "inbox": self.tr("Inbox"),
            "drafts": self.tr("Drafts"),
            "outbox": self.tr("Outbox"),
            "sent": self.tr("Sent"),
            "archive": self.tr("Archive"),
            "trash": self.tr("Deleted"),
        }
        return names.get(folder, folder)

    def choose_folder(self, folder: str) -> None:
        if folder == self.folder:
            return
        self.folder = folder
        for chip in (self.unread, self.to_answer, self.attached):
            with QSignalBlocker(chip):
                chip.setChecked(False)
        self._chip.setText(self.folder_name(folder))
        self.asked_again.emit()

    def show_counts(self, counts: Mapping[str, FolderCount], to_answer: int) -> None:
        """What each folder holds; a folder of a newer server is offered too."""
        self._chip.setText(self.folder_name(self.folder))
        self._menu.clear()
        group = QActionGroup(self._menu)
        for folder in (*FOLDERS, *sorted(set(counts) - set(FOLDERS))):
            count = counts.get(folder)
            shown = count.unread if count and folder == "inbox" else count.total if count else 0
            text = self.folder_name(folder) + (f"  {shown}" if shown else "")
            action = self._menu.addAction(icons.icon(_ICONS.get(folder, "folder")), text)
            action.setCheckable(True)
            action.setChecked(folder == self.folder)
            action.triggered.connect(lambda _=False, chosen=folder: self.choose_folder(chosen))
            group.addAction(action)
        unread = counts["inbox"].unread if "inbox" in counts else 0
        self.unread.set_count(str(unread) if unread else "")
        self.to_answer.set_count(str(to_answer) if to_answer else "")
        received = self.folder in ("inbox", "archive")
        self.unread.setVisible(received)
        self.to_answer.setVisible(received)

    def filtered(self) -> bool:
        return self.unread.isChecked() or self.to_answer.isChecked() or self.attached.isChecked()

    def show_list(self) -> None:
        self._stack.setCurrentWidget(self.table)

    def show_empty(self, icon: str, title: str, sentence: str, action: str = "") -> None:
        """One of the faces of an empty page instead of the list."""
        self.empty.say(icon, title, sentence, action=action)
        self._stack.setCurrentWidget(self.empty)
