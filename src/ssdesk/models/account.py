"""The holder's own account."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Account

ACCOUNT = WireTable("account", Account)
