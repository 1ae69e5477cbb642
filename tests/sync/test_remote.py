"""The line to a school: what is not the school's answer is told as what it is, and never as a refusal."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ssdesk.errors import NoConnection, Refused, SignInRefused, SsdeskError
from ssdesk.protocol.pull import OtherEpoch, Poke, PullRequest
from ssdesk.protocol.session import SessionState, SignIn
from ssdesk.sync import problems
from ssdesk.sync.line import MAX_ANSWER
from ssdesk.sync.remote import Remote, find_school
from tests.sync.answering import Answer, answering, plain

PORTAL = b"<html><body>Welcome to Hotel Wifi. Please sign in.</body></html>"
STATE = {"account": "a" * 32, "name": "An", "username": "emma.peeters", "kind": "co", "step": "active"}
SCHOOL = {
    "id": "dewilg", "name": "De Wilg", "short_name": "Wilg", "epoch": "e1", "protocols": [1], "agreement": "1",
    "help": {"name": "Hulp"}, "limits": {},
}  # fmt: skip


def asked(answer: Answer) -> SessionState | SsdeskError:
    """What the desktop makes of this answer to `GET /v1/session`."""
    with answering(answer) as address:
        remote = Remote(address, "token")
        try:
            return remote.state()
        except SsdeskError as error:
            return error
        finally:
            remote.close()


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(plain(200, PORTAL, "text/html"), "garbage", id="page of a hotel"),
        pytest.param(plain(401, PORTAL, "text/html"), "garbage", id="401 page"),
        pytest.param(plain(403, PORTAL, "text/html"), "garbage", id="403 page"),
        pytest.param(plain(302, b"", Location="https://login.hotel.example/"), "garbage", id="redirect to a hotel"),
        pytest.param(plain(307, b"", Location="/elsewhere"), "garbage", id="redirect on the same host"),
        pytest.param(plain(511, PORTAL, "text/html"), "garbage", id="511"),
        pytest.param(plain(200, b'{"account": 3}'), "garbage", id="wrong type"),
        pytest.param(plain(200, b'{"account": "abc", '), "garbage", id="cut off"),
        pytest.param(plain(200, b"\xff\xfe\x00"), "garbage", id="no text"),
        pytest.param(plain(200, b"[" * 100_000), "garbage", id="deep"),
        pytest.param(plain(200, b'"' + b"x" * (MAX_ANSWER + 1) + b'"'), "garbage", id="too large"),
        pytest.param(plain(200, b"not gzip", Content_Encoding="gzip"), "garbage", id="no gzip"),
        pytest.param(plain(204), "garbage", id="empty"),
        pytest.param(plain(500, b"Internal Server Error", "text/plain"), "server-fault", id="500"),
        pytest.param(plain(502, PORTAL, "text/html"), "server-fault", id="502"),
        pytest.param(plain(503, as_json({"code": "busy", "title": "Busy", "retry_after_s": 7})), "busy", id="503"),
    ],
)
def test_what_is_not_the_schools_answer_is_no_connection_and_may_be_tried_again(answer: Answer, code: str) -> None:
    error = asked(answer)
    assert isinstance(error, NoConnection)
    assert error.code == code
    assert error.retry
    assert error.title


def test_a_network_that_wants_a_sign_in_is_named() -> None:
    assert "web browser" in str(asked(plain(200, PORTAL, "text/html")))


def test_the_school_itself_refusing_the_sign_in_is_told_in_its_own_words() -> None:
    problem = {"code": "signed_out", "title": "You are signed out on {device}.", "values": {"device": "Laptop"}}
    error = asked(plain(401, as_json(problem)))
    assert type(error) is SignInRefused
    assert error.code == "signed_out"
    assert not error.retry
    assert str(error) == "You are signed out on Laptop."


def test_gone_too_old_and_not_active_are_told_apart() -> None:
    assert isinstance(asked(plain(401, as_json({"code": "gone", "title": "Gone"}))), problems.Gone)
    assert isinstance(asked(plain(426, as_json({"code": "too_old", "title": "Old"}))), problems.TooOld)
    state = STATE | {"step": "suspended", "reason": "Agreement broken", "until": 1_800_000_000_000}
    error = asked(plain(403, as_json(state)))
    assert isinstance(error, problems.NotActive)
    assert (error.state.step, error.state.reason, error.state.until) == (
        "suspended",
        "Agreement broken",
        1_800_000_000_000,
    )


def test_waiting_asked_by_the_school_is_kept() -> None:
    error = asked(
        plain(429, as_json({"code": "slow", "title": "Wait", "values": {"retry": 3, "code": "x"}}), Retry_After="120")
    )
    assert isinstance(error, problems.Busy)
    assert error.retry_after_s == 120
    assert error.values == {"retry": 3, "code": "x"}


@pytest.mark.parametrize("title", ["{missing}", "{name.__class__}", "{name!r:>99999999}", "{", "{0}", "{name[0]}"])
def test_a_sentence_that_is_no_simple_template_is_shown_as_it_stands(title: str) -> None:
    error = asked(plain(422, as_json({"code": "x", "title": title, "values": {"name": "An"}})))
    assert isinstance(error, Refused)
    assert str(error) == title


def test_fields_of_a_newer_server_are_ignored() -> None:
    assert asked(plain(200, as_json(STATE | {"moon_phase": [1, {"a": 2}]}))) == SessionState(**STATE)
    with (
        answering(plain(200, as_json({"email": "a@b.example", "role": "mother", "fax": "1"}))) as address,
        Remote(address) as remote,
    ):
        assert remote.details().email == "a@b.example"


def test_other_history_is_an_answer_of_a_pull() -> None:
    with answering(plain(409, as_json({"epoch": "e2", "asked": "e1"}))) as address, Remote(address) as remote:
        assert remote.pull(PullRequest("e1")) == OtherEpoch("e2", "e1")


def test_password_goes_nowhere_without_encryption_but_to_this_computer() -> None:
    with pytest.raises(ValueError, match="without encryption"):
        Remote("http://dewilg.school.example")
    seen = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.path)
        plain(200, as_json(STATE))(request)

    with answering(answer) as address, Remote(address + "/dewilg", "t") as remote:
        remote.state()
    assert seen == ["/dewilg/v1/session"]


def test_certificate_that_is_not_the_schools_is_not_trusted(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(1)).not_valid_after(now + dt.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "self-signed.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    with answering(plain(200, as_json(STATE)), tls=tls) as address, pytest.raises(NoConnection) as error:
        Remote(address).sign_in(SignIn("emma.peeters", "secret", "Laptop"))
    assert error.value.code == "certificate"
    assert error.value.retry


def test_nobody_listening_is_no_connection() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(NoConnection) as error:
        Remote(f"http://127.0.0.1:{port}").state()
    assert error.value.code == "unreachable"


def test_line_that_breaks_in_the_middle_of_an_answer_is_no_connection() -> None:
    def half(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b'{"account": ')
        request.close_connection = True

    error = asked(half)
    assert isinstance(error, NoConnection)
    assert error.retry


def test_hanging_up_ends_a_call_that_hangs_and_all_later_ones() -> None:
    arrived, release = threading.Event(), threading.Event()

    def hang(request: BaseHTTPRequestHandler) -> None:
        arrived.set()
        release.wait(60)

    outcome: list[SsdeskError] = []

    def call() -> None:
        try:
            remote.state()
        except SsdeskError as error:
            outcome.append(error)

    with answering(hang) as address:
        remote = Remote(address, "token")
        calling = threading.Thread(target=call)
        calling.start()
        assert arrived.wait(10)
        remote.close()
        calling.join(20)  # far below the time-out of the call itself
        release.set()
        assert not calling.is_alive()
        with pytest.raises(NoConnection):
            remote.state()
    assert [error.code for error in outcome] == ["hung-up"]


def test_pokes_come_until_the_line_breaks() -> None:
    def pokes(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.end_headers()
        request.wfile.write(b': hello\n\nevent: poke\ndata: {"seq": 7}\n\nevent: future\ndata: ?\n\n')
        request.wfile.write(b'event: poke\ndata: {"seq": 9, "more": 1}\n\n')
        request.close_connection = True

    with answering(pokes) as address, Remote(address) as remote:
        assert list(remote.events()) == [Poke(7), Poke(9)]
    refused = plain(404, as_json({"code": "unknown", "title": "No."}))
    with answering(refused) as address, Remote(address) as remote, pytest.raises(Refused):
        list(remote.events())
    portal = plain(200, PORTAL, "text/html")
    with answering(portal) as address, Remote(address) as remote, pytest.raises(NoConnection):
        list(remote.events())


def test_school_is_found_below_what_was_pasted() -> None:
    def school(request: BaseHTTPRequestHandler) -> None:
        found = request.path == "/dewilg/.well-known/ssdesk"
        (plain(200, as_json(SCHOOL)) if found else plain(404, PORTAL, "text/html"))(request)

    with answering(school) as address:
        remote, info = find_school(f"Ga naar {address}/DeWilg/aanmelden.html.")
        remote.close()
        assert (remote.address, info.name) == (f"{address}/dewilg", "De Wilg")
        with pytest.raises(problems.NotASchool) as error:
            find_school(f"{address}/hetverkeerde")
    assert "letter" in str(error.value)


@pytest.mark.parametrize(("spoken", "code"), [([2, 3], "too-old"), ([0], "school-too-old"), ([1, 2], "")])
def test_versions_that_do_not_meet_are_told(spoken: list[int], code: str) -> None:
    with answering(plain(200, as_json(SCHOOL | {"protocols": spoken}))) as address, Remote(address) as remote:
        try:
            told = remote.school().id and ""
        except SsdeskError as error:
            told = error.code
    assert told == code


def test_a_refused_connection_says_that_nothing_was_sent() -> None:
    with socket.socket() as probe:  # a port at which nobody listens
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NoConnection) as refused:
        Remote(f"http://127.0.0.1:{port}/dewilg").school()
    assert refused.value.nothing_sent
