"""The middle: the pages of a report, how far it is being fetched, or a word in their place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts, theme
from ssdesk.ui.faces import Face, FacePage
from ssdesk.ui.pdf.view import PageView
from ssdesk.ui.widgets import Button, EmptyState, Label, Themed, column
from ssdesk.ui.widgets.base import rounded, smooth

_HARDLY_SMALLER = 0.85


class Pages(QStackedWidget):
    """`opened` when pages are in sight, `emptied` when they no longer are, `stopped` when nobody wants the rest of a
    file; `asked` carries the act of a face; `elsewhere` when another program is to show what cannot be shown here."""

    opened = Signal()
    emptied = Signal()
    stopped = Signal()
    asked = Signal(str)
    elsewhere = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self.view.setFocusProxy(None)  # type: ignore[arg-type] # it would take what follows out of the tab order
        self.fetching = Fetching(self)
        self.face = FacePage(self)
        self.face.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.face.setAutoFillBackground(True)
        self.trouble = EmptyState("document", "", "", self)
        self.trouble.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.trouble.setAutoFillBackground(True)
        for part in (self.view, self.fetching, self.face, self.trouble):
            self.addWidget(part)
        self._offers = False
        self.view.opened.connect(self._begin)
        self.view.failed.connect(self._offer)
        for trouble in (self.trouble, self.view.trouble):
            trouble.acted.connect(self.elsewhere)
        self.fetching.stop.clicked.connect(self.stopped)
        self.face.asked.connect(self.asked)

    def show_pdf(self, content: bytes, name: str, *, offers: bool) -> None:
        """`offers`: what cannot be shown may be opened with another program."""
        self._offers = offers
        self.emptied.emit()
        self.view.show_pdf(content, name)
        self.setCurrentWidget(self.view)

    def show_face(self, face: Face) -> None:
        self._clear_view()
        self.face.show_face(face)
        self.setCurrentWidget(self.face)

    def show_too_large(self, *, offers: bool) -> None:
        title, advice = self.tr("This report is too large to be shown here"), self.tr("Save it to read it.")
        self._clear_view()
        self.trouble.say("document", title, advice, action=self._elsewhere(offers=offers))
        self.setCurrentWidget(self.trouble)

    def show_fetching(self, title: str, have: int, size: int) -> None:
        if self.currentWidget() is not self.fetching:
            self._clear_view()
        self.fetching.show_progress(title, have, size)
        self.setCurrentWidget(self.fetching)

    def clear(self) -> None:
        self._clear_view()
        self.setCurrentWidget(self.view)

    def take_focus(self) -> None:
        shown = self.currentWidget()
        if shown is self.fetching:
            self.fetching.stop.setFocus()
        elif shown is self.view and self.view.document is not None:
            self.view.canvas.setFocus()

    def _begin(self, _pages: int) -> None:
        self._fit()
        self.opened.emit()

    def _fit(self) -> None:
        """A whole page, where it is hardly smaller than one that is as wide as the view."""
        canvas = self.view.canvas
        canvas.set_fit("width")
        widest = canvas.zoom
        canvas.set_fit("page")
        if canvas.zoom < _HARDLY_SMALLER * widest:
            canvas.set_fit("width")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view.document is not None and self.view.canvas.fit == "page":
            self._fit()

    def _clear_view(self) -> None:
        self.view.clear()
        self.emptied.emit()

    def _offer(self, error: SsdeskError) -> None:
        title, advice = texts.error(error)
        self.view.trouble.say("document", title, advice, action=self._elsewhere(offers=self._offers))

    def _elsewhere(self, *, offers: bool) -> str:
        return self.tr("Open with another program") if offers else ""


class Fetching(Themed, QWidget):
    """What is being fetched, how much of it is here, and a button to stop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self.title, self.amount = Label("", "section", self, wrap=True), Label("", "muted", self)
        self.track = _Track(self)
        self.stop = Button(self.tr("Stop"), "secondary", self)
        whole = column(self, (24, 24, 24, 24), 8)
        whole.addStretch(1)
        for label in (self.title, self.amount):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self.title)
        whole.addWidget(self.track, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.amount)
        whole.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)
        self.follow_theme()

    def show_progress(self, title: str, have: int, size: int) -> None:
        """Bytes."""
        self.title.setText(self.tr("{report} is being fetched").format(report=title))
        said = self.tr("{have} of {size}").format(have=texts.size(have), size=texts.size(size))
        self.amount.setText(said)
        self.stop.setAccessibleDescription(said)
        self.track.show_part(have / size if size > 0 else 0.0)


class _Track(Themed, QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = 0.0
        theme.fix(self, width=240, height=8)
        self.follow_theme()

    def show_part(self, part: float) -> None:
        self._part = min(max(part, 0.0), 1.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, painter = theme.colours(), smooth(self)
        whole = QRectF(self.rect())
        edge = theme.ink(colours.outline) if colours.outline != colours.line else None
        rounded(painter, whole, whole.height() / 2, theme.ink(colours.line), edge)
        done = QRectF(whole)
        done.setWidth(max(whole.width() * self._part, whole.height()))
        if self.isRightToLeft():
            done.moveRight(whole.right())
        if self._part > 0:
            rounded(painter, done, whole.height() / 2, theme.ink(colours.accent.ink))
        painter.end()
