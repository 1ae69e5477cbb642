"""The palette itself: a field, what it finds, and the keys that lead there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.household.find import Hit, find
from ssdesk.replica.search import Query
from ssdesk.ui import icons, tasks, texts, theme
from ssdesk.ui.palette.line import Command, Line, More, describe
from ssdesk.ui.palette.listing import KEYS, LineList
from ssdesk.ui.palette.told import Told
from ssdesk.ui.screen import Place
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import EmptyState, Label, Rule, column, row
from ssdesk.ui.widgets.key_cap import KeyCap
from ssdesk.ui.widgets.over_card import OverCard

log = logging.getLogger(__name__)

WIDTH, HEIGHT = 640, 520
MESSAGES_FIRST, OTHERS_FIRST = 6, 4  # of a group, before "more"
MOST = 40  # of a kind, with "more"
RECENT = 5
MOST_TYPED = 200


class _Asked:
    """One search; `stale` once other words were typed, or the palette was closed."""

    def __init__(self, words: str) -> None:
        self.words, self.stale = words, False


class Palette(OverCard):
    """`asked` carries a Place to go to, `child_asked` the account of a child whose own page is to be shown. Both come,
    and commands run, after it has closed. Only one search runs at a time; what was typed meanwhile is next."""

    asked = Signal(object)
    child_asked = Signal(str)
    _icon: QLabel | None = None

    def __init__(self, household: Household, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent, width=WIDTH, height=HEIGHT, title="")
        self.setAccessibleName(self.tr("Find anything"))
        self._household, self._commands = household, tuple(commands)
        self._told = Told(self)
        self._hits: list[Hit] = []
        self._unfolded: set[str] = set()
        self._recent: list[Line] = []
        self._running: _Asked | None = None
        self._open_first = False  # Enter was pressed before the answer came
        self._moved = False  # since something was typed
        self.field = QLineEdit(self)
        self.list = LineList(self)
        self.nothing = EmptyState("search", "", "", self)
        self._middle = QStackedWidget(self)
        self._build()
        self.field.textChanged.connect(self._typed)
        self.list.opened.connect(self._choose)
        self.list.moved.connect(self._say)
        self.list.typed.connect(self._type_on)
        self.closed.connect(self._forget_answers)
        self.restyle()

    def _build(self) -> None:
        self.field.setFrame(False)
        self.field.setMaxLength(MOST_TYPED)
        self.field.setPlaceholderText(self.tr("Find people, messages, days, reports, or what you want to do"))
        self.field.setAccessibleName(self.accessibleName())
        self.list.setAccessibleName(self.tr("What was found"))
        head = row(margins=(20, 12, 16, 12), gap=12)
        self._icon = QLabel(self)
        head.addWidget(self._icon)
        head.addWidget(self.field, 1)
        for part in (self.list, self.nothing):
            self._middle.addWidget(part)
        foot = row(margins=(20, 8, 16, 8), gap=6)
        for keys, text in (
            (("↑", "↓"), self.tr("choose")),
            (("Enter",), self.tr("open")),
            (("Esc",), self.tr("close")),
        ):
            for key in keys:
                foot.addWidget(KeyCap(key, self))
            foot.addWidget(Label(text, "small", self))
            foot.addSpacing(8)
        foot.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(Rule(self))
        middle = column(margins=(0, 4, 0, 4))
        middle.addWidget(self._middle)
        self.body.addLayout(middle, 1)
        self.body.addWidget(Rule(self))
        self.body.addLayout(foot)

    def restyle(self) -> None:
        super().restyle()
        if self._icon is None:  # not built yet
            return
        self._icon.setPixmap(icons.pixmap("search", theme.colours().muted, 18, self.devicePixelRatioF()))
        self.field.setFont(theme.font(theme.HEADING))
        palette = self.field.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.field.setPalette(palette)

    # ---- Opening -----------------------------------------------------------------------------------------------------
    def open_over(self) -> None:
        """With an empty field; closed if it was open already."""
        if not self.isHidden():
            self.close_card()
            return
        self.field.clear()
        self._unfolded.clear()
        self._show()
        super().open_over()

    def _forget_answers(self) -> None:
        """Nothing of what was read stays while the palette is closed."""
        if self._running is not None:
            self._running.stale = True
        self._hits, self._open_first = [], False
        self.list.show_lines([])

    # ---- Finding -----------------------------------------------------------------------------------------------------
    @property
    def words(self) -> str:
        return self.field.text().strip()

    @property
    def is_searching(self) -> bool:
        """What is shown is not yet the answer to what was typed."""
        return self._running is not None

    def _typed(self, _text: str) -> None:
        self._open_first = self._moved = False
        self._unfolded.clear()
        if self._running is not None:
            self._running.stale = True  # its end begins the next one
        else:
            self._search()
        self._show()

    def _search(self) -> None:
        if not Query(self.words).match:
            self._hits = []
            return
        asked = self._running = _Asked(self.words)
        today = texts.school_time(texts.now()).date()
        work = partial(
            find,
            self._household,
            asked.words,
            MOST,
            today=today,
            named=self._told.named,
            cancelled=lambda: asked.stale,
        )
        tasks.run(self, work, partial(self._found, asked), partial(self._failed, asked))

    def _found(self, asked: _Asked, hits: list[Hit]) -> None:
        self._running = None
        if asked.stale:
            if not self.isHidden():
                self._search()
                self._show()
            return
        self._hits = hits
        self._show()
        if self._open_first and self.list.current is not None:
            self._choose(self.list.current)

    def _failed(self, asked: _Asked, error: SsdeskError) -> None:
        """Our own fault; it is in the log. Commands work all the same."""
        log.warning("A search failed: %s", error.code)
        self._found(asked, [])

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def _show(self, row: int = -1) -> None:
        """What matches now, of the last answer and of what is known without asking. `row` is to be the current one."""
        lines = self._lines() if self.words else self._first_lines()
        self.list.show_lines(lines, self._row_of(lines, row))
        nothing = not lines and self._running is None
        if nothing:
            said = self.tr("Nothing found for “{words}”").format(words=shown(self.words)[:60])
            self.nothing.say("search", said, self.tr("Try fewer words, or only their first letters."))
        self._middle.setCurrentWidget(self.nothing if nothing else self.list)

    def _row_of(self, lines: Sequence[Line], row: int) -> int:
        """The line that the person had moved to stays the current one."""
        kept = self.list.current
        if row >= 0 or kept is None or not self._moved:
            return row
        return next((place for place, line in enumerate(lines) if line.goal == kept.goal), -1)

    def _first_lines(self) -> list[Line]:
        """For an empty field."""
        here = {home.name for home in self._household.homes if home.is_open}
        recent = [line for line in self._recent if not isinstance(line.goal, Place) or line.goal.account in here]
        children = [
            self._told.line(Hit("child", home, "", home.child, home.class_name))
            for home in self._household.children
            if home.is_open
        ]
        groups = [(self.tr("Recently"), recent), (self._told.groups["child"], children), *self._offered("")]
        return [line for title, lines in groups if lines for line in (Line(title), *lines)]

    def _lines(self) -> list[Line]:
        """Commands that begin with the words come first, as who types them means them; others come last."""
        first: list[tuple[str, list[Line]]] = []
        last: list[tuple[str, list[Line]]] = []
        start = self.words.casefold()
        for title, lines in self._offered(self.words):
            begins = any(line.title.casefold().startswith(start) for line in lines)
            (first if begins else last).append((title, lines))
        found = [
            (self._told.groups[group], self._folded(group, hits))
            for group, hits in self._told.grouped(self._hits).items()
        ]
        return [line for title, lines in (*first, *found, *last) if lines for line in (Line(title), *lines)]

    def _folded(self, group: str, hits: Sequence[Hit]) -> list[Line]:
        most = MESSAGES_FIRST if group == "message" else OTHERS_FIRST
        if len(hits) <= most + 1 or group in self._unfolded:
            return [self._told.line(hit) for hit in hits]
        more = Line(self.tr("Show {n} more").format(n=len(hits) - most), More(group), "chevron-down")
        return [*(self._told.line(hit) for hit in hits[:most]), more]

    def _offered(self, words: str) -> list[tuple[str, list[Line]]]:
        query = Query(words)
        titles = {"go": self.tr("Go to"), "do": self.tr("Commands")}
        return [
            (
                title,
                [
                    Line(command.text, command, command.icon, keys=command.keys)
                    for command in self._commands
                    if command.group == group and (not words or query.matches(command.text, title))
                ],
            )
            for group, title in titles.items()
        ]

    # ---- Choosing ----------------------------------------------------------------------------------------------------
    def _choose(self, line: Line) -> None:
        goal = line.goal
        if isinstance(goal, More):
            self._unfolded.add(goal.group)
            self._show(self.list.currentIndex().row())
            return
        self._recent = [line, *(other for other in self._recent if other.goal != goal)][:RECENT]
        self.close_card()
        if isinstance(goal, Command):
            goal.act()
        elif isinstance(goal, Place) and goal.screen == "start":
            self.child_asked.emit(goal.account)
        else:
            self.asked.emit(goal)

    def _enter(self) -> None:
        if self._running is not None:
            self._open_first = True
        elif self.list.current is not None:
            self._choose(self.list.current)

    def _type_on(self, text: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(text)

    def _say(self, line: Line) -> None:
        """A screen reader hears of the list while the focus stays in the field."""
        if QAccessible.isActive() and self.field.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, describe(line)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears of everything while it is open: see `PopupCard`."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in KEYS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._moved = True
                self.list.move_by(Qt.Key(event.key()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)
