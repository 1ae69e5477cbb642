"""The list: which folder, which filter, and the messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.protocol.mailboxes import Mailbox
from ssdesk.replica.inbox import FOLDERS, FolderCount
from ssdesk.ui import icons, texts, theme
from ssdesk.ui.faces import Face
from ssdesk.ui.inbox.boxes import OWN, Boxes
from ssdesk.ui.inbox.filter_chips import FilterChips, add_action
from ssdesk.ui.inbox.own_folders import OwnFolder
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_line import TableHead
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.row_delegate import Row, describe
from ssdesk.ui.widgets import Chip, EmptyState, Label, Menu, Rule, column, row
from ssdesk.ui.widgets.base import elided

EVERYWHERE = ""  # the folder of a search in all folders
TO_ANSWER, AWAITING, FLAGGED = "?to_answer", "?awaiting", "?flagged"  # views over all folders
VIEWS = (TO_ANSWER, AWAITING, FLAGGED)
PERSONAL = ("drafts", "outbox")  # folders that a shared mailbox does not have
OWN_FOLDER = 32  # characters of its id
LONGEST_CHIP = 200  # px at 100 %: own folders may have a long name
_ICONS = {
    "inbox": "mail",
    "later": "clock",
    "drafts": "pencil",
    "scheduled": "calendar",
    "outbox": "send",
    "sent": "send",
    "archive": "archive",
    "trash": "trash",
    TO_ANSWER: "reply",
    AWAITING: "clock",
    FLAGGED: "flag",
}


class ListPane(QWidget):
    """`asked_again` when folder or filter is another one; the rest is the table's. `new_folder_asked` carries an
    account, the next two an `OwnFolder`, `form_asked` "table" or "cards".
    `only`: the filters, with the accounts for which a folder can be made too. `mailbox`: the shared one whose folders
    these are, "" for the own.
    """

    asked_again = Signal()
    new_folder_asked = Signal(str)
    rename_asked = Signal(object)
    delete_asked = Signal(object)
    form_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder, self.mailbox = "inbox", OWN
        self._before_search: str | None = None
        self._before_all = "inbox"
        self._counts: tuple[Mapping[str, FolderCount], int, Sequence[OwnFolder], int] = ({}, 0, (), 0)
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
        self.boxes = Boxes(self)
        self.boxes.chosen.connect(self.choose_mailbox)
        whole.addWidget(self.boxes)
        whole.addWidget(self.only)
        self._hint_box = QWidget(self)
        self._hint_box.setLayout(above)
        self._hint_box.hide()
        whole.addWidget(self._hint_box)
        whole.addWidget(Rule(self))
        self.head = TableHead(self.table, self)
        self.head.hide()
        whole.addWidget(self.head)
        whole.addWidget(self._stack, 1)
        self.show_counts({}, 0)

    def _build_chips(self) -> None:
        self.chip = Chip("", self, checkable=True)
        self.chip.setChecked(True)
        self.chip.toggled.connect(lambda _: self.chip.setChecked(True))
        self._menu = Menu(self.chip)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.chip.setMenu(self._menu)
        self.only = FilterChips(self.chip, self)
        self.only.changed.connect(self.end_everything)
        self.only.changed.connect(self.asked_again)

    def add_selection_bar(self, bar: QWidget) -> None:
        """What stands in place of the chips while several rows are selected."""
        self._selection_bar: QWidget = bar
        self._whole.insertWidget(0, bar)

    def show_selection_bar(self, *, shown: bool) -> None:
        self._selection_bar.setVisible(shown)
        self.only.setVisible(not shown)

    # ---- Folders and filters -----------------------------------------------------------------------------------------
    def folder_name(self, folder: str) -> str:
        """The folder in words; one of a newer server as it is."""
        names = {
            EVERYWHERE: self.tr("All folders"),
            "inbox": self.tr("Inbox"),
            "later": self.tr("Later"),
            "drafts": self.tr("Drafts"),
            "scheduled": self.tr("Scheduled"),
            TO_ANSWER: self.tr("To answer"),
            AWAITING: self.tr("Waiting for an answer"),
            FLAGGED: self.tr("Flagged"),
            **{folder.id: folder.text for folder in self._counts[2]},
            "outbox": self.tr("Outbox"),
            "sent": self.tr("Sent"),
            "archive": self.tr("Archive"),
            "trash": self.tr("Deleted"),
        }
        return names.get(folder, self.tr("A deleted folder") if len(folder) == OWN_FOLDER else folder)

    def own_folder(self) -> OwnFolder | None:
        """The one in sight, if somebody made it."""
        return next((folder for folder in self._counts[2] if folder.id == self.folder), None)

    def choose_folder(self, folder: str) -> None:
        if folder != self.folder:
            self.folder = folder
            self.only.clear()
            self.show_counts(*self._counts)
            self.asked_again.emit()

    def show_everything(self, choose: Callable[[], object]) -> None:
        """What a filter, which `choose` chooses, lets through of all folders; when it ends the folder is as it was."""
        if self._before_search is None and self.folder != EVERYWHERE:
            self._before_all, self.folder = self.folder, EVERYWHERE
            self.only.clear()
            self.show_counts(*self._counts)
        choose()

    def end_everything(self) -> None:
        """Without a filter nobody asked for all folders."""
        if self.folder == EVERYWHERE and self._before_search is None and not self.only.filtered():
            self.folder = self._before_all
            self.show_counts(*self._counts)

    def leave_folder(self, folder: str) -> None:
        """The one in sight is gone, or of another child: this one is shown, and nobody is told."""
        self.folder = folder
        self.only.clear()
        self.show_counts(*self._counts)

    def places(self) -> Mapping[str, str]:
        """The folders that a search says of what it found: where nobody would look for it at once."""
        named = ("archive", "trash", *(folder.id for folder in self._counts[2]))
        return {folder: self.folder_name(folder) for folder in named}

    def show_mailboxes(self, mailboxes: Sequence[Mailbox], unread: Mapping[str, int]) -> None:
        """The shared ones that are held, with how many unread messages each has. One that was taken away is left."""
        if self.mailbox != OWN and self.mailbox not in {box.id for box in mailboxes}:
            self.choose_mailbox(OWN)
        self.boxes.offer(mailboxes, self.mailbox, unread)
        self.boxes.setVisible(bool(mailboxes) and self._before_search is None)  # a search is over all

    def choose_mailbox(self, mailbox: str) -> None:
        """The inbox of another mailbox."""
        if mailbox != self.mailbox:
            self.mailbox, self.folder = mailbox, "inbox"
            self.only.clear()
            self.asked_again.emit()

    def search(self, *, on: bool) -> None:
        """A search begins in all folders; when it ends the folder and its list are as they were."""
        if on == (self._before_search is not None):
            return
        folder = EVERYWHERE if on else self._before_search or "inbox"
        if len(folder) == OWN_FOLDER and folder not in [own.id for own in self._counts[2]]:
            folder = "inbox"  # it is not in sight any more
        before = self._before_all if self.folder == EVERYWHERE else self.folder
        self._before_search = before if on else None
        self.folder = folder
        self.only.clear()
        self.show_counts(*self._counts)

    def show_counts(
        self, counts: Mapping[str, FolderCount], to_answer: int, own: Sequence[OwnFolder] = (), asked: int = 0
    ) -> None:
        """What each folder holds; a folder of a newer server is offered too. `to_answer`: messages of the inbox that
        ask an answer, `asked`: of all folders."""
        self._counts = (counts, to_answer, own, asked)
        name = self.folder_name(self.folder)
        self.chip.setText(elided(self.chip.font(), name, theme.px(LONGEST_CHIP)))
        self.chip.setAccessibleName(self.tr("Folder: {name}").format(name=name))
        self.chip.updateGeometry()
        received = self.folder in (EVERYWHERE, "inbox", "later", "archive") or len(self.folder) == OWN_FOLDER
        self.only.offer(received=received or self.folder in (TO_ANSWER, FLAGGED), to_answer=received)
        self._fit()

    def _fill_menu(self) -> None:
        counts = self._counts[0]
        self._menu.clear()
        group = QActionGroup(self._menu)
        own = [folder.id for folder in self._counts[2]]
        everywhere = [EVERYWHERE] if self._before_search is not None or self.folder == EVERYWHERE else []
        usual = [folder for folder in FOLDERS if not self.mailbox or folder not in PERSONAL]
        unknown = sorted(set(counts) - {*FOLDERS, *own})
        for number, folders in enumerate(((*everywhere, *usual, *unknown), VIEWS, own)):
            if number and folders:
                self._menu.addSeparator()
            for folder in folders:
                action = add_action(
                    self._menu,
                    _ICONS.get(folder, "folder"),
                    self._counted(counts, folder),
                    partial(self.choose_folder, folder),
                )
                action.setCheckable(True)
                action.setChecked(folder == self.folder)
                group.addAction(action)
        self._menu.addSeparator()
        self._fill_keeping()
        self._menu.addSeparator()
        form, text = ("cards", self.tr("As cards")) if self.as_table else ("table", self.tr("As a table"))
        add_action(self._menu, "list", text, partial(self.form_asked.emit, form))

    def _fill_keeping(self) -> None:
        """Making a folder, for which child where there are several; renaming and deleting the one in sight. A shared
        mailbox has the usual ones only."""
        if self.mailbox:
            return
        if len(self.only.accounts) == 1:
            ((account, _),) = self.only.accounts
            add_action(self._menu, "plus", self.tr("New folder…"), partial(self.new_folder_asked.emit, account))
        elif self.only.accounts:
            inside = Menu(self._menu)
            inside.setTitle(self.tr("New folder for"))
            self._menu.addMenu(inside).setIcon(icons.icon("plus"))
            for account, name in self.only.accounts:
                add_action(inside, "person", f"{name}…", partial(self.new_folder_asked.emit, account))
        if (own := self.own_folder()) is not None:
            add_action(self._menu, "pencil", self.tr("Rename this folder…"), partial(self.rename_asked.emit, own))
            add_action(self._menu, "trash", self.tr("Delete this folder…"), partial(self.delete_asked.emit, own))

    def _counted(self, counts: Mapping[str, FolderCount], folder: str) -> str:
        """The folder's name and how many it holds; of the inbox, how many are unread. *Waiting for an answer* has no
        number: it would have to be counted through all that was sent."""
        count = counts.get(folder)
        number = count.unread if count and folder == "inbox" else count.total if count else 0
        if folder == TO_ANSWER:
            number = self._counts[3]
        return self.folder_name(folder) + (f"  {texts.count(number)}" if number else "")

    def _fit(self) -> None:
        counts, to_answer = self._counts[:2]
        here = self.folder == "inbox"
        unread = counts["inbox"].unread if here and "inbox" in counts else 0
        self.only.fit(unread, to_answer if here else 0)

    @property
    def as_table(self) -> bool:
        return not self.head.isHidden()

    def show_as(self, form: str) -> None:
        """As a "table", or as "cards"."""
        self.head.setVisible(form == "table")
        self.table.show_lines(lines=form == "table")

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
