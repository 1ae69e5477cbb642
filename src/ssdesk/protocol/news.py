"""News of the school or a class (M6)."""

from __future__ import annotations

import msgspec

from ssdesk.protocol.files import Attachment


class News(msgspec.Struct, frozen=True, omit_defaults=True):
    """`audience`: for whom, in the school's words. `text` is plain; an empty line parts paragraphs."""

    id: str
    title: str
    text: str
    author_name: str
    author_role: str
    published_at: int
    audience: str = ""
    important: bool = False
    attachments: list[Attachment] = []
