"""Rows that are selected together: what can be done with all of them at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.household import Household
from ssdesk.replica.inbox import MessageRow
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.list_pane import ListPane
from ssdesk.ui.widgets import Button, FlowLayout, Label, row

MOST_AT_ONCE = 200  # messages that are moved together: about a second of writing


class SelectionBar(QWidget):
    """Stands in place of the chips while several rows are selected."""

    archive_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        row(self, (14, 10, 12, 10)).addWidget(inside)
        flow = FlowLayout(inside, gap=6)
        self.count = Label("", "strong", inside)
        theme.fix(self.count, min_height=26)
        self.archive = Button(self.tr("Archive"), "secondary", inside, size="small")
        self.trash = Button(self.tr("Delete"), "secondary", inside, size="small")
        self.restore = Button(self.tr("Put back"), "secondary", inside, size="small")
        self.end = Button("", "quiet", inside, icon="close", size="small")
        self.end.setAccessibleName(self.tr("Choose none of them"))
        self.end.setToolTip(self.end.accessibleName())
        flow.addWidget(self.count)
        for button, signal in (
            (self.archive, self.archive_asked),
            (self.trash, self.trash_asked),
            (self.restore, self.restore_asked),
            (self.end, self.ended),
        ):
            button.clicked.connect(signal)
            flow.addWidget(button)
        self.hide()

    def show_count(self, count: int, *, in_trash: bool) -> None:
        few = count <= MOST_AT_ONCE
        said = self.tr("{count} selected") if few else self.tr("{count} selected, at most {most} at a time")
        self.count.setText(said.format(count=texts.count(count), most=texts.count(MOST_AT_ONCE)))
        for button, offered in ((self.archive, not in_trash), (self.trash, not in_trash), (self.restore, in_trash)):
            button.setVisible(offered and few)


class Choosing(QObject):
    """The selected rows of the list, and the bar over them. `move_asked` carries the folder, "" for where each came
    from."""

    move_asked = Signal(str)

    def __init__(self, household: Household, pane: ListPane, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._pane = household, pane
        self.bar = SelectionBar(pane)
        pane.add_selection_bar(self.bar)
        pane.table.chosen.connect(self._show)
        self.bar.archive_asked.connect(lambda: self.move_asked.emit("archive"))
        self.bar.trash_asked.connect(lambda: self.move_asked.emit("trash"))
        self.bar.restore_asked.connect(lambda: self.move_asked.emit(""))
        self.bar.ended.connect(self.end)

    @property
    def several(self) -> bool:
        return self._pane.table.selected_count() > 1

    def rows(self) -> list[tuple[str, MessageRow]]:
        """The selected rows that can be moved, with their accounts: no drafts, nothing that waits; none of too many."""
        table = self._pane.table
        keys = table.selected_keys() if table.selected_count() <= MOST_AT_ONCE else []
        found = [place for key in keys if (place := self._household.place_of(key)) is not None]
        return [(account, row) for account, row in found if row.kind != "draft" and not row.state]

    def end(self) -> None:
        """Only the current row is selected again."""
        current = self._pane.table.current_key()
        if self.several and current is not None:
            self._pane.table.select_key(current)
        self._pane.take_focus()

    def _show(self) -> None:
        if self.several:
            self.bar.show_count(self._pane.table.selected_count(), in_trash=self._pane.folder == "trash")
        self._pane.show_selection_bar(shown=self.several)
