"""Groups one may write to (R4): every class, all of the school, and the school's own groups of pupils.

Who is in a group is asked at the moment that it matters, never stored. What travels is how many they are, and how many
of them can be reached: for the staff of a class, and for the office. Whoever sees a group may write to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, insert, select

from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import Group
from ssdesk.server import feed, grants
from ssdesk.server import tables as t
from ssdesk.server.schools import read_school

ALL = "0" * 32
"""The id of the group that everybody is in."""
_KINDS = {"co": "co", "pupils": "main", "staff": "staff"}  # audience: kind of account
_a, _p, _g, _gp, _s = t.account.c, t.pupil.c, t.group_.c, t.group_pupil.c, t.class_staff.c
_of_child = t.account.join(t.pupil, (_p.school == _a.school) & (_p.id == _a.pupil))
REACHED = (_a.state == "active") & _a.email_confirmed_at.is_not(None)
"""Whether an account reads what it gets: it is in use and its address is right."""


def members(connection: Connection, school: str, group: str, audience: str) -> list[str]:
    """The accounts of this audience, in the order of their names. Nobody of them has left or is excluded."""
    kind = _KINDS[audience]
    mine = [_a.school == school, _a.kind == kind, _a.state.not_in(grants.OUT)]
    if kind == "staff":
        query: Select[Any] = select(_a.id)
        if group != ALL:
            query = query.join_from(t.account, t.class_staff, (_s.school == _a.school) & (_s.account == _a.id))
            mine.append(_s.class_ == group)
    else:
        query = select(_a.id).select_from(_of_child)
        mine.append(_p.left_at.is_(None))
        if group != ALL:
            mine.append(
                (_p.class_ == group) | _p.id.in_(select(_gp.pupil).where(_gp.school == school, _gp.group_ == group))
            )
    return list(connection.scalars(query.where(*mine).order_by(_a.name, _a.id)))


def refresh(connection: Connection, school: str) -> None:
    """What travels of all groups is what they are now."""
    names = connection.execute(select(t.class_.c.id, t.class_.c.name).where(t.class_.c.school == school)).all()
    own = connection.execute(select(_g.id, _g.name).where(_g.school == school)).all()
    counts = _counts(connection, school)
    for id_, name in names:
        _put(connection, school, Group(id_, name, "class", *counts.get(id_, _NOBODY)), [f"cs:{id_}", "office"])
    for id_, name in own:
        _put(connection, school, Group(id_, name, "own", *counts.get(id_, _NOBODY)), ["office"])
    whole = Group(ALL, read_school(connection, school).settings.name, "school", *counts.get(ALL, _NOBODY))
    _put(connection, school, whole, ["office"])


def save(connection: Connection, school: str, name: str, pupils: Sequence[str]) -> str:
    """The school's own group of this name has these pupils from now on; without any it is gone. Its id."""
    found = connection.scalar(select(_g.id).where(_g.school == school, _g.name == name))
    id_ = found or new_id()
    connection.execute(delete(t.group_pupil).where(_gp.school == school, _gp.group_ == id_))
    if not pupils:
        connection.execute(delete(t.group_).where(_g.school == school, _g.id == id_))
        feed.remove(connection, school, "group", id_)
        return id_
    if found is None:
        connection.execute(insert(t.group_).values(school=school, id=id_, name=name))
    rows = [{"school": school, "group_": id_, "pupil": pupil} for pupil in dict.fromkeys(pupils)]
    connection.execute(insert(t.group_pupil), rows)
    refresh(connection, school)
    return id_


_NOBODY = (0,) * 6


def _counts(connection: Connection, school: str) -> dict[str, list[int]]:
    """By group how many co-accounts, pupils and staff there are, each followed by how many of them are reached."""
    found: dict[str, list[int]] = {}
    reached = func.sum(case((REACHED, 1), else_=0))
    there: list[ColumnElement[bool]] = [_a.school == school, _a.state.not_in(grants.OUT)]
    present = [*there, _a.kind != "staff", _p.left_at.is_(None)]
    staffed = t.account.join(t.class_staff, (_s.school == _a.school) & (_s.account == _a.id))
    grouped = _of_child.join(t.group_pupil, (_gp.school == _p.school) & (_gp.pupil == _p.id))
    for group, source, where in (
        (_p.class_, _of_child, present),
        (_gp.group_, grouped, present),
        (_s.class_, staffed, [*there, _a.kind == "staff"]),
    ):
        query = select(group, _a.kind, func.count(), reached).select_from(source).where(*where).group_by(group, _a.kind)
        for id_, kind, count, can in connection.execute(query):
            _note(found, id_, kind, count, can)
    for kind, count, can in connection.execute(
        select(_a.kind, func.count(), reached)
        .join_from(t.account, t.pupil, (_p.school == _a.school) & (_p.id == _a.pupil), isouter=True)
        .where(*there, _p.left_at.is_(None))
        .group_by(_a.kind)
    ):
        _note(found, ALL, kind, count, can)
    return found


def _note(found: dict[str, list[int]], group: str | None, kind: str, count: int, reached: int) -> None:
    if group is not None:
        at = 2 * list(_KINDS.values()).index(kind)
        found.setdefault(group, [*_NOBODY])[at : at + 2] = [int(count), int(reached or 0)]


def _put(connection: Connection, school: str, group: Group, scopes: list[str]) -> None:
    feed.put(connection, school, "group", group.id, group, scopes)
