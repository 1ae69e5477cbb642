"""A page view in a window, and the hands and eyes of somebody who reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssdesk.ui import tasks
from ssdesk.ui.pdf.view import PageView
from tests.ui.quiet import settle

WAIT_MS = 20_000


class Desk:
    """A view in a window, and the hands of somebody who reads."""

    def __init__(self, qtbot: QtBot, width: int = 534, height: int = 744) -> None:
        self.qtbot = qtbot
        self.view = PageView()
        self.view.resize(width, height)
        qtbot.addWidget(self.view)
        self.view.show()
        self.view.activateWindow()
        self.view.setFocus()
        self.canvas, self.controls, self.bar = self.view.canvas, self.view.controls, self.view.find_bar

    def leave(self) -> None:
        """What is still at work for this test ends before the next one counts documents."""
        self.view.clear()
        tasks.finish()

    def show(self, data: bytes, name: str = "Herfstrapport") -> None:
        self.view.show_pdf(data, name)
        self.until(lambda: self.view.document is not None and self.canvas.tiles.is_done)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=WAIT_MS)

    def settle(self) -> None:
        self.until(lambda: self.canvas.tiles.is_done)
        settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view.window().focusWidget() or self.canvas, key, modifier)

    def picture(self) -> QImage:
        self.settle()
        return self.canvas.viewport().grab().toImage()

    def pixel(self, x: float, y: float) -> str:
        return QColor(self.picture().pixel(round(x), round(y))).name()

    def find(self, words: str) -> None:
        self.view.open_search()
        self.bar.edit.setText(words)
        self.until(lambda: not self.bar._pause.isActive() and not self.canvas.words.is_looking)

    def page_texts(self) -> tuple[str, str]:
        return self.controls.page.text(), self.controls.count.text()


def darkest(image: QImage, area: QRect) -> int:
    part = area & image.rect()
    return min(
        QColor(image.pixel(x, y)).lightness()
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
    )
