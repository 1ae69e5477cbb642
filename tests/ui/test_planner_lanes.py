"""The places of blocks in a lane, and the words on them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from ssdesk.household.week import DAY_MINUTES, Entry
from ssdesk.ui import theme
from ssdesk.ui.planner.block_text import breaks, laid_out
from ssdesk.ui.planner.columns import Columns
from ssdesk.ui.planner.lanes import Box, Hours, arrange, bounds, hours_of, stacked
from ssdesk.ui.planner.walking import nearest

spans = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300)).map(lambda one: (one[0], sum(one))), max_size=60)
minutes = st.one_of(st.none(), st.integers(-2_000, 5_000))


def entry(start: int | None, end: int | None) -> Entry:
    day = date(2026, 11, 23)
    return Entry(account="a", kind="lesson", id="x", first=day, last=day, start=start, end=end, title="Taal")


def overlap(one: Box, other: Box) -> bool:
    aside = one.left < other.left + other.width and other.left < one.left + one.width
    return aside and one.top < other.top + other.height and other.top < one.top + one.height


# ---- Beside each other -----------------------------------------------------------------------------------------------
@given(spans, st.integers(20, 700))
def test_no_two_blocks_of_a_lane_overlap_and_each_is_inside_it_and_stands_for_something(
    given_spans: list[tuple[int, int]], width: int
) -> None:
    boxes = arrange(given_spans, width, least=19, gap=2)
    assert sorted(one for box in boxes for one in box.members) == list(range(len(given_spans)))
    for number, box in enumerate(boxes):
        assert box.left >= 0
        assert box.left + box.width <= width
        assert box.width >= min(19, width)
        assert box.top == min(given_spans[one][0] for one in box.members)
        assert box.top + box.height == max(given_spans[one][1] for one in box.members)
        assert not any(overlap(box, other) for other in boxes[number + 1 :])


@given(st.lists(st.tuples(minutes, minutes), max_size=30), st.integers(20, 140))
def test_every_hour_a_school_can_write_lies_within_the_drawn_hours(
    given_hours: list[tuple[int | None, int | None]], pitch: int
) -> None:
    entries = [entry(start, end) for start, end in given_hours]
    hours = Hours(*hours_of(entries), pitch)
    assert 0 <= hours.first <= 8
    assert 17 <= hours.last <= 24
    for one in entries:
        start, end = bounds(one)
        assert 0 <= start <= end <= DAY_MINUTES
        top, bottom = hours.span(start, end, 18)
        assert 0 <= top < bottom <= hours.height
        assert bottom - top >= 18


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 7)).map(lambda one: (one[0], min(sum(one), 7))), max_size=25)
)
def test_what_is_of_whole_days_stands_below_each_other_and_never_on_more_than_three_rows(
    days: list[tuple[int, int]],
) -> None:
    placed = stacked(days, 3)
    assert sorted(one for *_, members in placed for one in members) == list(range(len(days)))
    for number, (row, first, behind, _) in enumerate(placed):
        assert row < 3
        assert not any(row == other and first < end and begin < behind for other, begin, end, _ in placed[number + 1 :])


@given(st.integers(300, 2_000), st.integers(1, 7), st.integers(1, 6), st.booleans())
def test_lanes_lie_beside_each_other_inside_their_day(width: int, days: int, lanes: int, mirrored: bool) -> None:
    columns = Columns(max(width, Columns.least(days, lanes)), days, lanes, mirrored)
    edge = 0
    for day in range(days):
        area = columns.day(day, 0, 10)
        for lane in range(lanes):
            start, room = columns.lane(day, lane)
            assert start >= edge
            assert room > 0
            assert area.contains(QRect(columns.placed(start, room), 0, room, 10))
            edge = start + room


def test_lessons_one_after_the_other_keep_the_whole_width() -> None:
    boxes = arrange([(0, 50), (50, 100), (100, 150)], 60, least=19, gap=2)
    assert [(box.left, box.width) for box in boxes] == [(0, 60)] * 3


def test_more_than_fit_stand_together_in_the_last_column() -> None:
    boxes = arrange([(0, 50)] * 12, 60, least=19, gap=2)
    assert [box.members for box in boxes] == [(0,), tuple(range(1, 12))]


# ---- Words -----------------------------------------------------------------------------------------------------------
def test_a_word_too_long_for_a_line_is_broken_between_syllables(qapp: object) -> None:
    font = theme.font(theme.TAG, theme.SEMIBOLD)

    def broken(text: str, width: float, count: int = 6) -> list[str]:
        return [line.text for line in laid_out([(text, font)], width, count)]

    assert broken("N · Taal", 200) == ["N · Taal"]
    assert broken("M · Nederlands", 56) == ["M ·", "Neder-", "lands"]
    assert broken("M · Aardrijkskunde", 62) == ["M ·", "Aardrijks-", "kunde"]
    assert broken("M · Nederlands", 56, count=2) == ["M ·", "Nederl…"] or broken("M · Nederlands", 56, 2)[1].endswith(
        "…"
    )
    assert broken("", 50) == []


def test_syllables_of_school_subjects() -> None:
    def split(word: str) -> str:
        places = [0, *breaks(word), len(word)]
        return "-".join(word[first:last] for first, last in pairwise(places))

    assert split("Nederlands") == "Neder-lands"
    assert split("Aardrijkskunde") == "Aard-rijks-kunde"
    assert split("Techniek") == "Tech-niek"
    assert split("Wetenschappelijk") == "Weten-schap-pe-lijk"
    assert split("Taal") == "Taal"


@given(st.text(max_size=60), st.integers(5, 300), st.integers(1, 5))
def test_whatever_is_written_keeps_within_its_lines(text: str, width: int, count: int) -> None:
    font = theme.font(theme.TAG)
    lines = laid_out([(text, font), (text, font)], width, count)
    assert len(lines) <= count
    widest = max((QFontMetricsF(font).horizontalAdvance(line.text) for line in lines if line.text != "…"), default=0)
    assert widest <= width + 0.5


# ---- Walking ---------------------------------------------------------------------------------------------------------
def test_arrows_lead_to_the_nearest_block_on_that_side() -> None:
    now = QRect(100, 100, 50, 50)
    others = [
        (QRect(160, 100, 50, 50), "beside"),
        (QRect(160, 300, 50, 50), "far below beside"),
        (QRect(100, 160, 50, 50), "below"),
        (QRect(100, 400, 50, 50), "farther below"),
        (QRect(20, 90, 50, 50), "before"),
    ]
    assert nearest(now, others, Qt.Key.Key_Right) == "beside"
    assert nearest(now, others, Qt.Key.Key_Down) == "below"
    assert nearest(now, others, Qt.Key.Key_Left) == "before"
    assert nearest(now, others, Qt.Key.Key_Up) is None
