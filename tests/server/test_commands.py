"""What a command does, who may give it, and that it takes effect exactly once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from ssdesk.protocol.ids import new_id
from ssdesk.server import people
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of
from tests.server.conftest import Client

TEXT = "Beste juf\n\nNoor is ziek en blijft vandaag thuis.\n\nMet vriendelijke groeten"


def message(*to: str, **more: Any) -> dict[str, Any]:
    return {"to": [id_of(name) for name in to], "subject": "Noor is ziek", "body": TEXT, **more}


def send(client: Client, name: str, *to: str, **more: Any) -> str:
    id_ = new_id()
    assert client.command(name, id_, "send_message", message(*to, **more))["status"] == "ok"
    return id_


def only(objects: dict[str, dict[str, Any]]) -> dict[str, Any]:
    (one,) = objects.values()
    return one


def test_a_message_lies_in_both_mailboxes_and_in_no_other(client: Client) -> None:
    id_ = send(client, "mother", "teacher")
    sent = client.objects("mother", "sent_message")[id_]
    assert sent["recipients"] == [{"account": id_of("teacher"), "name": "Petra Wouters", "role": "juf van klas 4B"}]
    assert (sent["pupil"], sent["folder"], sent["thread"]) == (id_of("Noor"), "sent", id_)
    copy = only(client.objects("teacher", "message"))
    assert (copy["sender_name"], copy["sender_role"], copy["body"]) == ("An Claes", "moeder van Noor Peeters", TEXT)
    assert (copy["folder"], copy["pupil"], copy["thread"]) == ("inbox", id_of("Noor"), id_)
    assert "recipients" not in copy
    assert copy["preview"] == "Beste juf Noor is ziek en blijft vandaag thuis. Met vriendelijke groeten"
    for other in ("father", "noor", "sams-mother", "office", "other-teacher"):
        assert not client.objects(other, "message")
        assert not client.objects(other, "sent_message")


def test_the_seq_of_an_answer_is_in_the_snapshot_of_a_later_pull(client: Client) -> None:
    result = client.command("mother", new_id(), "send_message", message("teacher"))
    assert client.pull("mother")["check"] >= result["seq"] > 0


def test_a_command_sent_again_gets_the_first_answer_and_has_no_second_effect(client: Client, school: School) -> None:
    id_, args = new_id(), message("teacher")
    first = client.command("mother", id_, "send_message", args)
    school.clock.advance(hours=1)
    assert client.command("mother", id_, "send_message", dict(reversed(args.items()))) == first
    assert len(client.objects("teacher", "message")) == 1


def test_an_id_is_never_used_for_another_command(client: Client) -> None:
    id_ = send(client, "mother", "teacher")
    result = client.command("mother", id_, "send_message", message("teacher", body="Iets anders"))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "reused_id")
    assert len(client.objects("teacher", "message")) == 1


def test_another_account_may_use_the_same_id(client: Client) -> None:
    """Ids of others tell nothing, not even by being refused."""
    id_ = new_id()
    assert client.command("mother", id_, "delete_draft", {"draft": new_id()})["status"] == "ok"
    assert client.command("father", id_, "delete_draft", {"draft": new_id()})["status"] == "ok"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"subject": "  "}, "no_subject"),
        ({"body": " \n "}, "no_text"),
        ({"subject": "\u200b\u2060\u3164"}, "no_subject"),
        ({"body": "\u200b\n\ufeff\u2800"}, "no_text"),
        ({"body": "<p>\u200b</p>", "body_type": "html"}, "no_text"),
        ({"to": [id_of("other-teacher")]}, "unknown_recipient"),
        ({"to": [id_of("father")]}, "unknown_recipient"),
        ({"to": [id_of("toren-teacher")]}, "unknown_recipient"),
        ({"to": [id_of("nobody at all")]}, "unknown_recipient"),
        ({"to": [id_of("mother")]}, "unknown_recipient"),
        ({"pupil": id_of("Sam")}, "unknown_pupil"),
        ({"in_reply_to": id_of("no message")}, "unknown_message"),
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_for_good(client: Client, change: dict[str, Any], code: str) -> None:
    id_, args = new_id(), message("teacher") | change
    result = client.command("mother", id_, "send_message", args)
    assert (result["status"], result["problem"]["code"]) == ("rejected", code)
    assert client.command("mother", id_, "send_message", args) == result
    assert not client.objects("mother", "sent_message")
    assert not client.objects("teacher", "message")


def test_unknown_commands_and_arguments_are_refused_one_by_one(client: Client) -> None:
    batch = [
        {"id": new_id(), "type": "fly_home", "args": {}},
        {"id": new_id(), "type": "open_message", "args": {"message": new_id(), "quickly": True}},
        {"id": new_id(), "type": "delete_draft", "args": {"draft": new_id()}},
    ]
    results = client.ask("mother", "POST", "/v1/commands", json={"commands": batch}).json()["results"]
    assert [result["status"] for result in results] == ["rejected", "rejected", "ok"]
    assert [result["problem"]["code"] for result in results[:2]] == ["unknown_command", "bad_arguments"]


def test_without_the_right_to_send_one_reads_on_and_is_told(client: Client, school: School) -> None:
    a = t.account.c
    school.db.run_now(
        lambda c: c.execute(update(t.account).where(a.id == id_of("mother")).values(no_rights='["send"]'))
    )
    result = client.command("mother", new_id(), "send_message", message("teacher"))
    assert result["problem"]["code"] == "may_not_send"
    assert client.pull("mother")["complete"]


def test_nobody_writes_to_somebody_who_has_left(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother")
    close(school, "teacher")
    result = client.command("mother", new_id(), "send_message", message("teacher"))
    assert (result["problem"]["code"], result["status"]) == ("recipient_left", "rejected")
    assert "Petra" not in str(result), "a tombstone does not tell that this writer ever saw the name"
    copy = only(client.objects("mother", "message"))
    answer = message("teacher", in_reply_to=copy["id"])
    assert client.command("mother", new_id(), "send_message", answer)["problem"]["code"] == "recipient_left"
    assert copy["thread"] == id_


def close(school: School, name: str) -> None:
    def work(connection: Any) -> None:
        connection.execute(update(t.account).where(t.account.c.id == id_of(name)).values(state="closed"))
        people.refresh(connection, WILG, [id_of(name)])

    school.db.run_now(work)


# ---- Answers and threads ---------------------------------------------------------------------------------------------
def test_an_answer_belongs_to_the_thread_in_each_mailbox(client: Client) -> None:
    first = send(client, "mother", "teacher")
    copy = only(client.objects("teacher", "message"))
    second = send(client, "teacher", "mother", in_reply_to=copy["id"])
    answered = client.objects("teacher", "message")[copy["id"]]
    assert answered["answered_at"] is not None
    assert "opened_at" not in answered, "answering makes no receipt"
    got = only(client.objects("mother", "message"))
    assert (got["thread"], got["in_reply_to"]) == (first, first)
    third = send(client, "mother", "teacher", in_reply_to=got["id"])
    last = next(m for m in client.objects("teacher", "message").values() if m["id"] != copy["id"])
    assert (last["thread"], last["in_reply_to"]) == (first, second)
    assert client.objects("mother", "sent_message")[third]["in_reply_to"] == got["id"]


def test_two_parents_of_one_group_message_never_learn_of_each_other(client: Client) -> None:
    group = send(client, "teacher", "mother", "father", "sams-mother")
    copies = {name: only(client.objects(name, "message")) for name in ("mother", "father", "sams-mother")}
    assert copies["mother"]["pupil"] == id_of("Noor")
    assert copies["sams-mother"]["pupil"] == id_of("Sam")
    answer = send(client, "father", "teacher", in_reply_to=copies["father"]["id"], body="Geheim van vader")
    both = send(client, "teacher", "father", "mother", in_reply_to=only(client.objects("teacher", "message"))["id"])
    new = next(m for m in client.objects("mother", "message").values() if m["id"] != copies["mother"]["id"])
    assert (new["thread"], new.get("in_reply_to")) == (both, None), "the thread with father is not hers"
    whole = client.ask("mother", "POST", "/v1/pull", json={"epoch": epoch(client)}).text
    assert not any(trace in whole for trace in ("Geheim", id_of("father"), "Bart", answer))
    assert len(client.objects("teacher", "sent_message")[group]["recipients"]) == 3


def epoch(client: Client) -> str:
    found: str = client.get(f"/{WILG}/.well-known/ssdesk").json()["epoch"]
    return found


def test_one_may_answer_somebody_whom_one_no_longer_sees(client: Client, school: School) -> None:
    send(client, "teacher", "mother")
    s = t.class_staff.c

    def move(connection: Any) -> None:
        connection.execute(t.class_staff.delete().where(s.account == id_of("teacher")))
        people.refresh(connection, WILG, [id_of("teacher")], classes=[id_of("4B")])

    school.db.run_now(move)
    assert client.command("mother", new_id(), "send_message", message("teacher"))["status"] == "rejected"
    send(client, "mother", "teacher", in_reply_to=only(client.objects("mother", "message"))["id"])


# ---- Receipts and folders --------------------------------------------------------------------------------------------
def test_opening_makes_the_receipt_once_in_both_mailboxes(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", "father")
    copy = only(client.objects("mother", "message"))
    school.clock.advance(hours=2)
    opened = school.clock.now
    assert client.command("mother", new_id(), "open_message", {"message": copy["id"]})["status"] == "ok"
    school.clock.advance(hours=2)
    assert client.command("mother", new_id(), "open_message", {"message": copy["id"]})["status"] == "ok"
    assert client.objects("mother", "message")[copy["id"]]["opened_at"] == opened
    receipt = only(client.objects("teacher", "receipt"))
    assert receipt == {"id": copy["id"], "message": id_, "account": id_of("mother"), "name": "An Claes",
                       "role": "moeder van Noor Peeters", "opened_at": opened}  # fmt: skip


def test_pulling_makes_no_receipt(client: Client) -> None:
    send(client, "teacher", "mother")
    for _ in range(3):
        client.pull("mother")
    assert not client.objects("teacher", "receipt")


@pytest.mark.parametrize("type_", ["open_message", "move_message"])
def test_nobody_touches_a_message_of_another_mailbox(client: Client, type_: str) -> None:
    send(client, "teacher", "mother")
    copy = only(client.objects("mother", "message"))
    args = {"message": copy["id"]} | ({"folder": "trash"} if type_ == "move_message" else {})
    theirs = client.command("father", new_id(), type_, args)
    nothing = client.command("father", new_id(), type_, args | {"message": new_id()})
    assert theirs["problem"] == nothing["problem"], "a foreign message is answered like one that does not exist"
    assert "opened_at" not in client.objects("mother", "message")[copy["id"]]


def test_messages_move_between_the_folders_of_their_kind(client: Client) -> None:
    id_ = send(client, "teacher", "mother")
    copy = only(client.objects("mother", "message"))["id"]
    assert client.command("mother", new_id(), "move_message", {"message": copy, "folder": "archive"})["status"] == "ok"
    assert client.objects("mother", "message")[copy]["folder"] == "archive"
    assert client.objects("teacher", "sent_message")[id_]["folder"] == "sent"
    wrong = client.command("mother", new_id(), "move_message", {"message": copy, "folder": "sent"})
    assert wrong["problem"]["code"] == "wrong_folder"
    client.command("teacher", new_id(), "move_message", {"message": id_, "folder": "trash"})
    assert client.objects("teacher", "sent_message")[id_]["folder"] == "trash"


# ---- Drafts, notifications, details ----------------------------------------------------------------------------------
def test_a_draft_travels_between_computers_and_the_later_one_is_told_of_the_conflict(client: Client) -> None:
    draft = new_id()
    saved = client.command("mother", new_id(), "save_draft", {"draft": draft, "body": "Beste"}, if_version=0)
    assert saved["status"] == "ok"
    assert only(client.objects("mother", "draft"))["version"] == 1
    again = client.command("mother", new_id(), "save_draft", {"draft": draft, "body": "Beste juf"}, if_version=1)
    late = client.command("mother", new_id(), "save_draft", {"draft": draft, "body": "Dag"}, if_version=1)
    assert (again["status"], late["status"]) == ("ok", "conflict")
    assert only(client.objects("mother", "draft"))["body"] == "Beste juf"
    foreign = client.command("father", new_id(), "save_draft", {"draft": draft}, if_version=2)
    assert foreign["status"] == "conflict"
    assert not client.objects("father", "draft")


def test_sending_takes_the_draft_away(client: Client) -> None:
    draft = new_id()
    client.command("mother", new_id(), "save_draft", {"draft": draft, "body": "Beste"})
    send(client, "mother", "teacher", draft=draft)
    assert not client.objects("mother", "draft")


def test_nobody_deletes_the_draft_of_another(client: Client) -> None:
    draft = new_id()
    client.command("mother", new_id(), "save_draft", {"draft": draft})
    assert client.command("father", new_id(), "delete_draft", {"draft": draft})["status"] == "ok"
    assert client.objects("mother", "draft")
    client.command("mother", new_id(), "delete_draft", {"draft": draft})
    assert not client.objects("mother", "draft")


QUIET = {
    "messages_desktop": True,
    "messages_email": True,
    "days": [4, 0, 0],
    "start": 480,
    "end": 1020,
    "hold_email": False,
}


def test_notification_settings_are_kept_and_ask_for_mails(client: Client, school: School) -> None:
    assert client.command("mother", new_id(), "set_notifications", QUIET)["status"] == "ok"
    kept = client.objects("mother", "notifications")[id_of("mother")]
    assert (kept["messages_email"], kept["days"], kept["start"]) == (True, [0, 4], 480)
    send(client, "teacher", "mother", "father")
    effects = school.db.read_now(lambda c: c.execute(select(t.effect.c.account, t.effect.c.kind)).all())
    assert [tuple(effect) for effect in effects] == [(id_of("mother"), "notice")]


def test_own_details_change_what_teachers_see_of_the_role_and_nothing_for_others(client: Client) -> None:
    args = {"phone": "09 111", "mobile": "0470 11", "role": "other"}
    assert client.command("mother", new_id(), "change_details", args)["status"] == "ok"
    own = client.objects("mother", "account")[id_of("mother")]
    assert (own["phone"], own["mobile"], own["role"]) == ("09 111", "0470 11", "other")
    assert client.objects("teacher", "contact")[id_of("mother")]["role"] == "co-account van Noor Peeters"
    assert "0470 11" not in client.ask("teacher", "POST", "/v1/pull", json={"epoch": epoch(client)}).text
    refused = client.command("mother", new_id(), "change_details", args | {"role": "principal"})
    assert refused["problem"]["code"] == "unknown_role"


# ---- Rich text -------------------------------------------------------------------------------------------------------
def test_markup_outside_the_set_is_cleaned_away_for_everybody(client: Client) -> None:
    body = "<h1 onclick='x()'>Uitstap</h1><script>alert(1)</script><p>Zie <a href='javascript:x'>hier</a></p>"
    args = message("teacher", body=body, body_type="html")
    id_ = new_id()
    first = client.command("mother", id_, "send_message", args)
    assert first["status"] == "ok"
    assert client.command("mother", id_, "send_message", args) == first
    for name, kind in (("mother", "sent_message"), ("teacher", "message")):
        got = only(client.objects(name, kind))
        assert (got["body_type"], got["body"]) == ("html", "<div><b>Uitstap</b></div><div>Zie hier</div>")
        assert got["preview"] == "Uitstap Zie hier"


def test_markup_without_a_word_is_no_text(client: Client) -> None:
    args = message("teacher", body=f"<div><br></div><img src='cid:{'ab' * 32}'><p> </p>", body_type="html")
    assert client.command("mother", new_id(), "send_message", args)["problem"]["code"] == "no_text"


def test_image_that_is_no_file_of_the_message_is_left_out(client: Client) -> None:
    args = message("teacher", body=f"<div>Kijk <img src='cid:{'ab' * 32}' alt='x'>!</div>", body_type="html")
    assert client.command("mother", new_id(), "send_message", args)["status"] == "ok"
    assert only(client.objects("teacher", "message"))["body"] == "<div>Kijk !</div>"


def test_plain_text_is_passed_on_as_it_is(client: Client) -> None:
    assert (
        client.command("mother", new_id(), "send_message", message("teacher", body="<b>geen</b> opmaak"))["status"]
        == "ok"
    )
    got = only(client.objects("teacher", "message"))
    assert (got.get("body_type", "text"), got["body"]) == ("text", "<b>geen</b> opmaak")


def test_draft_keeps_its_look_and_nothing_else(client: Client) -> None:
    args = {
        "draft": new_id(),
        "body": "<p style='color:red'><b>Beste</b><iframe src=x></iframe></p>",
        "body_type": "html",
    }
    assert client.command("mother", new_id(), "save_draft", args)["status"] == "ok"
    kept = only(client.objects("mother", "draft"))
    assert (kept["body_type"], kept["body"]) == ("html", "<div><b>Beste</b></div>")
