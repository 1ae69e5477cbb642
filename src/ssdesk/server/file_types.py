"""Which files a school accepts: by the ending of the name, and by what the first bytes say it really is."""

from __future__ import annotations

import re
from collections.abc import Collection

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.server.http import problem

HEAD = 64  # bytes that tell the type
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZIP = "application/zip"
_OLE = "application/x-ole-storage"  # doc, xls, ppt before 2007
_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OOXML}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OOXML}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OOXML}.presentationml.presentation",
    "odt": f"{_ODF}.text",
    "ods": f"{_ODF}.spreadsheet",
    "odp": f"{_ODF}.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "zip": _ZIP,
}
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", _ZIP),
    (0, b"PK\x05\x06", _ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"MZ", "application/x-executable"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-executable"),
    (0, b"\xca\xfe\xba\xbe", "application/x-executable"),
    (0, b"#!", "application/x-executable"),
)
_CONTAINERS = {
    _ZIP: {"docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"},
    _OLE: {"doc", "xls", "ppt"},
    "video/mp4": {"mp4", "mov", "m4a"},
    "video/quicktime": {"mov"},
}
_TEXTS = {"txt", "csv", "ics", "vcf"}


def plain_name(name: str) -> str:
    """The last part of a path, without signs that files or screens mistake, at most 150 characters long."""
    plain = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .") or "file"
    stem, dot, end = plain.rpartition(".")
    return f"{stem[: 149 - len(end)]}.{end}" if dot and len(end) < 10 else plain[:150]


def ending(name: str) -> str:
    """What follows the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type(name: str, head: bytes, allowed: Collection[str]) -> str | None:
    """The type of a file of this name that begins with these bytes; None when the school does not accept it, or it is
    not what its name says."""
    end = ending(name)
    if end not in allowed:
        return None
    found = next((type_ for at, magic, type_ in _MAGIC if head[at : at + len(magic)] == magic), None)
    if found is None:
        return TYPES.get(end) if end in _TEXTS and b"\0" not in head else None
    if found == TYPES.get(end) or end in _CONTAINERS.get(found, ()):
        return TYPES[end]
    return None


def refused(name: str, allowed: Collection[str]) -> Problem:
    if ending(name) in allowed:
        return problem(
            "file_type",
            QT_TRANSLATE_NOOP("errors", "The file {name} is not what its name says."),
            QT_TRANSLATE_NOOP("errors", "Open it in its own program, save it again and attach that."),
            name=name,
        )
    return problem(
        "file_type",
        QT_TRANSLATE_NOOP("errors", "The school does not accept the file {name}."),
        QT_TRANSLATE_NOOP("errors", "It accepts {types}."),
        name=name,
        types=", ".join(allowed),
    )
