"""Uploads that survive a broken line: tus 1.0, core and creation (https://tus.io/protocols/resumable-upload).

How far an upload has come is the size of its file on the disk, so a server that was killed goes on where it was. The
server computes the hash and looks at the content itself. Until an object refers to a file, only who uploaded it can
use it.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import os
from typing import BinaryIO

from sqlalchemy import Connection, func, insert, select, text, update
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.ids import new_id
from ssdesk.server import blob_store, file_types
from ssdesk.server import tables as t
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem

VERSION = "1.0.0"
_CONTENT = "application/offset+octet-stream"
_u = t.upload.c
_ADD_BLOB = text(
    "INSERT INTO blob (school, sha256, size, type, at) VALUES (:school, :sha256, :size, :type, :at)"
    " ON CONFLICT (school, sha256) DO UPDATE SET at = excluded.at"
)
_busy: set[tuple[str, str]] = set()  # uploads that a request of this process is writing to


async def offer(call: Call) -> Response:
    """What of tus is spoken here."""
    headers = {
        "tus-resumable": VERSION,
        "tus-version": VERSION,
        "tus-extension": "creation",
        "tus-max-size": str(call.school.settings.limits.attachment),
    }
    return Response(status_code=204, headers=headers)


def create(connection: Connection, call: Call) -> Response:
    """A place for a file of `Upload-Length` bytes, named in `Upload-Metadata` (`filename`)."""
    _check_version(call)
    settings = call.school.settings
    length = _number(call, "upload-length")
    if length > settings.limits.attachment or length == 0:
        raise _wrong_size(settings.limits.attachment)
    name = file_types.plain_name(_file_name(call.headers.get("upload-metadata", "")))
    if file_types.ending(name) not in settings.limits.types:
        raise Failure(415, file_types.refused(name, settings.limits.types))
    mine = (_u.school == call.school.id) & (_u.account == call.account)
    used = connection.execute(select(func.coalesce(func.sum(_u.length), 0)).where(mine)).scalar_one()
    if used + length > settings.quota:
        raise _no_room(settings.quota)
    id_ = new_id()
    values = {"name": name, "length": length, "at": call.now}
    connection.execute(insert(t.upload).values(school=call.school.id, id=id_, account=call.account, **values))
    call.parts.blobs.begin(call.school.id, id_)
    location = f"{call.request.scope.get('root_path', '')}/v1/uploads/{id_}"
    return _done(201, location=location, upload_offset="0")


async def head(call: Call) -> Response:
    """How much of it is here."""
    _check_version(call)
    name, length, sha256 = await call.db.read(_own, call)
    offset = length if sha256 else call.parts.blobs.received(call.school.id, call.params["id"])
    encoded = base64.b64encode(name.encode()).decode()
    return _done(200, upload_offset=str(offset), upload_length=str(length), upload_metadata=f"filename {encoded}")


async def patch(call: Call) -> Response:
    """More of it, from `Upload-Offset` on. The last byte makes it a file, if the school accepts what it is."""
    _check_version(call)
    if call.headers.get("content-type", "") != _CONTENT:
        raise _bad("Content-Type")
    key = (call.school.id, call.params["id"])
    name, length, sha256 = await call.db.read(_own, call)
    if key in _busy:
        raise _locked()
    _busy.add(key)
    try:
        here = length if sha256 else call.parts.blobs.received(*key)
        if _number(call, "upload-offset") != here:
            raise _other_offset(here)
        if not sha256:
            here = await _receive(call, here, length)
            if here == length:
                await _finish(call, name, length)
    finally:
        _busy.discard(key)
    return _done(204, upload_offset=str(here))


async def _receive(call: Call, offset: int, length: int) -> int:
    """Writes what comes, and keeps it when the line breaks; how far the upload is now."""
    path = call.parts.blobs.part(call.school.id, call.params["id"])
    file: BinaryIO = await asyncio.to_thread(path.open, "ab")
    try:
        async for piece in call.request.stream():
            if offset + len(piece) > length:
                raise _wrong_size(length)
            await asyncio.to_thread(file.write, piece)
            offset += len(piece)
    except ClientDisconnect:
        offset = -1
    finally:
        await asyncio.to_thread(_flush, file)
    if offset < 0:
        raise ClientDisconnect
    return offset


def _flush(file: BinaryIO) -> None:
    with file:
        file.flush()
        os.fsync(file.fileno())


async def _finish(call: Call, name: str, length: int) -> None:
    """Failure 415 when the school does not accept what it is; the upload is gone then."""
    blobs, school, id_ = call.parts.blobs, call.school.id, call.params["id"]
    path = blobs.part(school, id_)
    sha256 = await asyncio.to_thread(blob_store.digest, path)
    with path.open("rb") as file:
        type_ = file_types.media_type(name, file.read(file_types.HEAD), call.school.settings.limits.types)
    if type_ is None:
        await call.db.run(_forget, school, id_)
        blobs.discard(school, id_)
        raise Failure(415, file_types.refused(name, call.school.settings.limits.types))
    row = {"school": school, "sha256": sha256, "size": length, "type": type_, "at": call.now}
    async with blobs.lock:
        await asyncio.to_thread(blobs.keep, school, id_, sha256)
        await call.db.run(_complete, id_, row)


def _complete(connection: Connection, id_: str, row: dict[str, object]) -> None:
    connection.execute(_ADD_BLOB, row)
    whole = {"sha256": row["sha256"], "type": row["type"], "received": row["size"]}
    connection.execute(update(t.upload).where(_u.school == row["school"], _u.id == id_).values(**whole))


def _forget(connection: Connection, school: str, id_: str) -> None:
    connection.execute(t.upload.delete().where(_u.school == school, _u.id == id_))


def _own(connection: Connection, call: Call) -> tuple[str, int, str]:
    """Name, length and, once it is whole, hash of the account's own upload. Failure 404 otherwise."""
    mine = (_u.school == call.school.id) & (_u.id == call.params["id"]) & (_u.account == call.account)
    row = connection.execute(select(_u.name, _u.length, _u.sha256).where(mine)).first()
    if row is None:
        raise Failure(
            404,
            problem(
                "unknown_upload",
                QT_TRANSLATE_NOOP("errors", "The school no longer knows this upload."),
                QT_TRANSLATE_NOOP("errors", "It begins again by itself."),
                retry=True,
            ),
        )
    return row.name, row.length, row.sha256


def _file_name(metadata: str) -> str:
    """From `filename <base64>, …`. Failure 400 when it cannot be read."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError) as error:
                raise _bad("Upload-Metadata") from error
    raise _bad("Upload-Metadata")


def _number(call: Call, header: str) -> int:
    value = call.headers.get(header, "")
    if not value.isascii() or not value.isdigit() or len(value) > 15:
        raise _bad(header)
    return int(value)


def _check_version(call: Call) -> None:
    if call.headers.get("tus-resumable", VERSION) != VERSION:
        raise Failure(412, _bad("Tus-Resumable").body, {"tus-version": VERSION})


def _done(status: int, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status_code=status, headers={"tus-resumable": VERSION, "cache-control": "no-store", **named})


def _bad(header: str) -> Failure:
    return Failure(
        400,
        problem(
            "bad_request",
            QT_TRANSLATE_NOOP("errors", "The school's server did not understand this program."),
            QT_TRANSLATE_NOOP("errors", "Look for a newer version of ssdesk."),
            detail=header,
        ),
    )


def _wrong_size(limit: int) -> Failure:
    return Failure(
        413,
        problem(
            "too_large",
            QT_TRANSLATE_NOOP("errors", "The file is empty or too large for the school."),
            QT_TRANSLATE_NOOP("errors", "Choose a file of at most {megabytes} MB."),
            megabytes=max(limit >> 20, 1),
        ),
    )


def _no_room(quota: int) -> Failure:
    return Failure(
        413,
        problem(
            "quota",
            QT_TRANSLATE_NOOP("errors", "This account has used up its room for files at the school."),
            QT_TRANSLATE_NOOP("errors", "Messages without a file still go. Ask the school for more room."),
            quota=quota,
        ),
    )


def _locked() -> Failure:
    return Failure(
        423,
        problem(
            "locked",
            QT_TRANSLATE_NOOP("errors", "This file is being uploaded already."),
            QT_TRANSLATE_NOOP("errors", "It goes on by itself."),
            retry=True,
            retry_after_s=2,
        ),
    )


def _other_offset(here: int) -> Failure:
    return Failure(
        409,
        problem(
            "other_offset",
            QT_TRANSLATE_NOOP("errors", "The upload stands elsewhere."),
            QT_TRANSLATE_NOOP("errors", "It goes on by itself."),
            retry=True,
            offset=here,
        ),
        {"upload-offset": str(here), "tus-resumable": VERSION},
    )


_ONE = "/v1/uploads/{id}"
ENDPOINTS = [
    Endpoint("OPTIONS", "/v1/uploads", offer, gate=Gate.OPEN, status=204, media="", summary="What of tus is spoken"),
    Endpoint(
        "POST",
        "/v1/uploads",
        create,
        status=201,
        media="",
        fails={400: Problem, 412: Problem, 413: Problem, 415: Problem},
        summary="Begin an upload",
    ),
    Endpoint("HEAD", _ONE, head, media="", fails={412: Problem}, summary="How much of an upload has arrived"),
    Endpoint(
        "PATCH",
        _ONE,
        patch,
        status=204,
        media="",
        fails={400: Problem, 409: Problem, 412: Problem, 413: Problem, 415: Problem, 423: Problem},
        summary="More of an upload",
    ),
]
