"""*Planner* through a real school and a real household."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.planner import Lesson
from ssdesk.ui import theme
from ssdesk.ui.colours import SCHEMES, contrast
from ssdesk.ui.planner.block import NO_LINE, Block
from ssdesk.ui.planner.details import DetailsCard
from ssdesk.ui.planner.month_card import months_later
from ssdesk.ui.planner.wording import period
from ssdesk.ui.screen import Place
from tests.school import TOREN, WILG
from tests.ui import checks
from tests.ui.planner_window import PlannerWindow, family, window

__all__ = ["family", "window"]
ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


# ---- What lies where -------------------------------------------------------------------------------------------------
def test_the_week_shows_the_children_side_by_side(family: PlannerWindow) -> None:
    family.open()
    assert set(family.titles()) == {
        "N · Taal", "N · Zwemmen", "N · Lichamelijke opvoeding", "N · Crea", "N · Oudercontact", "N · Grootouderfeest",
        "W · Wiskunde", "W · Toets Frans", "W · Biologie", "W · Geschiedenis", "W · Muziek", "Pedagogische dag",
    }  # fmt: skip
    taal, wiskunde = family.block("N · Taal"), family.block("W · Wiskunde")
    assert taal.y() == wiskunde.y()
    assert taal.geometry().right() < wiskunde.geometry().left()
    assert family.block("N · Zwemmen").y() > taal.geometry().bottom()
    assert family.screen.bar.range.text() == "23–27 november 2026"
    assert family.block("Pedagogische dag").face.suffix == "W"


def test_changed_and_cancelled_lessons_stay_in_their_place_and_say_so(family: PlannerWindow) -> None:
    family.open()
    cancelled, changed, unknown = (family.block(f"W · {name}") for name in ("Biologie", "Geschiedenis", "Muziek"))
    assert (cancelled.face.style, cancelled.face.lines) == ("cancelled", ("vervalt",))
    assert cancelled.fonts()[0].strikeOut()
    assert (changed.face.style, changed.face.lines) == ("soft", ("nu in 1.08, niet 2.11",))
    assert unknown.face.lines == ("moved_online",)
    assert "nu in 1.08, niet 2.11" in changed.accessibleName()
    assert changed.toolTip() == changed.accessibleName()
    assert cancelled.accessibleName().startswith("Wout, Biologie, dinsdag 24 november 2026, 09:25–10:15, cancelled")


def test_a_test_stands_in_the_place_of_its_lesson(family: PlannerWindow) -> None:
    family.open()
    test = family.block("W · Toets Frans")
    assert (test.face.style, test.face.lines) == ("solid", ("unité 3",))
    assert test.height() > family.screen.board.canvas.hours.pitch * 45 // 60
    assert "W · Frans" not in family.titles()


def test_nothing_of_one_child_shows_in_the_lane_or_the_choice_of_another(family: PlannerWindow) -> None:
    family.open()
    noor, wout = family.accounts
    columns, canvas = family.screen.board._columns, family.screen.board.canvas
    for block in family.blocks():
        if block.parentWidget() is canvas:
            lane = (noor, wout).index(block.entries[0].account)
            start, width = columns.lane(block.entries[0].first.weekday(), lane)
            assert start <= block.x()
            assert block.geometry().right() < start + width
    for account, letter, others in ((noor, "N", "Wout"), (wout, "W", "Noor")):
        family.frame.rail.choose_child(account)
        family.breathe()
        assert {one.account for block in family.blocks() for one in block.entries} == {account}
        assert not any(others in block.accessibleName() for block in family.blocks())
        assert {key[0] for key in family.screen.panel.tasks} == {account}
        assert {row.entry.account for row in family.screen.panel.tests} == {account}
        assert {layer[0] for layer in family.screen.panel.layers} == {account, ""}
        assert not any(title.startswith(letter + " ·") for title in family.titles())


def test_children_whose_names_begin_alike_get_two_letters(window: PlannerWindow) -> None:
    window.week("4B", "2026-11-23", Lesson(0, 505, 600, "Taal"))
    window.event("Schoolfeest", "2026-11-26", classes=())
    window.add("mother", "sams-mother", "lottes-father")
    window.open()
    assert sorted(window.titles()) == ["N · Taal", "S · Taal", "Schoolfeest"]


def test_a_teacher_sees_of_which_class_each_lesson_is(window: PlannerWindow) -> None:
    window.week("4B", "2026-11-23", Lesson(0, 505, 600, "Taal"))
    window.add("teacher")
    window.open()
    assert window.titles() == ["4B · Taal"]


def test_what_has_to_be_brought_stands_with_its_lesson_and_in_the_list(family: PlannerWindow) -> None:
    family.item("Zwemmen", "2026-11-23", 620, form="material", subject="Zwemmen", text="badmuts meebrengen")
    family.open()
    assert family.block("N · Zwemmen").face.lines == ("zwemzak", "badmuts meebrengen")
    assert "To bring: badmuts meebrengen" in family.block("N · Zwemmen").accessibleName()
    assert "Zwemmen: badmuts meebrengen" in [row.box.text() for row in family.screen.panel.tasks.values()]
    family.click(family.block("N · Zwemmen"))
    assert isinstance(family.screen.card, DetailsCard)
    (box,) = family.screen.card.boxes.values()
    family.click(box)
    family.screen.leave()
    assert family.block("N · Zwemmen").entries[0].also[0].done


def test_the_ring_is_there_for_who_comes_by_keyboard(family: PlannerWindow) -> None:
    family.open()
    family.frame.rail.identity.setFocus(Qt.FocusReason.MouseFocusReason)
    family.screen.enter()
    block = QApplication.focusWidget()
    assert isinstance(block, Block)
    assert not block.shows_ring()
    family.frame.rail.identity.setFocus(Qt.FocusReason.TabFocusReason)
    family.screen.enter()
    assert QApplication.focusWidget() is block
    assert block.shows_ring()


def test_the_days_stand_over_the_whole_width_where_there_is_nothing(family: PlannerWindow) -> None:
    family.open()
    family.screen.turn(8)
    assert family.screen.board.face.isVisible()
    family.frame.resize(1500, 800)
    family.breathe()
    board = family.screen.board
    assert board._columns.width == board.width() - board.gutter.width()


def test_weekends_are_there_only_when_something_lies_in_them(family: PlannerWindow) -> None:
    family.event("Herfstvakantie", "2026-11-28", "2026-12-06", form="holiday")
    family.open()
    assert family.screen.board.days[-1] == date(2026, 11, 27)
    family.event("Opendeurdag", "2026-11-28", start=600, end=960)
    family.sync()
    assert family.screen.board.days[-1] == date(2026, 11, 28)
    assert family.screen.bar.range.text() == "23–28 november 2026"


def test_what_others_wrote_is_shown_without_what_cannot_be_seen(window: PlannerWindow) -> None:
    window.week("4B", "2026-11-23", Lesson(0, 505, 600, "Taal\u202etxt.exe\n\u200b", room="a\tb"))
    window.add("mother")
    window.open()
    (block,) = window.blocks()
    assert (block.face.title, block.face.lines) == ("Taaltxt.exe", ("a b",))


# ---- Bad data --------------------------------------------------------------------------------------------------------
def test_lessons_with_impossible_hours_are_shown_and_nothing_breaks(window: PlannerWindow) -> None:
    lessons = [(600, 500), (600, 600), (-90, -30), (5_000, 9_000), (0, 1440), (1439, 1440)]
    window.week("4B", "2026-11-23", *(Lesson(day, *hours, f"les {day}") for day, hours in enumerate(lessons[:5])))
    window.week("4B", "2026-11-30", Lesson(0, *lessons[5], "laatste minuut"))
    window.item("zonder plaats", "2026-11-24", 9_999)
    window.event("te lang", "1800-01-01", "9999-12-31", form="vreemd_feest")
    window.add("mother")
    window.open()
    canvas = window.screen.board.canvas
    for block in window.blocks():
        if block.parentWidget() is canvas:
            assert canvas.rect().contains(block.geometry())
            assert block.height() >= theme.px(17)
    assert any("vreemd_feest" in block.accessibleName() for block in window.blocks())
    window.screen.turn(1)
    assert "laatste minuut" in window.titles()


def test_a_week_with_five_hundred_lessons_is_shown_as_piles(window: PlannerWindow) -> None:
    window.week("4B", "2026-11-23", *(Lesson(n % 5, 300 + n % 700, 360 + n % 800, f"les {n}") for n in range(500)))
    for day in range(4):
        window.event(f"feest {day}", "2026-11-23")
    window.add("mother")
    window.open()
    assert sum(len(block.entries) for block in window.blocks()) == 504
    assert {one for one in window.screen.board.findChildren(Block) if one.isVisible()} == set(window.blocks())
    line = window.screen.board.canvas.line_y
    for block in window.blocks():
        crossed = block.entries[0].first == date(2026, 11, 23) and block.y() < line < block.geometry().bottom()
        assert crossed == (block.line_y != NO_LINE)
    assert len(window.blocks()) < 300
    pile = max(window.blocks(), key=lambda block: len(block.entries))
    window.click(pile)
    assert isinstance(window.screen.card, DetailsCard)
    assert any(said.startswith("And ") for said in window.screen.card.texts())


# ---- Time ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_line_of_the_hour_is_that_of_the_school(
    family: PlannerWindow, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        family.open()
        canvas = family.screen.board.canvas
        assert canvas._now == (0, 14 * 60 + 32)
        assert family.screen.board.days[0] == date(2026, 11, 23)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_line_goes_on_with_the_clock_and_to_the_new_day(family: PlannerWindow) -> None:
    family.open()
    before = family.screen.board.canvas.line_y
    family.school.clock.advance(hours=1)
    family.screen.tick()
    assert family.screen.board.canvas.line_y == before + family.screen.board.canvas.hours.pitch
    family.screen.show_view("day")
    family.school.clock.advance(hours=10)
    family.screen.tick()
    assert family.screen.day == date(2026, 11, 24)
    assert family.screen.bar.range.text() == "dinsdag 24 november 2026"


@pytest.mark.parametrize(
    ("sunday", "said"),
    [
        ("2026-03-29", "23–29 maart 2026"),
        ("2026-10-25", "19–25 oktober 2026"),
        ("2027-01-03", "28 december 2026 – 3 januari 2027"),
    ],
)
def test_weeks_in_which_the_clock_or_the_year_changes_are_drawn_like_others(
    window: PlannerWindow, sunday: str, said: str
) -> None:
    last = date.fromisoformat(sunday)
    monday = last - timedelta(days=6)
    window.week("4B", monday.isoformat(), *(Lesson(day, 505, 600, f"les {day}") for day in range(7)))
    window.add("mother")
    window.open()
    window.screen.show_place(Place("planner", day=last))
    assert window.screen.bar.range.text() == said
    assert len({block.y() for block in window.blocks()}) == 1
    assert len({block.height() for block in window.blocks()}) == 1
    assert [block.face.title for block in window.blocks()] == [f"les {day}" for day in range(7)]


def test_periods_and_months() -> None:
    assert period(date(2026, 11, 23), date(2026, 11, 27), short=True).startswith("23–27 nov")
    assert period(date(2026, 11, 30), date(2026, 12, 4)) == "30 november – 4 december 2026"
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 1, 31), -1) == date(2025, 12, 31)
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)


# ---- Empty -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 12, 23), "Christmas holiday"),
        (date(2027, 1, 13), "As soon as the school puts a timetable here, you see it."),
        (date(2026, 9, 1), "As soon as the school puts a timetable here, you see it."),
    ],
)
def test_a_week_without_lessons_says_why(family: PlannerWindow, day: date, sentence: str) -> None:
    family.open()
    family.screen.show_place(Place("planner", day=day))
    face = family.screen.board.face
    assert face.isVisible()
    assert (face.title(), face.sentence()) == ("No lessons this week", sentence)
    family.screen.show_view("day")
    assert face.title() == "No lessons on this day"


def test_a_holiday_is_called_what_the_school_calls_it(family: PlannerWindow) -> None:
    family.event("Kerstvakantie", "2026-12-19", "2027-01-03", form="holiday")
    family.event("Kerstvakantie", "2026-12-19", "2027-01-03", form="holiday", classes=("1C",))
    family.open()
    family.screen.show_place(Place("planner", day=date(2026, 12, 23)))
    assert family.screen.board.face.sentence() == "Kerstvakantie"
    (holiday,) = family.blocks()
    assert (holiday.face.title, holiday.face.suffix, holiday.face.tone) == ("Kerstvakantie", "", "neutral")
    assert len(holiday.entries) == 2
    assert family.screen.board.days[-1] == date(2026, 12, 25)


def test_a_school_that_does_not_use_it_says_so(window: PlannerWindow) -> None:
    window.offer(WILG, "messages")
    window.add("mother")
    window.open()
    assert window.screen.content.page.isVisible()
    assert window.screen.content.page.title() == "Your school does not use this"


def test_a_school_without_a_planner_has_no_lane_beside_one_that_has(family: PlannerWindow) -> None:
    family.offer(TOREN, "messages")
    family.add("mother", "wouts-mother")
    family.open()
    assert "Taal" in family.titles()
    assert not any("Wout" in block.accessibleName() for block in family.blocks())
    assert len(family.screen.board._sheet.homes) == 1


def test_before_the_first_fetch_it_says_that_it_is_being_fetched(window: PlannerWindow) -> None:
    window.add("mother")
    window.open(synced=False)
    assert window.screen.content.page.title() == "Being fetched for the first time"
    window.week("4B", "2026-11-23", Lesson(0, 505, 600, "Taal"))
    window.sync()
    assert not window.screen.content.page.isVisible()
    assert window.titles() == ["Taal"]


def test_a_child_whose_days_are_not_here_yet_does_not_hold_up_the_other(family: PlannerWindow) -> None:
    family.open()
    family.household.disconnect()
    family.family.add("lottes-father")
    family.frame.catch_up()
    family.breathe()
    assert "N · Taal" in family.titles()
    assert "Lotte: " in family.screen.content.note.text()


def test_while_offline_the_last_known_week_is_shown(family: PlannerWindow) -> None:
    family.open()
    family.track.cut = True
    family.household.nudge()
    family.until(lambda: all(home.status.state == "offline" for home in family.household.homes))
    family.breathe()
    assert "N · Taal" in family.titles()
    family.screen.turn(8)
    assert family.screen.board.face.sentence().startswith("You are offline.")


# ---- Looks -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_the_screen_is_in_order_in_every_look(qapp: QApplication, family: PlannerWindow, size: tuple[int, int]) -> None:
    family.week("5A", "2026-11-23", *(Lesson(day, 505, 560, "Wetenschappelijk experiment") for day in range(5)))
    family.open(size)
    found = []
    for look in checks.in_every_look(qapp, family.frame, size):
        found += [f"{look}: {problem}" for problem in checks.problems(family.frame)]
        family.screen.show_view("day")
        family.breathe()
        found += [f"{look}, day: {problem}" for problem in checks.problems(family.frame)]
        family.screen.show_view("week")
        family.click(family.block("N · Taal"))
        found += [f"{look}, card: {problem}" for problem in checks.problems(family.frame)]
        family.screen.leave()
    assert found == []


def test_words_stand_out_from_every_ground_a_block_has(qapp: QApplication) -> None:
    for scheme in SCHEMES:
        least = 7 if scheme.name == "high-contrast" else 4.5
        for tone in (*scheme.children, scheme.good, scheme.neutral):
            assert contrast(tone.ink, tone.soft) >= least
            assert contrast(tone.ink, scheme.surface) >= least
            assert contrast(scheme.on_accent, tone.ink) >= least
        assert contrast(scheme.muted, scheme.surface) >= least
