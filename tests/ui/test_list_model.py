"""The list model against a plain sorted list: whatever happens in whatever order, it shows the same, and what was
selected stays selected. Qt's own model tester listens and ends the process at the first broken promise."""

import threading
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.errors import ReplicaDamaged
from ssdesk.ui import list_model
from ssdesk.ui.key_arrays import differences
from ssdesk.ui.list_model import ROW_ROLE, ListModel
from tests.sizes import size

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True, slots=True)
class Line:
    key: int
    text: str


class Lines:
    """A source in memory that counts how it is asked, and from which thread; `gate` holds the reading of keys up."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.held = {key: f"row {key}" for key in keys}
        self.asked: list[int] = []
        self.threads: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.broken = False

    def first_page(self, limit: int) -> list[Line]:
        return [Line(key, self.held[key]) for key in sorted(self.held, reverse=True)[:limit]]

    def keys(self) -> "array[int]":
        self.threads.add(threading.get_ident())
        self.gate.wait(10)
        self._fail()
        return array("q", sorted(self.held, reverse=True))

    def rows(self, keys: Sequence[int]) -> list[Line]:
        self.asked.append(len(keys))
        self._fail()
        return [Line(key, self.held[key]) for key in keys if key in self.held]

    def present(self, keys: Sequence[int]) -> set[int]:
        self.threads.add(threading.get_ident())
        return {key for key in keys if key in self.held}

    def _fail(self) -> None:
        if self.broken:
            raise ReplicaDamaged("The file cannot be read.")


def settle(model: "ListModel[Line]") -> None:
    for _ in range(100_000):
        QApplication.processEvents()
        if not model._reading:
            return
        threading.Event().wait(0.0005)
    pytest.fail("the model never came to rest")


def shown(model: "ListModel[Line]") -> list[int]:
    return [model.key_at(place) for place in range(model.rowCount())]


def model_of(source: Lines) -> "ListModel[Line]":
    model: ListModel[Line] = ListModel(lambda line: line.text)
    QAbstractItemModelTester(model, FATAL, model)
    model.show(source)
    return model


keys = st.integers(0, 3000)
change = st.tuples(st.sets(keys, max_size=40), st.sets(keys, max_size=40))
wave = st.tuples(st.integers(0, 3000), st.integers(1, 300), st.integers(1, 5), st.booleans())


@settings(max_examples=size(10, 300))
@given(
    start=st.sets(keys, max_size=400),
    steps=st.lists(st.one_of(change, wave), max_size=8),
    early=st.integers(0, 3),
    reread=st.booleans(),
)
def test_after_any_changes_it_shows_the_source_and_keeps_what_was_selected(
    qapp: QApplication,
    start: set[int],
    steps: list[tuple[set[int], set[int]] | tuple[int, int, int, bool]],
    early: int,
    reread: bool,
) -> None:
    source = Lines(sorted(start))
    source.gate.clear()
    model = model_of(source)
    marks = {
        key: QPersistentModelIndex(model.index(place, 0)) for place, key in enumerate(shown(model)) if place % 7 == 0
    }
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    for number, step in enumerate(steps):
        if number == early:
            source.gate.set()
        added, removed = touched_by(step)
        if early <= number and not reread:
            settle(model)
        source.held.update({key: f"row {key}, change {number}" for key in added})
        for key in removed - added:
            source.held.pop(key, None)
        if reread and number % 3 == 2:
            model.reread()
        else:
            model.changed(added, removed)
    source.gate.set()
    settle(model)

    if reread:
        model.reread()
        settle(model)
    expected = sorted(source.held, reverse=True)
    assert shown(model) == expected
    assert [model.row_at(place) for place in range(len(expected))] == [Line(key, source.held[key]) for key in expected]
    assert resets == []
    for key, mark in marks.items():
        if mark.isValid():
            assert model.key_at(mark.row()) == key
        elif key in source.held:  # it went and came back
            assert any(key in touched_by(step)[1] for step in steps)


def touched_by(step: tuple[set[int], set[int]] | tuple[int, int, int, bool]) -> tuple[set[int], set[int]]:
    """A few scattered keys, or a wave of many at one distance from each other that come or go."""
    if len(step) == 2:
        return step
    first, count, apart, come = step
    many = set(range(first, first + count * apart, apart))
    return (many, set()) if come else (set(), many)


@given(old=st.sets(st.integers(0, 60)), new=st.sets(st.integers(0, 60)))
def test_differences_turn_the_old_keys_into_the_new_ones(old: set[int], new: set[int]) -> None:
    removed, inserted = differences(array("q", sorted(old, reverse=True)), array("q", sorted(new, reverse=True)))
    assert removed == sorted(old - new, reverse=True)
    assert list(inserted) == sorted(new - old, reverse=True)


def test_differences_of_a_long_list_with_one_new_message_are_that_message() -> None:
    old = array("q", range(100_000, 0, -1))
    removed, inserted = differences(old, array("q", [100_001, *old]))
    assert (removed, list(inserted)) == ([], [100_001])


def test_the_first_page_is_there_at_once_and_the_rest_comes_from_a_worker(qtbot: QtBot) -> None:
    source = Lines(range(5000))
    source.gate.clear()
    model = model_of(source)
    assert model.rowCount() == list_model.FIRST_PAGE
    assert not model.complete
    assert model.row_at(0) == Line(4999, "row 4999")
    assert source.asked == []
    with qtbot.waitSignal(model.loaded, timeout=5000):
        source.gate.set()
    assert model.rowCount() == 5000
    assert model.complete
    assert source.threads
    assert threading.get_ident() not in source.threads


def test_a_short_answer_needs_no_worker(qtbot: QtBot) -> None:
    source = Lines(range(7))
    model = model_of(source)
    assert model.complete
    assert shown(model) == [6, 5, 4, 3, 2, 1, 0]
    assert source.threads == set()


def test_jumping_reads_one_page_and_walking_within_it_reads_nothing_more(qtbot: QtBot) -> None:
    source = Lines(range(5000))
    model = model_of(source)
    settle(model)
    assert model.row_at(2345) == Line(2654, "row 2654")
    for place in range(2200, 2400):
        assert model.row_at(place) is not None
    assert source.asked == [200]


def test_the_rows_kept_are_bounded(qtbot: QtBot) -> None:
    source = Lines(range(20_000))
    model = model_of(source)
    settle(model)
    for place in range(0, 20_000, 100):
        assert model.row_at(place) is not None
    assert len(model._rows) <= list_model.KEPT_ROWS


def test_changed_rows_that_stay_are_announced_and_read_again(qtbot: QtBot) -> None:
    source = Lines(range(10))
    model = model_of(source)
    source.held[4] = "opened"
    with qtbot.waitSignal(model.dataChanged, timeout=1000) as told:
        model.changed([4])
    assert told.args is not None
    assert (told.args[0].row(), told.args[1].row()) == (5, 5)
    assert model.row_at(5) == Line(4, "opened")


def test_keys_of_other_folders_are_not_shown(qtbot: QtBot) -> None:
    source = Lines(range(10))
    model = model_of(source)
    model.changed([100, 5])
    assert shown(model) == list(range(9, -1, -1))


def test_a_message_that_left_the_folder_goes_although_nobody_said_removed(qtbot: QtBot) -> None:
    source = Lines(range(10))
    model = model_of(source)
    del source.held[5]
    model.changed([5])
    assert shown(model) == [9, 8, 7, 6, 4, 3, 2, 1, 0]


def test_another_source_replaces_the_first_and_late_answers_of_the_first_are_ignored(qtbot: QtBot) -> None:
    first, second = Lines(range(5000)), Lines(range(8000, 8100))
    first.gate.clear()
    model = model_of(first)
    model.show(second)
    settle(model)
    first.gate.set()
    qtbot.wait(50)
    assert shown(model) == list(range(8099, 7999, -1))


def test_a_source_that_cannot_be_read_is_told_and_what_was_shown_stays(qtbot: QtBot) -> None:
    source = Lines(range(5000))
    source.broken = True
    model: ListModel[Line] = ListModel(lambda line: line.text)
    told: list[object] = []
    model.failed.connect(told.append)
    model.show(source)
    settle(model)
    assert [type(problem) for problem in told] == [ReplicaDamaged]
    assert model.rowCount() == list_model.FIRST_PAGE

    source.broken = False
    model.reread()
    settle(model)
    assert model.rowCount() == 5000
    source.broken = True
    assert model.row_at(3000) is None
    qtbot.waitUntil(lambda: len(told) == 2, timeout=1000)


@pytest.mark.parametrize("size", [3, 1000])
def test_rows_that_changed_in_silence_are_new_after_the_first_reread(qtbot: QtBot, size: int) -> None:
    source = Lines(range(size))
    model = model_of(source)
    settle(model)
    assert model.row_at(0) == Line(size - 1, f"row {size - 1}")
    source.held[size - 1] = "another day"
    model.reread()
    settle(model)
    assert model.row_at(0) == Line(size - 1, "another day")


@pytest.mark.parametrize("role", [Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole])
def test_a_row_can_be_heard(qtbot: QtBot, role: Qt.ItemDataRole) -> None:
    model = model_of(Lines(range(3)))
    assert model.index(0, 0).data(role) == "row 2"
    assert model.index(0, 0).data(ROW_ROLE) == Line(2, "row 2")
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_thousands_of_new_messages_in_many_places_take_three_steps(qtbot: QtBot) -> None:
    source = Lines(range(0, 20_000, 2))
    model = model_of(source)
    settle(model)
    steps: list[str] = []
    watched: dict[str, Callable[..., object]] = {
        "insert": model.rowsInserted.connect,
        "sort": model.layoutChanged.connect,
        "remove": model.rowsRemoved.connect,
    }
    for name, connect in watched.items():
        connect(lambda *_, name=name: steps.append(name))
    marked = QPersistentModelIndex(model.index(model.place_of(10_000), 0))
    added, gone = range(1, 20_000, 4), range(0, 20_000, 16)
    source.held.update(dict.fromkeys(added, "new"))
    for key in gone:
        source.held.pop(key)
    model.changed(added, gone)
    settle(model)
    assert steps == ["insert", "sort", "remove"]
    assert shown(model) == sorted(source.held, reverse=True)
    assert not marked.isValid()
