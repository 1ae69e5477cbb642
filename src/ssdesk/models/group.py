"""Groups that this account may write to."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Group

GROUP = WireTable("group_", Group)
