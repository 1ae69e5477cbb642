"""People to whom this account may write."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Contact

CONTACT = WireTable("contact", Contact, indices=(("pupil", "pupil", '"pupil" IS NOT NULL'),))
