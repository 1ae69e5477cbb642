"""The keys of a shortcut, as caps of a keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, rounded, smooth, text_width

_CAPS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter"}
_PADDING, _HEIGHT = 5, 19


def caps(keys: str) -> list[str]:
    """What stands on the keys of "Ctrl+Shift+N", in the language of the application."""
    plain = _parts(keys)
    native = _parts(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys)
    if len(plain) != len(native):  # signs instead of words, without a plus between them
        return native
    return [_CAPS.get(key, said) for key, said in zip(plain, native, strict=True)]


def _parts(keys: str) -> list[str]:
    held, plus, key = keys.rpartition("+")
    if plus and not key:  # the plus itself: "Ctrl++"
        held, key = held.removesuffix("+"), "+"
    return [part for part in (*held.split("+"), key) if part]


def cap_width(text: str) -> int:
    """Of one cap in the present look."""
    return max(text_width(theme.font(theme.TAG, theme.MEDIUM), text) + 2 * theme.px(_PADDING), theme.px(_HEIGHT))


def paint_cap(painter: QPainter, area: QRectF, text: str) -> None:
    """One cap that fills `area`."""
    colours = theme.colours()
    rounded(painter, area, theme.px(4), theme.ink(colours.surface), theme.ink(colours.outline))
    painter.setFont(theme.font(theme.TAG, theme.MEDIUM))
    painter.setPen(theme.ink(colours.muted))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)


def cap_height() -> int:
    return theme.px(_HEIGHT)


class KeyCap(Themed, QLabel):
    """One key."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.ink(theme.colours().muted))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self.text()), cap_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        paint_cap(painter, QRectF(self.rect()), self.text())
        painter.end()
