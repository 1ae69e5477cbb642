"""The list at the left and the article at the right; in a narrow window one over the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.ui import theme
from ssdesk.ui.faces import FacePage
from ssdesk.ui.list_beside import is_narrow, size_list
from ssdesk.ui.news.article import Article
from ssdesk.ui.widgets import Label, Rule, ScrollPage, Themed, column, row


class Sides(Themed, QWidget):
    """`arranged` comes when another side is in sight."""

    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ScrollPage(self, margins=(0, 0, 0, 0), gap=0)
        self.list.body.addStretch(1)
        self.face = FacePage(self)
        self.note = Label("", "small", self, wrap=True)
        self._note_box = QWidget(self)
        row(self._note_box, (14, 10, 14, 10)).addWidget(self.note)
        self._left = QWidget(self)
        self._stack = QStackedWidget(self._left)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.face)
        left = column(self._left)
        left.addWidget(self._note_box)
        left.addWidget(self._stack, 1)
        self.article = Article(self)
        self._line = Rule(self, vertical=True)
        self.narrow = self._over = self._alone = False
        theme.raise_to_surface(self)
        sides = row(self)
        sides.addWidget(self._left)
        sides.addWidget(self._line)
        sides.addWidget(self.article, 1)
        self.say_note("")
        self.follow_theme()

    @property
    def covered(self) -> bool:
        """Only the article is in sight."""
        return self.narrow and self._over

    def show_face(self, *, shown: bool) -> None:
        """The face alone, instead of the list; there is nothing to read beside it."""
        self._alone = shown
        self._stack.setCurrentWidget(self.face if shown else self.list)
        self._arrange()

    def show_article(self, *, over: bool) -> None:
        """`over`: in a narrow window it is shown instead of the list."""
        self._over = over
        self._arrange()

    def say_note(self, text: str) -> None:
        """A line above the list; "" for none."""
        self.note.setText(text)
        self._note_box.setVisible(bool(text))

    def restyle(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.narrow = is_narrow(self)
        size_list(self._left, self.width(), alone=self.narrow or self._alone)
        self._left.setVisible(not self.covered or self._alone)
        self.article.setVisible(not self._alone and (not self.narrow or self._over))
        self._line.setVisible(not self.narrow and not self._alone)
        self.arranged.emit()
