"""A question before something that cannot be taken back, or that leaves the program."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Label, ThinScrollBar, column, row
from ssdesk.ui.widgets.base import KeyboardFocus, ring

WIDTH, SIDE = 440, 24
LINES, LEAD_LINES = 8, 4  # that are in sight at once


class Question(QDialog):
    """Shown with `open`; `accepted` when the answer is yes, which Escape never is; `other_chosen` for a third answer.
    `lead` stands out above `text`; both may be written by others: they are shown as they are, and scroll where they
    would push the buttons out of sight. `careful`, or dangerous
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
        theme.fix(self, width=WIDTH)
        inside = column(self, (SIDE, 22, SIDE, 20), 8)
        inside.addWidget(Label(title, "heading", self, wrap=True))
        if lead:
            inside.addWidget(self._told(Label(lead, "strong", self, wrap=True), LEAD_LINES))
        inside.addWidget(self._told(Label(text, "text", self, wrap=True), LINES))
        if hint:
            inside.addWidget(self._told(Label(hint, "muted", self, wrap=True), LINES))
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

    def _told(self, label: Label, lines: int) -> QWidget:
        """In a box that scrolls, where the text is longer than so many lines."""
        width = theme.px(WIDTH - 2 * SIDE)
        return LongText(label, lines, self) if label.heightForWidth(width) > label.height_of(lines) else label

    def _choose_other(self) -> None:
        self.reject()
        self.other_chosen.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its texts are at this width: a dialog does not ask them."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.heightForWidth(self.width()))
        super().showEvent(event)


class LongText(KeyboardFocus, QScrollArea):
    """A text that is longer than `lines`, of which so many are in sight; the keyboard reaches and scrolls it."""

    def __init__(self, label: Label, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._label, self._lines = label, lines
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setAccessibleName(label.text())
        self.setWidget(label)
        for part in (self.viewport(), label):
            part.setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(self._label.heightForWidth(width), self._most())

    def sizeHint(self) -> QSize:
        size = self._label.sizeHint()
        return QSize(size.width(), min(size.height(), self._most()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._label.minimumSizeHint().width(), self.fontMetrics().height())

    def _most(self) -> int:
        return self._label.height_of(self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shows_ring():
            painter = QPainter(self.viewport())
            ring(painter, QRectF(self.viewport().rect()), theme.px(4), gap=False)
            painter.end()
