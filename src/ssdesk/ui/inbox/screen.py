"""*Berichten*: the list at the left, the message or the composer at the right, search in the bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ssdesk.household import Household
from ssdesk.replica.changes import Changes
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.inbox.answering import Answering
from ssdesk.ui.inbox.asking import FolderName
from ssdesk.ui.inbox.bar import InboxBar
from ssdesk.ui.inbox.choosing import Choosing
from ssdesk.ui.inbox.doing import Doing, open_below
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.listing import Listing
from ssdesk.ui.inbox.marking import Marking, Rows
from ssdesk.ui.inbox.menus import MessageMenus
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.own_folders import OwnFolder
from ssdesk.ui.inbox.own_window import MessageWindows
from ssdesk.ui.inbox.reading import Reading
from ssdesk.ui.inbox.sides import Sides
from ssdesk.ui.inbox.writing import Writing
from ssdesk.ui.question import Question
from ssdesk.ui.screen import Place, Screen


class InboxScreen(Screen):
    """A place of it: a "message" or a "draft", or "new" for an empty one (`id`: to whom, if that is decided).
    `form_changed` carries "table" or "cards" when the person wants the list to be another thing."""

    form_changed = Signal(str)
    bar: InboxBar
    content: Sides

    def __init__(self, household: Household, opener: AttachmentOpener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._marked: int | None = None  # the key of the open message's row when it was last selected
        self.bar, self.content = InboxBar(), Sides()
        self.pane, self.reader, self.composer = self.content.pane, self.content.reader, self.content.composer
        self.search, self.new = self.bar.search, self.bar.new
        self.listing = Listing(household, self.pane, self.search, self)
        keeper = FileKeeper(household, self)
        self.answering = Answering(household, self.reader.answer, keeper, self)
        self.writing = Writing(household, self.composer, keeper, self)
        self.reading = Reading(household, self.reader, self.answering, opener, self)
        self.choosing = Choosing(household, self.content, self)
        self.marking = Marking(household, self)
        self.menus = MessageMenus(household, self._rows_meant, self.content)
        self.reader_menus = MessageMenus(household, self.reading.opened_row, self.reader, more=self.reader.more.menu())
        self.chosen_menus = MessageMenus(household, self.choosing.rows, self.choosing.bar)
        self.windows = MessageWindows(household, self)
        self.reading.elsewhere = self.windows.raise_open
        self._connect()
        self._connect_reading()
        self._connect_menus()
        self._set_shortcuts()

    def _connect(self) -> None:
        self.new.clicked.connect(lambda _: self.write_new())
        self.bar.back.clicked.connect(self.back_to_list)
        self.content.arranged.connect(lambda: self.bar.back.setVisible(self.content.covered))
        self.search.submitted.connect(self._leave_search)
        self.listing.changed.connect(self._mark_open_row)
        self.listing.changed.connect(lambda: self.reader.mark(self.listing.terms()))
        self.listing.another_day.connect(self.reading.read)
        self.pane.table.opened.connect(self._open_key)
        self.pane.table.opened_apart.connect(self._open_key_apart)
        self.windows.withdrawn.connect(self.resume_draft)
        self.windows.reply_all_asked.connect(lambda message: self._write_from_window(message, self._answer_all_of))
        self.windows.forward_asked.connect(lambda message: self._write_from_window(message, self._forward_this))
        self.pane.rows.failed.connect(self.trouble)

    def _connect_reading(self) -> None:
        reader = self.reader
        reader.reply_asked.connect(self._reply)
        reader.reply_all_asked.connect(self._answer_all)
        reader.forward_asked.connect(self._forward)
        reader.window_asked.connect(self._open_apart)
        reader.archive_asked.connect(lambda: self._move("archive"))
        reader.trash_asked.connect(lambda: self._move("trash"))
        reader.restore_asked.connect(lambda: self._move(""))
        reader.answer.typing.connect(lambda _: self._choose_primary())
        self.reading.trouble.connect(self.trouble)
        self.reading.changed.connect(self._open_changed)
        self.reading.withdrawn.connect(self.resume_draft)
        self.writing.finished.connect(self._letter_finished)
        self.choosing.move_asked.connect(lambda folder: self.doing.move(self.choosing.rows(), folder))

    def _connect_menus(self) -> None:
        reader, bar, pane = self.reader, self.choosing.bar, self.pane
        self.doing = self._connect_menu(self.menus, self._rows_meant)
        self._connect_menu(self.reader_menus, self.reading.opened_row)
        self._connect_menu(self.chosen_menus, self.choosing.rows)
        for button, menu in (
            (reader.flag, self.reader_menus.flags),
            (reader.later, self.reader_menus.later),
            (bar.flag, self.chosen_menus.flags),
            (bar.later, self.chosen_menus.later),
            (bar.to_folder, self.chosen_menus.folders),
        ):
            button.clicked.connect(lambda _=False, button=button, menu=menu: open_below(menu, button))
        bar.unread_asked.connect(lambda: self.marking.toggle_unread(self.choosing.rows()))
        pane.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.table.customContextMenuRequested.connect(self._open_row_menu)
        pane.new_folder_asked.connect(lambda account: self.doing.ask_folder(account, []))
        pane.rename_asked.connect(self._ask_name)
        pane.delete_asked.connect(self._ask_deletion)
        pane.form_asked.connect(self._change_form)
        self.marking.trouble.connect(self.trouble)

    def _connect_menu(self, menus: MessageMenus, rows: Callable[[], Rows]) -> Doing:
        doing = Doing(menus, rows, self.reading, self.marking, self.content)
        doing.moved.connect(self._show_list)
        menus.sender_asked.connect(self.pane.show_writer)
        menus.about_asked.connect(self.pane.show_about)
        menus.pupil_asked.connect(self.pane.show_pupil)
        return doing

    def _set_shortcuts(self) -> None:
        anywhere, inside = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, widget, context, act in (
            ("Ctrl+N", self.content, anywhere, self.write_new),
            ("Ctrl+F", self.content, anywhere, self._focus_search),
            ("Ctrl+R", self.content, anywhere, self._reply),
            ("Ctrl+Shift+R", self.content, anywhere, self._answer_all),
            ("Ctrl+Shift+F", self.content, anywhere, self._forward),
            ("Ctrl+P", self.content, anywhere, lambda: self.reading.printouts().print(whole=False)),
            ("Del", self.content, inside, self._delete),
            ("U", self.content, inside, lambda: self.marking.toggle_unread(self._rows_meant())),
            ("F", self.content, inside, lambda: self._open_here(self.menus.flags)),
            ("L", self.content, inside, self._open_later),
            ("V", self.content, inside, lambda: self._open_here(self.menus.folders)),
            ("Esc", self.content, inside, self.back_to_list),
            ("Esc", self.bar, inside, self.pane.take_focus),
        ):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(context)
            shortcut.activated.connect(act)

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        (self.composer.focus if self.content.composing else self.pane.take_focus)()

    def show_account(self, account: str) -> None:
        """Another child, or "" for all. A message of another child does not stay open beside it."""
        self.listing.account = account
        place = self.reading.place
        if account and place is not None and place[0] != account and not self.content.composing:
            self.reading.close()
        self.listing.reload()

    def show_list_as(self, form: str) -> None:
        """As a "table", or as "cards"."""
        self.content.show_as(form)
        self.content.show_reader(over=self.reading.place is not None)

    def _change_form(self, form: str) -> None:
        self.show_list_as(form)
        self.form_changed.emit(form)

    def show_place(self, place: Place) -> None:
        if place.kind == "message":
            self.open_message(place.account, place.id)
        elif place.kind == "draft":
            self.resume_draft(place.account, place.id)
        elif place.kind == "new":
            self.write_new(place.account, place.id)
        else:
            self.enter()

    def take(self, changes: Changes) -> None:
        self.listing.take(changes)
        self.reading.take(changes)
        self.choosing.take()
        self.windows.take(changes)
        self._mark_open_row()

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    def _leave_search(self) -> None:
        """Enter in the field: to what was found."""
        self.listing.search_now()
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

    def _open_key_apart(self, key: int) -> None:
        """In a window of its own. What is written is opened where it is written."""
        found = self._household.place_of(key)
        if found is None:
            return
        account, row = found
        if row.kind == "draft":
            self.resume_draft(account, row.id)
            return
        if self.reading.place == (account, row.id) and not self.reading.close():
            return
        self.windows.open(account, row.id)

    def _open_apart(self) -> None:
        place = self.reading.place
        if place is not None and self.reading.close():
            self.windows.open(*place)

    def open_message(self, account: str, id_: str) -> None:
        """Show a message and make the receipt: the person asked for it (R11). One that has a window stays there."""
        if self.windows.raise_open((account, id_)):
            return
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
        key, table = self.reading.list_key(), self.pane.table
        self.listing.hold(key)
        moved_on = self.content.composing or self.choosing.several
        if key is not None and not moved_on and (key != self._marked or not table.selected_count()):
            table.select_key(key)
        self._marked = key

    def _reply(self) -> None:
        if self.reading.place is not None and not self.content.composing:
            self.content.show_reader(over=True)
            self.reader.answer.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- Moving ------------------------------------------------------------------------------------------------------
    def _delete(self) -> None:
        """In the list what is selected there, elsewhere the open message."""
        if self.pane.table.hasFocus() and self.pane.table.selected_count():
            self.doing.move(self.choosing.rows(), "trash")
        else:
            self._move("trash")

    def _move(self, folder: str) -> None:
        if not self.content.composing:
            self.doing.move(self.reading.opened_row(), folder)

    def _show_list(self) -> None:
        """What was moved is gone from it: the next message is the current one, and nobody asked to read that."""
        self.content.show_reader(over=self.reading.place is not None)
        self.pane.take_focus()

    # ---- Flags, later, folders ---------------------------------------------------------------------------------------
    def _rows_meant(self) -> Rows:
        """In the list what is selected there, elsewhere the open message; nothing while somebody writes."""
        if self.choosing.several or (self.pane.table.hasFocus() and self.pane.table.selected_count()):
            return self.choosing.rows()
        return [] if self.content.composing else [(a, row) for a, row in self.reading.opened_row() if not row.state]

    def _open_here(self, menu: QMenu) -> None:
        """At the row that is current in the list, or at the buttons of the message."""
        if not self._rows_meant():
            return
        table = self.pane.table
        if table.hasFocus():
            menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).center()))
        else:
            open_below(menu, self.reader.flag)

    def _open_later(self) -> None:
        if any(not row.own for _, row in self._rows_meant()):
            self._open_here(self.menus.later)

    def _open_row_menu(self, place: QPoint) -> None:
        """For the row below the pointer, or all that are selected with it."""
        table = self.pane.table
        index = table.indexAt(place)
        if index.isValid() and not table.selectionModel().isSelected(index):
            table.select_key(self.pane.rows.key_at(index.row()))
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._rows_meant():
            self.menus.all.popup(table.viewport().mapToGlobal(place))

    def _ask_name(self, folder: OwnFolder) -> None:
        question = FolderName(self.content.window(), self.tr("Rename the folder"), folder.name)
        question.named.connect(lambda name: self.marking.name_folder(folder.account, name, folder.id))
        question.open()

    def _ask_deletion(self, folder: OwnFolder) -> None:
        question = Question(
            self.content.window(),
            self.tr("Delete this folder?"),
            folder.text,
            self.tr("Delete the folder"),
            hint=self.tr("The messages in it go to the archive. None is lost."),
            role="danger",
        )

        def yes() -> None:
            self.marking.delete_folder(folder.account, folder.id)
            self.pane.choose_folder("archive")

        question.accepted.connect(yes)
        question.open()

    # ---- Writing -----------------------------------------------------------------------------------------------------
    def write_new(self, account: str = "", to: str = "") -> None:
        """For this account, or the one in sight; `to` a contact of it."""
        if self._leave_composer():
            self.writing.new_message(account or self.listing.account, to)
            self._show_composer()

    def _answer_all(self) -> None:
        message = self.reader.message
        if message is not None and message.can_answer_all and self._leave_answer():
            self._answer_all_of(message)

    def _forward(self) -> None:
        message = self.reader.message
        if message is not None and not message.row.state and self._leave_answer():
            self._forward_this(message)

    def _answer_all_of(self, message: Opened) -> None:
        self.writing.answer_all(message.about.account, message.detail)
        self._show_composer()

    def _forward_this(self, message: Opened) -> None:
        self.writing.forward(message.about.account, message.detail)
        self._show_composer()

    def _write_from_window(self, message: Opened, write: Callable[[Opened], None]) -> None:
        """What was asked in a message's own window is written here; the message stays there to be looked at."""
        if self._leave_composer() and self.reading.close():
            write(message)
            self.content.window().raise_()
            self.content.window().activateWindow()

    def _leave_answer(self) -> bool:
        """An answer that was begun below the open message is kept. False: it cannot be, or another letter is open."""
        return not self.content.composing and self.reading.close()

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
        answering = self.reader.answer.send.isVisibleTo(self.reader) and self.reader.answer.send.role == "primary"
        self.bar.step_back(back=self.content.composing or answering)

    # ---- Leaving -----------------------------------------------------------------------------------------------------
    def back_to_list(self) -> None:
        """From the composer, which keeps its draft, or from the message."""
        if self._leave_composer():
            self.choosing.end()
            if self.content.narrow:
                self.reading.close()
            self.content.show_reader(over=False)
            self.pane.take_focus(Qt.FocusReason.BacktabFocusReason)

    def leave(self) -> None:
        if self.content.composing:
            self.writing.leave()
        self.answering.leave()
        self.windows.end()
