"""Texts that the holder keeps to use again."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import OwnText

OWN_TEXT = WireTable("own_text", OwnText)
