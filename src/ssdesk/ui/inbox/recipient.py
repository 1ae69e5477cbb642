"""To whom: a field that completes names, and the lines at the top of a letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ssdesk.rules.working_time import WEEK
from ssdesk.ui import theme
from ssdesk.ui.inbox.names import Names, brief
from ssdesk.ui.widgets import Label, Themed, ThinScrollBar, column, row
from ssdesk.ui.widgets.base import smooth

LABEL_WIDTH = 94
FIELD = 28  # px high
GROUP = "group"  # of the address book: many at once
MOST_PASTED = 200_000  # characters
OFFERED = 40  # names at a time; who does not see theirs types on


class Addressee(msgspec.Struct, frozen=True):
    """Somebody to write to: the contact's id and what is shown, which is different for everybody. `group`: of the
    address book (see `kinds.Contact`) or `GROUP`; `classes`, `child`: what one may look for them under. `people`: how
    many get the message, `reached`: how many of them read what they get. `weekdays`: on which a person works. `recent`:
    one wrote to them lately."""

    id: str
    text: str
    group: str = ""
    classes: tuple[str, ...] = ()
    child: str = ""
    people: int = 1
    reached: int = 1
    weekdays: frozenset[int] = WEEK
    recent: bool = False


class LetterLine(Themed, QWidget):
    """One line at the top of a letter: what it is, what is written there, and below it what is wrong with it. `edit`:
    the field in it, where it holds more."""

    def __init__(
        self, label: str, inside: QWidget, parent: QWidget | None = None, *, edit: QLineEdit | None = None
    ) -> None:
        super().__init__(parent)
        self._edit = inside if isinstance(inside, QLineEdit) else edit
        self.label = Label(label, "muted", self, wrap=True)
        above = inside is not self._edit and self._edit is not None  # it may become several lines high
        theme.fix(self.label, width=LABEL_WIDTH, min_height=FIELD if above else 0)
        self._error = Label("", "text", self, wrap=True, tone="bad")
        self._error.hide()
        line = row(gap=8)
        line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop if above else Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(inside, 1)
        below = row(margins=(LABEL_WIDTH + 8, 0, 0, 0))
        below.addWidget(self._error)
        whole = column(self, (0, 5, 0, 6))
        whole.addLayout(line)
        whole.addLayout(below)
        if self._edit is not None:
            self._edit.setFrame(False)
            self._edit.setAccessibleName(label)
            self._edit.textChanged.connect(lambda _: self.set_error(""))
            self._edit.installEventFilter(self)
            self.label.setBuddy(self._edit)
        self.follow_theme()

    def restyle(self) -> None:
        if self._edit is not None:
            palette = self._edit.palette()
            palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
            self._edit.setPalette(palette)
            height = QFontMetrics(theme.font()).height()  # that of the widget is still the one before
            self._edit.setMinimumHeight(max(theme.px(FIELD), height + theme.px(8)))

    def error(self) -> str:
        return self._error.text()

    def set_error(self, text: str) -> None:
        """It goes when somebody types."""
        if text != self._error.text():
            self._error.setText(text)
            self._error.setVisible(bool(text))
            if self._edit is not None:
                self._edit.setAccessibleDescription(text)
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        colour, thick = colours.line, 1
        if self._edit is not None and self._edit.hasFocus():
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
    """A name is typed in any way (without accents, a part of it, a class, a task) and chosen from those that fit.

    `picked` carries the id of who was chosen, `listed` a pasted text of several lines or names; `left` comes with a key
    that goes to what stands before the field.
    """

    picked = Signal(str)
    listed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(MOST_PASTED)
        self.is_list: Callable[[str], bool] = lambda text: self.names.listed(text) is not None
        self.names = Names()
        self._offered = QStringListModel(self)
        self._list = QListView()
        self._list.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self._list))
        self._list.setUniformItemSizes(True)
        completer = QCompleter(self._offered, self)
        completer.setPopup(self._list)
        self._list.setItemDelegate(_Name(self._list))
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        self._list.installEventFilter(self)
        self.textEdited.connect(self._offer)
        self._picking = ""  # chosen in the list
        self._pressed = False
        completer.activated[str].connect(self._pick_soon)  # type: ignore[index]
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font())
        self._list.setFont(theme.font())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def set_people(self, people: Sequence[Addressee]) -> None:
        """The people one can choose, the likeliest first. What is typed stays."""
        self.names = Names((person.text, person.id) for person in people)
        self._offer(self.text())

    def fitting(self, typed: str) -> list[str]:
        """The names in which every typed word stands."""
        return self.names.fitting(typed)

    @property
    def is_choosing(self) -> bool:
        """The open list is still at work: what it offers must not change under its hands."""
        return self._list.isVisible() or bool(self._picking)

    def settle(self) -> str:
        """What was typed becomes the one name it can mean; otherwise what is wrong with it. "": nothing is."""
        typed = self.text().strip()
        if not typed:
            return ""
        if one := self.names.one_of(typed):
            self.clear()
            self.picked.emit(one)
            return ""
        if fitting := self.fitting(typed):
            return self.tr("{count} people fit. Choose one from the list.").format(count=len(fitting))
        return self.tr("You cannot write to “{name}” here. Choose somebody from the list.").format(name=brief(typed))

    def _pick_soon(self, text: str) -> None:
        """Once the list has put the name into the field and is closed."""
        self._picking = text
        QTimer.singleShot(0, self, self._pick)

    def _pick(self) -> None:
        id_, self._picking = self.names.id_of(self._picking), ""
        if id_:
            self.clear()
            self.picked.emit(id_)

    def _offer(self, typed: str) -> None:
        self._offered.setStringList(self.fitting(typed)[:OFFERED])
        if not self._offered.rowCount():
            self._list.hide()

    def _open(self) -> None:
        """Those that fit, the likeliest first, before anything was typed too."""
        self._offer(self.text())
        if self._offered.rowCount():
            self.completer().complete()

    # ---- Keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = not self.cursorPosition() and not self.hasSelectedText()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif at_start and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that closes the open list is not one that opens it again."""
        super().mouseReleaseEvent(event)
        if self._pressed and not self.text():
            self._open()
        self._pressed = False

    def _paste(self) -> None:
        """A list of names is not squeezed into one line."""
        text = QGuiApplication.clipboard().text()
        start, end = self.selectionStart(), self.selectionEnd()
        kept = self.text() if start < 0 else self.text()[:start] + self.text()[end:]
        if len(text) > MOST_PASTED or self.is_list(text):
            self.listed.emit(f"{kept}\n{text}" if kept.strip() else text)
        else:
            self.paste()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes the open list and nothing else."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().eventFilter(watched, event)
