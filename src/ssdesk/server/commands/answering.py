"""Who is writing an answer to a message of a shared mailbox, for the others who hold it (A16)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from ssdesk.protocol.commands import TellAnswering
from ssdesk.protocol.ids import derived
from ssdesk.protocol.mailboxes import Answering
from ssdesk.server import feed
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting
from ssdesk.server.commands.recipients import unknown_message

LASTS_MS: Final = 15 * 60_000
"""So long after they last said so somebody counts as answering: a desktop that is still there says it again."""
_x, _c, _a = t.answering.c, t.copy.c, t.account.c


def tell(connection: Connection, acting: Acting, args: TellAnswering) -> None:
    """Rejected (`unknown_message`) for what does not lie in a shared mailbox that they hold."""
    school = acting.school.id
    feed.hold(connection, school)
    mine = (_c.school == school) & (_c.id == args.message) & _c.withdrawn_at.is_(None)
    mailbox = connection.scalar(select(_c.recipient).where(mine, _c.recipient.in_(sorted(acting.mailboxes))))
    if mailbox is None:
        raise unknown_message()
    if not args.on:
        stop(connection, acting, args.message)
        return
    id_, until = derived(args.message, acting.account), acting.now + LASTS_MS
    known = (_x.school == school) & (_x.id == id_)
    if connection.execute(update(t.answering).where(known).values(until=until).returning(_x.id)).first() is None:
        values = {"copy": args.message, "mailbox": mailbox, "account": acting.account, "until": until}
        connection.execute(insert(t.answering).values(school=school, id=id_, **values))
    name = connection.scalars(select(_a.name).where(_a.school == school, _a.id == acting.account)).one()
    one = Answering(id_, args.message, acting.account, name, until)
    feed.put(connection, school, "answering", id_, one, [f"m:{mailbox}"])


def stop(connection: Connection, acting: Acting, copy: str) -> None:
    """They sent it, or thought better of it."""
    _forget(connection, acting.school.id, _x.id == derived(copy, acting.account))


def forget_in(connection: Connection, school: str, mailbox: str, account: str) -> None:
    """They hold it no more."""
    _forget(connection, school, (_x.mailbox == mailbox) & (_x.account == account))


def due(connection: Connection, now: int) -> list[str]:
    """The schools in which somebody said nothing more for too long."""
    return list(connection.scalars(select(_x.school).where(_x.until <= now).distinct()))


def expire(connection: Connection, school: str, now: int) -> None:
    _forget(connection, school, _x.until <= now)


def _forget(connection: Connection, school: str, which: ColumnElement[bool]) -> None:
    gone: Iterable[str] = connection.scalars(
        delete(t.answering).where(_x.school == school, which).returning(_x.id)
    ).all()
    for id_ in gone:
        feed.remove(connection, school, "answering", id_)
