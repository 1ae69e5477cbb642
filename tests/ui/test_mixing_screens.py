"""Two children at two schools, with equal ids, classes and titles: each screen, seen for one of them or for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.screens import Screens
from ssdesk.settings import Settings
from ssdesk.ui import tasks, texts
from ssdesk.ui.palette.palette import Palette
from ssdesk.ui.screen import Place
from tests.together.mixing import HOLDERS, Coincidence, Known, Letter, one_of_each
from tests.together.mixing_world import FEED, World, opened

SCREENS = "start", "messages", "planner", "reports", "absences", "news"
WHERE = {
    "event": "planner", "item": "planner", "result": "reports", "report": "reports", "absence": "absences",
    "news": "news",
}  # fmt: skip
NAMES = {"noor-mother": "Noor", "wout-mother": "Wout"}
PATIENCE_MS = 20_000
_WORD = re.compile(r"zq\d{4}w")


# ---- What is said ----------------------------------------------------------------------------------------------------
def told_by(iface: QAccessibleInterface | None) -> Iterator[tuple[str, ...]]:
    """What a screen reader is told of each thing, with what holds it before it."""
    yield from _told_by(iface, ())


def _told_by(iface: QAccessibleInterface | None, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if iface is None or not iface.isValid() or iface.state().invisible:
        return
    kinds = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help
    path = (*above, "\n".join(filter(None, (iface.text(kind) for kind in kinds))))
    yield path
    for number in range(iface.childCount()):
        yield from _told_by(iface.child(number), path)


def held_by(root: QWidget) -> str:
    """Every text in every widget, in sight or not."""
    said: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        if isinstance(widget, QLabel | QLineEdit):
            said.append(widget.text())
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            said.append(widget.toPlainText())
        if callable(text := getattr(widget, "text", None)):
            said.append(str(text()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            said += rows_of(widget)
    return "\n".join(said)


def rows_of(view: QAbstractItemView) -> list[str]:
    """What its model says of every row, for the eye, the screen reader and the pointer."""
    model = view.model()
    roles = [Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole,
             Qt.ItemDataRole.AccessibleDescriptionRole]  # fmt: skip
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [" ".join(str(found) for role in roles if (found := index.data(role)) is not None) for index in rows]


def _idle(palette: Palette) -> bool:
    return not palette.is_searching


def words_in(text: str) -> set[str]:
    return set(_WORD.findall(text))


# ---- The window ------------------------------------------------------------------------------------------------------
class Window:
    """The real frame with all its screens, over two accounts of one mother."""

    def __init__(self, world: World, folder: Path, qtbot: QtBot) -> None:
        self.world, self._qtbot = world, qtbot
        texts.use_clock(world.school.clock)
        self.screens = Screens(world.household, Settings(), folder, "start")
        self.frame = self.screens.frame
        qtbot.addWidget(self.frame)
        self.frame.catch_up()
        self.frame.resize(1400, 900)
        self.frame.show()
        qtbot.waitExposed(self.frame)

    def own(self, name: str) -> set[str]:
        """The words that only this account may show, but for the own name: mother is always there."""
        (other,) = set(NAMES) - {name}
        known = self.world.known
        return known.may(name) - known.may(other) - {known.name_word[name]}

    def choose(self, name: str) -> None:
        self.frame.rail.choose_child(self.world.places[name] if name else "")

    def look(self, screen: str) -> None:
        self.frame.show_screen(screen)
        self.settle()

    def go(self, kind: str, name: str) -> None:
        """To the first thing of this kind of the account's child."""
        id_ = self.world.known.object_id(kind, HOLDERS[name].school, 0)
        day = date(2026, 11, 23)
        self.frame.go(Place(WHERE[kind], self.world.places[name], FEED[kind], id_, day))
        self.settle()

    def see_everything(self, name: str) -> None:
        """All screens for all choices of a child, and what can be opened of this account."""
        (other,) = set(NAMES) - {name}
        for chosen in (other, "", name):
            self.choose(chosen)
            for screen in SCREENS:
                self.look(screen)
            for kind in WHERE:
                self.go(kind, name)
        self.close_card()

    def close_card(self) -> None:
        """What floats over the planner, as a click beside it or Escape does."""
        card = self.frame.stage.screen("planner").card  # type: ignore[attr-defined]
        if card is not None:
            card.close_card()
        self.settle()

    def thing(self, kind: str, name: str) -> str:
        """The word of what `go` leads to."""
        return self.world.known.things[kind, HOLDERS[name].school, 0].token  # type: ignore[index]

    def settle(self) -> None:
        """What was begun beside the window is done, and drawn."""
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait_until(self, there: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(there, timeout=PATIENCE_MS)

    def misattributed(self, said: Iterable[tuple[str, ...]]) -> list[str]:
        """What names the other child only, or says words of both children as of one thing."""
        wrong = []
        for line in (line for path in said for line in path[-1].splitlines()):
            words = words_in(line)
            named = {child for child in NAMES.values() if re.search(rf"\b{child}\b", line)}
            owners = {child for name, child in NAMES.items() if words & self.own(name)}
            if len(owners) > 1 or (owners and named and not owners & named):
                wrong.append(line)
        return wrong

    def in_sight(self) -> str:
        told = "\n".join(path[-1] for path in told_by(QAccessible.queryAccessibleInterface(self.frame)))
        shown = [widget for widget in self.frame.findChildren(QWidget) if widget.isVisible()]
        texts_ = [str(widget.text()) for widget in shown if callable(getattr(widget, "text", None))]
        rows = [line for widget in shown if isinstance(widget, QAbstractItemView) and widget.model() is not None
                for line in rows_of(widget)]  # fmt: skip
        tips = [f"{widget.toolTip()} {widget.accessibleName()}" for widget in shown]
        return "\n".join([told, *texts_, *rows, *tips])

    def close(self) -> None:
        self.screens.leave()
        tasks.finish()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    known = Known(
        Coincidence(accounts=True, pupils=True, classes=True, class_names=True, objects=True),
        tuple(NAMES),
        {"Noor": 0, "Sam": 1, "Lotte": 1, "Wout": 0, "Mila": 1},
    )
    with opened(known) as world:
        world.put(*one_of_each(known))
        for sender, to in (("wilg-teacher", "noor-mother"), ("toren-teacher", "wout-mother")):
            school = "wilg" if sender == "wilg-teacher" else "toren"
            world.send(Letter(school, 0, known.word(), sender, (to,)))
        world.sync()
        world.household.lock()
        world.household.unlock(world.keychain)  # when it last synced is read from there
        made = Window(world, tmp_path, qtbot)
        yield made
        made.close()


# ---- One child in view -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_of_one_child_says_nothing_of_the_other(window: Window, name: str) -> None:
    (other,) = set(NAMES) - {name}
    for chosen in ("", other, name):  # what was shown before leaves nothing behind
        window.choose(chosen)
        for screen in SCREENS:
            window.look(screen)
    for screen in SCREENS:
        window.look(screen)
        seen = words_in(window.in_sight())
        assert seen & window.own(name), screen
        assert not seen & window.own(other), screen


@pytest.mark.parametrize("name", NAMES)
def test_what_is_opened_is_the_childs_whose_place_it_is_though_the_ids_are_equal(window: Window, name: str) -> None:
    (other,) = set(NAMES) - {name}
    window.choose("")
    for kind in WHERE:
        for owner in (other, name):
            window.go(kind, owner)
        thing = window.thing(kind, name)
        window.choose(name)
        window.settle()
        seen = words_in(window.in_sight())
        assert thing in seen, kind
        assert not seen & window.own(other), kind
        window.choose("")


def test_a_place_of_the_other_child_brings_that_child_into_view(window: Window) -> None:
    for name, other in (("noor-mother", "wout-mother"), ("wout-mother", "noor-mother")):
        window.choose(other)
        window.look("news")
        for kind in WHERE:
            window.choose(other)
            window.go(kind, name)
            assert window.frame.stage.account == window.world.places[name]
            assert not words_in(window.in_sight()) & window.own(other), kind


# ---- All children ----------------------------------------------------------------------------------------------------
def test_with_all_in_view_what_is_said_of_a_child_stands_with_its_name(window: Window) -> None:
    window.choose("")
    for screen in SCREENS:
        window.look(screen)
        said = list(told_by(QAccessible.queryAccessibleInterface(window.frame)))
        for name in NAMES:
            assert {word for path in said for word in words_in(path[-1])} & window.own(name), screen
        assert window.misattributed(said) == [], screen


def test_the_palette_names_the_child_of_what_it_finds(window: Window) -> None:
    for chosen in ("", "noor-mother"):
        window.choose(chosen)
        window.screens.open_palette()
        palette = window.screens._palette
        assert palette is not None
        for words in ("toets", "ziek", "rekenen"):
            palette.field.setText(words)
            window.wait_until(partial(_idle, palette))
            rows = rows_of(palette.list)
            found = {word for row in rows for word in words_in(row)}
            for name in NAMES:
                assert found & window.own(name), words
            assert window.misattributed([(row,) for row in rows]) == []
        palette.close_card()
        assert not words_in("\n".join(rows_of(palette.list)))


# ---- One that went ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", NAMES)
def test_after_signing_out_nothing_in_sight_is_of_the_account(window: Window, name: str) -> None:
    (other,) = set(NAMES) - {name}
    window.see_everything(name)
    window.screens.open_palette()
    palette = window.screens._palette
    assert palette is not None
    palette.field.setText("toets")
    window.wait_until(partial(_idle, palette))
    palette.close_card()
    went, stays = window.own(name), window.own(other)
    window.world.household.sign_out(window.world.places[name])
    window.frame.catch_up()
    for screen in SCREENS:
        window.look(screen)
        assert words_in(window.in_sight()) & stays, screen
        assert not words_in(window.in_sight()) & went, screen


@pytest.mark.parametrize("name", NAMES)
def test_a_card_of_one_child_goes_when_the_other_comes_into_view(window: Window, name: str) -> None:
    (other,) = set(NAMES) - {name}
    window.choose("")
    window.go("item", name)
    window.screens.open_palette()
    palette = window.screens._palette
    assert palette is not None
    palette.close_card()
    palette.child_asked.emit(window.world.places[other])
    window.settle()
    assert window.frame.stage.account == window.world.places[other]
    assert not words_in(window.in_sight()) & window.own(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_card_goes_with_its_account(window: Window, name: str) -> None:
    window.choose("")
    window.go("item", name)
    went = window.own(name)
    window.world.household.sign_out(window.world.places[name])
    window.frame.catch_up()
    window.settle()
    assert not words_in(window.in_sight()) & went
