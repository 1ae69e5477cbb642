"""Own folders of a mailbox: made, renamed, and deleted, whereupon what lies in them goes to the archive."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import DeleteFolder, SaveFolder
from ssdesk.server import feed
from ssdesk.server import tables as t
from ssdesk.server.commands import messages
from ssdesk.server.commands.acting import Acting, Rejected, named, reused_id
from ssdesk.server.http import problem

_f, _c, _m = t.folder.c, t.copy.c, t.message.c
MOST = 100  # of one mailbox
AT_ONCE = 200  # messages of one transaction


def save(connection: Connection, acting: Acting, args: SaveFolder) -> None:
    """A new one behind the others, or another name. Rejected: no name, or too many of them."""
    school = acting.school.id
    name = named(
        args.name,
        QT_TRANSLATE_NOOP("errors", "The folder has no name."),
        QT_TRANSLATE_NOOP("errors", "Give it a short name."),
    )
    feed.hold(connection, school)
    found = connection.execute(
        select(_f.account, _f.position, _f.deleted).where(_f.school == school, _f.id == args.folder)
    ).first()
    if found is None:
        position = _next(connection, acting)
        values = {"account": acting.account, "name": name, "position": position}
        connection.execute(insert(t.folder).values(school=school, id=args.folder, **values))
    elif found.account != acting.account or found.deleted:
        raise reused_id()
    else:
        position = found.position
        connection.execute(update(t.folder).where(_f.school == school, _f.id == args.folder).values(name=name))
    folder = kinds.Folder(args.folder, name, position)
    feed.put(connection, school, "folder", folder.id, folder, [f"a:{acting.account}"])


def delete_(connection: Connection, acting: Acting, args: DeleteFolder) -> None:
    """It is gone, with the first messages in it; the scheduler has the others follow, so that no transaction is longer
    than another. A folder that is not there (any more) is as good as gone."""
    school = acting.school.id
    mine = (_f.school == school) & (_f.id == args.folder) & (_f.account == acting.account)
    gone = connection.execute(update(t.folder).where(mine, ~_f.deleted).values(deleted=True).returning(_f.id)).first()
    if gone is not None:
        feed.remove(connection, school, "folder", args.folder)
        empty(connection, school, args.folder)


def empty(connection: Connection, school: str, folder: str, most: int = AT_ONCE) -> int:
    """Puts up to `most` messages of a deleted folder into the archive; how many. The last time it is forgotten."""
    mine = (_f.school == school) & (_f.id == folder) & _f.deleted
    account = connection.scalar(select(_f.account).where(mine).with_for_update())
    if account is None:
        return 0
    moved = 0
    for kind, table, holder in (("message", t.copy, _c.recipient), ("sent_message", t.message, _m.sender)):
        inside = (table.c.school == school) & (holder == account) & (table.c.folder == folder)
        query = select(table.c.id).where(inside).order_by(table.c.id).limit(most - moved).with_for_update()
        for id_ in connection.scalars(query).all():
            messages.put_in(connection, school, kind, id_, "archive")
            moved += 1
    if moved < most:
        connection.execute(delete(t.folder).where(mine))
    return moved


def _next(connection: Connection, acting: Acting) -> int:
    mine = (_f.school == acting.school.id) & (_f.account == acting.account) & ~_f.deleted
    count, last = connection.execute(select(func.count(), func.max(_f.position)).where(mine)).one()
    if count >= MOST:
        raise Rejected(
            problem(
                "too_many_folders",
                QT_TRANSLATE_NOOP("errors", "The mailbox has {most} folders; more are not possible."),
                QT_TRANSLATE_NOOP("errors", "Delete one that you do not need any more."),
                most=MOST,
            )
        )
    return 0 if last is None else last + 1
