"""The school's agreements on the server: kept by version, sent to everybody, enforced where the school says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from ssdesk.protocol.agreements import RULES, Agreements
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.planner import AgendaItem
from ssdesk.rules.agreements.reading import read
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import accounts, agreements, cli, planner
from ssdesk.server import tables as t
from ssdesk.server.demo.content import read_text
from tests.school import PEOPLE, TOREN, WILG, School, id_at, id_of
from tests.server.conftest import Client
from tests.server.people import audited

OF = {WILG: "agreements_dewilg.toml", TOREN: "agreements_atheneum-zuid.toml"}
AGREED: dict[str, Agreements] = {slug: read(read_text(name)) for slug, name in OF.items()}
BODY = "Beste ouders\n\nMorgen is er een toets. Vergeet uw boek niet.\n\nVriendelijke groeten"
QUIET = "Beste ouder\n\nTot ziens.\n\nGroeten"
Printed = pytest.CaptureFixture[str]


def agree(school: School, slug: str, document: Agreements) -> Agreements:
    return school.db.run_now(agreements.publish, slug, document, school.clock(), "server")


def at(school: School, moment: str) -> None:
    """The school's clock stands at this."""
    school.clock.now = milliseconds(moment)


def milliseconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).replace(tzinfo=SCHOOL_TIME).timestamp() * 1000)


def message(*to: str, **more: Any) -> dict[str, Any]:
    return {"to": [id_of(name) for name in to], "subject": "Toets", "body": BODY, **more}


def send(client: Client, name: str, *to: str, **more: Any) -> dict[str, Any]:
    return client.command(name, new_id(), "send_message", message(*to, **more))


def mode(document: Agreements, rule: str, **modes: str) -> Agreements:
    name = RULES[rule]
    return replace(document, **{name: replace(getattr(document, name), **modes)})


# ---- Kept and sent ---------------------------------------------------------------------------------------------------
def test_everybody_at_the_school_has_its_agreements_and_nobody_those_of_another(client: Client, school: School) -> None:
    for slug, document in AGREED.items():
        agree(school, slug, document)
    for name, person in PEOPLE.items():
        (seen,) = client.objects(name, "agreements").values()
        assert seen["title"] == AGREED[person.school].title
        assert seen["evening"]["says"] == AGREED[person.school].evening.says


def test_each_version_is_kept_and_audited_and_the_newest_travels(client: Client, school: School) -> None:
    first = agree(school, WILG, AGREED[WILG])
    school.clock.advance(days=1)
    second = agree(school, WILG, mode(AGREED[WILG], "R8", teacher="block"))

    kept = school.db.read_now(lambda c: [tuple(row) for row in c.execute(select(t.agreements).order_by("version"))])
    assert [(row[0], row[1], row[2]) for row in kept] == [(WILG, 1, first.changed_at), (WILG, 2, second.changed_at)]
    (seen,) = client.objects("mother", "agreements").values()
    assert (seen["version"], seen["evening"]["teacher"]) == (2, "block")
    assert [found for found in audited(school) if found[1] == "set_agreements"] == [
        ("server", "set_agreements", "")
    ] * 2


def test_the_same_agreements_again_are_no_new_version(client: Client, school: School) -> None:
    agree(school, WILG, AGREED[WILG])
    before = client.pull("mother")["check"]

    assert agree(school, WILG, AGREED[WILG]).version == 1
    assert client.pull("mother")["check"] == before


def test_a_school_without_agreements_lets_everything_pass_as_before(client: Client, school: School) -> None:
    at(school, "2026-11-23 23:00")

    assert client.objects("mother", "agreements") == {}
    assert send(client, "toren-teacher", "wouts-mother")["status"] == "ok"


def test_the_command_line_gives_a_school_its_agreements(school: School, tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "afspraken.toml"
    file.write_text(read_text(OF[TOREN]), "utf-8")
    command = ["set-agreements", str(school.folder), TOREN, str(file)]

    assert cli.main(command) == 0
    assert "Version 1" in capsys.readouterr().out
    assert school.db.read_now(agreements.current, TOREN).evening == AGREED[TOREN].evening  # type: ignore[union-attr]
    assert school.db.read_now(agreements.current, WILG) is None


def test_the_command_line_says_what_is_wrong_and_changes_nothing(
    school: School, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "afspraken.toml"
    for text, said in (("[evening]\nafter = 17\n", "Line 2: evening.after"), ("\udcff", "cannot be read")):
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        assert cli.main(["set-agreements", str(school.folder), WILG, str(file)]) == 1
        assert said in capsys.readouterr().err
    assert cli.main(["set-agreements", str(school.folder), WILG, str(tmp_path / "nothing")]) == 1
    assert cli.main(["set-agreements", str(school.folder), "nowhere", str(file)]) == 1
    assert school.db.read_now(agreements.current, WILG) is None


# ---- Enforced --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-11-23 17:59", True),
        ("2026-11-23 18:00", True),
        ("2026-11-23 18:01", False),
        ("2026-11-24 00:00", False),
        ("2026-11-24 06:59", False),
        ("2026-11-24 07:00", True),
        ("2026-10-26 18:00", True),
        ("2026-10-26 18:01", False),
        ("2026-03-30 18:00", True),
        ("2026-03-30 18:01", False),
    ],
)
def test_R8_the_server_refuses_what_a_teacher_sends_too_late_where_the_school_blocks_it(
    client: Client, school: School, now: str, allowed: bool
) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, now)

    result = send(client, "toren-teacher", "wouts-mother", body="Beste ouder\n\nTot ziens.\n\nGroeten")

    assert (result["status"] == "ok") is allowed
    assert len(client.objects("wouts-mother", "message")) == allowed
    if not allowed:
        assert result["problem"]["code"] == "agreement"
        assert result["problem"]["title"] == "The school sends nothing after {hour}"
        assert result["problem"]["values"]["hour"] == "18:00"
        assert result["problem"]["values"]["rule"] == "R8"
        assert result["problem"]["values"]["says"] == AGREED[TOREN].evening.says


def test_R8_only_advises_where_the_school_only_advises_and_never_stops_a_family(client: Client, school: School) -> None:
    for slug, document in AGREED.items():
        agree(school, slug, document)
    at(school, "2026-11-23 23:00")

    assert send(client, "teacher", "mother")["status"] == "ok"
    assert send(client, "wouts-mother", "toren-teacher")["status"] == "ok"


def test_R8_only_what_went_in_time_goes_again_after_a_restore(client: Client, school: School) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 23:00")
    school.app.parts.identity.renew(school.clock())
    before, since = id_at(milliseconds("2026-11-23 16:00")), id_at(school.clock())

    assert client.command("toren-teacher", before, "send_message", message("wouts-mother"))["status"] == "ok"
    refused = client.command("toren-teacher", since, "send_message", message("wouts-mother"))
    assert refused["problem"]["values"]["rule"] == "R8"
    assert len(client.objects("wouts-mother", "message")) == 1


def test_R9_a_task_for_tomorrow_is_refused_unless_it_stood_in_the_agenda(client: Client, school: School) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 16:30")
    refused = send(client, "toren-teacher", "wouts-mother")
    assert (refused["status"], refused["problem"]["values"]["rule"]) == ("rejected", "R9")
    assert refused["problem"]["values"]["day"] == "24/11/2026"

    item = AgendaItem(new_id(), "1C", "2026-11-24", "test", "Wiskunde", "Toets", given_on="2026-11-16")
    school.db.run_now(planner.put_item, TOREN, id_of("1C"), item)

    assert send(client, "toren-teacher", "wouts-mother")["status"] == "ok"
    at(school, "2026-11-24 16:30")
    assert send(client, "toren-teacher", "wouts-mother")["status"] == "rejected"


def test_R9_only_the_agenda_of_the_classes_to_which_it_goes_counts(client: Client, school: School) -> None:
    agree(school, WILG, mode(AGREED[WILG], "R9", teacher="block"))
    school.db.run_now(accounts.set_classes, WILG, id_of("teacher"), [id_of("4B"), id_of("5A")])
    at(school, "2026-11-23 16:30")

    def sent(*to: str) -> list[str]:
        return [str(send(client, "teacher", *names)["status"]) for names in (("mother",), ("lottes-father",), to)]

    both = ("mother", "lottes-father")
    assert sent(*both) == ["rejected"] * 3
    item = AgendaItem(new_id(), "5A", "2026-11-24", "material", "Muziek", "Fluit")
    school.db.run_now(planner.put_item, WILG, id_of("5A"), item)
    assert sent(*both) == ["rejected", "ok", "rejected"]
    school.db.run_now(planner.put_item, WILG, id_of("4B"), replace(item, id=new_id(), class_name="4B"))
    assert sent(*both, "office") == ["ok"] * 3


@pytest.mark.parametrize("late", ["18:00", "18:01", "23:00"])
def test_R8_what_was_planned_in_time_goes_though_the_server_comes_to_it_later(
    client: Client, school: School, tick: Callable[[School], None], late: str
) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 16:00")
    planned = send(client, "toren-teacher", "wouts-mother", body=QUIET, send_at=milliseconds("2026-11-23 18:00"))
    assert planned["status"] == "ok"
    at(school, f"2026-11-23 {late}")
    tick(school)
    (copy,) = client.objects("wouts-mother", "message").values()
    assert copy["sent_at"] == school.clock()


@pytest.mark.parametrize(("morning", "status"), [("07:00", "ok"), ("06:59", "rejected")])
def test_R8_what_is_put_off_as_the_rule_offers_it_is_taken_in_the_evening(
    client: Client, school: School, morning: str, status: str
) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 20:00")
    planned = milliseconds(f"2026-11-24 {morning}")
    assert send(client, "toren-teacher", "wouts-mother", body=QUIET, send_at=planned)["status"] == status


REFUSED: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "R1": ("mother", ("teacher",), {"subject": "x" * 61}),
    "R3": ("mother", ("teacher",), {"subject": "DRINGEND ANTWOORD"}),
    "R5": ("teacher", ("mother",), {"subject": "A: oudercontact"}),
    "R7": ("teacher", ("mother",), {"body": "Beste ouder\n\nGeef morgen 2 euro mee.\n\nGroeten"}),
    "R13": ("mother", ("teacher",), {"body": "Beste juf\n\nDit is onaanvaardbaar.\n\nGroeten"}),
    "R14": ("office", ("mother", "father", "noor", "teacher"), {}),
    "R16": ("mother", ("teacher",), {"body": "Beste juf\n\nNoor is ziek.\n\nGroeten"}),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_every_rule_that_can_be_broken_is_refused_where_it_blocks_and_passes_where_it_does_not(
    client: Client, school: School, rule: str
) -> None:
    name, to, more = REFUSED[rule]
    every = ("parent", "pupil", "teacher", "office")
    at(school, "2026-11-24 10:00")
    agree(school, WILG, mode(AGREED[WILG], rule, **dict.fromkeys(every, "block")))
    refused = send(client, name, *to, **more)
    assert refused["problem"]["code"] == "agreement"
    assert refused["problem"]["values"]["rule"] == rule
    assert refused["problem"]["values"]["says"] == getattr(AGREED[WILG], RULES[rule]).says

    for how in ("advise", "off"):
        agree(school, WILG, mode(AGREED[WILG], rule, **dict.fromkeys(every, how)))
        assert send(client, name, *to, **more)["status"] == "ok"


def test_R6_an_answer_sooner_than_the_days_of_the_reader_allow_is_refused(client: Client, school: School) -> None:
    agree(school, WILG, mode(AGREED[WILG], "R6", parent="block"))
    school.db.run_now(accounts.set_weekdays, WILG, id_of("teacher"), [0, 1, 3])
    at(school, "2026-11-23 16:00")
    sooner, agreed = (milliseconds(f"2026-11-26 {clock}") for clock in ("15:59", "16:00"))
    refused = send(client, "mother", "teacher", asks="answer", answer_by=sooner)
    assert (refused["status"], refused["problem"]["values"]["rule"]) == ("rejected", "R6")
    assert send(client, "mother", "teacher", asks="answer", answer_by=agreed)["status"] == "ok"
    school.db.run_now(accounts.set_weekdays, WILG, id_of("teacher"), range(5))
    assert send(client, "mother", "teacher", asks="answer", answer_by=sooner)["status"] == "ok"


def test_R12_an_answer_that_it_was_not_meant_for_me_can_be_refused_for_the_one_click_answer(
    client: Client, school: School
) -> None:
    agree(school, WILG, mode(AGREED[WILG], "R12", parent="block"))
    assert send(client, "teacher", "mother")["status"] == "ok"
    (copy,) = client.objects("mother", "message")
    body = "Beste juf\n\nDit was niet voor mij bedoeld.\n\nGroeten"

    assert send(client, "mother", "teacher", body=body)["status"] == "ok"
    assert send(client, "mother", "teacher", body=body, in_reply_to=copy)["problem"]["values"]["rule"] == "R12"


def test_the_office_and_a_teacher_have_modes_of_their_own(client: Client, school: School) -> None:
    agree(school, WILG, mode(AGREED[WILG], "R8", office="block", teacher="off"))
    at(school, "2026-11-23 17:01")

    assert send(client, "office", "mother")["status"] == "rejected"
    assert send(client, "teacher", "mother")["status"] == "ok"


def test_a_refusal_is_final_and_leaves_nothing(client: Client, school: School) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 20:00")
    id_ = new_id()
    first = client.command("toren-teacher", id_, "send_message", message("wouts-mother"))
    at(school, "2026-11-24 09:00")

    assert client.command("toren-teacher", id_, "send_message", message("wouts-mother")) == first
    assert client.objects("toren-teacher", "sent_message") == {}
    assert send(client, "toren-teacher", "wouts-mother")["status"] == "ok"


# ---- What holds whatever was agreed ----------------------------------------------------------------------------------
@pytest.mark.parametrize("agreed", [True, False])
def test_R1_R2_R4_R11_R15_hold_whatever_was_agreed(client: Client, school: School, agreed: bool) -> None:
    """A subject and a text, blind copy, a receipt only by opening, accounts of the school only."""
    if agreed:
        every = dict.fromkeys(("parent", "pupil", "teacher", "office"), "off")
        document = AGREED[WILG]
        for rule in RULES:
            document = mode(document, rule, **every)
        agree(school, WILG, document)
    assert send(client, "teacher", "mother", subject=" ")["problem"]["code"] == "no_subject"  # R1
    assert send(client, "teacher", "mother", body=" ")["problem"]["code"] == "no_text"  # R2
    assert send(client, "mother", "toren-teacher")["problem"]["code"] == "unknown_recipient"  # R15
    assert send(client, "teacher", "mother", "father")["status"] == "ok"
    for name in ("mother", "father"):  # R4
        (copy,) = client.objects(name, "message").values()
        assert "recipients" not in copy
        assert id_of("father" if name == "mother" else "mother") not in str(copy)

    def opened() -> dict[str, Any]:
        return {one["account"]: one.get("opened_at") for one in client.objects("teacher", "receipt").values()}

    assert opened() == {}  # R11: syncing makes none
    (copy_id,) = client.objects("mother", "message")
    assert client.command("mother", new_id(), "open_message", {"message": copy_id})["status"] == "ok"
    assert opened() == {id_of("mother"): school.clock()}


def test_an_agreement_is_not_asked_of_an_account_that_may_not_send(client: Client, school: School) -> None:
    agree(school, TOREN, AGREED[TOREN])
    at(school, "2026-11-23 20:00")
    a = t.account.c
    school.db.run_now(
        lambda c: c.execute(update(t.account).where(a.id == id_of("toren-teacher")).values(no_rights='["send"]'))
    )

    assert send(client, "toren-teacher", "wouts-mother")["problem"]["code"] == "may_not_send"


def test_of_a_text_with_a_look_the_words_are_judged(client: Client, school: School) -> None:
    agree(school, WILG, mode(AGREED[WILG], "R3", teacher="block"))
    at(school, "2026-11-23 14:00")
    body = "<div>{}</div><ul><li>Woensdag gaan wij met de klas naar het <b>bos</b>.</li></ul><div>Groeten</div>"
    look = {"subject": "Bos", "body_type": "html"}
    sent = send(client, "teacher", "mother", **look, body=body.format("Beste <i>ouders</i>"))
    assert sent["status"] == "ok"
    refused = send(client, "teacher", "mother", **look, body=body.format("<i>Beste</i> KINDEREN, OUDERS, ALLEMAAL"))
    assert refused["problem"]["values"]["rule"] == "R3"
