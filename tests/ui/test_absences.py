"""*Afwezigheden* against a real school: today, the numbers of a school year, and everything by day."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ssdesk.protocol.record import Absence
from ssdesk.ui.absences import listed
from ssdesk.ui.screen import Place
from tests.school import TOREN, id_of
from tests.ui.start_family import TODAY, Window, days_after, window

__all__ = ["window"]


@pytest.fixture
def family(window: Window) -> Window:
    """Noor and Wout, of whom the school noted what it can note."""
    plant = window.plant
    plant.absence("Noor", "2026-11-12", "day", "Z", "Ziek", justified=True)
    plant.absence("Noor", "2026-11-13", "am", "Z", "Ziek", justified=True)
    plant.absence("Noor", "2026-03-05", "day", "D", "Doktersattest", justified=True)
    plant.absence("Wout", TODAY, "am", "L", "Te laat", minutes=27, note="aangekomen om 08:52")
    plant.absence("Wout", "2026-11-05", "pm", "L", "Te laat", minutes=12)
    plant.absence("Wout", "2026-09-30", "eve", "B", "Onwettig afwezig", justified=False)
    window.add("mother", "wouts-mother")
    return window.open("absences")


def listing(window: Window) -> list[str]:
    return [line.accessibleName() for line in window.screen("absences").page.list.lines.rows]


def seen(card: QWidget) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label.text()]


WOUT = [
    "Wout, ma 23 nov, Te laat, morning, 27 minutes, aangekomen om 08:52, code L, not judged yet",
    "Wout, do 5 nov, Te laat, afternoon, 12 minutes, code L, not judged yet",
    "Wout, wo 30 sep, Onwettig afwezig, eve, code B, unjustified",
]
NOOR = ["Noor, vr 13 nov, Ziek, morning, code Z, justified", "Noor, do 12 nov, Ziek, whole day, code Z, justified"]


def test_everything_of_the_school_year_is_listed_newest_first(family: Window) -> None:
    assert listing(family) == [WOUT[0], *NOOR, *WOUT[1:]]
    page = family.screen("absences").page
    assert seen(page.today) == [
        "Today", "No absence reported.", "Te laat, morning, 27 minutes, aangekomen om 08:52, not judged yet"
    ]  # fmt: skip
    assert seen(page.numbers) == [
        "School year 2026-2027 in numbers", "Ziek", "3 half days",
        "Te laat", "2 times, 39 min", "Onwettig afwezig", "1 half day", "Of these not judged yet", "2",
    ]  # fmt: skip


def test_one_child_shows_nothing_of_the_other(family: Window) -> None:
    family.choose(family.accounts[0])
    assert listing(family) == NOOR
    assert "Te laat" not in "".join(seen(family.screen("absences").page))
    family.choose(family.accounts[1])
    assert listing(family) == WOUT


def test_another_school_year_is_chosen_in_the_bar(family: Window) -> None:
    chip = family.screen("absences").year
    assert [action.text() for action in chip.menu().actions()] == ["2026-2027", "2025-2026"]
    chip.menu().actions()[1].trigger()
    assert (chip.text(), listing(family)) == (
        "2025-2026",
        ["Noor, do 5 mrt, Doktersattest, whole day, code D, justified"],
    )


def test_a_place_leads_to_its_line_also_in_another_year(family: Window) -> None:
    screen = family.screen("absences")
    screen.show_place(Place("absences", family.accounts[0], "absence", id_of("Noor 2026-03-05 day D")))
    focus = family.frame.focusWidget()
    assert focus is not None
    assert (screen.year.text(), focus.accessibleName()) == ("2025-2026", *listing(family))
    screen.show_place(Place("absences", family.accounts[1], "absence", id_of(f"Wout {TODAY} am L")))
    focus = family.frame.focusWidget()
    assert focus is not None
    assert (screen.year.text(), focus.accessibleName()) == ("2026-2027", WOUT[0])
    screen.show_place(Place("absences", family.accounts[0], "absence", "gone"))
    assert screen.year.text() == "2026-2027"


def test_what_the_school_judges_meanwhile_is_there_at_once(family: Window) -> None:
    lines = family.screen("absences").page.list.lines
    lines.rows[1].setFocus()
    family.plant.absence("Wout", TODAY, "am", "L", "Te laat", minutes=27, justified=True)
    family.sync()
    assert listing(family)[0] == "Wout, ma 23 nov, Te laat, morning, 27 minutes, code L, justified"
    assert family.frame.focusWidget() is lines.rows[1]


def test_a_name_opens_the_page_of_the_child_and_arrows_go_through_the_list(family: Window) -> None:
    screen, asked = family.screen("absences"), []
    screen.child_asked.connect(asked.append)
    lines = screen.page.list.lines.rows
    lines[0].setFocus(Qt.FocusReason.TabFocusReason)
    family.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is lines[1]
    family.press(Qt.Key.Key_Tab)
    family.press(Qt.Key.Key_Space)
    assert asked == [family.accounts[0]]


def test_a_very_long_list_shows_the_rest_when_it_is_asked_for(window: Window) -> None:
    for number in range(120):
        window.plant.absence("Noor", days_after("2026-09-01", number // 2), ("am", "pm")[number % 2], "Z", "Ziek")
    window.add("mother")
    window.open("absences")
    card = window.screen("absences").page.list
    assert (len(card.lines.rows), card.more.isVisible()) == (100, True)
    window.click(card.more)
    assert (len(card.lines.rows), card.more.isVisible()) == (120, False)
    assert [line.split(", ")[3] for line in listing(window)[:3]] == ["morning", "afternoon", "morning"]
    assert [line.split(", ")[1] for line in listing(window)[:3]] == ["vr 30 okt", "vr 30 okt", "do 29 okt"]


def test_nothing_noted_is_not_the_same_as_present(window: Window) -> None:
    window.add("mother")
    window.open("absences")
    page = window.screen("absences").page
    assert seen(page.today) == ["Today", "No absence reported."]
    assert seen(page.list) == ["All absences", "No absences in this school year."]
    window.school.clock.advance(days=5)
    window.frame.stage.tick()
    window.breathe()
    assert seen(page.today) == ["Today", "No school today."]


def test_an_empty_page_says_why(window: Window) -> None:
    window.plant.settings(TOREN, features=["messages"])
    window.plant.settings(hidden={"mother": ["absences"]})
    window.add("mother", "wouts-mother", "teacher")
    window.open("absences")
    screen = window.screen("absences")
    titles = []
    for account in window.accounts:
        screen.show_account(account)
        assert screen.content.currentWidget() is screen.face
        titles.append(screen.face.title())
    assert titles == ["You have no right to this", "Your school does not use this", "You have no right to this"]
    screen.show_account(window.accounts[0])
    window.click(screen.face.action)
    assert window.asked == [Place("messages", window.accounts[0], "new")]


def test_offline_says_how_old_it_is(family: Window) -> None:
    note = family.screen("absences").page.note
    assert not note.isVisible()
    family.track.cut = True
    family.household.nudge()
    family.until(note.isVisible)
    assert note.text() == "You are offline. This is how it was today 14:32."


@pytest.mark.parametrize(
    ("fields", "amount"),
    [
        ([{"part": "am"}], "1 half day"),
        ([{"part": "day"}, {"part": "pm"}], "3 half days"),
        ([{"part": "am", "minutes": 5}], "once, 5 min"),
        ([{"part": "am", "minutes": 5}, {"part": "am", "minutes": 0}], "2 times, 5 min"),
        ([{"part": "am", "minutes": 5}, {"part": "lesuur 3"}], "1 half day, once, 5 min"),
    ],
)
def test_minutes_are_counted_in_times_and_the_rest_in_half_days(fields: list[dict[str, Any]], amount: str) -> None:
    absences = [Absence(str(n), "p", TODAY, code="Z", label="Ziek", **one) for n, one in enumerate(fields)]
    assert [(count.label, count.amount) for count in listed.counts(absences)] == [("Ziek", amount)]


def test_a_day_that_is_none_is_shown_as_it_is() -> None:
    strange = Absence("x", "p", "2026-13-45", "am", "", "")
    assert listed.day_of(strange) == "2026-13-45"
    assert (listed.code(strange), listed.counts([strange])[0].amount) == ("", "1 half day")
