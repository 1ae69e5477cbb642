"""Messages in windows of their own: several at once, each message in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ssdesk.household import Household
from ssdesk.replica.changes import Changes

if TYPE_CHECKING:
    from ssdesk.ui.inbox.keeping import FileKeeper
    from ssdesk.ui.inbox.own_window import MessageWindow
    from ssdesk.ui.inbox.reading import Place


class MessageWindows(QObject):
    """All that are open. A message stands in one place: asked for again, its window comes to the front. `trouble`
    carries an SsdeskError that no window can say any more."""

    trouble = Signal(object)
    withdrawn = Signal(str, str)
    reply_all_asked = Signal(object)
    forward_asked = Signal(object)
    compose_asked = Signal(object, str, object)

    def __init__(self, household: Household, parent: QObject) -> None:
        super().__init__(parent)
        self._household = household
        self.windows: list[MessageWindow] = []
        self._keeper: FileKeeper | None = None

    def open(self, account: str, id_: str) -> None:
        if self.raise_open((account, id_)):
            return
        from ssdesk.ui.inbox.own_window import MessageWindow  # not before one is asked for

        window = MessageWindow(self._household, self._files())
        self.windows.append(window)
        window.closed.connect(lambda: self._forget(window))
        window.withdrawn.connect(self.withdrawn)
        window.reply_all_asked.connect(self.reply_all_asked)
        window.forward_asked.connect(self.forward_asked)
        window.compose_asked.connect(self.compose_asked)
        window.reading.elsewhere = self.raise_open
        window.reading.open(account, id_)
        if window in self.windows:
            window.show()

    def _files(self) -> FileKeeper:
        """One for all: a file whose copy is made only when its window is closed goes to the draft."""
        if self._keeper is None:
            from ssdesk.ui.inbox.keeping import FileKeeper

            self._keeper = FileKeeper(self._household, self)
            self._keeper.trouble.connect(self.trouble)
        return self._keeper

    def raise_open(self, place: Place) -> bool:
        """Bring the window of this message to the front; false: it has none."""
        for window in self.windows:
            if window.reading.place == place:
                window.show()
                window.raise_()
                window.activateWindow()
                return True
        return False

    def take(self, changes: Changes) -> None:
        for window in tuple(self.windows):
            window.reading.take(changes)

    def end(self) -> None:
        for window in tuple(self.windows):
            window.end()

    def _forget(self, window: MessageWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
