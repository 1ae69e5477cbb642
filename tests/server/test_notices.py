"""Notices: an e-mail that something is new, never what; and not one too many."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, insert

from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import Notifications
from ssdesk.server import delivery, effects
from ssdesk.server import tables as t
from ssdesk.server.mail import MailServer
from tests.school import MONDAY, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.people import change, row
from tests.server.post import Post
from tests.server.test_mail import confirming


def wants_mails(school: School, name: str, **values: Any) -> None:
    settings = Notifications(id_of(name), messages_email=True, **values)
    content = msgspec.json.encode(settings).decode()
    school.db.run_now(
        lambda connection: (
            connection.execute(insert(t.notifications).values(school=WILG, account=id_of(name), content=content))
            and None
        )
    )


def write(client: Client, to: str, times: int = 1) -> None:
    for _ in range(times):
        args = {"to": [id_of(to)], "subject": "Geheim onderwerp", "body": "Geheime tekst"}
        assert client.command("teacher", new_id(), "send_message", args)["status"] == "ok"


def deliver_later(school: School, post: Post, minutes: float = 3) -> None:
    school.clock.advance(seconds=60 * minutes)
    post.deliver()


def test_a_notice_says_only_that_there_is_something_new(school: School, client: Client) -> None:
    wants_mails(school, "mother")
    write(client, "mother")
    with Post(school) as post:
        post.deliver()
        assert not post.arrived  # it waits for others
        deliver_later(school, post)
    (mail,) = post.arrived
    assert (mail.to, mail.subject) == ("mother@example.org", "Er is iets nieuws bij De Wilg")
    for word in ("Geheim", "Noor", "Petra", "bericht"):
        assert word not in mail.raw.decode()


def test_several_within_a_few_minutes_become_one(school: School, client: Client) -> None:
    wants_mails(school, "mother")
    wants_mails(school, "father")
    write(client, "mother", 3)
    write(client, "father")
    school.clock.advance(seconds=100)
    write(client, "mother", 2)
    with Post(school) as post:
        for _ in range(6):
            deliver_later(school, post, 1)
        assert sorted(mail.to for mail in post.arrived) == ["father@example.org", "mother@example.org"]
        write(client, "mother")
        deliver_later(school, post)
    assert len(post.arrived) == 3


def test_what_was_read_meanwhile_needs_no_notice(school: School, client: Client) -> None:
    wants_mails(school, "mother")
    write(client, "mother")
    (copy,) = client.objects("mother", "message")
    assert client.command("mother", new_id(), "open_message", {"message": copy})["status"] == "ok"
    with Post(school) as post:
        deliver_later(school, post)
    assert not post.arrived


@pytest.mark.parametrize("values", [{"email_confirmed_at": None}, {"state": "suspended"}, {"state": "closed"}])
def test_no_notice_goes_to_who_may_not_get_it_any_more(school: School, client: Client, values: dict[str, Any]) -> None:
    wants_mails(school, "mother")
    write(client, "mother")
    change(school, "mother", **values)
    with Post(school) as post:
        deliver_later(school, post)
    assert not post.arrived


def test_held_mails_wait_for_the_hours_that_were_chosen(school: School, client: Client) -> None:
    """Monday 14:32; the person wants mails from 18:00 on."""
    wants_mails(school, "mother", start=18 * 60, end=21 * 60, hold_email=True)
    write(client, "mother")
    with Post(school) as post:
        deliver_later(school, post)
        assert not post.arrived
        deliver_later(school, post, 3 * 60)
        assert not post.arrived
        deliver_later(school, post, 60)
    assert len(post.arrived) == 1


def test_what_somebody_waits_for_goes_before_a_crowd_of_notices(school: School, client: Client) -> None:
    def crowd(connection: Connection) -> None:
        for number in range(delivery.BATCH * 2):
            effects.add(connection, WILG, "notice", f"{number:032}", cause="x", now=MONDAY - 600_000)

    school.db.run_now(crowd)
    confirming(school, client)
    with Post(school) as post:
        post.deliver(1)
    assert [mail.to for mail in post.arrived] == ["an.claes@voorbeeld.be"]


def test_the_running_server_sends_by_itself(school: School, client: Client) -> None:
    """With its lifespan running: nobody calls the queue."""
    with Post(school) as post:
        school.app.parts.delivery.server = MailServer("127.0.0.1", post.port, "none")
        with client:
            someone = confirming(school, client)
            for _ in range(200):
                if post.arrived:
                    break
                client.portal.call(asyncio.sleep, 0.05)  # type: ignore[union-attr]
            code = post.arrived[0].line("Uw code: ")
            assert someone.post("/v1/email-confirmation/code", {"code": code})["step"] == "active"
    assert row(school, "mother").active_at == MONDAY
