"""The written content: notices of the school, and conversations between a parent and a member of staff.

In content/*.toml `from` and `with` name who writes for the school: a duty, "subject:Frans" for who teaches it to the
class, "support:muziek" for who does it at the school. `when` is "09-07..09-18", a part of the school year; without it
any time fits. A text that names a child ("{kind}") is merged: each child's adults get their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any, Literal

from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Ask, Stage
from ssdesk.server.demo.school_time import is_school_day

Scope = Literal["school", "nursery", "grades", "class", "pupil", "staff"]
Audience = Literal["parents", "pupils", "staff"]
_MERGED = re.compile(r"\{(kind|kinds|hij|Hij|zij|hem|zijn|Zijn|zoon|leerling)\}")
_TOMORROW = re.compile(r"(?<!\w)(?:[Mm]orgen(?!s)|[Mm]orgenvroeg|[Mm]orgenochtend|[Mm]orgennamiddag)(?!\w)")
_YESTERDAY = re.compile(r"\b[Gg]isteren(avond|middag|namiddag)?\b")
_FILES = {
    "primary": ("primary_school", "primary_class", "primary_pupil", "primary_year"),
    "secondary": ("secondary_school", "secondary_class", "secondary_pupil", "secondary_year"),
}
_THREADS = {
    "primary": ("primary_threads_1", "primary_threads_2"),
    "secondary": ("secondary_threads_1", "secondary_threads_2"),
}


@dataclass(frozen=True)
class Season:
    """Days of a school year, both ends included; months from September to August."""

    first: tuple[int, int]
    last: tuple[int, int]

    @classmethod
    def parse(cls, text: str) -> Season:
        first, last = (tuple(int(part) for part in day.split("-")) for day in text.split(".."))
        return cls((first[0], first[1]), (last[0], last[1]))

    def days(self, year: int) -> tuple[date, date]:
        """The first and the last day in the school year that begins in `year`."""
        return _in_year(self.first, year), _in_year(self.last, year)


def _in_year(day: tuple[int, int], year: int) -> date:
    return date(year if day[0] >= 8 else year + 1, *day)


@dataclass(frozen=True)
class Notice:
    """Something the school writes to many, or about one child, without waiting for a conversation.

    `files` names attachments; `paper` is what a PDF among them says, else it repeats the text. `replies` are what
    parents write back.
    """

    key: str
    sender: str
    scope: Scope
    audience: Audience
    years: tuple[str, ...]
    season: Season | None
    subject: str
    text: str
    asks: Ask
    files: tuple[str, ...]
    paper: str
    replies: tuple[str, ...]

    @property
    def merged(self) -> bool:
        return bool(_MERGED.search(self.text))


@dataclass(frozen=True)
class Turn:
    """One message of a conversation, so many school days after its first, at that school time."""

    by: Literal["parent", "staff"]
    day: int
    moment: time
    text: str


@dataclass(frozen=True)
class Conversation:
    """A parent and a member of staff writing to each other about one thing.

    `case` holds it with a family of that case, `parent` with a mother or a father. `sunday`: it begins on a Sunday.
    """

    key: str
    staff: str
    years: tuple[str, ...]
    season: Season | None
    subject: str
    case: str
    parent: str
    sunday: bool
    turns: tuple[Turn, ...]


@cache
def notices(stage: Stage) -> tuple[Notice, ...]:
    """All notices of a kind of school."""
    return tuple(_notice(name, entry) for name in _FILES[stage] for entry in read(f"{name}.toml")["message"])


@cache
def conversations(stage: Stage) -> tuple[Conversation, ...]:
    """All conversations of a kind of school."""
    return tuple(_conversation(name, entry) for name in _THREADS[stage] for entry in read(f"{name}.toml")["thread"])


@cache
def fits(text: str, day: date) -> bool:
    """Whether "morgen" and "gisteren" in the text are school days when it is sent on that day."""
    if _TOMORROW.search(text) and not is_school_day(day + timedelta(days=1)):
        return False
    return not _YESTERDAY.search(text) or is_school_day(day - timedelta(days=1))


def _season(entry: dict[str, Any]) -> Season | None:
    return Season.parse(entry["when"]) if "when" in entry else None


def _notice(file: str, entry: dict[str, Any]) -> Notice:
    return Notice(
        f"{file}/{entry['id']}",
        entry["from"],
        entry["scope"],
        entry.get("to", "parents"),
        tuple(entry.get("years", ())),
        _season(entry),
        entry["subject"],
        entry["text"].strip(),
        entry.get("asks", ""),
        tuple(entry.get("files", ())),
        entry.get("paper", "").strip(),
        tuple(entry.get("replies", ())),
    )


def _conversation(file: str, entry: dict[str, Any]) -> Conversation:
    return Conversation(
        f"{file}/{entry['id']}",
        entry["with"],
        tuple(entry.get("years", ())),
        _season(entry),
        entry["subject"],
        entry.get("case", ""),
        entry.get("parent", ""),
        entry.get("sunday", False),
        tuple(
            Turn(turn["by"], turn["day"], time.fromisoformat(turn["at"]), turn["text"].strip())
            for turn in entry["message"]
        ),
    )
