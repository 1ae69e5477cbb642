"""What a person perceives of the program's windows: the accessible tree and the pixels, nothing from inside.

Texts are found by the start or a part of what a screen reader would say. Only what is visible, on top and not disabled
counts; in a long table only the rows that are scrolled into sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

Role = QAccessible.Role
PROGRAM = "ssdesk"  # in the title of the window that the tour is about, perhaps with a count after it
PRESSABLE = frozenset(
    {Role.Button, Role.CheckBox, Role.RadioButton, Role.Link, Role.ButtonMenu, Role.MenuItem, Role.PageTab, Role.Cell}
    | {Role.ListItem, Role.ButtonDropDown}
)
WRITABLE = frozenset({Role.EditableText, Role.ComboBox, Role.SpinBox})


@dataclass(frozen=True)
class Thing:
    """Something on the screen. `name` and `value` are what assistive technology reads; `area` is in screen pixels."""

    role: Role
    name: str
    value: str
    area: QRect
    widget: QWidget
    enabled: bool
    checked: bool

    @property
    def text(self) -> str:
        return f"{self.name} {self.value}".strip()


def windows() -> list[QWidget]:
    """The visible top-level windows: a pop-up, a modal one, the program's own, then what lies beside it."""
    tops = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    return sorted(tops, key=lambda widget: (widget is not popup, widget is not modal, not _is_program(widget)))


def _is_program(window: QWidget) -> bool:
    return window.windowTitle().partition(" ")[0] == PROGRAM


def things(window: QWidget) -> Iterator[Thing]:
    """Everything visible in the window, in reading order of the accessible tree."""
    yield from _below(QAccessible.queryAccessibleInterface(window), window, window.rect().translated(_origin(window)))


def _origin(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, 0))


def _below(node: QAccessibleInterface | None, widget: QWidget, sight: QRect) -> Iterator[Thing]:
    if node is None or not node.isValid():
        return
    own = node.object()
    if isinstance(own, QWidget):
        if not own.isVisible():
            return
        widget = own
        sight = sight.intersected(own.rect().translated(_origin(own)))
    area = node.rect().intersected(sight)
    if not area.isEmpty():
        yield Thing(
            node.role(),
            node.text(QAccessible.Text.Name),
            node.text(QAccessible.Text.Value),
            area,
            widget,
            not node.state().disabled and widget.isEnabled(),
            bool(node.state().checked),
        )
    if isinstance(widget, QAbstractItemView) and own is widget:
        yield from _cells(widget, sight)
    else:
        for index in range(node.childCount()):
            yield from _below(node.child(index), widget, sight)


def _cells(view: QAbstractItemView, sight: QRect) -> Iterator[Thing]:
    """The cells in sight only: a list may have a million rows."""
    port, model = view.viewport(), view.model()
    index = view.indexAt(QPoint(2, 2))
    while index.isValid():
        area = view.visualRect(index).translated(_origin(port)).intersected(sight)
        if area.isEmpty():
            return
        spoken = index.data(SPOKEN) or index.data()
        yield Thing(Role.Cell, str(spoken or ""), "", area, port, view.isEnabled(), checked=False)
        index = model.index(index.row() + 1, 0)


SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def find(text: str, roles: frozenset[Role] | None = None, *, beside: bool = True) -> Thing | None:
    """The best match in the front windows: an exact name, then one that begins with the text, then one holding it.

    Without `beside` only in the program's own windows.
    """
    for window in windows():
        if not beside and window.windowTitle() and not _is_program(window):
            continue
        hits = [thing for thing in things(window) if (roles is None or thing.role in roles) and text in thing.text]
        if hits:
            return min(hits, key=lambda thing: (thing.name != text, not thing.name.startswith(text), len(thing.text)))
    return None


def find_scrolling(text: str) -> Thing | None:
    """The long text of this name, larger than its place."""
    for window in windows():
        for thing in things(window):
            if isinstance(thing.widget, QAbstractScrollArea) and text in thing.name and thing.role != Role.Cell:
                return thing
    return None


def front() -> QWidget:
    """The window a person would say is in front."""
    return windows()[0]


def grab(window: QWidget) -> QImage:
    return window.grab().toImage()


def is_dark(image: QImage) -> bool:
    """Whether most of what the image shows is darker than the middle."""
    small = image.scaled(32, 32)
    return sum(small.pixelColor(x, y).lightness() < 128 for x in range(32) for y in range(32)) > 512


def colours(image: QImage, area: QRect | None = None, step: int = 3) -> int:
    """How many different colours a raster of the image shows: one or two mean that nothing was painted."""
    area = image.rect() if area is None else area.intersected(image.rect())
    return len(
        {
            image.pixel(x, y)
            for x in range(area.left(), area.right(), step)
            for y in range(area.top(), area.bottom(), step)
        }
    )
