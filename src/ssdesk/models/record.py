"""Results, reports and absences of the children."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.record import Absence, Report, Result

RESULT = WireTable("result", Result, indices=(("pupil", "pupil, day", ""),))
REPORT = WireTable("report", Report, indices=(("pupil", "pupil, released_at", ""),))
ABSENCE = WireTable("absence", Absence, indices=(("pupil", "pupil, day", ""),))
