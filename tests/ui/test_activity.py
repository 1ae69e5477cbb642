"""Keys and clicks are noticed, and nothing else is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.ui.activity import Activity

Left = Qt.MouseButton.LeftButton


class Seen:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def shown(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(200, 100)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def parent() -> QObject:
    return QObject()


def test_a_key_and_a_click_are_noticed_in_every_window_and_a_paint_is_not(
    qtbot: QtBot, qapp: QApplication, parent: QObject
) -> None:
    seen, first = Seen(), shown(qtbot)
    activity = Activity(seen, parent)
    activity.watch(qapp)
    activity.watch(qapp)
    for window in (first, shown(qtbot)):
        before = seen.times
        window.repaint()
        qapp.processEvents()
        assert seen.times == before
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        assert seen.times == before + 1
        QTest.mouseClick(window.windowHandle(), Left, pos=QPoint(5, 5))
        assert seen.times == before + 2
    activity.stop()


def test_nothing_is_noticed_any_more_after_the_end(qtbot: QtBot, qapp: QApplication, parent: QObject) -> None:
    seen, window = Seen(), shown(qtbot)
    activity = Activity(seen, parent)
    activity.stop()
    activity.watch(qapp)
    activity.stop()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    activity.watch(qapp)
    activity.stop()
    shown(qtbot)
    assert seen.times == 0
