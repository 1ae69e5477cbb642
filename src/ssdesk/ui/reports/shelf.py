"""What of a child's record is on this computer, as the screen lays it out: reports with their lines, and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from ssdesk.household import Home, Household
from ssdesk.protocol.record import Report, Result
from ssdesk.replica import Replica
from ssdesk.rules import marks
from ssdesk.rules.holidays import school_year

Key = tuple[str, str, str]
"""What can be opened: "report", "results" or "why" (nothing of a part is shown), the account, and the id of the report
or the name of the part. Two schools may use one id."""


class Shelved(msgspec.Struct, frozen=True):
    """A report. `lines`: its results by subject, in the order of the school. `new`: not opened on this computer yet."""

    account: str
    report: Report
    lines: tuple[Result, ...]
    new: bool

    @property
    def key(self) -> Key:
        return "report", self.account, self.report.id


class Shelf(msgspec.Struct, frozen=True):
    """Of one child. `reports` newest first; `between`: the results that are of no report, newest first and those
    without a day at the end. `pupil_name`: first and last name."""

    home: Home
    pupil_name: str
    reports: tuple[Shelved, ...]
    between: tuple[Result, ...]

    def of_year(self, today: date) -> tuple[Result, ...]:
        """What was evaluated in the school year of `today`; what has no year counts as of this one."""
        return tuple(result for result in self.between if marks.year_of_result(result) in (None, school_year(today)))


def shelves(household: Household, account: str = "") -> list[Shelf]:
    """Of every child, or of this account's, in the order of their colours. SsdeskError: none can be read."""
    found = household.gather(_read, account)
    return [_laid_out(home, *read) for home, read in found if read is not None]


_Read = tuple[str, Sequence[Report], Sequence[Result], frozenset[str]]


def _read(replica: Replica) -> _Read | None:
    """None: it is no child's account."""
    account = replica.people.account()
    if account is None or not account.pupil:
        return None
    pupil, kept = replica.people.pupil(account.pupil), replica.record
    name = f"{pupil.first_name} {pupil.last_name}".strip() if pupil is not None else ""
    new = frozenset(report.id for report in kept.new_reports())
    return name, kept.reports(account.pupil), kept.results(account.pupil), new


def _laid_out(
    home: Home, name: str, reports: Sequence[Report], results: Sequence[Result], new: frozenset[str]
) -> Shelf:
    by_name: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        by_name[report.title, report.period].append(report)
    lines: dict[str, list[Result]] = defaultdict(list)
    between: list[Result] = []
    for result in results:
        owner = next(
            (one for one in by_name.get((result.title, result.period), ()) if marks.belongs(result, one)), None
        )
        (lines[owner.id] if owner is not None else between).append(result)
    shelved = [
        Shelved(home.name, report, tuple(sorted(lines[report.id], key=_as_given)), report.id in new)
        for report in reports
    ]
    return Shelf(home, name, tuple(shelved), tuple(between))


def _as_given(result: Result) -> tuple[int, str]:
    """The ids of one school grow with time."""
    return result.given_at, result.id
