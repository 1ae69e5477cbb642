"""News of the school and its classes (M6)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from ssdesk.protocol.news import News
from ssdesk.server import publish
from ssdesk.server.planner import scopes_of_class


def put(connection: Connection, school: str, news: News, now: int, classes: Iterable[str] = ()) -> None:
    """Visible from `published_at` on, to these classes; without any, to the whole school."""
    scopes = frozenset().union(*map(scopes_of_class, classes)) or {"g:all"}
    blobs = [attachment.sha256 for attachment in news.attachments]
    publish.publish(connection, school, "news", news, scopes, at=news.published_at, now=now, blobs=blobs)
