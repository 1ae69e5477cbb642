"""*Afwezigheden*: today, the numbers of a school year, and everything by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household, today
from ssdesk.household.today import Attendance
from ssdesk.protocol.record import Absence
from ssdesk.replica.changes import Changes
from ssdesk.rules.holidays import school_year
from ssdesk.ui import texts, theme
from ssdesk.ui.absences import listed
from ssdesk.ui.absences.cards import ListCard, NumbersCard, TodayCard
from ssdesk.ui.faces import Face, FacePage, Faces
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.widgets import Chip, Label, Menu, ScrollPage, column, row

TWO_COLUMNS = 900  # px at 100 %
_KINDS = frozenset(("absence", "event", "account", "pupil"))


class _Page(ScrollPage):
    """The list with the numbers beside it, or below them where there is less room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=16)
        self.note = Label("", "muted", self.content, wrap=True)
        self.today, self.numbers, self.list = TodayCard(self.content), NumbersCard(self.content), ListCard(self.content)
        self.body.addWidget(self.note)
        self._across: QBoxLayout = row(gap=16)
        side = column(gap=16)
        for card in (self.today, self.numbers):
            side.addWidget(card)
        side.addStretch(1)
        self._across.addLayout(side, 46)
        self._across.addWidget(self.list, 53)
        self.body.addLayout(self._across)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        if hasattr(self, "_across"):
            self._arrange()

    def _arrange(self) -> None:
        beside = self.viewport().width() >= theme.px(TWO_COLUMNS)
        way = QBoxLayout.Direction.RightToLeft if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)
        for number, share in enumerate((46, 53)):
            self._across.setStretch(number, share if beside else 0)


class AbsencesScreen(Screen):
    """A place of it: an "absence"."""

    bar: QWidget
    content: QStackedWidget

    def __init__(self, household: Household, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._account = household, ""
        self._year, self._years = school_year(_day()), [school_year(_day())]
        self.bar, self.content = QWidget(), QStackedWidget()
        self.year = Chip("", self.bar)
        self.year.setMenu(Menu(self.year))
        line = row(self.bar, (20, 0, 20, 0), 12)
        line.addWidget(Label(self.tr("Absences"), "bar", self.bar))
        line.addWidget(self.year)
        line.addStretch(1)
        self.page, self.face = _Page(self.content), FacePage(self.content)
        for page in (self.page, self.face):
            self.content.addWidget(page)
        self._faces = Faces(self)
        self.face.asked.connect(self._act)
        for card in (self.page.today, self.page.numbers, self.page.list):
            card.child_asked.connect(self.child_asked)

    # ---- What the window says ----------------------------------------------------------------------------------------
    def enter(self) -> None:
        self._show_all()
        if self.content.currentWidget() is self.face:
            self.face.action.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.page.list.lines.current or self.year).setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.verticalScrollBar().setValue(0)

    def show_account(self, account: str) -> None:
        self._account = account
        self._show_all()
        self.page.verticalScrollBar().setValue(0)

    def show_place(self, place: Place) -> None:
        self.enter()
        if place.kind == "absence":
            for _, absences in self._read():
                for absence in absences:
                    if absence.id == place.id:
                        self._show_year(listed.year_of(absence, _day()))
            found = self.page.list.go_to(place.id)
            if found is not None:
                self.page.ensureWidgetVisible(found)

    def take(self, changes: Changes) -> None:
        touched = [one for name, one in changes.by_account.items() if self._account in ("", name)]
        if any(one.everything or one.status or _KINDS & set(one.kinds) for one in touched):
            self._show_all()

    def tick(self) -> None:
        self._show_all()

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def _homes(self) -> list[Home]:
        """Of a child: staff have no absences here."""
        homes = [home for home in self._household.homes if self._account in ("", home.name)]
        return [home for home in homes if home.child] or homes

    def _read(self) -> list[tuple[Home, list[Absence]]]:
        try:
            return today.absences(self._household, self._account)
        except SsdeskError:  # the face says it
            return []

    def _attendance(self) -> list[Attendance]:
        try:
            return today.attendance(self._household, _day(), self._account)
        except SsdeskError:
            return []

    def _show_all(self) -> None:
        homes, read = self._homes(), self._read()
        self._faces.watch(homes)
        face = None if any(absences for _, absences in read) else self._faces.of_module(homes, "absences", "absences")
        if face is None and not read:
            face = Face("clock", self.tr("No absences"), self.tr("Absences belong to a child."))
        if face is not None:
            self.face.show_face(face)
            self.content.setCurrentWidget(self.face)
            self.year.hide()
            return
        self.content.setCurrentWidget(self.page)
        now = school_year(_day())
        self._years = sorted({now} | {listed.year_of(one, _day()) for _, found in read for one in found}, reverse=True)
        if self._year not in self._years:
            self._year = now
        self._show_years()
        self._show_cards(read)

    def _show_cards(self, read: Sequence[tuple[Home, list[Absence]]]) -> None:
        page, named = self.page, not self._account and len(read) > 1
        offline = self._faces.offline(self._homes())
        page.note.setText(offline)
        page.note.setVisible(bool(offline))
        page.today.show_children(self._attendance(), named=named)
        of_year = [(home, [one for one in found if listed.year_of(one, _day()) == self._year]) for home, found in read]
        page.numbers.show_children(of_year, listed.year_name(self._year), named=named)
        by_day = sorted(
            ((home, one) for home, found in of_year for one in found), key=lambda pair: pair[1].day, reverse=True
        )
        entries = tuple(listed.entry(home, absence, named=named) for home, absence in by_day)
        page.list.show_entries(entries, self.tr("No absences in this school year."))
        page.list.aside.setText(texts.count(len(entries)) if entries else "")

    def _show_years(self) -> None:
        self.year.show()
        self.year.setText(listed.year_name(self._year))
        self.year.setAccessibleName(self.tr("School year {year}").format(year=self.year.text()))
        self.year.updateGeometry()
        menu = self.year.menu()
        if menu.isVisible():
            return
        menu.clear()
        group = QActionGroup(menu)
        for year in self._years:
            action = menu.addAction(listed.year_name(year))
            action.setCheckable(True)
            action.setChecked(year == self._year)
            action.triggered.connect(lambda _=False, chosen=year: self._show_year(chosen))
            group.addAction(action)

    def _show_year(self, year: int) -> None:
        self._year = year
        self._show_all()

    # ---- Asking ------------------------------------------------------------------------------------------------------
    def _act(self, act: str) -> None:
        if act == "try":
            self._household.nudge(self._account)
        elif act == "ask":
            self.asked.emit(Place("messages", self._account, "new"))


def _day() -> date:
    """The school's today."""
    return texts.school_time(texts.now()).date()
