"""What the sections of the settings share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Banner, Card, Chip, FlowLayout, Label, ScrollPage

T = TypeVar("T")


class Section(ScrollPage):
    """One page of the settings: cards below each other, and one place to say what went wrong or well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=760)
        self._good, self._bad = Banner("good", "", self), Banner("bad", "", self)
        for banner in (self._good, self._bad):
            banner.hide()
            self.body.addWidget(banner)
        theme.space(self.body, (24, 24, 24, 24), 16)

    def add(self, card: Card) -> Card:
        self.body.addWidget(card)
        return card

    def end(self) -> None:
        """After the last card."""
        self.body.addStretch(1)

    def say(self, good: str = "", bad: str = "") -> None:
        for banner, text in ((self._good, good), (self._bad, bad)):
            banner.setVisible(bool(text))
            banner.show_message(text)

    def enter(self) -> None:
        """The section comes into sight."""
        self.say()


class Choice(QWidget, Generic[T]):
    """A few values as chips, one of them chosen. `picked` comes when the person picks one."""

    picked = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[T, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._chips: list[tuple[T, Chip]] = []
        flow = FlowLayout(self, gap=6)
        for value, text in options:
            chip = Chip(text, self)
            chip.clicked.connect(lambda _=False, chosen=value: self.picked.emit(chosen))
            self._group.addButton(chip)
            self._chips.append((value, chip))
            flow.addWidget(chip)

    def show_value(self, value: T) -> None:
        for option, chip in self._chips:
            chip.setChecked(option == value)


def titled(card: Card, title: str, part: QWidget, hint: str = "") -> None:
    """A name, the control, and a sentence below it."""
    card.body.addWidget(Label(title, "strong", card))
    card.body.addWidget(part)
    if hint:
        card.body.addWidget(Label(hint, "muted", card, wrap=True))
