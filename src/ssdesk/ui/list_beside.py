"""A list and what is read from it: beside each other, or in a narrow window one over the other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssdesk.ui import theme

LIST_WIDTH = 384  # the least, with its scroll bar
LIST_SHARE = 0.36
WIDEST_LIST = 460
NARROW = 1100  # a window below this width (at 100 %) shows one side at a time
_UNLIMITED = (1 << 24) - 1  # QWIDGETSIZE_MAX


def is_narrow(widget: QWidget) -> bool:
    return widget.window().width() < theme.px(NARROW)


def size_list(pane: QWidget, whole: int, *, alone: bool) -> None:
    """Its share of the `whole` width, or all of it."""
    if alone:
        pane.setMinimumWidth(0)
        pane.setMaximumWidth(_UNLIMITED)
    else:
        share = min(int(whole * LIST_SHARE), theme.px(WIDEST_LIST))
        pane.setFixedWidth(max(theme.px(LIST_WIDTH), share))
