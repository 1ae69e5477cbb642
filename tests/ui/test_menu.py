"""Menus: they grow with the letters, and say what is chosen."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from ssdesk.ui import icons, theme
from ssdesk.ui.colours import LIGHT
from ssdesk.ui.widgets import Menu


def has_mark(menu: Menu, action: QAction) -> bool:
    """At its end."""
    image, area = menu.grab().toImage(), menu.actionGeometry(action)
    columns = range(area.right() - theme.px(24), area.right())
    rows = [area.center().y() + below for below in (-1, 0, 1, 2)]
    return LIGHT.accent.ink in {image.pixelColor(x, y).name().upper() for x in columns for y in rows}


def test_icons_of_a_menu_grow_with_the_letters_and_the_chosen_one_has_a_mark(qtbot: QtBot, qapp: QApplication) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    small, wide = menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize), []
    for scale in (1.0, 2.0):
        theme.apply(qapp, "light", scale, family=theme.OWN_FONT)
        menu.clear()
        chosen, other = (menu.addAction(icons.icon("folder"), text) for text in ("Postvak IN", "Archief"))
        for action in (chosen, other):
            action.setCheckable(True)
        chosen.setChecked(True)
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        assert [has_mark(menu, action) for action in (chosen, other)] == [True, False]
        wide.append(menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize))
    assert wide == [small, 2 * small]
