"""Rows that are selected together: what can be done with all of them at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.household import Household
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.possible import Can, possible
from ssdesk.ui.inbox.sides import Sides
from ssdesk.ui.widgets import Button, FlowLayout, Label, row

MOST_AT_ONCE = 200  # messages that are moved together: about a second of writing


class SelectionBar(QWidget):
    """Stands in place of the chips while several rows are selected."""

    archive_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    unread_asked = Signal()
    withhold_asked = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        row(self, (14, 10, 12, 10)).addWidget(inside)
        flow = FlowLayout(inside, gap=6)
        self.count = Label("", "strong", inside)
        theme.fix(self.count, min_height=26)
        self.archive = self._button("archive", self.tr("Archive"), inside)
        self.trash = self._button("trash", self.tr("Delete"), inside)
        self.restore = Button(self.tr("Put back"), "secondary", inside, size="small")
        self.withhold = Button(self.tr("Do not send"), "secondary", inside, size="small")
        self.unread = self._button("mail", self.tr("Mark as unread, or as read again"), inside)
        self.flag = self._button("flag", self.tr("Flag"), inside)
        self.later = self._button("clock", self.tr("Later"), inside)
        self.to_folder = self._button("folder", self.tr("Move to"), inside)
        self.end = self._button("close", self.tr("Choose none of them"), inside)
        flow.addWidget(self.count)
        for button, signal in (
            (self.archive, self.archive_asked),
            (self.trash, self.trash_asked),
            (self.restore, self.restore_asked),
            (self.unread, self.unread_asked),
            (self.withhold, self.withhold_asked),
            (self.end, self.ended),
        ):
            button.clicked.connect(signal)
        for button, _ in self._offers():
            flow.addWidget(button)
        flow.addWidget(self.end)
        self.hide()

    @staticmethod
    def _button(icon: str, name: str, parent: QWidget) -> Button:
        button = Button("", "quiet", parent, icon=icon, size="small")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _offers(self) -> tuple[tuple[Button, Can], ...]:
        """The buttons in their order, with what each needs."""
        return (
            (self.archive, Can.ARCHIVE),
            (self.withhold, Can.WITHHOLD),
            (self.trash, Can.TRASH | Can.DISCARD),
            (self.restore, Can.RESTORE),
            (self.unread, Can.UNREAD | Can.READ),
            (self.flag, Can.FLAG),
            (self.later, Can.LATER),
            (self.to_folder, Can.MOVE),
        )

    def show_count(self, count: int, can: Can) -> None:
        """How many are selected, and what can be done with any of them."""
        few = count <= MOST_AT_ONCE
        said = self.tr("{count} selected") if few else self.tr("{count} selected, at most {most} at a time")
        self.count.setText(said.format(count=texts.count(count), most=texts.count(MOST_AT_ONCE)))
        for button, deed in self._offers():
            button.setVisible(few and bool(can & deed))


class Choosing(QObject):
    """The selected rows of the list, and the bar over them. `move_asked` carries the folder, "" for where each came
    from."""

    move_asked = Signal(str)

    def __init__(self, household: Household, sides: Sides, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._sides, self._pane = household, sides, sides.pane
        pane = self._pane
        self.bar = SelectionBar(pane)
        pane.add_selection_bar(self.bar)
        pane.table.chosen.connect(self._show)
        self.bar.archive_asked.connect(lambda: self.move_asked.emit("archive"))
        self.bar.restore_asked.connect(lambda: self.move_asked.emit(""))
        self.bar.ended.connect(self.end)

    @property
    def several(self) -> bool:
        return self._pane.table.selected_count() > 1

    def rows(self) -> list[tuple[str, MessageRow]]:
        """The selected rows with their accounts; none of too many."""
        table = self._pane.table
        keys = table.selected_keys() if table.selected_count() <= MOST_AT_ONCE else []
        if len(keys) > 1:
            return [(found.home.name, found.row) for found in self._household.merged(Filter(), "").rows(keys)]
        return [place for key in keys if (place := self._household.place_of(key)) is not None]

    def end(self) -> None:
        """Only the current row is selected again."""
        current = self._pane.table.current_key()
        if self.several and current is not None:
            self._pane.table.select_key(current)
        self._pane.take_focus()

    def _show(self) -> None:
        self.take()
        self._pane.show_selection_bar(shown=self.several)
        self._sides.show_chosen(shown=self.several and not self._sides.narrow)

    def take(self) -> None:
        """Something was committed: what is said of the selection may be another thing now."""
        table, rows = self._pane.table, self._pane.rows
        count = table.selected_count()
        if count > 1:
            keys = table.selected_keys() if count <= MOST_AT_ONCE else []
            shown = [row for key in keys if (row := rows.row_at(rows.place_of(key))) is not None]
            can = possible(self.rows())
            self.bar.show_count(count, can)
            self._sides.chosen.show_rows(count, shown, can)
