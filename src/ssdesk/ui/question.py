"""A question before something that cannot be taken back, or that leaves the program."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Label, column, row


class Question(QDialog):
    """Shown with `open`; `accepted` when the answer is yes, which Escape never is; `other_chosen` for a third answer.
    `lead` stands out above `text`; both may be written by others: they are shown as they are. `careful`, or dangerous
    (`role`): who only presses Return has not said yes."""

    other_chosen = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        yes: str,
        *,
        no: str = "",
        other: str = "",
        lead: str = "",
        hint: str = "",
        role: Literal["primary", "danger"] = "primary",
        careful: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        theme.raise_to_surface(self)
        theme.fix(self, width=440)
        inside = column(self, (24, 22, 24, 20), 8)
        inside.addWidget(Label(title, "heading", self, wrap=True))
        if lead:
            inside.addWidget(Label(lead, "strong", self, wrap=True))
        inside.addWidget(Label(text, "text", self, wrap=True))
        if hint:
            inside.addWidget(Label(hint, "muted", self, wrap=True))
        buttons = row(margins=(0, 10, 0, 0), gap=8)
        buttons.addStretch(1)
        self.no = Button(no or self.tr("Cancel"), "secondary", self)
        self.no.clicked.connect(self.reject)
        self.yes = Button(yes, role, self)
        self.yes.clicked.connect(self.accept)
        self.other = Button(other, "secondary", self)
        self.other.setVisible(bool(other))
        self.other.clicked.connect(self._choose_other)
        for button in (self.no, self.other, self.yes):
            buttons.addWidget(button)
        inside.addLayout(buttons)
        (self.no if careful or role == "danger" else self.yes).setFocus()

    def _choose_other(self) -> None:
        self.reject()
        self.other_chosen.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its texts are at this width: a dialog does not ask them."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.heightForWidth(self.width()))
        super().showEvent(event)
