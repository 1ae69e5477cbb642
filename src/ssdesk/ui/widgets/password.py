"""How strong a password is: four bars and words."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, column, rounded, smooth
from ssdesk.ui.widgets.labels import Label

_TONES = ("bad", "bad", "warning", "good", "good")


class PasswordStrength(QWidget):
    """Four bars, of which `strength` (0 to 4) are filled, and the words that say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = _Bars(self)
        self._words = Label("", "text", self, wrap=True)
        layout = column(self, gap=6)
        layout.addWidget(self._bars)
        layout.addWidget(self._words)

    def set_strength(self, strength: int, words: str) -> None:
        self._bars.show_strength(strength)
        tone = _TONES[strength]
        self._words.set_tone("good" if tone == "good" else "warning" if tone == "warning" else "bad")
        self._words.setText(words)

    def words(self) -> str:
        return self._words.text()


class _Bars(Themed, QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._strength = 0
        theme.fix(self, height=4)
        self.follow_theme()

    def show_strength(self, strength: int) -> None:
        self._strength = strength
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        gap, height = theme.px(4), float(self.height())
        width = (self.width() - 3 * gap) / 4
        for number in range(4):
            place = number if not self.isRightToLeft() else 3 - number
            fill = colours.tone(_TONES[self._strength]).ink if number < self._strength else colours.line
            rounded(painter, QRectF(place * (width + gap), 0, width, height), height / 2, theme.ink(fill))
        painter.end()
