"""A file that an object refers to."""

from __future__ import annotations

import msgspec


class Attachment(msgspec.Struct, frozen=True):
    """`sha256` in hexadecimal digits, `size` in bytes, `type` a media type."""

    sha256: str
    name: str
    type: str
    size: int
