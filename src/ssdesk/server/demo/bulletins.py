"""News of the school and its classes (M6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from ssdesk.protocol.news import News
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server.demo import slots
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Attachment, Paper, Staff
from ssdesk.server.demo.data_record import Bulletin
from ssdesk.server.demo.library import Season
from ssdesk.server.demo.school_time import at, local_day, words
from ssdesk.server.demo.school_year import SchoolYear

_QUIET = timedelta(days=4)  # before now only the story has news
_TEACHES = ("titular", "teacher")


def bulletins(year: SchoolYear) -> tuple[Bulletin, ...]:
    """What came out this school year, and what is prepared for tomorrow, oldest first."""
    found = [*_of_year(year), *_told(year)]
    return tuple(sorted(found, key=lambda bulletin: (bulletin.news.published_at, bulletin.news.id)))


@cache
def _entries() -> dict[str, list[dict[str, Any]]]:
    return read("news.toml")


def _of_year(year: SchoolYear) -> Iterator[Bulletin]:
    ids = year.ids("news")
    for entry in _entries()["news"]:
        day = year.in_year(entry["when"])
        if entry["school"] == year.school.slug:
            moment = at(day, time.fromisoformat(entry.get("at", "12:30")))
            if moment <= year.now - _QUIET:
                yield _bulletin(year, ids(day), entry, moment)


def _told(year: SchoolYear) -> Iterator[Bulletin]:
    """The story's: of today and yesterday, and of tomorrow; the first that fits the season."""
    ids, done = year.ids("news/tour"), set[str]()
    for entry in _entries()["told"]:
        if entry["school"] != year.school.slug or entry["moment"] in done:
            continue
        if "when" in entry:
            first, last = Season.parse(entry["when"]).days(year.year)
            if not first <= year.today <= last:
                continue
        done.add(entry["moment"])
        moment = _moment(year, entry)
        yield _bulletin(year, ids(local_day(moment)), entry, moment)


def _moment(year: SchoolYear, entry: dict[str, Any]) -> datetime:
    """So many hours ago, unless people sleep then; or at a time of a day."""
    if "hours_ago" not in entry:
        return at(local_day(year.now) + timedelta(days=entry["days"]), time.fromisoformat(entry["at"]))
    moment = year.now - timedelta(hours=entry["hours_ago"])
    awake = 7 <= moment.astimezone(SCHOOL_TIME).hour < 21
    return moment if awake else min(moment, at(year.today, time(12, 30)))


def _bulletin(year: SchoolYear, id_: str, entry: dict[str, Any], moment: datetime) -> Bulletin:
    day, school = local_day(moment), year.school
    classes = tuple(class_ for class_ in school.classes if class_.year in entry.get("years", ()))
    if "class" in entry:
        classes = (year.story_class,)
    writer = year.staff[classes[0].titular] if entry["from"] == "titular" else _with_duty(year, entry["from"])
    values = {**slots.of_day(day), "school": school.name, "telefoon": school.help.phone, "klas": year.story_class.name}
    title, text = slots.fill(entry["title"], values), slots.fill(entry["text"].strip(), values)
    files = tuple(_file(year, name, title, slots.fill(entry.get("paper", text).strip(), values), day)
                  for name in entry.get("files", ()))  # fmt: skip
    audience = entry.get("audience", "iedereen").format(klas=year.story_class.name)
    news = News(
        id_, title, text, writer.name, writer.title, round(moment.timestamp() * 1000), audience,
        entry.get("important", False),
    )  # fmt: skip
    return Bulletin(news, tuple(class_.id for class_ in classes), files)


def _with_duty(year: SchoolYear, duty: str) -> Staff:
    return next(member for member in year.school.staff if member.duty == duty)


def _file(year: SchoolYear, name: str, title: str, text: str, day: date) -> Attachment:
    school = year.school
    paper = Paper("letter", school.name, school.address, title, f"{words(day)} {day.year}", tuple(text.splitlines()))
    return Attachment(name, "application/pdf", paper)
