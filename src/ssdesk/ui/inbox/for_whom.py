"""For which child and school a letter is written: always seen, and chosen where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui.inbox.letter import Sender
from ssdesk.ui.widgets import Chip, FlowLayout


class ForWhom(QWidget):
    """`chosen` carries the account of a chip that was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=6)
        self.group = QButtonGroup(self)
        self._offered: tuple[Sender, ...] = ()
        self.setAccessibleName(self.tr("For which child?"))

    def offer(self, senders: Sequence[Sender], account: str) -> None:
        """One chip for each; `account` is the one chosen, "" for none."""
        while (item := self._flow.takeAt(0)) is not None:
            if isinstance(widget := item.widget(), Chip):
                self.group.removeButton(widget)
                widget.hide()
                widget.deleteLater()
        self._offered = tuple(senders)
        for sender in senders:
            text = f"{sender.child}, {sender.school}" if sender.child else sender.school
            chip = Chip(text, self, dot=sender.colour if sender.child else None)
            chip.setChecked(sender.account == account)
            chip.clicked.connect(lambda _=False, chosen=sender.account: self.chosen.emit(chosen))
            self.group.addButton(chip)
            self._flow.addWidget(chip)
            chip.show()

    def school(self, account: str) -> str:
        return next((sender.school for sender in self._offered if sender.account == account), "")
