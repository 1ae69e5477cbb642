"""What every screen of the program is to the window around it, and the places one can go to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # the database is imported by those who open it
    from ssdesk.replica.changes import Changes


class Place(msgspec.Struct, frozen=True):
    """Somewhere in the program: a `screen` ("start", "messages", "planner", "reports", "absences", "news", "settings"),
    there the object `id` of `kind` (of the wire; "" where the screen has only one), of `account`, and a `day` of school
    time. What is empty is left as it is."""

    screen: str
    account: str = ""
    kind: str = ""
    id: str = ""
    day: date | None = None


class Screen(QObject):
    """`bar` and `content` are put where the window wants them.

    `trouble` carries an SsdeskError for the window, `asked` a Place to go to, `child_asked` the account of a child
    whose own start page is to be shown.
    """

    trouble = Signal(object)
    asked = Signal(object)
    child_asked = Signal(str)

    if TYPE_CHECKING:  # every screen declares and makes its own

        @property
        def bar(self) -> QWidget: ...

        @property
        def content(self) -> QWidget: ...

    def enter(self) -> None:
        """It comes into sight, up to date: put the focus where one reads."""

    def show_account(self, account: str) -> None:
        """From now on this account only, "" for all. Called before the screen is seen for the first time too."""

    def show_place(self, place: Place) -> None:
        """Show what the place names, as far as it is still there."""

    def take(self, changes: Changes) -> None:
        """Something was committed; read again only what it touched. A screen out of sight hears of it when it comes
        into sight."""

    def tick(self) -> None:
        """Called now and then while in sight: what the clock tells ("today", the age of a tile) may have changed."""

    def leave(self) -> None:
        """The program ends or is locked: keep what was being written, stop what runs."""
