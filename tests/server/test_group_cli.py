"""The school's own groups, made and changed from the server's command line, beside a running server (R4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ssdesk.server import accounts
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of
from tests.server.conftest import Client
from tests.server.people import audited, rows
from tests.server.test_admin_cli import Printed, refused, run, school
from tests.server.test_groups import letter, send

__all__ = ["school"]


def group(client: Client, name: str = "Zwemgroep") -> dict[str, Any]:
    """As the office sees it; {} for none."""
    found = client.objects("office", "group").values()
    return next((one for one in found if one["name"] == name), {})


def told(school: School, printed: Printed, *words: str) -> list[str]:
    printed.readouterr()
    assert run(school, "list-groups", *words) == 0
    return printed.readouterr().out.splitlines()


def make(school: School, *who: str) -> None:
    assert run(school, "add-group", "Zwemgroep", *who) == 0


def test_a_group_of_named_pupils_is_one_the_office_writes_to(school: School, client: Client, capsys: Printed) -> None:
    make(school, "noor", "sam")
    assert capsys.readouterr().out == "The group Zwemgroep has 2 pupils.\n"
    made = group(client)
    assert (made["form"], made["co"]) == ("own", 3)
    id_ = send(client, "office", letter(group=made["id"]))
    people = client.objects("office", "sent_message")[id_]["recipients"]
    assert {one["account"] for one in people} == {id_of("mother"), id_of("father"), id_of("sams-mother")}
    assert ("server", "add_group", made["id"]) in audited(school)


def test_groups_are_listed_and_their_pupils_by_name(school: School, capsys: Printed) -> None:
    assert told(school, capsys) == ["The school has no groups of its own."]
    make(school, "sam", "noor")
    assert told(school, capsys) == ["Zwemgroep: 2 pupils"]
    assert told(school, capsys, "zwemGROEP") == ["Noor Peeters, 4B, noor", "Sam Peeters, 4B, sam"]


def test_pupils_come_and_go_and_the_group_keeps_its_id(school: School, client: Client) -> None:
    make(school, "noor")
    before = group(client)
    assert run(school, "change-group", "Zwemgroep", "--add", "sam", "NOOR", "--drop", "noor") == 0
    after = group(client)
    assert (after["id"], after["co"]) == (before["id"], 1)
    assert [row.pupil for row in rows(school, t.group_pupil, group_=after["id"])] == [id_of("Sam")]
    assert ("server", "change_group", after["id"]) in audited(school)


def test_a_group_that_is_removed_is_gone_and_its_messages_stay(school: School, client: Client, capsys: Printed) -> None:
    make(school, "noor")
    id_ = send(client, "office", letter(group=group(client)["id"]))
    capsys.readouterr()
    assert run(school, "remove-group", "Zwemgroep") == 0
    assert capsys.readouterr().out == "The group Zwemgroep is gone. Messages that were sent to it stay.\n"
    assert group(client) == {}
    assert client.objects("mother", "message")
    assert id_ in client.objects("office", "sent_message")
    assert rows(school, t.group_pupil) == []


# ---- Files -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "noor\nsam\n",
        "\ufeffnaam;Gebruikersnaam\r\nNoor Peeters;noor\r\n;\r\nSam Peeters; sam \r\n",
        'Username,klas\n"noor",4B\nsam,4B\nnoor,4B\n',
    ],
)
def test_a_file_names_the_pupils(school: School, tmp_path: Path, text: str, client: Client) -> None:
    file = tmp_path / "zwemmers.csv"
    file.write_bytes(text.encode())
    make(school, "--file", str(file))
    assert {row.pupil for row in rows(school, t.group_pupil)} == {id_of("Noor"), id_of("Sam")}
    file.write_text("sam\n")
    assert run(school, "change-group", "Zwemgroep", "--file", str(file)) == 0
    assert group(client)["co"] == 1, "exactly those in it"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"noor\nniemand\nleerkracht\n", "niemand is nobody's username (line 2 of zwemmers.csv); leerkracht"),
        (b"naam;username\nNoor;noor\nSam;nieman;\n", "nieman is nobody's username (line 3 of zwemmers.csv)"),
        (b"a\nb\nc\nd\ne\nf\ng\n", "e is nobody's username (line 5 of zwemmers.csv), and 2 more. Nothing was changed."),
        (b"\n\n", "zwemmers.csv names nobody. Write one username on each line."),
        (b"username\n", "zwemmers.csv names nobody."),
        (b"no\xffr\n", "It must be a CSV file in UTF-8. Nothing was changed."),
        (b'"noor\nsam', "zwemmers.csv cannot be read: "),
        (b"n" * (1024 * 1024 + 1), "zwemmers.csv is larger than 1 MB."),
        (None, "zwemmers.csv cannot be read: "),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_changes_nothing(
    school: School, tmp_path: Path, capsys: Printed, data: bytes | None, said: str
) -> None:
    file = tmp_path / "zwemmers.csv"
    if data is not None:
        file.write_bytes(data)
    assert said in refused(school, capsys, "add-group", "Zwemgroep", "--file", str(file))
    assert rows(school, t.group_) == []


# ---- What is refused -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add-group", "Nieuw"), "A group needs at least one pupil. Name them by their usernames, or give --file."),
        (("add-group", "Nieuw", "teacher"), "teacher is no pupil but staff. Nothing was changed."),
        (("add-group", "Nieuw", "noor", "nor"), "nor is nobody's username. Nothing was changed."),
        (("add-group", " ", "noor"), "A group needs a name of 1 to 80 characters."),
        (("add-group", "a\u202eb", "noor"), "A group needs a name of 1 to 80 characters."),
        (("add-group", "n" * 81, "noor"), "A group needs a name of 1 to 80 characters."),
        (("add-group", "zwem  groep", "noor"), "There is a group zwem groep already. Change it with change-group,"),
        (("add-group", "4b", "noor"), "There is a class 4b already. Choose another name."),
        (
            ("change-group", "Zwem groep"),
            "Nothing was changed. Say who comes (--add), who goes (--drop), or give --file.",
        ),
        (("change-group", "Zwem groep", "--drop", "sam"), "sam is not in this group. Nothing was changed."),
        (("change-group", "Zwem groep", "--drop", "noor"), "Nobody would be left in this group."),
        (("change-group", "Zwem groep", "--add", "{x}"), "{x} is nobody's username."),
        (("change-group", "Koor", "--add", "sam"), "There is no group Koor. There are: Zwem groep."),
        (("remove-group", "Koor"), "There is no group Koor. There are: Zwem groep."),
        (("list-groups", "4B"), "There is no group 4B. There are: Zwem groep."),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    school: School, capsys: Printed, words: tuple[str, ...], said: str
) -> None:
    assert run(school, "add-group", "Zwem  groep", "noor") == 0
    capsys.readouterr()
    command, *more = words
    assert said in refused(school, capsys, command, *more)
    assert told(school, capsys) == ["Zwem groep: 1 pupil"]


def test_who_has_left_the_school_comes_into_no_group_and_can_be_taken_out(school: School, capsys: Printed) -> None:
    make(school, "noor", "sam")
    left = t.pupil.update().where(t.pupil.c.school == WILG, t.pupil.c.id == id_of("Noor")).values(left_at=1)
    school.db.run_now(lambda connection: connection.execute(left) and None)
    assert told(school, capsys, "Zwemgroep")[0] == "Noor Peeters, 4B, noor, left"
    assert "noor has left the school." in refused(school, capsys, "add-group", "Koor", "noor")
    assert run(school, "change-group", "Zwemgroep", "--drop", "noor") == 0
    assert told(school, capsys, "Zwemgroep") == ["Sam Peeters, 4B, sam"]


def test_a_username_of_several_pupils_is_asked_for_otherwise(school: School, capsys: Printed) -> None:
    school.db.run_now(accounts.change, WILG, id_of("sams-mother"), username="noor")
    assert "noor stands for several pupils." in refused(school, capsys, "add-group", "Koor", "noor")
