"""Uploads that survive a broken line, and what the school does not accept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import httpx2
import msgspec
import pytest
from sqlalchemy import update

from ssdesk.server import tables as t
from ssdesk.server.schools import read_schools
from tests.school import SETTINGS, WILG, School
from tests.server.conftest import Client, Served
from tests.server.uploading import CONTENT, PDF, begin, more, path_of, upload

SHA = hashlib.sha256(PDF).hexdigest()


def offset(client: Client, account: str, path: str) -> int:
    response = client.ask(account, "HEAD", path, headers={"tus-resumable": "1.0.0"})
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    return int(response.headers["upload-offset"])


def test_an_upload_in_pieces_becomes_a_file_under_its_hash(client: Client, school: School) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", len(PDF)))
    assert offset(client, "mother", path) == 0
    for start in range(0, len(PDF), 1000):
        response = more(client, "mother", path, start, PDF[start : start + 1000])
        assert (response.status_code, response.headers["upload-offset"]) == (204, str(min(start + 1000, len(PDF))))
    assert offset(client, "mother", path) == len(PDF)
    assert school.app.parts.blobs.place(WILG, SHA).read_bytes() == PDF


def test_it_goes_on_where_a_broken_line_left_it(school: School, client: Client) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", len(PDF)))

    def break_off() -> object:
        yield PDF[:3000]
        raise ConnectionResetError

    with Served(school.app) as served:
        url = f"{served.address}/{WILG}{path}"
        headers = {**CONTENT, "upload-offset": "0", "authorization": f"Bearer {School.token('mother')}"}
        with pytest.raises(ConnectionResetError):
            httpx2.patch(url, headers={**headers, "content-length": str(len(PDF))}, content=break_off())
        here = 0
        for _ in range(200):
            here = int(httpx2.head(url, headers=headers).headers["upload-offset"])
            answer = httpx2.patch(url, headers={**headers, "upload-offset": str(here)}, content=PDF[here:])
            if answer.status_code == 204:
                break
        assert answer.status_code == 204
    assert school.app.parts.blobs.place(WILG, SHA).read_bytes() == PDF


def test_a_killed_server_goes_on_where_the_file_on_its_disk_ends(client: Client, school: School) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", len(PDF)))
    more(client, "mother", path, 0, PDF[:500])
    part = school.app.parts.blobs.part(WILG, path.rpartition("/")[2])
    with part.open("ab") as file:  # written, but the answer never went out
        file.write(PDF[500:900])
    assert offset(client, "mother", path) == 900
    late = more(client, "mother", path, 500, PDF[500:])
    assert (late.status_code, late.headers["upload-offset"]) == (409, "900")
    assert more(client, "mother", path, 900, PDF[900:]).status_code == 204
    assert school.app.parts.blobs.place(WILG, SHA).read_bytes() == PDF


def test_the_last_piece_may_come_twice(client: Client) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", len(PDF)))
    more(client, "mother", path, 0, PDF)
    assert more(client, "mother", path, 0, PDF).status_code == 409
    assert more(client, "mother", path, len(PDF), b"").status_code == 204


def test_nobody_sees_or_continues_the_upload_of_another(client: Client) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", len(PDF)))
    assert client.ask("father", "HEAD", path).status_code == 404
    assert more(client, "father", path, 0, PDF).status_code == 404
    assert more(client, "mother", path, 0, PDF).status_code == 204


@pytest.mark.parametrize("name", ["virus.exe", "brief", "brief.pdf.js", "scherm.html", "tekening.svg"])
def test_a_type_that_the_school_does_not_accept_is_refused_before_anything_is_sent(client: Client, name: str) -> None:
    response = begin(client, "mother", name, 100)
    assert (response.status_code, response.json()["code"]) == (415, "file_type")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.pdf", b"MZ\x90\x00 this program cannot be run in DOS mode"),
        ("brief.txt", b"#!/bin/sh\nrm -rf ~"),
        ("brief.txt", b"text\0with a zero"),
        ("foto.jpg", b"\x89PNG\r\n\x1a\n and so on"),
        ("brief.docx", PDF),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_and_gone(
    client: Client, school: School, name: str, content: bytes
) -> None:
    path = path_of(begin(client, "mother", name, len(content)))
    response = more(client, "mother", path, 0, content)
    assert (response.status_code, response.json()["code"]) == (415, "file_type")
    assert client.ask("mother", "HEAD", path).status_code == 404
    assert not school.app.parts.blobs.part(WILG, path.rpartition("/")[2]).exists()


@pytest.mark.parametrize("length", [0, 25 * 1024 * 1024 + 1])
def test_a_size_that_the_school_does_not_accept_is_refused(client: Client, length: int) -> None:
    assert begin(client, "mother", "brief.pdf", length).status_code == 413


def test_more_bytes_than_announced_are_refused(client: Client) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", 10))
    assert more(client, "mother", path, 0, PDF).status_code == 413


def test_an_account_has_so_much_room_and_others_have_theirs(client: Client, school: School) -> None:
    settings = msgspec.structs.replace(SETTINGS[WILG], quota=3 * len(PDF))
    info = msgspec.json.encode(settings).decode()
    school.db.run_now(lambda c: c.execute(update(t.school).where(t.school.c.id == WILG).values(info=info)))
    school.app.parts.schools.replace(school.db.read_now(read_schools))
    for _ in range(3):
        upload(client, "mother", "brief.pdf", PDF)
    refused = begin(client, "mother", "brief.pdf", len(PDF))
    assert (refused.status_code, refused.json()["code"]) == (413, "quota")
    upload(client, "father", "brief.pdf", PDF)


@pytest.mark.parametrize(
    "headers",
    [
        {"upload-metadata": "filename ???"},
        {"upload-metadata": "name YQ=="},
        {"upload-length": "-1"},
        {"upload-length": "many"},
    ],
)
def test_headers_that_make_no_sense_are_refused(client: Client, headers: dict[str, str]) -> None:
    good = {"upload-length": "10", "upload-metadata": "filename YS5wZGY=", "tus-resumable": "1.0.0"}
    assert client.ask("mother", "POST", "/v1/uploads", headers=good | headers).status_code == 400


def test_another_tus_is_refused_and_ours_is_told(client: Client) -> None:
    assert client.ask("mother", "POST", "/v1/uploads", headers={"tus-resumable": "0.2.2"}).status_code == 412
    told = client.options(f"/{WILG}/v1/uploads")
    assert (told.status_code, told.headers["tus-version"], told.headers["tus-extension"]) == (204, "1.0.0", "creation")


def test_an_upload_that_stands_still_is_forgotten(
    client: Client, school: School, tick: Callable[[School], None]
) -> None:
    path = path_of(begin(client, "mother", "brief.pdf", len(PDF)))
    more(client, "mother", path, 0, PDF[:100])
    school.clock.advance(days=2)
    tick(school)
    assert client.ask("mother", "HEAD", path).status_code == 404
    assert not school.app.parts.blobs.part(WILG, path.rpartition("/")[2]).exists()
