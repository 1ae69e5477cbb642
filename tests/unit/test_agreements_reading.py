"""The agreements as a school writes them: what is read, and what is said of what cannot be."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssdesk.errors import SsdeskError
from ssdesk.protocol.agreements import RULES, Agreements
from ssdesk.rules.agreements.reading import CHECKS, LARGEST, read
from ssdesk.server.demo.content import read_text
from tests.unit.agreed import WILG, ZUID


def refused(text: str) -> str:
    with pytest.raises(SsdeskError) as refusal:
        read(text)
    assert refusal.value.code == "agreements"
    assert "Nothing was changed" in str(refusal.value)
    return str(refusal.value)


def test_two_schools_agree_on_different_things() -> None:
    assert (WILG.evening.after, WILG.evening.next_morning) == (17 * 60, 7 * 60 + 30)
    assert (ZUID.evening.after, ZUID.evening.next_morning) == (18 * 60, 7 * 60)
    assert (WILG.evening.teacher, ZUID.evening.teacher) == ("advise", "block")
    assert (WILG.deadlines.first_reaction.applies_to, ZUID.deadlines.first_reaction.applies_to) == ("asks", "none")


def test_what_is_left_out_is_as_usual() -> None:
    assert read("") == Agreements(id="", version=0, changed_at=0)
    assert read("[evening]\nafter = 18:30:00\n").evening.after == 18 * 60 + 30


def test_what_travels_is_what_was_read() -> None:
    for document in (WILG, ZUID):
        assert msgspec.json.decode(msgspec.json.encode(document), type=Agreements) == document


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x"\n\n[evening]\nsays = "Na 17 uur niets."\nafter = "25:00"\n', 'Line 5: evening.after .* "17:00"'),
        ('[evening]\nteacher = "forbid"\n', 'Line 2: evening.teacher .*"block", "advise" or "off"'),
        ("[evening]\nafter = 17\n", "Line 2: evening.after"),
        ("[evening]\nafter = 17:00:30\n", "Line 2: evening.after"),
        ('[evening]\nafter = "07:30"\n', r"Line 2: evening.after .*later than evening.next_morning \(07:30\)"),
        ("[ahead]\n\nhours = 0\n", "Line 3: ahead.hours .*1 to 720"),
        ("[ahead]\nhours = true\n", "Line 2: ahead.hours"),
        ("[deadlines.answer]\nhours = 9999\n", "Line 2: deadlines.answer.hours"),
        ('[deadlines]\nsays = "x"\nanswer = { applies_to = "some" }\n', "Line 3: deadlines.answer.applies_to"),
        ('free_days = ["2026-11-31"]\n', "Line 1: free_days .*2026-11-24"),
        ("free_days = [2026-11-24T10:00:00]\n", "Line 1: free_days"),
        ("free_days = [1026-11-24]\n", "Line 1: free_days"),
        ('[polite]\nsays = "een\\ntwee"\n', "Line 2: polite.says .*one line"),
        (f'[polite]\nsays = "{"x" * 301}"\n', "Line 2: polite.says .*300"),
        ("[evenings]\n", "Line 1: evenings is not known.*Known here: .*evening"),
        ("[tasks]\nnext_morning = '08:00'\n", "Line 2: tasks.next_morning is not known"),
        ("version = 3\n", "Line 1: version is not known"),
        ("evening = 17\n", r"Line 1: evening .*\[evening\]"),
        ("[paper_agenda]\nclasses = '1A'\n", "Line 2: paper_agenda.classes"),
        ("[polite\n", "cannot be read.*line 1"),
        ("[polite]\nsays = 'a'\nsays = 'b'\n", "cannot be read.*line 3"),
        ("a = " + "[" * 5000, "cannot be read"),
        ("#" * (LARGEST + 1), "64 kB"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line_and_what_it_must_be(text: str, said: str) -> None:
    import re

    assert re.search(said, refused(text).replace("\n", " "))


def test_every_field_of_the_document_can_be_written() -> None:
    def names(struct: type[msgspec.Struct]) -> set[str]:
        found = set()
        for field in msgspec.structs.fields(struct):
            inner = isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
            found |= names(field.type) if inner else {field.name}
        return found

    assert names(Agreements) - {"id", "version", "changed_at"} == CHECKS.keys()
    assert set(RULES.values()) < {field.name for field in msgspec.structs.fields(Agreements)}


LINES = [*read_text("agreements_dewilg.toml").splitlines(), *read_text("agreements_atheneum-zuid.toml").splitlines()]


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=12))
def test_any_text_is_a_document_or_an_error_that_can_be_shown(lines: list[str]) -> None:
    try:
        document = read("\n".join(lines))
    except SsdeskError as error:
        told = str(error)
    else:
        told = document.evening.next_morning < document.evening.after
    assert told
