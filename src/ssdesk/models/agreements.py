"""The school's agreements about messages."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.agreements import Agreements

AGREEMENTS = WireTable("agreements", Agreements)
