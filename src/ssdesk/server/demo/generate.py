"""The whole demo from a seed and a now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from ssdesk.server.demo import story
from ssdesk.server.demo.chance import stream
from ssdesk.server.demo.content import read, read_text
from ssdesk.server.demo.data import Help, Message, OwnGroup, Planned, School, SchoolClass, Staff
from ssdesk.server.demo.families import Family, OrdinaryFamilies, Seats, cast_families, match_number
from ssdesk.server.demo.ids import Ids
from ssdesk.server.demo.layout import OUTLINES, SMALLEST, Outline, class_names, seats
from ssdesk.server.demo.mailroom import Post, Roster
from ssdesk.server.demo.names import Namer
from ssdesk.server.demo.notices import Notices
from ssdesk.server.demo.roll import People, Roll
from ssdesk.server.demo.school_time import SchoolTime, at, step
from ssdesk.server.demo.staff import hire, timetable
from ssdesk.server.demo.threads import Threads
from ssdesk.server.demo.to_many import ToMany, own_groups


@dataclass(frozen=True)
class _Size:
    """One school's outline with how many people it has this time."""

    outline: Outline
    pupils: int
    co_accounts: int
    staff: int

    @classmethod
    def of(cls, outline: Outline, pupils: int | None) -> _Size:
        """The ordinary size, or all numbers in proportion to the pupils."""
        number = outline.pupils if pupils is None else pupils
        if number < SMALLEST:
            raise ValueError(f"a demo school has at least {SMALLEST} pupils")
        ratio = number / outline.pupils
        return cls(outline, number, round(outline.co_accounts * ratio), round(outline.staff * ratio))


@dataclass(frozen=True)
class _Scene:
    """What all parts of one generation share."""

    seed: int
    days: SchoolTime
    ids: Ids
    namer: Namer
    people: People


@dataclass
class _Draft:
    """A school that is being filled."""

    size: _Size
    roll: Roll
    staff: list[Staff]
    classes: list[SchoolClass]


def generate(now: datetime, seed: int = 1, pupils: int | None = None) -> list[School]:
    """Both demo schools as they are at `now` (aware). `pupils` is the number at each, at least 40; without it the
    primary school has 320 pupils, 570 co-accounts and 45 staff and the secondary school 480, 830 and 60.

    The same arguments give the same schools, on every machine. Raises ValueError for too few pupils.
    """
    days = SchoolTime(now)
    cast = read("cast.toml")
    namer = Namer(stream(seed, "names"))
    for person in _cast_people(cast):
        namer.reserve(person["first"], person["last"])
        if "email" in person:
            namer.claim(*person["email"].split("@"))
    ids = Ids(f"{seed}/people")
    scene = _Scene(seed, days, ids, namer, People(ids, namer, stream(seed, "people")))
    drafts = [_draft(scene, _Size.of(outline, pupils), cast) for outline in OUTLINES]
    families = _families(scene, drafts, cast)
    return [_school(scene, number, draft, families) for number, draft in enumerate(drafts)]


def _cast_people(cast: dict[str, Any]) -> list[dict[str, Any]]:
    relatives = [person for family in cast["family"] for person in (*family["adults"], *family["children"])]
    return [person for person in (*relatives, *cast["staff"]) if "first" in person]


def _draft(scene: _Scene, size: _Size, cast: dict[str, Any]) -> _Draft:
    """The school with its staff and classes, before there are pupils."""
    outline = size.outline
    names = class_names(outline, size.pupils)
    roll = Roll(outline, scene.days, scene.ids, scene.people, stream(scene.seed, outline.slug))
    posts = hire(outline, names, size.staff, cast["staff"], scene.namer)
    lessons = timetable(outline, names, posts)
    account = {id(post): roll.staff_id() for post in posts}
    moment = at(roll.beginning, time(8))
    staff = [post.written(outline, account[id(post)]) for post in posts]
    for post, member in zip(posts, staff, strict=True):
        email = scene.namer.email(post.first, post.last)
        roll.add_staff(member, scene.people.make(post.first, post.last, post.gender == "f", email, moment, post.key))
    classes = [
        SchoolClass(scene.ids.make(moment), name, year, account[id(lessons[name][0][1])],
                    tuple((subject, account[id(post)]) for subject, post in lessons[name]))
        for year, name in names
    ]  # fmt: skip
    return _Draft(size, roll, staff, classes)


def _families(scene: _Scene, drafts: list[_Draft], cast: dict[str, Any]) -> list[Family]:
    """The cast's families and as many others as it takes to fill both schools."""
    moment = at(drafts[0].roll.beginning, time(8))
    chance = stream(scene.seed, "families")
    names = [[class_.name for class_ in draft.classes] for draft in drafts]
    families = cast_families(cast, tuple(draft.size.outline for draft in drafts), names, lambda: scene.ids.make(moment))
    free = []
    for school, draft in enumerate(drafts):
        sitting = [child.class_name for family in families for child in family.children
                   if child.school == school and child.left_days_ago is None]  # fmt: skip
        taken = [sitting.count(name) for name in names[school]]
        total = seats(len(names[school]), draft.size.pupils, taken)
        free.append(Seats([(name, n - t) for name, n, t in zip(names[school], total, taken, strict=True)], chance))
    ordinary = OrdinaryFamilies(free, scene.namer, chance, lambda: scene.ids.make(moment))
    families += list(ordinary)
    for school, draft in enumerate(drafts):
        match_number(families, ordinary, school, draft.size.co_accounts)
    return families


def _school(scene: _Scene, number: int, draft: _Draft, families: list[Family]) -> School:
    outline, roll = draft.size.outline, draft.roll
    classes = {class_.name: class_ for class_ in draft.classes}
    for family in families:
        roll.add_family(family, number, classes)
    groups, messages, planned = _messages(scene, draft)
    return School(
        outline.slug, outline.name, outline.short_name, outline.stage, outline.host, outline.address,
        outline.colour,
        Help(outline.name, outline.phone, f"helpdesk@{outline.slug}.example", "Handleiding voor ouders",
             f"https://{outline.host}/handleiding"),
        read_text("agreement.md").format(school=outline.name, phone=outline.phone),
        f"1 september {roll.beginning.year}",
        tuple(draft.classes), tuple(roll.persons.values()), tuple(roll.pupils), tuple(draft.staff),
        tuple(roll.accounts), groups, messages, planned, tuple(roll.cases), scene.seed, scene.days.now,
    )  # fmt: skip


def _messages(scene: _Scene, draft: _Draft) -> tuple[tuple[OwnGroup, ...], tuple[Message, ...], tuple[Planned, ...]]:
    """The school's own groups; all its messages, oldest first: the story, what the school sends, and what people write
    each other; and what waits to be sent."""
    slug, days = draft.size.outline.slug, scene.days
    people = Roster(draft.size.outline, draft.roll, draft.staff, draft.classes)
    post = Post(people, days, Ids(f"{scene.seed}/{slug}/messages"), stream(scene.seed, f"{slug}/opened"))
    quiet_from = max(step(days.today, -story.DAYS), days.first_day)
    story.tell(post)
    Notices(post, stream(scene.seed, f"{slug}/notices"), quiet_from, story.CLASSES[slug]).write()
    cases: dict[str, list[str]] = {}
    for case in draft.roll.cases:
        cases.setdefault(case.key, []).extend(case.pupils)
    Threads(post, stream(scene.seed, f"{slug}/threads"), quiet_from, story.PUPILS).write(cases)
    chance = stream(scene.seed, f"{slug}/to many")
    groups = own_groups(people, Ids(f"{scene.seed}/{slug}/groups"), chance, draft.roll.beginning, story.PUPILS)
    many = ToMany(post, chance, groups)
    many.write()
    messages = sorted(post.sent, key=lambda message: (message.sent_at, message.id))
    return groups, tuple(messages), tuple(many.planned)
