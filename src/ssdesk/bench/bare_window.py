"""The limit of a start: a main window with nothing in it. Run as a program; says as JSON what `program` says too."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from ssdesk.bench.said import Said


class Look(QObject):
    """Says when the window's first picture is on the screen."""

    def __init__(self, window: QMainWindow, said: Said) -> None:
        super().__init__(window)
        self._said = said
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: self._said.mark("painted"))
            QTimer.singleShot(self._said.idle_ms, self, self._end)
        return False

    def _end(self) -> None:
        self._said.say()
        QApplication.quit()


def main(idle_ms: int) -> int:
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("ssdesk"))
    window.resize(1280, 800)
    Look(window, Said(idle_ms))
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
