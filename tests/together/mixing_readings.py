"""Everything that screens can read of a household, and the words that stand in the answers, with whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from ssdesk.household import Home, Household, days, find, today, week
from ssdesk.replica import Replica
from ssdesk.replica.inbox import FOLDERS, Filter
from tests.together.mixing import CHILDREN, NUMBERS, SCHOOLS, TWIN, Kind, Known

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
YEAR = date(2026, 9, 1), date(2027, 8, 31)
_WORD = re.compile(r"zq\d{4}w")
Owners = tuple[str, ...]  # as the household names accounts
Said = set[tuple[Owners, str]]


@dataclass(frozen=True)
class Reading:
    """`whole`: the kinds of which everything must be there; `titled`: of which everything whose title says its word
    must be there; `letters`: all that came must be there. `once`: what the accounts of one child share stands at one
    of them. `fresh`: what was opened, moved or ticked is not there any more."""

    name: str
    read: Callable[[Household, Known, str], Any]
    whole: tuple[Kind, ...] = ()
    titled: tuple[Kind, ...] = ()
    letters: bool = False
    once: bool = False
    fresh: bool = False


# ---- What stands in an answer ----------------------------------------------------------------------------------------
def said(answer: Any) -> Said:
    """Each word with the accounts that the answer gives it to."""
    return set(_said(answer, ()))


def _said(answer: Any, owners: Owners) -> Iterator[tuple[Owners, str]]:
    if isinstance(answer, str):
        yield from ((owners, word) for word in _WORD.findall(answer))
    elif isinstance(answer, Home):
        yield from _parts(answer, (answer.name,))
    elif isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], Home):
        yield from _said(answer[0], ())
        yield from _said(answer[1], (answer[0].name,))
    elif isinstance(answer, week.Plan):
        yield from _said(answer.homes, ())
        yield from _said(answer.entries, ())
    elif isinstance(answer, Mapping):
        yield from _said([*answer.keys(), *answer.values()], owners)
    elif isinstance(answer, list | tuple | set | frozenset):
        for part in answer:
            yield from _said(part, owners)
    elif is_dataclass(answer) or isinstance(answer, msgspec.Struct):
        yield from _parts(answer, _owners(answer) or owners)


def _parts(answer: Any, owners: Owners) -> Iterator[tuple[Owners, str]]:
    names = answer.__struct_fields__ if isinstance(answer, msgspec.Struct) else [field.name for field in fields(answer)]
    for name in names:
        yield from _said(getattr(answer, name), owners)


def _owners(answer: Any) -> Owners:
    """To whom an answer of the merged view says that it belongs."""
    if isinstance(answer, week.Entry):
        return (answer.account,)
    homes = getattr(answer, "homes", None) or ([answer.home] if hasattr(answer, "home") else [])
    return tuple(home.name for home in homes)


# ---- The readings ----------------------------------------------------------------------------------------------------
def _own(read: Callable[[Replica, str], Any]) -> Callable[[Household, Known, str], Any]:
    """Of the child whose account it is."""
    return lambda household, _known, account: household.gather(
        lambda replica: read(replica, (replica.people.account().pupil or "") if replica.people.account() else ""),  # type: ignore[union-attr]
        account,
    )


def _each(read: Callable[[Replica], Any]) -> Callable[[Household, Known, str], Any]:
    return lambda household, _known, account: household.gather(read, account)


def _by_id(household: Household, known: Known, account: str) -> Any:
    """Whatever can be asked by an id, with the ids of everything that is anywhere."""

    def read(replica: Replica) -> list[Any]:
        answers: list[Any] = []
        for school in SCHOOLS:
            for number in (*NUMBERS, TWIN):
                answers.append(replica.record.report(known.object_id("report", school, number)))
                answers.append(replica.record.result(known.object_id("result", school, number)))
        for letter in known.letters:
            id_ = known.object_id("message", letter.school, letter.number)
            answers += [replica.inbox.message(id_), replica.inbox.conversation(id_)]
        for name in CHILDREN:
            pupil = known.pupil_id(name)
            answers += [replica.people.pupil(pupil), replica.people.contacts(pupil), replica.inbox.counts(pupil)]
        answers += [replica.people.contact(known.account_id(name)) for name in known.name_word]
        return answers

    return household.gather(read, account)


def _lists(replica: Replica) -> list[Any]:
    """All messages, in every way a list can be asked, and each of them whole."""
    inbox = replica.inbox
    rows = inbox.rows(inbox.keys(Filter("", own=True)))
    pages = [inbox.first_page(Filter(folder), 1000) for folder in FOLDERS]
    whole = [(inbox.message(row.id), inbox.conversation(row.thread)) for row in rows]
    return [rows, pages, whole, inbox.first_page(Filter(unread=True), 1000), replica.drafts.all()]


def _merged(household: Household, _known: Known, account: str) -> Any:
    inbox = household.merged(Filter(), account)
    return [inbox.first_page(1000), inbox.rows(inbox.keys()), household.merged(Filter("", words="toets"), account)
            .first_page(1000)]  # fmt: skip


def _merged_keys(household: Household, _known: Known, account: str) -> Any:
    """What a merged key leads to."""
    inbox = household.merged(Filter("", own=True), account)
    keys = inbox.keys()
    assert inbox.present(keys) == set(keys)
    found = [household.place_of(key) for key in keys]
    return [(household.home(place[0]), place[1]) for place in found if place is not None]


def _people(replica: Replica) -> list[Any]:
    people = replica.people
    return [people.account(), people.notifications(), people.pupils(), people.contacts(), people.contacts(words="an")]


NOW = datetime(2026, 11, 23, 14, 32, tzinfo=today.SCHOOL_TIME)
READINGS = (
    Reading("homes", lambda household, _known, account: [
        home for home in household.homes if account in ("", home.name)]),
    Reading("planner.weeks", _each(lambda replica: replica.planner.weeks(*YEAR)), ("week",)),
    Reading("planner.agenda", _each(lambda replica: replica.planner.agenda(*YEAR)), ("item",)),
    Reading("planner.events", _each(lambda replica: replica.planner.events(*YEAR)), ("event",)),
    Reading("planner.days", _each(lambda replica: replica.planner.days(MONDAY, MONDAY, SUNDAY)),
            ("week", "item", "event")),
    Reading("record.results", _own(lambda replica, pupil: replica.record.results(pupil)), ("result",)),
    Reading("record.reports", _own(lambda replica, pupil: replica.record.reports(pupil)), ("report",)),
    Reading("record.absences", _own(lambda replica, pupil: replica.record.absences(pupil, *YEAR)), ("absence",)),
    Reading("record.new_reports", _each(lambda replica: replica.record.new_reports()), ("report",), fresh=True),
    Reading("record.report_files", _each(lambda replica: replica.record.report_files()), ("report",)),
    Reading("record.news", _each(lambda replica: replica.record.news()), ("news",)),
    Reading("by id", _by_id),
    Reading("inbox", _each(_lists), letters=True),
    Reading("people", _each(_people)),
    Reading("merged", _merged, letters=True, fresh=True),
    Reading("place_of", _merged_keys, letters=True),
    Reading("today.letters", lambda household, _known, account: today.letters(household, NOW, account, 1000),
            letters=True, fresh=True),
    Reading("today.waiting", lambda household, _known, account: today.waiting(household, NOW, account)),
    Reading("today.reports", lambda household, _known, account: today.reports(household, account), ("report",),
            once=True),
    Reading("today.new_reports", lambda household, _known, account: today.new_reports(household, account),
            ("report",), once=True, fresh=True),
    Reading("today.results", lambda household, _known, account: today.results(household, account), ("result",),
            once=True),
    Reading("today.new_results", lambda household, _known, account: today.new_results(household, MONDAY, account),
            ("result",), once=True),
    Reading("today.absences", lambda household, _known, account: today.absences(household, account), ("absence",),
            once=True),
    Reading("today.attendance", lambda household, _known, account: today.attendance(household, MONDAY, account),
            ("absence",), once=True),
    Reading("today.news", lambda household, _known, account: today.news(household, account, 1000), ("news",),
            once=True),
    Reading("week.plan", lambda household, _known, account: week.plan(household, MONDAY, SUNDAY, account),
            ("week", "item", "event")),
    Reading("week.drawn", lambda household, _known, account: week.plan(household, MONDAY, SUNDAY, account).drawn(),
            ("item", "event")),
    Reading("days", lambda household, _known, account: days.days(household, MONDAY, account), (),
            ("week", "item", "event"), once=True, fresh=True),
)  # fmt: skip
FOUND: tuple[Kind, ...] = ("item", "event", "news", "result", "report", "absence")


def hits(household: Household, words: str) -> list[find.Hit]:
    return find.find(household, words, 1000, today=MONDAY)


def raw(household: Household, known: Known, place: str) -> list[Any]:
    """All that one account holds, to be compared with what it holds later."""
    kept = [reading.read(household, known, place) for reading in READINGS if reading.name != "homes"]
    home = household.home(place)
    return [kept, home.unread, home.new_reports, household.replica(place).inbox.counts()]
