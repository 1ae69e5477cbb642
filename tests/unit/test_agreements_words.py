"""The agreements about what is written and to whom (R1 to R5, R12 to R17), at two schools."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ssdesk.protocol.agreements import RULES, Agreements
from ssdesk.rules.agreements.advise import advice, part
from ssdesk.rules.agreements.calendar import paper_first
from ssdesk.rules.agreements.letter import Fix
from tests.unit.agreed import BODY, WILG, ZUID, at, said, written

ROLES = ("parent", "pupil", "teacher", "office")
both = pytest.mark.parametrize("school", [WILG, ZUID], ids=["wilg", "zuid"])
anything = st.text(st.characters(codec="utf-8"), max_size=300) | st.lists(
    st.sampled_from(["morgen", "DRINGEND", "taak", "dinsdag", "2 december", "A:", "ziek", "!", "\n", "Beste", "geef"])
).map(" ".join)


@both
def test_of_an_ordinary_message_nothing_is_said(school: Agreements) -> None:
    for role in ROLES:
        assert said(school, role, written()) == {}


@both
def test_R1_a_message_without_a_subject_is_refused_whatever_is_agreed(school: Agreements) -> None:
    lenient = replace(school, subject=replace(school.subject, **dict.fromkeys(ROLES, "off")))
    for role in ROLES:
        for document in (school, lenient):
            for subject in ("   ", "\u200b\u2060"):
                found = said(document, role, written(subject))["R1"]
                assert found.mode == "block"
                assert found.says == school.subject.says


@both
def test_R1_a_long_subject_is_advised_against_from_the_agreed_length_on(school: Agreements) -> None:
    longest = school.subject.longest
    lenient = replace(school, subject=replace(school.subject, parent="off"))

    assert "R1" not in said(school, "parent", written("x" * longest))
    assert said(school, "parent", written("x" * (longest + 1)))["R1"].mode == "advise"
    assert "R1" not in said(lenient, "parent", written("x" * (longest + 1)))


@both
def test_R2_an_attachment_alone_is_refused(school: Agreements) -> None:
    for body in ("", " \n ", "\u200b\ufeff"):
        alone = said(school, "parent", written(body=body, attachments=1))["R2"]
        assert (alone.mode, alone.says) == ("block", school.text.says)
        assert alone.title != said(school, "parent", written(body=body))["R2"].title


@pytest.mark.parametrize(
    ("subject", "calm"),
    [
        ("DRINGEND zwemzak morgen", "Zwemzak voor dinsdag"),
        ("Dringend: ZWEMZAK voor morgen!!!", "Zwemzak voor dinsdag"),
        ("VERGEET DE ZWEMZAK NIET", "Vergeet de zwemzak niet"),
        ("LET OP: schoolreis VANDAAG", "Schoolreis voor maandag"),
        ("UITSTAP", "Uitstap"),
        ("Info CLB en LVS", None),
        ("Zwemzak morgen", None),
    ],
)
def test_R3_shouting_in_the_subject_can_be_calmed(subject: str, calm: str | None) -> None:
    found = said(WILG, "teacher", written(subject)).get("R3")

    assert (found and found.fix) == (calm and Fix("subject", calm))


def test_R3_a_subject_that_is_only_a_cry_has_nothing_to_offer() -> None:
    found = said(WILG, "teacher", written("DRINGEND!!!"))["R3"]

    assert found.fix is None


def test_R3_shouting_in_the_text_and_missing_courtesies() -> None:
    body = "Ik vind DIT NIET KUNNEN en ik wil graag weten waarom het zo is gegaan."
    found = [one.fix for one in advice(WILG, "parent", written(body=body), at("2026-11-23 10:00")) if one.rule == "R3"]

    assert Fix("replace", "Goedendag\n\n", 0, 0) in found
    assert Fix("replace", "\n\nMet vriendelijke groeten", len(body), len(body)) in found
    assert any(fix and body[fix.start : fix.end] == "NIET KUNNEN" and fix.text == "Niet kunnen" for fix in found)


def test_R3_a_fix_settles_what_it_was_offered_for() -> None:
    body = "De uitstap van volgende week gaat door, ook als het regent."
    for _ in range(3):
        found = advice(WILG, "office", written(body=body, group=True), at("2026-11-23 10:00"))
        fix = next((one.fix for one in found if one.rule == "R3"), None)
        if fix is not None:
            body = body[: fix.start] + fix.text + body[fix.end :]

    assert body.startswith("Beste ouders\n\nDe uitstap")
    assert body.endswith("\n\nMet vriendelijke groeten")
    assert "R3" not in said(WILG, "office", written(body=body))


@pytest.mark.parametrize(
    "body",
    [
        "Geachte directie\n\nDe rekening klopt niet met wat er op de brief stond.\n\nMet hoogachting\nJan Maes",
        "Collega's\n\nDe technieker komt donderdag om het toestel te herstellen.\n\nTot dan\nJonas",
        "Dag juf, de brooddoos van Oscar staat hier nog op het aanrecht. Fijne dag!",
    ],
)
def test_R3_knows_many_ways_to_greet_and_to_close(body: str) -> None:
    assert "R3" not in said(WILG, "teacher", written(body=body))


def test_R3_a_sentence_is_no_greeting_and_a_name_no_closing() -> None:
    body = "De turnzak ligt nog in de kleedkamer.\n\nTot 16 uur kan men hem daar komen halen. Daarna niet meer.\nPetra"
    found = advice(WILG, "teacher", written(body=body), at("2026-11-23 10:00"))

    assert [one.title for one in found] == ["No greeting", "No closing"]


def test_R3_can_be_off_for_a_role() -> None:
    assert "R3" not in said(ZUID, "parent", written("SCHANDE OP SCHOOL"))
    assert "R3" in said(ZUID, "pupil", written("GEEN SCHOOL MORGEN"))


@both
def test_R4_a_group_is_in_blind_copy_whatever_is_agreed(school: Agreements) -> None:
    lenient = replace(school, blind_copy=replace(school.blind_copy, office="off"))
    for document in (school, lenient):
        found = said(document, "office", written(recipients=81, group=True), good=True)["R4"]
        assert (found.mode, found.values) == ("good", {"count": 81})
    assert "R4" not in said(school, "office", written(recipients=1), good=True)


def test_R5_A_in_the_subject_is_offered_as_a_request_and_stays_the_writers_to_make() -> None:
    for subject in ("A: oudercontact 2 december", "a: oudercontact 2 december", "A - oudercontact 2 december"):
        found = said(WILG, "teacher", written(subject)).get("R5")
        assert (found is not None) is subject.startswith("A")
        if found:
            assert found.fix == Fix("confirmation", "oudercontact 2 december")
    assert said(WILG, "teacher", written("A: x", asks="confirm"), good=True)["R5"].mode == "good"
    assert "R5" not in said(WILG, "teacher", written("A: x", asks="answer"), good=True)
    assert "R5" not in said(WILG, "teacher", written("Agenda: oudercontact"))
    assert "R5" not in said(ZUID, "teacher", written("A: oudercontact"))
    for subject in ("A-ploeg voetbal", "A–kamp", "A- en B-ploeg", "A -ploeg", "A:"):
        assert "R5" not in said(WILG, "teacher", written(subject)), subject
    for subject in ("A:oudercontact", "A : oudercontact", "A – oudercontact"):
        assert said(WILG, "teacher", written(subject))["R5"].fix == Fix("confirmation", "oudercontact"), subject


@both
def test_R12_a_message_that_reached_the_wrong_person_is_told_to_its_sender(school: Agreements) -> None:
    body = BODY.replace("De foto's", "Dit bericht was niet voor mij bestemd. De foto's")

    assert said(school, "parent", written(body=body, answering=True))["R12"].fix == Fix("not_for_me")
    assert said(school, "parent", written(body=body, answering=True))["R12"].says == school.wrong_person.says
    assert "R12" not in said(school, "parent", written(body=body))


@both
def test_R13_a_conflict_is_offered_a_talk(school: Agreements) -> None:
    found = said(school, "parent", written("Gesprek", "Beste directie\n\nDit is onaanvaardbaar voor ons.\n\nGroeten"))

    fix = found["R13"].fix
    assert fix is not None
    assert (fix.kind, fix.start, fix.end) == (
        "talk",
        len("Beste directie"),
        len("Beste directie\n\nDit is onaanvaardbaar voor ons.\n\n"),
    )
    assert found["R13"].says == school.conflict.says


@both
def test_R14_a_family_writes_to_whom_it_concerns(school: Agreements) -> None:
    most = school.right_person.most

    assert "R14" not in said(school, "parent", written(recipients=most))
    assert said(school, "parent", written(recipients=most + 1))["R14"].says == school.right_person.says
    assert "R14" not in said(school, "teacher", written(recipients=most + 1))


def test_R16_an_absence_is_recognised_and_the_number_shown() -> None:
    for body in ("Noor is ziek.", "Noor heeft koorts", "Sam kan morgen niet naar school komen", "Noor blijft thuis"):
        found = said(WILG, "parent", written("Noor", body))["R16"]
        assert found.fix == Fix("phone", "03 555 01 23")
        assert found.says == "Is uw kind ziek? Bel voor 9 uur naar het secretariaat."
        assert "R16" not in said(ZUID, "parent", written("Noor", body)), "by form at this school"
        assert "R16" not in said(WILG, "teacher", written("Noor", body))
    assert "R16" not in said(WILG, "parent", written("Muziek", "De muziekles was fijn."))
    assert "R16" not in said(WILG, "parent", written("Rekening", "Finn is toen ziek geweest."))
    assert "R16" not in said(
        replace(WILG, absence=replace(WILG.absence, phone="")), "parent", written(body="Noor is ziek.")
    )


def test_R17_the_paper_agenda_comes_first_in_the_classes_the_school_names() -> None:
    assert paper_first(WILG, "1A")
    assert not paper_first(WILG, "4B")
    assert not paper_first(ZUID, "1A")
    assert paper_first(replace(ZUID, paper_agenda=replace(ZUID.paper_agenda, classes=["*"])), "6C")


TIMELESS = {
    "R1": written(" "),
    "R2": written(body=" ", attachments=1),
    "R3": written("GEEN SCHOOL"),
    "R4": written(recipients=81, group=True),
    "R5": written("A: oudercontact"),
    "R12": written(body=BODY.replace("De foto's", "Dit was niet voor mij bedoeld, de foto's"), answering=True),
    "R13": written("Boos"),
    "R14": written(recipients=9),
    "R16": written("Noor is ziek"),
}
MINUTES = ("00:00", "07:29", "07:30", "15:30", "15:31", "16:59", "17:00", "17:01", "18:00", "18:01", "23:59")


@pytest.mark.parametrize("day", ["2026-10-25", "2026-10-26", "2026-03-29", "2026-03-30"])
@pytest.mark.parametrize("rule", TIMELESS)
def test_R1_to_R5_and_R12_to_R16_say_the_same_at_every_minute_when_the_clocks_change(rule: str, day: str) -> None:
    every = dict.fromkeys(ROLES, "advise")
    for school in (WILG, ZUID):
        document = replace(school, **{RULES[rule]: replace(part(school, rule), **every)})
        role = "parent" if rule in ("R12", "R14", "R16") else "teacher"
        found = [said(document, role, TIMELESS[rule], f"{day} {minute}", good=True).get(rule) for minute in MINUTES]
        known = rule != "R16" or bool(school.absence.phone)
        assert found == [found[0]] * len(MINUTES)
        assert (found[0] is not None) is known


@both
def test_a_rule_blocks_advises_or_is_silent_as_the_school_says_for_each_role(school: Agreements) -> None:
    for rule, name, letter in (
        ("R13", "conflict", written("Boos", BODY)),
        ("R14", "right_person", written(recipients=50)),
    ):
        for role in ROLES:
            for mode in ("block", "advise", "off", "a mode of tomorrow"):
                document = replace(school, **{name: replace(part(school, rule), **{role: mode})})
                found = said(document, role, letter).get(rule)
                assert (found.mode if found else "off") == (mode if mode in ("block", "off") else "advise")


def test_every_rule_has_its_part_with_the_schools_own_sentence() -> None:
    assert list(RULES) == [f"R{number}" for number in range(1, 18)]
    assert all(part(WILG, rule).says for rule in RULES)


@given(st.sampled_from([WILG, ZUID]), st.sampled_from(ROLES), anything, anything, st.integers(0, 60 * 24 * 400))
def test_no_text_is_too_strange_and_every_fix_fits_into_it(
    school: Agreements, role: str, subject: str, body: str, minutes: int
) -> None:
    letter = written(subject, body, recipients=4)
    for one in advice(school, role, letter, at("2026-08-25 00:00") + timedelta(minutes=minutes)):
        assert one.title.format_map(dict(one.values))
        one.explanation.format_map(dict(one.values))
        if one.span:
            assert 0 <= one.span[0] < one.span[1] <= len(body)
        if one.fix:
            assert one.fix.label.format_map(one.fix.values)
            assert 0 <= one.fix.start <= one.fix.end <= len(body)
        if one.fix and one.fix.kind == "subject":
            assert one.fix.text.strip()
            assert one.fix.text != subject
