"""The cards of *Afwezigheden*: today, the numbers of the school year, and the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from ssdesk.household import Home
from ssdesk.household.today import Attendance
from ssdesk.protocol.record import Absence
from ssdesk.ui.absences import listed
from ssdesk.ui.absences.listed import AbsenceRow
from ssdesk.ui.row_group import RowGroup
from ssdesk.ui.rows import NameButton, Whose
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, Card, ElidedLabel, Label, Rule, column, row

AT_ONCE = 100  # rows


def clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class _Lines(Card):
    """A card whose lines are made anew."""

    child_asked = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__("", parent, margins=(8, 16, 8, 14), gap=0)
        self.heading = Label(title, "section", self)
        self.aside = Label("", "muted", self)
        head = row(margins=(8, 0, 8, 8), gap=6)
        head.addWidget(self.heading)
        head.addWidget(self.aside)
        head.addStretch(1)
        self.body.addLayout(head)
        self.inside = QWidget(self)
        self.below = column(self.inside)
        self.body.addWidget(self.inside)
        self.body.addStretch(1)

    def line(self) -> tuple[QWidget, QHBoxLayout]:
        """A place for one line of words."""
        box = QWidget(self.inside)
        inside = row(box, (8, 4, 8, 4), 8)
        self.below.addWidget(box)
        return box, inside

    def name(self, home: Home, parent: QWidget) -> NameButton:
        button = NameButton(Whose(home.name, shown(home.child), home.colour), parent)
        button.set_reachable(reachable=True)
        button.clicked.connect(lambda: self.child_asked.emit(home.name))
        return button


class TodayCard(_Lines):
    """What the school noted of each child today. It notes who is not there, so nobody is said to be present."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Today"), parent)

    def show_children(self, children: Sequence[Attendance], *, named: bool) -> None:
        clear(self.below)
        for child in children:
            box, line = self.line()
            if named:
                line.addWidget(self.name(child.home, box))
            said = [self._noted(absence) for absence in child.absences] or [self._nothing(child)]
            words = Label("\n".join(said), "text" if child.absences else "muted", box, wrap=True)
            line.addWidget(words)
            line.setStretchFactor(words, 1)

    def _noted(self, absence: Absence) -> str:
        label = shown(absence.label) or shown(absence.code)
        parts = (label, listed.part_of_day(absence), listed.late(absence), shown(absence.note), listed.judged(absence))
        return ", ".join(part for part in parts if part)

    def _nothing(self, child: Attendance) -> str:
        if child.home.is_filling:
            return self.tr("Not fetched yet.")
        return self.tr("No absence reported.") if child.school else self.tr("No school today.")


class NumbersCard(_Lines):
    """What the absences of a school year come to, for each child."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("This school year in numbers"), parent)

    def show_children(self, children: Sequence[tuple[Home, Sequence[Absence]]], year: str, *, named: bool) -> None:
        clear(self.below)
        self.heading.setText(self.tr("School year {year} in numbers").format(year=year))
        for number, (home, absences) in enumerate(children):
            if named:
                if number:
                    box, line = self.line()
                    line.addWidget(Rule(box))
                box, line = self.line()
                line.addWidget(self.name(home, box))
                line.addStretch(1)
            self._show_counts(absences)

    def _show_counts(self, absences: Sequence[Absence]) -> None:
        counts = [(count.label, count.amount, False) for count in listed.counts(absences)]
        if waiting := listed.unjudged(absences):
            counts.append((self.tr("Of these not judged yet"), str(waiting), True))
        for label, amount, muted in counts or [(self.tr("No absences."), "", True)]:
            box, line = self.line()
            said = ElidedLabel(label, "muted" if muted else "text", box)
            line.addWidget(said)
            line.setStretchFactor(said, 1)
            line.addWidget(Label(amount, "muted", box))


class ListCard(_Lines):
    """All absences of a school year, newest first; the rest of a very long list when it is asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("All absences"), parent)
        self.lines = RowGroup(self)
        self.lines.child_asked.connect(self.child_asked)
        self.more = Button(self.tr("Show more"), "link", self)
        self.more.clicked.connect(self._show_more)
        after = row(margins=(8, 6, 8, 0))
        after.addWidget(self.more)
        after.addStretch(1)
        self.body.addLayout(after)
        self._entries: tuple[listed.AbsenceEntry, ...] | None = None
        self._empty = ""

    def show_entries(self, entries: tuple[listed.AbsenceEntry, ...], empty: str) -> None:
        if (entries, empty) == (self._entries, self._empty):
            return
        self._entries, self._empty = entries, empty
        was = self.lines.position()
        clear(self.below)
        self.lines.clear()
        self._add(max(AT_ONCE, was.number + 1))
        if not entries:
            _, line = self.line()
            line.addWidget(Label(empty, "muted", self.inside, wrap=True))
        self.lines.find_again(was, self.more)

    def _add(self, until: int) -> None:
        entries = self._entries or ()
        for entry in entries[len(self.lines.rows) : until]:
            made = AbsenceRow(entry, self.inside)
            self.lines.add(made)
            self.below.addWidget(made)
        self.more.setVisible(len(entries) > len(self.lines.rows))

    def _show_more(self) -> None:
        before = len(self.lines.rows)
        self._add(before + AT_ONCE)
        self.lines.rows[before].setFocus()

    def go_to(self, id_: str) -> QWidget | None:
        """The row of this absence, with the focus; None: it is not listed."""
        entries = self._entries or ()
        place = next((number for number, entry in enumerate(entries) if entry.place.id == id_), None)
        if place is None:
            return None
        self._add(place + 1)
        return self.lines.go_to("absence", id_)
