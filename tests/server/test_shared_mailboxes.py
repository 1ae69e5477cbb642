"""Shared mailboxes: who holds one, what goes out in its name, and what nobody outside learns of its holders."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from ssdesk.protocol.ids import new_id
from ssdesk.server import accounts, cli
from ssdesk.server import tables as t
from ssdesk.server.commands.answering import LASTS_MS
from tests.mailboxes import shared, take_away
from tests.school import WILG, School, id_of
from tests.server.conftest import Client
from tests.server.people import audited, rows
from tests.server.test_commands import message, only, send

Tick = Callable[[School], None]
HOLDERS = ("office", "teacher")
FAMILIES = ("mother", "father", "noor", "lottes-father")
KINDS = ("message", "sent_message", "receipt", "mailbox", "answering", "contact", "draft")


@pytest.fixture
def mailbox(school: School) -> str:
    return shared(school, *HOLDERS)


def write_to(client: Client, who: str, mailbox: str, **more: Any) -> str:
    """The id of a message to the mailbox."""
    id_, args = new_id(), {**message(**more), "to": [mailbox]}
    assert client.command(who, id_, "send_message", args)["status"] == "ok"
    return id_


def do(client: Client, who: str, type_: str, /, **args: Any) -> str:
    """The status of a command, or the code of its refusal."""
    result = client.command(who, new_id(), type_, args)
    return str(result["problem"]["code"] if "problem" in result else result["status"])


def answer(client: Client, who: str, copy: dict[str, Any], **more: Any) -> str:
    args = {**message(), "to": [copy["sender"]], "in_reply_to": copy["id"], "pupil": copy.get("pupil"), **more}
    return do(client, who, "send_message", **args)


def all_seen(client: Client, name: str) -> str:
    """Every byte of a whole pull."""
    return json.dumps(client.pull(name))


# ---- Who finds it, who holds it --------------------------------------------------------------------------------------
def test_everybody_finds_it_and_only_its_holders_get_what_lies_in_it(client: Client, mailbox: str) -> None:
    for name in (*FAMILIES, *HOLDERS, "other-teacher"):
        contact = client.objects(name, "contact")[mailbox]
        assert contact == {"id": mailbox, "name": "Secretariaat", "role": "voor al uw vragen", "group": "office"}
    id_ = write_to(client, "mother", mailbox)
    sent = client.objects("mother", "sent_message")[id_]
    assert sent["recipients"] == [{"account": mailbox, "name": "Secretariaat", "role": "voor al uw vragen"}]
    for holder in HOLDERS:
        copy = only(client.objects(holder, "message"))
        assert (copy["folder"], copy["sender_name"], copy["pupil"]) == (f"{mailbox}/inbox", "An Claes", id_of("Noor"))
        assert client.objects(holder, "mailbox") == {
            mailbox: {"id": mailbox, "name": "Secretariaat", "label": "voor al uw vragen"}
        }
    for name in (*FAMILIES, "other-teacher"):
        assert client.objects(name, "message") == {}
        assert client.objects(name, "mailbox") == {}


def test_one_that_nobody_holds_is_found_by_nobody(client: Client, school: School, mailbox: str) -> None:
    """Else a parent would write to where nobody reads."""
    send(client, "office", "mother", mailbox=mailbox)
    take_away(school, mailbox, "teacher")
    school.db.run_now(accounts.close, WILG, id_of("office"), school.clock())
    assert mailbox not in client.objects("mother", "contact")
    assert do(client, "mother", "send_message", **{**message(), "to": [mailbox]}) == "unknown_recipient"
    assert answer(client, "mother", only(client.objects("mother", "message"))) == "nobody_reads"
    shared(school, "other-teacher")
    assert mailbox in client.objects("mother", "contact")


def test_a_mailbox_is_given_to_staff_only(client: Client, school: School) -> None:
    with pytest.raises(Exception, match="staff only"):
        shared(school, "mother")
    assert client.objects("mother", "mailbox") == {}


# ---- Its state is the mailbox's --------------------------------------------------------------------------------------
def test_all_holders_share_one_state_and_the_sender_sees_one_reader(client: Client, mailbox: str) -> None:
    write_to(client, "mother", mailbox)
    copy = only(client.objects("office", "message"))["id"]
    assert client.objects("mother", "receipt") == {}, "getting it opened nothing (R11)"
    assert do(client, "teacher", "open_message", message=copy) == "ok"
    assert do(client, "office", "set_flag", message=copy, flag="red") == "ok"
    assert do(client, "office", "mark_unread", message=copy, unread=True) == "ok"
    assert do(client, "teacher", "move_message", message=copy, folder="archive") == "ok"
    seen = [only(client.objects(holder, "message")) for holder in HOLDERS]
    assert seen[0] == seen[1]
    assert (seen[0]["folder"], seen[0]["flag"], seen[0]["unread"]) == (f"{mailbox}/archive", "red", True)
    receipt = only(client.objects("mother", "receipt"))
    assert (receipt["account"], receipt["name"], receipt["role"]) == (mailbox, "Secretariaat", "voor al uw vragen")
    assert do(client, "mother", "open_message", message=copy) == "unknown_message"
    assert do(client, "other-teacher", "move_message", message=copy, folder="trash") == "unknown_message"


def test_a_message_of_the_mailbox_does_not_go_into_a_persons_own_folder(client: Client, mailbox: str) -> None:
    write_to(client, "mother", mailbox)
    copy, folder = only(client.objects("office", "message"))["id"], new_id()
    assert do(client, "office", "save_folder", folder=folder, name="Van mij") == "ok"
    assert do(client, "office", "move_message", message=copy, folder=folder) == "wrong_folder"


def test_what_was_put_off_comes_back_into_the_mailbox(client: Client, school: School, tick: Tick, mailbox: str) -> None:
    write_to(client, "mother", mailbox)
    copy = only(client.objects("office", "message"))["id"]
    assert do(client, "office", "snooze", message=copy, until=school.clock() + 60_000) == "ok"
    assert only(client.objects("teacher", "message"))["folder"] == f"{mailbox}/later"
    school.clock.advance(seconds=61)
    tick(school)
    assert only(client.objects("teacher", "message"))["folder"] == f"{mailbox}/inbox"


# ---- In its name -----------------------------------------------------------------------------------------------------
def test_an_answer_goes_out_in_its_name_and_the_audit_knows_the_person(
    client: Client, school: School, mailbox: str
) -> None:
    first = write_to(client, "mother", mailbox)
    copy = only(client.objects("teacher", "message"))
    assert answer(client, "teacher", copy, mailbox=mailbox) == "ok"
    got = only(client.objects("mother", "message"))
    assert (got["sender"], got["sender_name"], got["sender_role"]) == (mailbox, "Secretariaat", "voor al uw vragen")
    assert (got["thread"], got["in_reply_to"], got["pupil"]) == (first, first, id_of("Noor"))
    for holder in HOLDERS:
        assert only(client.objects(holder, "message"))["answered_at"] == school.clock()
        sent = only(client.objects(holder, "sent_message"))
        assert (sent["folder"], sent["sender"]) == (f"{mailbox}/sent", mailbox)
    assert (id_of("teacher"), "send_as_mailbox", got["id"]) not in audited(school), "the parent's copy is not it"
    assert (id_of("teacher"), "send_as_mailbox", sent["id"]) in audited(school)
    assert "Petra" not in json.dumps(got)
    assert do(client, "mother", "open_message", message=got["id"]) == "ok"
    for holder in HOLDERS:
        assert only(client.objects(holder, "receipt"))["account"] == id_of("mother")


def test_a_desktop_that_does_not_know_mailboxes_answers_in_its_name_all_the_same(client: Client, mailbox: str) -> None:
    write_to(client, "mother", mailbox)
    assert answer(client, "teacher", only(client.objects("teacher", "message"))) == "ok"
    assert only(client.objects("mother", "message"))["sender_name"] == "Secretariaat"


def test_the_parent_answers_the_mailbox_as_any_person(client: Client, mailbox: str) -> None:
    send(client, "office", "mother", mailbox=mailbox)
    got = only(client.objects("mother", "message"))
    assert answer(client, "mother", got) == "ok"
    (back,) = client.objects("teacher", "message").values()
    assert (back["thread"], back["sender_name"]) == (got["thread"], "An Claes")


def test_nobody_writes_in_the_name_of_a_mailbox_they_do_not_hold(client: Client, school: School, mailbox: str) -> None:
    zorg = shared(school, "other-teacher", name="Zorg")
    write_to(client, "mother", mailbox)
    copy = only(client.objects("teacher", "message"))
    for who, more in (("mother", {}), ("other-teacher", {}), ("teacher", {"mailbox": zorg})):
        args = {**message("office"), "mailbox": mailbox, **more}
        assert do(client, who, "send_message", **args) == "not_your_mailbox"
    another = shared(school, "teacher", name="Directie")
    assert answer(client, "teacher", copy, mailbox=another) == "not_your_mailbox", "an answer is that mailbox's"
    assert client.objects("office", "sent_message") == {}


def test_it_writes_to_a_group_and_reminds_those_who_are_silent(client: Client, mailbox: str) -> None:
    to_class = [{"group": id_of("4B"), "audience": "co"}, {"group": id_of("4B"), "audience": "staff"}]
    args = {**message(), "groups": to_class, "mailbox": mailbox, "asks": "answer"}
    id_ = new_id()
    assert client.command("office", id_, "send_message", args)["status"] == "ok"
    sent = client.objects("teacher", "sent_message")[id_]
    assert {person["name"] for person in sent["recipients"]} == {"An Claes", "Bart Peeters", "Petra Wouters"}
    got = [one for one in client.objects("mother", "message").values() if one["sender"] == mailbox]
    assert [one["group"] for one in got] == [True]
    assert do(client, "teacher", "send_message", **{**message(), "remind": id_, "mailbox": mailbox}) == "ok"
    assert len(client.objects("mother", "message")) == 2
    assert do(client, "teacher", "withdraw", message=id_) == "ok"
    assert len(client.objects("mother", "message")) == 1


def test_one_for_later_is_the_mailboxs_until_it_leaves(
    client: Client, school: School, tick: Tick, mailbox: str
) -> None:
    later = school.clock() + 3_600_000
    first, second, third = (
        send(client, "teacher", "mother", mailbox=mailbox, send_at=later + n, subject=f"Later {n}") for n in range(3)
    )
    assert client.objects("office", "sent_message")[first]["folder"] == f"{mailbox}/scheduled"
    assert do(client, "other-teacher", "withdraw", message=first) == "unknown_message"
    assert do(client, "office", "withdraw", message=first) == "ok"
    assert client.objects("office", "draft")[first]["mailbox"] == mailbox
    assert client.objects("teacher", "draft") == {}
    school.clock.now = later + 1
    tick(school)
    assert client.objects("office", "sent_message")[second]["folder"] == f"{mailbox}/sent"
    assert only(client.objects("mother", "message"))["sender_name"] == "Secretariaat"
    take_away(school, mailbox, "teacher")
    school.clock.advance(hours=1)
    tick(school)
    assert client.objects("office", "sent_message")[third]["folder"] == f"{mailbox}/scheduled", "it did not leave"
    assert len(client.objects("mother", "message")) == 1


def test_who_lost_the_mailbox_does_not_take_back_what_it_planned_in_its_name(
    client: Client, school: School, mailbox: str
) -> None:
    planned = send(client, "teacher", "mother", mailbox=mailbox, send_at=school.clock() + 3_600_000)
    take_away(school, mailbox, "teacher")
    assert do(client, "teacher", "withdraw", message=planned) == "unknown_message"
    assert client.objects("teacher", "draft") == {}
    assert client.objects("office", "sent_message")[planned]["folder"] == f"{mailbox}/scheduled"


# ---- Taken away ------------------------------------------------------------------------------------------------------
def test_taken_away_it_is_out_of_sight_and_nothing_goes_out_in_its_name(
    client: Client, school: School, mailbox: str
) -> None:
    write_to(client, "mother", mailbox)
    copy = only(client.objects("teacher", "message"))
    assert do(client, "teacher", "tell_answering", message=copy["id"]) == "ok"
    cursors = {page["key"]: page["cursor"] for page in client.pull("teacher")["scopes"]}
    take_away(school, mailbox, "teacher")
    assert f"m:{mailbox}" in client.pull("teacher", cursors)["drop"]
    assert client.objects("teacher", "message") == {}
    assert client.objects("office", "answering") == {}
    assert answer(client, "teacher", copy, mailbox=mailbox) == "unknown_message"
    assert do(client, "teacher", "send_message", **message("office"), mailbox=mailbox) == "not_your_mailbox"
    assert do(client, "teacher", "open_message", message=copy["id"]) == "unknown_message"
    acts = [(action, subject) for _, action, subject in audited(school)]
    assert acts[-3:] == [("give_mailbox", id_of("office")), ("give_mailbox", id_of("teacher")),
                         ("take_mailbox", id_of("teacher"))]  # fmt: skip


def test_what_was_sent_in_its_name_comes_again_after_it_was_taken_away(
    client: Client, school: School, mailbox: str
) -> None:
    """The same command again gets its first answer and sends nothing; a new one is refused."""
    id_, args = new_id(), {**message("mother"), "mailbox": mailbox}
    first = client.command("teacher", id_, "send_message", args)
    take_away(school, mailbox, "teacher")
    assert client.command("teacher", id_, "send_message", args) == first
    with_other_id = client.command("teacher", new_id(), "send_message", args)
    assert with_other_id["problem"]["code"] == "not_your_mailbox"
    assert len(client.objects("mother", "message")) == 1


# ---- Being answered --------------------------------------------------------------------------------------------------
def test_the_other_holders_see_who_is_answering_until_it_is_sent_or_stopped(
    client: Client, school: School, mailbox: str
) -> None:
    write_to(client, "mother", mailbox)
    copy = only(client.objects("teacher", "message"))
    assert do(client, "teacher", "tell_answering", message=copy["id"]) == "ok"
    said = only(client.objects("office", "answering"))
    assert (said["message"], said["account"], said["name"]) == (copy["id"], id_of("teacher"), "Petra Wouters")
    assert said["until"] == school.clock() + LASTS_MS
    assert do(client, "teacher", "tell_answering", message=copy["id"], on=False) == "ok"
    assert client.objects("office", "answering") == {}
    assert do(client, "teacher", "tell_answering", message=copy["id"]) == "ok"
    assert do(client, "office", "tell_answering", message=copy["id"]) == "ok"
    assert answer(client, "teacher", copy) == "ok"
    assert only(client.objects("teacher", "answering"))["account"] == id_of("office"), "only the sender's own ends"
    for name in (*FAMILIES, "other-teacher"):
        assert do(client, name, "tell_answering", message=copy["id"]) == "unknown_message"


def test_it_ends_by_itself_unless_it_is_said_again(client: Client, school: School, tick: Tick, mailbox: str) -> None:
    """Also where the computer was switched off meanwhile."""
    write_to(client, "mother", mailbox)
    copy = only(client.objects("teacher", "message"))["id"]
    for _ in range(2):
        assert do(client, "teacher", "tell_answering", message=copy) == "ok"
        school.clock.now += LASTS_MS - 1000
        tick(school)
        assert len(client.objects("office", "answering")) == 1
    school.clock.advance(seconds=10)
    tick(school)
    assert client.objects("office", "answering") == {}
    assert rows(school, t.answering) == []


def test_a_person_is_never_being_answered_for(client: Client, mailbox: str) -> None:
    """A message of the own mailbox is nobody else's business."""
    send(client, "mother", "teacher")
    copy = only(client.objects("teacher", "message"))["id"]
    assert do(client, "teacher", "tell_answering", message=copy) == "unknown_message"


# ---- What no outsider learns -----------------------------------------------------------------------------------------
def test_no_byte_to_a_family_says_who_holds_it_or_how_many(client: Client, school: School) -> None:
    """Karel Smet teaches none of Noor's classes: nobody of her family knows him, and he answers."""
    mailbox = shared(school, "other-teacher")
    write_to(client, "mother", mailbox)
    copy = only(client.objects("other-teacher", "message"))
    before = {name: all_seen(client, name) for name in FAMILIES}
    for more in ("open_message", "tell_answering"):
        assert do(client, "other-teacher", more, message=copy["id"]) == "ok"
    assert answer(client, "other-teacher", copy) == "ok"
    for name in ("mother", "father", "noor"):
        said = all_seen(client, name)
        assert "Karel" not in said
        assert id_of("other-teacher") not in said
    with_two = shared(school, "office")
    assert with_two == mailbox
    for name in ("father", "noor", "lottes-father"):
        assert _rows(all_seen(client, name)) == _rows(before[name]), "one holder more, one answer more: nothing moved"


def _rows(pulled: str) -> Any:
    """What a pull holds, without the school's counter."""
    return {page["key"]: page.get("rows", []) for page in json.loads(pulled)["scopes"]}


# ---- The office's command line ---------------------------------------------------------------------------------------
def test_the_office_makes_one_gives_it_and_takes_it_away(
    client: Client, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> int:
        return cli.main(["mailbox", str(school.folder), WILG, *words])

    assert run("Directie", "--label", "De directeur", "--give", "office", "--give", id_of("teacher")) == 0
    (made,) = rows(school, t.mailbox)
    assert (made.name, made.label) == ("Directie", "De directeur")
    assert client.objects("mother", "contact")[made.id]["role"] == "De directeur"
    assert run("Directie", "--take", "teacher") == 0
    assert made.id in client.objects("office", "mailbox")
    assert made.id not in client.objects("teacher", "mailbox")
    assert made.id in client.objects("mother", "contact")
    assert "0 given, 1 taken away" in capsys.readouterr().out
    assert run("Zorg", "--give", id_of("mother")) == 1
    assert "staff only" in capsys.readouterr().err
    names = school.db.read_now(lambda connection: list(connection.scalars(select(t.mailbox.c.name))))
    assert names == ["Directie"], "all of it or nothing"
