"""When one hears of something new (M14): on this computer and by e-mail, on which days and between which hours."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QLocale, QRectF, Qt, QTime
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QGridLayout, QHBoxLayout, QTimeEdit, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.protocol.kinds import Notifications
from ssdesk.replica.actions import SetNotifications
from ssdesk.ui import texts, theme
from ssdesk.ui.settings.section import Choice, Section
from ssdesk.ui.widgets import Card, Chip, FlowLayout, Label, Rule, Themed, Toggle, column, row
from ssdesk.ui.widgets.base import rounded, smooth

WIDTH, NARROW = 1004, 880
EVERYBODY, EACH = "everybody", "each"
NOTICE, WHOLE = "notice", "whole"


class _Table(Themed, QWidget):
    """Rows of cells below a head on another ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = QGridLayout(self)
        theme.space(self._cells)
        self._cells.setColumnStretch(0, 1)
        self.follow_theme()

    def add_row(self, *cells: QWidget) -> None:
        line = self._cells.rowCount()
        for place, cell in enumerate(cells):
            box = row(margins=(16, 9, 16, 9))
            side = Qt.AlignmentFlag.AlignHCenter if place else Qt.AlignmentFlag.AlignLeading
            box.addWidget(cell, 0, side | Qt.AlignmentFlag.AlignVCenter)
            self._cells.addLayout(box, line, place)
        self._cells.addWidget(Rule(self), line + 1, 0, 1, len(cells))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        head = self._cells.cellRect(1, 0)
        area = QRectF(1, head.top(), self.width() - 2, head.height())
        rounded(painter, area, 0, theme.ink(theme.colours().background))
        painter.end()


class NoticesSection(Section):
    """One choice for all accounts together, or one for each; every change works at once."""

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        self._household = household
        self._homes: tuple[Home, ...] = ()
        self._together, self._account, self._forward = True, "", False
        self._sides: QBoxLayout = QHBoxLayout()
        theme.space(self._sides, gap=18)
        left, right = column(), column()
        left.addWidget(self._build_what())
        left.addStretch(1)
        right.addWidget(self._build_when())
        right.addStretch(1)
        self._sides.addLayout(left, 548)
        self._sides.addLayout(right, 438)
        self.body.addLayout(self._sides)
        self.end()
        switches: list[QAbstractButton] = [self.desktop, self.email, self.hold, *self.days]
        for switch in switches:
            switch.clicked.connect(self._keep)
        for edit in (self.start, self.end_):
            edit.editingFinished.connect(self._keep)
        self.holds.picked.connect(self._pick_what)

    # ---- Building ----------------------------------------------------------------------------------------------------
    def _build_what(self) -> Card:
        card = self._what = Card("", self, margins=(0, 14, 0, 16), gap=12)
        top = row(margins=(16, 0, 16, 0), gap=8)
        top.addWidget(Label(self.tr("What you get a notice for"), "section", card, wrap=True), 1)
        self.for_whom = Choice[str](self.tr("For whom"), [], card)
        self.for_whom.picked.connect(self._pick_whom)
        self.which = Choice[str](self.tr("Which child"), [], card)
        self.which.picked.connect(self._pick_account)
        self._for = Label(self.tr("for"), "muted", card)
        top.addWidget(self._for)
        top.addWidget(self.for_whom)
        card.body.addLayout(top)
        box = row(margins=(16, 0, 16, 0))
        box.addWidget(self.which)
        box.addStretch(1)
        card.body.addLayout(box)
        table = _Table(card)
        self.desktop, self.email = Toggle("", table), Toggle("", table)
        self.desktop.setAccessibleName(self.tr("Messages: a notice on this computer"))
        self.email.setAccessibleName(self.tr("Messages: an e-mail"))
        heads = (self.tr("Module"), self.tr("On this computer"), self.tr("By e-mail"))
        table.add_row(*(Label(head, "small", table) for head in heads))
        table.add_row(Label(self.tr("Messages"), "strong", table), self.desktop, self.email)
        card.body.addWidget(table)
        card.body.addWidget(self._build_mail(card))
        foot = row(margins=(16, 0, 16, 0))
        self._told = Label("", "muted", card, wrap=True)
        foot.addWidget(self._told)
        card.body.addLayout(foot)
        return card

    def _build_mail(self, card: Card) -> QWidget:
        """What an e-mail holds, once one is wanted."""
        self._mail = QWidget(card)
        box = row(margins=(16, 0, 16, 0), gap=10)
        self._mail.setLayout(box)
        options = [(NOTICE, self.tr("a notice")), (WHOLE, self.tr("the message itself"))]
        self.holds = Choice[str](self.tr("What the e-mail holds"), options, self._mail)
        box.addWidget(Label(self.tr("In the e-mail"), "muted", self._mail))
        box.addWidget(self.holds, 1)
        return self._mail

    def _build_when(self) -> Card:
        card = Card(self.tr("When"), self, gap=12)
        names = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat).rstrip(".") for day in range(1, 8)]
        box = QWidget(card)
        flow = FlowLayout(box, gap=6)
        self.days = [Chip(name, box) for name in names]
        for number, chip in enumerate(self.days, 1):
            chip.setAccessibleName(QLocale().standaloneDayName(number, QLocale.FormatType.LongFormat))
            flow.addWidget(chip)
        self.start, self.end_ = QTimeEdit(card), QTimeEdit(card)
        self.start.setAccessibleName(self.tr("Quiet until"))
        self.end_.setAccessibleName(self.tr("Quiet from"))
        hours = row(gap=10)
        for word, edit in ((self.tr("from"), self.start), (self.tr("to"), self.end_)):
            edit.setDisplayFormat("HH:mm")
            edit.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
            edit.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            theme.fix(edit, width=64, height=33)
            hours.addWidget(Label(word, "muted", card))
            hours.addWidget(edit)
        hours.addStretch(1)
        quiet = self.tr("Outside these hours it stays quiet. You find everything when you open ssdesk.")
        self.hold = Toggle(self.tr("Hold e-mails back outside these hours too"), card)
        card.body.addWidget(box)
        card.body.addLayout(hours)
        card.body.addWidget(Label(quiet, "muted", card, wrap=True))
        card.body.addWidget(self.hold)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    # ---- Whose choice ------------------------------------------------------------------------------------------------
    def enter(self) -> None:
        super().enter()
        self.refresh()
        homes = self._homes
        self._together = len({_of(home) for home in homes}) <= 1
        if self._account not in {home.name for home in homes}:
            self._account = homes[0].name if homes else ""
        both = self.tr("Both children") if len(homes) == 2 else self.tr("All children")
        if not all(home.child for home in homes):
            both = self.tr("All accounts")
        self.for_whom.offer([(EVERYBODY, both), (EACH, self.tr("for each"))])
        self.which.offer([(home.name, home.child or home.school_short) for home in homes])
        self._show()

    def refresh(self) -> None:
        """Something was changed, perhaps on another computer."""
        self._homes = tuple(home for home in self._household.homes if home.is_open)
        self._show()

    def _pick_whom(self, whom: str) -> None:
        self._together = whom == EVERYBODY
        self._show()
        if self._together:
            self._keep()

    def _pick_account(self, account: str) -> None:
        self._account = account
        self._show()

    def _show(self) -> None:
        several = len(self._homes) > 1
        self._for.setVisible(several)
        self.for_whom.setVisible(several)
        self.which.setVisible(several and not self._together)
        self.for_whom.show_value(EVERYBODY if self._together else EACH)
        self.which.show_value(self._account)
        shown = next((home for home in self._homes if self._together or home.name == self._account), None)
        chosen = (shown.notifications if shown is not None else None) or Notifications(id="")
        self.desktop.setChecked(chosen.messages_desktop)
        self.email.setChecked(chosen.messages_email)
        self._forward = chosen.forward
        self._mail.setVisible(chosen.messages_email)
        self.holds.show_value(WHOLE if chosen.forward else NOTICE)
        self._told.setText(self._said(whole=chosen.messages_email and chosen.forward))
        self.hold.setChecked(chosen.hold_email)
        for number, chip in enumerate(self.days):
            chip.setChecked(number in chosen.days)
        for edit, minutes in ((self.start, chosen.start), (self.end_, chosen.end)):
            if not edit.hasFocus():
                edit.setTime(_time(minutes))

    def _said(self, *, whole: bool) -> str:
        if whole:
            return self.tr(
                "Every message goes to your own confirmed e-mail address, with the names of its attachments. Whoever"
                " reads that mailbox reads it. The school sees it as read only when you open it here."
            )
        return self.tr("A notice or e-mail says that a message came, never what is in it.")

    def _pick_what(self, what: str) -> None:
        self._forward = what == WHOLE
        self._keep()

    # ---- Keeping -----------------------------------------------------------------------------------------------------
    def _keep(self) -> None:
        self.say()
        wanted = Notifications(
            id="",
            messages_desktop=self.desktop.isChecked(),
            messages_email=self.email.isChecked(),
            days=tuple(number for number, chip in enumerate(self.days) if chip.isChecked()),
            start=_minutes(self.start.time()),
            end=_minutes(self.end_.time()),
            hold_email=self.hold.isChecked(),
            forward=self._forward,
        )
        for home in self._homes:
            if (self._together or home.name == self._account) and _of(home) != wanted:
                try:
                    self._household.do(home.name, _action(wanted, _of(home)))
                except SsdeskError as error:
                    self.say(bad=texts.told(error))


def _of(home: Home) -> Notifications:
    """What is chosen for an account, whoever's it is."""
    return msgspec.structs.replace(home.notifications or Notifications(id=""), id="")


def _action(wanted: Notifications, before: Notifications) -> SetNotifications:
    """Says nothing about forwarding where that stays as it is: an older server does not know it."""
    return SetNotifications(
        messages_desktop=wanted.messages_desktop,
        messages_email=wanted.messages_email,
        days=list(wanted.days),
        start=wanted.start,
        end=wanted.end,
        hold_email=wanted.hold_email,
        forward=wanted.forward if wanted.forward != before.forward else None,
    )


def _time(minutes: int) -> QTime:
    return QTime(minutes // 60 % 24, minutes % 60)


def _minutes(time: QTime) -> int:
    return time.hour() * 60 + time.minute()
