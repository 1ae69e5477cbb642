"""What the school's agreements say of an answer while it is typed: little, below its text. Rather a talk, not meant for
me: a click says so to the sender instead of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.household import Household
from ssdesk.protocol.agreements import Agreements
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.calendar import agenda_of
from ssdesk.rules.agreements.letter import Advice, Fix, Letter
from ssdesk.ui import texts
from ssdesk.ui.inbox.advice import said
from ssdesk.ui.inbox.advising import REST_MS, agreed_in
from ssdesk.ui.inbox.answer import AnswerBox
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.quoting import answered
from ssdesk.ui.inbox.word_marks import WordMarks
from ssdesk.ui.shown import shown

_SAID = ("R8", "R12", "R13", "R16")
"""Beside what blocks and what is about a word. An answer needs no greeting, nor a card that it is well as it is."""
_ALWAYS = ("R1", "R2")
_ASKED = Advice(
    "R13",
    "good",
    QT_TRANSLATE_NOOP("rules", "You asked for a talk"),
    QT_TRANSLATE_NOOP("rules", "The sender sees it. What you wrote was not sent; it stays here as a draft."),
)


class AnswerAdvice(QObject):
    """`responded` carries what was chosen, see `protocol.commands.Respond`; `put_off` the moment (ms) to which it is to
    be put off."""

    responded = Signal(str)
    put_off = Signal(object)

    def __init__(self, household: Household, box: AnswerBox, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._box = household, box
        self._message: Opened | None = None
        self._agreed: tuple[Agreements | None, str, Mapping[str, frozenset[date]]] | None = None  # once one writes
        self.marks = WordMarks(box.text, box.advice)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(REST_MS)
        self.timer.timeout.connect(self.look)
        box.text.textChanged.connect(self.timer.start)
        box.advice.fix_chosen.connect(self._mend)

    def about(self, message: Opened | None) -> None:
        """The message that is answered, as it is now; None: none is any more."""
        self._message, self._agreed = message, None
        self.look()

    def look(self) -> None:
        """What is to be said now."""
        self.timer.stop()
        told = list(self._told())
        self._box.advice.show_advice(told, self._agreed[0].title if self._agreed and self._agreed[0] else "")
        self._box.advice.setVisible(bool(told))

    def blocked(self) -> str:
        """What the school does not let go as it stands now; "": nothing."""
        self.look()
        return next((said(one)[0] for one in self._box.advice.shown_advice() if one.mode == "block"), "")

    def _told(self) -> Iterator[Advice]:
        message, box = self._message, self._box
        words = "" if box.signed.alone else box.text.text()
        if message is None or not message.can_answer or not words.strip():
            return
        if self._agreed is None:
            self._agreed = agreed_in(self._household.replica(message.about.account))
        document, role, agenda = self._agreed
        if document is None:
            return
        about, days = message.row.subject, agenda_of(self._classes(message), agenda)
        letter = Letter(answered(about), words, len(box.files.attachments), answering=True, answered=about, agenda=days)
        leaves = texts.now() + timedelta(milliseconds=self._household.undo_ms(1))
        response = {"R12": "not_for_me", "R13": "talk"}
        for one in advice(document, role, letter, leaves):
            if one.mode == "good" or one.rule in _ALWAYS:
                continue
            if response.get(one.rule) == message.row.response:
                yield from [_ASKED] if one.rule == "R13" else []
            elif one.mode == "block" or one.rule in _SAID or one.span is not None:
                yield one

    def _classes(self, message: Opened) -> frozenset[str]:
        """That of the child whose family is answered."""
        people = self._household.replica(message.about.account).people
        sender = people.contact(message.row.sender)
        child = people.pupil(sender.pupil) if sender is not None and sender.pupil is not None else None
        return frozenset() if child is None else frozenset({shown(child.class_name)})

    def _mend(self, fix: Fix) -> None:
        if fix.kind == "replace":
            self._box.text.replace(fix.start, fix.end, fix.text)
            self.look()
        elif fix.kind == "schedule" and fix.at is not None:
            self.put_off.emit(round(fix.at.timestamp() * 1000))
        else:
            self.responded.emit(fix.kind)
