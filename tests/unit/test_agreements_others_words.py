"""Words of others are not judged as the writer's: the subject that an answer takes over, and a message that is passed
on; at two schools that block."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ssdesk.protocol.agreements import RULES, Agreements
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.letter import Letter
from ssdesk.rules.agreements.talk import REQUEST
from ssdesk.rules.agreements.words import without_quote
from ssdesk.rules.subjects import answered, is_answer
from tests.unit.agreed import WILG, ZUID, at, said, written

MODES = dict.fromkeys(("parent", "pupil", "teacher", "office"), "block")
ANSWER = "Beste juf\n\nJa, dat is in orde voor ons.\n\nVriendelijke groeten"
SUBJECTS = {
    "DRINGEND zwemzak": "R3",
    "Is Noor ziek?": "R16",
    "Ruzie op de speelplaats": "R13",
    "Uitnodiging voor het oudercontact van klas 4B op dinsdag 1 december en donderdag 3 december": "R1",
}
OWN = "Beste directeur\n\nHieronder leest u wat ik van een ouder kreeg.\n\nVriendelijke groeten\nPetra"
QUOTE = (
    "---- Doorgestuurd bericht ----\nVan: An Claes, moeder van Noor\nDatum: maandag 23 november 2026, 09:00\n"
    "Onderwerp: Zwemmen\n\nDit is ONAANVAARDBAAR EN SCHANDALIG!\nNoor is ziek.\nIk verwacht morgen een antwoord."
)


def strict(school: Agreements) -> Agreements:
    """Everything blocks, for everybody; absences are told by phone."""
    modes = {name: replace(getattr(school, name), **MODES) for name in RULES.values()}
    return replace(school, **modes | {"absence": replace(school.absence, **MODES, phone="014 55 01 23")})


both = pytest.mark.parametrize("school", [strict(WILG), strict(ZUID)], ids=["wilg", "zuid"])


@both
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_subject_of_who_is_answered_is_not_held_against_who_answers(school: Agreements, subject: str) -> None:
    letter = written(f"Re: {subject}", ANSWER, answering=True, answered=subject)
    assert SUBJECTS[subject] in said(school, "parent", replace(letter, answered="", subject=subject))
    assert said(school, "parent", letter) == {}


@both
def test_an_own_subject_of_an_answer_is_judged_and_none_at_all_is_refused(school: Agreements) -> None:
    answer = written("Re: Zwemmen", ANSWER, answering=True, answered="Zwemmen")
    assert "R3" in said(school, "parent", replace(answer, subject="Re: DRINGEND zwemmen"))
    assert "R3" in said(school, "parent", replace(answer, subject="Re: ZWEMMEN"))
    assert said(school, "parent", replace(answer, subject=" ", answered=""))["R1"].mode == "block"
    assert "R3" in said(school, "parent", written("Re: DRINGEND", ANSWER, answered="DRINGEND"))  # it answers nothing


def test_a_day_in_the_subject_of_the_other_is_no_day_one_asks_something_for() -> None:
    body = "Beste juf\n\nKan u mij zeggen wat ze nodig heeft?\n\nGroeten"
    answer = written("Re: Zwemmen morgen", body, answering=True)
    assert "R7" in said(strict(WILG), "parent", answer)
    assert "R7" not in said(strict(WILG), "parent", replace(answer, answered="Zwemmen morgen"))


def test_it_is_the_same_subject_whatever_was_left_out_because_it_cannot_be_seen() -> None:
    long = "Uitnodiging " * 16 + "voor"
    for original in ("Zwemmen", "RE: Zwemmen", "Zwem\u202emen \u200b 4B", "Re\u0301unie", "", long):
        assert is_answer(answered(original), original)
        assert is_answer(answered(" ".join(original.replace("\u202e", "").replace("\u200b", "").split())), original)
    assert not is_answer("Zwemmen", "Zwemmen")
    assert not is_answer("Re: Zwemmen 4B", "Zwemmen")


@both
def test_a_message_that_is_passed_on_is_not_judged_as_the_words_of_who_passes_it_on(school: Agreements) -> None:
    forwarded = written("Fwd: Zwemmen", f"{OWN}\n\n{QUOTE}")
    for role in ("teacher", "parent"):
        assert said(school, role, forwarded) == said(school, role, written("Fwd: Zwemmen", OWN)) == {}
        assert said(school, role, written("Fwd: Zwemmen", f"\n\n{QUOTE}")) == {}
    shouting = said(school, "teacher", written(body=OWN.replace("Hieronder leest", "HIERONDER LEEST") + f"\n\n{QUOTE}"))
    assert list(shouting) == ["R3"]


def test_what_a_click_mends_leaves_the_quote_as_it_is() -> None:
    body = f"Dit is onaanvaardbaar, en daarom leest u het hier.\n\n{QUOTE}"
    for _ in range(3):
        found = advice(WILG, "teacher", Letter("Fwd: Zwemmen", body), at("2026-11-23 10:00"))
        fix = next((one.fix for one in found if one.fix is not None), None)
        if fix is not None:
            body = body[: fix.start] + fix.text + body[fix.end :]
    assert body.endswith(f"\n\n{QUOTE}")
    assert REQUEST in without_quote(body)


def test_only_what_the_composer_puts_above_a_message_begins_a_quote() -> None:
    for text in ("Beste\n\n---- pauze ----\nDaarna zwemmen we.", "Beste ---- Van: x ----\nVan: x", "-- \nAn: x"):
        assert without_quote(text) == text
    assert without_quote("Dag\n\n---- Message transf\u00e9r\u00e9 ----\nDe : x") == "Dag"
