"""What hands do with pages: drag them, zoom with Ctrl and the wheel, or with two fingers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QGestureEvent, QPinchGesture

_NOTCH = 1.2


class Pointer(QObject):
    """Watches the viewport of `area`. `zoomed` carries a factor and the point of the viewport below the hand."""

    zoomed = Signal(float, QPointF)

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area, self._holds, self._at = area, False, QPointF()
        self._acts: dict[type[QEvent], Callable[..., bool]] = {
            QWheelEvent: self._wheel,
            QNativeGestureEvent: self._touchpad,
            QGestureEvent: self._pinch,
            QMouseEvent: self._drag,
        }
        area.viewport().grabGesture(Qt.GestureType.PinchGesture)
        area.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        act = self._acts.get(type(event))
        return act is not None and act(event)

    def _wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self.zoomed.emit(_NOTCH ** (event.angleDelta().y() / 120), event.position())
        return True

    def _touchpad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.zoomed.emit(max(1 + event.value(), 0.1), event.position())
        return True

    def _pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        middle = self._area.viewport().mapFromGlobal(pinch.centerPoint())
        self.zoomed.emit(pinch.scaleFactor(), middle)
        return True

    def _drag(self, event: QMouseEvent) -> bool:
        view = self._area.viewport()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._holds, self._at = True, event.position()
            view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.type() == QEvent.Type.MouseMove and self._holds:
            by = (event.position() - self._at).toPoint()
            self._at += QPointF(by)
            across, down = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
            across.setValue(across.value() - by.x())
            down.setValue(down.value() - by.y())
        elif event.type() == QEvent.Type.MouseButtonRelease and self._holds:
            self._holds = False
            view.unsetCursor()
        return False
