"""The rail at the left: who am I, whose child, which module, and how fresh everything is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ssdesk.ui import icons, texts, theme
from ssdesk.ui.widgets import (
    Avatar,
    Chip,
    ElidedLabel,
    FlowLayout,
    Menu,
    PaintedButton,
    RailItem,
    Rule,
    StatusLine,
    Themed,
    column,
    row,
)
from ssdesk.ui.widgets.base import ring, smooth

WIDTH, COMPACT_WIDTH = 224, 56
MOST_CHIPS = 2  # more children: a drop-down


class ChildChoice(msgspec.Struct, frozen=True):
    """A child one can switch to. `key`: what `Rail.child_chosen` says."""

    key: str
    name: str
    colour: int


class _Identity(PaintedButton):
    """The own name with what one has here; opens the menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.avatar = Avatar("", 34, self, own=True)
        self._name, self._what = ElidedLabel("", "section", self), ElidedLabel("", "small", self)
        lines = column(gap=1)
        lines.addWidget(self._name)
        lines.addWidget(self._what)
        self._layout = row(self, (6, 6, 22, 6), 10)
        self._layout.addWidget(self.avatar)
        self._layout.addLayout(lines, 1)
        for part in (self.avatar, self._name, self._what):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow_theme()

    def say(self, name: str, what: str) -> None:
        self.avatar.setText(texts.initials(name))
        self._name.setText(name)
        self._what.setText(what)
        self.setAccessibleName(f"{name}, {what}")

    def set_compact(self, compact: bool) -> None:
        self._name.setVisible(not compact)
        self._what.setVisible(not compact)
        theme.space(self._layout, (0, 6, 0, 6) if compact else (6, 6, 22, 6), 10)

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        if self._name.isVisible():
            picture = icons.pixmap("chevron-down", theme.colours().muted, 12, self.devicePixelRatioF())
            right = theme.px(4) if self.isRightToLeft() else self.width() - theme.px(16)
            painter.drawPixmap(QPoint(int(right), int(area.center().y() - theme.px(6))), picture)
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS))
        painter.end()


class _ChildChip(Chip):
    """The children in a drop-down; it shows the chosen one. `chosen` carries the key."""

    chosen = Signal(str)

    def __init__(self, children: Sequence[ChildChoice], parent: QWidget) -> None:
        super().__init__("", parent)
        menu = Menu(self)
        for child in children:
            action = menu.addAction(icons.icon("person", theme.colours().child(child.colour).ink), child.name)
            action.triggered.connect(lambda _=False, key=child.key: self.chosen.emit(key))
        self.setMenu(menu)

    def show_child(self, child: ChildChoice | None) -> None:
        """None: everybody is shown."""
        self._dot = child.colour if child is not None else None
        self.setText(child.name if child is not None else self.tr("One child"))
        self.setChecked(child is not None)
        self._name()
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """A press opens the menu; what is chosen there decides."""


class Rail(Themed, QWidget):
    """`module_chosen` (name), `child_chosen` (key; "" is everybody), `status_pressed`."""

    module_chosen = Signal(str)
    child_chosen = Signal(str)
    status_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Menu"))
        self.identity = _Identity(self)
        self.menu = Menu(self)
        self.identity.clicked.connect(self._open_menu)
        self._chips_box = QWidget(self)
        self._chips = FlowLayout(self._chips_box, gap=5)
        self._chip_group = QButtonGroup(self)
        self._children: tuple[ChildChoice, ...] = ()
        self._actions: list[QAction] = []
        self._choices: dict[str, QAction] = {}
        self._drop_down: _ChildChip | None = None
        self._child, self._compact = "", False
        self._modules: dict[str, RailItem] = {}
        self._module_group = QButtonGroup(self)
        self.status = StatusLine("", "neutral", self)
        self.status.clicked.connect(self.status_pressed)
        self._whole = column(self, (10, 12, 10, 12), 2)
        self._whole.addWidget(self.identity)
        self._whole.addSpacing(6)
        self._whole.addWidget(self._chips_box)
        self._whole.addSpacing(8)
        self._whole.addWidget(Rule(self))
        self._whole.addSpacing(8)
        self._top = column(gap=2)
        self._bottom = column(gap=2)
        self._whole.addLayout(self._top)
        self._whole.addSpacing(6)
        self._whole.addLayout(self._bottom)
        self._whole.addStretch(1)
        self._whole.addWidget(Rule(self))
        self._whole.addWidget(self.status)
        theme.fix(self, width=WIDTH)
        self.follow_theme()

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def add_module(self, name: str, icon: str, text: str, *, below: bool = False) -> RailItem:
        """A module that can be opened; `below`: among help and settings."""
        item = RailItem(icon, text, self)
        item.clicked.connect(lambda: self.module_chosen.emit(name))
        self._modules[name] = item
        self._module_group.addButton(item)
        (self._bottom if below else self._top).addWidget(item)
        return item

    def show_module(self, name: str) -> None:
        self._modules[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        if name in self._modules:
            self._modules[name].set_count(count)

    def set_menu(self, actions: Sequence[QAction]) -> None:
        """What the menu of the own name offers, below the children to switch between."""
        self._actions = list(actions)
        self._fill_menu()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self._choices = {}
        if len(self._children) > 1:
            for child in (ChildChoice("", self.tr("All"), 0), *self._children):
                action = self._choices[child.key] = self.menu.addAction(child.name)
                action.setCheckable(True)
                action.setChecked(child.key == self._child)
                action.triggered.connect(lambda _=False, key=child.key: self.choose_child(key))
            self.menu.addSeparator()
        self.menu.addActions(self._actions)

    def set_children(self, children: Sequence[ChildChoice]) -> None:
        """The children to switch between; one child needs no switch."""
        if tuple(children) == self._children:
            return
        self._children = tuple(children)
        for button in self._chip_group.buttons():
            self._chip_group.removeButton(button)
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._drop_down = None
        if len(self._children) > 1:
            self._fill_chips()
        self._chips_box.setVisible(len(self._children) > 1 and not self._compact)
        self._fill_menu()
        if self._child and all(child.key != self._child for child in self._children):
            self.choose_child("")

    def choose_child(self, key: str) -> None:
        self._child = key
        for button in self._chip_group.buttons():
            button.setChecked(button.property("child") == key)
        if self._drop_down is not None:
            self._drop_down.show_child(next((child for child in self._children if child.key == key), None))
        for choice, action in self._choices.items():
            action.setChecked(choice == key)
        self.child_chosen.emit(key)

    def set_compact(self, compact: bool) -> None:
        """Icons only, in a narrow window; the menu switches between the children then."""
        self._compact = compact
        theme.fix(self, width=COMPACT_WIDTH if compact else WIDTH)
        self.identity.set_compact(compact)
        self._chips_box.setVisible(not compact and len(self._children) > 1)
        self.status.set_compact(compact)
        for item in self._modules.values():
            item.set_compact(compact)

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _fill_chips(self) -> None:
        """Everybody and each child; where they are too many, the children share a drop-down."""
        self._add_chip("", Chip(self.tr("All"), self._chips_box))
        if len(self._children) <= MOST_CHIPS:
            self._chip_group.setExclusive(True)
            for child in self._children:
                self._add_chip(child.key, Chip(child.name, self._chips_box, dot=child.colour))
            return
        self._chip_group.setExclusive(False)
        self._drop_down = _ChildChip(self._children, self._chips_box)
        self._drop_down.chosen.connect(self.choose_child)
        self._drop_down.show_child(next((child for child in self._children if child.key == self._child), None))
        self._chips.addWidget(self._drop_down)

    def _add_chip(self, key: str, chip: Chip) -> None:
        chip.setCheckable(True)
        chip.setProperty("child", key)
        chip.setChecked(key == self._child)
        chip.clicked.connect(lambda: self.choose_child(key))
        self._chips.addWidget(chip)
        self._chip_group.addButton(chip)

    def _open_menu(self) -> None:
        self.menu.popup(self.identity.mapToGlobal(QPoint(0, self.identity.height())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        painter.fillRect(self.rect(), theme.ink(colours.sunken))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), theme.ink(colours.line))
        painter.end()
