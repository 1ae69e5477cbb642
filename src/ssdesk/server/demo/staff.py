"""Who works at the two schools, and who teaches which class what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ssdesk.server.demo.data import WEEKDAYS, Gender, Staff, Stage
from ssdesk.server.demo.layout import Outline
from ssdesk.server.demo.names import Namer

# Duty, subject and how many of the others there are at most; the first in the list are the first to be hired.
_PRIMARY_OTHERS = (
    ("principal", "", 1), ("care", "", 1), ("ict", "", 1), ("office", "", 2), ("pe", "lichamelijke opvoeding", 2),
    ("daycare", "", 2), ("support", "zorg", 2), ("support", "godsdienst", 1), ("support", "islam", 1),
    ("support", "zedenleer", 1), ("support", "kinderverzorging", 1), ("support", "taal voor nieuwkomers", 1),
    ("support", "muziek", 1), ("daycare", "", 2), ("support", "co-teaching", 4), ("support", "zorg", 2),
    ("support", "kinderverzorging", 1), ("support", "brugfiguur", 1), ("daycare", "", 2),
)  # fmt: skip
_SECONDARY_OTHERS = (
    ("principal", "", 1), ("care", "", 1), ("ict", "", 1), ("office", "", 2), ("support", "eerste graad", 1),
    ("support", "tweede en derde graad", 1), ("care", "", 1), ("office", "", 1),
)  # fmt: skip
_ALL_YEARS = (
    "Nederlands",
    "Frans",
    "wiskunde",
    "Engels",
    "lichamelijke opvoeding",
    "geschiedenis",
    "aardrijkskunde",
    "levensbeschouwing",
)
_FIRST_YEARS = ("natuurwetenschappen", "techniek", "beeld", "muziek")
_LATER_YEARS = ("biologie", "chemie", "fysica", "informatica", "esthetica")
_COURSES = {
    "NW": (),
    "WEWI": (),
    "EC": ("economie",),
    "HW": ("gedragswetenschappen",),
    "LA": ("Latijn",),
    "LAWI": ("Latijn",),
}
_HIRING = (*_ALL_YEARS, *_FIRST_YEARS, *_LATER_YEARS, "economie", "gedragswetenschappen", "Latijn", "Nederlands",
           "Frans", "wiskunde", "Engels", "lichamelijke opvoeding", "Nederlands", "wiskunde", "Frans", "geschiedenis",
           "Engels", "levensbeschouwing", "aardrijkskunde", "natuurwetenschappen", "economie")  # fmt: skip
_TITLES = {
    "principal": "directeur", "office": "secretariaat", "care": "zorgcoördinator", "ict": "platformcoördinator",
    "daycare": "begeleider opvang",
}  # fmt: skip
_SUPPORT_TITLES = {
    "zorg": "zorgleerkracht", "kinderverzorging": "kinderverzorger", "co-teaching": "co-teacher",
    "brugfiguur": "brugfiguur", "taal voor nieuwkomers": "leerkracht taal voor nieuwkomers",
    "eerste graad": "opvoeder eerste graad", "tweede en derde graad": "opvoeder tweede en derde graad",
}  # fmt: skip

_PART_TIME = {"esthetica": (0, 1, 3)}
"""On which days those work who teach little."""


@dataclass
class Post:
    """A job being filled: who does it on which days, and which classes are taught what."""

    duty: str
    subject: str
    first: str
    last: str
    gender: Gender
    key: str = ""
    short_name: str = ""
    wants_class: str = ""
    class_name: str = ""  # of which this is the class teacher
    lessons: list[str] = field(default_factory=list)
    weekdays: tuple[int, ...] = WEEKDAYS

    def written(self, outline: Outline, account: str) -> Staff:
        """The row, with title and forms of address."""
        title, short_name, address = _forms(self, outline)
        return Staff(
            account,
            self.first,
            self.last,
            self.gender,
            self.duty,
            self.subject,
            title,
            self.short_name or short_name,
            address,
            self.weekdays,
        )


def hire(
    outline: Outline, classes: list[tuple[str, str]], size: int, cast: list[dict[str, Any]], namer: Namer
) -> list[Post]:
    """Everybody who works at the school, the cast first in their jobs: `size` people, or more if the jobs ask it."""
    jobs = _primary_jobs(classes, size) if outline.stage == "primary" else _secondary_jobs(size)
    waiting = [dict(member) for member in cast if member["school"] == outline.slug]
    names = {name for _, name in classes}
    for member in waiting:
        if "class" in member and member["class"] not in names:
            member["class"] = next(name for year, name in classes if year == member["class"][0])
    posts = []
    for duty, subject, class_name in jobs:
        found = next((m for m in waiting if _fits(m, duty, subject, class_name)), None)
        if found:
            waiting.remove(found)
            post = Post(duty, subject, found["first"], found["last"], found["gender"], found.get("key", ""))
            post.short_name, post.wants_class = found.get("short_name", ""), found.get("class", "")
            post.weekdays = tuple(found.get("weekdays", WEEKDAYS))
        else:
            post = Post(duty, subject, *namer.staff_member(), weekdays=_PART_TIME.get(subject, WEEKDAYS))
        post.class_name = class_name
        posts.append(post)
    return posts


def _fits(member: dict[str, Any], duty: str, subject: str, class_name: str) -> bool:
    if member["duty"] != duty:
        return False
    return member["class"] == class_name if duty == "titular" else member.get("subject", "") in ("", subject)


def _others(table: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, str]]:
    return [(duty, subject, "") for duty, subject, number in table for _ in range(number)]


def _primary_jobs(classes: list[tuple[str, str]], size: int) -> list[tuple[str, str, str]]:
    jobs = [("titular", "klas", name) for _, name in classes]
    others = _others(_PRIMARY_OTHERS)
    while len(jobs) + len(others) < size:
        others += [
            ("support", "co-teaching", ""),
            ("support", "zorg", ""),
            ("pe", "lichamelijke opvoeding", ""),
            ("daycare", "", ""),
        ]
    return jobs + others[: max(size - len(jobs), 11)]


def _secondary_jobs(size: int) -> list[tuple[str, str, str]]:
    others = _others(_SECONDARY_OTHERS)
    number = max(size - len(others), len(set(_HIRING)))
    return others + [("teacher", _HIRING[n % len(_HIRING)], "") for n in range(number)]


def timetable(outline: Outline, classes: list[tuple[str, str]], posts: list[Post]) -> dict[str, list[tuple[str, Post]]]:
    """Who teaches each class which subject. In secondary school it also picks the class teachers."""
    if outline.stage == "primary":
        return _primary_timetable(classes, posts)
    lessons: dict[str, list[tuple[str, Post]]] = {}
    for number, (year, name) in enumerate(classes):
        lessons[name] = []
        for subject in _subjects(year, name):
            able = [post for post in posts if post.subject == subject]
            wanted = [post for post in able if post.wants_class == name]
            post = wanted[0] if wanted else able[number * len(able) // len(classes)]
            lessons[name].append((subject, post))
    _class_teachers(lessons)
    return lessons


def _subjects(year: str, name: str) -> tuple[str, ...]:
    if year in "12":
        return (*_ALL_YEARS, *_FIRST_YEARS)
    return (*_ALL_YEARS, *_LATER_YEARS, *_COURSES[name[1:].rstrip("0123456789")])


def _class_teachers(lessons: dict[str, list[tuple[str, Post]]]) -> None:
    busy: Counter[int] = Counter()
    for name, taught in lessons.items():
        _, post = min(taught, key=lambda pair: (busy[id(pair[1])], pair[1].wants_class not in ("", name)))
        busy[id(post)] += 1
        post.class_name = post.class_name or name
        lessons[name] = [("klas", post), *taught]


def _primary_timetable(classes: list[tuple[str, str]], posts: list[Post]) -> dict[str, list[tuple[str, Post]]]:
    gym = [post for post in posts if post.duty == "pe"]
    care = [post for post in posts if post.subject == "zorg"] or [post for post in posts if post.duty == "care"]
    lessons = {}
    for number, (_, name) in enumerate(classes):
        titular = next(post for post in posts if post.class_name == name)
        lessons[name] = [
            ("klas", titular),
            ("lichamelijke opvoeding", gym[number * len(gym) // len(classes)]),
            ("zorg", care[number * len(care) // len(classes)]),
        ]
    return lessons


def _forms(post: Post, outline: Outline) -> tuple[str, str, str]:
    """Title, short name and address of a member of staff."""
    polite = f"{'mevrouw' if post.gender == 'f' else 'meneer'} {post.last}"
    title = _title(post, outline.stage)
    if post.duty in ("office", "ict"):
        return title, f"{'Secretariaat' if post.duty == 'office' else 'Helpdesk'} {outline.spoken_name}", polite
    if outline.stage == "primary" and post.duty != "principal":
        familiar = f"{'juf' if post.gender == 'f' else 'meester'} {post.first}"
        return title, familiar[0].upper() + familiar[1:], familiar
    return title, f"{'Mevr.' if post.gender == 'f' else 'Dhr.'} {post.last}", polite


def _title(post: Post, stage: Stage) -> str:
    if post.duty == "titular":
        return f"{'juf' if post.gender == 'f' else 'meester'} van klas {post.class_name}"
    if post.duty == "pe":
        return "leerkracht lichamelijke opvoeding"
    if post.duty in _TITLES:
        return _TITLES[post.duty]
    title = _SUPPORT_TITLES.get(post.subject, f"leerkracht {post.subject}")
    return f"{title}, klasleerkracht {post.class_name}" if stage == "secondary" and post.class_name else title
