"""Families of two schools, mixed on purpose: who may show what, told from the drawn population alone.

Every text of an object carries a word that stands nowhere else ("zq0007w"), so that an answer tells by its words whose
it is. What is known of the two schools here is kept beside them, in `Known`, and asks nothing of the program: it is the
oracle. Ids, class names, first names and titles may be equal at both schools (`Coincidence`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.school import TOREN, WILG, id_of

SCHOOLS = WILG, TOREN
CLASSES = 0, 1  # of each school
Kind = Literal["week", "item", "event", "news", "result", "report", "absence"]
OF_CLASS: tuple[Kind, ...] = ("week", "item")
OF_SCHOOL: tuple[Kind, ...] = ("event", "news")  # of classes, or of the whole school
OF_CHILD: tuple[Kind, ...] = ("result", "report", "absence")
KINDS: tuple[Kind, ...] = (*OF_CLASS, *OF_SCHOOL, *OF_CHILD)
RIGHT = {"result": "results", "report": "reports", "absence": "absences"}
NUMBERS = range(3)  # of each kind at each school: the same number is the same id
TWIN = 3  # the number of what is word for word the same at both schools
EVERYBODY = -1  # the class number of what is for the whole school


@dataclass(frozen=True)
class Coincidence:
    """What is equal at both schools."""

    accounts: bool = False
    pupils: bool = False
    classes: bool = False
    class_names: bool = False
    first_names: bool = False
    objects: bool = False


@dataclass(frozen=True)
class Child:
    """`number`: among the children of its school."""

    name: str
    school: str
    number: int


@dataclass(frozen=True)
class Holder:
    """One account. `at_home`: it is on the family's computer. `teaches`: numbers of classes."""

    name: str
    school: str
    number: int
    kind: str
    role: str
    child: str = ""
    at_home: bool = False
    teaches: tuple[int, ...] = ()


CHILDREN = {
    child.name: child
    for child in (
        Child("Noor", WILG, 0), Child("Sam", WILG, 1), Child("Lotte", WILG, 2), Child("Wout", TOREN, 0),
        Child("Mila", TOREN, 1),
    )
}  # fmt: skip
HOLDERS = {
    holder.name: holder
    for holder in (
        Holder("noor-mother", WILG, 0, "co", "mother", "Noor", at_home=True),
        Holder("wout-mother", TOREN, 0, "co", "mother", "Wout", at_home=True),
        Holder("noor-father", WILG, 1, "co", "father", "Noor", at_home=True),
        Holder("noor-guide", WILG, 2, "co", "homework_guide", "Noor", at_home=True),
        Holder("sam-mother", WILG, 3, "co", "mother", "Sam", at_home=True),
        Holder("wilg-teacher", WILG, 4, "staff", "teacher", teaches=(0,), at_home=True),  # a parent of Wout too
        Holder("wilg-other", WILG, 5, "staff", "teacher", teaches=(1,)),
        Holder("lotte-father", WILG, 6, "co", "father", "Lotte"),
        Holder("noor", WILG, 7, "main", "pupil", "Noor"),
        Holder("toren-teacher", TOREN, 1, "staff", "teacher", teaches=(0, 1)),
        Holder("mila-father", TOREN, 2, "co", "father", "Mila"),
    )
}
ALWAYS_HOME = "noor-mother", "wout-mother"
MAY_BE_HOME = tuple(name for name, holder in HOLDERS.items() if holder.at_home and name not in ALWAYS_HOME)


@dataclass(frozen=True)
class Thing:
    """Something a school keeps. `plain`: its title is a word that others have too. `due`: hidden until its moment.
    `file`: the number of the content of a report, or of what is attached to news."""

    kind: Kind
    school: str
    number: int
    token: str
    child: str = ""
    class_: int = EVERYBODY
    plain: bool = False
    due: bool = False
    file: int = 0

    @property
    def title(self) -> str:
        return "Toets" if self.plain else f"Toets {self.token}"


@dataclass(frozen=True)
class Letter:
    """A message that went from one account to others of its school. `number`: the same one is the same id."""

    school: str
    number: int
    token: str
    sender: str
    to: tuple[str, ...]


@dataclass
class Known:
    """All that is at the schools. Words are given out here."""

    same: Coincidence
    at_home: tuple[str, ...]
    class_of: dict[str, int]
    hidden: dict[str, dict[str, list[str]]] = field(default_factory=lambda: {school: {} for school in SCHOOLS})
    things: dict[tuple[Kind, str, int], Thing] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    _words: int = 0

    def __post_init__(self) -> None:
        self.school_word = {school: self.word() for school in SCHOOLS}
        self.child_word = {name: self.word() for name in CHILDREN}
        self.name_word = {name: self.word() for name in HOLDERS}

    def word(self) -> str:
        """One that stands nowhere else."""
        self._words += 1
        return f"zq{self._words:04}w"

    # ---- Ids ---------------------------------------------------------------------------------------------------------
    @staticmethod
    def _id(what: str, school: str, *, same: bool) -> str:
        return id_of(what if same else f"{school} {what}")

    def account_id(self, name: str) -> str:
        holder = HOLDERS[name]
        return self._id(f"account {holder.number}", holder.school, same=self.same.accounts)

    def pupil_id(self, name: str) -> str:
        child = CHILDREN[name]
        return self._id(f"pupil {child.number}", child.school, same=self.same.pupils)

    def class_id(self, school: str, number: int) -> str:
        return self._id(f"class {number}", school, same=self.same.classes)

    def class_name(self, school: str, number: int) -> str:
        return f"4{'AB'[number]}" if self.same.class_names or school == WILG else f"1{'CD'[number]}"

    def first_name(self, name: str) -> str:
        return "Noor" if self.same.first_names and name == "Wout" else name

    def object_id(self, kind: str, school: str, number: int) -> str:
        return self._id(f"{kind} {number}", school, same=self.same.objects)

    # ---- What happens ------------------------------------------------------------------------------------------------
    def put(self, thing: Thing) -> None:
        """It is there from now on, in place of what had its number."""
        self.withdraw(thing.kind, thing.school, thing.number)
        self.things[thing.kind, thing.school, thing.number] = thing

    def withdraw(self, kind: Kind, school: str, number: int) -> Thing | None:
        return self.things.pop((kind, school, number), None)

    def release(self) -> None:
        """The moment of all that was due has come."""
        self.things = {key: replace(thing, due=False) for key, thing in self.things.items()}

    # ---- Who sees what -----------------------------------------------------------------------------------------------
    def classes_of(self, name: str) -> tuple[int, ...]:
        holder = HOLDERS[name]
        return (self.class_of[holder.child],) if holder.child else holder.teaches

    def sees(self, name: str, thing: Thing) -> bool:
        holder = HOLDERS[name]
        if thing.school != holder.school or thing.due:
            return False
        if thing.kind in OF_CHILD:
            hidden = self.hidden[holder.school].get(holder.role, []) if holder.kind == "co" else []
            return thing.child == holder.child and RIGHT[thing.kind] not in hidden
        return thing.class_ == EVERYBODY or thing.class_ in self.classes_of(name)

    def seen(self, name: str, *kinds: Kind, titled: bool = False) -> set[str]:
        """The words of all of these kinds that this account sees. `titled`: only those whose title says the word."""
        return {
            thing.token
            for thing in self.things.values()
            if thing.kind in kinds and self.sees(name, thing) and not (titled and thing.plain)
        }

    def got(self, name: str) -> set[str]:
        """The words of the letters that came to it."""
        return {letter.token for letter in self.letters if name in letter.to}

    def sent(self, name: str) -> set[str]:
        return {letter.token for letter in self.letters if name == letter.sender}

    def known_to(self, name: str) -> set[str]:
        """The accounts to whom it may write."""
        holder, classes = HOLDERS[name], set(self.classes_of(name))
        near = {other for other, who in HOLDERS.items() if who.school == holder.school and other != name}
        with_class = {other for other in near if classes & set(self.classes_of(other))}
        staff = {other for other in near if HOLDERS[other].kind == "staff"}
        return staff | with_class if holder.kind == "staff" else staff & with_class

    def pupils_of(self, name: str) -> set[str]:
        """The children whose names it knows."""
        holder = HOLDERS[name]
        if holder.child:
            return {holder.child}
        return {
            child for child, at in CHILDREN.items()
            if at.school == holder.school and self.class_of[child] in holder.teaches
        }  # fmt: skip

    def _met(self, name: str) -> set[str]:
        """Those whose names stand in its letters."""
        return {
            other
            for letter in self.letters
            if name == letter.sender or name in letter.to
            for other in (letter.sender, *(letter.to if name == letter.sender else ()))
        }

    def may(self, name: str) -> set[str]:
        """All the words that may be shown for this account."""
        people = {name} | self.known_to(name) | self._met(name)
        children = self.pupils_of(name) | {HOLDERS[other].child for other in self._met(name)} - {""}
        return (
            {self.school_word[HOLDERS[name].school]}
            | {self.name_word[other] for other in people}
            | {self.child_word[child] for child in children}
            | self.seen(name, *KINDS)
            | self.got(name)
            | self.sent(name)
        )

    def files(self, name: str) -> set[int]:
        """The contents it may read."""
        return {thing.file for thing in self.things.values() if thing.kind == "report" and self.sees(name, thing)}

    def words(self) -> Iterator[str]:
        """All that were ever given out."""
        return (f"zq{number:04}w" for number in range(1, self._words + 1))


def same_child(one: str, other: str) -> bool:
    """Both accounts are of the same child: what a school told of it may stand at either."""
    return one == other or ("" != HOLDERS[one].child == HOLDERS[other].child)


def one_of_each(known: Known) -> Iterator[Thing]:
    """Something of every kind for every child, class and school, with the same numbers everywhere; and the twins."""
    for school in SCHOOLS:
        children = [child.name for child in CHILDREN.values() if child.school == school]
        for kind in KINDS:
            for number in NUMBERS:
                if kind in OF_CHILD:
                    if number < len(children):
                        yield Thing(kind, school, number, known.word(), child=children[number], file=number)
                else:
                    yield Thing(kind, school, number, known.word(), class_=_class(kind, number))
    for kind in KINDS:
        word = known.word()
        for school, child in zip(SCHOOLS, ("Noor", "Wout"), strict=True):
            whose = {"child": child} if kind in OF_CHILD else {"class_": _class(kind, TWIN)}
            yield Thing(kind, school, TWIN, word, file=TWIN, **whose)  # type: ignore[arg-type]


def _class(kind: Kind, number: int) -> int:
    return EVERYBODY if kind in OF_SCHOOL and number not in CLASSES else number % len(CLASSES)
