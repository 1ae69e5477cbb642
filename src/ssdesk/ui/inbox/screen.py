"""*Berichten*: the list at the left, the message or the composer at the right, search in the bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ssdesk.household import Household
from ssdesk.replica.changes import Changes
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.inbox.bar import InboxBar
from ssdesk.ui.inbox.choosing import Choosing
from ssdesk.ui.inbox.doing import Doing, open_below
from ssdesk.ui.inbox.folder_questions import FolderQuestions
from ssdesk.ui.inbox.listing import Listing
from ssdesk.ui.inbox.marking import Marking, Rows
from ssdesk.ui.inbox.menus import MessageMenus
from ssdesk.ui.inbox.own_windows import MessageWindows
from ssdesk.ui.inbox.possible import Can, possible
from ssdesk.ui.inbox.right_side import RightSide
from ssdesk.ui.inbox.sides import Sides
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.tried import tried

if TYPE_CHECKING:
    from ssdesk.ui.inbox.composer import Composer
    from ssdesk.ui.inbox.opened import Opened
    from ssdesk.ui.inbox.reader import Reader
    from ssdesk.ui.inbox.reading_side import ReadingSide


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
        self.pane = self.content.pane
        self.search, self.new = self.bar.search, self.bar.new
        self.listing = Listing(household, self.pane, self.search, self)
        self.right = RightSide(household, self.content, opener, self)
        self.right.reading_made.connect(self._connect_reading)
        self.right.writing_made.connect(lambda writing: writing.finished.connect(self._letter_finished))
        self.choosing = Choosing(household, self.content, self)
        self.marking = Marking(household, self)
        self.menus = MessageMenus(household, self._rows_meant, self.content)
        self.chosen_menus = MessageMenus(household, self.choosing.rows, self.choosing.bar)
        self.windows = MessageWindows(household, self)
        self._connect()
        self._connect_menus()
        self._set_shortcuts()

    @property
    def reader(self) -> Reader:
        return self.right.reading_side.reader

    @property
    def composer(self) -> Composer:
        return self.right.writing.composer

    def _connect(self) -> None:
        self.new.clicked.connect(lambda _: self.write_new())
        self.bar.back.clicked.connect(self.back_to_list)
        self.content.arranged.connect(lambda: self.bar.back.setVisible(self.content.covered))
        self.search.submitted.connect(self._leave_search)
        self.listing.changed.connect(self._mark_open_row)
        self.listing.changed.connect(lambda: self.right.mark(self.listing.terms()))
        self.listing.another_day.connect(self.right.read)
        self.listing.searched.connect(self._show_found)
        self.pane.table.opened.connect(self._open_key)
        self.pane.table.opened_apart.connect(self._open_key_apart)
        self.windows.withdrawn.connect(self._resume_from_window)
        self.windows.reply_all_asked.connect(lambda message: self._write_from_window(message, self._answer_all_of))
        self.windows.forward_asked.connect(lambda message: self._write_from_window(message, self._forward_this))
        self.windows.compose_asked.connect(self._compose_from_window)
        self.windows.trouble.connect(self.trouble)
        self.pane.rows.failed.connect(self.trouble)
        self.right.trouble.connect(self.trouble)

    def _connect_reading(self, side: ReadingSide) -> None:
        reader, reading = side.reader, side.reading
        reading.elsewhere = self.windows.raise_open
        reader.reply_asked.connect(self._reply)
        reader.reply_all_asked.connect(self._answer_all)
        reader.forward_asked.connect(self._forward)
        reader.window_asked.connect(self._open_apart)
        reader.archive_asked.connect(lambda: self._move("archive"))
        reader.trash_asked.connect(lambda: self._move("trash"))
        reader.restore_asked.connect(lambda: self._move(""))
        reader.answer.typing.connect(lambda _: self._choose_primary())
        side.answering.compose_asked.connect(self._compose)
        reading.trouble.connect(self.trouble)
        reading.changed.connect(self._open_changed)
        reading.withdrawn.connect(self.resume_draft)
        self._connect_menu(side.menus, reading.opened_row)
        reader.mark(self.listing.terms())

    def _connect_menus(self) -> None:
        bar, pane = self.choosing.bar, self.pane
        self._folders = FolderQuestions(self.marking, pane)
        self.doing = self._connect_menu(self.menus, self._rows_meant)
        self._connect_menu(self.chosen_menus, self.choosing.rows)
        self.choosing.move_asked.connect(lambda folder: self.doing.move(self.choosing.rows(), folder))
        for button, menu in (
            (bar.flag, self.chosen_menus.flags),
            (bar.later, self.chosen_menus.later),
            (bar.to_folder, self.chosen_menus.folders),
        ):
            button.clicked.connect(lambda _=False, button=button, menu=menu: open_below(menu, button))
        bar.unread_asked.connect(lambda: self.marking.toggle_unread(self.choosing.rows()))
        bar.trash_asked.connect(lambda: self.doing.delete(self.choosing.rows()))
        bar.withhold_asked.connect(lambda: self.doing.withhold(self.choosing.rows()))
        pane.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.table.customContextMenuRequested.connect(self._open_row_menu)
        pane.new_folder_asked.connect(lambda account: self.doing.ask_folder(account, []))
        pane.rename_asked.connect(self._folders.ask_name)
        pane.delete_asked.connect(self._folders.ask_deletion)
        pane.form_asked.connect(self._change_form)
        self.marking.trouble.connect(self.trouble)

    def _connect_menu(self, menus: MessageMenus, rows: Callable[[], Rows]) -> Doing:
        doing = Doing(menus, rows, lambda: self.right.reading_side.reading, self.marking, self.content)
        doing.moved.connect(self._show_list)
        doing.discarded.connect(self._throw_away)
        menus.open_asked.connect(self.resume_draft)
        for asked, show in (
            (menus.sender_asked, self.pane.only.show_writer),
            (menus.about_asked, self.pane.only.show_about),
            (menus.pupil_asked, self.pane.only.show_pupil),
        ):
            asked.connect(lambda *who, show=show: self.pane.show_everything(partial(show, *who)))
            asked.connect(self._show_found)
        return doing

    def _set_shortcuts(self) -> None:
        anywhere, inside = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, widget, context, act in (
            ("Ctrl+N", self.content, anywhere, self.write_new),
            ("Ctrl+F", self.content, anywhere, self._focus_search),
            ("Ctrl+R", self.content, anywhere, self._reply),
            ("Ctrl+Shift+R", self.content, anywhere, self._answer_all),
            ("Ctrl+Shift+F", self.content, anywhere, self._forward),
            ("Ctrl+P", self.content, anywhere, self._print),
            ("Del", self.content, inside, self._delete),
            ("U", self.content, inside, lambda: self.marking.toggle_unread(self._rows_meant())),
            ("F", self.content, inside, lambda: self._open_here(self.menus.flags, Can.FLAG)),
            ("L", self.content, inside, lambda: self._open_here(self.menus.later, Can.LATER)),
            ("V", self.content, inside, lambda: self._open_here(self.menus.folders, Can.MOVE)),
            ("Esc", self.content, inside, self.back_to_list),
            ("Esc", self.bar, inside, self.enter),
        ):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(context)
            shortcut.activated.connect(act)

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The keyboard goes to what is in front."""
        if self.content.composing:
            self.composer.focus()
        elif self.content.covered:
            self.reader.body.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pane.take_focus()

    def show_account(self, account: str) -> None:
        """Another child, or "" for all. A message of another child does not stay open beside it."""
        self.listing.choose(account)
        place = self.right.place
        if account and place is not None and place[0] != account and not self.content.composing:
            self.right.reading_side.reading.close()
        self.listing.reload()

    def show_list_as(self, form: str) -> None:
        """As a "table", or as "cards"."""
        self.content.show_as(form)
        self.content.show_reader(over=self.right.place is not None)

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
        self.right.take(changes)
        self.choosing.take()
        self.windows.take(changes)
        self._mark_open_row()

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    def _leave_search(self) -> None:
        """Enter in the field: to what was found. A letter that lies over it is kept as a draft first."""
        hidden = self.content.covered and self.content.composing
        if hidden and not (self.search.text().strip() and self._leave_composer()):
            return
        self.listing.search_now()
        self._show_found()
        if not self.content.covered:
            self.pane.take_focus(Qt.FocusReason.TabFocusReason)

    def _show_found(self) -> None:
        """A message does not lie over what was found, also while somebody types; a letter does until Enter."""
        if self.content.covered and not self.content.composing and self.right.close():
            self.content.show_reader(over=False)

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
        if self.right.place == (account, row.id) and not self.right.close():
            return
        self.windows.open(account, row.id)

    def _open_apart(self) -> None:
        place = self.right.place
        if place is not None and self.right.close():
            self.windows.open(*place)

    def open_message(self, account: str, id_: str) -> None:
        """Show a message and make the receipt: the person asked for it (R11). One that has a window stays there."""
        if self.windows.raise_open((account, id_)):
            return
        if self._leave_composer():
            self.right.reading_side.reading.open(account, id_)

    def _open_changed(self) -> None:
        """Another message is open, or none."""
        is_open = self.right.place is not None
        if not self.content.composing:
            self.content.show_reader(over=is_open)
            if is_open and (self.content.narrow or self.pane.table.by_keyboard):
                self.reader.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark_open_row()
        self._choose_primary()

    def _mark_open_row(self) -> None:
        """The open message's row is selected, where the list holds it and the person did not go on to another."""
        key, table = self.right.list_key(), self.pane.table
        self.listing.hold(key)
        moved_on = self.content.composing or self.choosing.several
        if key is not None and not moved_on and (key != self._marked or not table.selected_count()):
            table.select_key(key)
        self._marked = key

    def _print(self) -> None:
        """The open message, while it can be seen."""
        if not self.content.composing and not self.choosing.several:
            self.right.reading_side.reading.printouts().print(whole=False)

    def _reply(self) -> None:
        message = self.right.message
        if message is not None and message.can_answer and not self.content.composing:
            self.content.show_reader(over=True)
            self.reader.answer.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- Moving ------------------------------------------------------------------------------------------------------
    def _delete(self) -> None:
        """In the list what is selected there, elsewhere the open message."""
        self.doing.delete(self._rows_meant())

    def _throw_away(self, drafts: Rows) -> None:
        for account, draft in drafts:
            if not tried(partial(self.right.throw_away, account, draft), self.trouble.emit):
                return

    def _move(self, folder: str) -> None:
        if not self.content.composing:
            self.doing.move(self.right.opened_row(), folder)

    def _show_list(self) -> None:
        """What was moved is gone from it: the next message is the current one, and nobody asked to read that."""
        self.content.show_reader(over=self.right.place is not None)
        self.enter()

    # ---- Flags, later, folders ---------------------------------------------------------------------------------------
    def _rows_meant(self) -> Rows:
        """In the list what is selected there, elsewhere the open message; nothing while somebody writes."""
        if self.choosing.several or (self.pane.table.hasFocus() and self.pane.table.selected_count()):
            return self.choosing.rows()
        return [] if self.content.composing else self.right.opened_row()

    def _open_here(self, menu: QMenu, needs: Can) -> None:
        """At the row that is current in the list, or at the buttons of the message."""
        if not possible(self._rows_meant()) & needs:
            return
        table = self.pane.table
        if table.hasFocus():
            menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).center()))
        else:
            open_below(menu, self.reader.flag)

    def _open_row_menu(self, place: QPoint) -> None:
        """For the row below the pointer, or all that are selected with it."""
        table = self.pane.table
        index = table.indexAt(place)
        if index.isValid() and not table.selectionModel().isSelected(index):
            table.select_key(self.pane.rows.key_at(index.row()))
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        if possible(self._rows_meant()):
            self.menus.all.popup(table.viewport().mapToGlobal(place))

    # ---- Writing -----------------------------------------------------------------------------------------------------
    def write_new(self, account: str = "", to: str = "") -> None:
        """For this account, or the one in sight; `to` a contact of it."""
        if self._leave_composer():
            self.right.writing.new_message(account or self.listing.account, to, self.pane.mailbox)
            self._show_composer()

    def _answer_all(self) -> None:
        message = self.right.message
        if message is not None and message.can_answer_all and self._leave_answer():
            self._answer_all_of(message)

    def _forward(self) -> None:
        message = self.right.message
        if message is not None and not message.row.state and self._leave_answer():
            self._forward_this(message)

    def _compose(self, message: Opened, draft: str, at: int | None) -> None:
        """The answer that was begun below the message, or an empty one, in the composer."""
        if self._leave_answer():
            self._compose_this(message, draft, at)

    def _compose_from_window(self, message: Opened, draft: str, at: int | None) -> None:
        self._write_from_window(message, lambda message: self._compose_this(message, draft, at))

    def _compose_this(self, message: Opened, draft: str, at: int | None) -> None:
        writing, account = self.right.writing, message.about.account
        if not (draft and writing.resume(account, draft)):
            writing.answer(account, message.detail)
        if at is not None:
            self.composer.wishes.plan(at)
        self._show_composer()

    def _answer_all_of(self, message: Opened) -> None:
        self.right.writing.answer_all(message.about.account, message.detail)
        self._show_composer()

    def _forward_this(self, message: Opened) -> None:
        self.right.writing.forward(message.about.account, message.detail)
        self._show_composer()

    def _write_from_window(self, message: Opened, write: Callable[[Opened], None]) -> None:
        """What was asked in a message's own window is written here; the message stays there to be looked at."""
        self._come_forward()
        if self._leave_composer() and self.right.close():
            write(message)

    def _resume_from_window(self, account: str, draft: str) -> None:
        self._come_forward()
        self.resume_draft(account, draft)

    def _come_forward(self) -> None:
        """Before a message's own window, and in place of another screen of the program."""
        if not self.content.isVisible():
            self.asked.emit(Place("messages"))
        window = self.content.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def _leave_answer(self) -> bool:
        """An answer that was begun below the open message is kept. False: it cannot be, or another letter is open."""
        return not self.content.composing and self.right.close()

    def resume_draft(self, account: str, draft: str) -> None:
        """Go on with a draft: chosen in the list, or given back by the outbox."""
        if self._leave_composer() and self.right.close() and self.right.writing.resume(account, draft):
            self._show_composer()

    def _show_composer(self) -> None:
        self.content.show_composer()
        self._choose_primary()
        self.composer.focus()

    def _leave_composer(self) -> bool:
        """False: what is written there cannot be kept, so it stays."""
        if not self.content.composing:
            return True
        if not self.right.writing.leave():
            return False
        self._letter_finished()
        return True

    def _letter_finished(self) -> None:
        self.content.show_reader(over=self.right.place is not None)
        self._choose_primary()
        self._mark_open_row()
        if self.content.covered and self.right.message is not None:
            self.reader.body.setFocus()
        else:
            self.pane.take_focus()

    def _choose_primary(self) -> None:
        """One primary button: *Send* while there is something to send, otherwise *New message*."""
        self.bar.step_back(back=self.content.composing or self.right.answering)

    # ---- Leaving -----------------------------------------------------------------------------------------------------
    def back_to_list(self) -> None:
        """From the composer, which keeps its draft, or from the message."""
        if self._leave_composer():
            self.choosing.end()
            if self.content.narrow:
                self.right.close()
            self.content.show_reader(over=False)
            self.pane.take_focus(Qt.FocusReason.BacktabFocusReason)

    def leave(self) -> None:
        self.right.leave()
        self.windows.end()
