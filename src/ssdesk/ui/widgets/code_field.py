"""The field for a short code: boxes to the eye, one line edit to the keyboard, the clipboard and a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, rounded, smooth

_BOX_WIDTH, _BOX_HEIGHT, _GAP = 52, 60, 10


class _OnlyCode(QValidator):
    """Keeps the digits of whatever was typed or pasted ("481 023", "481-023"), at most `length`."""

    def __init__(self, length: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._length = length

    def validate(self, text: str, _position: int) -> tuple[QValidator.State, str, int]:
        kept = "".join(char for char in text if char.isascii() and char.isdigit())[: self._length]
        state = QValidator.State.Acceptable if len(kept) == self._length else QValidator.State.Intermediate
        return state, kept, len(kept)


class CodeField(Themed, QLineEdit):
    """`length` boxes for the digits of a code. Pasting fills them all; `completed` comes with the last digit."""

    completed = Signal(str)

    def __init__(self, name: str, length: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length, self._failed = length, False
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setValidator(_OnlyCode(length, self))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits are read from left to right everywhere
        self.textChanged.connect(self._typed)
        self.follow_theme()

    def set_failed(self, failed: bool) -> None:
        """Show that the code was refused; typing takes the mark away."""
        self._failed = failed
        self.update()

    def restyle(self) -> None:
        self.setFont(theme.font(22, theme.SEMIBOLD))

    def sizeHint(self) -> QSize:
        return QSize(
            self._length * theme.px(_BOX_WIDTH) + (self._length - 1) * theme.px(_GAP),
            max(theme.px(_BOX_HEIGHT), self.fontMetrics().height() + theme.px(12)),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setCursorPosition(len(self.text()))

    def _typed(self, text: str) -> None:
        self._failed = False
        self.update()
        if len(text) == self._length:
            self.completed.emit(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        painter.setFont(self.font())
        width, gap, text = theme.px(_BOX_WIDTH), theme.px(_GAP), self.text()
        active = min(len(text), self._length - 1) if self.hasFocus() else -1
        for number in range(self._length):
            box = QRectF(number * (width + gap), 0, width, self.height())
            edge, thick = colours.outline, 1
            if self._failed:
                edge = colours.bad.ink
            if number == active or (self.hasFocus() and self.hasSelectedText()):
                edge, thick = colours.accent.ink, theme.px(2)
            rounded(painter, box, theme.px(10), theme.ink(colours.surface), theme.ink(edge), thick)
            if number < len(text):
                painter.setPen(theme.ink(colours.text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text[number])
        painter.end()
