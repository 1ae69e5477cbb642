"""Times, sizes and errors as a Dutch-speaking parent reads them. Now is Monday 23 November 2026, 14:32."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from ssdesk.errors import SsdeskError
from ssdesk.ui import texts

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=texts.SCHOOL_TIME)


@pytest.fixture(autouse=True)
def _monday(_plain_look: None) -> None:
    texts.use_clock(lambda: round(NOW.timestamp() * 1000))


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (NOW.replace(hour=13, minute=58), "13:58"),
        (NOW.replace(hour=0, minute=0), "00:00"),
        (NOW - timedelta(days=1), "zo"),
        (NOW - timedelta(days=6), "di"),
        (NOW - timedelta(days=7), "16 nov"),
        (NOW + timedelta(days=1), "24 nov"),
        (datetime(2025, 10, 19, 12, tzinfo=UTC), "19 okt 2025"),
    ],
)
def test_a_list_shows_the_time_then_the_day_then_the_date(at: datetime, shown: str) -> None:
    assert texts.clock_or_day(at) == shown


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (NOW.replace(hour=13, minute=58), "today 13:58"),
        (NOW - timedelta(days=1), "yesterday 14:32"),
        (NOW + timedelta(days=1), "tomorrow 14:32"),
        (NOW + timedelta(days=2), "wo 14:32"),
        (NOW - timedelta(days=3), "vr 14:32"),
        (NOW - timedelta(days=20), "3 nov 14:32"),
    ],
)
def test_a_moment_is_said_as_people_say_it(at: datetime, shown: str) -> None:
    assert texts.moment(at) == shown


def test_a_moment_in_a_column_is_narrow() -> None:
    days = (23, 24, 22, 29, 30)
    assert [texts.short_moment(datetime(2026, 11, day, 12, 58, tzinfo=UTC)) for day in days] == [
        "13:58", "di 13:58", "zo 13:58", "zo 13:58", "30 nov 13:58"
    ]  # fmt: skip


def test_a_deadline_is_written_in_full() -> None:
    assert texts.full_moment(datetime(2026, 11, 25, 12, 58, tzinfo=UTC)) == "woensdag 25 november, 13:58"
    assert texts.full_day(datetime(2027, 1, 4, 12, tzinfo=UTC)) == "maandag 4 januari 2027"
    assert texts.full_date(datetime(2026, 9, 1, 6, tzinfo=UTC)) == "1 september 2026"


def test_a_moment_just_before_midnight_in_utc_belongs_to_the_next_school_day() -> None:
    assert texts.time(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == "00:30"
    assert texts.clock_or_day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == "00:30"


def test_the_hour_that_comes_twice_in_october_is_shown_as_the_clocks_said(qapp: object) -> None:
    assert texts.time(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "02:30"
    assert texts.time(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "02:30"


def test_milliseconds_are_moments_too() -> None:
    assert texts.clock_or_day(round(NOW.timestamp() * 1000)) == "14:32"


def test_a_time_without_a_zone_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        texts.time(datetime(2026, 11, 23, 14, 32))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (84_000, "84 kB"),
        (999_600, "1 MB"),
        (1_240_000, "1,2 MB"),
        (9_960_000, "10 MB"),
        (31_000_000, "31 MB"),
        (2_500_000_000, "2,5 GB"),
        (5 * 10**15, "5.000 TB"),
    ],
)
def test_sizes_are_short_and_in_the_language(octets: int, shown: str) -> None:
    assert texts.size(octets) == shown


def test_numbers_and_months_follow_the_language() -> None:
    assert texts.count(1284) == "1.284"
    QLocale.setDefault(QLocale("en_GB"))
    assert texts.count(1284) == "1,284"
    assert texts.full_date(NOW) == "23 November 2026"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Petra De Backer", "PD"), ("Els", "E"), ("", ""), ("özlem ünal", "ÖÜ"), ("'t Schooltje", "TS"), ("- Jan", "J")],
)
def test_initials_are_the_first_letters_of_two_words(name: str, letters: str) -> None:
    assert texts.initials(name) == letters


def test_an_error_shows_its_values_and_one_that_misses_a_value_is_still_shown() -> None:
    problem = SsdeskError("{name} is too large.", "The school accepts {limit}.", name="foto.jpg", limit="25 MB")
    assert texts.error(problem) == ("foto.jpg is too large.", "The school accepts 25 MB.")
    assert texts.error(SsdeskError("{name} is gone.")) == ("{name} is gone.", "")


def test_an_address_is_shown_without_what_nobody_reads() -> None:
    assert texts.bare_address("https://dewilg.school.example/") == "dewilg.school.example"
