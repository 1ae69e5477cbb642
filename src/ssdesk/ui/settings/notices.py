"""When one hears of something new (M14): on this computer and by e-mail, on which days and between which hours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QAbstractButton, QTimeEdit, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.protocol.kinds import Notifications
from ssdesk.replica.actions import SetNotifications
from ssdesk.ui import texts
from ssdesk.ui.settings.section import Section
from ssdesk.ui.widgets import Card, ChildTag, Chip, Label, Toggle, row


@dataclass(slots=True)
class _Controls:
    desktop: Toggle
    email: Toggle
    days: list[Chip]
    start: QTimeEdit
    end: QTimeEdit
    hold: Toggle


class NoticesSection(Section):
    """One card per account; every change works at once."""

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._cards: dict[str, tuple[Card, _Controls]] = {}
        self.end()

    def enter(self) -> None:
        super().enter()
        homes = [home for home in self._household.homes if home.is_open]
        for name in set(self._cards) - {home.name for home in homes}:
            card, _ = self._cards.pop(name)
            self.body.removeWidget(card)
            card.deleteLater()
        for home in homes:
            if home.name not in self._cards:
                self._cards[home.name] = self._card(home)
                self.body.insertWidget(self.body.count() - 1, self._cards[home.name][0])
            self._show(home)

    def _card(self, home: Home) -> tuple[Card, _Controls]:
        card = Card("", self)
        head = row(gap=8)
        head.addWidget(Label(self.tr("Messages of {school}").format(school=home.school), "section", card))
        if home.child:
            head.addWidget(ChildTag(home.child, home.colour, card))
        head.addStretch(1)
        card.body.addLayout(head)
        desktop = Toggle(self.tr("A notice on this computer"), card)
        email = Toggle(self.tr("An e-mail, without its content"), card)
        hold = Toggle(self.tr("Hold e-mails back outside these hours too"), card)
        names = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat).rstrip(".") for day in range(1, 8)]
        days = [Chip(name, card) for name in names]
        for number, chip in enumerate(days, 1):
            chip.setAccessibleName(QLocale().standaloneDayName(number, QLocale.FormatType.LongFormat))
        start, end = QTimeEdit(card), QTimeEdit(card)
        start.setAccessibleName(self.tr("Quiet until"))
        end.setAccessibleName(self.tr("Quiet from"))
        chips = row(gap=6)
        for chip in days:
            chips.addWidget(chip)
        chips.addStretch(1)
        hours = row(gap=8)
        hours.addWidget(Label(self.tr("from"), "muted", card))
        hours.addWidget(start)
        hours.addWidget(Label(self.tr("to"), "muted", card))
        hours.addWidget(end)
        hours.addStretch(1)
        card.body.addWidget(desktop)
        card.body.addWidget(email)
        card.body.addLayout(chips)
        card.body.addLayout(hours)
        quiet = self.tr("Outside these hours it stays quiet. You find everything when you open ssdesk.")
        card.body.addWidget(Label(quiet, "muted", card, wrap=True))
        card.body.addWidget(hold)
        controls = _Controls(desktop, email, days, start, end, hold)
        switches: list[QAbstractButton] = [desktop, email, hold, *days]
        for switch in switches:
            switch.clicked.connect(lambda: self._keep(home.name))
        for edit in (start, end):
            edit.setDisplayFormat("HH:mm")
            edit.editingFinished.connect(lambda: self._keep(home.name))
        return card, controls

    def _show(self, home: Home) -> None:
        chosen = self._household.replica(home.name).people.notifications() or Notifications(id="")
        _, controls = self._cards[home.name]
        controls.desktop.setChecked(chosen.messages_desktop)
        controls.email.setChecked(chosen.messages_email)
        controls.hold.setChecked(chosen.hold_email)
        for number, chip in enumerate(controls.days):
            chip.setChecked(number in chosen.days)
        controls.start.setTime(_time(chosen.start))
        controls.end.setTime(_time(chosen.end))

    def _keep(self, name: str) -> None:
        _, controls = self._cards[name]
        action = SetNotifications(
            messages_desktop=controls.desktop.isChecked(),
            messages_email=controls.email.isChecked(),
            days=[number for number, chip in enumerate(controls.days) if chip.isChecked()],
            start=_minutes(controls.start.time()),
            end=_minutes(controls.end.time()),
            hold_email=controls.hold.isChecked(),
        )
        try:
            self._household.do(name, action)
        except SsdeskError as error:
            self.say(bad=" ".join(texts.error(error)).strip())


def _time(minutes: int) -> QTime:
    return QTime(23, 59) if minutes >= 24 * 60 else QTime(minutes // 60, minutes % 60)


def _minutes(time: QTime) -> int:
    minutes = time.hour() * 60 + time.minute()
    return 24 * 60 if minutes == 24 * 60 - 1 else minutes
