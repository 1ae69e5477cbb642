"""Files that travel with objects: who sees an object may fetch its files. The hash alone is no key."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import Connection, select, text
from starlette.responses import Response, StreamingResponse

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.server import tables as t
from ssdesk.server.http import Call, Endpoint, Failure, problem

_PIECE = 256 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_b = t.blob.c
_REFERRED = text(
    "SELECT 1 FROM blob_ref r"
    " JOIN feed f ON f.school = r.school AND f.kind = r.kind AND f.oid = r.oid AND f.op = 'put'"
    " JOIN grant_ g ON g.school = f.school AND g.scope = f.scope AND g.account = :account"
    " WHERE r.school = :school AND r.sha256 = :sha256 LIMIT 1"
)


def fetch(connection: Connection, call: Call) -> Response:
    """The file or one range of it. 404 whether it does not exist or nothing visible refers to it."""
    school, sha256 = call.school.id, call.params["sha256"]
    bound = {"account": call.account, "school": school, "sha256": sha256}
    if not _HASH.fullmatch(sha256) or connection.execute(_REFERRED, bound).first() is None:
        raise _not_found()
    blob = connection.execute(select(_b.size, _b.type).where(_b.school == school, _b.sha256 == sha256)).first()
    path = call.parts.blobs.place(school, sha256)
    if blob is None or not path.exists():
        raise _not_found()
    tag = f'"{sha256}"'
    headers = {
        "etag": tag,
        "accept-ranges": "bytes",
        "cache-control": "private, no-store",
        "content-disposition": "attachment",
        "x-content-type-options": "nosniff",
    }
    if tag in call.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    asked = call.headers.get("range", "")
    if call.headers.get("if-range", tag) != tag:
        asked = ""
    start, end, partial = _slice(asked, blob.size)
    headers["content-length"] = str(end - start)
    if partial:
        headers["content-range"] = f"bytes {start}-{end - 1}/{blob.size}"
    return StreamingResponse(_pieces(path, start, end), 206 if partial else 200, headers, media_type=blob.type)


def _slice(asked: str, size: int) -> tuple[int, int, bool]:
    """First byte, end, and whether it is a range. What is not one single range is ignored, as RFC 9110 allows. Failure
    416 for one that lies outside."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found.group() == "bytes=-":
        return 0, size, False
    first, last = found.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if start >= size or (first and last and int(last) < start) or (not first and int(last) == 0):
        raise Failure(
            416,
            problem(
                "bad_range",
                QT_TRANSLATE_NOOP("errors", "The file is not that long."),
                QT_TRANSLATE_NOOP("errors", "Fetch it again from the start."),
                size=size,
            ),
            {"content-range": f"bytes */{size}"},
        )
    return start, end, True


async def _pieces(path: Path, start: int, end: int) -> AsyncIterator[bytes]:
    """Opened anew for each piece: an answer that nobody waits for any more leaves no file open."""
    while start < end:
        piece = await asyncio.to_thread(_piece, path, start, min(_PIECE, end - start))
        if not piece:
            return
        start += len(piece)
        yield piece


def _piece(path: Path, start: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(size)


def _not_found() -> Failure:
    return Failure(
        404,
        problem(
            "not_found",
            QT_TRANSLATE_NOOP("errors", "This file is not there."),
            QT_TRANSLATE_NOOP("errors", "It may have been removed with its message. Receive again and look once more."),
        ),
    )


ENDPOINTS = [
    Endpoint(
        "GET",
        "/v1/blobs/{sha256}",
        fetch,
        media="*/*",
        also=(206, 304),
        fails={416: Problem},
        snapshot=True,
        summary="A file that a visible object refers to, or one range of it",
    ),
]
