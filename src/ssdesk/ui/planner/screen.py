"""*Planner*: the week or the day of all children, what has to be done, and the coming tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.household.week import Entry, Plan, monday_of, plan
from ssdesk.replica.actions import TickItem
from ssdesk.replica.changes import Changes
from ssdesk.replica.database import Cancelled
from ssdesk.ui import texts
from ssdesk.ui.planner.bar import PlannerBar, View
from ssdesk.ui.planner.block import Block
from ssdesk.ui.planner.details import DetailsCard
from ssdesk.ui.planner.month_card import MonthCard, within
from ssdesk.ui.planner.reasons import Reasons
from ssdesk.ui.planner.sheet import Sheet, days_of_week, sheet
from ssdesk.ui.planner.sides import Sides
from ssdesk.ui.planner.wording import period, written
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.widgets import PopupCard
from ssdesk.ui.widgets.base import KeyboardFocus

TESTS_AHEAD = timedelta(days=21)
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_KINDS = frozenset(("timetable_week", "agenda_item", "event", "tick", "pupil", "account", "agreements"))


class PlannerScreen(Screen):
    """A place of it: a `day`, and an "agenda_item" or "event" to open there."""

    bar: PlannerBar
    content: Sides

    def __init__(self, household: Household, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._account = ""
        self._reasons = Reasons(self)
        self._plan = Plan(date.min, date.min, (), ())
        self.bar, self.content = PlannerBar(), Sides()
        self.board, self.panel = self.content.board, self.content.panel
        self.card: PopupCard | None = None
        self.view: View = "week"
        self.day = self._today = self._now().date()
        self._connect()
        self._set_shortcuts()

    def _connect(self) -> None:
        bar, board, panel = self.bar, self.board, self.panel
        bar.turned.connect(self.turn)
        bar.view_chosen.connect(self.show_view)
        bar.today.clicked.connect(lambda _: self.go_to_today())
        bar.pick.clicked.connect(lambda _: self.pick_date())
        bar.panel.toggled.connect(lambda on: self.content.show_panel(over=on))
        self.content.hidden.connect(self._close_card)
        board.chosen.connect(self._open_block)
        board.day_chosen.connect(self._show_one_day)
        board.asked.connect(self._act)
        self.content.page.asked.connect(self._act)
        panel.ticked.connect(self.tick_entry)
        panel.test_chosen.connect(self._go_to_entry)
        panel.layers_changed.connect(self._draw)

    def _set_shortcuts(self) -> None:
        for keys, act in (
            ("T", self.go_to_today),
            ("D", lambda: self.show_view("day")),
            ("W", lambda: self.show_view("week")),
            ("Alt+Left", lambda: self.turn(1 if self.content.isRightToLeft() else -1)),
            ("Alt+Right", lambda: self.turn(-1 if self.content.isRightToLeft() else 1)),
            ("PgUp", lambda: self._go_to(self.day - 4 * _WEEK)),
            ("PgDown", lambda: self._go_to(self.day + 4 * _WEEK)),
        ):
            for widget in (self.bar, self.content):
                shortcut = QShortcut(QKeySequence(keys), widget)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    # ---- Which days --------------------------------------------------------------------------------------------------
    def turn(self, by: int) -> None:
        """So many weeks, or days, on."""
        self._go_to(self.day + by * (_WEEK if self.view == "week" else _DAY))

    def go_to_today(self) -> None:
        self._go_to(self._now().date())

    def show_view(self, view: View) -> None:
        """The week or the day around where one is; from a week that has today in it, today."""
        if view == "day" and self.view == "week" and monday_of(self.day) == monday_of(self._now().date()):
            self.day = self._now().date()
        self.view = view
        self.reload()

    def pick_date(self) -> None:
        """On a card with a month."""
        card = MonthCard(self.content.window(), self.day, self._now().date())
        card.chosen.connect(self._go_to)
        self._open_card(card, self.bar.pick)

    def _go_to(self, day: date) -> None:
        self.day = within(day)
        self.reload()

    def _show_one_day(self, day: date) -> None:
        self.day, self.view = day, "day"
        self.reload()

    @staticmethod
    def _now() -> datetime:
        """In school time."""
        return texts.school_time(texts.now())

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """To the block where one was, with a ring when one came by keyboard."""
        before = QApplication.focusWidget()
        by_key = isinstance(before, KeyboardFocus) and before.shows_ring()
        reason = Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.MouseFocusReason
        act = self.content.page.action
        if act.isVisible():
            act.setFocus(reason)
        elif not self.board.take_focus(reason):
            self.bar.today.setFocus(reason)

    def show_account(self, account: str) -> None:
        self._account = account
        self.reload()

    def show_place(self, place: Place) -> None:
        if place.day is not None:
            self._go_to(place.day)
        named = [one for one in self._plan.entries if one.id == place.id and place.account in ("", one.account)]
        if named:
            self._go_to_entry(named[0])
        else:
            self.enter()

    def take(self, changes: Changes) -> None:
        touched = changes.by_account.values()
        if any(one.everything or one.status or one.kinds.keys() & _KINDS for one in touched):
            self._reasons.watch(self._household.homes)
            self.reload()

    def tick(self) -> None:
        """After midnight who looked at today looks at the new day."""
        now = self._now()
        if now.date() == self._today:
            self.board.set_now(now)
            return
        if self.day == self._today:
            self.day = now.date()
        self.reload()

    def leave(self) -> None:
        self._close_card()

    def reload(self) -> None:
        """Reads the week, and the tests ahead, again."""
        homes = self._homes()
        self._today = self._now().date()
        monday = monday_of(self.day)
        offering = {home.name for home in homes if not home.features or "planner" in home.features}
        try:
            self._plan = plan(self._household, monday, monday + 6 * _DAY, self._account).only(offering)
            tests = plan(self._household, self._today, self._today + TESTS_AHEAD, self._account).only(offering).tests
        except (SsdeskError, Cancelled):  # its home says why
            self._plan, tests = Plan(monday, monday + 6 * _DAY, (), ()), ()
        known = {home.name: home for home in self._plan.homes}
        if isinstance(self.card, DetailsCard) and not self.card.accounts <= known.keys():
            self._close_card()
        self.panel.show_layers(self._plan.homes)
        self.panel.say_paper(self._plan.on_paper)
        self.panel.show_todo(self._todo_title(monday), self._plan.todo, known)
        self.panel.show_tests([one for one in tests if one.account in known], known, self._today)
        self.bar.set_todo(sum(not one.done for one in self._plan.todo))
        face = self._reasons.of_module(homes, "planner")
        self.content.show_face(face if not self._plan.entries else None)
        self.content.say(self._reasons.missing([home for home in homes if home.name in offering]) if known else "")
        self._draw()

    def _homes(self) -> list[Home]:
        return [home for home in self._household.homes if self._account in ("", home.name)]

    def _todo_title(self, monday: date) -> str:
        if monday == monday_of(self._today):
            return self.tr("To do this week")
        return self.tr("To do in the week of {day}").format(day=written(monday, "d MMMM"))

    def _draw(self) -> None:
        """What was read, without the layers that are hidden."""
        made = self._sheet()
        face = self._reasons.of_days(self._plan, made.days, self._homes()) if made.is_empty else None
        self.board.show_sheet(made, self._now(), face)
        first, last = made.days[0], made.days[-1]
        self.bar.show_period(period(first, last), period(first, last, short=True), self.view)
        self.board.setAccessibleName(period(first, last))

    def _sheet(self) -> Sheet:
        drawn = self._plan.drawn(self.panel.hidden)
        days = days_of_week(self._plan.first, drawn) if self.view == "week" else (self.day,)
        return sheet(drawn, self._plan.homes, days, roomy=self.view == "day")

    # ---- What a person does with it ----------------------------------------------------------------------------------
    def _open_block(self, block: Block) -> None:
        self._open_details(list(block.entries), block)

    def _go_to_entry(self, entry: Entry) -> None:
        """Its days, and its card."""
        days = self.board.days
        if entry.last < days[0] or entry.first > days[-1]:
            self._go_to(entry.first)
        block = self.board.block_of(entry)
        if block is not None:
            block.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open_details([entry], block or self.bar.range)

    def _open_details(self, entries: list[Entry], anchor: QWidget) -> None:
        card = DetailsCard(self.content.window(), entries, {home.name: home for home in self._plan.homes})
        card.ticked.connect(self.tick_entry)
        self._open_card(card, anchor)

    def _open_card(self, card: PopupCard, anchor: QWidget) -> None:
        self._close_card()
        self.card = card
        card.closed.connect(card.deleteLater)
        card.closed.connect(self._forget_card)
        card.open_at(anchor)

    def _close_card(self) -> None:
        if self.card is not None:
            self.card.close_card()

    def _forget_card(self) -> None:
        self.card = None

    def tick_entry(self, entry: Entry, done: bool) -> None:
        """Seen at once; the school hears of it when it can be reached."""
        try:
            self._household.do(entry.account, TickItem(entry.id, done))
        except (SsdeskError, KeyError) as error:
            if isinstance(error, SsdeskError):
                self.trouble.emit(error)
            self.reload()

    def _act(self, act: str) -> None:
        """The button of an empty page."""
        if act == "all":
            self.panel.show_all()
        elif act == "try":
            self._household.nudge(self._account)
        elif act == "ask":
            self.asked.emit(Place("messages", self._account, "new"))
