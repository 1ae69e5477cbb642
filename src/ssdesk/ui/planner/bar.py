"""The bar of *Planner*: which days, back and forth between them, and how they are shown."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Chip, ElidedLabel, Label, Themed, row
from ssdesk.ui.widgets.base import text_width

View = Literal["week", "day"]
NARROW = 1100  # px at 100 %: a narrower window has no room for the panel
_CHIP = 40  # a chip without its words


class PlannerBar(Themed, QWidget):
    """`turned` carries -1 or 1. `panel` is there where the panel has no place of its own."""

    turned = Signal(int)
    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._long = self._short = ""
        self._arranged: tuple[object, ...] = ()
        self._fitting = False
        self._title = Label(self.tr("Planner"), "bar", self)
        self.back, self.forth = Button("", "secondary", self, icon="chevron-left"), Button("", icon="chevron-right")
        self.today = Button(self.tr("Today"), "secondary", self)
        self.today.setToolTip(self.tr("Today (T)"))
        self.range = ElidedLabel("", "section", self)
        self.pick = Button("", "quiet", self, icon="calendar")
        self.pick.setAccessibleName(self.tr("Go to a date"))
        self.pick.setToolTip(self.pick.accessibleName())
        self._todo, self._count = self.tr("To do"), ""
        self.panel = Chip("", self, icon="list")
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
        for chip in (self.panel, self.day, self.week):
            line.addWidget(chip)
        for chip in (self.day, self.week):
            self._views.addButton(chip)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.forth.clicked.connect(lambda: self.turned.emit(1))
        self.day.clicked.connect(lambda: self.view_chosen.emit("day"))
        self.week.clicked.connect(lambda: self.view_chosen.emit("week"))
        self._point()
        self.follow_theme()

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

    def set_todo(self, count: int) -> None:
        """How much is still to be done."""
        self._count = str(count) if count else ""
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._point()

    def _point(self) -> None:
        """Back is where reading begins."""
        sides = ("chevron-left", "chevron-right")
        for button, icon in zip(
            (self.back, self.forth), reversed(sides) if self.isRightToLeft() else sides, strict=True
        ):
            button.set_icon(icon)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part needs more or less room than before
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Without the title, then with short names, where there is no room for all."""
        narrow = self.window().width() < theme.px(NARROW)
        titled, short = True, False
        if self._needed(narrow=narrow, titled=True, short=False) > self.width():
            titled, short = False, self._needed(narrow=narrow, titled=False, short=False) > self.width()
        name, count = self._short if short else self._long, "" if short else self._count
        todo = "" if short else self._todo
        wanted = (narrow, titled, name, todo, count)
        if self._arranged != wanted and not self._fitting:
            self._arranged, self._fitting = wanted, True
            self._title.setVisible(titled)
            self.range.setText(name)
            self.panel.setVisible(narrow)
            self.panel.setText(todo)
            self.panel.set_count(count)
            said = f"{self._todo} {self._count}".strip()
            self.panel.setAccessibleName(said)
            self.panel.setToolTip(said)
            theme.space(self._line, (10, 0, 10, 0) if short else (20, 0, 20, 0), 6 if short else 12)
            self._fitting = False

    def _needed(self, *, narrow: bool, titled: bool, short: bool) -> int:
        """The width for all of it."""
        parts = [self.back, self.today, self.forth, self.pick, self.day, self.week, *([self._title] if titled else [])]
        width = sum(part.sizeHint().width() for part in parts)
        width += text_width(self.range.font(), self._short if short else self._long)
        if narrow:
            width += theme.px(_CHIP) + (0 if short else text_width(self.panel.font(), f"{self._todo} {self._count}"))
        return width + (len(parts) + 2) * theme.px(12) + 2 * theme.px(20)
