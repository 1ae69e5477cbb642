"""What the sections of the settings share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui.widgets import Banner, Card, Chip, FlowLayout, Label, ScrollPage

T = TypeVar("T")


class Section(ScrollPage):
    """One page of the settings: cards below each other, and one place to say what went wrong or well."""

    def __init__(self, parent: QWidget | None = None, *, width: float = 760) -> None:
        super().__init__(parent, width=width)
        self._good, self._bad = Banner("good", "", self), Banner("bad", "", self)
        for banner in (self._good, self._bad):
            banner.hide()
            self.body.addWidget(banner)
        self.body.setSpacing(16)

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
        if good or bad:
            self.verticalScrollBar().setValue(0)

    def said(self) -> str:
        """What stands above the cards."""
        return " ".join(banner.text() for banner in (self._good, self._bad) if not banner.isHidden())

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
        self._flow = FlowLayout(self, gap=6)
        self.offer(options)

    def sizeHint(self) -> QSize:
        """All beside each other; where there is no room they go on below."""
        width = sum(chip.sizeHint().width() for _, chip in self._chips) + self._flow.spacing() * len(self._chips)
        return QSize(width, self._flow.heightForWidth(width))

    def offer(self, options: Sequence[tuple[T, str]]) -> None:
        """Other values to choose from."""
        if [(value, chip.text()) for value, chip in self._chips] == list(options):
            return
        for _, chip in self._chips:
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self._chips = []
        for value, text in options:
            chip = Chip(text, self)
            chip.clicked.connect(lambda _=False, chosen=value: self.picked.emit(chosen))
            self._group.addButton(chip)
            self._chips.append((value, chip))
            self._flow.addWidget(chip)
        self.updateGeometry()

    def show_value(self, value: T) -> None:
        for option, chip in self._chips:
            chip.setChecked(option == value)

    def chip(self, value: T) -> Chip:
        """The one that stands for a value. KeyError: it is not offered."""
        return dict(self._chips)[value]


def titled(card: Card, title: str, part: QWidget, hint: str = "") -> None:
    """A name, the control, and a sentence below it."""
    card.body.addWidget(Label(title, "strong", card))
    card.body.addWidget(part)
    if hint:
        card.body.addWidget(Label(hint, "muted", card, wrap=True))
