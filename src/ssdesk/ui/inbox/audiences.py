"""Classes and groups among those one can write to: each of its audiences is an addressee of its own (R4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ssdesk.protocol.commands import Addressed
from ssdesk.protocol.kinds import Group
from ssdesk.rules.agreements.asked import role_of
from ssdesk.ui import texts
from ssdesk.ui.inbox.recipient import GROUP, Addressee
from ssdesk.ui.shown import shown


def audiences(groups: Iterable[Group]) -> list[Addressee]:
    """The parents, the pupils and the staff of each group, as far as there are any; all of the school comes first."""
    found = []
    parents, pupils, staff = (
        QCoreApplication.translate("Audiences", "parents"),
        QCoreApplication.translate("Audiences", "pupils"),
        QCoreApplication.translate("Audiences", "staff"),
    )
    for group in sorted(groups, key=lambda one: one.form != "school"):
        name = shown(group.name)
        for addressed, said, people, reached in (
            (Addressed(group.id, "co"), parents, group.co, group.co_reached),
            (Addressed(group.id, "pupils"), pupils, group.pupils, group.pupils_reached),
            (Addressed(group.id, "staff"), staff, group.staff, group.staff_reached),
        ):
            if people:
                found.append(
                    Addressee(
                        id=id_of(addressed),
                        text=f"{name} · {said} ({texts.count(people)})",
                        group=GROUP,
                        classes=(name,) if group.form == "class" else (),
                        people=people,
                        reached=reached,
                    )
                )
    return found


def id_of(addressed: Addressed) -> str:
    """As it is known among the addressees; no contact has such an id."""
    return f"{addressed.audience}:{addressed.group}"


def roles_of(id_: str, group: str) -> tuple[str, ...]:
    """In the agreements, of an addressee in this group of the address book; staff are teachers and the office."""
    match id_.partition(":"):
        case ("co", ":", _):
            return ("parent",)
        case ("pupils", ":", _):
            return ("pupil",)
        case ("staff", ":", _):
            return ("teacher", "office")
        case _:
            return (role_of("", group),)


def apart(ids: Sequence[str]) -> tuple[tuple[str, ...], tuple[Addressed, ...]]:
    """The people and the groups among them."""
    people, groups = [], []
    for id_ in ids:
        match id_.partition(":"):
            case (("co" | "pupils" | "staff") as audience, ":", group):
                groups.append(Addressed(group, audience))
            case _:
                people.append(id_)
    return tuple(people), tuple(groups)
