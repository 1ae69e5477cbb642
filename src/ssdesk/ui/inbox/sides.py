"""The list at the left and the message or the composer at the right; in a narrow window one over the other.

A letter lies over the list too wherever its advice would not have room at its side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.ui import theme
from ssdesk.ui.inbox.chosen import ChosenSummary
from ssdesk.ui.inbox.list_pane import ListPane
from ssdesk.ui.list_beside import is_narrow, size_list
from ssdesk.ui.widgets import EmptyState, Rule, Themed, row

if TYPE_CHECKING:
    from ssdesk.ui.inbox.composer import Composer
    from ssdesk.ui.inbox.reader import Reader


class Sides(Themed, QWidget):
    """`arranged` comes when another side is in sight. Reader and composer are made when they are first needed."""

    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = ListPane(self)
        self._reader: Reader | None = None
        self._composer: Composer | None = None
        self._right = QStackedWidget(self)
        self.nothing = EmptyState(
            "mail", self.tr("No message chosen"), self.tr("Choose a message in the list to read it."), self
        )
        self._right.addWidget(self.nothing)
        self.chosen = ChosenSummary(self)
        self._right.addWidget(self.chosen)
        self._line = Rule(self, vertical=True)
        self.narrow = self._over = False
        theme.raise_to_surface(self)
        sides = row(self)
        sides.addWidget(self.pane)
        sides.addWidget(self._line)
        sides.addWidget(self._right, 1)
        self.follow_theme()

    def add_reader(self) -> Reader:
        from ssdesk.ui.inbox.reader import Reader

        self._reader = Reader(self, self.nothing)
        self._right.addWidget(self._reader)
        return self._reader

    def add_composer(self) -> Composer:
        from ssdesk.ui.inbox.composer import Composer

        self._composer = Composer(self)
        self._right.addWidget(self._composer)
        return self._composer

    @property
    def composing(self) -> bool:
        return self._composer is not None and self._right.currentWidget() is self._composer

    @property
    def covered(self) -> bool:
        """Only the right side is in sight."""
        return self._over and (self.narrow or self._crowded())

    def _crowded(self) -> bool:
        letter = self._composer if self.composing else None
        return letter is not None and self.width() - self.pane.minimumWidth() < letter.ample()

    def show_reader(self, *, over: bool) -> None:
        """`over`: in a narrow window it is shown instead of the list."""
        self._right.setCurrentWidget(self._opened())
        self._over = over
        self._arrange()

    def show_as(self, form: str) -> None:
        """The list as "cards", or as a "table", which needs the whole width."""
        self.pane.show_as(form)
        self._arrange()

    def show_chosen(self, *, shown: bool) -> None:
        """In the reader's place, what several selected messages are; not over what is being written."""
        if not self.composing:
            self._right.setCurrentWidget(self.chosen if shown else self._opened())

    def _opened(self) -> QWidget:
        return self.nothing if self._reader is None else self._reader

    def show_composer(self) -> None:
        if self._composer is not None:
            self._right.setCurrentWidget(self._composer)
        self._over = True
        self._arrange()

    def restyle(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.narrow = is_narrow(self) or self.pane.as_table
        size_list(self.pane, self.width(), alone=self.narrow)
        covered = self.covered
        self.pane.setVisible(not covered)
        self._right.setVisible(not self.narrow or self._over)
        self._line.setVisible(not self.narrow and not covered)
        self.arranged.emit()
