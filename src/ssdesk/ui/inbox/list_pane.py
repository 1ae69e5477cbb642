"""The list: which folder, which filter, and the messages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ssdesk.replica.inbox import FOLDERS, FolderCount
from ssdesk.ui import icons, texts, theme
from ssdesk.ui.faces import Face
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.row_delegate import Row, describe
from ssdesk.ui.widgets import Chip, EmptyState, FlowLayout, Label, Rule, column, row

EVERYWHERE = ""  # the folder of a search in all folders
_ICONS = {"inbox": "mail", "drafts": "pencil", "outbox": "send", "sent": "send", "archive": "archive", "trash": "trash"}


class ListPane(QWidget):
    """`asked_again` when folder or filter is another one; the rest is the table's."""

    asked_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = "inbox"
        self._before_search: str | None = None
        self._counts: tuple[Mapping[str, FolderCount], int] = ({}, 0)
        self.rows: ListModel[Row] = ListModel(describe, self)
        self.table = MessageTable(self.rows, self)
        self.table.setAccessibleName(self.tr("Messages"))
        self.empty = EmptyState("mail", "", "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.hint = Label("", "small", self, wrap=True)
        self._build_chips()
        above = row(margins=(14, 0, 14, 8))
        above.addWidget(self.hint)
        self.hint.hide()
        whole = self._whole = column(self)
        whole.addWidget(self._chip_row)
        self._hint_box = QWidget(self)
        self._hint_box.setLayout(above)
        self._hint_box.hide()
        whole.addWidget(self._hint_box)
        whole.addWidget(Rule(self))
        whole.addWidget(self._stack, 1)
        self.show_counts({}, 0)

    def _build_chips(self) -> None:
        self._chip_row = QWidget(self)
        flow = QWidget(self._chip_row)
        row(self._chip_row, (12, 10, 8, 10)).addWidget(flow)
        chips = FlowLayout(flow, gap=6)
        self.chip = Chip("", flow, checkable=True)
        self.chip.setChecked(True)
        self.chip.toggled.connect(lambda _: self.chip.setChecked(True))
        self._menu = QMenu(self.chip)
        self.chip.setMenu(self._menu)
        self.unread = Chip(self.tr("Unread"), flow)
        self.to_answer = Chip(self.tr("To answer"), flow)
        self.attached = Chip("", flow, icon="paperclip")
        self.attached.setAccessibleName(self.tr("With attachment"))
        self.attached.setToolTip(self.tr("With attachment"))
        for chip in (self.chip, self.unread, self.to_answer, self.attached):
            chips.addWidget(chip)
        for chip in self._filters():
            chip.toggled.connect(lambda _: self.asked_again.emit())

    def _filters(self) -> tuple[Chip, Chip, Chip]:
        return self.unread, self.to_answer, self.attached

    def add_selection_bar(self, bar: QWidget) -> None:
        """What stands in place of the chips while several rows are selected."""
        self._selection_bar: QWidget = bar
        self._whole.insertWidget(0, bar)

    def show_selection_bar(self, *, shown: bool) -> None:
        self._selection_bar.setVisible(shown)
        self._chip_row.setVisible(not shown)

    # ---- Folders and filters -----------------------------------------------------------------------------------------
    def folder_name(self, folder: str) -> str:
        """The folder in words; one of a newer server as it is."""
        names = {
            EVERYWHERE: self.tr("All folders"),
            "inbox": self.tr("Inbox"),
            "drafts": self.tr("Drafts"),
            "outbox": self.tr("Outbox"),
            "sent": self.tr("Sent"),
            "archive": self.tr("Archive"),
            "trash": self.tr("Deleted"),
        }
        return names.get(folder, folder)

    def choose_folder(self, folder: str) -> None:
        if folder != self.folder:
            self.folder = folder
            self._clear_filters()
            self.show_counts(*self._counts)
            self.asked_again.emit()

    def search(self, *, on: bool) -> None:
        """A search begins in all folders; when it ends the folder and its list are as they were."""
        if on == (self._before_search is not None):
            return
        folder = EVERYWHERE if on else self._before_search or "inbox"
        self._before_search = self.folder if on else None
        self.folder = folder
        self._clear_filters()
        self.show_counts(*self._counts)

    def filtered(self) -> bool:
        return any(chip.isChecked() for chip in self._filters())

    def show_all(self) -> None:
        """No filter any more."""
        if self.filtered():
            self._clear_filters()
            self.asked_again.emit()

    def _clear_filters(self) -> None:
        for chip in self._filters():
            with QSignalBlocker(chip):
                chip.setChecked(False)
            chip.update()

    def show_counts(self, counts: Mapping[str, FolderCount], to_answer: int) -> None:
        """What each folder holds; a folder of a newer server is offered too."""
        self._counts = (counts, to_answer)
        self.chip.setText(self.folder_name(self.folder))
        self.chip.setAccessibleName(self.tr("Folder: {name}").format(name=self.chip.text()))
        self.chip.updateGeometry()
        if not self._menu.isVisible():
            self._fill_menu(counts)
        received = self.folder in (EVERYWHERE, "inbox", "archive")
        self.unread.setVisible(received)
        self.to_answer.setVisible(received)
        self._fit()

    def _fill_menu(self, counts: Mapping[str, FolderCount]) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        everywhere = [EVERYWHERE] if self._before_search is not None else []
        for folder in (*everywhere, *FOLDERS, *sorted(set(counts) - set(FOLDERS))):
            count = counts.get(folder)
            number = count.unread if count and folder == "inbox" else count.total if count else 0
            text = self.folder_name(folder) + (f"  {texts.count(number)}" if number else "")
            action = self._menu.addAction(icons.icon(_ICONS.get(folder, "folder")), text)
            action.setCheckable(True)
            action.setChecked(folder == self.folder)
            action.triggered.connect(lambda _=False, chosen=folder: self.choose_folder(chosen))
            group.addAction(action)

    def _fit(self) -> None:
        """The number of unread messages, which the rail shows too, gives way before a chip goes to a second line."""
        counts, to_answer = self._counts
        unread = counts["inbox"].unread if self.folder == "inbox" and "inbox" in counts else 0
        self.to_answer.set_count(texts.count(to_answer) if to_answer and self.folder == "inbox" else "")
        self.unread.set_count(texts.count(unread) if unread else "")
        chips = [chip for chip in (self.chip, *self._filters()) if not chip.isHidden()]
        need = (
            sum(chip.sizeHint().width() for chip in chips) + theme.px(6) * (len(chips) - 1) + theme.px(12) + theme.px(8)
        )
        if need > self.width():
            self.unread.set_count("")
        said = self.tr("{count} unread").format(count=texts.count(unread)) if unread else ""
        self.unread.setToolTip(said)
        self.unread.setAccessibleDescription(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ---- The list ----------------------------------------------------------------------------------------------------
    def show_face(self, face: Face | None) -> None:
        """The list, or one of the faces of an empty page."""
        if face is None:
            self._stack.setCurrentWidget(self.table)
            return
        had_focus = self.table.hasFocus()
        self.empty.say(face.icon, face.title, face.sentence, action=face.action)
        self._stack.setCurrentWidget(self.empty)
        if had_focus and face.action:
            self.empty.action.setFocus()

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the list, or to what is there instead."""
        shown: QWidget = self.table
        if self._stack.currentWidget() is self.empty:
            shown = self.chip if self.empty.action.isHidden() else self.empty.action
        shown.setFocus(reason)

    def say_hint(self, text: str) -> None:
        """A line above the list; "" for none."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self._hint_box.setVisible(bool(text))
