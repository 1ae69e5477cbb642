"""Which scopes an account holds. `derive` is the only function that writes `grant_`; `people.refresh` calls it.

    a:<account>           the own mailbox, drafts, settings, own details
    p:<pupil>:name        the child's name and class: the main account and every co-account
    p:<pupil>:<right>     a part of the child's record (`schools.RECORD`), where the co-account's role sees it
    pm:<pupil>            the main account only
    c:<class>:parents     for the co-accounts of a class, c:<class>:pupils for its main accounts: whom they may write to
    cs:<class>            the staff of a class: its pupils, and the contacts of their accounts
    g:all  g:staff        contacts everybody, or all of the staff, may write to
    office                names, classes and contacts of all
    m:<mailbox>           a shared mailbox, for the staff who hold it (A16)

Two accounts of one child share p:, c: and g: scopes, never a: ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from ssdesk.server import feed
from ssdesk.server import tables as t
from ssdesk.server.schools import read_school

CHUNK = 400
OUT = ("excluded", "closed")  # states in which an account holds nothing


@dataclass(frozen=True, slots=True)
class Holder:
    """What the grants of one account depend on. `class_`: the child's, while it is at school. `teaches`: classes.
    `rights`: the parts of the child's record that it sees. `mailboxes`: the shared ones it holds."""

    id: str
    kind: str
    state: str
    office: bool
    pupil: str | None
    class_: str | None
    teaches: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()


def scopes_of(holder: Holder) -> frozenset[str]:
    """The scopes that the account holds: the whole of the read rule's left side."""
    if holder.state in OUT:
        return frozenset()
    scopes = {f"a:{holder.id}", "g:all"}
    if holder.pupil is not None:
        scopes |= {f"p:{holder.pupil}:name", *(f"p:{holder.pupil}:{right}" for right in holder.rights)}
        if holder.kind == "main":
            scopes.add(f"pm:{holder.pupil}")
        if holder.class_ is not None:
            scopes.add(f"c:{holder.class_}:{'pupils' if holder.kind == 'main' else 'parents'}")
    if holder.kind == "staff":
        scopes |= {"g:staff", *(f"cs:{class_}" for class_ in holder.teaches)}
        scopes |= {f"m:{mailbox}" for mailbox in holder.mailboxes}
        if holder.office:
            scopes.add("office")
    return frozenset(scopes)


def derive(connection: Connection, school: str, accounts: Iterable[str]) -> None:
    """Makes the grants of these accounts what their state, child, classes and rights say.

    An account whose grants change is poked, and the change takes a seq, so that no earlier answer fits after it.
    """
    for ids in chunks(sorted(set(accounts))):
        wanted = {(holder.id, scope) for holder in holders(connection, school, ids) for scope in scopes_of(holder)}
        granted = select(t.grant_.c.account, t.grant_.c.scope).where(
            t.grant_.c.school == school, t.grant_.c.account.in_(ids)
        )
        had = {(account, scope) for account, scope in connection.execute(granted)}
        for account, scope in sorted(had - wanted):
            mine = (t.grant_.c.school == school) & (t.grant_.c.account == account) & (t.grant_.c.scope == scope)
            connection.execute(delete(t.grant_).where(mine))
        if wanted - had:
            rows = [{"school": school, "account": account, "scope": scope} for account, scope in sorted(wanted - had)]
            connection.execute(insert(t.grant_), rows)
        for account in sorted({account for account, _ in wanted ^ had}):
            feed.touch(connection, school, f"a:{account}")


def holders(connection: Connection, school: str, accounts: Sequence[str]) -> list[Holder]:
    """These accounts, as far as they exist."""
    a, p = t.account.c, t.pupil.c
    rows = connection.execute(
        select(a.id, a.kind, a.role, a.state, a.office, a.pupil, p.class_, p.left_at)
        .join_from(t.account, t.pupil, (p.school == a.school) & (p.id == a.pupil), isouter=True)
        .where(a.school == school, a.id.in_(accounts))
    ).all()
    s, h = t.class_staff.c, t.mailbox_holder.c
    teaches: dict[str, list[str]] = {}
    for account, class_ in connection.execute(
        select(s.account, s.class_).where(s.school == school, s.account.in_(accounts)).order_by(s.class_)
    ):
        teaches.setdefault(account, []).append(class_)
    mailboxes: dict[str, list[str]] = {}
    for account, mailbox in connection.execute(
        select(h.account, h.mailbox).where(h.school == school, h.account.in_(accounts)).order_by(h.mailbox)
    ):
        mailboxes.setdefault(account, []).append(mailbox)
    settings = read_school(connection, school).settings
    return [
        Holder(
            row.id,
            row.kind,
            row.state,
            row.office,
            row.pupil,
            None if row.left_at else row.class_,
            tuple(teaches.get(row.id, ())),
            settings.record(row.kind, row.role) if row.pupil else (),
            tuple(mailboxes.get(row.id, ())),
        )
        for row in rows
    ]


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that fit into one IN list."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
