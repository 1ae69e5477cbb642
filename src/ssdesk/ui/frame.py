"""The frame of all screens: the rail, the bar of the screen in sight, what is wrong with the line, and the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.replica.changes import Changes
from ssdesk.replica.database import Cancelled
from ssdesk.ui import texts, theme
from ssdesk.ui.outbox_card import OutboxCard, Outgoing, outgoing, worth_telling
from ssdesk.ui.rail import ChildChoice, Rail
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.stage import Stage
from ssdesk.ui.strip import Strip
from ssdesk.ui.undo_strip import UndoStrip
from ssdesk.ui.widgets import Banner, Rule, Themed, column, row

BAR_HEIGHT = 56
NARROW = 1100  # px at 100 %: below it the rail is icons
AGE_EVERY_MS = 30_000


class Frame(Themed, QWidget):
    """`lock_asked`, `add_child_asked`, `accounts_asked`, `notices_asked` come from the menu; `sign_in_asked`,
    `forget_asked`, `reopen_asked` carry the name of an account that does not work as it is; `counted` the unread
    messages."""

    lock_asked = Signal()
    add_child_asked = Signal()
    accounts_asked = Signal()
    notices_asked = Signal()
    sign_in_asked = Signal(str)
    forget_asked = Signal(str)
    reopen_asked = Signal(str)
    counted = Signal(int)

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._troubles: list[tuple[str, Callable[[], None]]] = []
        self.rail = Rail(self)
        self.stage = Stage(self)
        theme.fix(self.stage.bars, height=BAR_HEIGHT)
        theme.raise_to_surface(self.stage.bars)
        self.strip = Strip(self)
        self.trouble = Banner("bad", "", self, action=self.tr("All right"))
        self.trouble.hide()
        right = column(gap=0)
        for part in (self.stage.bars, Rule(self), self.strip, self.trouble):
            right.addWidget(part)
        right.addWidget(self.stage.contents, 1)
        self.undo = UndoStrip(self)
        right.addWidget(self.undo)
        sides = row(self)
        sides.addWidget(self.rail)
        sides.addLayout(right, 1)
        self.outbox = OutboxCard(self)
        self._connect()
        self._fill_menu()
        self._ages = QTimer(self)
        self._ages.setInterval(AGE_EVERY_MS)
        self._ages.timeout.connect(self._tick)
        self._ages.start()
        self.follow_theme()

    def _connect(self) -> None:
        self.rail.module_chosen.connect(self.show_screen)
        self.rail.child_chosen.connect(self.stage.show_account)
        self.stage.shown.connect(self.rail.show_module)
        self.stage.trouble.connect(self.say_trouble)
        self.stage.asked.connect(self.go)
        self.stage.child_asked.connect(self._show_child)
        self.rail.status_pressed.connect(self._open_outbox)
        self.outbox.withdraw_asked.connect(self._withdraw)
        self.outbox.open_asked.connect(self._open_refused)
        self.outbox.dismiss_asked.connect(self._dismiss)
        self.undo.undo_asked.connect(self._withdraw)
        self.undo.ticked.connect(self.outbox.tick)
        self.trouble.acted.connect(self._trouble_seen)
        self.strip.tried.connect(self._household.nudge)
        self.strip.sign_in_asked.connect(self.sign_in_asked)
        self.strip.forget_asked.connect(self.forget_asked)
        self.strip.reopen_asked.connect(self.reopen_asked)
        for keys, act in (("Ctrl+L", self.lock_asked.emit), ("F5", self._household.nudge)):
            QShortcut(QKeySequence(keys), self, activated=act)  # type: ignore[call-overload]

    def _fill_menu(self) -> None:
        actions = []
        for text, signal in (
            (self.tr("Lock now"), self.lock_asked),
            (self.tr("Add another child…"), self.add_child_asked),
            (self.tr("Notices…"), self.notices_asked),
            (self.tr("Accounts and signing out…"), self.accounts_asked),
        ):
            action = QAction(text, self)
            action.triggered.connect(signal)
            actions.append(action)
        self.rail.set_menu(actions)

    # ---- Screens -----------------------------------------------------------------------------------------------------
    def add_screen(self, name: str, icon: str, text: str, build: Callable[[], Screen], *, below: bool = False) -> None:
        """`build` is called when the screen is first looked at."""
        self.rail.add_module(name, icon, text, below=below)
        self.stage.add(name, build)

    def enter(self) -> None:
        """The frame comes into sight: the focus goes to where one reads."""
        self.stage.enter()

    def show_screen(self, name: str) -> None:
        self.stage.show(name)

    def go(self, place: Place) -> None:
        """Where something else is about another child than the one in sight, that child comes into sight."""
        if place.account and self.stage.account not in ("", place.account):
            self.rail.choose_child(place.account)
        self.stage.show(place.screen, place)

    def _show_child(self, account: str) -> None:
        """The child's own start page."""
        self.rail.choose_child(account)
        self.stage.show("start")

    def _tick(self) -> None:
        self._household.wake()
        self.show_status()
        self.stage.tick()

    # ---- What changes ------------------------------------------------------------------------------------------------
    def take(self, changes: Changes) -> None:
        """Something was committed, or the state of a line changed."""
        if any(touched.everything for touched in changes.by_account.values()):
            self.show_people()
            self._tell_recovered()
        self.stage.take(changes)
        self.show_counts()
        self.show_status()
        if self.outbox.isVisible():
            self.outbox.show_items(self._outgoing())

    def catch_up(self) -> None:
        """Accounts came or went, or changes were not heard of: everything in sight is read again."""
        self.show_all()
        self.stage.reload()

    def show_all(self) -> None:
        """What stands around the screens."""
        self._household.wake()
        self.show_people()
        self.show_status()
        self.show_counts()

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

    def show_counts(self) -> None:
        """What is new, beside the names of the modules, and the unread messages for the window."""
        unread = self._household.unread
        self.rail.set_count("messages", unread)
        self.rail.set_count("reports", sum(home.new_reports for home in self._household.homes))
        self.counted.emit(unread)

    def show_status(self) -> None:
        """The line at the foot of the rail, and the strip that says what still works."""
        now = self._household.summary()
        items = self._outgoing()
        self.undo.show_items(items)
        outgoing = [out.item for out in items if out.item.state == "waiting"]
        waiting = ""
        if outgoing:
            form = self.tr("1 waiting") if len(outgoing) == 1 else self.tr("{n} waiting")
            waiting = form.format(n=len(outgoing))
        at = texts.clock_or_day(now.last_success) if now.last_success is not None else ""
        if now.state == "fetching":
            said, tone = self.tr("Being updated…"), "accent"
        elif now.state == "good":
            said, tone = (self.tr("Updated at {time}").format(time=at) if at else self.tr("Updated")), "good"
        else:
            said, tone = (self.tr("Offline") if now.state == "offline" else self.tr("Needs you")), "warning"
        self.rail.status.show_status(", ".join(part for part in (said, waiting) if part), tone)
        home = next((home for home in self._household.homes if home.name == now.name), None)
        self.strip.show_state(now, home, sum(item.type == "send_message" for item in outgoing))

    # ---- What went wrong ---------------------------------------------------------------------------------------------
    def say_trouble(self, error: SsdeskError, seen: Callable[[], None] = lambda: None) -> None:
        """One after the other; `seen` is called when the person has dismissed it. Nothing is said twice at once."""
        told = texts.told(error)
        if all(told != waiting for waiting, _ in self._troubles):
            self._troubles.append((told, seen))
        self._show_trouble()

    def _show_trouble(self) -> None:
        self.trouble.setVisible(bool(self._troubles))
        if self._troubles:
            self.trouble.show_message(self._troubles[0][0], action=self.tr("All right"))

    def _trouble_seen(self) -> None:
        _, seen = self._troubles.pop(0)
        self._show_trouble()
        seen()

    def _tell_recovered(self) -> None:
        """A local copy that was damaged: what of it could be saved, until the person has seen it."""
        for home in self._household.homes:
            if home.is_open:
                try:
                    report = self._household.replica(home.name).recovered
                except (SsdeskError, Cancelled):
                    continue  # its home says what is wrong
                if report is not None:
                    self.say_trouble(report.notice(), partial(self._recovery_seen, home.name))

    def _recovery_seen(self, name: str) -> None:
        try:
            self._household.replica(name).dismiss_recovered()
        except (SsdeskError, KeyError):
            return  # it went away meanwhile, or says so itself

    # ---- The outbox --------------------------------------------------------------------------------------------------
    def _outgoing(self) -> list[Outgoing]:
        """What is news for the person."""
        return [out for out in outgoing(self._household) if worth_telling(out)]

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
            self._open_draft(out, draft)

    def _open_refused(self, out: Outgoing) -> None:
        self.outbox.close_card()
        if out.item.draft is not None:
            self._open_draft(out, out.item.draft)

    def _open_draft(self, out: Outgoing, draft: str) -> None:
        self.go(Place("messages", out.home.name, "draft", draft))

    def _dismiss(self, out: Outgoing) -> None:
        try:
            self._household.replica(out.home.name).outbox.dismiss(out.item.id)
        except SsdeskError as error:
            self.say_trouble(error)
        self.outbox.show_items(self._outgoing())

    # ---- A narrow window ---------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def restyle(self) -> None:
        self.rail.set_compact(self.width() < theme.px(NARROW))
