"""Who can be written to, by role, by class or by child, to tick and add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ssdesk.ui import icons, texts, theme
from ssdesk.ui.inbox.names import folded
from ssdesk.ui.inbox.recipient import GROUP, Addressee
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, Chip, Label, Rule, SearchField, Themed, ThinScrollBar, column, row
from ssdesk.ui.widgets.base import rounded
from ssdesk.ui.widgets.over_card import OverCard

WIDTH, HEIGHT = 520, 580
OPEN_BELOW = 30  # people: all parts stand open
MOST_RECENT = 10  # of those one wrote to lately
_ID = Qt.ItemDataRole.UserRole
_TICKS = (Qt.CheckState.Unchecked, Qt.CheckState.Checked)


class AddressBook(OverCard):
    """`added` carries the ids of those who were ticked."""

    added = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH, height=HEIGHT, title="")
        self._people: list[Addressee] = []
        self._recent: list[Addressee] = []
        self._wrong: Callable[[Sequence[str]], str] = lambda _ids: ""
        self._ticked: dict[str, None] = {}
        self._title = Label("", "heading", self)
        self.search = SearchField(self.tr("Name, class or task at the school"), parent=self)
        self.search.edit.textChanged.connect(self._fill)
        self._ways = QButtonGroup(self)
        self.by_role, self.by_class, self.by_child = (
            Chip(text, self) for text in (self.tr("By role"), self.tr("By class"), self.tr("By child"))
        )
        for way in (self.by_role, self.by_class, self.by_child):
            self._ways.addButton(way)
        self.by_role.setChecked(True)
        self._ways.buttonClicked.connect(self._fill)
        self.tree = _Tree(self)
        self.tree.setAccessibleName(self.tr("People"))
        self.tree.itemChanged.connect(self._tick)
        self._none = Label("", "muted", self, wrap=True)
        self.wrong = Label("", "text", self, wrap=True, tone="bad")
        self.wrong.hide()
        self.add = Button("", "primary", self)
        self.cancel = Button(self.tr("Cancel"), "secondary", self)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.close_card)
        self._build()

    def _build(self) -> None:
        head = column(margins=(24, 18, 24, 12), gap=12)
        ways = row(gap=6)
        for way in (self.by_role, self.by_class, self.by_child):
            ways.addWidget(way)
        ways.addStretch(1)
        head.addWidget(self._title)
        head.addWidget(self.search)
        head.addLayout(ways)
        foot = column(margins=(24, 12, 24, 16), gap=10)
        buttons = row(gap=8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        foot.addWidget(self.wrong)
        foot.addLayout(buttons)
        none = row(margins=(24, 0, 24, 0))
        none.addWidget(self._none)
        self.body.addLayout(head)
        self.body.addWidget(Rule(self))
        self.body.addLayout(none)
        people = row(margins=(14, 6, 8, 6))
        people.addWidget(self.tree)
        self.body.addLayout(people, 1)
        self.body.addWidget(Rule(self))
        self.body.addLayout(foot)

    def show_people(self, people: Iterable[Addressee], school: str, wrong: Callable[[Sequence[str]], str]) -> None:
        """Opens with those who can still be chosen, nobody ticked. `wrong`: why these cannot be added; "": they can."""
        people = list(people)
        self._recent = [person for person in people if person.recent][:MOST_RECENT]
        self._people, self._wrong = sorted(people, key=_place), wrong
        self._ticked = {}
        self._title.setText(self.tr("Address book of {school}").format(school=school))
        self.setAccessibleName(self._title.text())
        self.by_class.setVisible(any(person.classes for person in self._people))
        self.by_child.setVisible(any(person.child for person in self._people))
        self.by_role.setChecked(True)
        self.search.edit.clear()
        self._fill()
        self.open_over()

    # ---- What stands there -------------------------------------------------------------------------------------------
    def _fill(self, *_: object) -> None:
        words = folded(self.search.edit.text()).split()
        found = [person for person in self._people if all(word in _looked_up(person) for word in words)]
        parts = _parts(found, self._way())
        lately = self._recent if not words else []
        if lately:
            parts.insert(0, (self.tr("Written to recently"), lately))
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for title, people in parts:
                part = QTreeWidgetItem(self.tree, [f"{title}, {texts.count(len(people))}"])
                part.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                part.setFont(0, theme.font(theme.TEXT, theme.SEMIBOLD))
                for person in people:
                    line = QTreeWidgetItem(part, [shown(person.text)])
                    line.setData(0, _ID, person.id)
                    line.setCheckState(0, _TICKS[person.id in self._ticked])
                part.setExpanded(bool(words) or people is lately or len(found) <= OPEN_BELOW)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self._none.setVisible(not parts)
        self._none.setText(self.tr("Nobody fits “{words}”.").format(words=self.search.edit.text().strip()))
        self._count()

    def _way(self) -> Callable[[Addressee], Sequence[str]]:
        if self.by_class.isChecked():
            return lambda person: person.classes or ("",)
        if self.by_child.isChecked():
            return lambda person: (person.child,) if person.group != GROUP else ()
        return lambda person: (_role(person.group),)

    def _tick(self, line: QTreeWidgetItem) -> None:
        """The same person may stand in several parts."""
        id_, ticked = line.data(0, _ID), line.checkState(0)
        if ticked == Qt.CheckState.Checked:
            self._ticked[id_] = None
        else:
            self._ticked.pop(id_, None)
        with QSignalBlocker(self.tree):
            for other in self.tree.people():
                if other.data(0, _ID) == id_:
                    other.setCheckState(0, ticked)
        self._count()

    def _count(self) -> None:
        count = len(self._ticked)
        self.add.setText(self.tr("Add {n}").format(n=texts.count(count)) if count else self.tr("Add"))
        wrong = self._wrong(list(self._ticked))
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.add.setEnabled(bool(count) and not wrong)
        self.add.setAccessibleDescription(wrong)

    def _add(self) -> None:
        ticked = list(self._ticked)
        self.close_card()
        self.added.emit(ticked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Return in the field: to who was found."""
        if watched is self.search.edit and event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                first = next(iter(self.tree.people()), None)
                if first is not None and (part := first.parent()) is not None and part.isExpanded():
                    self.tree.setCurrentItem(first)
                return True
        return super().eventFilter(watched, event)


class _Tree(Themed, QTreeWidget):
    """Parts that open and close, with people to tick by Space, Return or a click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Ticked(self))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.itemClicked.connect(self._press)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font())
        with QSignalBlocker(self):
            for place in range(self.topLevelItemCount()):
                if (part := self.topLevelItem(place)) is not None:
                    part.setFont(0, theme.font(theme.TEXT, theme.SEMIBOLD))
        colours = theme.colours()
        self.setIndentation(theme.px(20))
        self.setStyleSheet(
            f"QTreeWidget::item {{ padding: {theme.px(4)}px {theme.px(2)}px; }}"
            f"QTreeWidget::item:selected {{ background: {colours.accent.soft}; color: {colours.text}; }}"
        )

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """As large as the text, and seen on the row that is current too: the style's own is neither."""
        selected, colours = self.selectionModel().isSelected(index), theme.colours()
        if selected:
            painter.fillRect(rect, theme.ink(colours.accent.soft))
        if self.itemFromIndex(index).childCount():
            side, shut = theme.px(12), "chevron-left" if self.isRightToLeft() else "chevron-right"
            name = "chevron-down" if self.isExpanded(index) else shut
            place = rect.center() - QPoint(side // 2, side // 2)
            painter.drawPixmap(place, icons.exact(name, colours.text, side, self.devicePixelRatioF()))

    def people(self) -> list[QTreeWidgetItem]:
        parts = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        lines = [part.child(place) for part in parts if part is not None for place in range(part.childCount())]
        return [line for line in lines if line is not None]

    def _press(self, item: QTreeWidgetItem) -> None:
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
        else:
            item.setCheckState(0, _TICKS[item.checkState(0) != Qt.CheckState.Checked])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) or item is None:
            super().keyPressEvent(event)
        else:
            self._press(item)


class _Ticked(QStyledItemDelegate):
    """With a box in our colours: the style's own is hardly seen on dark ground."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(_ID) is None:
            return
        has = QStyleOptionViewItem.ViewItemFeature
        side = theme.px(16)
        option.features = option.features & ~has.HasCheckIndicator | has.HasDecoration
        option.decorationSize = QSize(side, side)
        option.icon = _box(option, ticked=option.checkState == Qt.CheckState.Checked)


def _box(option: QStyleOptionViewItem, *, ticked: bool) -> QIcon:
    ratio = option.widget.devicePixelRatioF()
    side, colours = theme.px(16), theme.colours()
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area, ground = QRectF(0, 0, side, side), theme.ink(colours.accent.ink if ticked else colours.surface)
    rounded(painter, area, theme.px(4), ground, theme.ink(colours.text if ticked else colours.muted))
    if ticked:
        inset = theme.px(3)
        painter.drawPixmap(inset, inset, icons.exact("check-bold", colours.on_accent, side - 2 * inset, ratio))
    painter.end()
    return QIcon(picture)


def _parts(people: Sequence[Addressee], way: Callable[[Addressee], Sequence[str]]) -> list[tuple[str, list[Addressee]]]:
    """The people under the titles that `way` gives them; those without one come last."""
    parts: dict[str, list[Addressee]] = {}
    for person in people:
        for title in way(person):
            parts.setdefault(title, []).append(person)
    rest = parts.pop("", [])
    first = _role(GROUP)
    order = sorted(parts.items(), key=lambda part: (part[0] != first, part[0].casefold()))
    found = [(shown(title), those) for title, those in order]
    return [*found, *([(QCoreApplication.translate("AddressBook", "Others"), rest)] if rest else [])]


def _place(person: Addressee) -> tuple[bool, str]:
    """The whole school and its own groups stand above its classes."""
    return person.group != GROUP or bool(person.classes), person.text.casefold()


def _looked_up(person: Addressee) -> str:
    return folded(" ".join((person.text, *person.classes, person.child)))


def _role(group: str) -> str:
    """A group of the address book in words; one of a newer school as it is."""
    return {
        GROUP: QCoreApplication.translate("AddressBook", "Classes and groups"),
        "teacher": QCoreApplication.translate("AddressBook", "Teachers"),
        "office": QCoreApplication.translate("AddressBook", "Secretariat and management"),
        "help": QCoreApplication.translate("AddressBook", "Care and help"),
        "parent": QCoreApplication.translate("AddressBook", "Parents"),
        "pupil": QCoreApplication.translate("AddressBook", "Pupils"),
    }.get(group, group)
