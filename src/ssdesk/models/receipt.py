"""What became of the copies of own messages. A message's `overview` counts them."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Receipt

RECEIPT = WireTable("receipt", Receipt, indices=(("message", "message", ""),))
