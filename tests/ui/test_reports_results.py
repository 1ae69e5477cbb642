"""*Alle resultaten*: every form of a result, in words; what we do not know is shown as the school wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.record import Result
from ssdesk.ui import theme
from ssdesk.ui.reports import listing, wording
from ssdesk.ui.reports.result_rows import Evaluated, Heading, Subject
from ssdesk.ui.reports.trend import span
from ssdesk.ui.reports.wording import Said
from tests.ui.reports_window import Window, window

__all__ = ["window"]


def said(**fields: Any) -> Said:
    told = {"subject": "Rekenen", "title": "Toets", "period": "Herfst", "form": "points", **fields}
    return wording.said(Result("1", "noor", **told))


# ---- Every form ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "value", "spoken"),
    [
        ({"score": 17.0, "out_of": 20.0}, "17 out of 20", "17 out of 20"),
        ({"score": 7.25, "out_of": 10.0, "median": 6.5}, "7,25 out of 10", "7,25 out of 10, median of the class 65%"),
        ({"score": 3.0}, "3", "3"),
        ({"form": "percent", "score": 78.0}, "78%", "78%"),
        ({"form": "percent", "score": 78.5}, "78,5%", "78,5%"),
        ({"form": "letter", "value": "A+"}, "A+", "A+"),
        ({"form": "word", "value": "goed"}, "goed", "goed"),
        ({"form": "feedback", "text": "Mooi zo."}, "", "Mooi zo."),
        ({"form": "van later", "value": "★★★"}, "★★★", "★★★"),
        ({"form": "van later", "score": 3.5}, "3,5", "3,5"),
        ({"form": "icon", "value": "smile"}, "smiling face", "smiling face"),
        ({"form": "icon", "value": "vuurwerk"}, "vuurwerk", "vuurwerk"),
        ({}, "–", "–"),
        ({"form": "word", "value": "pdf.\u202eexe"}, "pdf.exe", "pdf.exe"),
    ],
)
def test_every_form_is_said(fields: dict[str, Any], value: str, spoken: str) -> None:
    assert (said(**fields).value, said(**fields).spoken) == (value, spoken)


@pytest.mark.parametrize(
    ("code", "words"),
    [("absent", "absent"), ("exempt", "exempt"), ("not_graded", "not graded"), ("op_de_berg", "op_de_berg")],
)
def test_every_state_is_said_and_has_no_share(code: str, words: str) -> None:
    what = said(state=code, score=5.0, out_of=10.0)
    assert (what.state, what.share, what.median) == (words, None, None)
    assert said(form="word", state=code).spoken == words


@pytest.mark.parametrize(
    ("value", "swatch"),
    [("groen", "#2E9E5B"), ("Oranje", "#EE8A2B"), ("#e3c22b", "#E3C22B"), ("regenboog", ""), ("#12", ""), ("", "")],
)
def test_a_colour_is_a_swatch_with_its_name_or_its_name_alone(value: str, swatch: str) -> None:
    what = said(form="colour", value=value)
    assert what.swatch == swatch
    assert what.value == (value or "–")


@given(
    st.builds(
        Result,
        *[st.text(max_size=8)] * 5,
        form=st.sampled_from(["points", "percent", "letter", "colour", "icon", "feedback"]) | st.text(max_size=8),
        day=st.sampled_from(["2026-11-20", "", "2026-13-99"]) | st.text(max_size=8),
        score=st.none() | st.floats(),
        out_of=st.none() | st.floats(),
        value=st.text(max_size=8),
        text=st.text(max_size=8),
        weight=st.none() | st.floats(),
        median=st.none() | st.floats(),
        state=st.just("") | st.text(max_size=8),
        given_at=st.integers(),
    )
)
def test_nothing_a_school_sends_breaks_a_row(result: Result) -> None:
    for rows in (listing.by_subject([result], 0), listing.newest_first([result], 0)):
        assert len(rows) == 2
        for row in rows:
            assert row.height(600) > 0
            assert "\u202e" not in row.spoken
    assert wording.said(result).spoken


def test_every_form_is_in_the_list_and_painted(window: Window, qapp: QApplication) -> None:
    window.give_every_form()
    window.add("mother")
    window.open()
    window.choose("All results")
    found = dict(window.results())
    assert found["Dictee"] == "17 out of 20"
    assert found["Lezen"] == "82,5%"
    assert found["Gemist"] == "absent"
    assert found["Icoon"] == "smiling face"
    assert found["Toestand van later"] == "op_de_berg"
    assert found["Feedback"] == ""
    assert found["Niets"] == "–"
    assert "Vorig jaar" not in found
    page = window.screen.content.results
    for scheme in ("light", "dark", "high-contrast"):
        theme.apply(qapp, scheme, 1.0, family=theme.OWN_FONT)  # type: ignore[arg-type]
        bar = page.rows.verticalScrollBar()
        for value in range(0, bar.maximum() + 1, max(bar.maximum() // 4, 1)):
            bar.setValue(value)
            assert not page.grab().isNull()


# ---- The list --------------------------------------------------------------------------------------------------------
def test_by_subject_with_the_average_where_the_school_weighs(window: Window) -> None:
    window.give_every_form()
    window.give("Zonder gewicht", subject="Frans", score=5.0, out_of=10.0)
    window.add("mother")
    window.open()
    subjects = [row for row in window.screen.content.results.rows.rows if isinstance(row, Subject)]
    assert [row.name for row in subjects] == ["Frans", "Nederlands", "Rekenen"]
    assert [row.line for row in subjects] == ["", "Average 81% = (82,5% × 2 + 85% × 1 + 78,8% × 3) ÷ 6", ""]
    assert subjects[1].course == (78.75, 85.0, 82.5)


def test_newest_first_below_its_month_and_what_has_no_date_at_the_end(window: Window) -> None:
    window.give_every_form()
    window.add("mother")
    window.open()
    page = window.screen.content.results
    window.click(page.newest_first)
    headings = [row.text for row in page.rows.rows if isinstance(row, Heading)]
    assert headings == ["november 2026", "oktober 2026", "Without a date"]
    assert window.results()[-1] == ("Zonder dag", "zeer goed")


def test_another_school_year_is_chosen_above(window: Window) -> None:
    window.give_every_form()
    window.add("mother")
    window.open()
    page = window.screen.content.results
    assert page.year.text() == "2026-2027"
    last = next(action for action in page._menu.actions() if action.text() == "2025-2026")
    last.trigger()
    assert window.results() == [("Vorig jaar", "12 out of 20")]
    assert page.year.text() == "2025-2026"


def test_new_results_come_while_the_list_is_read(window: Window) -> None:
    window.give("Dictee", score=17.0, out_of=20.0)
    window.add("mother")
    window.open()
    assert window.results() == [("Dictee", "17 out of 20")]
    window.give("Hoofdrekenen", score=9.0, out_of=10.0, day="2026-11-23")
    window.sync()
    window.until(lambda: len(window.results()) == 2)
    assert window.results()[0] == ("Hoofdrekenen", "9 out of 10")


def test_the_keyboard_stops_at_every_result_and_says_it(window: Window) -> None:
    window.give("Dictee", score=17.0, out_of=20.0, median=14.0, weight=2.0, teacher="Petra Wouters")
    window.add("mother")
    window.open()
    rows = window.screen.content.results.rows
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert isinstance(rows.rows[rows.currentIndex().row()], Subject)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    row = rows.rows[rows.currentIndex().row()]
    assert isinstance(row, Evaluated)
    assert row.spoken == (
        "Dictee, 17 out of 20, median of the class 70%, Trimester 1 · 12 november · Petra Wouters · weight 2"
    )
    assert rows.model().data(rows.currentIndex(), Qt.ItemDataRole.AccessibleTextRole) == row.spoken


def test_nothing_evaluated_yet_says_so(window: Window) -> None:
    window.give_report("Herfstrapport", "2026-11-20", (78,))
    window.add("mother")
    window.open()
    assert window.entries()[-1] == ("All results", "no evaluations this year yet", False)
    window.choose("All results")
    assert window.face()[0] == "No results this school year yet"


# ---- The axis of a course --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("shares", "axis"),
    [
        ([69, 74, 83], (60, 90)),
        ([80, 80], (60, 80)),
        ([100, 100], (80, 100)),
        ([0, 0], (0, 20)),
        ([96, 104], (90, 110)),
        ([3, 97], (0, 100)),
        ([-5, 97], (-10, 100)),
    ],
)
def test_an_axis_is_never_so_narrow_that_little_looks_like_much(shares: list[float], axis: tuple[float, float]) -> None:
    assert span(shares) == axis


@given(st.lists(st.floats(-50, 150), min_size=1, max_size=12))
def test_an_axis_holds_all_its_points(shares: list[float]) -> None:
    low, high = span(shares)
    assert low <= min(shares)
    assert max(shares) <= high
    assert high - low >= 20
