"""*Start* against a real school: what waits, today and what comes, what is new; and a child's own page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from ssdesk.protocol.planner import Lesson
from ssdesk.replica.actions import OpenMessage, TickItem
from ssdesk.ui import texts
from ssdesk.ui.screen import Place
from ssdesk.ui.start import words
from ssdesk.ui.start.tile import Tile
from tests.school import id_of
from tests.ui import checks
from tests.ui.start_family import HOUR, TODAY, TOMORROW, Window, window

__all__ = ["window"]


@pytest.fixture
def family(window: Window) -> Window:
    """The mother of Noor and Wout, on the Monday of the design."""
    window.plant.the_day()
    window.add("mother", "wouts-mother")
    return window.open("start")


def tile(window: Window, name: str) -> Tile:
    found: Tile = window.screen("start").tile(name)
    return found


def lines(window: Window, name: str) -> list[str]:
    """What a screen reader says of each line of a tile."""
    assert tile(window, name).isVisible()
    return [line.accessibleName() for line in tile(window, name).lines.rows]


def headings(window: Window, name: str = "days") -> list[str]:
    shown = tile(window, name).shown
    assert shown is not None
    return [section.heading for section in shown.sections]


def said(window: Window) -> str:
    """All that can be read and heard on the page."""
    QApplication.processEvents()  # what was made just now is shown
    content = window.screen("start").content
    labels = [label.text() for label in content.findChildren(QLabel) if label.isVisible()]
    return "\n".join(
        labels + [line for name in TILES if tile(window, name).isVisible() for line in lines(window, name)]
    )


def at(year: int, month: int, day: int, hour: int = 12) -> int:
    return round(datetime(year, month, day, hour, tzinfo=texts.SCHOOL_TIME).timestamp() * 1000)


TILES = ("days", "waiting", "attendance", "news", "results", "letters", "reports")
DAY = [
    "08:25, Wiskunde, room 2.04, Wout",
    "10:20, Zwemmen, zwemzak meebrengen, Noor",
    "13:15, Toets Frans, unité 3, Wout",
    "16:00, Oudercontact, klas 4B, bevestigd, Noor",
]
NEXT_DAY = [
    "task, Leesboek inleveren, Nederlands, Noor",
    "09:25, Biologie, cancelled, vervalt, Wout",
    "11:10, Toets techniek, hoofdstuk 4, Wout",
    "13:15, Geschiedenis, in lokaal 1.08 in plaats van 2.11, Wout",
]
NEW = ["ma, Dictee 6, 17 out of 20, Nederlands, Noor", "vr, Wiskunde H4, goed op weg, Wout"]


# ---- What is there ---------------------------------------------------------------------------------------------------
def test_the_day_of_the_family_is_on_one_page(family: Window) -> None:
    assert headings(family) == ["Today", "Tomorrow", "New results"]
    assert lines(family, "days") == [*DAY, *NEXT_DAY, *NEW]
    assert lines(family, "waiting") == [
        "unread, Juf Petra, Oudercontact op 2 december, answer by wo 13:32, Noor",
        "unread, Mevr. Aerts, Afspraak over de taalklas, answer by do 12:32, Wout",
    ]
    assert lines(family, "attendance") == [
        "No absence reported, Noor",
        "Te laat, aangekomen om 08:52, 27 min, code L, Wout",
    ]
    assert lines(family, "news") == [
        "Sint bezoekt de school op 4 december, De Wilg, 2 hours ago",
        "Vernieuwde fietsenstalling is open, De Toren, yesterday",
    ]
    board = family.screen("start").board
    assert (board.head.title.text(), board.head.below.text()) == ("Good afternoon, An", "Maandag 23 november 2026")
    assert [tile(family, name).isVisible() for name in ("results", "letters", "reports")] == [False] * 3


def test_every_line_leads_to_its_own_place(family: Window) -> None:
    noor, wout = family.accounts
    for name in ("days", "waiting", "attendance", "news"):
        for line in tile(family, name).lines.rows:
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
    places = {(place.screen, place.account, place.kind, place.id) for place in family.asked}
    assert {
        ("planner", wout, "timetable_week", id_of(f"1C {TODAY}")),
        ("planner", noor, "agenda_item", id_of(f"4B {TODAY} Zwemmen")),
        ("planner", noor, "event", id_of(f"wilg Oudercontact {TODAY}")),
        ("reports", noor, "result", id_of("Noor Dictee 6")),
        ("absences", noor, "", ""),
        ("absences", wout, "absence", id_of(f"Wout {TODAY} am L")),
        ("news", wout, "news", id_of("toren Vernieuwde fietsenstalling is open")),
        ("messages", noor, "message", id_of("Oudercontact op 2 december")),
    } <= places
    assert {str(place.day) for place in family.asked if place.screen == "planner"} == {TODAY, TOMORROW}
    family.asked.clear()
    for name in ("days", "waiting", "attendance", "news"):
        family.click(tile(family, name).link)
    assert family.asked == [Place("planner"), Place("messages"), Place("absences"), Place("news")]


def test_a_report_that_came_is_told_until_it_was_opened(family: Window) -> None:
    banner = family.screen("start").board.banner
    assert (banner.title.text(), banner.below.text()) == (
        "The herfstrapport of Noor is ready",
        "De Wilg released it on vrijdag evening.",
    )
    family.plant.report("Wout", "Puntenkaart", family.school.clock() - HOUR)
    family.sync()
    assert (banner.title.text(), banner.below.text()) == (
        "New report of Wout: Puntenkaart",
        "De Toren released it today at 13:32. And 1 more.",
    )
    family.click(banner.open)
    assert family.asked == [Place("reports", family.accounts[1], "report", id_of("Wout Puntenkaart"))]
    for account, report in zip(family.accounts, ("Noor Herfstrapport", "Wout Puntenkaart"), strict=True):
        family.household.replica(account).record.open_report(id_of(report))
    family.until(lambda: not banner.isVisible())


def test_the_name_of_a_child_opens_its_own_page_with_nothing_of_another(family: Window) -> None:
    (name,) = tile(family, "days").lines.rows[0].names
    family.click(name)
    family.breathe()
    board = family.screen("start").board
    assert (board.head.title.text(), board.head.below.text()) == ("Wout Maes", "Class 1C, Atheneum De Toren")
    assert lines(family, "days") == [line for line in (*DAY, *NEXT_DAY) if line.endswith("Wout")]
    assert lines(family, "results") == [NEW[1]]
    assert lines(family, "letters") == ["unread, Mevr. Aerts, Afspraak over de taalklas, 11:32, Wout"]
    assert not board.banner.isVisible()
    for foreign in ("Noor", "De Wilg", "4B", "Dictee", "Sint", "Juf Petra", "herfstrapport"):
        assert foreign not in said(family)
    family.choose(family.accounts[0])
    for foreign in ("Wout", "Toren", "1C", "Frans", "fietsenstalling", "Aerts", "Te laat"):
        assert foreign not in said(family)
    assert lines(family, "reports") == ["new, Herfstrapport, 20 november 2026"]
    assert lines(family, "attendance") == ["No absence reported, Noor"]


def test_what_one_school_told_two_children_is_one_line_with_both_names(window: Window) -> None:
    window.plant.the_day()
    window.plant.event("Schoolfeest", TODAY)
    window.add("mother", "sams-mother", "lottes-father")
    window.open("start")
    assert "day, Schoolfeest, Noor, Sam, Lotte" in lines(window, "days")
    assert DAY[1].replace("Noor", "Noor, Sam") in lines(window, "days")
    assert len(lines(window, "news")) == 1
    assert [line.rpartition(", ")[2] for line in lines(window, "attendance")] == ["Noor", "Sam", "Lotte"]


def test_two_accounts_of_one_child_show_it_once(window: Window) -> None:
    window.plant.the_day()
    window.add("mother", "father")
    window.open("start")
    assert [line for line in lines(window, "days") if "Noor, Noor" in line] == []
    assert lines(window, "attendance") == ["No absence reported, Noor"]
    assert [line for line in lines(window, "days") if "Dictee" in line] == [NEW[0]]
    assert window.screen("start").board.banner.below.text() == "De Wilg released it on vrijdag evening."


def test_a_teacher_sees_the_classes_and_no_child_is_asked_for(window: Window) -> None:
    window.plant.the_day()
    window.plant.week("4B", TODAY, Lesson(0, 505, 600, "Taal"), Lesson(0, 620, 700, "Rekenen", state="cancelled"))
    window.add("teacher")
    window.open("start")
    assert lines(window, "days") == [
        "10:20, Rekenen, cancelled, 4B",
        "10:20, Zwemmen, zwemzak meebrengen, 4B",
        "16:00, Oudercontact, klas 4B, bevestigd",
        "task, Leesboek inleveren, Nederlands, 4B",
    ]
    assert [name for name in TILES if tile(window, name).isVisible()] == ["days", "waiting", "news", "letters"]


# ---- Which days ------------------------------------------------------------------------------------------------------
def test_the_first_lesson_that_is_held_begins_the_day(window: Window) -> None:
    window.plant.week(
        "1C", TODAY,
        Lesson(0, 505, 555, "Frans", room="1C", state="cancelled"), Lesson(0, 565, 615, "Engels", room="1C"),
        Lesson(1, 505, 555, "Wiskunde", room="2.04"),
        Lesson(2, 505, 555, "LO", state="verplaatst", note="naar de Bourgoyen"),
    )  # fmt: skip
    window.add("wouts-mother")
    window.open("start")
    assert lines(window, "days") == ["08:25, Frans, cancelled, Wout", "09:25, Engels, room 1C, Wout"]
    window.school.clock.advance(days=1)
    window.frame.stage.tick()
    assert lines(window, "days")[1:] == ["08:25, LO, verplaatst, naar de Bourgoyen, Wout"]
    assert headings(window) == ["Today", "Tomorrow"]


def test_after_midnight_tomorrow_is_today(family: Window) -> None:
    family.school.clock.now = at(2026, 11, 24, 0)
    family.frame.stage.tick()
    assert lines(family, "days")[:2] == [NEXT_DAY[0], "08:25, Frans, room 2.09, Wout"]
    assert family.screen("start").board.head.below.text() == "Dinsdag 24 november 2026"
    assert lines(family, "attendance") == ["No absence reported, Noor", "No absence reported, Wout"]


@pytest.mark.parametrize(
    ("now", "names"),
    [
        (at(2026, 11, 27), ["Today", "Maandag"]),
        (at(2026, 11, 28), ["Today", "Maandag"]),
        (at(2026, 11, 29), ["Today", "Tomorrow"]),
        (at(2026, 12, 18), ["Today", "Tomorrow", "Maandag 4 januari"]),
        (at(2026, 7, 3), ["Today", "Dinsdag 1 september"]),
    ],
)
def test_the_next_school_day_is_named_over_weekends_and_holidays(window: Window, now: int, names: list[str]) -> None:
    window.school.clock.now = now
    window.plant.event("Kerstmarkt", "2026-12-19", start=600)
    window.add("mother")
    window.open("start")
    assert headings(window) == names


def test_one_school_that_is_closed_does_not_hide_the_day_of_the_other(family: Window) -> None:
    family.school.clock.now = at(2026, 11, 25)
    family.frame.stage.tick()
    assert lines(family, "days")[0] == "free, Pedagogische dag, Wout"
    assert lines(family, "attendance") == ["No absence reported, Noor", "No school today, Wout"]
    family.choose(family.accounts[1])
    assert headings(family) == ["Today", "Tomorrow"]
    family.school.clock.now = at(2026, 11, 28)
    family.frame.stage.tick()
    assert lines(family, "attendance") == ["No school today, Wout"]


def test_what_was_done_and_what_is_old_is_not_on_start(family: Window) -> None:
    family.plant.result("Noor", "Oude toets", "2026-11-16", score=5.0, out_of=10.0)
    family.plant.result("Noor", "Toets van morgen", TOMORROW, score=5.0, out_of=10.0)
    family.sync()
    assert lines(family, "days")[-2:] == NEW
    family.household.do(family.accounts[0], TickItem(id_of(f"4B {TOMORROW} Leesboek inleveren"), True))
    family.until(lambda: NEXT_DAY[0] not in lines(family, "days"))


def test_a_long_day_says_how_much_more_there_is(family: Window) -> None:
    for number in range(5):
        family.plant.item("4B", TODAY, "task", f"Taak {number}")
    family.sync()
    shown = tile(family, "days").shown
    assert shown is not None
    assert [section.more for section in shown.sections] == ["and 2 more", "", ""]
    assert [len(section.entries) for section in shown.sections] == [7, 4, 2]


def test_nothing_yet_on_the_first_of_september_is_no_error(window: Window) -> None:
    window.school.clock.now = at(2026, 9, 1, 7)
    window.add("mother", "wouts-mother")
    window.open("start")
    text = said(window)
    assert "Good morning, An" in text
    for sentence in ("Nothing noted yet.", "No message waits for your answer.", "No news yet."):
        assert sentence in text
    window.choose(window.accounts[0])
    assert {"No results yet.", "No report yet.", "No messages yet."} <= set(said(window).splitlines())


# ---- Words -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_zone_of_the_computer_does_not_matter(far_away: None, family: Window) -> None:
    assert family.screen("start").board.head.title.text() == "Good afternoon, An"
    assert lines(family, "days") == [*DAY, *NEXT_DAY, *NEW]
    assert lines(family, "waiting")[0].endswith("answer by wo 13:32, Noor")


@pytest.mark.parametrize(
    ("hour", "greeting"), [(0, "evening"), (5, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_greeting_follows_the_clock_of_the_school(hour: int, greeting: str) -> None:
    texts.use_clock(lambda: at(2026, 10, 25, hour))
    assert words.greeting("Els Vermeulen") == f"Good {greeting}, Els"
    assert words.greeting("") == f"Good {greeting}"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"score": 17.0, "out_of": 20.0}, "17 out of 20"),
        ({"score": 17.25, "out_of": 20.0}, "17,25 out of 20"),
        ({"score": 25.0, "out_of": 0.0}, "25 out of 0"),
        ({"score": 7.0}, "7"),
        ({"score": 1e300, "out_of": 10.0}, "1e+300 out of 10"),
        ({"form": "percent", "score": 85.5}, "85,5 %"),
        ({"form": "letter", "value": "A+"}, "A+"),
        ({"form": "colour", "value": "#00aa00"}, "#00aa00"),
        ({"form": "feedback", "text": "Goed\ngewerkt"}, "Goed gewerkt"),
        ({"form": "sterren", "value": "★★★"}, "★★★"),
        ({"form": "points"}, ""),
        ({"score": 3.0, "out_of": 5.0, "state": "absent"}, "absent"),
        ({"state": "not_graded"}, "not graded"),
        ({"state": "herkansing"}, "herkansing"),
    ],
)
def test_results_of_every_form_are_said_as_the_school_gave_them(
    window: Window, fields: dict[str, Any], shown: str
) -> None:
    window.plant.result("Noor", "Toets", "", given_at=window.school.clock(), **fields)
    window.add("mother")
    window.open("start")
    assert lines(window, "days") == [", ".join(part for part in ("ma, Toets", shown, "Rekenen, Noor") if part)]
    said = lines(window, "days")
    window.choose(window.accounts[0])
    assert lines(window, "results") == said


def test_a_message_that_waited_too_long_says_so_first(window: Window) -> None:
    now = window.school.clock()
    window.plant.message("mother", "Te laat", now - 90 * HOUR, answer_by=now - HOUR)
    window.plant.message("mother", "Volgende week", now - 100 * HOUR, answer_by=now + 100 * HOUR)
    window.plant.message("mother", "Ter info", now - HOUR)
    window.add("mother")
    window.open("start")
    assert lines(window, "waiting") == [
        "unread, Juf Petra, Te laat, answer was due today 13:32, Noor",
        "unread, Juf Petra, Volgende week, answer by vr 18:32, Noor",
    ]


def test_nothing_to_answer_says_what_is_unread(window: Window) -> None:
    window.plant.message("mother", "Ter info", window.school.clock() - HOUR)
    window.add("mother")
    window.open("start")
    assert "No message waits for your answer. 1 message is unread." in said(window)
    window.track.cut = True
    window.household.do(window.accounts[0], OpenMessage(id_of("Ter info")))
    window.until(lambda: "1 message is unread" not in said(window))


# ---- Fresh, and why something is not there ---------------------------------------------------------------------------
def test_only_the_tiles_are_read_again_that_something_happened_to(family: Window) -> None:
    before = {name: list(tile(family, name).lines.rows) for name in ("days", "waiting", "attendance")}
    family.plant.news("Kerstmarkt", family.school.clock())
    family.sync()
    assert lines(family, "news")[0] == "Kerstmarkt, De Wilg, just now"
    assert {name: tile(family, name).lines.rows for name in before} == before
    family.plant.absence("Noor", TODAY, "pm", "V", "Vroeger vertrokken")
    family.sync()
    assert lines(family, "attendance")[0] == "Vroeger vertrokken, afternoon, code V, Noor"
    assert tile(family, "days").lines.rows == before["days"]


def test_the_keyboard_stays_on_its_line_when_others_come(family: Window) -> None:
    line = tile(family, "days").lines.rows[2]
    line.setFocus()
    family.plant.item("4B", TODAY, "task", "Zwembrevet")
    family.sync()
    focus = family.frame.focusWidget()
    assert focus is not line
    assert (focus.accessibleName(), lines(family, "days").index(DAY[2])) == (DAY[2], 3)  # type: ignore[union-attr]


def test_arrows_go_through_a_tile_and_tab_to_the_next(family: Window) -> None:
    rows = tile(family, "days").lines.rows
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    keys = Qt.Key
    for key, number in (
        (keys.Key_Down, 1),
        (keys.Key_Down, 2),
        (keys.Key_Up, 1),
        (keys.Key_End, 9),
        (keys.Key_Home, 0),
    ):
        family.press(key)
        assert QApplication.focusWidget() is rows[number]
        assert rows[number].shows_ring()
    family.press(keys.Key_Tab)
    assert QApplication.focusWidget() is rows[0].names[0]
    family.press(keys.Key_Tab)
    assert QApplication.focusWidget() is tile(family, "waiting").link
    family.press(keys.Key_Return)
    assert family.asked == [Place("messages")]


def test_every_tile_says_how_old_it_is_when_the_line_is_away(family: Window) -> None:
    asides = [tile(family, name).aside for name in ("days", "waiting", "attendance", "news")]
    assert [aside.text() for aside in asides] == ["", "", "", ""]
    rows = list(tile(family, "news").lines.rows)
    family.track.cut = True
    family.household.nudge()
    family.until(lambda: all(home.status.state == "offline" for home in family.household.homes))
    family.until(lambda: all(aside.text() == "as it was today 14:32" for aside in asides))
    assert tile(family, "news").lines.rows == rows
    family.track.cut = False
    family.sync()
    assert [aside.text() for aside in asides] == ["", "", "", ""]


def test_before_anything_came_each_tile_says_why(window: Window) -> None:
    window.plant.the_day()
    window.add("mother")
    window.track.cut = True
    window.open("start", synced=False)
    assert "Being fetched for the first time" in said(window)
    window.household.connect()
    window.until(lambda: "Fetching failed at 14:32" in said(window))
    assert lines(window, "attendance") == ["Not fetched yet, Noor"]
    window.track.cut = False
    window.sync()
    assert lines(window, "days")[0] == "10:20, Zwemmen, zwemzak meebrengen, Noor"


def test_what_a_school_does_not_use_or_show_is_left_out(window: Window) -> None:
    window.plant.the_day()
    window.plant.settings(hidden={"mother": ["absences", "results"]}, features=["messages", "planner", "absences"])
    window.add("mother", "wouts-mother")
    window.open("start")
    assert lines(window, "attendance") == ["Te laat, aangekomen om 08:52, 27 min, code L, Wout"]
    assert not any("Dictee" in line for line in lines(window, "days"))
    window.choose(window.accounts[0])
    assert [name for name in TILES if tile(window, name).isVisible()] == ["days", "waiting", "letters"]


def test_a_locked_or_broken_account_has_a_page_of_its_own(window: Window) -> None:
    window.plant.the_day()
    window.add("mother")
    window.open("start")
    window.household.lock()
    window.frame.catch_up()
    start = window.screen("start")
    assert (start.content.currentWidget(), start.face.title()) == (start.face, "Locked")


# ---- The bar ---------------------------------------------------------------------------------------------------------
def test_pressing_or_typing_on_the_search_asks_for_the_palette(family: Window) -> None:
    start, asked = family.screen("start"), []
    start.palette_asked.connect(lambda: asked.append(1))
    family.click(start.bar.search)
    start.bar.search.setFocus()
    family.press(Qt.Key.Key_A)
    family.press(Qt.Key.Key_Return)
    assert len(asked) == 3
    family.press(Qt.Key.Key_Tab)
    assert len(asked) == 3


def test_a_result_that_is_a_colour_is_shown_as_one(window: Window) -> None:
    fields = {"form": "colour", "value": "#E3C22B", "given_at": window.school.clock()}
    window.plant.result("Noor", "Labo 2", TODAY, **fields)
    window.add("mother")
    window.open("start")
    assert lines(window, "days") == ["ma, Labo 2, #E3C22B, Rekenen, Noor"]
    assert "#E3C22B" in checks.colours_in(tile(window, "days").lines.rows[0])
    window.choose(window.accounts[0])
    window.breathe()
    assert "#E3C22B" in checks.colours_in(tile(window, "results").lines.rows[0])


def test_the_first_lesson_of_an_ordinary_day_in_the_own_room_is_not_told(window: Window) -> None:
    window.plant.week("4B", TODAY, Lesson(0, 505, 600, "Taal"), Lesson(1, 505, 600, "WO", room="4B"))
    hours = (505, 505, 565)
    window.plant.week("1C", TODAY, *(Lesson(day, start, start + 50, "Frans") for day, start in enumerate(hours)))
    window.add("mother", "wouts-mother")
    window.open("start")
    assert lines(window, "days") == []
    window.school.clock.advance(days=2)
    window.frame.stage.tick()
    assert lines(window, "days") == ["09:25, Frans, Wout"]
