"""The holder's own marks and folders: what they do, what time brings back, and that nobody else learns of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from ssdesk.protocol.ids import new_id
from ssdesk.server import mailbox
from ssdesk.server import tables as t
from ssdesk.server.commands import folders
from tests.school import WILG, School
from tests.server.conftest import Client
from tests.server.test_commands import only, send

Tick = Callable[[School], None]
HOUR = 3_600_000


@pytest.fixture
def copy(client: Client) -> str:
    """A message of the teacher in the mother's mailbox, which the father has too."""
    send(client, "teacher", "mother", "father")
    return str(only(client.objects("mother", "message"))["id"])


def do(client: Client, who: str, type_: str, /, **args: Any) -> dict[str, Any]:
    return client.command(who, new_id(), type_, args)


def message(client: Client, name: str, id_: str, kind: str = "message") -> dict[str, Any]:
    return client.objects(name, kind)[id_]


def folder_of(client: Client, copy: str) -> str:
    return str(message(client, "mother", copy)["folder"])


def seen_by_others(client: Client) -> list[Any]:
    kinds = ("message", "sent_message", "folder")
    return [client.objects(name, kind) for name in ("teacher", "father", "office", "noor") for kind in kinds]


# ---- Flags and unread ------------------------------------------------------------------------------------------------
def test_flag_and_unread_mark_are_the_holders_own(client: Client, copy: str) -> None:
    do(client, "mother", "open_message", message=copy)
    opened, others, top = message(client, "mother", copy)["opened_at"], seen_by_others(client), client.pull("teacher")
    assert do(client, "mother", "set_flag", message=copy, flag="orange")["status"] == "ok"
    assert do(client, "mother", "mark_unread", message=copy, unread=True)["status"] == "ok"
    marked = message(client, "mother", copy)
    assert (marked["flag"], marked["unread"], marked["opened_at"]) == ("orange", True, opened)
    do(client, "mother", "open_message", message=copy)
    assert "unread" not in message(client, "mother", copy)
    assert message(client, "mother", copy)["opened_at"] == opened, "the receipt stays the first one"
    assert seen_by_others(client) == others
    cursor = {page["key"]: page["cursor"] for page in top["scopes"]}
    assert client.pull("teacher", cursor)["scopes"] == [], "not even a seq of theirs moved"


def test_marking_a_message_read_that_was_never_opened_makes_no_receipt(client: Client, copy: str) -> None:
    assert do(client, "mother", "mark_unread", message=copy, unread=False)["status"] == "ok"
    assert "opened_at" not in message(client, "mother", copy)
    assert client.objects("teacher", "receipt") == {}


def test_the_sender_flags_its_own_message_and_no_copy_shows_it(client: Client, copy: str) -> None:
    (sent,) = client.objects("teacher", "sent_message")
    before = message(client, "mother", copy)
    assert do(client, "teacher", "set_flag", message=sent, flag="red")["status"] == "ok"
    assert message(client, "teacher", sent, "sent_message")["flag"] == "red"
    assert message(client, "mother", copy) == before
    do(client, "teacher", "set_flag", message=sent, flag="")
    assert "flag" not in message(client, "teacher", sent, "sent_message")


@pytest.mark.parametrize(
    ("type_", "args"),
    [
        ("set_flag", {"flag": "red"}),
        ("mark_unread", {"unread": True}),
        ("snooze", {"until": 1_900_000_000_000}),
        ("snooze", {"until": 1_900_000_000_000, "due": True}),
    ],
)
def test_nobody_marks_a_message_of_another_mailbox(client: Client, copy: str, type_: str, args: dict[str, Any]) -> None:
    before = message(client, "mother", copy)
    theirs = do(client, "father", type_, message=copy, **args)
    assert theirs["problem"] == do(client, "father", type_, message=new_id(), **args)["problem"]
    assert message(client, "mother", copy) == before


def test_what_one_sent_is_not_marked_unread_nor_put_off(client: Client, copy: str) -> None:
    (sent,) = client.objects("teacher", "sent_message")
    for type_, args in (("mark_unread", {"unread": True}), ("snooze", {"until": 1_900_000_000_000})):
        assert do(client, "teacher", type_, message=sent, **args)["problem"]["code"] == "unknown_message"
    assert do(client, "teacher", "set_flag", message=sent, flag="pink")["problem"]["code"] == "bad_arguments"


# ---- Later -----------------------------------------------------------------------------------------------------------
def test_a_message_for_later_comes_back_unread_at_its_moment(
    client: Client, school: School, tick: Tick, copy: str
) -> None:
    until = school.clock() + 3 * HOUR
    do(client, "mother", "open_message", message=copy)
    others = seen_by_others(client)
    assert do(client, "mother", "snooze", message=copy, until=until)["status"] == "ok"
    asleep = message(client, "mother", copy)
    assert (asleep["folder"], asleep["snoozed_until"]) == ("later", until)
    school.clock.advance(hours=2.9)
    tick(school)
    assert folder_of(client, copy) == "later"
    school.clock.advance(hours=0.2)
    tick(school)
    back = message(client, "mother", copy)
    assert (back["folder"], back["unread"], back["snoozed_until"]) == ("inbox", True, until)
    assert seen_by_others(client) == others
    do(client, "mother", "move_message", message=copy, folder="archive")
    assert "snoozed_until" not in message(client, "mother", copy)


def test_a_desktop_and_the_school_may_both_bring_it_back(client: Client, school: School, tick: Tick, copy: str) -> None:
    until = school.clock() + HOUR
    do(client, "mother", "snooze", message=copy, until=until)
    school.clock.advance(hours=1)
    assert do(client, "mother", "snooze", message=copy, until=until, due=True)["status"] == "ok"
    tick(school)
    assert folder_of(client, copy) == "inbox"
    do(client, "mother", "open_message", message=copy)
    do(client, "mother", "move_message", message=copy, folder="archive")
    assert do(client, "mother", "snooze", message=copy, until=until, due=True)["status"] == "ok"
    late = message(client, "mother", copy)
    assert late["folder"] == "archive", "a computer that was offline does not fetch it out of the archive"
    assert "unread" not in late


def test_an_older_moment_does_not_bring_back_what_was_put_off_again(client: Client, school: School, copy: str) -> None:
    first, second = school.clock() + HOUR, school.clock() + 9 * HOUR
    do(client, "mother", "snooze", message=copy, until=first)
    do(client, "mother", "snooze", message=copy, until=second)
    do(client, "mother", "snooze", message=copy, until=first, due=True)
    assert (folder_of(client, copy), message(client, "mother", copy)["snoozed_until"]) == ("later", second)
    do(client, "mother", "move_message", message=copy, folder="inbox")
    do(client, "mother", "snooze", message=copy, until=second, due=True)
    assert "unread" not in message(client, "mother", copy)


def test_a_moment_that_is_past_has_the_message_back_at_once(client: Client, school: School, copy: str) -> None:
    """It waited in an outbox; after a restore the journal says: put off, then opened. It stays opened."""
    until = school.clock() - HOUR
    do(client, "mother", "snooze", message=copy, until=until)
    back = message(client, "mother", copy)
    assert (back["folder"], back["unread"], back["snoozed_until"]) == ("inbox", True, until)
    do(client, "mother", "open_message", message=copy)
    assert school.db.run_now(mailbox.wake, WILG, school.clock()) == 0
    assert "unread" not in message(client, "mother", copy)


def test_what_came_back_and_is_moved_to_the_inbox_waits_for_no_moment(
    client: Client, school: School, tick: Tick, copy: str
) -> None:
    """Somebody takes it out of later while the school has it back already."""
    assert do(client, "mother", "snooze", message=copy, until=school.clock.now + HOUR)["status"] == "ok"
    school.clock.advance(hours=1)
    tick(school)
    assert do(client, "mother", "move_message", message=copy, folder="inbox")["status"] == "ok"
    assert "snoozed_until" not in message(client, "mother", copy)


def test_no_moment_is_too_far_to_be_found(client: Client, school: School, tick: Tick, copy: str) -> None:
    until = (1 << 43) - 1
    assert do(client, "mother", "snooze", message=copy, until=until)["status"] == "ok"
    school.clock.advance(days=400)
    tick(school)
    assert (folder_of(client, copy), message(client, "mother", copy)["snoozed_until"]) == ("later", until)
    assert do(client, "mother", "snooze", message=copy, until=until + 1)["problem"]["code"] == "bad_arguments"
    do(client, "mother", "move_message", message=copy, folder="inbox")
    assert folder_of(client, copy) == "inbox"


# ---- Own folders -----------------------------------------------------------------------------------------------------
def test_own_folder_is_made_renamed_filled_and_emptied_into_the_archive(
    client: Client, school: School, tick: Tick, copy: str
) -> None:
    mine, others = new_id(), seen_by_others(client)
    assert do(client, "mother", "save_folder", folder=mine, name="  Bos\nklassen ")["status"] == "ok"
    second = new_id()
    do(client, "mother", "save_folder", folder=second, name="Sport")
    do(client, "mother", "save_folder", folder=mine, name="Bosklassen maart")
    kept = client.objects("mother", "folder")
    assert [(kept[id_]["name"], kept[id_].get("position", 0)) for id_ in (mine, second)] == [
        ("Bosklassen maart", 0),
        ("Sport", 1),
    ]
    sent = send(client, "mother", "teacher")
    for id_ in (copy, sent):
        assert do(client, "mother", "move_message", message=id_, folder=mine)["status"] == "ok"
    assert folder_of(client, copy) == mine
    assert do(client, "mother", "delete_folder", folder=mine)["status"] == "ok"
    tick(school)
    assert folder_of(client, copy) == "archive"
    assert message(client, "mother", sent, "sent_message")["folder"] == "archive"
    assert client.objects("mother", "folder").keys() == {second}
    assert not school.db.read_now(mailbox.deleted)
    gone = do(client, "mother", "move_message", message=copy, folder=mine)
    assert gone["problem"]["code"] == "unknown_folder"
    assert do(client, "mother", "delete_folder", folder=mine)["status"] == "ok", "as good as gone"
    del others[0], others[0]  # the teacher got a message meanwhile
    assert seen_by_others(client)[2:] == others


def test_a_large_folder_is_emptied_in_transactions_of_a_bounded_size(client: Client, school: School) -> None:
    mine = new_id()
    do(client, "mother", "save_folder", folder=mine, name="Vol")
    for _ in range(5):
        send(client, "teacher", "mother")
    ids = list(client.objects("mother", "message"))
    for id_ in ids:
        do(client, "mother", "move_message", message=id_, folder=mine)
    f = t.folder.c
    school.db.run_now(lambda c: c.execute(update(t.folder).where(f.id == mine).values(deleted=True)))
    assert do(client, "mother", "save_folder", folder=mine, name="Toch")["problem"]["code"] == "reused_id"
    moved = [school.db.run_now(folders.empty, WILG, mine, 2) for _ in range(4)]
    assert moved == [2, 2, 1, 0]
    assert {folder_of(client, id_) for id_ in ids} == {"archive"}
    assert not school.db.read_now(lambda c: c.execute(select(f.id)).all())


def test_folders_of_others_are_answered_like_those_that_never_were(client: Client, copy: str) -> None:
    theirs, nowhere = new_id(), new_id()
    do(client, "father", "save_folder", folder=theirs, name="Van mij")
    problems = [do(client, "mother", "move_message", message=copy, folder=id_)["problem"] for id_ in (theirs, nowhere)]
    assert problems[0] == problems[1]
    assert do(client, "mother", "delete_folder", folder=theirs)["status"] == "ok"
    assert do(client, "mother", "save_folder", folder=theirs, name="Nu van mij")["problem"]["code"] == "reused_id"
    assert only(client.objects("father", "folder"))["name"] == "Van mij"
    assert not client.objects("mother", "folder")


def test_folders_have_a_name_and_an_end(client: Client) -> None:
    assert do(client, "mother", "save_folder", folder=new_id(), name=" \n ")["problem"]["code"] == "no_name"
    assert do(client, "mother", "save_folder", folder=new_id(), name="x" * 61)["problem"]["code"] == "bad_arguments"
    for _ in range(2):
        args = [{"folder": new_id(), "name": "Map"} for _ in range(folders.MOST // 2)]
        batch = [{"id": new_id(), "type": "save_folder", "args": one} for one in args]
        answer = client.ask("mother", "POST", "/v1/commands", json={"commands": batch}).json()
        assert {result["status"] for result in answer["results"]} == {"ok"}
    assert do(client, "mother", "save_folder", folder=new_id(), name="Nog")["problem"]["code"] == "too_many_folders"
    assert do(client, "father", "save_folder", folder=new_id(), name="Een")["status"] == "ok"


def test_the_trash_and_the_archive_say_where_a_message_came_from_and_other_folders_do_not(
    client: Client, copy: str
) -> None:
    mine, others = new_id(), seen_by_others(client)
    do(client, "mother", "save_folder", folder=mine, name="Bewaren")
    came_from = []
    for folder in (mine, "trash", "trash", mine, "archive", "trash", "archive", "inbox", "trash", "inbox"):
        assert do(client, "mother", "move_message", message=copy, folder=folder)["status"] == "ok"
        came_from.append(message(client, "mother", copy).get("came_from"))
    assert came_from == [None, mine, mine, None, mine, "archive", None, None, "inbox", None]
    assert seen_by_others(client) == others
    (sent,) = client.objects("teacher", "sent_message")
    do(client, "teacher", "move_message", message=sent, folder="trash")
    assert message(client, "teacher", sent, "sent_message")["came_from"] == "sent"
