"""A month on a card: to go to any day of any year."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from ssdesk.household.week import monday_of
from ssdesk.ui import theme
from ssdesk.ui.planner.wording import written
from ssdesk.ui.widgets import Button, Label, PaintedButton, PopupCard, row
from ssdesk.ui.widgets.base import ring, rounded, smooth

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
_SIDE = 34
_DAYS = {Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last one."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))


def within(day: date) -> date:
    """The day, or the first or last one that can be gone to."""
    return min(max(day, FIRST), LAST)


class MonthCard(PopupCard):
    """`chosen` carries a day. Arrows go from day to day, Page Up and Page Down by months, with Shift by years."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, day: date, today: date) -> None:
        super().__init__(window, width=7 * _SIDE + 32)
        self.setAccessibleName(self.tr("Go to a date"))
        self.day, self._today = day, today
        self._month, self._year = Label("", "section", self), Label("", "section", self)
        head = row(gap=0)
        self._add_steps(head, self._month, 1, (self.tr("A month earlier"), self.tr("A month later")))
        head.addStretch(1)
        self._add_steps(head, self._year, 12, (self.tr("A year earlier"), self.tr("A year later")))
        self.body.addLayout(head)
        grid = QGridLayout()
        theme.space(grid)
        for place in range(7):
            name = Label(written(monday_of(today) + timedelta(days=place), "ddd"), "small", self)
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(name, 0, place)
        self._group = QButtonGroup(self)  # one stop for Tab, arrows within
        self.days = [DayButton(self) for _ in range(42)]
        for place, button in enumerate(self.days):
            grid.addWidget(button, 1 + place // 7, place % 7)
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, pressed=button: self._choose(pressed))
        self.body.addLayout(grid)
        self.show_day(day)

    def _add_steps(self, head: QHBoxLayout, label: Label, months: int, names: tuple[str, str]) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        icons = ("chevron-left", "chevron-right")
        for icon, name, by in zip(
            reversed(icons) if self.isRightToLeft() else icons, names, (-months, months), strict=True
        ):
            button = Button("", "quiet", self, icon=icon, size="small")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, by=by: self.show_day(months_later(self.day, by)))
            head.addWidget(button)
            if by < 0:
                head.addWidget(label)

    def show_day(self, day: date) -> None:
        """Its month, with this day as the one where Tab stops."""
        self.day = day = within(day)
        self._month.setText(written(day, "MMMM"))
        self._year.setText(str(day.year))
        first = monday_of(day.replace(day=1))
        for place, button in enumerate(self.days):
            shown = first + timedelta(days=place)
            button.show_day(shown, today=shown == self._today, inside=shown.month == day.month)
            button.setChecked(shown == day)
            button.setEnabled(FIRST <= shown <= LAST)

    def open_at(self, anchor: QWidget) -> None:
        super().open_at(anchor)
        self._focus_day()

    def _focus_day(self) -> None:
        next(button for button in self.days if button.day == self.day).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, aside = Qt.Key(event.key()), -1 if self.isRightToLeft() else 1
        sides = {Qt.Key.Key_Left: -aside, Qt.Key.Key_Right: aside}
        if key in _MONTHS:
            years = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._walk(months_later(self.day, _MONTHS[key] * (12 if years else 1)))
        elif key in sides or key in _DAYS:
            self._walk(self.day + timedelta(days=sides.get(key, 0) or _DAYS.get(key, 0)))
        else:
            super().keyPressEvent(event)

    def _walk(self, day: date) -> None:
        self.show_day(day)
        self._focus_day()

    def _choose(self, button: DayButton) -> None:
        self.close_card()
        self.chosen.emit(button.day)


class DayButton(PaintedButton):
    """A day of the month; those of its neighbours are muted. Arrows are the card's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.day = FIRST
        self._is_today = self._inside = False
        self.setCheckable(True)
        self.follow_theme()

    def show_day(self, day: date, *, today: bool, inside: bool) -> None:
        self.day, self._is_today, self._inside = day, today, inside
        self.setText(str(day.day))
        self.setAccessibleName(written(day, "dddd d MMMM yyyy"))
        self.restyle()
        self.update()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TEXT, theme.SEMIBOLD if self._is_today else theme.REGULAR))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_DAYS, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(theme.px(1), theme.px(1), -theme.px(1), -theme.px(1))
        ink = colours.text if self._inside else colours.muted
        if self.isChecked():
            rounded(painter, area, theme.px(theme.RADIUS), theme.ink(colours.accent.ink))
            ink = colours.on_accent
        elif self.underMouse():
            rounded(painter, area, theme.px(theme.RADIUS), theme.ink(colours.sunken))
        if self._is_today and not self.isChecked():
            ink = colours.accent.ink
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS))
        painter.setPen(theme.ink(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.text())
        painter.end()
