"""What can be seen of the program: every screen that its stage has, and what lies over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ssdesk.household import Home
from ssdesk.replica import Replica
from ssdesk.replica.inbox import Filter
from ssdesk.ui.inbox.screen import InboxScreen
from ssdesk.ui.palette.palette import Palette
from ssdesk.ui.screen import Place
from ssdesk.ui.widgets import PopupCard
from tests.pictures.computer import Computer

SUBJECT = "Oudercontact op 2 december"
WORDS = "oudercontact"


@dataclass(frozen=True)
class View:
    """`screen`: the stage's name of it. `show` brings it into sight; `leave` takes away what then lies over the screen,
    `undo` what was changed to show it.
    `target`: the picture of the design beside which it belongs, "" where none was drawn; `targets`: another one in
    some states."""

    name: str
    screen: str
    show: Callable[[Computer], None]
    target: str = ""
    targets: tuple[tuple[str, str], ...] = ()
    undo: Callable[[Computer], None] = lambda _: None

    def target_in(self, state: str) -> str:
        return dict(self.targets).get(state, self.target)


def leave(computer: Computer) -> None:
    """Nothing lies over the screens, nothing is looked for or written, and all children are shown."""
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    for dialog in computer.window.findChildren(QDialog):
        dialog.reject()
    for card in computer.window.findChildren(PopupCard):
        card.close_card()
    for screen in computer.frame.stage.built:
        if isinstance(screen, InboxScreen):
            screen.windows.end()
            if screen.content.composing:
                screen.right.writing.discard()
            screen.pane.choose_folder("inbox")
            screen.show_list_as("cards")
            screen.search.edit.clear()
            screen.listing.search_now()
            screen.back_to_list()
    if computer.frame.stage.account:
        computer.frame.rail.choose_child("")


def views(computer: Computer) -> list[View]:
    """In the order of the rail. A screen that nothing is known of is shown as one comes to it."""
    made: list[View] = []
    for name in computer.frame.stage._parts:
        made += KNOWN.get(name, [View(name, name, _plain(name))])
    return [*made, *OVER]


def _plain(name: str) -> Callable[[Computer], None]:
    return lambda computer: computer.frame.show_screen(name)


def _section(name: str) -> Callable[[Computer], None]:
    return lambda computer: computer.frame.go(Place("settings", kind=name))


def _first(computer: Computer, read: Callable[[Home, Replica], Place | None]) -> Place | None:
    """What the first account that has any answers."""
    for home in computer.household.homes:
        if home.is_open and (place := read(home, computer.household.replica(home.name))) is not None:
            return place
    return None


def _open(name: str, read: Callable[[Home, Replica], Place | None]) -> Callable[[Computer], None]:
    """Go to what `read` names, or just to the screen where there is nothing."""

    def show(computer: Computer) -> None:
        place = _first(computer, read)
        if place is None:
            computer.frame.show_screen(name)
        else:
            computer.frame.go(place)

    return show


def _message(home: Home, replica: Replica) -> Place | None:
    rows = [row for row in replica.inbox.first_page(Filter(), 200) if row.subject == SUBJECT]
    return Place("messages", home.name, "message", rows[0].id) if rows else None


def _of_one_child(show: Callable[[Computer], None]) -> Callable[[Computer], None]:
    def show_one(computer: Computer) -> None:
        children = computer.household.children
        if children:
            computer.frame.rail.choose_child(children[0].name)
        show(computer)

    return show_one


def _report(home: Home, replica: Replica) -> Place | None:
    reports = replica.record.reports(home.pupil or "")
    return Place("reports", home.name, "report", reports[0].id) if reports else None


def _result(home: Home, replica: Replica) -> Place | None:
    results = replica.record.results(home.pupil or "")
    return Place("reports", home.name, "result", results[0].id) if results else None


def _news(home: Home, replica: Replica) -> Place | None:
    news = replica.record.news(1)
    return Place("news", home.name, "news", news[0].id) if news else None


def _compose(computer: Computer) -> None:
    computer.frame.go(Place("messages", computer.household.homes[0].name, "new"))


def _fetch_failed(computer: Computer) -> None:
    computer.frame.show_screen("messages")
    screen = computer.frame.stage.screen("messages")
    computer.wait_for(lambda: "mislukt" in screen.pane.empty.title())  # type: ignore[attr-defined]


def _search_in_vain(computer: Computer) -> None:
    computer.frame.show_screen("messages")
    screen = computer.frame.stage.screen("messages")
    screen.search.set_text("zeppelin")  # type: ignore[attr-defined]


def _planner(view: str, day: date | None = None) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        planner = computer.frame.stage.screen("planner")
        computer.frame.go(Place("planner", day=day or date(2026, 11, 23)))
        planner.show_view(view)  # type: ignore[attr-defined]

    return show


def _outbox(computer: Computer) -> None:
    KNOWN["messages"][0].show(computer)
    computer.frame.rail.status.click()


def _press(computer: Computer, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Shortcuts are for the window in front; without a window manager nobody puts it there again after another one."""
    computer.window.activateWindow()
    computer.wait_for(computer.window.isActiveWindow)
    QTest.keyClick(computer.frame, key, modifiers)


def _menu_of_keys(computer: Computer) -> None:
    computer.frame.show_screen("settings")
    _press(computer, Qt.Key.Key_F1)


def _palette(words: str) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        computer.frame.show_screen("start" if "start" in computer.frame.stage._parts else "messages")
        _press(computer, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        (palette,) = computer.frame.findChildren(Palette)
        palette.field.setText(words)

    return show


KNOWN: dict[str, list[View]] = {
    "start": [
        View("start", "start", _plain("start"), "start"),
        View("start-child", "start", _of_one_child(_plain("start"))),
    ],
    "messages": [
        View("inbox", "messages", _open("messages", _message), "inbox", (("dark", "inbox-dark"),)),
        View("composer", "messages", _compose),
        View("search", "messages", _search_in_vain, "empty-states"),
        View("outbox", "messages", _outbox, targets=(("offline", "offline"),)),
    ],
    "planner": [
        View("planner", "planner", _planner("week"), "planner"),
        View("planner-day", "planner", _planner("day")),
        View("planner-holiday", "planner", _planner("week", date(2026, 12, 28))),
    ],
    "reports": [
        View("report", "reports", _of_one_child(_open("reports", _report)), "report", (("empty", "empty-states"),)),
        View("results", "reports", _open("reports", _result)),
    ],
    "absences": [View("absences", "absences", _plain("absences"))],
    "news": [View("news", "news", _plain("news")), View("news-item", "news", _open("news", _news))],
    "settings": [
        View("settings-accounts", "settings", _section("accounts")),
        View("settings-notifications", "settings", _section("notices"), "settings-notifications"),
        View("settings-display", "settings", _section("display")),
        View("settings-security", "settings", _section("security")),
        View("settings-about", "settings", _section("about")),
    ],
}
OVER = [
    View("palette", "start", _palette("")),
    View("palette-found", "start", _palette(WORDS)),
    View("palette-nothing", "start", _palette("zeppelin")),
    View("shortcuts", "settings", _menu_of_keys),
]
NOT_FETCHED = [View("inbox-fetch-failed", "messages", _fetch_failed, "empty-states")]
"""Of an account that is new on this computer while the school is not reached."""
