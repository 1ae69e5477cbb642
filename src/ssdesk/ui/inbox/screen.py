"""*Berichten*: the list at the left, the message or the composer at the right, search in the bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.replica.actions import MoveMessage, OpenMessage
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import Filter
from ssdesk.ui import theme
from ssdesk.ui.inbox.attachments import AttachmentOpener
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.list_pane import ListPane
from ssdesk.ui.inbox.merged import MergedRows, counts, to_answer
from ssdesk.ui.inbox.opened import Opened, about
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.inbox.writing import Writing
from ssdesk.ui.widgets import Button, Label, Rule, SearchField, row

SEARCH_AFTER_MS = 150
LIST_WIDTH = 392
NARROW = 1100  # below this width (at 100 %) the reader opens over the list


class InboxScreen(QWidget):
    """`account` limits the screen to one account, "" shows all. `trouble` carries an SsdeskError for the window;
    `counted` the unread messages of the inbox."""

    trouble = Signal(object)
    counted = Signal(int)

    def __init__(self, household: Household, opener: AttachmentOpener, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household, self._opener, self._account, self._stale = household, opener, "", True
        self._opened: tuple[str, str] | None = None  # account and id of the message in the reader
        self.pane, self.reader, self.composer = ListPane(self), Reader(self), Composer(self)
        self.writing = Writing(household, self.composer, self.reader.answer, self)
        self.bar = QWidget(self)
        self._build_bar()
        self._right = QStackedWidget(self)
        self._right.addWidget(self.reader)
        self._right.addWidget(self.composer)
        theme.fix(self.pane, width=LIST_WIDTH)
        self._line = Rule(self, vertical=True)
        self.content = QWidget(self)
        theme.raise_to_surface(self.content)
        sides: QHBoxLayout = row(self.content)
        sides.addWidget(self.pane)
        sides.addWidget(self._line)
        sides.addWidget(self._right, 1)
        self._narrow = False
        self._connect()

    def _build_bar(self) -> None:
        line = row(self.bar, (20, 0, 20, 0), 12)
        self.new = Button(self.tr("New message"), "primary", self.bar)
        self.back = Button("", "quiet", self.bar, icon="chevron-left")
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.back.accessibleName())
        self.back.hide()
        self.search = SearchField(self.tr("Search in messages"), "Ctrl+F", self.bar)
        theme.fix(self.search, width=320)
        line.addWidget(self.back)
        line.addWidget(Label(self.tr("Messages"), "bar", self.bar))
        line.addWidget(self.new)
        line.addStretch(1)
        line.addWidget(self.search)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(SEARCH_AFTER_MS)

    def _connect(self) -> None:
        self.new.clicked.connect(self.write_new)
        self.back.clicked.connect(self._show_side_list)
        self.search.text_changed.connect(lambda _: self._search_timer.start())
        self.search.submitted.connect(self.pane.table.setFocus)
        self._search_timer.timeout.connect(self.reload)
        self.pane.asked_again.connect(self.reload)
        self.pane.table.opened.connect(self._open_key)
        self.pane.rows.loaded.connect(self._show_list_or_face)
        self.pane.rows.rowsInserted.connect(self._show_list_or_face)
        self.pane.rows.rowsRemoved.connect(self._show_list_or_face)
        self.pane.rows.failed.connect(self.trouble)
        self.pane.empty.acted.connect(self._empty_acted)
        self.reader.reply_asked.connect(lambda: self.reader.answer.text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.reader.archive_asked.connect(lambda: self._move("archive"))
        self.reader.trash_asked.connect(lambda: self._move("trash"))
        self.reader.restore_asked.connect(self._restore)
        self.reader.attachment_asked.connect(self._open_file)
        self.writing.finished.connect(self._show_reader)
        for keys, act in (
            ("Ctrl+N", self.write_new),
            ("Ctrl+F", self._focus_search),
            ("Ctrl+R", self.reader.reply_asked.emit),
            ("Del", lambda: self._move("trash")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def show_account(self, account: str) -> None:
        """Another child, or "" for all."""
        self._account = account
        self.reload()

    def reload(self) -> None:
        """Another answer: folder, filter, child or words changed, or accounts came or went."""
        self._stale = False
        filter_ = Filter(
            folder="" if self.search.text().strip() and self.pane.folder == "inbox" else self.pane.folder,
            unread=self.pane.unread.isChecked(),
            attachment=self.pane.attached.isChecked(),
            to_answer=self.pane.to_answer.isChecked(),
            words=self.search.text(),
        )
        self._recount()
        self.pane.rows.show(MergedRows(self._household, filter_, self._account))
        self._show_list_or_face()

    def take(self, changes: Changes) -> None:
        """Something was committed; only what it touched is read again."""
        if self._stale or any(touched.everything for touched in changes.by_account.values()):
            self.reload()
        else:
            keys = self._household.merged_keys(changes)
            if keys:
                self.pane.rows.changed(keys)
            self._recount()
            self._show_list_or_face()
        self._refresh_reader(changes)

    def _recount(self) -> None:
        self.pane.show_counts(counts(self._household, self._account), to_answer(self._household, self._account))
        self.counted.emit(self._household.unread)

    def _show_list_or_face(self) -> None:
        """The list, or why there is none: searched in vain, filtered away, not fetched yet, or really empty."""
        if self.pane.rows.rowCount():
            self.pane.show_list()
        elif self.search.text().strip():
            sentence = self.tr("Nothing on this computer holds “{words}”.").format(words=self.search.text().strip())
            self.pane.show_empty("search", self.tr("Nothing found"), sentence, self.tr("Clear the search"))
        elif self.pane.filtered():
            self.pane.show_empty(
                "check", self.tr("Nothing here"), self.tr("No message fits this choice."), self.tr("Show all")
            )
        elif self._household.is_filling(self._account):
            self.pane.show_empty(
                "clock", self.tr("Being fetched for the first time"), self.tr("The newest messages come first.")
            )
        else:
            name = self.pane.folder_name(self.pane.folder)
            self.pane.show_empty("mail", self.tr("No messages"), self.tr("“{folder}” is empty.").format(folder=name))

    def _empty_acted(self) -> None:
        if self.search.text():
            self.search.set_text("")
        else:
            for chip in (self.pane.unread, self.pane.to_answer, self.pane.attached):
                chip.setChecked(False)

    # ---- Reading -----------------------------------------------------------------------------------------------------
    def _open_key(self, key: int) -> None:
        found = self._household.place_of(key)
        if found is None:
            return
        account, row_ = found
        if row_.kind == "draft":
            self.resume_draft(account, row_.id)
        else:
            self.open_message(account, row_.id)

    def open_message(self, account: str, id_: str) -> None:
        """Show a message and make the receipt: the person asked for it (R11)."""
        self._leave_composer()
        self._opened = (account, id_)
        self._read()
        self._show_reader()
        try:
            self._household.do(account, OpenMessage(id_))
        except SsdeskError as error:
            self.trouble.emit(error)

    def _read(self) -> None:
        """Read the open message again, as it is now."""
        if self._opened is None:
            self.reader.show_message(None)
            return
        account, id_ = self._opened
        home = self._household.home(account)
        detail = self._household.replica(account).inbox.message(id_) if home.is_open else None
        if detail is None:
            self._opened = None
            self.reader.show_message(None)
            return
        opened = Opened(about(home), detail)
        new = self.reader.message is None or self.reader.message.row.id != id_
        self.reader.show_message(opened)
        if new:
            self.writing.answer_to(opened)
        self._opener.show_states(account, detail.attachments, self.reader.tiles)

    def _refresh_reader(self, changes: Changes) -> None:
        if self._opened is not None and self._opened[0] in changes.by_account:
            self._read()

    def _move(self, folder: str) -> None:
        if self._opened is not None and self.reader.isVisible():
            account, id_ = self._opened
            self._do(account, id_, folder)

    def _restore(self) -> None:
        message = self.reader.message
        if message is not None:
            self._move("sent" if message.row.own else "inbox")

    def _do(self, account: str, id_: str, folder: str) -> None:
        try:
            self._household.do(account, MoveMessage(id_, folder))  # type: ignore[arg-type]
        except SsdeskError as error:
            self.trouble.emit(error)
            return
        self._opened = None
        self.reader.show_message(None)
        self.pane.table.setFocus()

    def _open_file(self, attachment: object) -> None:
        if self._opened is not None:
            self._opener.open(self._opened[0], attachment, self.reader.tiles)  # type: ignore[arg-type]

    # ---- Writing -----------------------------------------------------------------------------------------------------
    def write_new(self) -> None:
        self._leave_composer()
        self.writing.new_message(self._account)
        self._right.setCurrentWidget(self.composer)
        self._show_side_content()

    def resume_draft(self, account: str, draft: str) -> None:
        """Go on with a draft: chosen in the list, or given back by the outbox."""
        self._leave_composer()
        if self.writing.resume(account, draft):
            self._right.setCurrentWidget(self.composer)
            self._show_side_content()

    def _leave_composer(self) -> None:
        if self._right.currentWidget() is self.composer:
            self.writing.leave()

    def leave(self) -> None:
        """The program ends: what is being written is kept."""
        self._leave_composer()

    def _show_reader(self) -> None:
        self._right.setCurrentWidget(self.reader)
        self._show_side_content()

    # ---- A narrow window ---------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow = self.window().width() < theme.px(NARROW)
        self._arrange(show_list=self._opened is None and self._right.currentWidget() is self.reader)

    def _arrange(self, *, show_list: bool) -> None:
        self.pane.setVisible(not self._narrow or show_list)
        self._line.setVisible(not self._narrow)
        self._right.setVisible(not self._narrow or not show_list)
        self.back.setVisible(self._narrow and not show_list)

    def _show_side_list(self) -> None:
        self._leave_composer()
        self._right.setCurrentWidget(self.reader)
        self._arrange(show_list=True)
        self.pane.table.setFocus()

    def _show_side_content(self) -> None:
        self._arrange(show_list=False)
