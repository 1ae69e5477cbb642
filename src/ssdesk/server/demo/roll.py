"""Turns the planned people of one school into its rows: pupils, persons, accounts and family cases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from ssdesk.rules.holidays import last_school_day
from ssdesk.server.demo.data import Account, FamilyCase, Person, Pupil, SchoolClass, Staff, State
from ssdesk.server.demo.families import Adult, Child, CoAccount, Family
from ssdesk.server.demo.ids import Ids
from ssdesk.server.demo.layout import Outline
from ssdesk.server.demo.names import Namer, plain
from ssdesk.server.demo.school_time import SchoolTime, at

_EVERYONE = {"principal", "office", "care", "ict", "daycare"}
_GROUPS = {"principal": "office", "office": "office", "care": "office", "daycare": "office", "ict": "help"}


class People:
    """The adults of both schools: the same adult is one person everywhere."""

    def __init__(self, ids: Ids, namer: Namer, chance: Random) -> None:
        self._ids, self._namer, self._chance = ids, namer, chance
        self._by_adult: dict[int, Person] = {}
        self._by_key: dict[str, Person] = {}
        self._adults: list[Adult] = []  # keeps the keys of _by_adult alive

    def of(self, adult: Adult, moment: datetime) -> Person:
        """The person of a planned adult."""
        known = self._by_key.get(adult.key) if adult.key else self._by_adult.get(id(adult))
        if known:
            return known
        email = adult.email or self._namer.email(adult.first, adult.last)
        person = self.make(adult.first, adult.last, adult.gender == "f", email, moment)
        if adult.key:
            self._by_key[adult.key] = person
        self._by_adult[id(adult)] = person
        self._adults.append(adult)
        return person

    def make(self, first: str, last: str, woman: bool, email: str, moment: datetime, key: str = "") -> Person:
        """A new person; `key` lets an adult of the cast find it again."""
        chance, namer = self._chance, self._namer
        person = Person(
            self._ids.make(moment), first, last, "f" if woman else "m", email,
            namer.phone() if chance.random() < 0.3 else "",
            namer.mobile() if chance.random() < 0.85 else "",
            namer.number_plate() if chance.random() < 0.5 else "",
        )  # fmt: skip
        if key:
            self._by_key[key] = person
        return person


class Roll:
    """The people of one school. `beginning` is the day from which on this year's accounts are made."""

    def __init__(self, outline: Outline, days: SchoolTime, ids: Ids, people: People, chance: Random) -> None:
        self.pupils: list[Pupil] = []
        self.accounts: list[Account] = []
        self.persons: dict[str, Person] = {}
        self.cases: list[FamilyCase] = []
        self.beginning = date(days.year, 8, 25)
        self._outline, self._days, self._ids, self._people, self._chance = outline, days, ids, people, chance
        self._usernames: set[str] = set()

    def staff_id(self) -> str:
        """The id of a staff account to be added."""
        return self._ids.make(at(self.beginning, time(8)))

    def add_staff(self, member: Staff, person: Person) -> None:
        """A staff account, in use for years or since this August."""
        created = self._made(0 if self._chance.random() < 0.1 else self._chance.randint(1, 12))
        activated = created + timedelta(days=1, minutes=self._chance.randrange(400))
        username = self._username(member.first_name, member.last_name)
        self.persons[person.id] = person
        self.accounts.append(
            Account(
                member.id, "staff", username, member.name, "staff", "active", created,
                person=person.id, title=member.title, office=member.duty in ("principal", "office", "ict"),
                contact_group=_GROUPS.get(member.duty, "teacher"), everyone=member.duty in _EVERYONE,
                email=f"{username}@{self._outline.slug}.example", phone=self._outline.phone,
                activated_at=activated, last_seen=self._seen(activated), weekdays=member.weekdays,
            )
        )  # fmt: skip

    def add_family(self, family: Family, school: int, classes: dict[str, SchoolClass]) -> None:
        """The family's children at the school with this index; `classes` by name."""
        pupils: list[str] = []
        accounts: list[str] = []
        birthday: date | None = None
        for child in (child for child in family.children if child.school == school):
            class_ = classes[child.class_name]
            birthday = birthday if child.twin and birthday else self._birth_date(class_.year)
            pupil = self._pupil(child, family, class_, birthday)
            self.pupils.append(pupil)
            pupils.append(pupil.id)
            accounts += self._accounts(child, pupil)
        if pupils:
            self.cases += [FamilyCase(case, tuple(pupils), tuple(accounts)) for case in family.cases]

    def _pupil(self, child: Child, family: Family, class_: SchoolClass, birthday: date) -> Pupil:
        years = self._outline.years.index(class_.year)
        if years and self._chance.random() < 0.25:
            years = self._chance.randint(1, years)
        enrolled = date(self._days.year - (0 if child.new else max(years, child.left_days_ago is not None)), 9, 1)
        if child.joined_days_ago is not None:
            enrolled = self._past(child.joined_days_ago)
        return Pupil(
            self._ids.make(at(enrolled, time(7))), family.id, child.first, child.last, child.gender, birthday,
            class_.id, self._username(child.first, child.last), enrolled,
            None if child.left_days_ago is None else self._past(child.left_days_ago),
        )  # fmt: skip

    def _birth_date(self, year: str) -> date:
        age = {"K": 2, "primary": 5, "secondary": 11}["K" if year[0] == "K" else self._outline.stage] + int(year[-1])
        return date(self._days.year - age, 1, 1) + timedelta(days=self._chance.randrange(365))

    def _accounts(self, child: Child, pupil: Pupil) -> list[str]:
        """The main account and the co-accounts of a child; the ids of the latter."""
        if pupil.enrolled_on > self.beginning and child.joined_days_ago is not None:
            created = at(pupil.enrolled_on, time(8, 15))
        else:
            created = self._made(self._days.year - pupil.enrolled_on.year)
        left = at(pupil.left_on, time(17)) if pupil.left_on else None
        self.accounts.append(self._main(pupil, created, left))
        rows = [self._co(account, slot, pupil, created, left) for slot, account in enumerate(child.accounts, 1)]
        self.accounts += rows
        return [row.id for row in rows]

    def _main(self, pupil: Pupil, created: datetime, left: datetime | None) -> Account:
        state: State = "inactive" if self._outline.stage == "primary" else "active"
        activated = created + timedelta(days=self._chance.randint(1, 9))
        if state == "active" and (activated > self._days.now or self._chance.random() < 0.05):
            state = "invited"
        activated_at = activated if state == "active" else None
        return Account(
            self._ids.make(created), "main", pupil.username, pupil.name, "pupil", "closed" if left else state, created,
            pupil.id, activated_at=activated_at, last_seen=self._seen(activated_at, left), since=left,
        )  # fmt: skip

    def _co(self, plan: CoAccount, slot: int, pupil: Pupil, created: datetime, left: datetime | None) -> Account:
        chance, state = self._chance, plan.state
        cast = plan.adult is None or bool(plan.adult.key)
        if not cast and chance.random() < 0.06:
            created = self._this_year(created)
        if state in ("suspended", "excluded"):
            created = min(created, self._made(1))
        activated = created + timedelta(days=2 if cast else chance.randint(1, 25), minutes=chance.randrange(300))
        if activated > self._days.now:
            state = "invited"
        activated_at = activated if state not in ("invited", "email_open") else None
        since = left or (at(self._past(plan.days_ago), time(10)) if plan.days_ago else None)
        person = self._people.of(plan.adult, created) if plan.adult else None
        known = person if state != "invited" else None
        seen = created + timedelta(hours=9) if state == "email_open" else self._seen(activated_at, since)
        if person:
            self.persons[person.id] = person
        return Account(
            self._ids.make(created), "co", pupil.username, person.name if person else f"Co-account {slot}", plan.role,
            "closed" if left else state, created, pupil.id, person.id if person else None, slot,
            email=known.email if known else "", phone=known.phone if known else "",
            mobile=known.mobile if known else "", number_plate=known.number_plate if known else "",
            activated_at=activated_at, last_seen=seen, reason=plan.reason, since=since,
            until=at(self._days.today + timedelta(days=plan.days_left), time(8)) if plan.days_left else None,
        )  # fmt: skip

    def _username(self, first: str, last: str) -> str:
        name, number = f"{plain(first)}.{plain(last)}", 1
        while name in self._usernames:
            number += 1
            name = f"{plain(first)}.{plain(last)}{number}"
        self._usernames.add(name)
        return name

    def _past(self, days: int) -> date:
        """A school day about so many days before today, or the day this year's accounts were made."""
        day = last_school_day(self._days.today - timedelta(days=days))
        return max(day, self.beginning)

    def _made(self, years_ago: int) -> datetime:
        """A moment at the end of August at which the office makes accounts."""
        day = date(self._days.year - years_ago, 8, 25 + self._chance.randrange(3))
        return at(day, time(9, self._chance.randrange(60)))

    def _this_year(self, created: datetime) -> datetime:
        days = self._days.so_far[:-1]
        return at(self._chance.choice(days), time(10, self._chance.randrange(60))) if days else created

    def _seen(self, activated: datetime | None, before: datetime | None = None) -> datetime | None:
        """When an account was last used: within the last days, after it was activated."""
        if activated is None:
            return None
        back = timedelta(minutes=int(self._chance.expovariate(1 / 1800)) + 5)
        return max(min(self._days.now, before or self._days.now) - back, activated)
