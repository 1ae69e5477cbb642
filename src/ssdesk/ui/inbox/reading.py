"""The open message: its receipt, what changes about it, where it is moved, its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.household.asked import due_of, expected, may_follow
from ssdesk.protocol.files import Attachment
from ssdesk.replica.action import Action
from ssdesk.replica.actions import MoveMessage, OpenMessage, Respond
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import INBOX, SENT, MessageRow
from ssdesk.ui import texts
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.inbox.addressing import all_who_may_be_answered
from ssdesk.ui.inbox.answering import Answering
from ssdesk.ui.inbox.claiming import others_answering
from ssdesk.ui.inbox.merged import list_key
from ssdesk.ui.inbox.opened import Opened, about
from ssdesk.ui.inbox.pictures import Pictures
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.inbox.sent import Sent
from ssdesk.ui.shown import shown

if TYPE_CHECKING:
    from ssdesk.ui.inbox.printout import Printouts

Place = tuple[str, str]  # account and id
LONGEST_MS = 3_600_000  # the computer may sleep meanwhile: its clock is looked at again


class Reading(QObject):
    """`trouble` carries an SsdeskError; `withdrawn` the account and the draft that a waiting message became again;
    `changed` comes when another message is open, or none."""

    trouble = Signal(object)
    withdrawn = Signal(str, str)
    changed = Signal()

    def __init__(
        self, household: Household, reader: Reader, answering: Answering, opener: AttachmentOpener, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._household, self._reader, self._answering, self._opener = household, reader, answering, opener
        self._place: Place | None = None
        self.elsewhere: Callable[[Place], bool] = lambda _: False
        """Brings a message to the front that is open in another window; false: it is not."""
        self._pictures = Pictures(household, reader, self)
        self._pictures.trouble.connect(self.trouble)
        self._sent = Sent(household, reader.receipts, self)
        self._sent.trouble.connect(self.trouble)
        self._sent.kept.connect(self._open_draft)
        self._printouts: Printouts | None = None
        self.passing = QTimer(self)
        self.passing.setSingleShot(True)
        self.passing.timeout.connect(self.read)
        reader.print_asked.connect(lambda whole: self.printouts().print(whole=whole))
        reader.pdf_asked.connect(lambda whole: self.printouts().ask_where(whole=whole))
        opener.arrived.connect(lambda _account, _sha256: self._pictures.look())
        reader.message_asked.connect(self._open_other)
        reader.change_asked.connect(self._withdraw)
        reader.responded.connect(self._respond)
        reader.open_asked.connect(self._open_file)
        reader.save_asked.connect(self._save_file)
        reader.stop_asked.connect(self._stop_file)
        answering.sent.connect(self.read)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.read)
        answering.advice.responded.connect(self._respond)

    @property
    def place(self) -> Place | None:
        """Account and id of the open message."""
        return self._place

    def list_key(self) -> int | None:
        """The open message's key in merged lists."""
        message = self._reader.message
        return None if message is None else list_key(self._household, message.about.account, message.row.key)

    def printouts(self) -> Printouts:
        """The open message on paper; what makes PDFs is loaded when it is first asked for."""
        if self._printouts is None:
            from ssdesk.ui.inbox.printout import Printouts

            self._printouts = Printouts(self._household, self._reader, self)
            self._printouts.trouble.connect(self.trouble)
        return self._printouts

    # ---- Opening -----------------------------------------------------------------------------------------------------
    def open(self, account: str, id_: str) -> None:
        """Show a message and make the receipt: the person asked for it (R11)."""
        if self._place != (account, id_) and (self.elsewhere((account, id_)) or not self._answering.leave()):
            return
        self._place = (account, id_)
        self.read()
        self.changed.emit()
        try:
            self._household.do(account, OpenMessage(id_))
        except SsdeskError as error:
            self.trouble.emit(error)

    def close(self) -> bool:
        """Nothing is open any more. An answer that was begun is kept; false: it cannot be, and the message stays."""
        if self._place is not None:
            if not self._answering.leave():
                return False
            self._place = None
            self._reader.show_message(None)
            self.changed.emit()
        return True

    def _open_other(self, id_: str) -> None:
        if self._place is not None:
            self.open(self._place[0], id_)

    # ---- As it is now ------------------------------------------------------------------------------------------------
    def take(self, changes: Changes) -> None:
        touched = changes.by_account.get(self._place[0]) if self._place is not None else None
        if touched is not None and (touched.kinds or touched.keys or touched.outbox or touched.everything):
            self.read()

    def read(self) -> None:
        """Show the open message as it is now; one that went away is closed."""
        self.passing.stop()
        if self._place is None:
            return
        account, id_ = self._place
        home = next((home for home in self._household.homes if home.name == account), None)
        detail = self._household.replica(account).inbox.message(id_) if home is not None and home.is_open else None
        if home is None or detail is None or detail.row.kind == "draft":  # it was to be sent later, and is not
            self.close()
            return
        replica = self._household.replica(account)
        to_all = all_who_may_be_answered(self._household, account, detail)
        others = others_answering(self._household, account, detail.row)
        opened = Opened(
            about(home),
            detail,
            self._can_change(account, detail.row),
            to_all.several,
            due_of(home, detail.row, texts.now()),
            expected(home, replica, detail),
            next((shown(box.name) for box in home.mailboxes if box.id == detail.row.mailbox), ""),
            tuple(shown(other.name) for other in others),
            may_follow(home, detail.row),
            to_all.too_many,
        )
        self._await_end(others[0].until if others else None)
        before = self._reader.message
        another = before is None or (before.about.account, before.row.id) != self._place
        conversation = replica.inbox.conversation(detail.row.thread, detail.row.mailbox) if detail.row.thread else []
        self._reader.show_message(opened, conversation)
        self._sent.show(opened)
        self._opener.show_states(account, self._reader.tiles)
        self._answering.answer_to(opened, anew=another)
        self._await_passing(opened)

    def _await_passing(self, opened: Opened) -> None:
        """A deadline that passes while the message is open is seen at once."""
        now, own = texts.now(), opened.expected
        passes = min((at for at in (opened.due.passes(now), own.passes(now)) if at is not None), default=None)
        if passes is not None:
            left = round((passes - now).total_seconds() * 1000) + 1
            self.passing.start(min(left, LONGEST_MS))

    def _await_end(self, until: int | None) -> None:
        """Nobody is said to be answering for longer than they are, also where nothing is heard of the school."""
        self._end.stop()
        if until is not None:
            self._end.start(max(0, until - round(texts.now().timestamp() * 1000)) + 1)

    def _can_change(self, account: str, row: MessageRow) -> bool:
        """Whether it waits and may still be taken back."""
        if row.state != "waiting":
            return False
        return any(item.id == row.id and item.can_withdraw for item in self._household.replica(account).outbox.items())

    def _respond(self, response: str) -> None:
        """With one click, to the open message."""
        if self._place is None:
            return
        account, id_ = self._place
        try:
            self._household.do(account, Respond(id_, response))  # type: ignore[arg-type]
        except SsdeskError as error:
            self.trouble.emit(error)

    # ---- Acting ------------------------------------------------------------------------------------------------------
    def move(self, rows: list[tuple[str, MessageRow]], folder: str) -> bool:
        """Rows of these accounts, where "" puts each back where it came from, and an own one to what was sent in place
        of the inbox. Whether all could be moved; what cannot be is said."""

        def moved(account: str, row: MessageRow) -> MoveMessage:
            there = folder or self._household.replica(account).inbox.place_before(row.id) or INBOX
            return MoveMessage(row.id, SENT if row.own and there == INBOX else there)

        return self.put_away(rows, moved)

    def put_away(self, rows: list[tuple[str, MessageRow]], action: Callable[[str, MessageRow], Action]) -> bool:
        """Does this with each; the open message is closed when it is one of them. Whether all could be done."""
        for account, row in rows:
            try:
                self._household.do(account, action(account, row))
            except SsdeskError as error:
                self.trouble.emit(error)
                return False
        if self._place in [(account, row.id) for account, row in rows]:
            self.close()
        return True

    def opened_row(self) -> list[tuple[str, MessageRow]]:
        """The open message, as `move` takes it; nothing where none is open."""
        message = self._reader.message
        return [] if message is None or self._place is None else [(message.about.account, message.row)]

    def _open_draft(self) -> None:
        """The open message is a draft again, under the same id."""
        place = self._place
        if place is not None and self.close():
            self.withdrawn.emit(*place)

    def _withdraw(self) -> None:
        if self._place is None:
            return
        account, id_ = self._place
        try:
            draft = self._household.replica(account).outbox.withdraw(id_)
        except SsdeskError as error:
            self.trouble.emit(error)
            return
        self.close()
        if draft is not None:
            self.withdrawn.emit(account, draft)

    # ---- Files -------------------------------------------------------------------------------------------------------
    def _open_file(self, attachment: Attachment) -> None:
        if self._place is not None:
            self._opener.open(self._place[0], attachment)

    def _save_file(self, attachment: Attachment) -> None:
        if self._place is not None:
            self._opener.ask_where(self._place[0], attachment, self._reader)

    def _stop_file(self, attachment: Attachment) -> None:
        if self._place is not None:
            self._opener.stop(self._place[0], attachment)
