"""Fields of a template: filled in where there is something for them, seen where not."""

from __future__ import annotations

from ssdesk.rules.fields import Field, filled, left_in
from ssdesk.rules.markup import html_of, lines_of, lines_of_text, text_of

VALUES: dict[Field, str] = {"child": "Noor", "class": "4B", "date": "1 december 2026"}


def fill(text: str) -> str:
    return text_of(filled(lines_of_text(text), VALUES))


def test_fields_are_filled_in_both_languages_however_they_are_written() -> None:
    assert fill("{Voornaam  kind} van {klas}\n{date}") == "Noor van 4B\n1 december 2026"
    assert fill("{first name of the child}, {class}, {datum}") == "Noor, 4B, 1 december 2026"


def test_what_cannot_be_filled_in_stays_and_is_told_once() -> None:
    text = fill("{klas}: {school}, {voornam kind}, {school} { x } {1} {} {niet\nhier}")
    assert text == "4B: {school}, {voornam kind}, {school} { x } {1} {} {niet\nhier}"
    assert left_in(text) == ["{school}", "{voornam kind}"]
    assert left_in("Niets.") == []


def test_a_field_keeps_its_look() -> None:
    lines = filled(lines_of("<div>Dag <b>{voornaam kind}</b></div><ul><li>{klas}</li></ul>"), VALUES)
    assert html_of(lines) == "<div>Dag <b>Noor</b></div><ul><li>4B</li></ul>"
