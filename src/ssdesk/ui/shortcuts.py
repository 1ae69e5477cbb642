"""All keys of the program in one table, and the sheet ("?") that shows it. A test holds the table to what there is."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Label, Rule, ScrollPage, column, row
from ssdesk.ui.widgets.key_cap import KeyCap, caps
from ssdesk.ui.widgets.over_card import OverCard

WIDTH, HEIGHT = 760, 616
_TWO_COLUMNS = 700  # px at 100 % of the card
_SCROLL = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Keys(msgspec.Struct, frozen=True):
    """What one key, or either of several, does. `always`: it is a QShortcut of the place; otherwise the part that has
    the focus understands it."""

    keys: tuple[str, ...]
    text: str
    always: bool = True

    def written(self) -> tuple[str, ...]:
        """As QKeySequence writes them on this system; there must be an application."""
        quit_ = QKeySequence(QKeySequence.StandardKey.Quit).toString(QKeySequence.SequenceFormat.PortableText)
        return tuple(key for key in (quit_ if key == QUIT else key for key in self.keys) if key)


class Group(msgspec.Struct, frozen=True):
    """The keys of one place: "" everywhere, the name of a screen, or "page" for a document's pages."""

    place: str
    title: str
    keys: tuple[Keys, ...]


QUIT = "Quit"  # the system's own key for that, where it has one

TABLE: tuple[Group, ...] = (
    Group(
        "",
        QT_TRANSLATE_NOOP("Shortcuts", "Everywhere"),
        (
            Keys(("Ctrl+K",), QT_TRANSLATE_NOOP("Shortcuts", "Find anything, run any command")),
            Keys(("?", "F1"), QT_TRANSLATE_NOOP("Shortcuts", "Show these keys")),
            Keys(("F5",), QT_TRANSLATE_NOOP("Shortcuts", "Try to fetch now")),
            Keys(("Ctrl+Z",), QT_TRANSLATE_NOOP("Shortcuts", "Take back what you just sent")),
            Keys(("Ctrl+L",), QT_TRANSLATE_NOOP("Shortcuts", "Lock now")),
            Keys((QUIT,), QT_TRANSLATE_NOOP("Shortcuts", "Close ssdesk")),
        ),
    ),
    Group(
        "messages",
        QT_TRANSLATE_NOOP("Shortcuts", "Messages"),
        (
            Keys(("Ctrl+N",), QT_TRANSLATE_NOOP("Shortcuts", "New message")),
            Keys(("Ctrl+R",), QT_TRANSLATE_NOOP("Shortcuts", "Answer")),
            Keys(("Ctrl+Shift+R",), QT_TRANSLATE_NOOP("Shortcuts", "Answer all who may be answered")),
            Keys(("Ctrl+Shift+F",), QT_TRANSLATE_NOOP("Shortcuts", "Forward")),
            Keys(("Ctrl+P",), QT_TRANSLATE_NOOP("Shortcuts", "Print the open message")),
            Keys(("Ctrl+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search in messages")),
            Keys(("U",), QT_TRANSLATE_NOOP("Shortcuts", "Mark as unread, or as read again")),
            Keys(("F",), QT_TRANSLATE_NOOP("Shortcuts", "Flag")),
            Keys(("L",), QT_TRANSLATE_NOOP("Shortcuts", "Later")),
            Keys(("V",), QT_TRANSLATE_NOOP("Shortcuts", "Move to a folder")),
            Keys(("Del",), QT_TRANSLATE_NOOP("Shortcuts", "Delete")),
            Keys(("Esc",), QT_TRANSLATE_NOOP("Shortcuts", "Back to the list")),
            Keys(("Up", "Down"), QT_TRANSLATE_NOOP("Shortcuts", "Another message of the list"), always=False),
            Keys(("Return",), QT_TRANSLATE_NOOP("Shortcuts", "Open the message"), always=False),
            Keys(("Shift+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Open it in its own window"), always=False),
            Keys(("Ctrl+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Send what you wrote"), always=False),
            Keys(
                ("Ctrl+B", "Ctrl+I", "Ctrl+U"), QT_TRANSLATE_NOOP("Shortcuts", "Bold, italic, underline"), always=False
            ),
            Keys(
                ("Ctrl+Shift+L", "Ctrl+Shift+O"),
                QT_TRANSLATE_NOOP("Shortcuts", "A list, a numbered list"),
                always=False,
            ),
            Keys(("Ctrl+Shift+K",), QT_TRANSLATE_NOOP("Shortcuts", "A link in the text"), always=False),
            Keys(("Ctrl+Shift+I",), QT_TRANSLATE_NOOP("Shortcuts", "An image in the text"), always=False),
        ),
    ),
    Group(
        "planner",
        QT_TRANSLATE_NOOP("Shortcuts", "Planner"),
        (
            Keys(("T",), QT_TRANSLATE_NOOP("Shortcuts", "Today")),
            Keys(("W",), QT_TRANSLATE_NOOP("Shortcuts", "Show the week")),
            Keys(("D",), QT_TRANSLATE_NOOP("Shortcuts", "Show one day")),
            Keys(("Alt+Left", "Alt+Right"), QT_TRANSLATE_NOOP("Shortcuts", "A week or day back or on")),
            Keys(("PgUp", "PgDown"), QT_TRANSLATE_NOOP("Shortcuts", "Four weeks back or on")),
            Keys(
                ("Left", "Right", "Up", "Down"), QT_TRANSLATE_NOOP("Shortcuts", "To what lies beside it"), always=False
            ),
        ),
    ),
    Group(
        "page",
        QT_TRANSLATE_NOOP("Shortcuts", "Pages of a report"),
        (
            Keys(("Ctrl++", "Ctrl+="), QT_TRANSLATE_NOOP("Shortcuts", "Larger")),
            Keys(("Ctrl+-",), QT_TRANSLATE_NOOP("Shortcuts", "Smaller")),
            Keys(("Ctrl+0",), QT_TRANSLATE_NOOP("Shortcuts", "As wide as the window")),
            Keys(("Ctrl+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search in the pages")),
            Keys(("F3", "Shift+F3"), QT_TRANSLATE_NOOP("Shortcuts", "Next or previous place found")),
            Keys(("Left", "Right"), QT_TRANSLATE_NOOP("Shortcuts", "Another page"), always=False),
            Keys(("Space",), QT_TRANSLATE_NOOP("Shortcuts", "A screen further"), always=False),
        ),
    ),
    Group(
        "news",
        QT_TRANSLATE_NOOP("Shortcuts", "News"),
        (Keys(("Esc",), QT_TRANSLATE_NOOP("Shortcuts", "Back to the list")),),
    ),
)


class ShortcutSheet(OverCard):
    """The table as a sheet. Arrows scroll it, Escape closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH, height=HEIGHT, title="")
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        head = row(margins=(24, 14, 14, 12), gap=12)
        head.addWidget(Label(self.accessibleName(), "heading", self))
        head.addStretch(1)
        self.close_button = Button("", "quiet", self, icon="close")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.close_button.accessibleName())
        self.close_button.clicked.connect(self.close_card)
        head.addWidget(self.close_button)
        self.page = ScrollPage(self, margins=(24, 16, 24, 20), gap=0)
        self._boxes: list[QWidget] = []
        self._both = row(gap=32)
        self._sides = (column(gap=24), column(gap=24))
        for side in self._sides:
            self._both.addLayout(side, 1)
        self.page.body.addLayout(self._both)
        self.page.body.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(Rule(self))
        self.body.addWidget(self.page, 1)
        self._columns = 0

    def restyle(self) -> None:
        super().restyle()
        if not self.isHidden():  # lines of another size do not find their height again while they are shown
            QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        """The lines, made anew."""
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._boxes = [self._box(group) for group in TABLE]
        self._columns = 0
        self._arrange()
        for box in self._boxes:
            box.show()

    def open_over(self) -> None:
        """From its top; closed if it was open already."""
        if self.isHidden():
            self._fill()
            self.page.verticalScrollBar().setValue(0)
            super().open_over()
        else:
            self.close_card()

    def _box(self, group: Group) -> QWidget:
        box = QWidget(self.page.content)
        lines = column(box, gap=9)
        lines.addWidget(Label(self._said(group.title), "section", box))
        for one in group.keys:
            if keys := one.written():
                lines.addWidget(_Line(self._said(one.text), keys, box))
        return box

    @staticmethod
    def _said(text: str) -> str:
        return QCoreApplication.translate("Shortcuts", text)

    def _arrange(self) -> None:
        """In two columns of about the same height where there is room."""
        margins = self.body.contentsMargins()
        columns = 2 if self.width() - margins.left() - margins.right() >= theme.px(_TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for side in self._sides:
            while side.takeAt(0) is not None:
                pass
        self._both.setStretch(1, columns - 1)
        lines = [0] * columns
        for group, box in zip(TABLE, self._boxes, strict=True):
            shorter = lines.index(min(lines))
            self._sides[shorter].addWidget(box)
            lines[shorter] += len(group.keys)
        for side in self._sides[:columns]:
            side.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _SCROLL.get(Qt.Key(event.key()))
        if action is not None:
            self.page.verticalScrollBar().triggerAction(action)
        else:
            super().keyPressEvent(event)


class _Line(QWidget):
    """What keys do, and the keys."""

    def __init__(self, text: str, keys: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, gap=4)
        line.addWidget(Label(text, "text", self, wrap=True), 1)
        line.addSpacing(8)
        for number, one in enumerate(keys):
            if number:
                line.addWidget(Label("/", "small", self))
            for cap in caps(one):
                line.addWidget(KeyCap(cap, self), 0, Qt.AlignmentFlag.AlignTop)
