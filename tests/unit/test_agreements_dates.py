"""The days a Dutch text speaks of (for R7, R8, R9), read on Monday 23 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssdesk.rules.agreements.dates import MONTHS, WEEKDAYS, Mention, mentions, seen_from, understood, written

MONDAY = date(2026, 11, 23)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vandaag", "2026-11-23"),
        ("Straks", "2026-11-23"),
        ("vanavond", "2026-11-23"),
        ("deze namiddag", "2026-11-23"),
        ("tot morgen!", "2026-11-24"),
        ("MORGEN", "2026-11-24"),
        ("morgenvroeg", "2026-11-24"),
        ("overmorgen", "2026-11-25"),
        ("gisteren", "2026-11-22"),
        ("eergisteren", "2026-11-21"),
        ("dinsdag", "2026-11-24"),
        ("dinsdagavond", "2026-11-24"),
        ("op zondag", "2026-11-29"),
        ("maandag", "2026-11-30"),
        ("volgende week woensdag", "2026-12-02"),
        ("volgende week maandag", "2026-11-30"),
        ("vorige vrijdag", "2026-11-20"),
        ("2 december", "2026-12-02"),
        ("2 dec.", "2026-12-02"),
        ("woensdag 2 december", "2026-12-02"),
        ("woensdag 2 december 2026", "2026-12-02"),
        ("1 maart", "2027-03-01"),
        ("30 juni", "2026-06-30"),
        ("29 februari 2028", "2028-02-29"),
        ("op 02/12/2026", "2026-12-02"),
        ("dinsdag 1/12", "2026-12-01"),
        ("2-12-2026", "2026-12-02"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert [found.day.isoformat() for found in mentions(text, MONDAY)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "goede morgen", "Goedemorgen", "'s morgens", "elke dinsdag", "in de morgen", "volgende dinsdag", "31 februari",
        "29 februari 2027", "32/13/2026", "3/4 van de klas", "morgenstond", "de zondagsschool", "iedere vrijdag",
        "5 decibel", "straksjes", "99 mei", "",
    ],
)  # fmt: skip
def test_what_is_no_day_or_can_be_two_is_left_out(text: str) -> None:
    assert mentions(text, MONDAY) == []


def test_the_words_are_found_where_they_stand() -> None:
    text = "Breng morgen uw geld mee, of woensdag 2 december."
    found = mentions(text, MONDAY)

    assert [text[one.start : one.end] for one in found] == ["morgen", "woensdag 2 december"]
    assert [one.relative for one in found] == [True, False]


def test_the_weekday_that_follows_a_word_goes_with_it() -> None:
    (found,) = mentions("Morgen, dinsdag 24 november, zwemmen we.", MONDAY)

    assert found.words == "Morgen, dinsdag 24 november"
    assert seen_from(found, date(2026, 11, 24)) == "Vandaag, dinsdag 24 november"


@given(days, days)
def test_a_day_that_is_written_out_is_read_back(day: date, today: date) -> None:
    (found,) = mentions(f"Op {written(day)} {day.year} om 8 uur", today)

    assert found.day == day
    assert not found.relative


@given(days, st.integers(-150, 150))
def test_without_its_year_the_nearest_is_meant(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if (day.month, day.day) != (2, 29):
        assert mentions(f"{day.day} {MONTHS[day.month - 1]}", today)[0].day == day


@given(days, st.integers(0, 6))
def test_a_weekday_lies_within_the_coming_week(today: date, weekday: int) -> None:
    (found,) = mentions(WEEKDAYS[weekday], today)

    assert found.day.weekday() == weekday
    assert timedelta(0) < found.day - today <= timedelta(days=7)


@given(days, st.sampled_from(["morgen", "Vandaag", "overmorgen", "straks", "gisteren"]), st.integers(1, 20))
def test_what_is_written_for_its_reader_means_the_same_day(today: date, word: str, later: int) -> None:
    (meant,) = mentions(word, today)
    read_on = today + timedelta(days=later)
    again = mentions(seen_from(meant, read_on), read_on)

    assert again[0].day == meant.day
    assert understood(meant, today, read_on) == meant.day + timedelta(days=later)


@given(st.text(max_size=200), days)
def test_no_text_is_too_strange(text: str, today: date) -> None:
    ends = 0
    for found in mentions(text, today):
        assert isinstance(found, Mention)
        assert ends <= found.start < found.end <= len(text)
        ends = found.end
