"""To whom: a field that completes names, and the lines at the top of a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ssdesk.ui import theme
from ssdesk.ui.widgets import Label, Themed, ThinScrollBar, column, row
from ssdesk.ui.widgets.base import smooth

LABEL_WIDTH = 94
OFFERED = 40  # names at a time; who does not see theirs types on


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to: the contact's id and what is shown, which is different for everybody."""

    id: str
    text: str


class LetterLine(Themed, QWidget):
    """One line at the top of a letter: what it is, what is written there, and below it what is wrong with it."""

    def __init__(self, label: str, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self.label = Label(label, "muted", self, wrap=True)
        theme.fix(self.label, width=LABEL_WIDTH)
        self._error = Label("", "text", self, wrap=True, tone="bad")
        self._error.hide()
        line = row(gap=8)
        line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(inside, 1)
        below = row(margins=(LABEL_WIDTH + 8, 0, 0, 0))
        below.addWidget(self._error)
        whole = column(self, (0, 5, 0, 6))
        whole.addLayout(line)
        whole.addLayout(below)
        if isinstance(inside, QLineEdit):
            inside.setFrame(False)
            inside.setAccessibleName(label)
            inside.textChanged.connect(lambda _: self.set_error(""))
            inside.installEventFilter(self)
            self.label.setBuddy(inside)
        self.follow_theme()

    def restyle(self) -> None:
        if isinstance(self._inside, QLineEdit):
            palette = self._inside.palette()
            palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
            self._inside.setPalette(palette)
            self._inside.setMinimumHeight(max(theme.px(28), self.fontMetrics().height() + theme.px(8)))

    def error(self) -> str:
        return self._error.text()

    def set_error(self, text: str) -> None:
        """It goes when somebody types."""
        if text != self._error.text():
            self._error.setText(text)
            self._error.setVisible(bool(text))
            self._inside.setAccessibleDescription(text)
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        colour, thick = colours.line, 1
        if isinstance(self._inside, QLineEdit) and self._inside.hasFocus():
            colour, thick = colours.accent.ink, theme.px(2)
        if self._error.text():
            colour = colours.bad.ink
        painter = smooth(self)
        painter.fillRect(QRectF(0, self.height() - thick, self.width(), thick), theme.ink(colour))
        painter.end()


class _Name(QStyledItemDelegate):
    """A name in the open list, with room around it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(theme.px(30), size.height() + theme.px(8)))


class Recipient(Themed, QLineEdit):
    """A name is typed in any way (without accents, a part of it, a class, a task) and chosen from those that fit."""

    decided = Signal()
    """Somebody is chosen, or what stands there became something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[str, str] = {}
        self._folded: list[tuple[str, str]] = []
        self._names = QStringListModel(self)
        self._list = QListView()
        self._list.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self._list))
        self._list.setUniformItemSizes(True)
        completer = QCompleter(self._names, self)
        completer.setPopup(self._list)
        self._list.setItemDelegate(_Name(self._list))
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        self._list.installEventFilter(self)
        self.textEdited.connect(self._offer)
        self.textChanged.connect(lambda _: self.decided.emit())
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font())
        self._list.setFont(theme.font())

    def set_people(self, people: Sequence[Addressee], chosen: str = "") -> None:
        """The people one can write to, the likeliest first. `chosen`: an id, or "" for nobody yet."""
        self._people = {person.text: person.id for person in people}
        self._folded = [(person.text, folded(person.text)) for person in people]
        self._offer("")
        self.setText(next((person.text for person in people if person.id == chosen), ""))

    def chosen(self) -> str:
        """The id; "" while undecided."""
        return self._people.get(self.text().strip(), "")

    def fitting(self, typed: str) -> list[str]:
        """The names in which every typed word stands."""
        words = folded(typed).split()
        return [text for text, name in self._folded if all(word in name for word in words)]

    def settle(self) -> str:
        """What was typed becomes the one name it can mean; otherwise what is wrong with it. "": nothing is."""
        typed = self.text().strip()
        if not typed or self.chosen():
            return ""
        fitting = self.fitting(typed)
        if len(fitting) == 1:
            self.setText(fitting[0])
            return ""
        if fitting:
            return self.tr("{count} people fit. Choose one from the list.").format(count=len(fitting))
        return self.tr("You cannot write to “{name}” here. Choose somebody from the list.").format(name=typed)

    def _offer(self, typed: str) -> None:
        self._names.setStringList(self.fitting(typed)[:OFFERED])
        if not self._names.rowCount():
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes the open list and nothing else."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().eventFilter(watched, event)


def folded(text: str) -> str:
    """Without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
