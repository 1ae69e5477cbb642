"""The menus of what can be done with messages: the same for the open one, for a row, and for several at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ssdesk.household import Household
from ssdesk.protocol.kinds import FLAGS
from ssdesk.replica.inbox import INBOX, TRASH, MessageRow
from ssdesk.rules import later
from ssdesk.ui import icons, texts, theme
from ssdesk.ui.inbox.marking import Rows, flag_name, sayable
from ssdesk.ui.inbox.own_folders import own_folders
from ssdesk.ui.inbox.possible import Can, able, possible
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Menu


class MessageMenus(QWidget):
    """`rows` answers which messages are meant when a menu opens. Never shown itself; it holds the menus, but for `more`
    where that is given with what always stands at its end. `filters`: there is a list that can show all of one sender.

    `flag_asked` carries a colour, `respond_asked` what is said of the message, `later_asked` a moment in ms,
    `move_asked` a folder ("" for where each came from), `new_folder_asked` the account, `sender_asked` account id and
    name of a sender, `about_asked` an account, `pupil_asked` id and name of a pupil, `open_asked` account and id of a
    draft. What is offered is what `possible` says."""

    flag_asked = Signal(str)
    unread_asked = Signal()
    respond_asked = Signal(str)
    later_asked = Signal(object)
    pick_asked = Signal()
    move_asked = Signal(str)
    new_folder_asked = Signal(str)
    sender_asked = Signal(str, str)
    about_asked = Signal(str)
    pupil_asked = Signal(str, str)
    open_asked = Signal(str, str)
    delete_asked = Signal()
    withhold_asked = Signal()

    def __init__(
        self,
        household: Household,
        rows: Callable[[], Rows],
        parent: QWidget,
        *,
        more: QMenu | None = None,
        filters: bool = True,
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._household, self._rows = household, rows
        self.flags, self.later, self.folders, self.all = (Menu(self) for _ in range(4))
        self.more = more or Menu(self)
        self._always, self._filters = self.more.actions(), filters
        for menu, fill in (
            (self.flags, self._fill_flags),
            (self.later, self._fill_later),
            (self.folders, self._fill_move),
            (self.more, self._fill_more),
            (self.all, self._fill_all),
        ):
            menu.aboutToShow.connect(fill)

    def _fill_flags(self) -> None:
        menu, rows = self.flags, able(self._rows(), Can.FLAG)
        flags = {row.flag for _, row in rows}
        menu.clear()
        group = QActionGroup(menu)
        for code in FLAGS:
            colour = theme.colours().flag(code).ink
            action = self._add(menu, "flag", flag_name(code), partial(self.flag_asked.emit, code), colour)
            action.setCheckable(True)
            action.setChecked(flags == {code})
            group.addAction(action)
        if flags - {""}:
            menu.addSeparator()
            self._add(menu, "close", self.tr("No flag"), partial(self.flag_asked.emit, ""))

    def _fill_later(self) -> None:
        menu = self.later
        menu.clear()
        words = {
            "soon": self.tr("In 3 hours"),
            "evening": self.tr("This evening"),
            "tomorrow": self.tr("Tomorrow"),
            "monday": self.tr("Monday"),
        }
        for code, moment in later.choices(texts.now()).items():
            text = f"{words[code]}\t{texts.moment(moment)}"
            self._add(menu, "clock", text, partial(self.later_asked.emit, round(moment.timestamp() * 1000)))
        menu.addSeparator()
        self._add(menu, "calendar", self.tr("Choose a day and hour…"), self.pick_asked.emit)

    def _fill_move(self) -> None:
        menu, rows = self.folders, able(self._rows(), Can.MOVE)
        menu.clear()
        folders = {row.folder for _, row in rows}
        if any(not row.own for _, row in able(rows, Can.RESTORE)):
            self._add(menu, "mail", self.tr("Inbox"), partial(self.move_asked.emit, INBOX))
        if folders != {"archive"}:
            self._add(menu, "archive", self.tr("Archive"), partial(self.move_asked.emit, "archive"))
        if any(row.mailbox for _, row in rows):
            return  # own folders are a person's, what lies in a shared mailbox is not
        accounts = {account for account, _ in rows}
        if len(accounts) != 1:
            self._add(menu, "folder", self.tr("Own folders: choose messages of one child"), _nothing).setEnabled(False)
            return
        (account,) = accounts
        menu.addSeparator()
        for folder in own_folders(self._household, account):
            if folders != {folder.id}:
                self._add(menu, "folder", folder.text, partial(self.move_asked.emit, folder.id))
        self._add(menu, "plus", self.tr("New folder…"), partial(self.new_folder_asked.emit, account))

    def _fill_more(self) -> None:
        for action in self._always:
            self.more.removeAction(action)
        self.more.clear()
        self._add_rest(self.more)
        self.more.addSeparator()
        self.more.addActions(self._always)

    def _fill_all(self) -> None:
        """Of a row: also what has a button elsewhere."""
        menu, rows = self.all, self._rows()
        can = possible(rows)
        menu.clear()
        if len(rows) == 1 and Can.DISCARD in can:
            ((account, draft),) = rows
            self._add(menu, "pencil", self.tr("Open"), partial(self.open_asked.emit, account, draft.id))
        if Can.FLAG in can:
            self._add_menu(menu, self.flags, "flag", self.tr("Flag"))
        if Can.LATER in can:
            self._add_menu(menu, self.later, "clock", self.tr("Later"))
        if Can.WITHHOLD in can:
            self._add(menu, "pencil", self.tr("Do not send"), self.withhold_asked.emit)
        if can & (Can.TRASH | Can.DISCARD):
            text = self.tr("Delete") if Can.TRASH in can else self.tr("Throw away")
            self._add(menu, "trash", text, self.delete_asked.emit)
        if any(row.folder == TRASH for _, row in rows):
            self._add(menu, "mail", self.tr("Put back"), partial(self.move_asked.emit, ""))
        self._add_rest(menu)

    def _add_rest(self, menu: QMenu) -> None:
        rows = self._rows()
        can = possible(rows)
        if Can.UNREAD in can:
            self._add(menu, "mail", self.tr("Mark as unread"), self.unread_asked.emit)
        elif Can.READ in can:
            self._add(menu, "mail", self.tr("Mark as read"), self.unread_asked.emit)
        if Can.MOVE in can:
            self._add_menu(menu, self.folders, "folder", self.tr("Move to"))
        if len(rows) == 1:
            self._add_sayable(menu, rows[0][1])
        if len(rows) == 1 and self._filters and Can.DISCARD not in can:
            self._add_filters(menu, *rows[0])

    def _add_sayable(self, menu: QMenu, row: MessageRow) -> None:
        words = {
            "not_for_me": ("minus", self.tr("Not meant for me")),
            "talk": ("phone", self.tr("Ask for a talk")),
        }
        if said := sayable(row):
            menu.addSeparator()
        for response in said:
            self._add(menu, *words[response], partial(self.respond_asked.emit, response))

    def _add_filters(self, menu: QMenu, account: str, row: MessageRow) -> None:
        menu.addSeparator()
        if not row.own and row.sender:
            name = shown(row.sender_name)
            text = self.tr("Everything from {name}").format(name=name)
            self._add(menu, "person", text, partial(self.sender_asked.emit, row.sender, name))
        child = shown(self._household.home(account).child)
        if child and len(self._household.children) > 1:
            text = self.tr("Everything about {child}").format(child=child)
            self._add(menu, "people", text, partial(self.about_asked.emit, account))
        elif (
            not child and row.pupil and (pupil := self._household.replica(account).people.pupil(row.pupil)) is not None
        ):
            name = shown(f"{pupil.first_name} {pupil.last_name}")
            text = self.tr("Everything about {child}").format(child=name)
            self._add(menu, "people", text, partial(self.pupil_asked.emit, pupil.id, name))

    def _add_menu(self, menu: QMenu, inside: QMenu, icon: str, text: str) -> None:
        action = menu.addMenu(inside)
        inside.setTitle(text.replace("&", "&&"))
        action.setIcon(icons.icon(icon))

    def _add(self, menu: QMenu, icon: str, text: str, act: Callable[[], object], colour: str | None = None) -> QAction:
        action = menu.addAction(icons.icon(icon, colour), text.replace("&", "&&"))
        action.triggered.connect(lambda _=False: act())
        return action


def _nothing() -> None:
    pass
