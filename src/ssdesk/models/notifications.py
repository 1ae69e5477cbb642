"""When and how the account is told of something new."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Notifications

NOTIFICATIONS = WireTable("notifications", Notifications)
