"""Files: whole and in ranges, for who sees an object that refers to them. The hash is no key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from ssdesk.protocol.ids import new_id
from tests.school import School, id_of
from tests.server.conftest import Client
from tests.server.uploading import PDF, upload

SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def sent(client: Client) -> str:
    """Mother has sent the teacher a message with a file; its hash."""
    sha256 = upload(client, "mother", "brief.pdf", PDF)
    attachment = {"sha256": sha256, "name": "brief.pdf", "type": "whatever", "size": 1}
    args = {"to": [id_of("teacher")], "subject": "Briefje", "body": "Beste juf", "attachments": [attachment]}
    assert client.command("mother", new_id(), "send_message", args, needs=[sha256])["status"] == "ok"
    return sha256


def test_both_sides_of_the_message_may_fetch_its_file(client: Client, sent: str) -> None:
    for name in ("mother", "teacher"):
        answer = client.ask(name, "GET", f"/v1/blobs/{sent}")
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (200, PDF, f'"{sent}"')
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_message_says_what_the_server_found_not_what_the_sender_claimed(client: Client, sent: str) -> None:
    (message,) = client.objects("teacher", "message").values()
    assert message["attachments"] == [
        {"sha256": sent, "name": "brief.pdf", "type": "application/pdf", "size": len(PDF)}
    ]


@pytest.mark.parametrize("name", ["father", "noor", "office", "toren-teacher"])
def test_others_cannot_tell_the_file_from_none(client: Client, sent: str, name: str) -> None:
    theirs = client.ask(name, "GET", f"/v1/blobs/{sent}")
    nothing = client.ask(name, "GET", f"/v1/blobs/{'0' * 64}")
    assert (theirs.status_code, theirs.content) == (nothing.status_code, nothing.content) == (404, nothing.content)


def test_a_name_that_is_no_hash_is_not_there(client: Client, sent: str) -> None:
    for wrong in ("..%2f..%2fkey", sent.upper(), sent[:-1], "x"):
        assert client.ask("mother", "GET", f"/v1/blobs/{wrong}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, len(PDF)),
        ("bytes=-5", len(PDF) - 5, len(PDF)),
        (f"bytes=5-{10**9}", 5, len(PDF)),
    ],
)
def test_one_range_is_cut_out(client: Client, sent: str, asked: str, first: int, end: int) -> None:
    answer = client.ask("teacher", "GET", f"/v1/blobs/{sent}", headers={"range": asked})
    assert (answer.status_code, answer.content) == (206, PDF[first:end])
    assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/{len(PDF)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=x", "lines=1-2", "bytes=-"])
def test_what_is_not_one_range_gets_the_whole(client: Client, sent: str, asked: str) -> None:
    answer = client.ask("teacher", "GET", f"/v1/blobs/{sent}", headers={"range": asked})
    assert (answer.status_code, answer.content) == (200, PDF)


@pytest.mark.parametrize("asked", [f"bytes={len(PDF)}-", "bytes=9-3", "bytes=-0"])
def test_a_range_outside_is_refused_with_the_size(client: Client, sent: str, asked: str) -> None:
    answer = client.ask("teacher", "GET", f"/v1/blobs/{sent}", headers={"range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(PDF)}")


def test_a_range_of_another_version_gets_the_whole(client: Client, sent: str) -> None:
    headers = {"range": "bytes=0-3", "if-range": '"another"'}
    assert client.ask("teacher", "GET", f"/v1/blobs/{sent}", headers=headers).content == PDF
    headers = {"range": "bytes=0-3", "if-range": f'"{sent}"'}
    assert client.ask("teacher", "GET", f"/v1/blobs/{sent}", headers=headers).content == PDF[:4]
    unchanged = client.ask("teacher", "GET", f"/v1/blobs/{sent}", headers={"if-none-match": f'"{sent}"'})
    assert unchanged.status_code == 304


def test_an_upload_is_only_its_uploaders_until_a_message_has_it(client: Client) -> None:
    sha256 = upload(client, "mother", "brief.pdf", PDF)
    attachment = {"sha256": sha256, "name": "brief.pdf", "type": "application/pdf", "size": len(PDF)}
    args = {"to": [id_of("teacher")], "subject": "Briefje", "body": "Beste juf", "attachments": [attachment]}
    result = client.command("father", new_id(), "send_message", args)
    assert (result["status"], result["problem"]["code"]) == ("retry", "missing_blob")
    assert client.command("mother", new_id(), "send_message", args)["status"] == "ok"


def test_a_command_whose_file_is_missing_can_come_again_after_the_upload(client: Client) -> None:
    attachment = {"sha256": SHA, "name": "brief.pdf", "type": "application/pdf", "size": len(PDF)}
    args = {"to": [id_of("teacher")], "subject": "Briefje", "body": "Beste juf", "attachments": [attachment]}
    id_ = new_id()
    assert client.command("mother", id_, "send_message", args, needs=[SHA])["status"] == "retry"
    assert not client.objects("teacher", "message")
    upload(client, "mother", "brief.pdf", PDF)
    assert client.command("mother", id_, "send_message", args, needs=[SHA])["status"] == "ok"


@pytest.mark.parametrize("name", ["virus.exe", "zonder einde", "brief.pdf.scr"])
def test_a_message_cannot_rename_a_file_to_a_refused_type(client: Client, name: str) -> None:
    sha256 = upload(client, "mother", "brief.pdf", PDF)
    attachment = {"sha256": sha256, "name": name, "type": "application/pdf", "size": len(PDF)}
    args = {"to": [id_of("teacher")], "subject": "Briefje", "body": "Beste juf", "attachments": [attachment]}
    assert client.command("mother", new_id(), "send_message", args)["problem"]["code"] == "file_type"


def test_a_file_goes_when_nothing_refers_to_it_any_more(
    client: Client, school: School, tick: Callable[[School], None]
) -> None:
    sha256 = upload(client, "mother", "brief.pdf", PDF)
    draft = new_id()
    attachment = {"sha256": sha256, "name": "brief.pdf", "type": "application/pdf", "size": len(PDF)}
    client.command("mother", new_id(), "save_draft", {"draft": draft, "attachments": [attachment]})
    place = school.app.parts.blobs.place("wilg", sha256)
    school.clock.advance(days=30)
    tick(school)
    assert client.ask("mother", "GET", f"/v1/blobs/{sha256}").content == PDF
    client.command("mother", new_id(), "delete_draft", {"draft": draft})
    school.clock.advance(days=1)
    tick(school)
    assert not place.exists()
