"""Small questions: the name of a folder, and a day and hour, such as those at which a message comes back."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDateEdit, QDialog, QTimeEdit, QWidget

from ssdesk.protocol.commands import LONGEST_NAME
from ssdesk.rules import later
from ssdesk.ui import texts, theme
from ssdesk.ui.widgets import Button, Label, TextField, column, row

FARTHEST_DAYS = 2 * 366


class Asked(QDialog):
    """One question with *Cancel* and an answer; shown with `open`."""

    def __init__(self, parent: QWidget, title: str, yes: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        theme.raise_to_surface(self)
        theme.fix(self, width=440)
        self.inside = column(self, (24, 22, 24, 20), 12)
        self.inside.addWidget(Label(title, "heading", self, wrap=True))
        buttons = row(margins=(0, 4, 0, 0), gap=8)
        buttons.addStretch(1)
        self.no = Button(self.tr("Cancel"), "secondary", self)
        self.no.clicked.connect(self.reject)
        self.yes = Button(yes, "primary", self)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        self._buttons = buttons

    def finish(self) -> None:
        """All it asks is inside."""
        self.inside.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its texts are at this width: a dialog does not ask them."""
        self.setFixedHeight(self.inside.heightForWidth(self.width()))
        super().showEvent(event)


class FolderName(Asked):
    """`named` carries a name that is not blank."""

    named = Signal(str)

    def __init__(self, parent: QWidget, title: str, name: str = "") -> None:
        super().__init__(parent, title, self.tr("Save"))
        self.field = TextField(self.tr("Name of the folder"), self)
        self.field.edit.setMaxLength(LONGEST_NAME)
        self.field.set_text(name)
        self.field.text_changed.connect(lambda _: self._look())
        self.field.submitted.connect(self._answer)
        self.yes.clicked.connect(self._answer)
        self.inside.addWidget(self.field)
        self.finish()
        self._look()
        self.field.setFocus()
        self.field.edit.selectAll()

    def _look(self) -> None:
        self.yes.setEnabled(bool(self.field.text().strip()))

    def _answer(self) -> None:
        if self.field.text().strip():
            self.named.emit(self.field.text().strip())
            self.accept()


class Moment(Asked):
    """`chosen` carries a moment that is still to come, in ms; day and hour are the school's."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, title: str = "", yes: str = "", *, days: int = FARTHEST_DAYS) -> None:
        """`days`: so far ahead it may lie."""
        super().__init__(parent, title or self.tr("When should it come back?"), yes or self.tr("Put off"))
        today = texts.school_time(texts.now()).date()
        first = QDate(today.year, today.month, today.day)
        self.day, self.hour = QDateEdit(first.addDays(1), self), QTimeEdit(QTime(7, 30), self)
        self.day.setDateRange(first, first.addDays(days))
        self.day.setDisplayFormat("dddd d MMMM yyyy")
        self.hour.setDisplayFormat("HH:mm")
        self._said = Label("", "muted", self, wrap=True)
        for name, field in ((self.tr("Day"), self.day), (self.tr("Hour"), self.hour)):
            field.setAccessibleName(name)
            theme.fix(field, min_height=36)
            label = Label(name, "strong", self)
            label.setBuddy(field)
            one = column(gap=6)
            one.addWidget(label)
            one.addWidget(field)
            self.inside.addLayout(one)
        self.day.dateChanged.connect(self._look)
        self.hour.timeChanged.connect(self._look)
        self.yes.clicked.connect(self._answer)
        self.inside.addWidget(self._said)
        self.finish()
        self._look()
        self.day.setFocus()

    def _moment(self) -> int:
        day, hour = self.day.date(), self.hour.time()
        moment = later.at(date(day.year(), day.month(), day.day()), time(hour.hour(), hour.minute()))
        return round(moment.timestamp() * 1000)

    def _look(self) -> None:
        moment = self._moment()
        past = moment <= round(texts.now().timestamp() * 1000)
        self.yes.setEnabled(not past)
        self._said.setText(self.tr("That moment is past.") if past else texts.full_moment(moment))

    def _answer(self) -> None:
        self.chosen.emit(self._moment())
        self.accept()
