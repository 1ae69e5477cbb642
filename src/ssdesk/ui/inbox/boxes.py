"""The own mailbox and the shared ones that somebody holds, to choose from: nothing where there is only the own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.household import Home
from ssdesk.protocol.mailboxes import Mailbox
from ssdesk.ui import texts, theme
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Chip, FlowLayout, row
from ssdesk.ui.widgets.base import elided

LONGEST = 220  # px at 100 % of one name
OWN = ""


def held_by(homes: Sequence[Home]) -> list[Mailbox]:
    """The shared mailboxes of these accounts, each once."""
    found = {mailbox.id: mailbox for home in homes if home.is_open for mailbox in home.mailboxes}
    return list(found.values())


class Boxes(QWidget):
    """`chosen` carries the id of the mailbox whose chip was pressed, "" for the own."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        row(self, (12, 10, 8, 0)).addWidget(inside)
        self._flow = FlowLayout(inside, gap=6)
        self._inside, self._group = inside, QButtonGroup(self)
        self._offered: list[tuple[str, str]] = []
        self.chips: dict[str, Chip] = {}
        self.setAccessibleName(self.tr("Which mailbox?"))
        self.hide()

    def offer(self, mailboxes: Sequence[Mailbox], chosen: str, unread: Mapping[str, int]) -> None:
        """One chip each, with how many messages of its inbox are unread."""
        wanted = [(OWN, self.tr("My own")), *((box.id, shown(box.name)) for box in mailboxes)] if mailboxes else []
        if wanted != self._offered:
            self._offered = wanted
            self._make()
        for id_, chip in self.chips.items():
            chip.setChecked(id_ == chosen)
            count = unread.get(id_, 0)
            chip.set_count(texts.count(count) if count else "")
            said = self.tr("{count} unread").format(count=texts.count(count)) if count else ""
            chip.setAccessibleDescription(said)
            chip.setToolTip(said)

    def _make(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if isinstance(widget := item.widget(), Chip):
                self._group.removeButton(widget)
                widget.hide()
                widget.deleteLater()
        self.chips = {}
        for id_, name in self._offered:
            chip = Chip("", self._inside)
            chip.setText(elided(chip.font(), name, theme.px(LONGEST)))
            chip.setAccessibleName(name)
            chip.clicked.connect(lambda _=False, id_=id_: self.chosen.emit(id_))
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            self.chips[id_] = chip
            chip.show()
