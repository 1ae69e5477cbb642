"""Shared mailboxes (A16): *secretariaat*, *zorg*, *directie*. Held by personal staff accounts, without a sign-in of
their own.

Everybody at the school sees one as a contact, as long as somebody holds it; what lies in it is in its scope
`m:<mailbox>`, which its holders are granted. Nothing outside that scope says who they are or how many.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from ssdesk.protocol.kinds import Contact
from ssdesk.protocol.mailboxes import Mailbox
from ssdesk.server import feed, grants
from ssdesk.server import tables as t
from ssdesk.server.hot import Hot

GROUP = "office"  # of the address book
_ALL = Hot("SELECT id FROM mailbox WHERE school = :school")
_b, _h, _a = t.mailbox.c, t.mailbox_holder.c, t.account.c


def held(connection: Connection, school: str, account: str) -> frozenset[str]:
    """Those that the account holds."""
    return frozenset(connection.scalars(select(_h.mailbox).where(_h.school == school, _h.account == account)))


def among(connection: Connection, school: str, ids: Sequence[str]) -> frozenset[str]:
    """Which of these are shared mailboxes and no accounts."""
    there = {id_ for (id_,) in _ALL(connection, {"school": school})}  # a handful
    return frozenset(there.intersection(ids))


def scope(owner: str, *, shared: bool) -> str:
    """Where lies what belongs to an account, or to a shared mailbox."""
    return f"m:{owner}" if shared else f"a:{owner}"


def scope_of(connection: Connection, school: str, owner: str) -> str:
    """`scope` of an account or a shared mailbox, whichever it is."""
    return scope(owner, shared=bool(among(connection, school, [owner])))


def refresh(connection: Connection, school: str) -> None:
    """What travels of all shared mailboxes is what they are now."""
    holding = select(_h.mailbox).join_from(
        t.mailbox_holder, t.account, (_a.school == _h.school) & (_a.id == _h.account)
    )
    busy = set(connection.scalars(holding.where(_h.school == school, _a.state.not_in(grants.OUT))))
    rows = connection.execute(select(_b.id, _b.name, _b.label).where(_b.school == school))
    for id_, name, label in rows:
        feed.put(connection, school, "mailbox", id_, Mailbox(id_, name, label), [f"m:{id_}"])
        if id_ in busy:
            feed.put(connection, school, "contact", id_, Contact(id_, name, label, GROUP), ["g:all"])
        else:
            feed.remove(connection, school, "contact", id_)
