"""Families with their children in classes and the adults who get co-accounts: the cast first, then by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ssdesk.server.demo.data import Gender, Role, State
from ssdesk.server.demo.layout import Outline
from ssdesk.server.demo.names import Namer, Origin

_STATES: tuple[State, ...] = ("active", "invited", "email_open")
_STATE_WEIGHTS = (0.885, 0.08, 0.035)


@dataclass
class Adult:
    """`key` names an adult of the cast, also one who is on the staff."""

    first: str
    last: str
    gender: Gender
    role: Role
    state: State = "active"
    email: str = ""
    key: str = ""


@dataclass
class CoAccount:
    """A co-account to be made; `adult` None is one whose holder the school does not know yet."""

    adult: Adult | None
    role: Role
    state: State
    days_ago: int = 0
    days_left: int = 0
    reason: str = ""


@dataclass
class Child:
    """`school` is an index into the outlines. The days count back from the last school day."""

    school: int
    first: str
    last: str
    gender: Gender
    class_name: str
    accounts: list[CoAccount] = field(default_factory=list)
    new: bool = False  # entered this year
    twin: bool = False
    joined_days_ago: int | None = None
    left_days_ago: int | None = None


@dataclass
class Family:
    id: str
    children: list[Child]
    cases: list[str] = field(default_factory=list)
    alone: bool = False  # an ordinary family of one child, whose number of co-accounts may change


def cast_families(
    tables: dict[str, Any], outlines: tuple[Outline, ...], class_names: list[list[str]], new_id: Callable[[], str]
) -> list[Family]:
    """The families of content/cast.toml. A class that the school is too small for becomes the first of its year."""
    staff = {member["key"]: member for member in tables["staff"] if "key" in member}
    slugs = [outline.slug for outline in outlines]
    families = []
    for table in tables["family"]:
        adults = {entry["key"]: _cast_adult(entry | staff.get(entry["key"], {})) for entry in table["adults"]}
        children = [_cast_child(entry, adults, slugs, class_names) for entry in table["children"]]
        families.append(Family(new_id(), children, list(table["cases"])))
    return families


def _cast_adult(entry: dict[str, Any]) -> Adult:
    return Adult(
        entry["first"], entry["last"], entry["gender"], "other", email=entry.get("email", ""), key=entry["key"]
    )


def _cast_child(
    entry: dict[str, Any], adults: dict[str, Adult], slugs: list[str], class_names: list[list[str]]
) -> Child:
    school = slugs.index(entry["school"])
    names = class_names[school]
    name = entry["class"] if entry["class"] in names else next(n for n in names if n[0] == entry["class"][0])
    accounts = [
        CoAccount(
            adults[account["adult"]] if "adult" in account else None,
            account["role"],
            account["state"],
            account.get("days_ago", 0),
            account.get("days_left", 0),
            account.get("reason", ""),
        )
        for account in entry["accounts"]
    ]
    child = Child(school, entry["first"], entry["last"], entry["gender"], name, accounts)
    child.new, child.twin = entry.get("new", False), entry.get("twin", False)
    child.joined_days_ago, child.left_days_ago = entry.get("joined_days_ago"), entry.get("left_days_ago")
    return child


class Seats:
    """The seats that the cast leaves free, in an order of chance."""

    def __init__(self, free: list[tuple[str, int]], chance: Random) -> None:
        self._free = [name for name, number in free for _ in range(number)]
        chance.shuffle(self._free)

    def __bool__(self) -> bool:
        return bool(self._free)

    def take(self, brothers_and_sisters: list[str]) -> str | None:
        """A seat in another year than these classes, None if there is none."""
        years = {_year(name) for name in brothers_and_sisters}
        for n in range(len(self._free) - 1, -1, -1):
            if _year(self._free[n]) not in years:
                return self._free.pop(n)
        return None


def _year(class_name: str) -> str:
    return class_name[:2] if class_name.startswith("K") else class_name[0]


class OrdinaryFamilies:
    """Fills the seats of both schools with families as they come."""

    def __init__(self, seats: list[Seats], namer: Namer, chance: Random, new_id: Callable[[], str]) -> None:
        self._seats, self._namer, self._chance, self._new_id = seats, namer, chance, new_id

    def __iter__(self) -> Iterator[Family]:
        for school in range(len(self._seats)):
            while self._seats[school]:
                yield self._family(school)

    def _family(self, school: int) -> Family:
        origin = self._namer.origin()
        last = self._namer.last_name(origin)
        places = self._places(school)
        adults = self._adults(origin, last)
        taken: set[str] = set()
        children = []
        for at, class_name in places:
            gender: Gender = self._chance.choice(("f", "m"))
            first = self._namer.child(origin, gender, last[gender == "f"], taken)
            taken.add(first)
            children.append(
                Child(at, first, last[gender == "f"], gender, class_name, [self._account(a) for a in adults])
            )
        return Family(self._new_id(), children, alone=len(children) == 1 and len(adults) < 3)

    def _places(self, school: int) -> list[tuple[int, str]]:
        """School and class of each child: one seat here, sometimes a second or third, now and then one elsewhere."""
        chance = self._chance
        wanted = chance.choices((1, 2, 3), (0.74, 0.22, 0.04))[0]
        names: list[str] = []
        for _ in range(wanted):
            name = self._seats[school].take(names)
            if name:
                names.append(name)
        if not names:
            raise AssertionError("a school with free seats has one for an only child")
        places = [(school, name) for name in names]
        for other in range(school + 1, len(self._seats)):
            name = self._seats[other].take([]) if chance.random() < 0.12 else None
            if name:
                places.append((other, name))
        return places

    def _adults(self, origin: Origin, last: tuple[str, str]) -> list[Adult]:
        chance = self._chance
        number = chance.choices((1, 2, 3), (0.27, 0.7, 0.03))[0]
        genders: list[Gender] = ["f", "m"] if chance.random() < 0.96 else [chance.choice(("f", "m"))] * 2
        if number == 1:
            genders = ["f" if chance.random() < 0.8 else "m"]
        adults = [self.parent(origin, last, gender, n == 0) for n, gender in enumerate(genders)]
        if number == 3:
            adults.append(self.parent(origin, last, chance.choice(("f", "m")), own_name=True))
            adults[-1].role = "plus_parent"
        return adults

    def parent(self, origin: Origin, last: tuple[str, str], gender: Gender, own_name: bool) -> Adult:
        """A mother or father; with a name of the own family, or the children's."""
        if own_name and self._chance.random() < 0.9:
            last = self._namer.last_name(origin)
        first = self._namer.adult(origin, gender, last[gender == "f"])
        state = self._chance.choices(_STATES, _STATE_WEIGHTS)[0]
        return Adult(first, last[gender == "f"], gender, "mother" if gender == "f" else "father", state)

    def _account(self, adult: Adult) -> CoAccount:
        if adult.state == "invited" and self._chance.random() < 0.3:
            return CoAccount(None, "other", "invited")
        return CoAccount(adult, adult.role, adult.state)

    def second_account(self, child: Child) -> None:
        """Gives a child with one co-account a second, for its other parent."""
        origin = self._namer.origin()
        first = child.accounts[0].adult
        gender: Gender = "m" if first is None or first.gender == "f" else "f"
        adult = self.parent(origin, (child.last, child.last), gender, own_name=gender == "f")
        child.accounts.append(self._account(adult))


def match_number(families: list[Family], ordinary: OrdinaryFamilies, school: int, wanted: int) -> None:
    """Lets ordinary families of one child have one co-account more or less until the school has the wanted number."""
    number = sum(len(child.accounts) for family in families for child in family.children if child.school == school)
    for family in families:
        child = family.children[0]
        if not family.alone or child.school != school:
            continue
        if number < wanted and len(child.accounts) == 1:
            ordinary.second_account(child)
            number += 1
        elif number > wanted and len(child.accounts) == 2:
            child.accounts.pop()
            number -= 1
