"""Beside the days: what has to be done in their week, the coming tests, and what is shown of all there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.household import Home
from ssdesk.household.week import Entry, Layer
from ssdesk.ui import theme
from ssdesk.ui.planner import wording
from ssdesk.ui.planner.boxes import ColouredBox
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Card, ChildTag, Label, PaintedButton, ScrollPage, column, row
from ssdesk.ui.widgets.base import ring, rounded, smooth

WIDTH = 291
_MOST_ROWS = 60
_CARD = (9, 13, 9, 13)
_INSET = 3  # the room that a box has for its ring
_INDENT = 26  # of what stands below the text of a box
_TAG = 21


class Panel(ScrollPage):
    """`ticked` carries an entry and whether it is done now, `test_chosen` an entry, `layers_changed` nothing: `hidden`
    has what is not to be shown."""

    ticked = Signal(object, bool)
    test_chosen = Signal(object)
    layers_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(16, 16, 16, 16), gap=15)
        self.hidden: set[Layer] = set()
        self._rows: list[TaskRow] = []  # they are used again: making one costs more than filling one
        self.tasks: dict[tuple[str, str], TaskRow] = {}
        self.tests: list[TestRow] = []
        self.layers: dict[Layer, ColouredBox] = {}
        self._listed: dict[str, object] = {}
        self._todo, self._coming, self._shown = (Card("", margins=_CARD, gap=gap) for gap in (9, 4, 4))
        self.todo_title = Label("", "section", wrap=True)
        for card, title in (
            (self._todo, self.todo_title),
            (self._coming, Label(self.tr("Coming tests"), "section")),
            (self._shown, Label(self.tr("Layers"), "section")),
        ):
            line = row(margins=(_INSET, 0, _INSET, 2))
            line.addWidget(title)
            card.body.addLayout(line)
            self.body.addWidget(card)
        self._tasks_below = column(gap=9)
        self.more = Label("", "muted")
        self.paper = Label("", "muted", wrap=True)
        self._todo.body.addLayout(self._tasks_below)
        self._todo.body.addWidget(self.more)
        below = row(margins=(_INSET, 0, _INSET, 0))
        below.addWidget(self.paper)
        self._todo.body.addLayout(below)
        self.body.addStretch(1)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)

    # ---- To do -------------------------------------------------------------------------------------------------------
    def show_todo(self, title: str, entries: Sequence[Entry], homes: Mapping[str, Home]) -> None:
        """Rows that stay keep their place and the focus; none at all: not a word, but for what `say_paper` said."""
        self.todo_title.setText(title)
        self._todo.setVisible(bool(entries) or not self.paper.isHidden())
        wanted = {(one.account, one.id): one for one in entries[:_MOST_ROWS]}
        while len(self._rows) < len(wanted):
            task = TaskRow(self._todo)
            task.ticked.connect(self.ticked)
            self._tasks_below.addWidget(task)
            self._rows.append(task)
        self.tasks = dict(zip(wanted, self._rows, strict=False))
        for key, one in wanted.items():
            self.tasks[key].show_entry(one, homes[one.account], tagged=len(homes) > 1)
        for number, task in enumerate(self._rows):
            task.setVisible(number < len(wanted))
        self.more.setText(self.tr("And {n} more.").format(n=len(entries) - len(wanted)))
        self.more.setVisible(len(entries) > len(wanted))

    def say_paper(self, homes: Sequence[Home]) -> None:
        """Below what has to be done: for these children the paper agenda comes first (R17)."""
        *others, last = dict.fromkeys([shown(home.child) for home in homes] or [""])
        names = self.tr("{names} and {name}").format(names=", ".join(others), name=last) if others else last
        told = self.tr("For {names} the paper agenda comes first: it may say more than what stands here.")
        self.paper.setText(told.format(names=names) if homes else "")
        self.paper.setVisible(bool(homes))

    # ---- Tests -------------------------------------------------------------------------------------------------------
    def show_tests(self, entries: Sequence[Entry], homes: Mapping[str, Home], today: date) -> None:
        entries = entries[:_MOST_ROWS]
        self._coming.setVisible(bool(entries))
        if not self._is_new("tests", (list(entries), _tags(homes.values()), today)):
            return
        _clear(self.tests)
        self.tests = []
        for one in entries:
            home = homes[one.account] if len(homes) > 1 else None
            test = TestRow(one, home, self._in_days((one.first - today).days), self._coming)
            test.clicked.connect(lambda _=False, entry=one: self.test_chosen.emit(entry))
            self._coming.body.addWidget(test)
            self.tests.append(test)

    def _in_days(self, count: int) -> str:
        if count < 2:
            return self.tr("tomorrow") if count else self.tr("today")
        return self.tr("in {n} days").format(n=count)

    # ---- Layers ------------------------------------------------------------------------------------------------------
    def show_layers(self, homes: Sequence[Home]) -> None:
        """What can be hidden, of the children in sight."""
        if not self._is_new("layers", _tags(homes)):
            return
        _clear(self.layers.values())
        self.layers = {}
        letters = wording.initials(homes)
        for home in homes:
            prefix = f"{letters[home.name]} · " if letters[home.name] else ""
            lessons, agenda = self.tr("lessons"), self.tr("tasks and tests")
            if not prefix:
                lessons, agenda = self.tr("Lessons"), self.tr("Tasks and tests")
            self._add_layer((home.name, "lessons"), prefix + lessons, home.colour, "")
            self._add_layer((home.name, "agenda"), prefix + agenda, home.colour, "")
        self._add_layer(("", "calendar"), self.tr("School calendars"), None, "good")
        self._add_layer(("", "holidays"), self.tr("Holidays"), None, "neutral")

    def _add_layer(self, layer: Layer, text: str, child: int | None, tone: str) -> None:
        box = ColouredBox(text, self._shown, child=child, tone=tone)
        box.setChecked(layer not in self.hidden)
        box.toggled.connect(lambda on: self._toggle(layer, on=on))
        self._shown.body.addWidget(box)
        self.layers[layer] = box

    def _toggle(self, layer: Layer, *, on: bool) -> None:
        (self.hidden.discard if on else self.hidden.add)(layer)
        self.layers_changed.emit()

    def show_all(self) -> None:
        """Nothing is hidden any more."""
        for box in self.layers.values():
            box.setChecked(True)

    def _is_new(self, what: str, listed: object) -> bool:
        """Whether other rows are to be listed than the last time."""
        if self._listed.get(what) == listed:
            return False
        self._listed[what] = listed
        return True


class TaskRow(QWidget):
    """Something to do or to bring, with its box. `ticked` carries the entry and whether it is done now."""

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._entry: Entry | None = None
        self.box = ColouredBox("", self, struck=True)
        self._tag, self.when = ChildTag("", 0, self), Label("", "muted", self)
        first = row(gap=5)
        first.addWidget(self.box)
        first.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignTop)
        first.addStretch(1)
        indent = QWidget(self)
        theme.fix(indent, width=_INDENT)
        below = row()
        below.addWidget(indent)
        below.addWidget(self.when, 1)
        lines = column(self, gap=0)
        lines.addLayout(first)
        lines.addLayout(below)
        self.box.clicked.connect(self._clicked)

    def show_entry(self, entry: Entry, home: Home, *, tagged: bool) -> None:
        """`tagged`: with the name of the child."""
        child = shown(home.child or home.holder)
        if (entry, child, home.colour, tagged) == self._shown:
            return
        self._shown = (entry, child, home.colour, tagged)
        self._entry = entry
        self._tag.set_child(child, home.colour)
        self._tag.setVisible(tagged)
        self.box.setText(wording.task_title(entry))
        self.box.setChecked(entry.done)
        self.when.setText(wording.written(entry.first, "dddd"))
        self.box.setAccessibleName(f"{self.box.text()}, {child}, {self.when.text()}")
        self.box.setToolTip(wording.spoken(entry, child))

    def _clicked(self) -> None:
        self.ticked.emit(self._entry, self.box.isChecked())


class TestRow(PaintedButton):
    """A coming test; pressing it goes to its day. `home`: whose child is named, where there are several."""

    def __init__(self, entry: Entry, home: Home | None, when: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.entry = entry
        name = _Name(wording.test_title(entry), "text", self, wrap=True)
        self.when = Label(when, "muted", self)
        self._line = row(self, (_INSET, 2, _INSET, 2), 5)
        self._line.addWidget(name)
        child = shown(home.child or home.holder) if home is not None else ""
        if home is not None:
            self._line.addWidget(ChildTag(child, home.colour, self), 0, Qt.AlignmentFlag.AlignTop)
        self._line.addStretch(1)
        self._line.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for label in (name, self.when):
            theme.fix(label, min_height=_TAG)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        said = ", ".join(part for part in (name.text(), child, when, wording.days(entry)) if part)
        self.setAccessibleName(said)
        self.setToolTip(wording.days(entry))
        self.follow_theme()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line.heightForWidth(width) if self._line.hasHeightForWidth() else self._line.sizeHint().height()

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), theme.px(4), theme.ink(theme.colours().background))
        if self.shows_ring():
            ring(painter, QRectF(self.rect()), theme.px(4), gap=False)
        painter.end()


class _Name(Label):
    """Layouts ask for its height dozens of times."""

    _heights: dict[int, int]

    def restyle(self) -> None:
        self._heights = {}
        super().restyle()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


def _tags(homes: Iterable[Home]) -> list[tuple[str, str, int]]:
    """What rows show of the homes."""
    return [(home.name, home.child or home.holder, home.colour) for home in homes]


def _clear(widgets: Iterable[QWidget]) -> None:
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
