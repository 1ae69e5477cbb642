"""The office makes a shared mailbox, gives it to staff and takes it away again. Each act is audited."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from ssdesk.errors import SsdeskError
from ssdesk.protocol.ids import new_id
from ssdesk.server import accounts, audit, people
from ssdesk.server import tables as t
from ssdesk.server.commands import answering

_b, _h = t.mailbox.c, t.mailbox_holder.c


def make(connection: Connection, school: str, name: str, label: str | None, now: int, actor: str) -> str:
    """The id of the mailbox of this name, which is made where there is none. `label`: from now on its task, in words
    of the school; None: as it was."""
    name = " ".join(name.split())
    if not name:
        raise SsdeskError("A mailbox needs a name.")
    found = connection.scalar(select(_b.id).where(_b.school == school, _b.name == name))
    id_ = found or new_id()
    if found is None:
        connection.execute(insert(t.mailbox).values(school=school, id=id_, name=name, label=label or ""))
        audit.record(connection, school, now, actor, "make_mailbox", subject=id_)
    elif label is not None:
        connection.execute(update(t.mailbox).where(_b.school == school, _b.id == id_).values(label=label))
    people.refresh(connection, school)
    return id_


def give(connection: Connection, school: str, mailbox: str, account: str, now: int, actor: str) -> None:
    """From now on this account of the staff holds it too."""
    if accounts.row(connection, school, account).kind != "staff":
        raise SsdeskError("A shared mailbox is given to accounts of the staff only.")
    mine = (_h.school == school) & (_h.mailbox == mailbox) & (_h.account == account)
    if connection.execute(select(_h.account).where(mine)).first() is None:
        connection.execute(insert(t.mailbox_holder).values(school=school, mailbox=mailbox, account=account))
        audit.record(connection, school, now, actor, "give_mailbox", subject=account, detail=mailbox)
        people.refresh(connection, school, [account])


def take(connection: Connection, school: str, mailbox: str, account: str, now: int, actor: str) -> None:
    """This account holds it no more: what lay in it goes from its computers. One that did not hold it is not told."""
    mine = (_h.school == school) & (_h.mailbox == mailbox) & (_h.account == account)
    if connection.execute(delete(t.mailbox_holder).where(mine).returning(_h.account)).first() is not None:
        answering.forget_in(connection, school, mailbox, account)
        audit.record(connection, school, now, actor, "take_mailbox", subject=account, detail=mailbox)
        people.refresh(connection, school, [account])
