"""The commands that every frame has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from ssdesk.household import Household
from ssdesk.settings import Scheme
from ssdesk.ui.frame import Frame
from ssdesk.ui.palette.line import Command
from ssdesk.ui.screen import Place


def usual(
    frame: Frame,
    household: Household,
    screens: Sequence[tuple[str, str, str]],
    choose: Callable[[Scheme], None],
    show_shortcuts: Callable[[], None],
) -> list[Command]:
    """`screens`: name, icon and text of each, as `Frame.add_screen` takes them. `choose` changes the colours."""
    translate = QCoreApplication.translate
    go = [
        Command(f"go-{name}", text, "", lambda name=name: frame.show_screen(name), icon, "go")  # type: ignore[misc]
        for name, icon, text in screens
    ]
    schemes: list[tuple[Scheme, str]] = [
        ("light", translate("Commands", "Display: light")),
        ("dark", translate("Commands", "Display: dark")),
        ("high-contrast", translate("Commands", "Display: high contrast")),
        ("system", translate("Commands", "Display: as the computer")),
    ]
    return [
        *go,
        Command(
            "new-message",
            translate("Commands", "New message"),
            "Ctrl+N",
            lambda: frame.go(Place("messages", kind="new")),
            "pencil",
        ),
        Command("fetch", translate("Commands", "Try to fetch now"), "F5", household.nudge, "refresh"),
        Command("lock", translate("Commands", "Lock now"), "Ctrl+L", frame.lock_asked.emit, "lock"),
        Command("add-child", translate("Commands", "Add another child…"), "", frame.add_child_asked.emit, "plus"),
        Command("notices", translate("Commands", "Notices…"), "", frame.notices_asked.emit, "bell"),
        Command(
            "accounts",
            translate("Commands", "Accounts and signing out…"),
            "",
            frame.accounts_asked.emit,
            "sign-out",
        ),
        *(
            Command(f"display-{scheme}", text, "", lambda scheme=scheme: choose(scheme), "eye")  # type: ignore[misc]
            for scheme, text in schemes
        ),
        Command("shortcuts", translate("Commands", "Keyboard shortcuts"), "?", show_shortcuts, "help"),
    ]
