"""What waits for a family and what is new, merged over all accounts or of one: the readings of *Start*.

What one school told to several of its accounts (news) is there once; what is of one child stays with that child's home.
Every function raises SsdeskError when no account can be read; one that cannot holds up no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from ssdesk.household.asked import due_of
from ssdesk.household.days import has_school, with_home
from ssdesk.household.home import Home
from ssdesk.household.household import Household
from ssdesk.protocol.news import News
from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.replica import Replica
from ssdesk.replica.inbox import SCHEDULED, Filter, MessageRow
from ssdesk.rules.agreements.asked import to_tell
from ssdesk.rules.agreements.calendar import Awaited
from ssdesk.rules.marks import belongs

SCHOOL_TIME = ZoneInfo("Europe/Brussels")
NEW_DAYS = 7  # so long a result is new
LATE_DAYS = 14  # so long an answer that is late is still waited for
_PARTS = ("am", "day", "pm")  # in the order of the day; others after
_T = TypeVar("_T")


class Letter(msgspec.Struct, frozen=True):
    """A message with the account it came to. `awaited`: what it waits for, and until when."""

    home: Home
    row: MessageRow
    awaited: Awaited | None = None

    @property
    def by(self) -> datetime | None:
        return self.awaited.by if self.awaited is not None else None


class Graded(msgspec.Struct, frozen=True):
    """A result with the day it was given; None: the school does not say."""

    home: Home
    result: Result
    day: date | None


class Released(msgspec.Struct, frozen=True):
    home: Home
    report: Report


class Attendance(msgspec.Struct, frozen=True):
    """What the school noted of a child's absence on a day; nothing noted is not the same as present. `school`: there
    is school on that day."""

    home: Home
    absences: tuple[Absence, ...]
    school: bool


class Told(msgspec.Struct, frozen=True):
    """News, with the homes that got it."""

    homes: tuple[Home, ...]
    news: News


def child_name(household: Household, home: Home) -> str:
    """First and last name of the child whose account this is, as far as the school told."""
    read = household.gather(lambda replica: replica.people.pupil(home.pupil or ""), home.name)
    pupil = next((pupil for _, pupil in read), None)
    return f"{pupil.first_name} {pupil.last_name}".strip() if pupil is not None else home.child


def waiting(
    household: Household, now: datetime, account: str = "", most: int = 100, also: Collection[tuple[str, str]] = ()
) -> list[Letter]:
    """Messages of one's own or of a shared mailbox that the school could not send at their moment; then those that ask
    an answer which was not given, the most urgent first; and by the agreements of the school those that are to get a
    first reaction, or to be opened today at the latest. What is late for weeks waits no more; it stays among the
    messages to answer. `also`: accounts and ids of messages that are told of though they wait no more."""
    letters = _letters(household, Filter(to_answer=True), account, most, now)
    if any(_awaits_all(home) for home in household.homes):
        there = {(letter.home.name, letter.row.id) for letter in letters}
        inbox = _letters(household, Filter(), account, most, now)
        letters += [one for one in inbox if one.awaited is not None and (one.home.name, one.row.id) not in there]
    since = now - timedelta(days=LATE_DAYS)
    kept = [letter for letter in letters if letter.by is None or letter.by > since]
    kept += _held(household, account, most, now)
    there = {(letter.home.name, letter.row.id) for letter in kept}
    kept += [
        found for name, id_ in {*also} - there if account in ("", name) for found in _letter(household, name, id_, now)
    ]
    return sorted(kept, key=_urgency)


def letters(household: Household, now: datetime, account: str = "", most: int = 3) -> list[Letter]:
    """The newest of the inboxes, newest first."""
    newest = sorted(_letters(household, Filter(), account, most, now), key=lambda letter: -letter.row.key)
    return newest[:most]


def reports(household: Household, account: str = "") -> list[Released]:
    """All reports of the children, newest first."""
    return _newest(
        Released(home, report)
        for home, found in household.gather(lambda replica: _of_pupil(replica, replica.record.reports), account)
        for report in found
    )


def new_reports(household: Household, account: str = "") -> list[Released]:
    """Those that nobody opened on this computer yet, newest first."""
    return _newest(
        Released(home, report)
        for home, found in household.gather(lambda replica: replica.record.new_reports(), account)
        for report in found
    )


def results(household: Household, account: str = "") -> list[Graded]:
    """All results of the children, newest first, those of no day last; without the lines of reports, which are told as
    reports."""

    def between(replica: Replica) -> list[Result]:
        told = _of_pupil(replica, replica.record.reports)
        found = _of_pupil(replica, replica.record.results)
        return [result for result in found if not any(belongs(result, report) for report in told)]

    found = [
        Graded(home, result, given_on(result))
        for home, results in household.gather(between, account)
        for result in results
    ]
    return sorted(_once(found), key=lambda graded: graded.day or date.min, reverse=True)


def new_results(household: Household, today: date, account: str = "") -> list[Graded]:
    """Those of the last week, newest first."""
    since = today - timedelta(days=NEW_DAYS)
    return [graded for graded in results(household, account) if graded.day is not None and since < graded.day <= today]


def given_on(result: Result) -> date | None:
    """The day a result came; where the school does not say, the day it is of."""
    if result.given_at > 0:
        try:
            return datetime.fromtimestamp(result.given_at / 1000, SCHOOL_TIME).date()
        except (OverflowError, ValueError, OSError):
            return None
    try:
        return date.fromisoformat(result.day)
    except ValueError:
        return None


def absences(household: Household, account: str = "") -> list[tuple[Home, list[Absence]]]:
    """All that the school ever noted of each child whose absences it shows, newest day first."""
    return _of_children(household.gather(lambda replica: absent(replica, date.min, date.max), account))


def attendance(household: Household, day: date, account: str = "") -> list[Attendance]:
    """Of every child whose absences the school shows to the account, also when nothing was noted."""
    read = household.gather(lambda replica: (absent(replica, day, day), replica.planner.events(day, day)), account)
    return [
        Attendance(home, tuple(absences), has_school(events, day)) for home, (absences, events) in _of_children(read)
    ]


def absent(replica: Replica, first: date, last: date) -> list[Absence]:
    """Of the child whose account this is, newest day first; within a day the morning before the afternoon."""
    found = _of_pupil(replica, lambda pupil: replica.record.absences(pupil, first, last))
    by_part = sorted(found, key=lambda one: _PARTS.index(one.part) if one.part in _PARTS else len(_PARTS))
    return sorted(by_part, key=lambda one: one.day, reverse=True)


def news(household: Household, account: str = "", most: int = 100) -> list[Told]:
    """Newest first; what one school told to several of these accounts is there once."""
    found: dict[tuple[str, str], Told] = {}
    for home, said in household.gather(lambda replica: replica.record.news(most), account):
        for one in said:
            known = found.get((home.address, one.id))
            homes = with_home(known.homes, home) if known is not None else (home,)
            found[home.address, one.id] = Told(homes, one)
    newest = sorted(found.values(), key=lambda told: (told.news.published_at, told.news.id), reverse=True)
    return newest[:most]


# ---- Within ----------------------------------------------------------------------------------------------------------
def _awaits_all(home: Home) -> bool:
    """Whether this school waits for something of messages that ask nothing."""
    if home.agreements is None:
        return False
    agreed = home.agreements.deadlines
    return "all" in (agreed.opened.applies_to, agreed.first_reaction.applies_to)


def _letters(household: Household, filter_: Filter, account: str, most: int, now: datetime) -> list[Letter]:
    pages = household.gather(lambda replica: replica.inbox.first_page(filter_, most), account)
    return [Letter(home, row, to_tell(due_of(home, row), now)) for home, rows in pages for row in rows]


def _held(household: Household, account: str, most: int, now: datetime) -> list[Letter]:
    def read(replica: Replica) -> list[MessageRow]:
        places = ("", *(one.id for one in replica.mailboxes.all()))
        pages = [replica.inbox.first_page(Filter(SCHEDULED, mailbox=place), most) for place in places]
        return [row for page in pages for row in page if row.held]

    found = household.gather(read, account)
    return [Letter(home, row, to_tell(due_of(home, row), now)) for home, rows in found for row in rows]


def _letter(household: Household, account: str, id_: str, now: datetime) -> list[Letter]:
    """One, where it is still there."""
    read = household.gather(lambda replica: replica.inbox.message(id_), account)
    rows = [(home, detail.row) for home, detail in read if detail is not None]
    return [Letter(home, row, to_tell(due_of(home, row), now)) for home, row in rows]


def _urgency(letter: Letter) -> tuple[bool, bool, float, int]:
    by = letter.by or letter.row.answer_by
    return (not letter.row.held, by is None, by.timestamp() if by is not None else 0, letter.row.key)


def _of_pupil(replica: Replica, read: Callable[[str], list[_T]]) -> list[_T]:
    own = replica.people.account()
    return read(own.pupil) if own is not None and own.pupil else []


def _of_children(read: Iterable[tuple[Home, _T]]) -> list[tuple[Home, _T]]:
    """Each child once, where its absences are shown."""
    found: dict[tuple[str, str], tuple[Home, _T]] = {}
    for home, answer in read:
        if home.child and (home.record is None or "absences" in home.record):
            found.setdefault((home.address, home.pupil or home.name), (home, answer))
    return list(found.values())


def _once(found: Iterable[Graded]) -> list[Graded]:
    """The same child may have two accounts here."""
    known: dict[tuple[str, str], Graded] = {}
    for graded in found:
        known.setdefault((graded.home.address, graded.result.id), graded)
    return list(known.values())


def _newest(found: Iterable[Released]) -> list[Released]:
    known: dict[tuple[str, str], Released] = {}
    for released in found:
        known.setdefault((released.home.address, released.report.id), released)
    return sorted(known.values(), key=lambda one: (one.report.released_at, one.report.id), reverse=True)
