"""In whose name staff write: the own, or that of a shared mailbox they hold. Not shown to who holds none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.protocol.mailboxes import Mailbox
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Chip, FlowLayout

OWN = ""


class FromWhom(QWidget):
    """`changed` comes when another name was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=6)
        self.group = QButtonGroup(self)
        self.mailbox = OWN
        self.chips: dict[str, Chip] = {}
        self.setAccessibleName(self.tr("In whose name?"))

    def offer(self, own: str, mailboxes: Sequence[Mailbox], mailbox: str, *, fixed: bool) -> bool:
        """One chip for each; `mailbox` is chosen where it is among them. `fixed`: an answer, which goes out in the name
        of the mailbox that it lies in. Whether there is anything to choose or to know."""
        while (item := self._flow.takeAt(0)) is not None:
            if isinstance(widget := item.widget(), Chip):
                self.group.removeButton(widget)
                widget.hide()
                widget.deleteLater()
        names = {OWN: shown(own), **{box.id: shown(box.name) for box in mailboxes}}
        self.mailbox = mailbox if mailbox in names else OWN
        if fixed:
            names = {self.mailbox: names[self.mailbox]}
        self.chips = {}
        for id_, name in names.items():
            chip = Chip(self.tr("in the name of {name}").format(name=name) if id_ else name, self)
            chip.setChecked(id_ == self.mailbox)
            chip.clicked.connect(lambda _=False, id_=id_: self._choose(id_))
            self.group.addButton(chip)
            self._flow.addWidget(chip)
            self.chips[id_] = chip
            chip.show()
        return bool(mailboxes) and not (fixed and not self.mailbox)

    def _choose(self, mailbox: str) -> None:
        if mailbox != self.mailbox:
            self.mailbox = mailbox
            self.changed.emit()
