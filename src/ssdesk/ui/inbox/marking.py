"""What is done with messages in place: flags, unread marks, own folders; and the words for flags."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ssdesk.household import Household
from ssdesk.protocol.ids import new_id
from ssdesk.replica.action import Action
from ssdesk.replica.actions import Respond
from ssdesk.replica.inbox import MessageRow
from ssdesk.replica.marks import DeleteFolder, MarkUnread, SaveFolder, SetFlag
from ssdesk.ui.tried import tried

Rows = list[tuple[str, MessageRow]]  # with the account of each


def flag_name(code: str) -> str:
    """The colour in words; one of a newer server as it is."""
    names = {
        "red": QCoreApplication.translate("Flag", "Red"),
        "orange": QCoreApplication.translate("Flag", "Orange"),
        "green": QCoreApplication.translate("Flag", "Green"),
        "blue": QCoreApplication.translate("Flag", "Blue"),
    }
    return names.get(code, code)


def sayable(row: MessageRow) -> tuple[str, ...]:
    """What can be said of it with one click although it asks nothing: that it is meant for somebody else (R12), that
    one would rather talk (R13). Not what was said already, nor of what nobody waits for an answer to."""
    received = row.kind == "message" and not row.state and row.withdrawn_at is None
    if not received or not (row.can_answer or row.asks):
        return ()
    return tuple(response for response in ("not_for_me", "talk") if response != row.response)


class Marking(QObject):
    """`trouble` carries an SsdeskError."""

    trouble = Signal(object)

    def __init__(self, household: Household, parent: QObject) -> None:
        super().__init__(parent)
        self._household = household

    def flag(self, rows: Rows, colour: str) -> None:
        """The same for all; "" takes it away."""
        self._each(rows, lambda row: SetFlag(row.id, colour))  # type: ignore[arg-type]

    def toggle_unread(self, rows: Rows) -> None:
        """All unread; where they are already, the marks go. What was never opened stays unread (R11)."""
        received = [(account, row) for account, row in rows if not row.own]
        unread = any(not row.unread for _, row in received)
        self._each(received, lambda row: MarkUnread(row.id, unread))

    def respond(self, rows: Rows, response: str) -> None:
        """See `protocol.commands.Respond`."""
        self._each(rows, lambda row: Respond(row.id, response))  # type: ignore[arg-type]

    def name_folder(self, account: str, name: str, folder: str = "") -> str:
        """A new folder, or another name for one; its id, "" when it could not be kept."""
        id_ = folder or new_id()
        return id_ if self._try(lambda: self._household.do(account, SaveFolder(id_, name))) else ""

    def delete_folder(self, account: str, folder: str) -> None:
        self._try(lambda: self._household.do(account, DeleteFolder(folder)))

    def _each(self, rows: Rows, action: Callable[[MessageRow], Action]) -> None:
        for account, row in rows:
            if not self._try(lambda account=account, row=row: self._household.do(account, action(row))):  # type: ignore[misc]
                return

    def _try(self, act: Callable[[], object]) -> bool:
        return tried(act, self.trouble.emit)
