"""Averages and shares (M4): weight 0, not graded and absent never count, and nothing is made up."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.record import Report, Result
from ssdesk.rules import marks

NUMBER = st.floats(0, 1000)
WEIGHT = st.floats(0.01, 100)
STATE = st.sampled_from(["absent", "exempt", "not_graded", "verloren door de post"])
TEXT = st.text(max_size=10)


def result(score: float | None = 8, out_of: float | None = 10, weight: float | None = None, **more: Any) -> Result:
    told = {"form": "points", "subject": "Rekenen", "title": "Toets", "period": "Herfst", **more}
    return Result("1", "noor", score=score, out_of=out_of, weight=weight, **told)


def report(**more: Any) -> Report:
    file = Attachment("0" * 64, "rapport.pdf", "application/pdf", 1)
    told = {"title": "Herfstrapport", "period": "Herfst", "school_year": "2026-2027", "released_at": 1_795_200_000_000}
    return Report(**{"id": "r", "pupil": "noor", "file": file, **told, **more})


counted = st.builds(result, NUMBER, st.floats(1, 1000), WEIGHT)
anything = st.builds(
    result,
    st.none() | st.floats(),
    st.none() | st.floats(),
    st.none() | st.floats(),
    form=st.sampled_from(["points", "percent", "letter", "word", "colour", "icon", "feedback", "van later"]) | TEXT,
    state=st.just("") | STATE | TEXT,
    median=st.none() | st.floats(),
    day=st.just("2026-11-20") | TEXT,
    given_at=st.integers(),
)


# ---- Shares ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given_", "share"),
    [
        (result(17, 20), 85.0),
        (result(0, 20), 0.0),
        (result(21, 20), 105.0),
        (result(78, None, form="percent"), 78.0),
        (result(None, 20), None),
        (result(5, None), None),
        (result(5, 0), None),
        (result(5, -10), None),
        (result(5, 10, form="letter"), None),
        (result(5, 10, form="nieuwe vorm"), None),
        (result(5, 10, state="absent"), None),
        (result(5, 10, state="een code van later"), None),
        (result(1e308, 1e-308), None),
    ],
)
def test_only_what_counts_and_is_a_number_has_a_share(given_: Result, share: float | None) -> None:
    assert marks.percent(given_) == (None if share is None else pytest.approx(share))


def test_the_median_is_in_the_unit_of_the_score() -> None:
    assert marks.median_percent(result(17, 20, median=13)) == pytest.approx(65)
    assert marks.median_percent(result(70, None, form="percent", median=66.5)) == 66.5
    assert marks.median_percent(result(17, 20)) is None
    assert marks.median_percent(result(None, None, form="letter", median=3)) is None


# ---- Averages --------------------------------------------------------------------------------------------------------
def test_the_mean_is_weighed_as_the_school_says() -> None:
    assert marks.weighted_mean([result(5, 10, 1), result(9, 10, 3)]) == pytest.approx(80)
    assert marks.weighing([result(5, 10, 1), result(9, 10, 3), result(1, 10, 0)]) == [(50.0, 1), (90.0, 3)]


@pytest.mark.parametrize(
    "given_",
    [
        [],
        [result(5, 10)],
        [result(5, 10, 1), result(9, 10)],
        [result(5, 10, 0), result(9, 10, 0)],
        [result(5, 10, 1, state="absent")],
        [result(None, 10, 1)],
        [result(5, 10, -1), result(9, 10, 2)],
        [result(5, 10, float("nan")), result(9, 10, 2)],
        [result(None, None, 1, form="letter", value="A")],
    ],
)
def test_there_is_no_mean_where_the_school_does_not_weigh(given_: list[Result]) -> None:
    assert marks.weighted_mean(given_) is None


@given(st.lists(counted, min_size=1, max_size=8))
def test_a_mean_lies_between_the_least_and_the_most(given_: list[Result]) -> None:
    mean, shares = marks.weighted_mean(given_), [marks.percent(one) or 0.0 for one in given_]
    assert mean is not None
    assert min(shares) - 1e-6 <= mean <= max(shares) + 1e-6


@given(st.lists(counted, min_size=1, max_size=8), st.randoms(), STATE, NUMBER, st.none() | WEIGHT)
def test_what_does_not_count_changes_no_mean(
    given_: list[Result], chance: Any, state: str, score: float, weight: float | None
) -> None:
    mean = marks.weighted_mean(given_)
    more = [
        *given_,
        result(score, 10, 0.0),
        result(score, 10, weight, state=state),
        result(None, 10, weight),
        result(None, None, weight, form="letter", value="B"),
    ]
    chance.shuffle(more)
    assert marks.weighted_mean(more) == pytest.approx(mean)


@given(st.lists(counted, min_size=1, max_size=8), st.floats(0.01, 100))
def test_only_the_proportion_of_weights_counts(given_: list[Result], times: float) -> None:
    heavier = [msgspec.structs.replace(one, weight=(one.weight or 0) * times) for one in given_]
    assert marks.weighted_mean(heavier) == pytest.approx(marks.weighted_mean(given_))


@given(st.lists(anything, max_size=6), st.lists(st.builds(report, title=TEXT, school_year=TEXT), max_size=2))
def test_nothing_a_school_sends_is_too_strange(given_: list[Result], reports: list[Report]) -> None:
    mean = marks.weighted_mean(given_)
    assert mean is None or abs(mean) < float("inf")
    for one in given_:
        for number in (marks.percent(one), marks.median_percent(one)):
            assert number is None or marks.written(number)
        assert marks.year_of_result(one) is None or isinstance(marks.year_of_result(one), int)
        assert all(marks.belongs(one, each) in (True, False) for each in reports)


# ---- Numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (7.5, 2, "7,5"),
        (17.0, 2, "17"),
        (1 / 3, 2, "0,33"),
        (100.0, 2, "100"),
        (77.5, 0, "78"),
        (78.5, 0, "79"),
        (0.005, 2, "0,01"),
        (2.675, 2, "2,68"),
        (-0.001, 2, "0"),
        (-3.25, 1, "-3,3"),
        (1e20, 2, "1e+20"),
    ],
)
def test_numbers_are_written_with_a_comma_and_rounded_as_at_school(number: float, digits: int, text: str) -> None:
    assert marks.written(number, digits=digits) == text


@given(st.floats(-1e9, 1e9))
def test_a_written_number_is_the_number(number: float) -> None:
    text = marks.written(number, ".")
    assert float(text) == pytest.approx(number, abs=0.0051)
    assume("." in text)
    assert not text.endswith(("0", "."))


# ---- Which report, which year ----------------------------------------------------------------------------------------
def test_a_result_of_a_report_bears_its_title_period_and_year() -> None:
    line = result(78, None, form="percent", title="Herfstrapport", day="2026-11-20")
    assert marks.belongs(line, report())
    assert marks.belongs(msgspec.structs.replace(line, day="", given_at=1_795_200_000_000), report())
    assert marks.belongs(msgspec.structs.replace(line, day=""), report())
    for other in ({"title": "Toets"}, {"period": "Kerst"}, {"day": "2025-10-28"}, {"pupil": "wout"}):
        assert not marks.belongs(msgspec.structs.replace(line, **other), report())


def test_a_school_year_begins_in_september() -> None:
    assert marks.year_of_result(result(day="2026-08-31")) == 2025
    assert marks.year_of_result(result(day="2026-09-01")) == 2026
    assert marks.year_of_result(result(day="gisteren", given_at=1_795_200_000_000)) == 2026
    assert marks.year_of_result(result(day="gisteren")) is None
    assert marks.year_of_report(report(school_year="schooljaar drie")) == 2026
    assert marks.year_of_report(report(school_year="2025-2026")) == 2025
