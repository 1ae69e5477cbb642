"""*Berichten*: the list at the left, the message or the composer at the right, search in the bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ssdesk.household import Home, Household
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import Filter
from ssdesk.ui import texts
from ssdesk.ui.inbox.answering import Answering
from ssdesk.ui.inbox.attachments import AttachmentOpener
from ssdesk.ui.inbox.bar import InboxBar
from ssdesk.ui.inbox.faces import Act, Faces
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.merged import MergedRows, counts, to_answer
from ssdesk.ui.inbox.reading import Place, Reading
from ssdesk.ui.inbox.sides import Sides
from ssdesk.ui.inbox.writing import Writing

SEARCH_AFTER_MS = 150
AGE_EVERY_MS = 60_000


class InboxScreen(QObject):
    """`bar` and `content` are put where the window wants them. `account` limits the screen to one account, "" shows
    all. `trouble` carries an SsdeskError for the window; `counted` the unread messages of the inbox."""

    trouble = Signal(object)
    counted = Signal(int)

    def __init__(self, household: Household, opener: AttachmentOpener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._opener, self._account = household, opener, ""
        self._shown: tuple[Filter, str] | None = None
        self._source: MergedRows | None = None
        self._marked: int | None = None  # the key of the open message's row when it was last selected
        self._act: Act = ""
        self._day = texts.school_time(texts.now()).date()
        self.bar, self.content = InboxBar(), Sides()
        self.pane, self.reader, self.composer = self.content.pane, self.content.reader, self.content.composer
        self.search, self.new = self.bar.search, self.bar.new
        self._faces = Faces(self)
        keeper = FileKeeper(household, self)
        self.answering = Answering(household, self.reader.answer, keeper, self)
        self.writing = Writing(household, self.composer, keeper, self)
        self.reading = Reading(household, self.reader, self.answering, opener, self)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(SEARCH_AFTER_MS)
        self._ages = QTimer(self)
        self._ages.setInterval(AGE_EVERY_MS)
        self._connect()
        self._connect_reading()
        self._set_shortcuts()
        self._ages.start()

    def _connect(self) -> None:
        self.new.clicked.connect(self.write_new)
        self.bar.back.clicked.connect(self.back_to_list)
        self.content.arranged.connect(lambda: self.bar.back.setVisible(self.content.covered))
        self.search.text_changed.connect(lambda _: self._search_timer.start())
        self.search.submitted.connect(self._leave_search)
        self._search_timer.timeout.connect(self._search)
        self._ages.timeout.connect(self._look_at_the_day)
        pane = self.pane
        pane.asked_again.connect(self.reload)
        pane.table.opened.connect(self._open_key)
        pane.rows.loaded.connect(self._mark_open_row)
        for signal in (pane.rows.loaded, pane.rows.rowsInserted, pane.rows.rowsRemoved):
            signal.connect(self._show_list_or_face)
        pane.rows.failed.connect(self.trouble)
        pane.empty.acted.connect(self._act_on_face)

    def _connect_reading(self) -> None:
        reader = self.reader
        reader.reply_asked.connect(self._reply)
        reader.archive_asked.connect(lambda: self._move("archive"))
        reader.trash_asked.connect(lambda: self._move("trash"))
        reader.answer.typing.connect(lambda _: self._choose_primary())
        self.reading.trouble.connect(self.trouble)
        self.reading.changed.connect(self._open_changed)
        self.reading.withdrawn.connect(self.resume_draft)
        self.writing.finished.connect(self._letter_finished)

    def _set_shortcuts(self) -> None:
        anywhere, inside = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, widget, context, act in (
            ("Ctrl+N", self.content, anywhere, self.write_new),
            ("Ctrl+F", self.content, anywhere, self._focus_search),
            ("Ctrl+R", self.content, anywhere, self._reply),
            ("Del", self.content, inside, self._delete),
            ("Esc", self.content, inside, self.back_to_list),
            ("Esc", self.bar, inside, self.pane.take_focus),
        ):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(context)
            shortcut.activated.connect(act)

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """It comes into sight."""
        (self.composer.focus if self.content.composing else self.pane.take_focus)()

    def show_account(self, account: str) -> None:
        """Another child, or "" for all. A message of another child does not stay open beside it."""
        self._account = account
        place = self.reading.place
        if account and place is not None and place[0] != account and not self.content.composing:
            self.reading.close()
        self.reload()

    def reload(self) -> None:
        """Folder, filter, child or words changed, or accounts came or went."""
        words = self.search.text().strip()
        filter_ = Filter(
            folder=self.pane.folder,
            unread=self.pane.unread.isChecked(),
            attachment=self.pane.attached.isChecked(),
            to_answer=self.pane.to_answer.isChecked(),
            words=words,
            own=self.pane.folder == "inbox" and not (self.pane.unread.isChecked() or self.pane.to_answer.isChecked()),
        )
        self._recount()
        if self._shown == (filter_, self._account) and self.pane.rows.rowCount():
            self.pane.rows.reread()
            return
        self._shown = filter_, self._account
        self._source = MergedRows(self._household, filter_, self._account)
        self.pane.rows.show(self._source)
        self._mark_open_row()
        self._show_list_or_face()

    def take(self, changes: Changes) -> None:
        """Something was committed; only what it touched is read again."""
        self._faces.watch(self._household.homes)
        if self._shown is None or any(touched.everything for touched in changes.by_account.values()):
            self.reload()
        else:
            keys = self._household.merged_keys(changes)
            if keys:
                self.pane.rows.changed(keys)
            self._recount()
            self._show_list_or_face()
        self.reading.take(changes)
        self._mark_open_row()

    def _recount(self) -> None:
        self.pane.show_counts(counts(self._household, self._account), to_answer(self._household, self._account))
        self.counted.emit(self._household.unread)

    def _look_at_the_day(self) -> None:
        """At midnight what was "today" is "yesterday"."""
        day = texts.school_time(texts.now()).date()
        if day != self._day:
            self._day = day
            self.pane.rows.reread()
            self.reading.read()

    def _homes(self) -> list[Home]:
        return [home for home in self._household.homes if self._account in ("", home.name)]

    def _show_list_or_face(self) -> None:
        words, homes = self.search.text().strip(), self._homes()
        to_index = sum(home.status.to_index for home in homes)
        hint = self.tr("Not everything can be searched yet: {count} messages to go.")
        self.pane.say_hint(hint.format(count=texts.count(to_index)) if words and to_index else "")
        if self.pane.rows.rowCount():
            face = None
        elif words:
            face = self._faces.of_search(words, complete=not to_index)
        elif self.pane.filtered():
            face = self._faces.of_filter()
        else:
            face = self._faces.of_folder(self.pane.folder, self.pane.folder_name(self.pane.folder), homes)
        self._act = face.act if face is not None else ""
        self.pane.show_face(face)

    def _act_on_face(self) -> None:
        if self._act == "clear":
            self.search.set_text("")
            self._search_timer.stop()
            self._search()
        elif self._act == "all":
            self.pane.show_all()
        else:
            self._household.nudge(self._account)
            return
        self.pane.take_focus()

    # ---- Search ------------------------------------------------------------------------------------------------------
    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    def _search(self) -> None:
        self.pane.search(on=bool(self.search.text().strip()))
        self.reload()

    def _leave_search(self) -> None:
        """Enter in the field: to what was found."""
        if self._search_timer.isActive():
            self._search_timer.stop()
            self._search()
        self.pane.take_focus(Qt.FocusReason.TabFocusReason)

    # ---- Reading -----------------------------------------------------------------------------------------------------
    def _open_key(self, key: int) -> None:
        found = self._household.place_of(key)
        if found is None:
            return
        account, row = found
        if row.kind == "draft":
            self.resume_draft(account, row.id)
        else:
            self.open_message(account, row.id)

    def open_message(self, account: str, id_: str) -> None:
        """Show a message and make the receipt: the person asked for it (R11)."""
        if self._leave_composer():
            self.reading.open(account, id_)

    def _open_changed(self) -> None:
        """Another message is open, or none."""
        is_open = self.reading.place is not None
        if not self.content.composing:
            self.content.show_reader(over=is_open)
            if is_open and (self.content.narrow or self.pane.table.by_keyboard):
                self.reader.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark_open_row()
        self._choose_primary()

    def _mark_open_row(self) -> None:
        """The open message's row is selected, where the list holds it and the person did not go on to another."""
        key = self.reading.list_key()
        if self._source is not None:
            self._source.held = key
        table = self.pane.table
        if key is not None and not self.content.composing and (key != self._marked or not table.selected_keys()):
            table.select_key(key)
        self._marked = key

    def _reply(self) -> None:
        if self.reading.place is not None and not self.content.composing:
            self.content.show_reader(over=True)
            self.reader.answer.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- Moving ------------------------------------------------------------------------------------------------------
    def _delete(self) -> None:
        """In the list what is selected there, elsewhere the open message."""
        keys = self.pane.table.selected_keys() if self.pane.table.hasFocus() else []
        found = [place for key in keys if (place := self._household.place_of(key)) is not None]
        places = [(account, row.id) for account, row in found if row.kind != "draft" and not row.state]
        if places:
            self._move_these(places, "trash")
        elif not keys:
            self._move("trash")

    def _move(self, folder: str) -> None:
        if self.reading.place is not None and not self.content.composing:
            self._move_these([self.reading.place], folder)

    def _move_these(self, places: list[Place], folder: str) -> None:
        """Afterwards the next message is the current one, and nothing is open: nobody asked to read it."""
        if self.reading.move(places, folder):
            self.content.show_reader(over=self.reading.place is not None)
            self.pane.take_focus()

    # ---- Writing -----------------------------------------------------------------------------------------------------
    def write_new(self) -> None:
        if self._leave_composer():
            self.writing.new_message(self._account)
            self._show_composer()

    def resume_draft(self, account: str, draft: str) -> None:
        """Go on with a draft: chosen in the list, or given back by the outbox."""
        if self._leave_composer() and self.reading.close() and self.writing.resume(account, draft):
            self._show_composer()

    def _show_composer(self) -> None:
        self.content.show_composer()
        self._choose_primary()
        self.composer.focus()

    def _leave_composer(self) -> bool:
        """False: what is written there cannot be kept, so it stays."""
        if not self.content.composing:
            return True
        if not self.writing.leave():
            return False
        self._letter_finished()
        return True

    def _letter_finished(self) -> None:
        self.content.show_reader(over=self.reading.place is not None)
        self._choose_primary()
        self._mark_open_row()
        (self.reader.body.setFocus if self.content.covered else self.pane.take_focus)()

    def _choose_primary(self) -> None:
        """One primary button: *Send* while there is something to send, otherwise *New message*."""
        answering = self.reading.place is not None and self.reader.answer.send.role == "primary"
        self.bar.step_back(back=self.content.composing or answering)

    # ---- Leaving -----------------------------------------------------------------------------------------------------
    def back_to_list(self) -> None:
        """From the composer, which keeps its draft, or from the message."""
        if self._leave_composer():
            if self.content.narrow:
                self.reading.close()
            self.content.show_reader(over=False)
            self.pane.take_focus(Qt.FocusReason.BacktabFocusReason)

    def leave(self) -> None:
        """The program ends, or is locked: what is being written is kept."""
        if self.content.composing:
            self.writing.leave()
        self.answering.leave()
        self._opener.stop_all()
