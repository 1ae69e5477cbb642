"""The days with the panel beside them; in a narrow window one of the two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.ui import theme
from ssdesk.ui.faces import Face, FacePage
from ssdesk.ui.planner.bar import NARROW
from ssdesk.ui.planner.board import Board
from ssdesk.ui.planner.panel import WIDTH, Panel
from ssdesk.ui.widgets import Banner, Rule, Themed, column, row

_UNLIMITED = (1 << 24) - 1  # QWIDGETSIZE_MAX


class Sides(Themed, QWidget):
    """`arranged` comes when there is room for both, or not any more; `hidden` when another screen comes into sight."""

    arranged = Signal()
    hidden = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board, self.panel = Board(self), Panel(self)
        self._noted = QWidget(self)
        self.note = Banner("info", "", self._noted)
        self.page = FacePage(self)
        self.narrow = self._over = False
        self._line = Rule(self, vertical=True)
        both = QWidget(self)
        sides = row(both)
        sides.addWidget(self.board, 1)
        sides.addWidget(self._line)
        sides.addWidget(self.panel)
        days = QWidget(self)
        below = column(days)
        row(self._noted, (12, 8, 12, 0)).addWidget(self.note)
        self._noted.hide()
        below.addWidget(self._noted)
        below.addWidget(both, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(days)
        self._stack.addWidget(self.page)
        column(self).addWidget(self._stack)
        self.follow_theme()

    def show_face(self, face: Face | None) -> None:
        """Instead of everything; None: there is something to show."""
        self._stack.setCurrentIndex(0 if face is None else 1)
        if face is not None:
            self.page.show_face(face)

    def say(self, note: str) -> None:
        """What is not here of all that is asked for; "": nothing."""
        self.note.show_message(note)
        self._noted.setVisible(bool(note))

    @property
    def panel_only(self) -> bool:
        return self.narrow and self._over

    def show_panel(self, *, over: bool) -> None:
        """`over`: in a narrow window instead of the days."""
        self._over = over
        self._arrange()

    def restyle(self) -> None:
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.narrow = self.window().width() < theme.px(NARROW)
        alone = self.panel_only
        self.panel.setMinimumWidth(0 if self.narrow else theme.px(WIDTH))
        self.panel.setMaximumWidth(_UNLIMITED if self.narrow else theme.px(WIDTH))
        self.panel.setVisible(alone or not self.narrow)
        self._line.setVisible(not self.narrow)
        self.board.setVisible(not alone)
        self.arranged.emit()
