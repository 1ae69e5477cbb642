"""`ssdesk server add-group | list-groups | change-group | remove-group`: the school's own groups of pupils (R4), to
which its office writes: their parents, or the pupils themselves. Each change is audited."""

from __future__ import annotations

import argparse
import csv
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from ssdesk.errors import SsdeskError
from ssdesk.server import accounts, audit, groups
from ssdesk.server import tables as t
from ssdesk.server.app import present
from ssdesk.server.from_here import ACTOR, command, write
from ssdesk.server.schools import School

LONGEST_NAME, LARGEST, MOST_TOLD = 80, 1024 * 1024, 5
_HEADINGS: Final = ("username", "gebruikersnaam")
_g, _gp, _p, _c, _a = t.group_.c, t.group_pupil.c, t.pupil.c, t.class_.c, t.account.c
Who = tuple[str, str]
"""A username, and where it was read, for who must find it again."""


def add(commands: Any) -> None:
    """Joins the commands into the parser of `ssdesk server` (what `add_subparsers` returned)."""
    made = command(commands, "add-group", _add, "make a group of pupils to which the office writes")
    made.add_argument("name", help="of the group, in quotes")
    made.add_argument("pupils", nargs="*", metavar="WHO", help="usernames, or of whom --file is written")
    listed = command(commands, "list-groups", _list, "tell the own groups, or who is in one")
    listed.add_argument("name", nargs="?", default="", help="of a group: its pupils")
    changed = command(commands, "change-group", _change, "change who is in a group")
    changed.add_argument("name")
    changed.add_argument("--add", nargs="+", default=[], metavar="WHO", help="these usernames too")
    changed.add_argument("--drop", nargs="+", default=[], metavar="WHO", help="these usernames no more")
    for parser, help_ in (
        (made, "more usernames"),
        (changed, "exactly the usernames in it, instead of who is in it now"),
    ):
        parser.add_argument("--file", type=Path, metavar="CSV", help=f"{help_}: a column “username”, or the first one")
    command(commands, "remove-group", _remove, "take a group away; its messages stay").add_argument("name")


# ---- Commands --------------------------------------------------------------------------------------------------------
def _add(options: argparse.Namespace) -> int:
    wanted = [*_typed(options.pupils), *(_read(options.file) if options.file else [])]

    def work(connection: Connection, _key: bytes, school: School) -> tuple[str, int]:
        name = _new_name(connection, school.id, options.name)
        pupils = _pupils(connection, school.id, wanted)
        if not pupils:
            raise SsdeskError("A group needs at least one pupil.", "Name them by their usernames, or give --file.")
        _save(connection, school.id, "add_group", name, pupils)
        return name, len(pupils)

    name, count = write(options, work)
    print(f"The group {name} has {_counted(count)}.")
    return 0


def _change(options: argparse.Namespace) -> int:
    if not (options.add or options.drop or options.file):
        raise SsdeskError("Nothing was changed.", "Say who comes (--add), who goes (--drop), or give --file.")
    from_file = _read(options.file) if options.file else None

    def work(connection: Connection, _key: bytes, school: School) -> tuple[str, int]:
        id_, name = _group(connection, school.id, options.name)
        now = _members(connection, school.id, id_) if from_file is None else _pupils(connection, school.id, from_file)
        gone = _pupils(connection, school.id, _typed(options.drop), left=True)
        missed = [who for who, pupil in zip(options.drop, gone, strict=True) if pupil not in now]
        if missed:
            raise SsdeskError("{who} is not in this group.", "Nothing was changed.", who=", ".join(missed))
        kept = [pupil for pupil in (*now, *_pupils(connection, school.id, _typed(options.add))) if pupil not in gone]
        pupils = list(dict.fromkeys(kept))
        if not pupils:
            raise SsdeskError("Nobody would be left in this group.", "Nothing was changed. Remove it: remove-group.")
        _save(connection, school.id, "change_group", name, pupils)
        return name, len(pupils)

    name, count = write(options, work)
    print(f"The group {name} has {_counted(count)}.")
    return 0


def _list(options: argparse.Namespace) -> int:
    def work(connection: Connection, _key: bytes, school: School) -> list[str]:
        if options.name:
            id_, _ = _group(connection, school.id, options.name)
            return _told(connection, school.id, id_)
        names = connection.execute(select(_g.id, _g.name).where(_g.school == school.id).order_by(_g.name)).all()
        return [f"{name}: {_counted(len(_members(connection, school.id, id_)))}" for id_, name in names]

    lines = write(options, work)
    print("\n".join(lines) if lines else "The school has no groups of its own.")
    return 0


def _remove(options: argparse.Namespace) -> int:
    def work(connection: Connection, _key: bytes, school: School) -> str:
        _, name = _group(connection, school.id, options.name)
        _save(connection, school.id, "remove_group", name, [])
        return name

    print(f"The group {write(options, work)} is gone. Messages that were sent to it stay.")
    return 0


# ---- Who -------------------------------------------------------------------------------------------------------------
def _typed(words: Iterable[str]) -> list[Who]:
    return [(word, "") for word in words]


def _read(file: Path) -> list[Who]:
    """The usernames in a CSV file, with commas or semicolons, in UTF-8. SsdeskError: it cannot be read or has none."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise SsdeskError("{file} is larger than 1 MB.", "Nothing was changed.", file=file)
        text = data.decode("utf-8-sig")
        head = text.partition("\n")[0]
        rows = csv.reader(text.splitlines(), delimiter=";" if ";" in head else ",", strict=True)
        lines = [(rows.line_num, [cell.strip() for cell in row]) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        advice = "It must be a CSV file in UTF-8. Nothing was changed."
        raise SsdeskError("{file} cannot be read: {why}.", advice, file=file, why=error) from error
    names = [cell.casefold() for cell in lines[0][1]] if lines else []
    column = next((names.index(heading) for heading in _HEADINGS if heading in names), None)
    cells = [
        (number, row[column or 0] if len(row) > (column or 0) else "") for number, row in lines[column is not None :]
    ]
    found = [(cell, f"line {number} of {file.name}") for number, cell in cells if cell]
    if not found:
        raise SsdeskError("{file} names nobody.", "Write one username on each line.", file=file)
    return found


def _pupils(connection: Connection, school: str, wanted: Sequence[Who], *, left: bool = False) -> list[str]:
    """The pupils of these usernames. `left`: also those who left the school. SsdeskError: which are none, and where."""
    found, wrong = [], []
    for username, where in wanted:
        rows = [row for row in accounts.of_username(connection, school, username) if row.pupil is not None]
        pupils = {row.pupil for row in rows}
        gone = select(_p.id).where(_p.school == school, _p.id.in_(pupils), _p.left_at.is_not(None))
        why = ""
        if not pupils:
            staff = accounts.of_username(connection, school, username)
            why = "is no pupil but staff" if staff else "is nobody's username"
        elif len(pupils) > 1:
            why = "stands for several pupils"
        elif not left and connection.scalar(gone) is not None:
            why = "has left the school"
        if why:
            wrong.append(f"{username} {why}" + (f" ({where})" if where else ""))
        found += [next(iter(pupils))] if pupils else []
    if wrong:
        more = f", and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
        raise SsdeskError("{who}.", "Nothing was changed.", who="; ".join(wrong[:MOST_TOLD]) + more)
    return list(dict.fromkeys(found)) if not left else found


def _members(connection: Connection, school: str, group: str) -> list[str]:
    return list(connection.scalars(select(_gp.pupil).where(_gp.school == school, _gp.group_ == group)))


def _told(connection: Connection, school: str, group: str) -> list[str]:
    """Its pupils by name, each with its class and username."""
    usernames = (
        select(_a.pupil, _a.username).where(_a.school == school, _a.pupil.is_not(None)).group_by(_a.pupil, _a.username)
    ).subquery()
    rows = connection.execute(
        select(_p.first_name, _p.last_name, _p.left_at, _c.name, usernames.c.username)
        .join_from(t.group_pupil, t.pupil, (_p.school == _gp.school) & (_p.id == _gp.pupil))
        .join(t.class_, (_c.school == _p.school) & (_c.id == _p.class_), isouter=True)
        .join(usernames, usernames.c.pupil == _p.id, isouter=True)
        .where(_gp.school == school, _gp.group_ == group)
        .order_by(_p.last_name, _p.first_name, usernames.c.username)
    )
    return [
        ", ".join(
            part
            for part in (f"{row.first_name} {row.last_name}", row.name, row.username, "left" if row.left_at else "")
            if part
        )
        for row in rows
    ]


# ---- Which -----------------------------------------------------------------------------------------------------------
def _group(connection: Connection, school: str, name: str) -> tuple[str, str]:
    """Id and name of an own group, however it is capitalised. SsdeskError: there is none."""
    known = connection.execute(select(_g.id, _g.name).where(_g.school == school).order_by(_g.name)).all()
    for row in known:
        if _same(row.name, name):
            return row.id, row.name
    names = ", ".join(row.name for row in known)
    advice = "There are: {names}." if names else "The school has no groups of its own. Make one: add-group."
    raise SsdeskError("There is no group {name}.", advice, name=name, names=names)


def _new_name(connection: Connection, school: str, name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or any(unicodedata.category(char)[0] == "C" for char in name):
        raise SsdeskError("A group needs a name of 1 to {most} characters.", most=LONGEST_NAME)
    for table, what in ((t.group_, "group"), (t.class_, "class")):
        if any(
            _same(known, name) for known in connection.scalars(select(table.c.name).where(table.c.school == school))
        ):
            advice = (
                "Change it with change-group, or choose another name." if what == "group" else "Choose another name."
            )
            raise SsdeskError(f"There is a {what} {{name}} already.", advice, name=name)
    return name


def _same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()


def _save(connection: Connection, school: str, action: str, name: str, pupils: Sequence[str]) -> None:
    id_ = groups.save(connection, school, name, pupils)
    audit.record(connection, school, present(), ACTOR, action, subject=id_, detail=f"{name}, {_counted(len(pupils))}")


def _counted(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"
