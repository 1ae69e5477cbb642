"""Mails over a real SMTP server: what they say, how they are handed in, and that none is lost or sent twice."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import socket
import ssl
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection

from ssdesk.server import accounts, delivery
from ssdesk.server import tables as t
from ssdesk.server.journal import Journal
from ssdesk.server.mail import Mail, MailServer, Outcome, send
from ssdesk.server.schools import read_school
from tests.school import MONDAY, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.people import PASSWORD, Someone, invited, rows, signed_in, with_password
from tests.server.post import Post
from tests.server.test_activation import digits, walk

MAIL = Mail("abc123", "an@voorbeeld.be", "school@wilg.example", "Basisschool De Wilg", "Één onderwerp", "Dag\n", MONDAY)


def waiting(school: School) -> list[tuple[str, int]]:
    """State and tries of every mail, the oldest first."""
    return [(effect.state, effect.tries) for effect in rows(school, t.effect)]


def confirming(school: School, client: Client) -> Someone:
    """Somebody who waits for a confirmation mail."""
    someone = signed_in(client, "noor", invited(school, "mother"))
    walk(someone, "email")
    return someone


# ---- What a mail is --------------------------------------------------------------------------------------------------
def test_the_confirmation_mail_has_the_code_the_link_and_formal_dutch(school: School, client: Client) -> None:
    someone = confirming(school, client)
    with Post(school) as post:
        post.deliver()
    (mail,) = post.arrived
    assert mail.to == "an.claes@voorbeeld.be"
    assert mail.subject == "Bevestig uw e-mailadres voor De Wilg"
    assert str(mail.message["From"]) == "Basisschool De Wilg <school@wilg.example>"
    (effect,) = rows(school, t.effect)
    assert mail.message["Message-ID"] == f"<{effect.id}@wilg.example>"
    assert parsedate_to_datetime(mail.message["Date"]).timestamp() * 1000 == MONDAY
    assert mail.message.get_content_type() == "text/plain"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.line("Uw code: ") == digits(school, "mother")
    assert mail.line("https://wilg.school.example/confirm/")
    assert "Beste An Claes" in mail.text
    assert "Hulp nodig? Secretariaat, 09 123 45 67" in mail.text
    assert max(map(len, mail.raw.splitlines())) <= 998
    assert someone.post("/v1/email-confirmation/code", {"code": mail.line("Uw code: ")})["step"] == "active"


def test_without_a_known_address_of_the_school_the_mail_has_the_code_alone(school: School, client: Client) -> None:
    confirming(school, client)
    with Post(school) as post:
        settings = school.app.parts.schools.by_id[WILG].settings
        mail = msgspec.structs.replace(settings.mail, sender="school@wilg.example")
        school.db.run_now(accounts.set_settings, WILG, msgspec.structs.replace(settings, mail=mail))
        post.deliver()
    assert "link" not in post.arrived[0].text
    assert "confirm" not in post.arrived[0].text


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "an@voorbeeld.be\r\nBcc: x@y.be"},
        {"to": "an@voorbeeld.be, x@y.be"},
        {"to": "an"},
        {"subject": "Dag\r\nBcc: x@y.be"},
        {"subject": "Dag\nBcc: x@y.be"},
        {"subject": "Dag\u2028Bcc: x@y.be"},
        {"sender_name": "School\r\nBcc: x@y.be"},
        {"sender": "school@wilg.example\nBcc: x@y.be"},
        {"reply_to": "school@wilg.example\nBcc: x@y.be"},
    ],
)
def test_nothing_can_add_a_header(wrong: dict[str, str]) -> None:
    mail = replace(MAIL, **wrong)
    with pytest.raises(ValueError, match=r"one line|not an e-mail address"):
        mail.message()
    server = MailServer("127.0.0.1", 9, "none")
    assert asyncio.run(send(server, mail)).outcome is Outcome.REFUSED


def test_a_name_with_quotes_and_accents_and_a_text_with_dots_arrive_whole(school: School) -> None:
    mail = replace(
        MAIL, sender_name='"De Wilg", Zoë <x@y.be>', text=".\n..\nFrom here\nÀé€\n" + "woord " * 300 + "\n",
        to="an@büro.example",
    )  # fmt: skip
    with Post(school) as post:
        assert asyncio.run(send(MailServer("127.0.0.1", post.port, "none"), mail)).outcome is Outcome.SENT
    (arrived,) = post.arrived
    assert arrived.text.replace("\r\n", "\n") == mail.text
    assert arrived.message["From"].addresses[0].display_name == mail.sender_name
    assert [a.addr_spec for a in arrived.message["From"].addresses] == ["school@wilg.example"]
    assert arrived.to == "an@xn--bro-hoa.example"
    assert arrived.subject == "Één onderwerp"


# ---- The line --------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = dt.datetime.now(dt.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    no_encryption = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_encryption)
    file.write_bytes(built.public_bytes(serialization.Encoding.PEM) + private)
    return file


def serving(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_protected_line_with_a_login(school: School, certificate: Path, tls: Any) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    with Post(school, context=serving(certificate), tls=tls) as post:
        server = MailServer("localhost", post.port, tls, "de-wilg", "geheim", trusting)
        assert asyncio.run(send(server, MAIL)).outcome is Outcome.SENT
        wrong = MailServer("localhost", post.port, tls, "de-wilg", "fout", trusting)
        refused = asyncio.run(send(wrong, MAIL))
    assert (refused.outcome, refused.why) == (Outcome.LATER, "login 535")
    assert set(post.logins) == {(b"de-wilg", b"geheim"), (b"de-wilg", b"fout")}
    assert len(post.arrived) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_gets_neither_login_nor_mail(
    school: School, certificate: Path, tls: Any
) -> None:
    with Post(school, context=serving(certificate), tls=tls) as post:
        sent = asyncio.run(send(MailServer("localhost", post.port, tls, "de-wilg", "geheim"), MAIL))
    assert sent.outcome is Outcome.LATER
    assert not post.logins
    assert not post.arrived


def test_a_server_that_offers_no_protection_gets_neither_login_nor_mail(school: School) -> None:
    with Post(school) as post:
        sent = asyncio.run(send(MailServer("127.0.0.1", post.port, "starttls", "de-wilg", "geheim"), MAIL))
    assert sent.outcome is Outcome.LATER
    assert not post.logins
    assert not post.arrived


@pytest.mark.parametrize("host", ["mail.example.org", "192.0.2.1", "localhost.example.org"])
def test_an_unprotected_line_leaves_this_computer_for_nowhere(host: str) -> None:
    with pytest.raises(ValueError, match="protected line"):
        MailServer(host, 25, "none")


def test_the_password_of_the_mail_server_does_not_show(school: School) -> None:
    assert "geheim" not in repr(MailServer("localhost", 25, "tls", "x", "geheim"))


# ---- The queue -------------------------------------------------------------------------------------------------------
def test_a_mail_server_that_is_down_for_an_hour_loses_no_mail(school: School, client: Client) -> None:
    """Nobody listens; then a real server starts at that very port."""
    someone = confirming(school, client)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    down, pauses = Post(school), []
    with Post(school):
        pass  # only sets the school's sender
    started = school.clock()
    while school.clock() < started + 3_600_000:
        down.deliver(1, MailServer("127.0.0.1", port, "none"))
        (effect,) = rows(school, t.effect)
        pauses.append((effect.due - school.clock()) // 1000)
        school.clock.now = effect.due
    assert pauses == [20, 60, 120, 300, 600, 900, 1800]
    with Post(school, port=port) as post:
        post.deliver()
    assert waiting(school) == [("done", 8)]
    (mail,) = post.arrived
    assert someone.post("/v1/email-confirmation/code", {"code": mail.line("Uw code: ")})["step"] == "active"


def test_of_many_mails_only_one_tries_a_server_that_is_away(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    for number in range(4):
        someone.post("/v1/misuse", {"text": str(number)})
        school.clock.advance(seconds=1)
    with Post(school) as post:
        _help_address(school, "help@wilg.example")
    tried: list[int] = []
    with socket.socket() as listening:  # takes the connection and says nothing
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        post.deliver(1, MailServer("127.0.0.1", listening.getsockname()[1], "none", timeout_s=0.2))
        listening.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                taken, _ = listening.accept()
                tried.append(taken.fileno())
                taken.close()
    assert len(tried) == 1
    assert waiting(school) == [("waiting", 1)] * 4


def test_a_code_lives_a_day_from_the_moment_its_mail_went_out(school: School, client: Client) -> None:
    someone = confirming(school, client)
    school.clock.advance(days=2)  # the mail server was away over the weekend
    with Post(school) as post:
        post.deliver()
    school.clock.advance(hours=23)
    assert someone.post("/v1/email-confirmation/code", {"code": post.arrived[0].line("Uw code: ")})["step"] == "active"


def test_a_server_that_has_no_time_is_asked_again(school: School, client: Client) -> None:
    confirming(school, client)
    with Post(school) as post:
        post.answer = "451 Try again"
        post.deliver()
        assert waiting(school) == [("waiting", 1)]
        post.answer = "250 OK"
        post.deliver()
        assert not post.arrived  # its pause is not over
        school.clock.advance(seconds=20)
        post.deliver()
    assert len(post.arrived) == 1
    assert waiting(school) == [("done", 2)]


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_a_mail_that_is_refused_for_good_is_failed_and_the_office_can_see_it(
    school: School, client: Client, where: str
) -> None:
    confirming(school, client)
    with Post(school) as post:
        if where == "recipient":
            post.refuse_recipient = "550 No such mailbox"
        else:
            post.answer = "554 Not wanted"
        post.deliver(4)
    assert waiting(school) == [("failed", 1)]
    (failed,) = rows(school, t.audit, action="mail_failed.confirm_email")
    assert (failed.actor, failed.subject) == ("server", id_of("mother"))


def test_after_three_days_a_mail_is_given_up(school: School, client: Client) -> None:
    confirming(school, client)
    with Post(school):
        pass
    down = Post(school)
    for _ in range(delivery.MOST_TRIES):
        down.deliver(1, MailServer("127.0.0.1", 9, "none"))
        school.clock.now = max(effect.due for effect in rows(school, t.effect))
    assert waiting(school) == [("failed", delivery.MOST_TRIES)]
    assert 3 <= (school.clock() - MONDAY) / 86_400_000 < 3.2


def test_a_mail_of_unclear_fate_is_sent_again_under_the_same_id(school: School, client: Client) -> None:
    confirming(school, client)
    with Post(school) as post:
        post.hang_up = True
        post.deliver(1)
        assert waiting(school) == [("unclear", 1)]
        post.hang_up = False
        school.clock.advance(seconds=20)
        post.deliver(1)
    one, other = post.arrived
    assert one.message["Message-ID"] == other.message["Message-ID"]
    assert one.line("Uw code: ") == other.line("Uw code: ")
    assert waiting(school) == [("done", 2)]


def test_a_restored_database_does_not_mail_again(school: School, client: Client, tmp_path: Path) -> None:
    """The queue is set back to before the mail was sent; the journal beside the database knows better."""
    confirming(school, client)
    with Post(school) as post:
        post.deliver()
        again = t.effect.update().values(state="waiting", due=school.clock(), tries=0)
        school.db.run_now(lambda connection: connection.execute(again) and None)
        parts = school.app.parts
        restarted = parts.journal = Journal(school.folder / "journal")
        post.deliver()
        (effect,) = rows(school, t.effect)
        assert restarted.has("sent", WILG, effect.id)
    assert len(post.arrived) == 1
    assert waiting(school) == [("done", 0)]


def test_a_journal_whose_last_line_was_cut_off_goes_on(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.add(1, "sent", WILG, "a")
    journal.add(1, "sent", WILG, "a")
    with (tmp_path / "journal").open("ab") as file:
        file.write(b"2 sent wi")
    again = Journal(tmp_path / "journal")
    again.add(3, "sent", WILG, "b")
    assert [line.id for line in Journal(tmp_path / "journal").lines()] == ["a", "b"]
    assert again.has("sent", WILG, "a")
    assert not again.has("sent", "toren", "a")


def test_a_mail_that_became_pointless_is_not_sent(school: School, client: Client) -> None:
    """The address was changed, and confirmed at the counter, before the first mail went out."""
    someone = confirming(school, client)
    someone.post("/v1/details", {"email": "beter@voorbeeld.be", "role": "mother"})
    someone.post("/v1/details/correct")
    headers = {"authorization": f"Bearer {School.token('office')}"}
    path = f"/{WILG}/v1/office/accounts/{id_of('mother')}/confirm-email"
    assert client.post(path, json={"address": "beter@voorbeeld.be"}, headers=headers).status_code == 200
    with Post(school) as post:
        post.deliver()
    assert not post.arrived
    assert waiting(school) == [("done", 0), ("done", 0)]


def test_mails_wait_as_long_as_there_is_no_mail_server(school: School, client: Client) -> None:
    confirming(school, client)
    parts = school.app.parts
    assert parts.delivery.server is None
    assert asyncio.run(parts.delivery.once()) == 0
    assert waiting(school) == [("waiting", 0)]


def test_what_a_mail_said_is_forgotten_once_it_was_sent(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    _help_address(school, "help@wilg.example")
    someone.post("/v1/misuse", {"text": "Iemand las mee"})
    with Post(school) as post:
        _help_address(school, "help@wilg.example")
        post.deliver()
    (mail,) = post.arrived
    assert mail.to == "help@wilg.example"
    assert "Iemand las mee" in mail.text
    assert "An Claes" in mail.text
    assert [effect.detail for effect in rows(school, t.effect)] == ["{}"]


def _help_address(school: School, address: str) -> None:
    def change_help(connection: Connection) -> None:
        settings = read_school(connection, WILG).settings
        help_ = msgspec.structs.replace(settings.help, email=address)
        accounts.set_settings(connection, WILG, msgspec.structs.replace(settings, help=help_))

    school.db.run_now(change_help)


def test_both_addresses_hear_of_what_concerns_them(school: School, client: Client) -> None:
    with_password(school, "mother")
    someone = signed_in(client, "noor")
    someone.post("/v1/password", {"password": "zeven rode fietsen rusten", "current": PASSWORD})
    with Post(school) as post:
        post.deliver()
        someone.post("/v1/details", {"email": "nieuw@voorbeeld.be", "role": "mother"})
        post.deliver()
    assert [(mail.to, mail.subject) for mail in post.arrived] == [
        ("mother@example.org", "Uw wachtwoord bij De Wilg is gewijzigd"),
        ("mother@example.org", "Uw e-mailadres bij De Wilg is gewijzigd"),
        ("nieuw@voorbeeld.be", "Bevestig uw e-mailadres voor De Wilg"),
    ]
    assert "nieuw@voorbeeld.be" not in post.arrived[1].text
