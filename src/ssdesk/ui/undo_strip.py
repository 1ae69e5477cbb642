"""The strip below the screens while a message that was just sent can still be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ssdesk.ui.outbox_card import Outgoing, seconds_left
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Banner, column

EVERY_MS = 250


class UndoStrip(QWidget):
    """Hidden while nothing can be taken back; else about the message that was sent last. `undo_asked` carries its
    `Outgoing`: by the button, or Ctrl+Z where no text field takes it. `ticked` comes while it is in sight."""

    undo_asked = Signal(object)
    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._latest: Outgoing | None = None
        self.banner = Banner("info", "", self)
        self.banner.acted.connect(self._undo)
        column(self, (20, 8, 20, 10)).addWidget(self.banner)
        self._keys = QShortcut(QKeySequence("Ctrl+Z"), parent)
        self._keys.activated.connect(self._undo)
        self._keys.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def show_items(self, items: Sequence[Outgoing]) -> None:
        """What waits now."""
        held = [out for out in items if out.item.type == "send_message" and seconds_left(out.item)]
        before, self._latest = self._latest, held[-1] if held else None
        self._say()
        if self._latest is not None and (before is None or before.item.id != self._latest.item.id):
            QAccessible.updateAccessibility(QAccessibleEvent(self.banner, QAccessible.Event.Alert))

    def text(self) -> str:
        return self.banner.text() if self.isVisible() else ""

    def _say(self) -> None:
        latest = self._latest
        left = seconds_left(latest.item) if latest is not None else 0
        self.setVisible(left > 0)
        self._keys.setEnabled(left > 0)
        if latest is None or not left:
            self._latest = None
            self._timer.stop()
            return
        if not self._timer.isActive():
            self._timer.start()
        subject = shown(latest.item.subject)
        lead = self.tr("Sending in {n} s").format(n=left)
        self.banner.show_message(subject, lead=lead, action=self.tr("Undo"))
        self.banner.setAccessibleName(f"{lead}, {subject}")
        self.banner.action.setAccessibleName(self.tr("Undo sending {subject}").format(subject=subject))

    def _tick(self) -> None:
        self._say()
        self.ticked.emit()

    def _undo(self) -> None:
        if self._latest is not None:
            self.undo_asked.emit(self._latest)
