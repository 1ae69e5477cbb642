"""*Start*, *Afwezigheden* and *Nieuws* in every look, each at 1024×700 and wider."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from ssdesk.ui.screen import Place
from tests.school import id_of
from tests.server.prepared import file_at
from tests.ui import checks
from tests.ui.start_family import HOUR, TODAY, Window, window

__all__ = ["window"]
LONG = "Een heel lange titel die op geen enkele regel van een tegel past en ook niet op één regel van het artikel"


@pytest.fixture
def family(window: Window) -> Window:
    """Three children at two schools, with everything that can stand on the screens, and long words."""
    plant, at = window.plant, window.school.clock()
    plant.the_day()
    plant.item("4B", TODAY, "test", LONG, 540, subject="Rekenen", text="hoofdstuk 4, 5 en 6 en de kaart van Europa")
    plant.event("Schoolfeest", TODAY, "2026-11-26")
    for number in range(8):
        plant.item("5A", TODAY, "task", f"Taak {number}", text=LONG)
    for number in range(7):
        plant.result("Noor", f"Toets {number}", "2026-11-20", score=7.5, out_of=10.0, median=6.0, subject=LONG)
    plant.result("Lotte", "Project", "2026-11-19", form="feedback", text=LONG)
    plant.report("Noor", "Puntenkaart oktober", at - 300 * HOUR)
    plant.absence("Lotte", TODAY, "day", "Z", LONG, note=LONG, justified=True)
    plant.absence("Noor", "2026-10-05", "am", "B", "Onwettig afwezig", justified=False)
    plant.absence("Noor", "2026-03-05", "eve", "X", "", minutes=12)
    plant.news(LONG, at - HOUR, important=True, audience=LONG, attachments=[file_at(window.school, b"%PDF-1.7 menu")])
    name = "Marie-Antoinette Vandenbroucke-Van Puyvelde"
    plant.message("lottes-father", LONG, at - 90 * HOUR, answer_by=at - HOUR, sender_name=name)
    plant.message("lottes-father", f"A: {LONG}", at - HOUR, asks="confirm", answer_by=at + HOUR, sender_name=name)
    window.add("mother", "wouts-mother", "lottes-father")
    return window


def all_children(window: Window) -> None:
    window.frame.show_screen("start")


def one_child(window: Window) -> None:
    window.frame.show_screen("start")
    window.choose(window.accounts[0])


def offline(window: Window) -> None:
    window.frame.show_screen("start")
    window.track.cut = True
    window.school.clock.advance(hours=20)
    window.household.nudge()
    window.until(lambda: all(home.status.state == "offline" for home in window.household.homes))
    window.breathe()


def absences(window: Window) -> None:
    window.frame.show_screen("absences")


def news(window: Window) -> None:
    window.frame.show_screen("news")


def article(window: Window) -> None:
    window.frame.show_screen("news")
    window.screen("news").show_place(Place("news", window.accounts[0], "news", id_of(f"wilg {LONG}")))


@pytest.mark.parametrize("act", [all_children, one_child, offline, absences, news, article])
def test_every_look_has_contrast_room_one_primary_button_and_the_keyboard(
    family: Window, qapp: QApplication, act: Callable[[Window], None]
) -> None:
    family.open("start")
    act(family)
    found = {}
    for size in checks.SIZES:
        for look in checks.in_every_look(qapp, family.frame, size):
            family.breathe()
            family.frame.resize(*size)  # until now the room that the look before needed was kept
            family.breathe()
            assert (family.frame.width(), family.frame.height()) == size
            problems = checks.problems(family.frame)
            if problems:
                found[f"{look} at {size[0]}×{size[1]}"] = problems
    assert found == {}


@pytest.mark.parametrize("screen", ["start", "absences", "news"])
def test_nothing_yet_is_a_page_like_any_other(window: Window, qapp: QApplication, screen: str) -> None:
    window.add("mother", "wouts-mother")
    window.open(screen)
    for look in checks.in_every_look(qapp, window.frame):
        window.frame.resize(1024, 700)
        window.breathe()
        assert checks.problems(window.frame, primary=0) == [], look


def test_names_of_children_on_the_current_line_are_reached_with_tab_and_have_names(family: Window) -> None:
    family.open("start")
    names = [name for name in checks.tab_order(family.frame) if type(name).__name__ == "NameButton"]
    tiles = [family.screen("start").tile(name) for name in ("days", "waiting", "attendance")]
    assert names == [name for tile in tiles for name in tile.lines.current.names]
    assert {name.accessibleName() for name in names} <= {"Page of Noor", "Page of Wout", "Page of Lotte"}
