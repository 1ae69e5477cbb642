"""The small bar to search in a document: what is looked for, how many there are, forward and back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ssdesk.ui import texts, theme
from ssdesk.ui.pdf.words import Words
from ssdesk.ui.widgets import Button, Label, Themed, row
from ssdesk.ui.widgets.base import rounded, smooth
from ssdesk.ui.widgets.cards import shadow

_WIDTH = 380
_DEPTH = 6
_GAP = 2
_PAUSE_MS = 150
"""Of somebody who types: then it is looked for."""


class FindBar(Themed, QWidget):
    """`asked` carries the words, a moment after they were typed; `stepped` 1 or -1; `closed` when it is done with."""

    asked = Signal(str)
    stepped = Signal(int)
    closed = Signal()
    grown = Signal()
    """It needs more or less room than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setFrame(False)
        theme.fix(self.edit, min_width=70)
        self.edit.setPlaceholderText(self.tr("Search in this document"))
        self.edit.setAccessibleName(self.edit.placeholderText())
        self.edit.installEventFilter(self)
        self.said = Label("", "muted", self)
        self.back = self._button("chevron-up", self.tr("Previous place"))
        self.on = self._button("chevron-down", self.tr("Next place"))
        self.shut = self._button("close", self.tr("Close the search"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.edit.text()))
        self.edit.textChanged.connect(lambda _: self._pause.start())
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.shut.clicked.connect(self.closed)
        line = row(self, (_DEPTH + 12, _DEPTH + 4, _DEPTH + 6, _DEPTH + 4), _GAP)
        line.addWidget(self.edit, 1)
        line.addWidget(self.said)
        for button in (self.back, self.on, self.shut):
            line.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.follow_theme()

    def _button(self, icon: str, name: str) -> Button:
        button = Button("", "quiet", self, icon=icon, size="small")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def restyle(self) -> None:
        self.edit.setFont(theme.font())
        palette = self.edit.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme.ink(theme.colours().muted))
        self.edit.setPalette(palette)

    def fit_into(self, width: int) -> QSize:
        """The size it takes in `width` px: where there is too little room, without the buttons that keys do as well."""
        steps = (self.back, self.on)
        least = self.minimumSizeHint().width()
        if self.back.isHidden():
            least += sum(button.sizeHint().width() + theme.px(_GAP) for button in steps)
        for button in steps:
            button.setVisible(least <= width)
        return QSize(min(theme.px(_WIDTH), width), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return super().event(event)

    def show_words(self, words: Words) -> None:
        """How far the search is."""
        found = len(words.hits)
        if not self.edit.text().strip():
            said = ""
        elif found:
            total = texts.count(found) + ("+" if words.too_many else "…" if words.is_looking else "")
            said = self.tr("{place} / {total}").format(place=texts.count(words.current + 1), total=total)
        else:
            said = self.tr("Searching…") if words.is_looking else self.tr("Not found")
        self.said.setText(said)
        self.said.set_tone("bad" if said and not found and not words.is_looking else None)
        self.edit.setAccessibleDescription(said)
        for button in (self.back, self.on):
            button.setEnabled(found > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of somebody who types."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if back else 1)
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.step(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    def step(self, direction: int) -> None:
        """What was typed a moment ago is looked for first."""
        if self._pause.isActive():
            self._pause.stop()
            self.asked.emit(self.edit.text())
        else:
            self.stepped.emit(direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, depth = theme.colours(), theme.px(_DEPTH)
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(depth, depth, -depth, -depth)
        shadow(painter, area, theme.px(theme.RADIUS), depth)
        edge, width = theme.ink(colours.outline), 1
        if self.edit.hasFocus():
            edge, width = theme.ink(colours.accent.ink), theme.px(2)
        rounded(painter, area, theme.px(theme.RADIUS), theme.ink(colours.surface), edge, width)
        painter.end()
