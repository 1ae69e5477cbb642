"""Own phone numbers and role. The e-mail address has its own confirmation and does not come this way."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import ChangeDetails
from ssdesk.server import people
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.details import role_of_the_school
from ssdesk.server.http import problem
from ssdesk.server.schools import read_school

CO_ROLES = ("mother", "father", "step_parent", "homework_guide", "boarding_educator", "other")
_a = t.account.c


def change(connection: Connection, acting: Acting, args: ChangeDetails) -> None:
    """Rejected (`unknown_role`): only co-accounts choose a role, one of those there are."""
    mine = (_a.school == acting.school.id) & (_a.id == acting.account)
    role = connection.scalars(select(_a.role).where(mine)).one()
    if args.role != role and (acting.kind != "co" or args.role not in CO_ROLES):
        raise Rejected(
            problem(
                "unknown_role",
                QT_TRANSLATE_NOOP("errors", "This account cannot have that role."),
                QT_TRANSLATE_NOOP("errors", "Choose another one, or ask the school."),
            )
        )
    if acting.kind == "co" and not read_school(connection, acting.school.id).settings.may_become(role, args.role):
        raise Rejected(role_of_the_school())
    values = {"phone": args.phone.strip(), "mobile": args.mobile.strip(), "role": args.role}
    connection.execute(update(t.account).where(mine).values(**values))
    people.refresh(connection, acting.school.id, [acting.account])
