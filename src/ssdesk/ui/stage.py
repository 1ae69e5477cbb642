"""The screens of the program, each built when it is first looked at, and which one is in sight."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from types import MappingProxyType

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.replica.changes import Changes, Touched
from ssdesk.replica.database import Cancelled
from ssdesk.ui.screen import Place, Screen

log = logging.getLogger(__name__)


class _Part(msgspec.Struct, eq=False):
    """`account`: the one it shows; None before it was told. `missed`: the accounts in which something changed since it
    was last in sight; which rows that were is not kept, there may be very many."""

    build: Callable[[], Screen]
    screen: Screen | None = None
    account: str | None = None
    missed: set[str] = msgspec.field(default_factory=set)


class Stage(QObject):
    """`bars` and `contents` hold what is in sight. `shown` carries a screen's name; the others are as in `Screen`."""

    shown = Signal(str)
    trouble = Signal(object)
    asked = Signal(object)
    child_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bars, self.contents = QStackedWidget(parent), QStackedWidget(parent)
        self.account = ""
        self.name = ""
        self._parts: dict[str, _Part] = {}

    def add(self, name: str, build: Callable[[], Screen]) -> None:
        self._parts[name] = _Part(build)

    @property
    def built(self) -> tuple[Screen, ...]:
        """The screens that were looked at so far."""
        return tuple(part.screen for part in self._parts.values() if part.screen is not None)

    def screen(self, name: str) -> Screen:
        """The screen, built if it was not yet. KeyError: there is none of this name."""
        part = self._parts[name]
        if part.screen is None:
            screen = part.screen = part.build()
            screen.trouble.connect(self.trouble)
            screen.asked.connect(self.asked)
            screen.child_asked.connect(self.child_asked)
            self.bars.addWidget(screen.bar)
            self.contents.addWidget(screen.content)
        return part.screen

    def show(self, name: str, place: Place | None = None) -> None:
        """Bring a screen into sight, up to date, at a place of it."""
        screen, part = self.screen(name), self._parts[name]
        self.name = name
        self._bring_up_to_date(part)
        self.bars.setCurrentWidget(screen.bar)
        self.contents.setCurrentWidget(screen.content)
        self.shown.emit(name)
        if place is not None:
            screen.show_place(place)
        else:
            screen.enter()

    def enter(self) -> None:
        """The window shows the screens again: the focus goes to where one reads."""
        self.show(self.name)

    def show_account(self, account: str) -> None:
        self.account = account
        if self.name:
            self._bring_up_to_date(self._parts[self.name])

    def take(self, changes: Changes) -> None:
        for name, part in self._parts.items():
            if name == self.name and part.screen is not None:
                self._guarded(partial(part.screen.take, changes))
            else:
                part.missed.update(changes.by_account)

    def reload(self) -> None:
        """Every screen shows all afresh: now, or when it comes into sight."""
        for part in self._parts.values():
            part.account = None
        self.show_account(self.account)

    def tick(self) -> None:
        if self.name:
            self._guarded(self.screen(self.name).tick)

    def leave(self) -> None:
        for screen in self.built:
            screen.leave()

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _bring_up_to_date(self, part: _Part) -> None:
        screen, missed, part.missed = part.screen, part.missed, set()
        if screen is None:
            return
        if part.account != self.account:
            part.account = self.account
            self._guarded(partial(screen.show_account, self.account))
        elif missed:
            everything = dict.fromkeys(missed, Touched(everything=True))
            self._guarded(partial(screen.take, Changes(MappingProxyType(everything))))

    @staticmethod
    def _guarded(act: Callable[[], None]) -> None:
        try:
            act()
        except (SsdeskError, Cancelled):  # an account that just went, or the strip says what is wrong with it
            log.info("A screen is not up to date", exc_info=True)
