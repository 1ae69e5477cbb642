"""The palette: what it offers, what it finds, and where its lines lead; by keyboard and mouse, in every look."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ssdesk.household import find as finding
from ssdesk.ui.palette import palette as module
from ssdesk.ui.palette.line import describe
from ssdesk.ui.screen import Place
from ssdesk.ui.widgets.key_cap import caps
from tests.school import id_of
from tests.ui import checks
from tests.ui.finding_window import Window, window
from tests.ui.start_family import HOUR, TODAY, TOMORROW

__all__ = ["window"]
DOWN, UP, ENTER, ESC = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape

NEXT_DAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def click(window: Window, title: str) -> None:
    view = window.palette.list
    row = next(row for row, line in enumerate(view.lines) if line.title == title and not line.is_heading)
    index = view.model().index(row, 0)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


# ---- What it offers --------------------------------------------------------------------------------------------------
def test_an_empty_field_offers_the_children_the_screens_and_the_commands(window: Window) -> None:
    titles = window.titles()
    assert titles[:9] == [
        "Children", "Noor: own page", "Wout: own page", "Go to", "Start", "Messages", "Planner", "Reports", "Absences",
    ]  # fmt: skip
    assert titles[10:15] == ["Commands", "New message", "Try to fetch now", "Lock now", "Add another child…"]
    assert "Display: dark" in titles
    assert window.line("Lock now").keys == "Ctrl+L"
    assert window.current == "Noor: own page"
    assert window.palette.field.hasFocus()


def test_every_kind_of_thing_is_found_with_its_child_school_and_date(window: Window) -> None:
    assert window.find("toets") == ["Planner", "Toets Frans", "Toets techniek"]
    line = window.line("Toets techniek")
    assert (line.child, line.when, line.detail) == (
        "Wout",
        "tomorrow 11:10",
        "Test · Techniek · hoofdstuk 4 · De Toren",
    )
    assert window.find("petra") == ["People", "Petra Wouters", "Messages", "Oudercontact op 2 december"]
    assert window.line("Petra Wouters").detail == "juf van klas 4B · 4B · De Wilg"
    assert window.line("Oudercontact op 2 december").when == "13:32"
    assert window.find("dictee") == ["Results", "Dictee 6"]
    assert window.find("herfstr") == ["Reports", "Herfstrapport"]
    assert window.find("te laat") == ["Absences", "Te laat"]
    assert window.find("sint") == ["News", "Sint bezoekt de school op 4 december"]
    assert window.find("wiskunde") == ["Planner", "Wiskunde", "Results", "Wiskunde H4"]
    assert window.line("Wiskunde").detail == "Next lesson · 2.04 · De Toren"


def test_kinds_are_found_by_their_names_and_a_child_narrows(window: Window) -> None:
    assert window.find("wout test") == ["Planner", "Toets Frans", "Toets techniek"]
    assert window.find("noor test") == []
    assert window.palette.nothing.isVisible()
    assert window.find("noor") == ["Children", "Noor: own page"]


def test_a_command_that_begins_with_the_words_comes_first_another_comes_last(window: Window) -> None:
    window.plant.message("mother", "Lockers worden geleegd", window.school.clock() - HOUR)
    window.household.nudge()
    window.sync()
    window._qtbot.waitUntil(lambda: window.find("lock")[:1] == ["Commands"], timeout=20_000)
    window._qtbot.waitUntil(lambda: len(window.find("lock")) == 4, timeout=20_000)
    assert window.titles() == ["Commands", "Lock now", "Messages", "Lockers worden geleegd"]
    assert window.find("dark") == ["Commands", "Display: dark"]
    assert window.find("plan") == ["Go to", "Planner"]


def test_nothing_found_says_so(window: Window) -> None:
    assert window.find("zwaluwstaart \u202e") == []
    assert window.palette.nothing.isVisible()
    assert window.palette.nothing.title() == "Nothing found for “zwaluwstaart”"
    window.press(ENTER)
    assert window.palette.isVisible()
    window.find("sint")
    assert not window.palette.nothing.isVisible()


def test_a_long_group_shows_its_first_lines_and_the_rest_when_asked(window: Window) -> None:
    for number in range(9):
        window.plant.message("mother", f"Zwemmen {number}", window.school.clock() - HOUR - number)
    window.household.nudge()
    window._qtbot.waitUntil(lambda: "Show 3 more" in window.find("zwemmen "), timeout=20_000)
    titles = window.titles()
    assert titles[:8] == ["Messages", *(f"Zwemmen {number}" for number in range(6)), "Show 3 more"]
    click(window, "Show 3 more")
    assert window.titles()[1:10] == [f"Zwemmen {number}" for number in range(9)]
    assert window.current == "Zwemmen 6"
    assert "Show 3 more" in window.find("zwemme")


# ---- Where it leads --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("petra wou", Place("messages", "0", "new", id_of("teacher"))),
        ("oudercontact op", Place("messages", "0", "message", id_of("Oudercontact op 2 december"))),
        ("leesboek", Place("planner", "0", "agenda_item", id_of(f"4B {TOMORROW} Leesboek inleveren"), NEXT_DAY)),
        ("pedagogische", Place("planner", "1", "event", id_of("toren Pedagogische dag 2026-11-25"), WEDNESDAY)),
        ("nederlands 2.02", Place("planner", "1", day=date(2026, 11, 23))),
        ("dictee", Place("reports", "0", "result", id_of("Noor Dictee 6"), date(2026, 11, 23))),
        ("herfstrap", Place("reports", "0", "report", id_of("Noor Herfstrapport"))),
        ("te laat", Place("absences", "1", "absence", id_of(f"Wout {TODAY} am L"), date(2026, 11, 23))),
        ("sint", Place("news", "0", "news", id_of("wilg Sint bezoekt de school op 4 december"))),
    ],
)  # fmt: skip
def test_enter_leads_to_what_was_found(window: Window, words: str, place: Place) -> None:
    window.find(words)
    window.press(ENTER)
    assert not window.palette.isVisible()
    (went,) = window.went
    account = window.accounts[int(place.account)]
    assert went == Place(place.screen, account, place.kind, place.id, place.day)


def test_a_child_leads_to_its_own_page_and_commands_run_once_it_has_closed(window: Window) -> None:
    window.find("wout")
    window.press(ENTER)
    assert window.children == [window.accounts[1]]
    window.palette.open_over()
    window.find("display dark")
    window.press(ENTER)
    window.palette.open_over()
    window.find("lock now")
    click(window, "Lock now")
    window.palette.open_over()
    window.find("shortcuts")
    window.press(ENTER)
    assert window.ran == ["dark", "lock", "shortcuts"]
    assert window.went == []


def test_where_one_was_comes_first_the_next_time(window: Window) -> None:
    for words in ("sint", "dictee", "sint"):
        window.find(words)
        window.press(ENTER)
        window.palette.open_over()
    assert window.titles()[:4] == ["Recently", "Sint bezoekt de school op 4 december", "Dictee 6", "Children"]
    window.press(DOWN)
    window.press(ENTER)
    assert window.went[-1].kind == "result"
    window.household.lock()
    window.palette.open_over()
    assert "Dictee 6" not in window.titles()
    assert window.find("dictee") == []


# ---- Keyboard --------------------------------------------------------------------------------------------------------
def test_keys_move_through_the_lines_and_over_the_headings(window: Window) -> None:
    window.press(DOWN)
    window.press(DOWN)
    assert window.current == "Start"
    window.press(UP)
    assert window.current == "Wout: own page"
    window.press(Qt.Key.Key_End)
    assert window.current == "Keyboard shortcuts"
    window.press(DOWN)
    assert window.current == "Noor: own page"
    window.press(UP)
    assert window.current == "Keyboard shortcuts"
    window.press(Qt.Key.Key_Home)
    assert window.current == "Noor: own page"
    window.press(Qt.Key.Key_PageDown)
    assert window.titles().index(window.current) > 5
    window.press(Qt.Key.Key_PageUp)
    assert window.current == "Noor: own page"
    assert window.palette.list.verticalScrollBar().value() == 0


def test_the_list_takes_the_keys_too_and_gives_letters_to_the_field(window: Window) -> None:
    window.press(Qt.Key.Key_Tab)
    assert window.palette.list.hasFocus()
    window.press(DOWN)
    assert window.current == "Wout: own page"
    window.press(Qt.Key.Key_Tab)
    assert window.palette.field.hasFocus()
    window.press(Qt.Key.Key_Backtab)
    QTest.keyClick(window.palette.list, Qt.Key.Key_S)
    assert (window.palette.field.text(), window.palette.field.hasFocus()) == ("s", True)
    window.find("sint")
    window.press(Qt.Key.Key_Tab)
    window.press(ENTER)
    assert not window.palette.isVisible()
    assert [place.kind for place in window.went] == ["news"]


def test_escape_a_click_outside_and_the_keys_again_close_it_and_give_the_focus_back(window: Window) -> None:
    window.find("dictee")
    window.press(ESC)
    assert not window.palette.isVisible()
    assert QApplication.focusWidget() is window.frame.rail.identity
    assert window.palette.list.lines == ()
    window.palette.open_over()
    assert window.palette.field.text() == ""
    QTest.mouseClick(window.frame, Qt.MouseButton.LeftButton, pos=QPoint(1200, 700))
    assert not window.palette.isVisible()
    window.palette.open_over()
    window.palette.open_over()
    assert not window.palette.isVisible()
    window.settle()


def test_it_closes_where_what_had_the_focus_went_away_meanwhile(window: Window) -> None:
    window.press(ESC)
    gone = QPushButton(window.frame)
    gone.show()
    gone.setFocus()
    window.palette.open_over()
    shiboken6.delete(gone)
    window.press(ESC)
    assert not window.palette.isVisible()


# ---- While a search runs ---------------------------------------------------------------------------------------------
class Held:
    """The real search, which waits until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        monkeypatch.setattr(module, "find", self)

    def __call__(self, household: object, words: str, *rest: object, **more: object) -> list[finding.Hit]:
        self.asked.append(words)
        assert self.gate.wait(20)
        return finding.find(household, words, *rest, **more)  # type: ignore[arg-type]


def test_only_the_last_words_are_searched_for_and_enter_waits_for_their_answer(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    QTest.keyClicks(window.palette.field, "sint bez")
    window._qtbot.waitUntil(lambda: held.asked == ["s"])
    window.press(ENTER)
    assert window.palette.isVisible()
    QTest.keyClicks(window.palette.field, "o")
    held.gate.set()
    window.settle()
    assert held.asked == ["s", "sint bezo"]
    assert window.titles() == ["News", "Sint bezoekt de school op 4 december"]
    held.gate.clear()
    QTest.keyClick(window.palette.field, Qt.Key.Key_Backspace)
    window.press(ENTER)
    assert window.went == []
    held.gate.set()
    window._qtbot.waitUntil(lambda: [place.kind for place in window.went] == ["news"])


def test_an_answer_that_comes_after_the_palette_was_closed_is_dropped(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    QTest.keyClicks(window.palette.field, "dictee")
    window._qtbot.waitUntil(lambda: bool(held.asked))
    window.press(ENTER)
    window.press(ESC)
    held.gate.set()
    window.settle()
    assert (window.went, window.palette.list.lines, window.palette._hits) == ([], (), [])
    window.palette.open_over()
    assert window.titles()[0] == "Children"


def test_commands_work_when_a_search_fails(
    window: Window, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[..., None]
) -> None:
    expect_log("a task failed")
    expect_log("A search failed: our-fault")

    def fails(*_: object, **__: object) -> list[finding.Hit]:
        raise LookupError

    monkeypatch.setattr(module, "find", fails)
    assert window.find("lock") == ["Commands", "Lock now"]


# ---- How it looks ----------------------------------------------------------------------------------------------------
def test_hostile_texts_stay_on_their_line(window: Window) -> None:
    window.plant.message("mother", "Bos\n\u202egpj.exe\u200b " + "w" * 100_000, window.school.clock() - HOUR)
    window.household.nudge()
    window._qtbot.waitUntil(lambda: len(window.find("bos ")) == 2, timeout=20_000)
    line = window.palette.list.lines[1]
    assert line.title.startswith("Bos gpj.exe www")
    assert len(line.title) <= 400
    assert not window.frame.grab().isNull()


def test_what_is_said_of_a_line_is_all_that_can_be_seen_of_it(window: Window) -> None:
    window.find("techniek")
    model = window.palette.list.model()
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == describe(window.line("Toets techniek"))
    assert said == "Toets techniek, Wout, Test · Techniek · hoofdstuk 4 · De Toren, tomorrow 11:10"


@pytest.mark.parametrize("size", checks.SIZES)
@pytest.mark.parametrize("words", ["", "o", "zwaluwstaart"])
def test_palette_has_no_problem_in_any_look(
    window: Window, qapp: QApplication, size: tuple[int, int], words: str
) -> None:
    window.find(words)
    found = {}
    for look in checks.in_every_look(qapp, window.frame, size):
        card = window.palette.geometry()
        assert window.frame.rect().contains(card.adjusted(60, 60, -60, -60))
        found[look] = checks.problems(window.palette, primary=0)
        assert window.palette.isVisible()
        window.palette.field.setFocus()
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_keys_are_shown_as_caps() -> None:
    assert caps("Ctrl+Shift+N") == ["Ctrl", "Shift", "N"]
    assert caps("Ctrl++") == ["Ctrl", "+"]
    assert caps("?") == ["?"]
    assert caps("Down") == ["↓"]
    assert caps("Alt+Left") == ["Alt", "←"]
    assert caps("Ctrl+Return") == ["Ctrl", "Enter"]
