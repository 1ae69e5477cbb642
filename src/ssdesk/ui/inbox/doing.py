"""What the menus of messages ask, done with the messages that are meant: the same in the list, for the open one, for
several at once, and in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ssdesk.replica.actions import Withdraw
from ssdesk.replica.inbox import INBOX, SENT, TRASH, MessageRow
from ssdesk.replica.marks import Snooze
from ssdesk.ui.inbox.marking import Marking, Rows
from ssdesk.ui.inbox.menus import MessageMenus
from ssdesk.ui.inbox.possible import Can, able

if TYPE_CHECKING:
    from ssdesk.ui.inbox.reading import Reading


class Doing(QObject):
    """`rows` answers which messages are meant, `window` is what questions stand before. `moved` comes when messages
    went to another folder, `discarded` with drafts that are to be thrown away."""

    moved = Signal()
    discarded = Signal(object)

    def __init__(
        self,
        menus: MessageMenus,
        rows: Callable[[], Rows],
        reading: Callable[[], Reading],
        marking: Marking,
        window: QWidget,
    ) -> None:
        super().__init__(menus)
        self._rows, self._reading, self._marking, self._window = rows, reading, marking, window
        menus.flag_asked.connect(lambda colour: marking.flag(able(rows(), Can.FLAG), colour))
        menus.unread_asked.connect(lambda: marking.toggle_unread(rows()))
        menus.respond_asked.connect(lambda response: marking.respond(rows(), response))
        menus.later_asked.connect(lambda until: self.put_off(rows(), until))
        menus.pick_asked.connect(self._ask_moment)
        menus.move_asked.connect(lambda folder: self.move(rows(), folder))
        menus.delete_asked.connect(lambda: self.delete(rows()))
        menus.withhold_asked.connect(lambda: self.withhold(rows()))
        menus.new_folder_asked.connect(lambda account: self.ask_folder(account, rows()))

    def move(self, rows: Rows, folder: str) -> None:
        """To this folder, where for what one sent oneself the inbox is where that lies; "" for where each came from.
        What cannot go there stays, and is left open."""
        deed = {"": Can.RESTORE, TRASH: Can.TRASH}.get(folder, Can.MOVE)
        going = [(account, row) for account, row in able(rows, deed) if row.folder != _there(row, folder)]
        if going and self._reading().move(going, folder):
            self.moved.emit()

    def delete(self, rows: Rows) -> None:
        """Drafts are gone then, so that it is asked first."""
        self.move(rows, TRASH)
        if drafts := able(rows, Can.DISCARD):
            from ssdesk.ui.inbox.sending import ask_before_discarding

            window = self._window.window()
            ask_before_discarding(window, lambda: self.discarded.emit(drafts), count=len(drafts))

    def withhold(self, rows: Rows) -> None:
        """What was to be sent at its moment becomes a draft again."""
        held = able(rows, Can.WITHHOLD)
        if held and self._reading().put_away(held, lambda _, row: Withdraw(row.id)):
            self.moved.emit()

    def put_off(self, rows: Rows, until: int) -> None:
        """What one sent oneself stays: nobody waits for it."""
        received = able(rows, Can.LATER)
        if received and self._reading().put_away(received, lambda _, row: Snooze(row.id, until)):
            self.moved.emit()

    def _ask_moment(self) -> None:
        from ssdesk.ui.inbox.asking import Moment

        rows, question = self._rows(), Moment(self._window.window())
        question.chosen.connect(lambda until: self.put_off(rows, until))
        question.open()

    def ask_folder(self, account: str, rows: Rows) -> None:
        """A new folder; these messages go into it at once."""
        from ssdesk.ui.inbox.asking import FolderName

        question = FolderName(self._window.window(), self.tr("New folder"))

        def named(name: str) -> None:
            folder = self._marking.name_folder(account, name)
            if folder:
                self.move(rows, folder)

        question.named.connect(named)
        question.open()


def _there(row: MessageRow, folder: str) -> str:
    return SENT if row.own and folder == INBOX else folder


def open_below(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
