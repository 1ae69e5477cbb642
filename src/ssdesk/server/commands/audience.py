"""Everybody to whom a message goes: those named, those of groups, those who did not react to an earlier one. Resolved
at the moment of sending, each account once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import MOST_RECIPIENTS, Addressed, SendMessage
from ssdesk.server import grants, groups, objects
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.commands.recipients import Reply, addressees, unknown_message
from ssdesk.server.hot import Hot
from ssdesk.server.http import problem

_m, _c, _a = t.message.c, t.copy.c, t.account.c
_CONTACTS = Hot("SELECT payload FROM object_ WHERE school = :school AND kind = 'contact' AND oid IN :oids")
_contact = msgspec.json.Decoder(kinds.Contact).decode


def resolve(
    connection: Connection, acting: Acting, args: SendMessage, reply: Reply | None, writer: str
) -> list[kinds.Contact]:
    """Those named in the order given, then the others by name; the `writer`, be it a shared mailbox, is none of them.
    Rejected: `no_recipient`, `unknown_group`, `empty_group`, `too_many_recipients`, `nobody_to_remind` and what
    `addressees` says."""
    found = {contact.id: contact for contact in addressees(connection, acting, args.to, reply, writer)}
    more = dict.fromkeys(in_groups(connection, acting, args.groups, writer))
    if args.remind is not None:
        more |= dict.fromkeys(silent(connection, acting, args.remind))
    rest = [account for account in more if account not in found]
    if len(found) + len(rest) > MOST_RECIPIENTS:
        raise Rejected(
            problem(
                "too_many_recipients",
                QT_TRANSLATE_NOOP("errors", "A message goes to at most {most} people; this one is for {count}."),
                QT_TRANSLATE_NOOP("errors", "Send it to smaller groups, one after the other."),
                most=MOST_RECIPIENTS,
                count=len(found) + len(rest),
            )
        )
    found |= contacts(connection, acting.school.id, rest)
    if not found:
        raise Rejected(
            problem(
                "no_recipient",
                QT_TRANSLATE_NOOP("errors", "The message is for nobody."),
                QT_TRANSLATE_NOOP("errors", "Choose to whom it goes."),
            )
        )
    return list(found.values())


def in_groups(connection: Connection, acting: Acting, wanted: Iterable[Addressed], writer: str) -> list[str]:
    """The accounts, each once, the writer not among them."""
    school = acting.school.id
    found: dict[str, None] = {}
    for one in wanted:
        if not objects.visible(connection, school, acting.account, "group", one.group):
            raise Rejected(
                problem(
                    "unknown_group",
                    QT_TRANSLATE_NOOP("errors", "You cannot write to one of these groups."),
                    QT_TRANSLATE_NOOP("errors", "Choose the groups again from the list, or ask the school."),
                )
            )
        there = [id_ for id_ in groups.members(connection, school, one.group, one.audience) if id_ != writer]
        if not there:
            name = objects.payload(connection, school, "group", one.group, kinds.Group).name
            raise Rejected(
                problem(
                    "empty_group",
                    QT_TRANSLATE_NOOP("errors", "There is nobody to write to in the group {name}."),
                    QT_TRANSLATE_NOOP("errors", "Leave this group out, or choose others of it."),
                    name=name,
                )
            )
        found |= dict.fromkeys(there)
    return list(found)


def silent(connection: Connection, acting: Acting, message: str) -> list[str]:
    """Of the recipients of an own message those who did not do yet what it asks (opening, if it asks nothing and
    they said nothing of it)."""
    school = acting.school.id
    own = connection.execute(
        select(_m.asks, _m.answer_by).where(_m.school == school, _m.id == message, _m.sender.in_(acting.own))
    ).first()
    if own is None:
        raise unknown_message()
    waits: ColumnElement[bool]
    if own.asks == "confirm":
        waits = (_c.response == "") & _c.answered_at.is_(None)
    elif own.asks == "answer":
        waits = _c.answered_at.is_(None) & _c.response.not_in(("not_for_me", "talk"))
    else:
        waits = _c.opened_at.is_(None) & (_c.response == "")
    there = _c.withdrawn_at.is_(None) & (_a.id.is_(None) | _a.state.not_in(grants.OUT))  # a shared mailbox has no state
    found = connection.scalars(
        select(_c.recipient)
        .join_from(t.copy, t.account, (_a.school == _c.school) & (_a.id == _c.recipient), isouter=True)
        .where(_c.school == school, _c.message == message, waits, there)
        .order_by(_c.name, _c.id)
    ).all()
    if not found:
        raise Rejected(
            problem(
                "nobody_to_remind",
                QT_TRANSLATE_NOOP("errors", "Everybody has reacted already."),
                QT_TRANSLATE_NOOP("errors", "Nothing was sent: there is nobody to remind."),
            )
        )
    return list(found)


def contacts(connection: Connection, school: str, accounts: Sequence[str]) -> dict[str, kinds.Contact]:
    """How these are known to those who may write to them, in the order given."""
    rows = _CONTACTS(connection, {"school": school, "oids": list(accounts)})
    found = {contact.id: contact for (payload,) in rows for contact in (_contact(payload),)}
    return {account: found[account] for account in accounts if account in found}
