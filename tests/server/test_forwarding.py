"""The message itself to the holder's own address (M14): all of it, to nobody else, and not once too often."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from ssdesk.protocol.ids import new_id
from ssdesk.server import delivery
from ssdesk.server import tables as t
from ssdesk.server.mail import MailServer
from tests.school import MONDAY, School, id_of
from tests.server.conftest import Client
from tests.server.people import audited, change, rows
from tests.server.post import Arrived, Post
from tests.server.uploading import upload

HTML = (
    "<p>Beste <b>ouders</b></p><ul><li>zwemzak</li></ul><p>Zie <a href='https://dewilg.example/x'>de brief</a>.</p>"
    "<script>alert(1)</script><img src='https://teller.example/1.gif' alt=''><p onclick='x()'>Groeten</p>"
)


def chooses(client: Client, name: str, **values: Any) -> None:
    """Mails of every message, whole."""
    usual = {"messages_desktop": True, "messages_email": True, "days": [0, 1, 2, 3, 4], "start": 420, "end": 1080}
    args = {**usual, "hold_email": False, "forward": True, **values}
    assert client.command(name, new_id(), "set_notifications", args)["status"] == "ok"


def write(client: Client, *to: str, **values: Any) -> str:
    """The message's id."""
    args = {"to": [id_of(name) for name in to], "subject": "Zwemmen", "body": "Noor zwemt morgen.", **values}
    sent = new_id()
    assert client.command("teacher", sent, "send_message", args)["status"] == "ok"
    return sent


def parts(mail: Arrived) -> tuple[str, str]:
    """The text and the HTML of a mail."""
    plain, html = mail.message.get_body(("plain",)), mail.message.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    rich = str(html.get_content()) if isinstance(html, EmailMessage) else ""
    return str(plain.get_content()).replace("\r\n", "\n"), rich


def states(school: School) -> list[tuple[str, str, int]]:
    return [(effect.kind, effect.state, effect.tries) for effect in rows(school, t.effect)]


# ---- What it says ----------------------------------------------------------------------------------------------------
def test_a_forwarded_message_says_all_that_stands_in_the_mailbox(school: School, client: Client) -> None:
    chooses(client, "mother")
    content = b"een brief"
    sha256 = upload(client, "teacher", "zwembrief.txt", content)
    file = {"sha256": sha256, "name": "zwembrief.txt", "type": "text/plain", "size": len(content)}
    write(client, "mother", attachments=[file], asks="confirm", answer_by=MONDAY + 86_400_000)
    with Post(school) as post:
        post.deliver()
    (mail,) = post.arrived
    assert (mail.to, mail.subject) == ("mother@example.org", "Zwemmen (De Wilg)")
    assert mail.message.get_content_type() == "text/plain"
    assert mail.line("Van: ") == "Petra Wouters"
    assert mail.line("Aan: ") == "An Claes"
    assert mail.line("Over: ") == "Noor"
    assert mail.line("Verstuurd: ") == "23/11/2026 14:32"
    assert mail.line("Gevraagd: ") == "een bevestiging vóór 24/11/2026 14:32"
    assert mail.line("Bijlagen: ") == "zwembrief.txt (u opent ze in ssdesk)"
    assert "\n\nNoor zwemt morgen.\n\n" in parts(mail)[0]
    assert "een brief" not in mail.raw.decode()
    (effect,) = rows(school, t.effect)
    assert mail.message["Message-ID"] == f"<{effect.id}@wilg.example>"
    assert mail.message["Auto-Submitted"] == "auto-generated"


def test_formatted_messages_have_cleaned_html_beside_their_text(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother", body=HTML, body_type="html")
    with Post(school) as post:
        post.deliver()
    (mail,) = post.arrived
    assert mail.message.get_content_type() == "multipart/alternative"
    text, html = parts(mail)
    assert "Beste ouders\n• zwemzak\nZie de brief" in text
    assert "<b>ouders</b>" in html
    assert '<a href="https://dewilg.example/x">de brief</a>' in html
    assert "Van: Petra Wouters<br>" in html
    for noise in ("script", "alert", "onclick", "teller.example", "<img"):
        assert noise not in html


def test_an_image_stays_at_the_school_as_every_file(school: School, client: Client) -> None:
    chooses(client, "mother")
    content = b"\x89PNG\r\n\x1a\n and so on"
    sha256 = upload(client, "teacher", "foto.png", content)
    file = {"sha256": sha256, "name": "foto.png", "type": "image/png", "size": len(content)}
    write(client, "mother", body=f'<p>Kijk: <img src="cid:{sha256}"></p>', body_type="html", attachments=[file])
    (copy,) = client.objects("mother", "message").values()
    assert f"cid:{sha256}" in copy["body"]
    with Post(school) as post:
        post.deliver()
    (mail,) = post.arrived
    _, html = parts(mail)
    assert "Kijk" in html
    assert "cid:" not in html


def test_a_child_that_the_holder_does_not_know_is_not_named(school: School, client: Client) -> None:
    """The office writes to the teacher of 4B about a child of 5A."""
    chooses(client, "teacher")
    args = {"to": [id_of("teacher")], "subject": "Opvang", "body": "Ter info.", "pupil": id_of("Lotte")}
    assert client.command("office", new_id(), "send_message", args)["status"] == "ok"
    with Post(school) as post:
        post.deliver()
    (mail,) = post.arrived
    assert "Ter info." in mail.text
    assert "Lotte" not in mail.raw.decode()


def test_signs_that_no_header_may_hold_stop_no_message(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother", subject="Zwem\x01men\x7f <b>&")
    with Post(school) as post:
        post.deliver()
    assert [mail.subject for mail in post.arrived] == ["Zwem men <b>& (De Wilg)"]


def test_nothing_of_another_recipient_stands_in_it(school: School, client: Client) -> None:
    for name in ("mother", "father"):
        chooses(client, name)
    write(client, "mother", "father", "office", body=HTML, body_type="html")
    with Post(school) as post:
        post.deliver()
    mine = {mail.to: mail.raw.decode() + "".join(parts(mail)) for mail in post.arrived}
    assert sorted(mine) == ["father@example.org", "mother@example.org"]
    others = {
        "mother@example.org": ("Bart", "father", id_of("father"), "Hilde", "office", id_of("office")),
        "father@example.org": ("An Claes", "mother", id_of("mother"), "Hilde", "office", id_of("office")),
    }
    for address, words in others.items():
        for word in words:
            assert word not in mine[address], word
    one, other = (mail for mail in post.arrived)
    assert one.message["Message-ID"] != other.message["Message-ID"]


def test_it_comes_instead_of_a_notice_and_makes_no_receipt(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother")
    with Post(school) as post:
        post.deliver()
        school.clock.advance(seconds=600)
        post.deliver()
    assert len(post.arrived) == 1
    assert not client.objects("teacher", "receipt")
    (copy,) = client.objects("mother", "message").values()
    assert "opened_at" not in copy


# ---- To whom ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "values",
    [
        {"email_confirmed_at": None},
        {"state": "suspended"},
        {"state": "excluded"},
        {"state": "closed"},
        {"email": "nieuw@example.org", "email_confirmed_at": MONDAY + 1},  # changed and confirmed after it was sent
    ],
)
def test_it_goes_to_nobody_who_may_not_get_it_any_more(school: School, client: Client, values: dict[str, Any]) -> None:
    chooses(client, "mother")
    write(client, "mother")
    change(school, "mother", **values)
    with Post(school) as post:
        school.clock.advance(seconds=2)
        post.deliver()
        change(school, "mother", state="active")
        school.clock.advance(seconds=600)
        post.deliver()
    assert not post.arrived
    assert states(school) == [("forward", "done", 0)]


def test_a_new_address_gets_what_comes_after_it_was_confirmed(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother", subject="Voor het oude adres")
    school.clock.advance(seconds=5)
    change(school, "mother", email="nieuw@example.org", email_confirmed_at=school.clock())
    school.clock.advance(seconds=5)
    write(client, "mother", subject="Voor het nieuwe")
    with Post(school) as post:
        post.deliver()
    assert [(mail.to, mail.subject) for mail in post.arrived] == [("nieuw@example.org", "Voor het nieuwe (De Wilg)")]


@pytest.mark.parametrize("values", [{"forward": False}, {"messages_email": False}])
def test_who_chose_otherwise_meanwhile_gets_none(school: School, client: Client, values: dict[str, Any]) -> None:
    chooses(client, "mother")
    write(client, "mother")
    chooses(client, "mother", **values)
    with Post(school) as post:
        post.deliver()
    assert not post.arrived


def test_what_was_taken_back_is_not_forwarded(school: School, client: Client) -> None:
    chooses(client, "mother")
    sent = write(client, "mother")
    assert client.command("teacher", new_id(), "withdraw", {"message": sent})["status"] == "ok"
    with Post(school) as post:
        post.deliver()
    assert not post.arrived


def test_desktops_that_do_not_know_of_it_leave_the_choice_as_it_is(client: Client) -> None:
    chooses(client, "mother")
    older = {"messages_desktop": False, "messages_email": True, "days": [], "start": 0, "end": 1440, "hold_email": True}
    assert client.command("mother", new_id(), "set_notifications", older)["status"] == "ok"
    (kept,) = client.objects("mother", "notifications").values()
    assert (kept["forward"], kept["hold_email"]) == (True, True)


# ---- One that cannot be written --------------------------------------------------------------------------------------
def test_one_that_cannot_be_written_fails_alone(
    school: School, client: Client, expect_log: Callable[..., None]
) -> None:
    """Whatever is wrong with it: all others of the server go."""
    for name in ("mother", "father"):
        chooses(client, name)
    broken = write(client, "mother", subject="Stuk")
    school.db.run_now(lambda c: c.execute(t.effect.update().values(detail="{}")))
    write(client, "mother", "father")
    expect_log(r"A mail \(forward\) could not be written")
    with Post(school) as post:
        post.deliver()
        school.clock.advance(seconds=3600)
        post.deliver()
    assert sorted(mail.to for mail in post.arrived) == ["father@example.org", "mother@example.org"]
    assert sorted(states(school)) == [("forward", "done", 1), ("forward", "done", 1), ("forward", "failed", 1)]
    assert [one for one in audited(school) if one[1].startswith("mail_failed")] == [
        ("server", "mail_failed.forward", id_of("mother"))
    ]
    assert broken in client.objects("teacher", "sent_message")


# ---- When, and how often ---------------------------------------------------------------------------------------------
def test_held_copies_wait_for_the_hours_that_were_chosen_but_for_emergencies(school: School, client: Client) -> None:
    """Monday 14:32; the person wants mails from 18:00 on."""
    chooses(client, "mother", start=18 * 60, end=21 * 60, hold_email=True)
    write(client, "mother")
    args = {"to": [id_of("mother")], "subject": "Lek", "body": "De school is dicht.", "emergency": "gaslek"}
    assert client.command("office", new_id(), "send_message", args)["status"] == "ok"
    with Post(school) as post:
        post.deliver()
        assert [mail.subject for mail in post.arrived] == ["Lek (De Wilg)"]
        assert post.arrived[0].line("Noodbericht: ") == "gaslek"
        school.clock.advance(seconds=3 * 3600)
        post.deliver()
        assert len(post.arrived) == 1
        school.clock.advance(seconds=3600)
        post.deliver()
    assert [mail.subject for mail in post.arrived] == ["Lek (De Wilg)", "Zwemmen (De Wilg)"]


def test_a_copy_of_unclear_fate_is_handed_in_once_more_and_never_again(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother")
    with Post(school) as post:
        post.hang_up = True
        for state in ("unclear", "failed", "failed"):
            post.deliver()
            assert [one[1] for one in states(school)] == [state]
            school.clock.advance(seconds=3600)
    first, second = post.arrived
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert audited(school)[-1] == ("server", "mail_failed.forward", id_of("mother"))


def test_a_server_that_was_away_between_does_not_make_it_a_third(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother")
    with Post(school) as post:
        post.hang_up = True
        post.deliver(1)
        school.clock.advance(seconds=3600)
        post.deliver(1, MailServer("127.0.0.1", 9, "none"))
        for _ in range(3):
            school.clock.advance(seconds=3600)
            post.deliver(1)
    assert len(post.arrived) == 2


@pytest.mark.parametrize("stops", [1, 2])
def test_a_server_that_stops_while_it_sends_counts_as_unclear(school: School, client: Client, stops: int) -> None:
    """It took the mail out of the queue and never said what became of it: at most two are handed in."""
    chooses(client, "mother")
    write(client, "mother")
    with Post(school) as post:
        for _ in range(stops):
            post.deliver(0)
            school.clock.advance(seconds=3600)
        post.deliver()
    assert len(post.arrived) == (1 if stops == 1 else 0)


def test_a_mail_server_that_is_away_loses_no_copy(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother")
    with Post(school) as post:
        for _ in range(3):
            post.deliver(1, MailServer("127.0.0.1", 9, "none"))
            school.clock.advance(seconds=3600)
        post.answer = "451 later"
        post.deliver(1)
        school.clock.advance(seconds=3600)
        post.answer = "250 OK"
        post.deliver()
        school.clock.advance(seconds=3600)
        post.deliver()
    assert len(post.arrived) == 1
    assert states(school) == [("forward", "done", 5)]


def test_a_restored_database_forwards_nothing_twice(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother")
    (before,) = rows(school, t.effect)
    with Post(school) as post:
        post.deliver()
        school.db.run_now(
            lambda connection: connection.execute(t.effect.update().values(state="waiting", detail=before.detail))
        )
        post.deliver()
    assert len(post.arrived) == 1


def test_a_restored_database_does_not_make_a_third_of_a_copy_of_unclear_fate(school: School, client: Client) -> None:
    chooses(client, "mother")
    write(client, "mother")
    (before,) = rows(school, t.effect)
    with Post(school) as post:
        post.hang_up = True
        post.deliver(1)
        restored = t.effect.update().values(state=before.state, due=before.due, tries=0, detail=before.detail)
        school.db.run_now(lambda connection: connection.execute(restored))
        for _ in range(3):
            post.deliver(1)
            school.clock.advance(seconds=3600)
    assert len(post.arrived) == 2


def test_a_confirmation_goes_before_a_crowd_of_copies(school: School, client: Client) -> None:
    from tests.server.test_mail import confirming

    chooses(client, "office")
    for number in range(delivery.BATCH + 5):
        write(client, "office", subject=f"Brief {number}")
    confirming(school, client)
    with Post(school) as post:
        post.deliver(1)
        assert post.arrived[0].to == "an.claes@voorbeeld.be"
        assert len(post.arrived) == delivery.BATCH
        post.deliver(1)
    assert len(post.arrived) == delivery.BATCH + 6
