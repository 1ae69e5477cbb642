"""What the school keeps of the children, and its news, as screens read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from ssdesk.models.local import SETTING
from ssdesk.models.news import NEWS
from ssdesk.models.record import ABSENCE, REPORT, RESULT
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.news import News
from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.replica.database import Database
from ssdesk.replica.outbox import Write

NEW_MS = 14 * 24 * 3600 * 1000  # so long a report that was not opened here is new
_OPENED = "opened_reports"  # local setting: JSON list of ids


class Record:
    def __init__(self, database: Database, write: Write, clock: Callable[[], int]) -> None:
        self._database, self._write, self._clock = database, write, clock

    def results(self, pupil: str) -> list[Result]:
        """Newest first; those without a day by when they were given."""
        newest = "WHERE pupil = ? ORDER BY day DESC, given_at DESC, id DESC"
        return self._database.select(RESULT, newest, pupil)

    def reports(self, pupil: str) -> list[Report]:
        """Newest first."""
        return self._database.select(REPORT, "WHERE pupil = ? ORDER BY released_at DESC, id DESC", pupil)

    def report(self, id_: str) -> Report | None:
        return next(iter(self._database.select(REPORT, "WHERE id = ?", id_)), None)

    def report_files(self) -> list[Attachment]:
        """Of all reports, newest first."""
        return [report.file for report in self._database.select(REPORT, "ORDER BY released_at DESC, id DESC")]

    def result(self, id_: str) -> Result | None:
        return next(iter(self._database.select(RESULT, "WHERE id = ?", id_)), None)

    def new_reports(self) -> list[Report]:
        """Released not long ago and not opened on this computer yet, newest first."""
        opened = self._opened()
        return [report for report in self._recent() if report.id not in opened]

    def open_report(self, id_: str) -> None:
        """The person looks at it: it is new no more. The school does not hear of it."""
        opened = self._opened()
        if id_ not in opened:
            kept = {id_, *opened.intersection(report.id for report in self._recent())}
            with self._write(durable=True) as tx:
                tx.run(SETTING.put, _OPENED, msgspec.json.encode(sorted(kept)).decode())
                tx.touch("report", [id_])

    def _recent(self) -> list[Report]:
        since = "WHERE released_at > ? ORDER BY released_at DESC, id DESC"
        return self._database.select(REPORT, since, self._clock() - NEW_MS)

    def _opened(self) -> set[str]:
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (_OPENED,)).fetchone()
        return set(msgspec.json.decode(row[0], type=list[str])) if row else set()

    def absences(self, pupil: str, first: date, last: date) -> list[Absence]:
        """Of these days, newest first; of one day the afternoon before the morning."""
        within = "WHERE pupil = ? AND day BETWEEN ? AND ? ORDER BY day DESC, part DESC, id DESC"
        return self._database.select(ABSENCE, within, pupil, first.isoformat(), last.isoformat())

    def news(self, most: int = 100) -> list[News]:
        """Newest first."""
        return self._database.select(NEWS, "ORDER BY published_at DESC, id DESC LIMIT ?", most)
