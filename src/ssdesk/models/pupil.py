"""The children, or for staff the pupils, that this account may see."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Pupil

PUPIL = WireTable("pupil", Pupil)
