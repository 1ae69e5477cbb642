"""The accounts on this computer: whose, where, how fresh, and signing out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.ui import tasks, texts
from ssdesk.ui.outbox_card import outgoing
from ssdesk.ui.question import Question
from ssdesk.ui.settings.section import Section
from ssdesk.ui.widgets import Button, Card, ChildTag, FlowLayout, Label, row

_WROTE = ("send_message", "save_draft", "set_notifications", "change_details")


class AccountsSection(Section):
    """`add_asked`: another child. `sign_in_asked` carries an account whose session ended. `went`: one is no longer
    here."""

    add_asked = Signal()
    sign_in_asked = Signal(str)
    went = Signal()

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self.cards: list[Card] = []
        self._fresh: list[Label] = []
        self._shown: Sequence[tuple[object, ...]] = ()
        self.question: Question | None = None
        self.add_child = Button(self.tr("Add another child"), "primary", self)
        self.add_child.clicked.connect(self.add_asked)
        self.body.addWidget(self.add_child, 0, Qt.AlignmentFlag.AlignLeading)
        self.end()

    def enter(self) -> None:
        super().enter()
        self.show_accounts()

    def show_accounts(self) -> None:
        """Who is here and how fresh it is. As long as the same accounts are here only the words change."""
        homes = self._household.homes
        shown = [
            (home.name, home.state, home.holder, home.child, home.school, home.delivery, _needs_sign_in(home))
            for home in homes
        ]
        if shown != self._shown:
            self._shown = shown
            for card in self.cards:
                self.body.removeWidget(card)
                card.hide()
                card.deleteLater()
            self._fresh = []
            self.cards = [self._card(home) for home in homes]
            for place, card in enumerate(self.cards):
                self.body.insertWidget(2 + place, card)
        for home, label in zip(homes, self._fresh, strict=True):
            label.setText(self._freshness(home))

    def _card(self, home: Home) -> Card:
        card = Card("", self)
        head = row(gap=8)
        head.addWidget(Label(home.holder or self.tr("Account"), "section", card, wrap=True))
        if home.child:
            head.addWidget(ChildTag(home.child, home.colour, card))
        head.addStretch(1)
        card.body.addLayout(head)
        if home.school:
            where = f"{home.school}, {texts.bare_address(home.address)}" if home.address else home.school
            card.body.addWidget(Label(where, "text", card, wrap=True))
        if home.delivery:
            card.body.addWidget(Label(texts.who_sees_arrival(), "muted", card, wrap=True))
        self._fresh.append(Label("", "muted", card, wrap=True))
        card.body.addWidget(self._fresh[-1])
        buttons = QWidget(card)
        flow = FlowLayout(buttons, gap=8)
        if _needs_sign_in(home):
            again = Button(self.tr("Sign in again"), "secondary", buttons)
            again.clicked.connect(lambda: self.sign_in_asked.emit(home.name))
            flow.addWidget(again)
        out = Button(self.tr("Sign out") if home.state != "left" else self.tr("Remove"), "secondary", buttons)
        out.setAccessibleName(self.tr("Sign out of {school}").format(school=f"{home.school} {home.child}".strip()))
        out.clicked.connect(lambda: self.ask_sign_out(home) if home.state != "left" else self._sign_out(home))
        flow.addWidget(out)
        card.body.addWidget(buttons)
        return card

    def _freshness(self, home: Home) -> str:
        if home.problem is not None:
            return texts.told(home.problem)
        wrong = home.status.error
        last = home.status.last_success
        fresh = (
            self.tr("Up to date until {when}.").format(when=texts.moment(last))
            if last is not None
            else self.tr("Nothing has been fetched yet.")
        )
        if home.state == "left" and wrong is not None:
            return texts.told(wrong)
        return f"{fresh} {texts.error(wrong)[0]}" if wrong is not None else fresh

    def ask_sign_out(self, home: Home) -> None:
        """Says how many things have not left yet before anything is erased."""
        waiting = [out.item for out in outgoing(self._household, home.name) if out.item.state == "waiting"]
        lost = sum(item.type in _WROTE for item in waiting)
        title = self.tr("Sign out of {school}?").format(school=home.school or self.tr("this account"))
        told = self.tr("Everything of this account is erased from this computer. At the school nothing changes.")
        yes = self.tr("Sign out and erase")
        if lost:
            one = self.tr("1 thing that you wrote has not left yet and is lost.")
            more = self.tr("{n} things that you wrote have not left yet and are lost.")
            told += " " + (one if lost == 1 else more).format(n=lost)
            yes = self.tr("Sign out and lose {n}").format(n=lost)
        question = self.question = Question(self, title, told, yes, no=self.tr("Stay"), role="danger")
        question.accepted.connect(lambda: self._sign_out(home))
        question.open()

    def _sign_out(self, home: Home) -> None:
        def done(_: object) -> None:
            self.show_accounts()
            self.went.emit()

        def failed(error: SsdeskError) -> None:
            self.say(bad=texts.told(error))
            self.show_accounts()
            self.went.emit()

        tasks.run(self, lambda: self._household.sign_out(home.name), done, failed)


def _needs_sign_in(home: Home) -> bool:
    return home.state == "broken" or (home.is_open and home.status.state in ("signed_out", "not_active"))
