"""The frame of all screens: the rail, the bar of the screen in sight, what is wrong with the line, and the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household, Summary
from ssdesk.replica.changes import Changes
from ssdesk.ui import texts, theme
from ssdesk.ui.outbox_card import OutboxCard, Outgoing, outgoing
from ssdesk.ui.rail import ChildChoice, Rail
from ssdesk.ui.widgets import Banner, Rule, column, row

BAR_HEIGHT = 56
NARROW = 1100  # px at 100 %: below it the rail is icons
AGE_EVERY_MS = 30_000


class Screen(Protocol):
    """What the window knows of a screen: its bar and its content."""

    bar: QWidget
    content: QWidget

    def take(self, changes: Changes) -> None: ...

    def show_account(self, account: str) -> None: ...


class Frame(QWidget):
    """`lock_asked`, `add_child_asked`, `accounts_asked` come from the menu."""

    lock_asked = Signal()
    add_child_asked = Signal()
    accounts_asked = Signal()
    draft_asked = Signal(str, str)  # account, draft

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._screens: dict[str, tuple[Screen, Callable[[], None]]] = {}
        self.rail = Rail(self)
        self._bars, self._contents = QStackedWidget(self), QStackedWidget(self)
        theme.fix(self._bars, height=BAR_HEIGHT)
        theme.raise_to_surface(self._bars)
        self.line = Banner("offline", "", self)
        self.line.acted.connect(household.nudge)
        self.trouble = Banner("bad", "", self, action=self.tr("All right"))
        self.trouble.acted.connect(self.trouble.hide)
        self.line.hide()
        self.trouble.hide()
        right = column(gap=0)
        for part in (self._bars, Rule(self), self.line, self.trouble):
            right.addWidget(part)
        right.addWidget(self._contents, 1)
        sides = row(self)
        sides.addWidget(self.rail)
        sides.addLayout(right, 1)
        self.outbox = OutboxCard(self)
        self._connect()
        self._fill_menu()
        self._ages = QTimer(self)
        self._ages.setInterval(AGE_EVERY_MS)
        self._ages.timeout.connect(self.show_status)
        self._ages.start()

    def _connect(self) -> None:
        self.rail.module_chosen.connect(self.show_screen)
        self.rail.child_chosen.connect(self._show_child)
        self.rail.status_pressed.connect(self._open_outbox)
        self.outbox.withdraw_asked.connect(self._withdraw)
        self.outbox.open_asked.connect(self._open_refused)
        self.outbox.dismiss_asked.connect(self._dismiss)
        for keys, act in (("Ctrl+L", self.lock_asked.emit), ("F5", self._household.nudge)):
            QShortcut(QKeySequence(keys), self, activated=act)  # type: ignore[call-overload]

    def _fill_menu(self) -> None:
        actions = []
        for text, signal in (
            (self.tr("Lock now"), self.lock_asked),
            (self.tr("Add another child…"), self.add_child_asked),
            (self.tr("Accounts and signing out…"), self.accounts_asked),
        ):
            action = QAction(text, self)
            action.triggered.connect(signal)
            actions.append(action)
        self.rail.set_menu(actions)

    # ---- Screens -----------------------------------------------------------------------------------------------------
    def add_screen(
        self, name: str, icon: str, text: str, screen: Screen, *, below: bool = False, enter: Callable[[], None]
    ) -> None:
        """`enter` is called each time the screen comes into sight."""
        self.rail.add_module(name, icon, text, below=below)
        self._screens[name] = screen, enter
        self._bars.addWidget(screen.bar)
        self._contents.addWidget(screen.content)

    def show_screen(self, name: str) -> None:
        screen, enter = self._screens[name]
        self._bars.setCurrentWidget(screen.bar)
        self._contents.setCurrentWidget(screen.content)
        self.rail.show_module(name)
        enter()

    def _show_child(self, account: str) -> None:
        for screen, _ in self._screens.values():
            screen.show_account(account)

    # ---- What changes ------------------------------------------------------------------------------------------------
    def take(self, changes: Changes) -> None:
        """Something was committed, or the state of a line changed."""
        if any(touched.everything for touched in changes.by_account.values()):
            self.show_people()
        for screen, _ in self._screens.values():
            screen.take(changes)
        self.show_status()
        if self.outbox.isVisible():
            self.outbox.show_items(self._outgoing())

    def show_people(self) -> None:
        """Who is here: the own name, the children, the schools."""
        homes = self._household.homes
        children = [ChildChoice(home.name, home.child, home.colour) for home in homes if home.child]
        schools = len({home.school for home in homes if home.school})
        name = next((home.holder for home in homes if home.holder), self.tr("Signed in"))
        parts = []
        if children:
            parts.append(self.tr("{n} children").format(n=len(children)) if len(children) > 1 else self.tr("1 child"))
        if schools:
            parts.append(self.tr("{n} schools").format(n=schools) if schools > 1 else self.tr("1 school"))
        self.rail.identity.say(name, ", ".join(parts))
        self.rail.set_children(children)

    def show_status(self) -> None:
        """The line at the foot of the rail, and the strip that says what still works."""
        now = self._household.summary()
        waiting = self.tr("{n} waiting").format(n=now.waiting) if now.waiting else ""
        at = texts.clock_or_day(now.last_success) if now.last_success is not None else ""
        if now.state == "fetching":
            said, tone = self.tr("Being updated…"), "accent"
        elif now.state == "good":
            said, tone = (self.tr("Updated at {time}").format(time=at) if at else self.tr("Updated")), "good"
        else:
            said, tone = (self.tr("Offline") if now.state == "offline" else self.tr("Needs you")), "warning"
        self.rail.status.show_status(", ".join(part for part in (said, waiting) if part), tone)
        self._show_line(now, at)

    def _show_line(self, now: Summary, at: str) -> None:
        state, waiting, error, school = now.state, now.waiting, now.error, now.school
        if state not in ("offline", "blocked"):
            self.line.hide()
            return
        if state == "offline":
            text = self.tr("Everything from before {time} can be read here.").format(time=at) if at else ""
            if waiting == 1:
                text += " " + self.tr("1 message leaves as soon as there is a connection.")
            elif waiting:
                text += " " + self.tr("{n} messages leave as soon as there is a connection.").format(n=waiting)
            lead = self.tr("You are offline.")
            if error is not None and error.code not in ("unreachable", "hung-up", "timeout"):
                lead, advice = texts.error(error)
                text = f"{advice} {text}"
            self.line.show_message(text.strip(), lead=lead, action=self.tr("Try now"))
        elif error is not None:
            title, advice = texts.error(error)
            self.line.show_message(advice, lead=f"{school}: {title}" if school else title, action="")
        self.line.show()

    def say_trouble(self, error: SsdeskError) -> None:
        title, advice = texts.error(error)
        self.trouble.show_message(f"{title} {advice}".strip(), action=self.tr("All right"))
        self.trouble.show()

    # ---- The outbox --------------------------------------------------------------------------------------------------
    def _outgoing(self) -> list[Outgoing]:
        """Without the receipts: those are no news for the person."""
        return [out for out in outgoing(self._household) if out.item.type != "open_message"]

    def _open_outbox(self) -> None:
        self.outbox.show_items(self._outgoing())
        self.outbox.open_at(self.rail.status)

    def _withdraw(self, out: Outgoing) -> None:
        try:
            draft = self._household.replica(out.home.name).outbox.withdraw(out.item.id)
        except SsdeskError as error:
            self.say_trouble(error)
            return
        self.outbox.close_card()
        if draft is not None:
            self.draft_asked.emit(out.home.name, draft)

    def _open_refused(self, out: Outgoing) -> None:
        self.outbox.close_card()
        if out.item.draft is not None:
            self.draft_asked.emit(out.home.name, out.item.draft)

    def _dismiss(self, out: Outgoing) -> None:
        self._household.replica(out.home.name).outbox.dismiss(out.item.id)
        self.outbox.show_items(self._outgoing())

    # ---- A narrow window ---------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_compact(self.width() < theme.px(NARROW))
