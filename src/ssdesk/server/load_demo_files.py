"""The files of a generated demo school, put where a server keeps them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from ssdesk.protocol.files import Attachment
from ssdesk.server import tables as t
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.demo import data, papers


class Files:
    """Each kept once, however many objects carry it. Who may fetch it follows from them."""

    def __init__(self, connection: Connection, slug: str, blobs: BlobStore) -> None:
        self._connection, self._slug, self._blobs = connection, slug, blobs
        self._kept: dict[data.Attachment, Attachment] = {}
        self._shas: set[str] = set()

    def kept(self, attachment: data.Attachment) -> Attachment:
        """An attachment, drawn when it is met for the first time."""
        known = self._kept.get(attachment)
        if known is None:
            content = papers.content(attachment.paper)
            known = self._kept[attachment] = self.add(attachment.name, attachment.media_type, content)
        return known

    def add(self, name: str, media_type: str, content: bytes) -> Attachment:
        """These bytes, under this name."""
        sha256 = self._blobs.add(self._slug, content)
        if sha256 not in self._shas:
            self._shas.add(sha256)
            row = {"sha256": sha256, "size": len(content), "type": media_type, "at": 0}
            self._connection.execute(insert(t.blob).values(school=self._slug, **row))
        return Attachment(sha256, name, media_type, len(content))


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
