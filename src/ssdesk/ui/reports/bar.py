"""The bar of *Rapporten*: what it is, of whom, and what can be done with the report that is open."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, ChildTag, ElidedLabel, Label, Themed, row

_WIDE = 620  # px at 100 %: below it the buttons are icons
_TITLE = 300  # px at 100 %: below it the title is left out


class ReportsBar(Themed, QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(self.tr("Reports"), "bar", self)
        self.child = ChildTag("", 0, self)
        self.child.hide()
        self.said = ElidedLabel("", "small", self)
        self.print = Button(self.tr("Print"), "secondary", self)
        self.save = Button(self.tr("Save as PDF"), "secondary", self)
        self._save, self._stop = self.save.text(), self.tr("Stop")
        self._texts = {self.print: self.print.text(), self.save: self.save.text()}
        self._icons = {self.print: "print", self.save: "download"}
        line = row(self, (20, 0, 20, 0), 12)
        line.addWidget(self.title)
        line.addWidget(self.child)
        line.addWidget(self.said, 1)
        buttons = row(gap=6)
        for button in (self.print, self.save):
            buttons.addWidget(button)
        line.addLayout(buttons)
        self.show_report(is_open=False)
        self.follow_theme()

    def show_child(self, name: str, colour: int) -> None:
        """Whose report is open; "" for none."""
        self.child.set_child(name, colour)
        self.child.setVisible(bool(name))

    def show_report(self, *, is_open: bool) -> None:
        for button in (self.print, self.save):
            button.setVisible(is_open)

    def begin_fetching(self) -> None:
        """A file is brought here to be saved: the button stops that."""
        self._texts[self.save], self._icons[self.save] = self._stop, "close"
        self.restyle()

    def end_fetching(self) -> None:
        self._texts[self.save], self._icons[self.save] = self._save, "download"
        self.restyle()

    def say(self, text: str) -> None:
        """What was done just now; "" for nothing."""
        self.said.setText(text)

    def restyle(self) -> None:
        wide = self.width() >= theme.px(_WIDE)
        for button, text in self._texts.items():
            button.setText(text if wide else "")
            button.set_icon("" if wide else self._icons[button])
            button.setAccessibleName(text)
            button.setToolTip("" if wide else text)
        self.title.setVisible(self.width() >= theme.px(_TITLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()
