"""*Planner*: the week or the day of all children, what has to be done, and the coming tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject

from ssdesk.household import Household
from ssdesk.household.week import Layer, monday_of, plan
from ssdesk.ui import texts
from ssdesk.ui.faces import Faces
from ssdesk.ui.planner.bar import PlannerBar, View
from ssdesk.ui.planner.board import Board
from ssdesk.ui.planner.sheet import days_of_week, sheet
from ssdesk.ui.planner.wording import period
from ssdesk.ui.screen import Screen

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
_KINDS = ("timetable_week", "agenda_item", "event", "tick", "pupil", "account")


class PlannerScreen(Screen):
    bar: PlannerBar
    content: Board

    def __init__(self, household: Household, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self.account = ""
        self.view: View = "week"
        self.hidden: set[Layer] = set()
        self.bar, self.content = PlannerBar(), Board()
        self.board = self.content
        self.faces = Faces(self)
        self.day = self._now().date()
        self.bar.turned.connect(self.turn)
        self.bar.view_chosen.connect(self.show_view)
        self.bar.today.clicked.connect(self.go_to_today)

    def _now(self) -> datetime:
        return texts.school_time(texts.now())

    def turn(self, by: int) -> None:
        self.go_to(self.day + by * timedelta(days=7 if self.view == "week" else 1))

    def go_to(self, day: date) -> None:
        self.day = min(max(day, FIRST), LAST)
        self.reload()

    def go_to_today(self) -> None:
        self.go_to(self._now().date())

    def show_view(self, view: View) -> None:
        self.view = view
        self.reload()

    def show_account(self, account: str) -> None:
        self.account = account
        self.reload()

    def reload(self) -> None:
        monday = monday_of(self.day)
        read = plan(self._household, monday, monday + timedelta(days=6), self.account)
        days = days_of_week(read, self.hidden) if self.view == "week" else (self.day,)
        shown = sheet(read, read.homes, days, self.hidden, roomy=self.view == "day")
        self.board.show_sheet(shown, self._now(), None)
        self.bar.show_period(period(days[0], days[-1]), period(days[0], days[-1], short=True), self.view)
