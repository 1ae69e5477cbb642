"""What a school keeps of a child: results, reports, absences (M4, M5). Who sees which part: `schools.RECORD`."""

from __future__ import annotations

from sqlalchemy import Connection

from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.server import feed, publish


def scope(pupil: str, right: str) -> str:
    return f"p:{pupil}:{right}"


def put_result(connection: Connection, school: str, result: Result) -> None:
    feed.put(connection, school, "result", result.id, result, [scope(result.pupil, "results")])


def put_absence(connection: Connection, school: str, absence: Absence) -> None:
    feed.put(connection, school, "absence", absence.id, absence, [scope(absence.pupil, "absences")])


def put_report(connection: Connection, school: str, report: Report, now: int) -> None:
    """Visible from `released_at` on; its file must be at the school."""
    scopes, blobs = [scope(report.pupil, "reports")], [report.file.sha256]
    publish.publish(connection, school, "report", report, scopes, at=report.released_at, now=now, blobs=blobs)
