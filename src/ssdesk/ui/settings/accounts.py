"""The accounts on this computer: whose, where, how fresh, and signing out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.ui import tasks, texts
from ssdesk.ui.settings.section import Section
from ssdesk.ui.widgets import Button, Card, ChildTag, Label, row


class AccountsSection(Section):
    """`add_asked`: another child; `emptied`: the last account went."""

    add_asked = Signal()
    emptied = Signal()

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._cards: list[Card] = []
        self.add_child = Button(self.tr("Add another child"), "primary", self)
        self.add_child.clicked.connect(self.add_asked)
        self.body.addWidget(self.add_child, 0, Qt.AlignmentFlag.AlignLeading)
        self.end()

    def enter(self) -> None:
        super().enter()
        self.show_accounts()

    def show_accounts(self) -> None:
        for card in self._cards:
            self.body.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(home) for home in self._household.homes]
        for place, card in enumerate(self._cards):
            self.body.insertWidget(2 + place, card)

    def _card(self, home: Home) -> Card:
        card = Card("", self)
        head = row(gap=8)
        head.addWidget(Label(home.holder or self.tr("Account"), "section", card))
        if home.child:
            head.addWidget(ChildTag(home.child, home.colour, card))
        head.addStretch(1)
        out = Button(self.tr("Sign out"), "secondary", card)
        out.setAccessibleName(self.tr("Sign out of {school}").format(school=home.school))
        out.clicked.connect(lambda: self._ask_sign_out(home))
        head.addWidget(out)
        card.body.addLayout(head)
        card.body.addWidget(Label(f"{home.school}, {texts.bare_address(home.address)}", "text", card))
        card.body.addWidget(Label(self._freshness(home), "muted", card, wrap=True))
        return card

    def _freshness(self, home: Home) -> str:
        if home.problem is not None:
            return " ".join(texts.error(home.problem)).strip()
        last = home.status.last_success
        if last is None:
            return self.tr("Nothing has been fetched yet.")
        return self.tr("Up to date until {when}.").format(when=texts.moment(last))

    def _ask_sign_out(self, home: Home) -> None:
        """Says how many messages have not left yet before anything is erased."""
        waiting = home.status.waiting
        box = QMessageBox(QMessageBox.Icon.Question, "ssdesk", self.tr("Sign out of {school}?"), parent=self)
        box.setText(self.tr("Sign out of {school}?").format(school=home.school))
        told = self.tr("Everything of this account is erased from this computer. At the school nothing changes.")
        if waiting:
            told += " " + self.tr("{n} things that you wrote have not left yet and are lost.").format(n=waiting)
        box.setInformativeText(told)
        out = box.addButton(self.tr("Sign out and erase"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: self._sign_out(home) if button is out else None)
        QMessageBox.open(box)

    def _sign_out(self, home: Home) -> None:
        def done(_: object) -> None:
            self.show_accounts()
            if not self._household.homes:
                self.emptied.emit()

        def failed(error: SsdeskError) -> None:
            self.say(bad=" ".join(texts.error(error)).strip())
            self.show_accounts()

        tasks.run(self, lambda: self._household.sign_out(home.name), done, failed)
