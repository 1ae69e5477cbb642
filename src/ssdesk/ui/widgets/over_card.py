"""A card in the middle of the window, over everything else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.popup import PopupCard

TOP = 0.1  # of the window's height above the card, where there is room for that
_DEPTH = 28  # of the shadow, as `PopupCard` draws it


class OverCard(PopupCard):
    """`width` and `height` at 100 %; in a smaller window it takes the room there is. `body` has no margins."""

    def __init__(self, window: QWidget, *, width: int, height: int, title: str) -> None:
        self._width, self._height = width, height
        super().__init__(window, width=width, title=title)
        theme.space(self.body, (_DEPTH + 1,) * 4, 0)

    def open_over(self) -> None:
        """Show it; the focus goes to its first control, and back when it is closed."""
        if self.isHidden():
            self.open_at(self._window)

    def _place(self) -> None:
        window, depth, margin = self._window, theme.px(_DEPTH), theme.px(8)
        width = min(theme.px(self._width), window.width() - 2 * margin)
        height = min(theme.px(self._height), window.height() - 2 * margin)
        top = min(round(TOP * window.height()), window.height() - margin - height)
        left = (window.width() - width) // 2
        self.setGeometry(left - depth, top - depth, width + 2 * depth, height + 2 * depth)
