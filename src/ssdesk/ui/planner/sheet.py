"""What the board draws, joined and worded: the blocks of each lane, and those of the whole day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from PySide6.QtCore import QCoreApplication

from ssdesk.household import Home
from ssdesk.household.week import FREE, Entry
from ssdesk.ui.planner import wording
from ssdesk.ui.planner.wording import Face
from ssdesk.ui.shown import shown

SATURDAY = 5


class Piece(msgspec.Struct, frozen=True):
    """One block: what it stands for, and its words."""

    entries: tuple[Entry, ...]
    face: Face


class Sheet(msgspec.Struct, frozen=True):
    """`days` in order. `lanes`: pieces by (number of the day, number of the lane). `above`: those of whole days, with
    the numbers of the first day and the one behind the last."""

    days: tuple[date, ...]
    homes: tuple[Home, ...]
    lanes: dict[tuple[int, int], list[Piece]]
    above: list[tuple[int, int, Piece]]

    @property
    def is_empty(self) -> bool:
        """Nothing has an hour."""
        return not self.lanes


def days_of_week(monday: date, drawn: Iterable[Entry]) -> tuple[date, ...]:
    """Monday to Friday, and on to what lies in the weekend: a holiday that goes on there does not count."""
    counting = [one for one in drawn if one.form not in FREE and not _only_listed(one)]
    week = [monday + timedelta(days=number) for number in range(7)]
    last = max(
        (number for number in range(SATURDAY, 7) if any(one.covers(week[number]) for one in counting)), default=4
    )
    return tuple(week[: last + 1])


def sheet(drawn: Iterable[Entry], homes: Sequence[Home], days: Sequence[date], *, roomy: bool) -> Sheet:
    """`drawn`: what a plan shows. `homes`: the lanes of each day. `roomy`: there is room for all words, and for what
    the agenda has without an hour."""
    lane_of = {home.name: number for number, home in enumerate(homes)}
    known = {home.name: home for home in homes}
    letters = wording.initials(homes)
    lanes: defaultdict[tuple[int, int], list[Piece]] = defaultdict(list)
    whole: defaultdict[object, list[Entry]] = defaultdict(list)
    for one in drawn:
        if one.account not in lane_of or one.last < days[0] or one.first > days[-1]:
            continue
        if one.start is None:
            if roomy or not _only_listed(one):
                whole[_alike(one)].append(one)
            continue
        piece = Piece((one,), wording.face(one, known, _prefix(one, known, letters), roomy=roomy))
        lanes[days.index(one.first), lane_of[one.account]].append(piece)
    above = [_above(together, days, known, letters) for together in whole.values()]
    return Sheet(tuple(days), tuple(homes), dict(lanes), above)


def pile(pieces: Sequence[Piece]) -> Piece:
    """Several in one block."""
    child = pieces[0].face.child if len({piece.face.child for piece in pieces}) == 1 else None
    title = QCoreApplication.translate("Planner", "+{n}").format(n=len(pieces))
    said = QCoreApplication.translate("Planner", "{n} together").format(n=len(pieces))
    some = "\n".join(piece.face.spoken for piece in pieces[:8])
    entries = tuple(one for piece in pieces for one in piece.entries)
    return Piece(entries, Face(title, (), "outlined", child, "neutral", f"{said}: {some}"))


def _prefix(entry: Entry, homes: dict[str, Home], letters: dict[str, str]) -> str:
    """The child's letter; of somebody who has lessons in several classes, the class."""
    return letters[entry.account] if homes[entry.account].child else entry.class_name or letters[entry.account]


def _only_listed(entry: Entry) -> bool:
    """What is to be done on a day, at no hour of it, stands in the list at the side."""
    return entry.kind == "agenda_item" and entry.form != "test" and entry.start is None


def _alike(entry: Entry) -> object:
    """The same day off at two schools is one thing to a family."""
    if entry.kind == "event":
        return entry.form, entry.title.casefold(), entry.first, entry.last
    return entry.account, entry.id


def _above(
    entries: Sequence[Entry], days: Sequence[date], homes: dict[str, Home], letters: dict[str, str]
) -> tuple[int, int, Piece]:
    one = entries[0]
    whose = list(dict.fromkeys(entry.account for entry in entries))
    everybody = len(whose) == len(homes)
    face = wording.face(one, homes, "")
    prefix = "" if everybody and len(homes) > 1 else ", ".join(letters[account] for account in whose)
    free, alone = one.form in FREE, len(whose) == 1 and not everybody
    title = face.title if free else wording.title(one, prefix)
    children = [shown(homes[account].child or homes[account].holder) for account in whose]
    made = Face(
        title,
        (),
        "flat" if one.kind == "event" else face.style,
        None if free or not (alone or len(homes) == 1) else face.child,
        face.tone,
        wording.spoken(one, ", ".join(children)),
        suffix=prefix if free else "",
    )
    first = next(number for number, day in enumerate(days) if day >= one.first)
    behind = max(number for number, day in enumerate(days) if day <= one.last) + 1
    return first, behind, Piece(tuple(entries), made)
