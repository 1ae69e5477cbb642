"""A message in a window of its own, beside the program's: the same reader."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ssdesk.household import Household
from ssdesk.ui import texts, theme
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.inbox.answering import Answering
from ssdesk.ui.inbox.claiming import Claim
from ssdesk.ui.inbox.doing import Doing, open_below
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.marking import Marking, Rows
from ssdesk.ui.inbox.menus import MessageMenus
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.possible import Can, possible
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.inbox.reading import Reading
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Banner, column

WIDTH, HEIGHT = 720, 760


class MessageWindow(QWidget):
    """One message and its conversation. It closes with the message, and keeps an answer that was begun. `closed` comes
    when nothing is open in it any more; `withdrawn` as of `Reading`; `reply_all_asked` and `forward_asked` carry the
    `Opened` message, `compose_asked` as of `Answering`: letters are written in the program's window. `keeper`: what
    copies its files, longer than the window stays."""

    closed = Signal()
    withdrawn = Signal(str, str)
    reply_all_asked = Signal(object)
    forward_asked = Signal(object)
    compose_asked = Signal(object, str, object)

    def __init__(self, household: Household, keeper: FileKeeper) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.raise_to_surface(self)
        self.trouble = Banner("warning", "", self)
        self.trouble.hide()
        self.reader = Reader(self)
        self.reader.apart.setVisible(False)
        self.opener = AttachmentOpener(household, household.paths.opened, self)
        self.answering = Answering(household, self.reader.answer, keeper, Claim(household, self), self)
        self.reading = Reading(household, self.reader, self.answering, self.opener, self)
        inside = column(self)
        inside.addWidget(self.trouble)
        inside.addWidget(self.reader, 1)
        for source in (self.reading, self.opener):
            source.trouble.connect(lambda error: self._say(texts.told(error)))
        self.reading.changed.connect(self._open_changed)
        self.reading.withdrawn.connect(self.withdrawn)
        self.reader.reply_asked.connect(self._reply)
        self.reader.reply_all_asked.connect(self._reply_all)
        self.reader.forward_asked.connect(self._forward)
        self.answering.compose_asked.connect(self._compose)
        self._connect_menus(household)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))

    def _connect_menus(self, household: Household) -> None:
        marking = Marking(household, self)
        marking.trouble.connect(lambda error: self._say(texts.told(error)))
        reader, rows = self.reader, self.reading.opened_row
        self.menus = MessageMenus(household, rows, reader, more=reader.more.menu(), filters=False)
        doing = Doing(self.menus, rows, lambda: self.reading, marking, self)
        self._set_shortcuts(doing, marking)
        for signal, folder in (
            (reader.archive_asked, "archive"),
            (reader.trash_asked, "trash"),
            (reader.restore_asked, ""),
        ):
            signal.connect(lambda folder=folder: doing.move(rows(), folder))
        for button, menu in ((reader.flag, self.menus.flags), (reader.later, self.menus.later)):
            button.clicked.connect(lambda _=False, button=button, menu=menu: open_below(menu, button))

    def _set_shortcuts(self, doing: Doing, marking: Marking) -> None:
        for keys, act in (
            ("Del", lambda: doing.move(self._rows_meant(), "trash")),
            ("U", lambda: marking.toggle_unread(self._rows_meant())),
            ("F", lambda: self._open_here(self.menus.flags, self.reader.flag, Can.FLAG)),
            ("L", lambda: self._open_here(self.menus.later, self.reader.later, Can.LATER)),
            ("V", lambda: self._open_here(self.menus.folders, self.reader.flag, Can.MOVE)),
            ("Esc", self.close),
            ("Ctrl+W", self.close),
            ("Ctrl+R", self._reply),
            ("Ctrl+Shift+R", self._reply_all),
            ("Ctrl+Shift+F", self._forward),
            ("Ctrl+P", lambda: self.reading.printouts().print(whole=False)),
        ):
            QShortcut(QKeySequence(keys), self, activated=act)  # type: ignore[call-overload]

    def _rows_meant(self) -> Rows:
        """The open message; nothing while it waits to be sent."""
        return [(account, row) for account, row in self.reading.opened_row() if not row.state]

    def _open_here(self, menu: QMenu, button: QWidget, needs: Can) -> None:
        if possible(self.reading.opened_row()) & needs:
            open_below(menu, button)

    def _open_changed(self) -> None:
        message = self.reader.message
        if self.reading.place is None:
            self.close()
        elif message is not None:
            self.setWindowTitle(shown(message.row.subject) or self.tr("(no subject)"))
            self.reader.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reply(self) -> None:
        message = self.reader.message
        if message is not None and message.can_answer:
            self.reader.answer.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _reply_all(self) -> None:
        message = self.reader.message
        if message is not None and message.can_answer_all:
            self.reply_all_asked.emit(message)

    def _forward(self) -> None:
        message = self.reader.message
        if message is not None and not message.row.state:
            self.forward_asked.emit(message)

    def _compose(self, message: Opened, draft: str, at: int | None) -> None:
        """The main window goes on with it, and this one closes."""
        if self.close():
            self.compose_asked.emit(message, draft, at)

    def _say(self, text: str) -> None:
        self.trouble.show_message(text)
        self.trouble.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It stays open while what was written in it cannot be kept."""
        if not self.answering.leave():
            event.ignore()
            return
        self.opener.stop_all()
        event.accept()
        self.closed.emit()

    def end(self) -> None:
        """Whatever is open in it: the program is locked, or the account went away."""
        self.answering.leave()
        self.opener.stop_all()
        self.hide()
        self.closed.emit()
        self.deleteLater()
