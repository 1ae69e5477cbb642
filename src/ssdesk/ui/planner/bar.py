"""The bar of *Planner*: which days, back and forth between them, and how they are shown."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Chip, ElidedLabel, Label, row

View = Literal["week", "day"]
NARROW = 1100  # px at 100 %: a narrower window has no room for the panel


class PlannerBar(QWidget):
    """`turned` carries -1 or 1. `panel` is there where the panel has no place of its own."""

    turned = Signal(int)
    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._long = self._short = ""
        self._title = Label(self.tr("Planner"), "bar", self)
        self.back, self.forth = Button("", "secondary", self, icon="chevron-left"), Button("", icon="chevron-right")
        self.today = Button(self.tr("Today"), "secondary", self)
        self.today.setToolTip(self.tr("Today (T)"))
        self.range = ElidedLabel("", "section", self)
        self.pick = Button("", "quiet", self, icon="calendar")
        self.pick.setAccessibleName(self.tr("Go to a date"))
        self.pick.setToolTip(self.pick.accessibleName())
        self.panel = Chip(self.tr("To do"), self, icon="list")
        self.day, self.week = Chip(self.tr("Day"), self), Chip(self.tr("Week"), self)
        self.day.setToolTip(self.tr("Day (D)"))
        self.week.setToolTip(self.tr("Week (W)"))
        self._views = QButtonGroup(self)
        line = self._line = row(self, (20, 0, 20, 0), 12)
        for part in (self._title, self.back, self.today, self.forth):
            line.addWidget(part)
        line.addWidget(self.range)
        line.addWidget(self.pick)
        line.addStretch(1)
        self._chips = row(gap=7)
        for chip in (self.panel, self.day, self.week):
            self._chips.addWidget(chip)
        for chip in (self.day, self.week):
            self._views.addButton(chip)
        line.addLayout(self._chips)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.forth.clicked.connect(lambda: self.turned.emit(1))
        self.day.clicked.connect(lambda: self.view_chosen.emit("day"))
        self.week.clicked.connect(lambda: self.view_chosen.emit("week"))

    def show_period(self, long: str, short: str, view: View) -> None:
        """Its name, and the one for where there is little room."""
        self._long, self._short = long, short
        (self.week if view == "week" else self.day).setChecked(True)
        names = (self.tr("Previous week"), self.tr("Next week"))
        if view == "day":
            names = (self.tr("Previous day"), self.tr("Next day"))
        for button, name in zip((self.back, self.forth), names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Without the title, then with a short name, where there is no room for all."""
        self.panel.setVisible(self.window().width() < theme.px(NARROW))
        for titled, name in ((True, self._long), (False, self._long), (False, self._short)):
            self._title.setVisible(titled)
            self.range.setText(name)
            self._line.activate()
            if self._line.sizeHint().width() <= self.width():
                break
