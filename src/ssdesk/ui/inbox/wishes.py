"""What a letter asks of its readers (R5, R6), and when it goes (R8): each a chip that can be taken away."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssdesk.protocol.commands import Asks
from ssdesk.ui import texts
from ssdesk.ui.inbox.asking import Moment
from ssdesk.ui.inbox.emergency import Emergency
from ssdesk.ui.inbox.recipient import Addressee
from ssdesk.ui.inbox.recipients import PersonChip
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, FlowLayout, Menu, row

AHEAD_DAYS = 365
"""So far a moment may lie; the school takes none that is much later."""


class Wishes(QWidget):
    """`changed` comes when one is added or taken away. Moments are in ms. `ask` and `later` are the buttons to choose
    them with, for the composer's foot."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asks: Asks = ""
        self.answer_by: int | None = None
        self.send_at: int | None = None
        self.emergency = ""
        self.chips: list[PersonChip] = []
        self._line = QWidget(self)
        self._flow = FlowLayout(self._line, gap=6)
        row(self, (0, 8, 0, 6)).addWidget(self._line)
        self.ask, self.later = Button(self.tr("Ask"), parent=parent), Button(self.tr("Send later"), parent=parent)
        self._build_menus()
        self.hide()

    def _build_menus(self) -> None:
        asked, later = Menu(self.ask), Menu(self.later)
        self.ask.setMenu(asked)
        self.later.setMenu(later)
        for text, chosen in (
            (self.tr("An answer"), partial(self.set_asked, "answer")),
            (self.tr("An answer before …"), partial(self._pick_answer, "answer")),
            (self.tr("A confirmation"), partial(self.set_asked, "confirm")),
            (self.tr("A confirmation before …"), partial(self._pick_answer, "confirm")),
        ):
            asked.addAction(text).triggered.connect(lambda _=False, chosen=chosen: chosen())
        self._planned = later.addAction(self.tr("At a moment …"))
        self._planned.triggered.connect(lambda _=False: self._pick_moment())
        self._urgent = later.addAction(self.tr("Now, as an emergency …"))
        self._urgent.triggered.connect(lambda _=False: self._pick_emergency())
        self.allow_emergency(allowed=False)

    # ---- What is wished ----------------------------------------------------------------------------------------------
    def begin(self, asks: Asks = "", answer_by: int | None = None, send_at: int | None = None) -> None:
        """Of another letter."""
        self.asks, self.answer_by, self.send_at, self.emergency = asks, answer_by, send_at, ""
        self._show()

    def allow_emergency(self, *, allowed: bool) -> None:
        """Whether the school lets this account send one."""
        self._urgent.setVisible(allowed)
        if not allowed and self.emergency:
            self.emergency = ""
            self._change()

    def set_asked(self, asks: Asks, by: int | None = None) -> None:
        self.asks, self.answer_by = asks, by
        self._change()

    def plan(self, at: int | None) -> None:
        """It goes at this moment, and so is no emergency."""
        self.send_at, self.emergency = at, ""
        self._change()

    def hurry(self, reason: str) -> None:
        """It goes now, for this reason."""
        self.send_at, self.emergency = None, reason
        self._change()

    def wrong(self, now: datetime) -> str:
        """What is wrong with the moments by now; "": nothing."""
        at = round(now.timestamp() * 1000)
        if self.send_at is not None and self.send_at <= at:
            return self.tr("The moment to send it is past. Choose another one.")
        if self.answer_by is not None and self.answer_by <= (self.send_at or at):
            if self.send_at is not None:
                return self.tr("It goes only after the moment before which you ask an answer. Choose another one.")
            return self.tr("The moment before which you ask an answer is past. Choose another one.")
        return ""

    def verb(self) -> str:
        """What the button that sends it says."""
        if self.send_at is not None:
            return self.tr("Schedule for {when}").format(when=texts.moment(self.send_at))
        return self.tr("Send as an emergency") if self.emergency else self.tr("Send")

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _change(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        if self.asks or self.answer_by is not None:
            self._add(self._asked(), partial(self.set_asked, ""))
        if self.send_at is not None:
            said = self.tr("Goes {when}").format(when=texts.moment(self.send_at))
            self._add(said, partial(self.plan, None))
        if self.emergency:
            self._add(self.tr("Emergency: {reason}").format(reason=shown(self.emergency)), partial(self.hurry, ""))
        self.setVisible(bool(self.chips))
        self.updateGeometry()

    def _asked(self) -> str:
        if self.answer_by is None:
            return self.tr("Confirmation asked") if self.asks == "confirm" else self.tr("Answer asked")
        by = texts.moment(self.answer_by)
        if self.asks == "confirm":
            return self.tr("Confirmation asked before {when}").format(when=by)
        return self.tr("Answer asked before {when}").format(when=by)

    def _add(self, text: str, away: partial[None]) -> None:
        chip = PersonChip(Addressee("", text), self._line)
        chip.setAutoExclusive(False)
        chip.removed.connect(away)
        self._flow.addWidget(chip)
        self.chips.append(chip)
        chip.show()

    def _pick_answer(self, asks: Asks) -> None:
        title = self.tr("Before when do you ask a confirmation?")
        if asks == "answer":
            title = self.tr("Before when do you ask an answer?")
        question = Moment(self.window(), title, self.tr("Ask it"), days=AHEAD_DAYS)
        question.chosen.connect(lambda at: self.set_asked(asks, at))
        question.open()

    def _pick_moment(self) -> None:
        question = Moment(self.window(), self.tr("When should it be sent?"), self.tr("Schedule"), days=AHEAD_DAYS)
        question.chosen.connect(self.plan)
        question.open()

    def _pick_emergency(self) -> None:
        question = Emergency(self.window(), self.emergency)
        question.given.connect(self.hurry)
        question.open()
