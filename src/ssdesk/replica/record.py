"""What the school keeps of the children, and its news, as screens read it."""

from __future__ import annotations

from datetime import date

from ssdesk.models.news import NEWS
from ssdesk.models.record import ABSENCE, REPORT, RESULT
from ssdesk.protocol.news import News
from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.replica.database import Database


class Record:
    def __init__(self, database: Database) -> None:
        self._database = database

    def results(self, pupil: str) -> list[Result]:
        """Newest first; those without a day by when they were given."""
        newest = "WHERE pupil = ? ORDER BY day DESC, given_at DESC, id DESC"
        return self._database.select(RESULT, newest, pupil)

    def reports(self, pupil: str) -> list[Report]:
        """Newest first."""
        return self._database.select(REPORT, "WHERE pupil = ? ORDER BY released_at DESC, id DESC", pupil)

    def report(self, id_: str) -> Report | None:
        return next(iter(self._database.select(REPORT, "WHERE id = ?", id_)), None)

    def absences(self, pupil: str, first: date, last: date) -> list[Absence]:
        """Of these days, newest first; of one day the afternoon before the morning."""
        within = "WHERE pupil = ? AND day BETWEEN ? AND ? ORDER BY day DESC, part DESC, id DESC"
        return self._database.select(ABSENCE, within, pupil, first.isoformat(), last.isoformat())

    def news(self, most: int = 100) -> list[News]:
        """Newest first."""
        return self._database.select(NEWS, "ORDER BY published_at DESC, id DESC LIMIT ?", most)
