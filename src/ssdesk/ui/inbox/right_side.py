"""What is open beside the list, read or written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ssdesk.household import Household
from ssdesk.replica.actions import DeleteDraft
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import MessageRow
from ssdesk.replica.words import Term
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.inbox.marking import Rows
from ssdesk.ui.inbox.sides import Sides

if TYPE_CHECKING:
    from ssdesk.ui.inbox.claiming import Claim
    from ssdesk.ui.inbox.keeping import FileKeeper
    from ssdesk.ui.inbox.opened import Opened
    from ssdesk.ui.inbox.reading import Place
    from ssdesk.ui.inbox.reading_side import ReadingSide
    from ssdesk.ui.inbox.writing import Writing


class RightSide(QObject):
    """`reading_side` and `writing` are made when they are first asked for, with their widgets: the first picture needs
    none of them, and they are half of what the screen costs. The other questions don't make them. `reading_made` and
    `writing_made` carry them, to be connected. `trouble` carries an SsdeskError."""

    reading_made = Signal(object)
    writing_made = Signal(object)
    trouble = Signal(object)

    def __init__(self, household: Household, sides: Sides, opener: AttachmentOpener, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._sides, self._opener = household, sides, opener
        self._keeper: FileKeeper | None = None
        self._claim: Claim | None = None
        self._reading: ReadingSide | None = None
        self._writing: Writing | None = None

    @property
    def reading_side(self) -> ReadingSide:
        if self._reading is None:
            from ssdesk.ui.inbox.reading_side import ReadingSide

            reader = self._sides.add_reader()
            keeper, claim = self._files(), self._claims()
            self._reading = ReadingSide(self._household, reader, self._opener, keeper, claim, self)
            self.reading_made.emit(self._reading)
        return self._reading

    @property
    def writing(self) -> Writing:
        if self._writing is None:
            from ssdesk.ui.inbox.writing import Writing

            keeper, claim = self._files(), self._claims()
            self._writing = Writing(self._household, self._sides.add_composer(), keeper, claim, self)
            self.writing_made.emit(self._writing)
        return self._writing

    def _files(self) -> FileKeeper:
        if self._keeper is None:
            from ssdesk.ui.inbox.keeping import FileKeeper

            self._keeper = FileKeeper(self._household, self)
            self._keeper.trouble.connect(self.trouble)
        return self._keeper

    def _claims(self) -> Claim:
        """One for both: an answer that is begun below its message may go on in the composer."""
        if self._claim is None:
            from ssdesk.ui.inbox.claiming import Claim

            self._claim = Claim(self._household, self)
        return self._claim

    # ---- The open message --------------------------------------------------------------------------------------------
    @property
    def place(self) -> Place | None:
        """Its account and id."""
        return None if self._reading is None else self._reading.reading.place

    @property
    def message(self) -> Opened | None:
        return None if self._reading is None else self._reading.reader.message

    @property
    def answering(self) -> bool:
        """Something stands in the answer to it that could be sent."""
        return self._reading is not None and self._reading.reader.has_answer

    def opened_row(self) -> Rows:
        return [] if self._reading is None else self._reading.reading.opened_row()

    def list_key(self) -> int | None:
        return None if self._reading is None else self._reading.reading.list_key()

    def close(self) -> bool:
        """See `Reading.close`."""
        return self._reading is None or self._reading.reading.close()

    def throw_away(self, account: str, draft: MessageRow) -> None:
        """A draft, also the one that is being written. Who answered for a shared mailbox says that nobody does."""
        if self._writing is not None and self._sides.composing and self._writing.draft == draft.id:
            self._writing.discard()
            return
        if draft.mailbox and draft.in_reply_to:
            self._claims().give_up(account, draft.in_reply_to)
        self._household.do(account, DeleteDraft(draft.id))

    def read(self) -> None:
        """Shown as it is now."""
        if self._reading is not None:
            self._reading.reading.read()

    def take(self, changes: Changes) -> None:
        if self._reading is not None:
            self._reading.reading.take(changes)
        if self._writing is not None and self._sides.composing:
            self._writing.take(changes)

    def mark(self, terms: Sequence[Term]) -> None:
        """What is searched."""
        if self._reading is not None:
            self._reading.reader.mark(terms)

    # ---- Leaving -----------------------------------------------------------------------------------------------------
    def leave(self) -> None:
        """What is being written is kept."""
        if self._writing is not None and self._sides.composing:
            self._writing.leave()
        if self._reading is not None:
            self._reading.answering.leave()
