"""Which screen is in sight, and what the others hear of meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.replica.changes import Changes, Touched
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.stage import Stage

ONE = Changes(MappingProxyType({"one": Touched(MappingProxyType({"news": frozenset({"n"})}))}))


class Told(Screen):
    """Writes down what it is told."""

    bar: QLabel
    content: QLabel

    def __init__(self, name: str, log: list[str]) -> None:
        super().__init__()
        self.bar, self.content = QLabel(name), QLabel(name)
        self._name, self._log = name, log
        self._log.append(f"{name} built")

    def enter(self) -> None:
        self._log.append(f"{self._name} enter")

    def show_account(self, account: str) -> None:
        self._log.append(f"{self._name} shows {account or 'all'}")

    def show_place(self, place: Place) -> None:
        self._log.append(f"{self._name} at {place.id}")

    def take(self, changes: Changes) -> None:
        if self._name == "broken":
            raise SsdeskError("Nothing can be read.")
        ((account, touched),) = changes.by_account.items()
        self._log.append(f"{self._name} takes {'all' if touched.everything else 'some'} of {account}")

    def leave(self) -> None:
        self._log.append(f"{self._name} leaves")


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def stage(qapp: QApplication, log: list[str]) -> Iterator[Stage]:
    window = QWidget()
    made = Stage(window)
    for name in ("start", "news", "broken"):
        made.add(name, lambda name=name: Told(name, log))  # type: ignore[misc]
    made.show("start")
    yield made
    window.deleteLater()


def test_a_screen_is_built_when_it_is_first_looked_at(stage: Stage, log: list[str]) -> None:
    assert log == ["start built", "start shows all", "start enter"]
    stage.show("news")
    assert log[3:] == ["news built", "news shows all", "news enter"]
    stage.show("start")
    assert log[6:] == ["start enter"]
    assert stage.bars.currentWidget() is stage.screen("start").bar
    assert stage.contents.currentWidget() is stage.screen("start").content


def test_a_screen_out_of_sight_hears_of_changes_when_it_comes_into_sight(stage: Stage, log: list[str]) -> None:
    stage.show("news")
    log.clear()
    stage.take(ONE)
    assert log == ["news takes some of one"]
    stage.show("start")
    assert log[1:] == ["start takes all of one", "start enter"]
    stage.show("news")
    assert log[3:] == ["news enter"]


def test_another_child_is_shown_now_or_when_a_screen_comes_into_sight(stage: Stage, log: list[str]) -> None:
    stage.show("news")
    log.clear()
    stage.take(ONE)
    stage.show_account("one")
    stage.show("start")
    assert log == ["news takes some of one", "news shows one", "start shows one", "start enter"]


def test_a_place_is_shown_up_to_date(stage: Stage, log: list[str]) -> None:
    log.clear()
    stage.show("news", Place("news", "one", "news", "n"))
    assert log == ["news built", "news shows all", "news at n"]


def test_a_screen_that_cannot_be_read_holds_up_nothing(stage: Stage, log: list[str]) -> None:
    stage.show("broken")
    stage.take(ONE)
    stage.show("start")
    assert log[-2:] == ["start takes all of one", "start enter"]
    stage.leave()
    assert log[-2:] == ["start leaves", "broken leaves"]


def test_reload_has_every_screen_show_all_afresh(stage: Stage, log: list[str]) -> None:
    stage.show("news")
    log.clear()
    stage.reload()
    stage.show("start")
    assert log == ["news shows all", "start shows all", "start enter"]
