"""Beside a report: its results by subject, and their course over the reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ssdesk.protocol.record import Result
from ssdesk.rules import marks
from ssdesk.ui import theme
from ssdesk.ui.reports import listing, wording
from ssdesk.ui.reports.bars import Bar, SubjectBar
from ssdesk.ui.reports.contents import title_of
from ssdesk.ui.reports.shelf import Key, Shelf, Shelved
from ssdesk.ui.reports.trend import Point, Trend
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import ElidedLabel, Label, Rule, ScrollPage, column, row

_MOST_BARS = 60
_YEARS = re.compile(r"\b20[0-9]{2}\s*[-–/]\s*(20)?[0-9]{2}\b")


class Side(ScrollPage):
    """Empty where the school gives no results of the report: then `has_results` is false."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(12, 16, 12, 16), gap=0)
        theme.raise_to_surface(self)
        self.bars: list[SubjectBar] = []
        self._shelf: Shelf | None = None
        self._key: Key | None = None
        self._lines: tuple[Result, ...] = ()
        self._subject: str | None = None  # None: the average, or the first subject where there is none
        self._add_text(Label(self.tr("Result by subject"), "section", self))
        self.legend = Label(self.tr("mark = median of the class"), "small", self)
        self._add_text(self.legend)
        self._above = QWidget(self)
        theme.fix(self._above, height=10)
        self.body.addWidget(self._above)
        self._column = column()
        self.body.addLayout(self._column)
        self._course = QWidget(self)
        below = column(self._course, (0, 12, 0, 0))
        above = row(margins=(6, 0, 6, 10))
        above.addWidget(Rule(self._course))
        below.addLayout(above)
        head = row(margins=(6, 0, 6, 0), gap=8)
        head.addWidget(Label(self.tr("Course"), "section", self._course))
        self.of_what = ElidedLabel("", "small", self._course)
        head.addWidget(self.of_what, 1)
        below.addLayout(head)
        self.trend = Trend(self._course)
        below.addWidget(self.trend)
        self.how = Label("", "small", self._course, wrap=True)
        said = row(margins=(6, 0, 6, 0))
        said.addWidget(self.how)
        below.addLayout(said)
        self.body.addWidget(self._course)
        self.body.addStretch(1)

    def _add_text(self, label: Label) -> None:
        line = row(margins=(6, 0, 6, 0))
        line.addWidget(label)
        self.body.addLayout(line)

    @property
    def has_results(self) -> bool:
        return any(not bar.isHidden() for bar in self.bars)

    # ---- What is shown -----------------------------------------------------------------------------------------------
    def show_report(self, shelf: Shelf, shelved: Shelved) -> None:
        if self._shelf is None or self._shelf.home.name != shelf.home.name:
            self._subject = None
        if shelved.key != self._key:
            self.verticalScrollBar().setValue(0)
        self._shelf, self._key, self._lines = shelf, shelved.key, shelved.lines
        made = [_bar(result) for result in shelved.lines[:_MOST_BARS]]
        while len(self.bars) < len(made):
            bar = SubjectBar(self.content)
            bar.clicked.connect(lambda _=False, pressed=bar: self._choose(pressed))
            if self.bars:
                self.setTabOrder(self.bars[-1], bar)
            self.setTabOrder(bar, self.trend)
            self.bars.append(bar)
            self._column.addWidget(bar)
        for place, widget in enumerate(self.bars):
            widget.setVisible(place < len(made))
            if place < len(made):
                widget.show_bar(made[place], shelf.home.colour)
        self.legend.setVisible(any(bar.median is not None for bar in made))
        self._show_course()

    def clear(self) -> None:
        for bar in self.bars:
            bar.hide()
        self._shelf, self._key, self._lines = None, None, ()
        self._course.hide()

    def _choose(self, pressed: SubjectBar) -> None:
        self._subject = pressed.bar.subject if pressed.isChecked() else None
        self._show_course()

    def _show_course(self) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        subject = self._subject
        points = _points(shelf, subject)
        if subject is None and len(points) < 2:
            subject, points = self._first_course(shelf)
        for bar in self.bars:
            bar.setChecked(self._subject is not None and bar.bar.subject == self._subject)
        self._course.setVisible(len(points) > 1)
        if len(points) < 2:
            return
        what = self.tr("weighted average") if subject is None else subject
        self.of_what.setText(what)
        name = self.tr("Course of {subject}").format(subject=what)
        self.trend.show_points(name, points, shelf.home.colour)
        said = listing.reckoned(self._lines) if subject is None else ""
        self.how.setText(said)
        self.how.setVisible(bool(said))

    def _first_course(self, shelf: Shelf) -> tuple[str | None, list[Point]]:
        """Of the first subject that has one."""
        for bar in self.bars:
            if not bar.isHidden() and len(points := _points(shelf, bar.bar.subject)) > 1:
                return bar.bar.subject, points
        return None, []


def _bar(result: Result) -> Bar:
    said, subject = wording.said(result), listing.subject_of(result)
    value = wording.percent(said.share) if said.share is not None else said.value or said.state or said.words
    spoken = ", ".join(part for part in (subject, said.spoken) if part)
    return Bar(subject, value, said.share, said.median, spoken)


def _points(shelf: Shelf, subject: str | None) -> list[Point]:
    """From old to new: of a subject, or the average where the school gives weights."""
    found = []
    for shelved in reversed(shelf.reports):
        share = _share(shelved.lines, subject)
        if share is not None:
            report = shelved.report
            title = f"{title_of(shelved)} {shown(report.school_year)}".strip()
            found.append(Point(_short(shown(report.period)) or title_of(shelved).lower(), title, share))
    return found


def _short(period: str) -> str:
    """ "herfst" for "Herfst 2026-2027"."""
    return _YEARS.sub("", period).strip(" ,-").lower()


def _share(lines: Sequence[Result], subject: str | None) -> float | None:
    if subject is None:
        return marks.weighted_mean(lines)
    return next((marks.percent(line) for line in lines if listing.subject_of(line) == subject), None)
