"""*Alle resultaten*: what was evaluated between the reports, by subject or newest first, one school year at a time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from ssdesk.protocol.record import Result
from ssdesk.rules import marks
from ssdesk.rules.holidays import school_year
from ssdesk.ui import theme
from ssdesk.ui.faces import Face, FacePage
from ssdesk.ui.reports import listing
from ssdesk.ui.reports.result_rows import Evaluated
from ssdesk.ui.reports.rows import RowList
from ssdesk.ui.reports.shelf import Shelf
from ssdesk.ui.widgets import Chip, FlowLayout, Menu, Rule, column, row


class ResultsPage(QWidget):
    """`asked` carries the act of a face."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf: Shelf | None = None
        self._year: int | None = None
        self._today = date.min
        theme.raise_to_surface(self)
        self.by_subject = Chip(self.tr("By subject"), self)
        self.newest_first = Chip(self.tr("Newest first"), self)
        self.year = Chip("", self, checkable=False)
        self._menu = Menu(self.year)
        self.year.setMenu(self._menu)
        self._group = QButtonGroup(self)
        for chip in (self.by_subject, self.newest_first):
            self._group.addButton(chip)
        self.by_subject.setChecked(True)
        self._group.buttonClicked.connect(lambda _: self._show_rows())
        self.rows = RowList(self)
        self.rows.setAccessibleName(self.tr("Results"))
        self.empty = FacePage(self)
        self.empty.asked.connect(self.asked)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self.empty)
        self._chips, self._rule = QWidget(self), Rule(self)
        flow = QWidget(self._chips)
        row(self._chips, (20, 10, 20, 10)).addWidget(flow)
        line = FlowLayout(flow, gap=6)
        for chip in (self.by_subject, self.newest_first, self.year):
            line.addWidget(chip)
        whole = column(self)
        whole.addWidget(self._chips)
        whole.addWidget(self._rule)
        whole.addWidget(self._stack, 1)

    # ---- What is shown -----------------------------------------------------------------------------------------------
    def show_shelf(self, shelf: Shelf, today: date) -> None:
        """The results of a child; the year that was chosen stays it, if there is anything of it."""
        if self._shelf is None or self._shelf.home.name != shelf.home.name:
            self._year = None
        self._shelf, self._today = shelf, today
        years = self._years()
        if self._year not in years:
            self._year = years[0] if years else None
        self.year.setVisible(len(years) > 1)
        self._fill_menu(years)
        self._show_rows()

    def clear(self) -> None:
        self._shelf, self._year = None, None
        self.rows.show_rows([])

    def show_face(self, face: Face | None) -> None:
        """Why there is nothing, or None for the list."""
        for part in (self._chips, self._rule):
            part.setVisible(face is None)
        if face is not None:
            self.empty.show_face(face)
        self._stack.setCurrentWidget(self.rows if face is None else self.empty)

    def show_result(self, id_: str) -> None:
        """Bring one into sight."""
        if self._shelf is None:
            return
        result = next((one for one in self._shelf.between if one.id == id_), None)
        if result is not None:
            self._year = self._year_of(result)
            self.show_shelf(self._shelf, self._today)
            self.rows.go_to(lambda row: isinstance(row, Evaluated) and row.id == id_)

    def _years(self) -> list[int]:
        """Newest first; this one is always there."""
        found = {self._year_of(result) for result in self._shelf.between} if self._shelf is not None else set()
        return sorted(found, reverse=True)

    def _year_of(self, result: Result) -> int:
        year = marks.year_of_result(result)
        return school_year(self._today) if year is None else year

    def _show_rows(self) -> None:
        if self._shelf is None:
            return
        chosen = [result for result in self._shelf.between if self._year_of(result) == self._year]
        make = listing.by_subject if self.by_subject.isChecked() else listing.newest_first
        self.rows.show_rows(make(chosen, self._shelf.home.colour))

    def _fill_menu(self, years: list[int]) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        for year in years:
            action = self._menu.addAction(_named(year))
            action.setCheckable(True)
            action.setChecked(year == self._year)
            action.triggered.connect(lambda _=False, chosen=year: self._choose_year(chosen))
            group.addAction(action)
        if self._year is not None:
            self.year.setText(_named(self._year))
            self.year.setAccessibleName(self.tr("School year: {year}").format(year=_named(self._year)))
            self.year.updateGeometry()

    def _choose_year(self, year: int) -> None:
        self._year = year
        if self._shelf is not None:
            self.show_shelf(self._shelf, self._today)


def _named(year: int) -> str:
    return f"{year}-{year + 1}"
