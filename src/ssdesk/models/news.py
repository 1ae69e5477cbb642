"""News of the school and its classes."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.news import News

NEWS = WireTable("news", News, last="text", indices=(("published", "published_at", ""),))
