"""Cyclic garbage is collected on the main thread only, also what other threads left.

Python collects on whatever thread happens to allocate. A Qt object that dies on another thread leaves its timers
behind, and the next one that fires takes the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 1000


class Collector(QObject):
    """Collects by Python's own thresholds, until `stop`; then Python does it again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(LOOK_EVERY_MS)

    def look(self) -> None:
        """Collects the oldest generation that is due."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))

    def stop(self) -> None:
        if self._was_on:
            gc.enable()
