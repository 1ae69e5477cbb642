"""A card that floats over the window: the outbox, a few settings. Never a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, column, rounded, smooth
from ssdesk.ui.widgets.cards import shadow

_DEPTH = 28


class PopupCard(Themed, QWidget):
    """Opens above or below an anchor inside the same window. Escape, a click outside and `close_card` close it; the
    focus goes back to where it was. Tab stays inside while it is open. `body` is its layout."""

    closed = Signal()

    def __init__(self, window: QWidget, *, width: int = 428, title: str = "") -> None:
        super().__init__(window)
        self._window = window
        self._card_width = width
        self._back_to: QWidget | None = None
        self._anchor: QWidget | None = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body: QVBoxLayout = column(self, (16 + _DEPTH, 16 + _DEPTH, 16 + _DEPTH, 16 + _DEPTH), 12)
        self.hide()
        self.follow_theme()

    def open_at(self, anchor: QWidget) -> None:
        """Show the card beside `anchor` and move the focus to its first control."""
        self._back_to = self._window.window().focusWidget()
        self._anchor = anchor
        self._place()
        self.show()
        self.raise_()
        self._application().installEventFilter(self)
        if not self._step(forward=True):
            self.setFocus(Qt.FocusReason.PopupFocusReason)  # so that Escape finds it

    def close_card(self) -> None:
        if self.isHidden():
            return
        self._application().removeEventFilter(self)
        had_focus = self._holds(self._window.window().focusWidget())
        self.hide()
        if self._back_to is not None and had_focus and isValid(self._back_to):  # what lies below may be made anew
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def restyle(self) -> None:
        if self.isVisible():
            self._place()

    @staticmethod
    def _application() -> QCoreApplication:
        app = QCoreApplication.instance()
        if app is None:
            raise RuntimeError("a card needs a running application")
        return app

    def _place(self) -> None:
        """As high as the content needs, kept inside the window."""
        window = self._window
        depth = theme.px(_DEPTH)
        width = min(theme.px(self._card_width) + 2 * depth, window.width())
        self.ensurePolished()
        layout = self.body
        needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        height = min(max(needed, layout.minimumSize().height()), window.height())
        left, top = depth, depth
        if self._anchor is not None:
            corner = self._anchor.mapTo(window, QPoint(0, 0))
            beside = QRect(corner, self._anchor.size())
            left = beside.left() - depth if not self.isRightToLeft() else beside.right() - width + depth
            top = beside.top() - height + depth - theme.px(6)
            if top < -depth:
                top = beside.bottom() - depth + theme.px(6)
        left = max(-depth, min(left, window.width() - width + depth))
        top = max(-depth, min(top, window.height() - height + depth))
        self.setGeometry(left, top, width, height)

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
        ):
            card = self.rect().adjusted(*(side * theme.px(_DEPTH) for side in (1, 1, -1, -1)))
            if not card.contains(self.mapFromGlobal(event.globalPosition().toPoint())) and not self._over_menu(watched):
                self.close_card()
                if watched is self:  # on the shadow: what lies below it was meant
                    below = self._window.childAt(self._window.mapFromGlobal(event.globalPosition().toPoint()))
                    if isinstance(below, QAbstractButton):
                        QTimer.singleShot(0, below, below.click)  # this press must end before a card opens again
        elif event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def _over_menu(self, widget: QWidget) -> bool:
        return widget.window() is not self.window()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._step(forward=forward)

    def _step(self, *, forward: bool) -> bool:
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisibleTo(self) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return False
        now = self._window.window().focusWidget()
        if now in stops:
            place = (stops.index(now) + (1 if forward else -1)) % len(stops)
        else:
            place = 0 if forward else len(stops) - 1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        depth = theme.px(_DEPTH)
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(depth, depth, -depth, -depth)
        shadow(painter, area, theme.px(theme.CARD_RADIUS), depth)
        rounded(painter, area, theme.px(theme.CARD_RADIUS), theme.ink(colours.surface), theme.ink(colours.outline))
        painter.end()
