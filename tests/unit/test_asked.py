"""What a person types in the search of messages is read as it was meant, and never as an error."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssdesk.replica.asked import Asked, asked, beginning, day_of
from ssdesk.replica.words import Term, spans, tokens

TODAY = date(2026, 11, 23)  # a Monday
SENDER, TO, SUBJECT, FILES = ("sender",), ("recipients",), ("subject",), ("files", "texts")


def word(*parts: str, columns: tuple[str, ...] = (), prefix: bool = True) -> Term:
    return Term(parts, prefix, columns)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("van:juf", [word("juf", columns=SENDER)]),
        ("FROM:juf", [word("juf", columns=SENDER)]),
        ('aan:"Els Vermeulen" nog', [word("els", "vermeulen", columns=TO, prefix=False), word("nog")]),
        ('to:"els verm', [word("els", "verm", columns=TO, prefix=False)]),
        ("onderwerp:één subject:x", [word("een", columns=SUBJECT), word("x", columns=SUBJECT)]),
        ("van:", [word("van")]),
        ("van: juf", [word("juf", columns=SENDER)]),
        ('van:  "els verm" nog', [word("els", "verm", columns=SENDER, prefix=False), word("nog")]),
        ("van: aan:els", [word("van"), word("els", columns=TO)]),
        ('van:"" juf', [word("van"), word("juf")]),
        ("kind:?!", [word("kind")]),
        ("levan:juf", [word("levan", "juf")]),
        ('"van:juf"', [word("van", "juf", prefix=False)]),
        ("http://van:juf", [word("http", "van", "juf")]),
        (":", []),
    ],
)
def test_operators_and_what_only_looks_like_one(typed: str, terms: list[Term]) -> None:
    assert asked(typed, TODAY) == Asked(tuple(terms))


@pytest.mark.parametrize(
    ("typed", "day", "left"),
    [
        ("na: 1/11 reis", date(2026, 11, 1), ["reis"]),
        ("na:1 november reis", date(2026, 11, 1), ["reis"]),
        ("na: 1 november 2025 reis", date(2025, 11, 1), ["reis"]),
        ("na:maandag 23 november 2026 reis", date(2026, 11, 23), ["reis"]),
        ("na:23nov reis", date(2026, 11, 23), ["reis"]),
        ('na:"23 nov" reis', date(2026, 11, 23), ["reis"]),
        ("na:november reis 2025", date(2026, 11, 1), ["reis", "2025"]),
        ("na:november van:els", date(2026, 11, 1), ["els"]),
        ("na:gisteren 3", date(2026, 11, 22), ["3"]),
    ],
)
def test_a_day_may_be_of_several_words_and_stand_behind_a_space(typed: str, day: date, left: list[str]) -> None:
    found = asked(typed, TODAY)
    assert (found.since, [" ".join(term.tokens) for term in found.terms]) == (beginning(day), left)
    assert found.no_day is None


@pytest.mark.parametrize(
    ("typed", "no_day"),
    [("voor:later", ("voor", "later")), ("reis NA: 31/2", ("na", "31/2")), ('before:"zo maar"', ("before", "zo maar"))],
)
def test_what_should_be_a_day_and_is_none_is_known_and_stays_a_word(typed: str, no_day: tuple[str, str]) -> None:
    found = asked(typed, TODAY)
    assert found.no_day == no_day
    assert found.terms[-1] == word(*tokens(" ".join(no_day)))


def test_children_and_days() -> None:
    both = asked('kind:noor child:"Wout Peeters" na:2026-11-02 na:1/11/2026 voor:gisteren voor:vandaag reis', TODAY)
    assert both.children == (word("noor"), word("wout", "peeters"))
    assert (both.since, both.until) == (beginning(date(2026, 11, 2)), beginning(date(2026, 11, 22)))
    assert both.terms == (word("reis"),)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("23/11/2026", date(2026, 11, 23)),
        ("23-11-26", date(2026, 11, 23)),
        ("3.9.2025", date(2025, 9, 3)),
        ("23/11", date(2026, 11, 23)),
        ("24/11", date(2025, 11, 24)),
        ("29/2", date(2024, 2, 29)),
        ("Gisteren", date(2026, 11, 22)),
        ("eergisteren", date(2026, 11, 21)),
        ("today", date(2026, 11, 23)),
        ("maandag", date(2026, 11, 23)),
        ("dinsdag", date(2026, 11, 17)),
        ("sunday", date(2026, 11, 22)),
        ("november", date(2026, 11, 1)),
        ("december", date(2025, 12, 1)),
        ("mrt", date(2026, 3, 1)),
        ("december 2024", date(2024, 12, 1)),
        ("4 december", date(2025, 12, 4)),
        ("4 dec. 2024", date(2024, 12, 4)),
        ("11/2025", date(2025, 11, 1)),
        ("2025-11", date(2025, 11, 1)),
        ("2025", date(2025, 1, 1)),
        ("31/2", None),
        ("2026-13-01", None),
        ("0000", None),
        ("99999", None),
        ("morgen", None),
        ("٢٠٢٥", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(value: str, day: date | None) -> None:
    assert day_of(value, TODAY) == day


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_of_the_school_also_where_the_clock_changes(day: date, utc: datetime) -> None:
    assert datetime.fromtimestamp(beginning(day) / 1000, UTC) == utc


@given(typed=st.text(max_size=80), today=st.dates(date(1970, 1, 2), date(2200, 1, 1)))
@example(typed='van:"', today=TODAY)
@example(typed="na:29/2 voor:0/0 kind:\ud800 bijlage:\x00", today=TODAY)
def test_no_text_is_an_error(typed: str, today: date) -> None:
    asked(typed, today)


@given(
    st.lists(
        st.sampled_from(("van", "na:xx", "voor:morgen", "bijlage:-", "onderwerp:,", "één", "x'y")),
        max_size=9,
    )
)
def test_what_is_no_operator_stays_a_word(parts: list[str]) -> None:
    parts = [*parts, "aan:"]
    found = asked(" ".join(parts), TODAY)
    assert (found.since, found.until, found.children) == (None, None, ())
    assert [term.tokens for term in found.terms] == [tuple(tokens(part)) for part in parts]
    assert not any(term.columns for term in found.terms)


@given(st.dates(date(2000, 1, 1), date(2199, 1, 1)), st.dates(date(1970, 1, 2), date(2200, 1, 1)))
def test_every_day_is_understood_in_each_way_of_writing(day: date, today: date) -> None:
    ways = (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day}.{day.month}.{day.year}",
    )
    assert {day_of(way, today) for way in ways} == {day}
    short = day_of(f"{day.day}/{day.month}", today)
    assert short is not None
    assert (short.day, short.month) == (day.day, day.month)
    assert short <= today


@given(st.text(max_size=60), st.text(max_size=12))
@example("José Müller", "jose mull")
@example("Jose\u0301 ﬁjn", "jose fi")
def test_what_is_found_is_marked(text: str, typed: str) -> None:
    terms = asked(typed, TODAY).terms
    for begin, end in (marked := spans(text, terms)):
        assert 0 <= begin < end <= len(text)
    assert marked == sorted(marked)
    assert all(one[1] <= two[0] for one, two in pairwise(marked))


def test_marks_stand_around_the_words_as_they_are_written() -> None:
    text = "Beste José Müller, jose\u0301!"
    marked = [text[begin:end] for begin, end in spans(text, asked("jose mull", TODAY).terms)]
    assert marked == ["José", "Müller", "jose\u0301"]
