"""Menus that follow the scale of texts, and mark what is chosen in one way."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionMenuItem,
    QWidget,
)

from ssdesk.ui import icons, theme

_ICON, _MARK, _GAP = 16, 14, 8


class _MenuStyle(QProxyStyle):
    """Fusion has icons of 16 px at every scale, and shows what is chosen as a pressed box behind its icon: here the
    icons grow, and a check mark stands at the end. Of menus alone: every question to it goes through Python."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric == QStyle.PixelMetric.PM_SmallIconSize:
            return theme.px(_ICON)
        return super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        whole = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if isinstance(option, QStyleOptionMenuItem) and option.menuHasCheckableItems and not option.icon.isNull():
            whole.setWidth(whole.width() + theme.px(_MARK + _GAP))
        return whole

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if not isinstance(option, QStyleOptionMenuItem) or option.icon.isNull() or not option.checked:
            super().drawControl(element, option, painter, widget)
            return
        plain = QStyleOptionMenuItem(option)
        plain.checked = False
        super().drawControl(element, plain, painter, widget)
        colours, side, area = theme.colours(), theme.px(_MARK), option.rect
        over = bool(option.state & QStyle.StateFlag.State_Selected)
        ratio = painter.device().devicePixelRatioF()
        picture = icons.exact("check-bold", colours.on_accent if over else colours.accent.ink, side, ratio)
        left = area.right() + 1 - theme.px(_GAP) - side
        if option.direction == Qt.LayoutDirection.RightToLeft:
            left = area.left() + theme.px(_GAP)
        painter.drawPixmap(QPointF(left, round(area.center().y() - side / 2)), picture)


class Menu(QMenu):
    """A menu of the program; every other one would keep its icons small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyle(_menu_style())


def _menu_style() -> QStyle:
    """One for all menus; it lives as long as the application."""
    app = QApplication.instance()
    found = app.findChild(_MenuStyle) if app is not None else None
    if found is None:
        found = _MenuStyle("fusion")
        found.setParent(app)
    return found
