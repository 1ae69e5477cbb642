"""Messages that the server sends at their moment: to whom, with what, or why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
from sqlalchemy import Connection, update

from ssdesk.protocol.ids import derived
from ssdesk.server import accounts
from ssdesk.server import tables as t
from ssdesk.server.commands import scheduled
from ssdesk.server.scheduler import JOBS, send_scheduled
from ssdesk.server.schools import read_school
from tests.school import WILG, School, id_of
from tests.server.conftest import Client
from tests.server.test_commands import message, send
from tests.server.test_requests import HOUR, copy_of, does


def tick(school: School, renewed_at: int = 0) -> None:
    def send_due(connection: Connection) -> None:
        for one in scheduled.due(connection, school.clock.now):
            send_scheduled(connection, read_school(connection, WILG), one, school.clock.now, renewed_at)

    school.db.run_now(send_due)


def test_the_server_sends_it_at_its_moment_and_nobody_sees_it_before(client: Client, school: School) -> None:
    at = school.clock.now + 2 * HOUR
    id_ = send(client, "teacher", "mother", send_at=at)
    sent = client.objects("teacher", "sent_message")[id_]
    assert (sent["folder"], sent["send_at"]) == ("scheduled", at)
    tick(school)
    assert not client.objects("mother", "message")
    school.clock.advance(hours=2)
    tick(school)
    tick(school)
    assert copy_of(client, "mother")["sent_at"] == school.clock.now
    sent = client.objects("teacher", "sent_message")[id_]
    assert (sent["folder"], sent.get("send_at")) == ("sent", None)


def test_cancelled_before_its_moment_it_is_a_draft_again(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", send_at=school.clock.now + HOUR, asks="confirm")
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    draft = client.objects("teacher", "draft")[id_]
    assert (draft["to"], draft["asks"]) == ([id_of("mother")], "confirm")
    assert not client.objects("teacher", "sent_message")
    school.clock.advance(hours=2)
    tick(school)
    assert not client.objects("mother", "message")


def test_what_is_sent_later_keeps_its_look_and_also_as_a_draft_again(client: Client, school: School) -> None:
    look = {"body": "<p>Beste <b onclick=x>ouders</b></p>", "body_type": "html", "send_at": school.clock.now + HOUR}
    cancelled = send(client, "teacher", "mother", **look)
    assert does(client, "teacher", "withdraw", message=cancelled) == "ok"
    draft = client.objects("teacher", "draft")[cancelled]
    assert (draft["body_type"], draft["body"]) == ("html", "<div>Beste <b>ouders</b></div>")
    send(client, "teacher", "mother", **look)
    school.clock.advance(hours=1)
    tick(school)
    copy = copy_of(client, "mother")
    assert (copy["body_type"], copy["body"]) == ("html", "<div>Beste <b>ouders</b></div>")


def test_what_waits_shows_its_sender_the_groups_and_no_recipient_ever(client: Client, school: School) -> None:
    at, addressed = school.clock.now + HOUR, [{"group": id_of("4B"), "audience": "co"}]
    id_ = send(client, "teacher", "office", groups=addressed, send_at=at)
    kept = client.objects("teacher", "sent_message")[id_]
    assert (kept["groups"], kept["named"], kept["count"]) == (addressed, 1, 4)
    school.clock.advance(hours=1)
    tick(school)
    assert "groups" not in client.objects("teacher", "sent_message")[id_]
    for name in ("mother", "father", "office"):
        assert not {"groups", "named", "recipients", "send_at"} & set(copy_of(client, name))


def test_cancelled_it_keeps_its_moment_and_its_groups(client: Client, school: School) -> None:
    at, addressed = school.clock.now + HOUR, [{"group": id_of("4B"), "audience": "co"}]
    id_ = send(client, "teacher", "office", groups=addressed, send_at=at)
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    draft = client.objects("teacher", "draft")[id_]
    assert (draft["to"], draft["groups"], draft["send_at"]) == ([id_of("office")], addressed, at)


def test_a_reminder_that_is_taken_back_is_a_draft_to_those_it_would_remind(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", "father", asks="confirm")
    planned = [send(client, "teacher", remind=id_, send_at=school.clock.now + HOUR) for _ in range(2)]
    for name, left, reminder in (("mother", [id_of("father")], planned[0]), ("father", [], planned[1])):
        copy = copy_of(client, name)["id"]
        assert does(client, name, "respond", message=copy, response="confirmed") == "ok"
        assert does(client, "teacher", "withdraw", message=reminder) == "ok"
        draft = client.objects("teacher", "draft")[reminder]
        assert (draft.get("to", []), draft["in_reply_to"]) == (left, id_)


def test_an_id_that_waits_for_its_moment_is_no_other_message(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", send_at=school.clock.now + HOUR)
    result = client.command("office", id_, "send_message", message("father"))
    assert (result["status"], result["problem"]["code"]) == ("rejected", "reused_id")
    school.clock.advance(hours=1)
    tick(school)
    assert copy_of(client, "mother")["sender"] == id_of("teacher")


def test_after_a_restore_what_was_due_long_before_is_shown_to_its_sender(client: Client, school: School) -> None:
    at = school.clock.now + HOUR
    id_ = send(client, "teacher", "mother", send_at=at)
    school.clock.advance(hours=4)
    tick(school, renewed_at=school.clock.now)
    assert not client.objects("mother", "message")
    kept = client.objects("teacher", "sent_message")[id_]
    assert (kept["folder"], [one["code"] for one in kept["held"]]) == ("scheduled", ["restored"])
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert client.objects("teacher", "draft")[id_]


def test_what_may_not_be_sent_any_more_at_its_moment_stays_with_its_sender(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", send_at=school.clock.now + HOUR)
    school.db.run_now(accounts.close, WILG, id_of("mother"), school.clock.now)
    school.clock.advance(hours=2)
    tick(school)
    kept = client.objects("teacher", "sent_message")[id_]
    assert kept["folder"] == "scheduled"
    assert [(one["code"], one["values"]) for one in kept["held"]] == [("recipient_left", {"name": "An Claes"})]


def test_what_is_held_back_names_all_who_are_gone_and_nobody_gets_it(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", "office", "father", send_at=school.clock.now + HOUR)
    for name in ("mother", "father"):
        school.db.run_now(accounts.close, WILG, id_of(name), school.clock.now)
    school.clock.advance(hours=2)
    tick(school)
    tick(school)
    (why,) = client.objects("teacher", "sent_message")[id_]["held"]
    assert why["values"] == {"names": "An Claes, Bart Peeters"}
    assert not client.objects("office", "message")
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert "held" not in client.objects("teacher", "draft")[id_]


def test_one_that_cannot_be_read_holds_up_no_other(
    client: Client, school: School, expect_log: Callable[..., None]
) -> None:
    """As an earlier version kept it, which took any moment."""
    at = school.clock.now + HOUR
    broken, sound = (send(client, "teacher", "mother", send_at=at + n) for n in range(2))
    odd = msgspec.json.encode(message("mother", send_at=at, answer_by=1 << 60)).decode()
    s = t.scheduled
    school.db.run_now(lambda connection: connection.execute(update(s).where(s.c.id == broken).values(content=odd)))
    school.clock.advance(hours=2)
    expect_log("A planned message could not be sent")
    (job,) = [job for job in JOBS if job.name == "scheduled"]
    asyncio.run(job.run(school.app.parts))
    assert copy_of(client, "mother")["id"] == derived(sound, id_of("mother"))
