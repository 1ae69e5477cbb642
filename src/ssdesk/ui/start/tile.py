"""A tile of *Start*: a card with a title, its own age, a way to the whole of it, and lines under headings."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.ui.faces import Face
from ssdesk.ui.row_group import RowGroup
from ssdesk.ui.rows import Entry
from ssdesk.ui.screen import Place
from ssdesk.ui.start.lines import LetterRow, line_for
from ssdesk.ui.widgets import Button, Card, ElidedLabel, Label, Rule, column, row


class Section(msgspec.Struct, frozen=True):
    """Lines under a heading ("" for none), or the sentence `empty` instead. `aside`: beside the heading. `more`: what
    the link below says that leads to the rest, "" for none."""

    heading: str
    entries: tuple[Entry, ...] = ()
    aside: str = ""
    empty: str = ""
    more: str = ""
    rest: Place | None = None


class Shown(msgspec.Struct, frozen=True):
    """All that a tile shows: equal ones look equal."""

    sections: tuple[Section, ...] = ()
    face: Face | None = None
    age: str = ""


class Tile(Card):
    """`opened` and `confirmed` carry a Place, `child_asked` an account, `face_asked` the act of a face."""

    opened = Signal(object)
    confirmed = Signal(object)
    child_asked = Signal(str)
    face_asked = Signal(str)

    def __init__(self, title: str, parent: QWidget, *, link: str = "", target: Place | None = None) -> None:
        super().__init__("", parent, margins=(8, 16, 8, 14), gap=0)
        self._title = title
        self.setAccessibleName(title)
        self.lines = RowGroup(self)
        self.lines.opened.connect(self.opened)
        self.lines.child_asked.connect(self.child_asked)
        self._buttons: list[Button] = []
        self._shown: Shown | None = None
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
        self._below = column(self._inside)
        self.body.addWidget(self._inside)
        self.body.addStretch(1)

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, from the first to the last; a line takes the names on it along."""
        return [self.link, *self.lines.rows, *self._buttons]

    @property
    def shown(self) -> Shown | None:
        return self._shown

    def show_all(self, shown: Shown) -> None:
        """Nothing moves when nothing changed; the keyboard stays on its line."""
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        first = shown.sections[0] if shown.sections else Section("")
        self.heading.setText(first.heading or self._title)
        self.aside.setText(", ".join(part for part in (first.aside, shown.age) if part))
        if before is not None and replace(before, age=shown.age) == shown:
            return
        was = self.lines.position()
        self._clear()
        if shown.face is not None:
            self._add_face(shown.face)
        else:
            for number, section in enumerate(shown.sections):
                self._add_section(section, below=number > 0)
        self.lines.find_again(was, self.link)

    # ---- Building ----------------------------------------------------------------------------------------------------
    def _clear(self) -> None:
        while (item := self._below.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines.clear()
        self._buttons = []

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
        self._below.addWidget(box)

    def _add_section(self, section: Section, *, below: bool) -> None:
        if below:
            self._add_heading(section)
        for entry in section.entries:
            line = line_for(entry, self._inside)
            self.lines.add(line)
            if isinstance(line, LetterRow) and line.confirm is not None:
                line.confirm.clicked.connect(lambda _=False, place=entry.place: self.confirmed.emit(place))
            self._below.addWidget(line)
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
        self._below.addWidget(rule)
        box = QWidget(self._inside)
        line = row(box, (8, 2, 8, 0), 4)
        line.addWidget(Label(section.heading, "section", box))
        line.addWidget(ElidedLabel(section.aside, "muted", box), 1)
        self._below.addWidget(box)

    def _add_box(self, widget: QWidget, margins: tuple[float, float, float, float]) -> None:
        box = QWidget(self._inside)
        inside = row(box, margins)
        inside.addWidget(widget, 1 if isinstance(widget, Label) else 0)
        if not isinstance(widget, Label):
            inside.addStretch(1)
        self._below.addWidget(box)
