"""Finding anything by words, over all accounts that can be read: people, messages, the week, the record, news.

Words are found as in messages: by their beginning, without case and accents, in any order. No Qt; call it where it may
take tens of milliseconds.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Literal

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.household.home import Home
from ssdesk.household.household import Household
from ssdesk.replica import Replica
from ssdesk.replica.asked import MOST_TERMS
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.replica.search import Query

log = logging.getLogger(__name__)

Kind = Literal[
    "child", "contact", "message", "draft", "agenda_item", "event", "lesson", "result", "report", "absence", "news"
]
KINDS: tuple[Kind, ...] = (
    "child", "contact", "message", "draft", "agenda_item", "event", "lesson", "report", "result", "absence", "news",
)  # fmt: skip
SHORT = 3  # letters: a shorter word alone is in most messages, so it is looked for in the newest only
NEWEST = 300
MOST_TYPED, MOST_READ = 500, 4000  # characters of the words, and of one text
LESSONS_AHEAD = timedelta(days=21)
_SHARED = ("event", "news")  # one for all accounts of a school
_MARKS = re.compile("[\u0300-\u036f]+")
_PART = re.compile(r'"[^"]*"?|\S+')
_EVER = (date.min, date.max)
_DAY_MS, _EPOCH = 86_400_000, date(1970, 1, 1).toordinal()


class Hit(msgspec.Struct, frozen=True):
    """Something that was found. `kind`: of the wire, or "child" (its own page; no id) or "lesson" (the next one of a
    subject; `id` is its week's). `title`, `detail`: as others wrote them. `form`: the code of an agenda item or event.

    When it is: `day` of school time, with `minute` after midnight where that is known, or the moment `at` (ms).
    """

    kind: Kind
    home: Home
    id: str
    title: str
    detail: str = ""
    form: str = ""
    day: date | None = None
    minute: int | None = None
    at: int | None = None


def find(
    household: Household,
    words: str,
    limit: int = 30,
    *,
    today: date,
    named: Mapping[str, str] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Hit]:
    """What holds all the words, by kind in the order of `KINDS`, at most `limit` of each.

    A child's first name beside other words stands for its account ("noor toets"). `named`: what kinds and forms are
    called on screen ("test": "Toets"), so that they are found by that too. Within a kind comes first what begins with
    the words, then what is still to come, the soonest first, then the newest. An account that is locked, broken or
    fails is left out. `cancelled` is asked now and then: true ends the search with what was found so far.
    """
    typed = _Typed(words)
    if not typed.parts:
        return []
    found: dict[Kind, list[Hit]] = {kind: [] for kind in KINDS}
    for home in household.homes:
        if not home.is_open:
            continue
        search = _Search(home, typed.beside(home.child), limit, today, named or {}, cancelled)
        try:
            for _, hits in household.gather(search.read, home.name):
                for hit in hits:
                    found[hit.kind].append(hit)
        except SsdeskError as error:
            log.info("An account cannot be searched: %s", error.code)
        if Query(words).matches(home.child, home.class_name):
            found["child"].append(Hit("child", home, "", home.child, _joined(home.class_name, home.school)))
    rank = _Rank(typed, today)
    return [hit for kind in KINDS for hit in sorted(_once(found[kind]), key=rank.of)[:limit]]


class _Typed:
    """What a person typed, in words and "phrases" of which something can be found."""

    def __init__(self, words: str) -> None:
        parts = (part for part in _PART.findall(words[:MOST_TYPED]) if Query(part).match)
        self.parts = list(islice(parts, MOST_TERMS))
        self.beginning = _folded(" ".join(self.parts))

    def beside(self, child: str) -> str:
        """The words without the name of this child, unless there are no others."""
        return " ".join([part for part in self.parts if not Query(part).matches(child)] or self.parts)


class _Query(Query):
    """For a thousand texts a time: one of plain letters is looked at as a whole before its words are told apart."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        tokens = (token for term in self._terms for token in term.tokens)
        self._beginnings = [re.compile(f"(?<![0-9A-Za-z]){re.escape(token)}") for token in tokens]
        self._is_plain = all(term.prefix and len(term.tokens) == 1 for term in self._terms)

    def matches(self, *texts: str) -> bool:
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", "\n".join(texts).lower()))
        if bare.isascii():
            if not all(beginning.search(bare) for beginning in self._beginnings):
                return False
            if self._is_plain:
                return True
        return super().matches(*texts)


class _Search(msgspec.Struct, frozen=True):
    """In one account. `words`: those that its name does not hold already."""

    home: Home
    words: str
    limit: int
    today: date
    named: Mapping[str, str]
    cancelled: Callable[[], bool]

    def read(self, replica: Replica) -> list[Hit]:
        hits: list[Hit] = []
        for kind in (self._people, self._messages, self._drafts, self._planner, self._record, self._news):
            if self.cancelled():
                break
            hits += kind(replica)
        return hits

    def _people(self, replica: Replica) -> Iterator[Hit]:
        for person in replica.people.contacts(words=self.words):
            yield self._hit("contact", person.id, person.name, _joined(person.role, ", ".join(person.classes)))

    def _messages(self, replica: Replica) -> Iterator[Hit]:
        """Short words are compared with who wrote and the subject only."""
        if max(map(len, self.words.split())) < SHORT:
            query = Query(self.words)
            newest = replica.inbox.first_page(Filter(""), NEWEST)
            rows = [row for row in newest if query.matches(row.subject, row.sender_name, *row.to)][: self.limit]
        else:
            rows = replica.inbox.first_page(Filter("", words=self.words), self.limit)
        for row in rows:
            who = ", ".join(name for name in row.to if name) if row.own else row.sender_name
            yield self._hit("message", row.id, row.subject, who, at=_ms(row))

    def _drafts(self, replica: Replica) -> Iterator[Hit]:
        for row in replica.inbox.first_page(Filter("drafts", words=self.words), self.limit):
            yield self._hit("draft", row.id, row.subject, row.preview, at=_ms(row))

    def _planner(self, replica: Replica) -> Iterator[Hit]:
        query = _Query(self.words)
        for item in (row.item for row in replica.planner.agenda(*_EVER)):
            if self._holds(query, "agenda_item", item.form, item.title, item.subject, item.text, item.teacher):
                about = _joined(item.subject, item.text)
                day = _day(item.day)
                yield self._hit("agenda_item", item.id, item.title, about, form=item.form, day=day, minute=item.start)
        for event in replica.planner.events(*_EVER):
            if self._holds(query, "event", event.form, event.title, event.place, event.text, event.audience):
                about, day = _joined(event.place, event.audience), _day(event.first_day)
                yield self._hit("event", event.id, event.title, about, form=event.form, day=day, minute=event.start)
        yield from self._lessons(replica, query)

    def _lessons(self, replica: Replica, query: _Query) -> Iterator[Hit]:
        """Of each subject the next one that is given."""
        seen: set[tuple[str, str]] = set()
        for week in replica.planner.weeks(self.today - timedelta(days=6), self.today + LESSONS_AHEAD):
            monday = _day(week.monday)
            for lesson in week.lessons if monday is not None else ():
                subject = (week.class_name, lesson.subject)
                if monday is None or subject in seen or lesson.state == "cancelled" or not 0 <= lesson.day < 7:
                    continue
                day = monday + timedelta(days=lesson.day)
                if day >= self.today and self._holds(query, "lesson", "", lesson.subject, lesson.teacher, lesson.room):
                    seen.add(subject)
                    about = _joined(lesson.teacher, lesson.room)
                    yield self._hit("lesson", week.id, lesson.subject, about, day=day, minute=lesson.start)

    def _record(self, replica: Replica) -> Iterator[Hit]:
        pupil, query = self.home.pupil, _Query(self.words)
        if pupil is None:
            return
        for result in replica.record.results(pupil):
            if self._holds(query, "result", "", result.title, result.subject, result.period, result.teacher):
                about = _joined(result.subject, result.period)
                at = result.given_at or None
                yield self._hit("result", result.id, result.title, about, day=_day(result.day), at=at)
        for report in replica.record.reports(pupil):
            if self._holds(query, "report", "", report.title, report.period, report.school_year):
                about = _joined(report.period, report.school_year)
                yield self._hit("report", report.id, report.title, about, at=report.released_at)
        for absence in replica.record.absences(pupil, *_EVER):
            if self._holds(query, "absence", "", absence.label, absence.note):
                yield self._hit("absence", absence.id, absence.label, absence.note, day=_day(absence.day))

    def _news(self, replica: Replica) -> Iterator[Hit]:
        query = _Query(self.words)
        for news in replica.record.news():
            if self._holds(query, "news", "", news.title, news.text, news.author_name, news.audience):
                about = _joined(news.author_name, news.audience)
                yield self._hit("news", news.id, news.title, about, at=news.published_at)

    def _holds(self, query: _Query, kind: Kind, form: str, *texts: str) -> bool:
        called = (self.named.get(kind, ""), self.named.get(form, ""))
        return query.matches(*(text[:MOST_READ] for text in texts), *called)

    def _hit(
        self,
        kind: Kind,
        id_: str,
        title: str,
        detail: str,
        *,
        form: str = "",
        day: date | None = None,
        minute: int | None = None,
        at: int | None = None,
    ) -> Hit:
        return Hit(kind, self.home, id_, title, detail, form, day, minute, at)


class _Rank:
    """The order within a kind."""

    def __init__(self, typed: _Typed, today: date) -> None:
        self._typed, self._today = typed, today

    def of(self, hit: Hit) -> tuple[bool, bool, int, str]:
        title = _folded(hit.title)
        begins = title.startswith((self._typed.beginning, _folded(self._typed.beside(hit.home.child))))
        if hit.day is not None and hit.day >= self._today:
            return not begins, False, hit.day.toordinal() * _DAY_MS, title
        at = hit.at if hit.day is None else (hit.day.toordinal() - _EPOCH) * _DAY_MS
        return not begins, True, -(at or 0), title


def _once(hits: Iterable[Hit]) -> Iterator[Hit]:
    """What all accounts of a school have is there once."""
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        key = (hit.home.address, hit.id)
        if hit.kind not in _SHARED or key not in seen:
            seen.add(key)
            yield hit


def _folded(text: str) -> str:
    """Without case and accents, one blank between words."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text[:MOST_TYPED]) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(iso: str) -> date | None:
    """None where the school gave no date, or none that there is."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _ms(row: MessageRow) -> int:
    return round(row.sent_at.timestamp() * 1000)
