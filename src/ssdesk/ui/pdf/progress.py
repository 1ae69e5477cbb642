"""How far the printing is, when it takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from ssdesk.ui import texts, theme
from ssdesk.ui.widgets import Button, Label, Themed, column, row

_AFTER_MS = 1000
"""What is done by then is not spoken of."""


class Progress(QDialog):
    """Shows itself after a second, and goes with `end`. `stopped`: nobody wants the rest; Escape says so too.
    `heading`: where something else is done than printing."""

    stopped = Signal()

    def __init__(self, parent: QWidget, name: str, pages: int, heading: str = "") -> None:
        super().__init__(parent)
        self._pages = pages
        self.setWindowTitle(self.tr("Printing"))
        theme.raise_to_surface(self)
        theme.fix(self, width=380)
        self.said = Label("", "muted", self)
        self.bar = _Bar(self)
        self.stop = Button(self.tr("Stop"), "secondary", self)
        self.stop.clicked.connect(self.reject)
        inside = column(self, (24, 22, 24, 20), 8)
        said = heading or self.tr("{name} is being printed").format(name=name)
        inside.addWidget(Label(said, "heading", self, wrap=True))
        inside.addWidget(self.said)
        inside.addWidget(self.bar)
        buttons = row(margins=(0, 10, 0, 0))
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        inside.addLayout(buttons)
        self.rejected.connect(self.stopped)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.open)
        self._wait.start(_AFTER_MS)
        self.show_done(0)

    def event(self, event: QEvent) -> bool:
        """As high as its texts are at this width: a dialog does not ask them."""
        layout = self.layout()
        if event.type() == QEvent.Type.LayoutRequest and layout is not None:
            self.setFixedHeight(layout.heightForWidth(self.width()))
        return super().event(event)

    def show_done(self, done: int) -> None:
        """So many pages are with the printer."""
        form = self.tr("{done} of 1 page") if self._pages == 1 else self.tr("{done} of {pages} pages")
        self.said.setText(form.format(done=texts.count(done), pages=texts.count(self._pages)))
        self.bar.show_part(done / max(self._pages, 1))

    def end(self) -> None:
        self._wait.stop()
        self.accept()
        self.deleteLater()


class _Bar(Themed, QWidget):
    """How much of it is done; the words above it say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = 0.0
        theme.fix(self, height=6)
        self.follow_theme()

    def show_part(self, part: float) -> None:
        self._part = part
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, done = theme.colours(), round(self.width() * self._part)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.ink(colours.sunken))
        start = self.width() - done if self.isRightToLeft() else 0
        painter.fillRect(start, 0, done, self.height(), theme.ink(colours.accent.ink))
        painter.end()
