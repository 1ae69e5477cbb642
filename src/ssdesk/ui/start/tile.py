"""A tile of *Start*: a card with a title, its own age, a way to the whole of it, and lines under headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.ui.faces import Face
from ssdesk.ui.screen import Place
from ssdesk.ui.start.lines import line_for
from ssdesk.ui.start.rows import Entry, Row
from ssdesk.ui.widgets import Button, Card, ElidedLabel, Label, Rule, column, row


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading ("" for none), or the sentence `empty` instead. `aside`: beside the heading. `more`: what
    the link below says that leads to the rest, "" for none."""

    heading: str
    entries: tuple[Entry, ...] = ()
    aside: str = ""
    empty: str = ""
    more: str = ""
    rest: Place | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a tile shows: equal ones look equal."""

    sections: tuple[Section, ...] = ()
    face: Face | None = None
    age: str = ""


@dataclass(frozen=True, slots=True)
class _Position:
    """Where the keyboard was, to find it again among new lines."""

    place: Place | None = None
    number: int = 0
    had_focus: bool = False


class Tile(Card):
    """`opened` carries a Place, `child_asked` an account, `face_asked` the act of a face."""

    opened = Signal(object)
    child_asked = Signal(str)
    face_asked = Signal(str)

    def __init__(self, title: str, parent: QWidget, *, link: str = "", target: Place | None = None) -> None:
        super().__init__("", parent, margins=(8, 16, 8, 14), gap=0)
        self._title = title
        self.setAccessibleName(title)
        self.rows: list[Row[Any]] = []
        self._buttons: list[Button] = []
        self._current = 0
        self._shown: Shown | None = None
        self._group = QButtonGroup(self)
        head = row(margins=(8, 0, 8, 8), gap=6)
        self.heading = Label(title, "section", self)
        self.aside = ElidedLabel("", "muted", self)
        self.link = Button(link, "link", self)
        self.link.setVisible(bool(link))
        self.link.setAccessibleName(self.tr("{title}: {link}").format(title=title, link=link))
        self.link.clicked.connect(lambda: self.opened.emit(target))
        head.addWidget(self.heading)
        head.addWidget(self.aside, 1)
        head.addWidget(self.link)
        self.body.addLayout(head)
        self._inside = QWidget(self)
        self._lines = column(self._inside)
        self.body.addWidget(self._inside)
        self.body.addStretch(1)

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, from the first to the last."""
        lines = [stop for one in self.rows for stop in (one, *one.names)]
        return [self.link, *lines, *self._buttons]

    @property
    def shown(self) -> Shown | None:
        return self._shown

    def show_all(self, shown: Shown) -> None:
        """Nothing moves when nothing changed; the keyboard stays on its line."""
        if shown == self._shown:
            return
        was = self._position()
        self._shown = shown
        self._clear()
        first = shown.sections[0] if shown.sections else Section("")
        self.heading.setText(first.heading or self._title)
        self._say_aside(first.aside, shown.age)
        if shown.face is not None:
            self._add_face(shown.face)
        else:
            for number, section in enumerate(shown.sections):
                self._add_section(section, below=number > 0)
        self._find_again(was)

    def show_age(self, age: str) -> None:
        """How old it is, where that must be said; else ""."""
        if self._shown is not None and age != self._shown.age:
            self._shown = replace(self._shown, age=age)
            first = self._shown.sections[0] if self._shown.sections else Section("")
            self._say_aside(first.aside, age)

    def _say_aside(self, aside: str, age: str) -> None:
        self.aside.setText(", ".join(part for part in (aside, age) if part))

    # ---- Building ----------------------------------------------------------------------------------------------------
    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in self.rows:
            self._group.removeButton(one)
        self.rows, self._buttons = [], []

    def _add_face(self, face: Face) -> None:
        box = QWidget(self._inside)
        words = column(box, (8, 2, 8, 4), 2)
        words.addWidget(Label(face.title, "strong", box, wrap=True))
        if face.sentence:
            words.addWidget(Label(face.sentence, "muted", box, wrap=True))
        if face.action:
            act = Button(face.action, "link", box)
            act.clicked.connect(lambda: self.face_asked.emit(face.act))
            self._buttons.append(act)
            words.addWidget(act, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addWidget(box)

    def _add_section(self, section: Section, *, below: bool) -> None:
        if below:
            self._add_heading(section)
        for entry in section.entries:
            line = line_for(entry, self._inside)
            line.clicked.connect(lambda _=False, place=entry.place: self.opened.emit(place))
            line.pressed.connect(lambda one=line: self._make_current(self.rows.index(one)))
            line.child_asked.connect(self.child_asked)
            line.moved.connect(lambda step, one=line: self._move(one, step))
            self._group.addButton(line)
            self.rows.append(line)
            self._lines.addWidget(line)
        if not section.entries and section.empty:
            self._add_box(Label(section.empty, "muted", self._inside, wrap=True), (8, 3, 8, 5))
        if section.more and section.rest is not None:
            more = Button(section.more, "link", self._inside)
            more.clicked.connect(lambda _=False, place=section.rest: self.opened.emit(place))
            self._buttons.append(more)
            self._add_box(more, (8, 4, 8, 4))

    def _add_heading(self, section: Section) -> None:
        rule = QWidget(self._inside)
        column(rule, (8, 8, 8, 8)).addWidget(Rule(rule))
        self._lines.addWidget(rule)
        box = QWidget(self._inside)
        line = row(box, (8, 2, 8, 0), 4)
        line.addWidget(Label(section.heading, "section", box))
        line.addWidget(ElidedLabel(section.aside, "muted", box), 1)
        self._lines.addWidget(box)

    def _add_box(self, widget: QWidget, margins: tuple[float, float, float, float]) -> None:
        box = QWidget(self._inside)
        inside = row(box, margins)
        inside.addWidget(widget, 1 if isinstance(widget, Label) else 0)
        if not isinstance(widget, Label):
            inside.addStretch(1)
        self._lines.addWidget(box)

    # ---- Keyboard ----------------------------------------------------------------------------------------------------
    def _position(self) -> _Position:
        focus = self.window().focusWidget()
        for number, one in enumerate(self.rows):
            if one is focus or one.isAncestorOf(focus):
                return _Position(one.entry.place, number, had_focus=True)
        return _Position(number=self._current)

    def _find_again(self, was: _Position) -> None:
        found = next((n for n, one in enumerate(self.rows) if one.entry.place == was.place), was.number)
        self._make_current(found)
        if was.had_focus:
            (self.rows[self._current] if self.rows else self.link).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_current(self, number: int) -> None:
        self._current = max(0, min(number, len(self.rows) - 1))
        for n, one in enumerate(self.rows):
            one.make_current(current=n == self._current)

    def _move(self, one: Row[Any], step: int) -> None:
        place = max(0, min(self.rows.index(one) + step, len(self.rows) - 1))
        self._make_current(place)
        self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
