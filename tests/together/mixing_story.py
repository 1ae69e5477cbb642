"""What happens to the mixed families: drawn at random, and done at the schools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from tests import sizes
from tests.together.mixing import (
    ALWAYS_HOME,
    CHILDREN,
    CLASSES,
    EVERYBODY,
    HOLDERS,
    KINDS,
    MAY_BE_HOME,
    NUMBERS,
    OF_CHILD,
    OF_CLASS,
    SCHOOLS,
    TWIN,
    Coincidence,
    Kind,
    Known,
    Letter,
    Thing,
    one_of_each,
)  # fmt: skip
from tests.together.mixing_world import FILES, World, opened


# ---- What is drawn ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Put:
    """Something is made, or changed where its number is taken. `at`: which of the children or classes it is for."""

    kind: Kind
    school: str
    number: int
    at: int
    plain: bool
    due: bool
    file: int


@dataclass(frozen=True)
class Withdraw:
    kind: Kind
    school: str
    number: int


@dataclass(frozen=True)
class MoveChild:
    child: str
    class_: int


@dataclass(frozen=True)
class Hide:
    school: str
    role: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Send:
    """To the account at this place among those it may write to."""

    sender: str
    to: int
    group: bool


Step = Put | Withdraw | MoveChild | Hide | Send
_NUMBER, _SCHOOL, _FLAG = st.sampled_from((*NUMBERS, TWIN)), st.sampled_from(SCHOOLS), st.booleans()
_PUT = st.builds(Put, st.sampled_from(KINDS), _SCHOOL, _NUMBER, st.integers(0, 5), _FLAG, _FLAG, st.sampled_from(FILES))
_HIDE = st.builds(
    Hide,
    _SCHOOL,
    st.sampled_from(("mother", "father", "homework_guide")),
    st.lists(st.sampled_from(("results", "reports", "absences")), unique=True).map(tuple),
)
_SEND = st.builds(Send, st.sampled_from(sorted(HOLDERS)), st.integers(0, 9), _FLAG)
_OTHERS = st.one_of(
    st.builds(Withdraw, st.sampled_from(KINDS), _SCHOOL, _NUMBER),
    st.builds(MoveChild, st.sampled_from(sorted(CHILDREN)), st.sampled_from(CLASSES)),
    _HIDE,
    _SEND,
)
_BEFORE = st.lists(st.one_of(_PUT, _SEND), max_size=sizes.size(8, 20))
_AFTER = st.lists(st.one_of(_PUT, _OTHERS), max_size=sizes.size(8, 20))


@dataclass(frozen=True)
class Story:
    """`before` the first sync, and what happens `after` it. `leaves`: which of the accounts at home goes in the end,
    `how`. The first account to act is `acts`."""

    same: Coincidence
    more_at_home: tuple[str, ...]
    classes: tuple[int, ...]
    before: list[Step]
    after: list[Step]
    acts: int
    leaves: int
    how: str


STORIES = st.builds(
    Story,
    st.builds(Coincidence, *(_FLAG,) * 6) | st.just(Coincidence(*(True,) * 6)),
    st.lists(st.sampled_from(MAY_BE_HOME), unique=True, min_size=1).map(tuple),
    st.tuples(*(st.sampled_from(CLASSES),) * len(CHILDREN)),
    _BEFORE,
    _AFTER,
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from(("signed out", "key lost")),
)


@contextmanager
def told(story: Story) -> Iterator[World]:
    """The story up to its first sync."""
    at_home = (*ALWAYS_HOME, *story.more_at_home)
    known = Known(story.same, at_home, dict(zip(CHILDREN, story.classes, strict=True)))
    known.hidden["wilg"]["homework_guide"] = ["results", "reports"]
    with opened(known) as world:
        world.put(*one_of_each(known))
        for sender in ("noor-mother", "wout-mother", "wilg-teacher", "toren-teacher"):
            happen(world, Send(sender, 0, group=True))
        for step in story.before:
            happen(world, step)
        world.sync()
        yield world


def happen(world: World, step: Step) -> None:
    known = world.known
    match step:
        case Put(kind, school, number, at, plain, due, file):
            thing = Thing(kind, school, number, known.word(), plain=plain, file=file)
            if kind in OF_CHILD:
                children = [child.name for child in CHILDREN.values() if child.school == school]
                thing = replace(thing, child=children[at % len(children)])
            else:
                choices = CLASSES if kind in OF_CLASS else (*CLASSES, EVERYBODY)
                thing = replace(thing, class_=choices[at % len(choices)])
            world.put(replace(thing, due=due and kind in ("report", "news")))
        case Withdraw(kind, school, number):
            world.withdraw(kind, school, number)
        case MoveChild(child, class_):
            world.move(child, class_)
        case Hide(school, role, parts):
            world.hide(school, role, parts)
        case Send(sender, to, group):
            known_to = sorted(known.known_to(sender))
            if known_to:
                chosen = known_to if group and HOLDERS[sender].kind == "staff" else [known_to[to % len(known_to)]]
                school = HOLDERS[sender].school
                number = sum(letter.school == school for letter in known.letters)
                world.send(Letter(school, number, known.word(), sender, tuple(chosen)))
