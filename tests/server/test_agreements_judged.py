"""What the server judges of a message: the writer's own words, at the moment it goes, for those who read it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.ids import new_id
from tests.school import TOREN, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.test_agreements import AGREED, agree, at, milliseconds, mode, send

QUIET = "Beste ouder\n\nTot ziens.\n\nGroeten"
ASKS = "Beste ouder\n\nKan u antwoorden?\n\nGroeten"
YES = "Beste juf\n\nJa, dat is in orde.\n\nGroeten"


def strict(*rules: str) -> Agreements:
    """A school that blocks parents and teachers by these rules."""
    document = AGREED[WILG]
    for rule in rules:
        document = mode(document, rule, parent="block", teacher="block")
    return document


def refused_by(result: dict[str, Any]) -> str | None:
    """The rule, or nothing: it went."""
    return None if result["status"] == "ok" else result["problem"]["values"]["rule"]


# ---- When it goes ----------------------------------------------------------------------------------------------------
def test_R8_R9_a_moment_that_passed_does_not_get_a_message_out_in_the_evening(client: Client, school: School) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 20:00")
    for passed in ("2026-11-23 16:00", "2026-11-23 20:00"):
        planned = {"send_at": milliseconds(passed)}
        assert refused_by(send(client, "toren-teacher", "wouts-mother", body=QUIET, **planned)) == "R8"
    agree(school, TOREN, mode(AGREED[TOREN], "R8", teacher="off"))
    task = "Beste ouder\n\nDe taak voor morgen: oefening 3.\n\nGroeten"
    planned = {"send_at": milliseconds("2026-11-23 15:30")}
    assert refused_by(send(client, "toren-teacher", "wouts-mother", body=task, **planned)) == "R9"
    assert client.objects("wouts-mother", "message") == {}


def test_R8_what_is_planned_in_the_evening_for_the_morning_is_taken(client: Client, school: School) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 20:00")
    for moment, allowed in (("07:00", True), ("06:59", False)):
        planned = {"send_at": milliseconds(f"2026-11-24 {moment}")}
        sent = send(client, "toren-teacher", "wouts-mother", body=QUIET, **planned)
        assert refused_by(sent) == (None if allowed else "R8")


# ---- Whose words -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "subject",
    [
        "DRINGEND zwemzak",
        "Is Noor ziek?",
        "Ruzie op de speelplaats",
        "Uitnodiging voor het oudercontact van klas 4B op 1 en 3 december",
        "Vul\u200b DRINGEND  het strookje in",
    ],
)
def test_a_polite_answer_is_taken_whatever_the_subject_of_the_other_person(
    client: Client, school: School, subject: str
) -> None:
    at(school, "2026-11-23 10:00")
    assert send(client, "teacher", "mother", subject=subject, body=ASKS)["status"] == "ok"
    (copy,) = client.objects("mother", "message")
    agree(school, WILG, strict("R1", "R3", "R13", "R16"))
    seen = " ".join(subject.replace("\u200b", "").split())

    def answer(subject: str, **more: Any) -> str | None:
        return refused_by(send(client, "mother", "teacher", subject=subject, body=YES, **more))

    assert answer(f"Re: {seen}") is not None  # of oneself, it is no answer
    assert answer("Re: DRINGEND EN WEL NU", in_reply_to=copy) == "R3"
    assert answer(f"Re: {seen}", in_reply_to=copy) is None


def test_a_message_that_is_passed_on_is_not_held_against_who_passes_it_on(client: Client, school: School) -> None:
    at(school, "2026-11-23 10:00")
    agree(school, WILG, strict("R3", "R7", "R13", "R16"))
    own = "Beste collega\n\nKijk eens wat een ouder mij schreef.\n\nVriendelijke groeten"
    quote = (
        "---- Doorgestuurd bericht ----\nVan: An\nDatum: nu\n\nHET IS ONAANVAARDBAAR! Noor is ziek, geef morgen raad."
    )
    assert refused_by(send(client, "teacher", "office", subject="Fwd: X", body=f"{own}\n\n{quote}")) is None
    look = "".join(f"<div>{line or '<br>'}</div>" for line in f"{own}\n\n{quote}".split("\n"))
    assert refused_by(send(client, "teacher", "office", subject="Fwd: X", body=look, body_type="html")) is None
    assert refused_by(send(client, "teacher", "office", subject="Fwd: X", body=f"{own}\n\n{quote[40:]}")) is not None


# ---- For whom --------------------------------------------------------------------------------------------------------
def test_R6_the_moment_is_by_the_role_of_who_reads(client: Client, school: School) -> None:
    """Where the school gives parents no moment none is too soon for them."""
    document = mode(AGREED[WILG], "R6", parent="off", teacher="block")
    agree(school, WILG, document)
    at(school, "2026-11-23 10:00")
    soon = {"asks": "answer", "answer_by": milliseconds("2026-11-24 10:00"), "body": ASKS}
    assert refused_by(send(client, "teacher", "mother", **soon)) is None
    assert refused_by(send(client, "teacher", "office", **soon)) == "R6"
    agree(school, WILG, replace(document, deadlines=replace(document.deadlines, office="off")))
    assert refused_by(send(client, "teacher", "office", **soon)) is None
    assert refused_by(client.command("teacher", new_id(), "send_message", {
        "to": [id_of("mother"), id_of("office")], "subject": "Vraag", **soon,
    })) is None  # fmt: skip
