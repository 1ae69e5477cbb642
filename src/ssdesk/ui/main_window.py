"""The window of the program: the wizard, the lock, or the frame with the screens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ssdesk.settings import WindowGeometry

FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(640, 480)
PAINTED_BY_MS = 1000  # a window that is covered, or starts as an icon, is not painted at all


class MainWindow(QMainWindow):
    """`painted`, once: the person sees the window. `closed` when the person closes it, if `may_close` says so."""

    painted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("ssdesk")
        self.setMinimumSize(LEAST_SIZE)
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        QShortcut(QKeySequence.StandardKey.Quit, self, self.close)
        self._is_painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not self._is_painted:
            QTimer.singleShot(PAINTED_BY_MS, self, self._tell_painted)
        elif event.type() == QEvent.Type.Paint and not self._is_painted:
            QTimer.singleShot(0, self, self._tell_painted)  # once the picture is on the screen
        return super().eventFilter(watched, event)

    def _tell_painted(self) -> None:
        if not self._is_painted:
            self._is_painted = True
            self.removeEventFilter(self)
            self.painted.emit()

    def show_page(self, page: QWidget) -> None:
        """Show a page instead of the one before, which stays until it is taken away."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    @property
    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._pages.currentWidget()

    def take_away(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        page.deleteLater()

    def show_unread(self, unread: int) -> None:
        """How many messages wait to be read, where a window that is not in front can say so."""
        self.setWindowTitle(f"ssdesk ({unread})" if unread else "ssdesk")

    def restore(self, geometry: WindowGeometry | None) -> None:
        """Where it stood last time, if that is still on a screen."""
        if geometry is None:
            self.resize(FIRST_SIZE)
            return
        self.resize(max(geometry.width, LEAST_SIZE.width()), max(geometry.height, LEAST_SIZE.height()))
        place = QRect(QPoint(geometry.x, geometry.y), self.size())
        if any(screen.availableGeometry().contains(place.center()) for screen in QGuiApplication.screens()):
            self.move(place.topLeft())
        if geometry.maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def geometry_now(self) -> WindowGeometry:
        normal = self.normalGeometry() if self.isMaximized() else self.geometry()
        return WindowGeometry(normal.x(), normal.y(), normal.width(), normal.height(), self.isMaximized())

    def bring_to_front(self) -> None:
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        event.accept()
        self.closed.emit()
