"""The office's acts from the server's own command line, beside a running server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from ssdesk.server import cli
from ssdesk.server import tables as t
from ssdesk.server.app import present
from tests.school import WILG, Clock, School, id_of
from tests.server.conftest import Client
from tests.server.people import Someone, audited, invited, rows, signed_in, with_password
from tests.server.test_activation import walk

Printed = pytest.CaptureFixture[str]
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?: [0-9A-HJKMNP-TV-Z]{4}){3}")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """Its clock is the real one, which the command line uses."""
    with School.open(tmp_path / "server", Clock(present())) as opened:
        yield opened


def run(school: School, command: str, *words: str) -> int:
    return cli.main([command, str(school.folder), WILG, *words])


def code(printed: Printed) -> str:
    (found,) = CODE.findall(printed.readouterr().out)
    return str(found)


def refused(school: School, printed: Printed, command: str, *words: str) -> str:
    """What is said on the error output."""
    assert run(school, command, *words) == 1
    return printed.readouterr().err


def test_a_new_co_account_shares_the_childs_username_and_signs_in(
    school: School, client: Client, capsys: Printed
) -> None:
    assert run(school, "add-user", "co", "Griet Nieuw", "--child", "Noor", "Peeters", "--role", "step_parent") == 0
    state = signed_in(client, "noor", code(capsys)).get("/v1/session")
    assert (state["name"], state["step"], state["pupil_name"]) == ("Griet Nieuw", "agreement", "Noor Peeters")
    (made,) = rows(school, t.account, name="Griet Nieuw")
    assert (made.slot, made.pupil) == (3, id_of("Noor"))
    assert ("server", "add_user", made.id) in audited(school)


def test_a_new_child_and_its_class_are_made(school: School, client: Client, capsys: Printed) -> None:
    words = ("co", "Rik Ver", "--child", "Zoë", "De Smedt", "--class", "6B", "--born", "2015-02-01", "--role", "father")
    assert run(school, "add-user", *words) == 0
    someone = signed_in(client, "zoe.desmedt", code(capsys))
    assert someone.get("/v1/password")["about"] == ["Rik Ver", "Zoë", "De Smedt", "2015-02-01"]


def test_a_new_member_of_staff_is_known_to_the_parents_of_its_class(
    school: School, client: Client, capsys: Printed
) -> None:
    assert run(school, "add-user", "staff", "Karin Devos", "--class", "4B", "--title", "zorgjuf") == 0
    assert "karin.devos" in capsys.readouterr().out
    assert "Karin Devos" in {contact["name"] for contact in client.objects("mother", "contact").values()}
    assert "Karin Devos" not in {contact["name"] for contact in client.objects("lottes-father", "contact").values()}


def test_what_makes_no_account_is_said(school: School, capsys: Printed) -> None:
    assert "Name the child" in refused(school, capsys, "add-user", "co", "X", "--role", "mother")
    assert "Name the child" in refused(school, capsys, "add-user", "staff", "X", "--child", "Noor", "Peeters")
    assert "role" in refused(school, capsys, "add-user", "co", "X", "--child", "Noor", "Peeters")
    for number in range(4):
        assert run(school, "add-user", "co", f"X{number}", "--child", "Noor", "Peeters", "--role", "other") == 0
    assert "six" in refused(school, capsys, "add-user", "co", "X", "--child", "Noor", "Peeters", "--role", "other")


def test_letters_are_one_page_each_and_their_codes_work(school: School, client: Client, tmp_path: Path) -> None:
    for name in ("mother", "father", "lottes-father"):
        invited(school, name)
    file = tmp_path / "letters.pdf"
    assert run(school, "letters", str(file)) == 0
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) == 3
    opened = {signed_in(client, "noor", CODE.findall(page)[0]).get("/v1/session")["account"] for page in pages[:2]}
    assert opened == {id_of("mother"), id_of("father")}
    assert run(school, "letters", str(file), "--class", "5A") == 0
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == 1
    assert [action for _, action, _ in audited(school)].count("letter") == 4


def test_nobody_waiting_for_a_letter_is_said(school: School, capsys: Printed, tmp_path: Path) -> None:
    assert "Nobody waits" in refused(school, capsys, "letters", str(tmp_path / "letters.pdf"))


def test_a_one_time_code_from_the_command_line(school: School, client: Client, capsys: Printed) -> None:
    with_password(school, "mother")
    assert run(school, "reset-code", id_of("mother")) == 0
    body = {"username": "noor", "code": code(capsys), "password": "zeven rode fietsen", "device_name": "x"}
    assert Someone(client).ask("POST", "/v1/reset/complete", body).status_code == 200
    invited(school, "father")
    assert "letter" in refused(school, capsys, "reset-code", id_of("father"))


def test_a_shared_username_names_nobody_alone(school: School, capsys: Printed) -> None:
    said = refused(school, capsys, "reset-code", "noor")
    assert id_of("mother") in said
    assert id_of("father") in said


def test_an_address_is_confirmed_only_as_it_was_filled_in(school: School, client: Client, capsys: Printed) -> None:
    someone = signed_in(client, "noor", invited(school, "mother"))
    walk(someone, "email")
    assert "not the address" in refused(school, capsys, "confirm-email", id_of("mother"), "x@y.be")
    assert run(school, "confirm-email", id_of("mother"), "An.Claes@voorbeeld.be") == 0
    assert someone.get("/v1/session")["step"] == "active"
    assert ("server", "email_confirmed", id_of("mother")) in audited(school)


def test_a_suspension_from_the_command_line_and_its_end(school: School, client: Client, capsys: Printed) -> None:
    with_password(school, "lottes-father")
    someone = signed_in(client, "lotte")
    assert run(school, "suspend", "lotte", "--reason", "Onbeleefd", "--until", "2126-01-07T08:00") == 0
    state = someone.get("/v1/session")
    assert (state["step"], state["reason"]) == ("suspended", "Onbeleefd")
    assert "past" in refused(school, capsys, "suspend", "lotte", "--reason", "x", "--until", "2020-01-01T08:00")
    assert run(school, "resume", "lotte") == 0
    assert someone.get("/v1/session")["step"] == "active"
    assert "neither" in refused(school, capsys, "resume", "lotte")


@pytest.mark.parametrize("days", ["do,ma,di", "Mon, TUE,thu", "maandag,dinsdag,thursday,do"])
def test_working_days_from_the_command_line(school: School, client: Client, capsys: Printed, days: str) -> None:
    assert "weekdays" not in client.objects("mother", "contact")[id_of("teacher")]
    assert run(school, "working-days", "teacher", days) == 0
    assert capsys.readouterr().out == "Petra Wouters works on mon,tue,thu.\n"
    for who in ("mother", "noor", "office", "teacher"):
        assert client.objects(who, "contact")[id_of("teacher")]["weekdays"] == [0, 1, 3]
    assert ("server", "working_days", id_of("teacher")) in audited(school)
    assert run(school, "working-days", "teacher", "ma,di,wo,do,vr") == 0
    assert "weekdays" not in client.objects("mother", "contact")[id_of("teacher")]


@pytest.mark.parametrize(
    ("who", "days", "said"),
    [
        ("teacher", "ma,za", "“za” is no working day. Write days from Monday to Friday"),
        ("teacher", "ma;di", "“ma;di” is no working day"),
        ("teacher", "", "“” is no working day"),
        ("lotte", "ma", "Dirk Maes is not staff. Only staff has working days. Nothing was changed."),
        ("nobody", "ma", "There is no school or account nobody"),
    ],
)
def test_what_are_no_working_days_is_said_and_changes_nothing(
    school: School, capsys: Printed, who: str, days: str, said: str
) -> None:
    assert said in refused(school, capsys, "working-days", who, days)
    assert "working_days" not in [action for _, action, _ in audited(school)]


def test_an_unknown_folder_school_or_account_is_said(school: School, tmp_path: Path, capsys: Printed) -> None:
    assert cli.main(["resume", str(tmp_path / "nowhere"), WILG, "x"]) == 1
    assert "no server" in capsys.readouterr().err
    assert cli.main(["resume", str(school.folder), "nowhere", "x"]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert "nobody" in refused(school, capsys, "resume", "nobody")
