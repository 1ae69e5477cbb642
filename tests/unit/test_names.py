"""Names as they are typed and pasted: whom they mean, and what is said about those that mean nobody."""

from __future__ import annotations

import pytest

from ssdesk.ui.inbox.names import LONGEST, MOST_NAMED, Names, brief, first_of, several

PEOPLE = {
    "An Claes, moeder (Noor Peeters)": "an",
    "An Claes, moeder (Sam Maes)": "other-an",
    "Els Van Damme, juf": "els",
    "Bart Peeters, vader": "bart",
    "Jan Janssens": "jan",
    "4B \u00b7 ouders (24)": "co:4b",
}
NAMES = Names(PEOPLE.items())


@pytest.mark.parametrize(
    ("pasted", "found", "unknown", "rest"),
    [
        ("Bart Peeters, Jan Janssens", ("bart", "jan"), (), ""),
        ("Bart Peeters, vader, Els Van Damme, juf", ("bart", "els"), (), ""),
        ("Peeters, Bart, Van Damme, Els", ("bart", "els"), (), ""),
        ("Bart Peeters, Zorro, Jan Janssens", ("bart", "jan"), ("Zorro",), "Zorro"),
        ("Van Damme, Piet, Maes, Jan", (), ("Van Damme", "Piet", "Maes", "Jan"), "Van Damme, Piet, Maes, Jan"),
        ("An Claes, Els Van Damme", ("els",), ("An Claes",), "An Claes"),
        ("els, juf\n- Bart <b@x.be>\n<zorro@x.be>", ("els", "bart"), ("<zorro@x.be>",), "<zorro@x.be>"),
        ("Zorro, Niemand; Peeters, Jan", (), ("Zorro", "Niemand", "Peeters", "Jan"), "Zorro, Niemand; Peeters, Jan"),
        ("4B \u00b7 ouders, Bart Peeters", ("co:4b", "bart"), (), ""),
    ],
)
def test_pasted_list_is_read(pasted: str, found: tuple[str, ...], unknown: tuple[str, ...], rest: str) -> None:
    listed = NAMES.listed(pasted)
    assert listed is not None
    assert (listed.found, listed.unknown, listed.rest) == (found, unknown, rest)


@pytest.mark.parametrize(
    "typed", ["Peeters, Bart", "Bart Peeters, vader", "Peeters, Jan", "zorro", "", ",", "an, moeder"]
)
def test_one_name_is_no_list(typed: str) -> None:
    assert NAMES.listed(typed) is None


def test_more_lines_than_a_message_has_names_are_only_counted() -> None:
    listed = NAMES.listed("Bart Peeters\n" * (MOST_NAMED + 1))
    assert listed is not None
    assert (listed.found, listed.count) == ((), MOST_NAMED + 1)


def test_one_name_means_a_person_in_any_order_and_with_commas() -> None:
    assert NAMES.one_of("Peeters, Bart") == "bart"
    assert NAMES.one_of("Peeters, Jan") == ""
    assert NAMES.fitting("claes, an") == ["An Claes, moeder (Noor Peeters)", "An Claes, moeder (Sam Maes)"]
    assert several("een\n") == []


def test_what_a_sentence_repeats_is_short() -> None:
    assert brief("Zorro\u200b") == "Zorro"
    assert brief("x" * 100_000) == "x" * (LONGEST - 1) + "\u2026"
    assert first_of(["Zorro", "Niemand", "Niemendal", "Nog een"]) == ["Zorro", "Niemand", "Niemendal"]
    assert first_of(["Jan" * 10, "Piet" * 10, "Els"]) == ["Jan" * 10]
