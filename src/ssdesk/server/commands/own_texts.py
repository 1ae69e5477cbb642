"""Texts that a holder keeps to use again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import DeleteText, SaveText
from ssdesk.rules import markup
from ssdesk.server import feed
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting, Rejected, named, reused_id
from ssdesk.server.http import problem

_o = t.own_text.c
MOST = {"signature": 20, "template": 100}  # of one account


def save(connection: Connection, acting: Acting, args: SaveText) -> None:
    """A new one, or what it is from now on. Rejected: no name, too many of them, a template of a parent or pupil."""
    school = acting.school.id
    name = named(
        args.name,
        QT_TRANSLATE_NOOP("errors", "The text has no name."),
        QT_TRANSLATE_NOOP("errors", "Give the text a short name."),
    )
    if args.use == "template" and acting.kind != "staff":
        raise Rejected(
            problem(
                "no_templates",
                QT_TRANSLATE_NOOP("errors", "Only staff of the school can keep templates."),
                QT_TRANSLATE_NOOP("errors", "Keep the text as a draft or a signature."),
            )
        )
    feed.hold(connection, school)
    found = connection.execute(select(_o.account, _o.use).where(_o.school == school, _o.id == args.text)).first()
    if found is None:
        _require_room(connection, acting, args.use)
        values = {"account": acting.account, "use": args.use}
        connection.execute(insert(t.own_text).values(school=school, id=args.text, **values))
    elif (found.account, found.use) != (acting.account, args.use):
        raise reused_id()
    body = markup.clean(args.body, ()) if args.body_type == "html" else args.body
    text = kinds.OwnText(args.text, args.use, name, body, args.body_type)
    feed.put(connection, school, "own_text", text.id, text, [f"a:{acting.account}"])


def delete_(connection: Connection, acting: Acting, args: DeleteText) -> None:
    """One that is not there (any more) is as good as gone."""
    school = acting.school.id
    mine = (_o.school == school) & (_o.id == args.text) & (_o.account == acting.account)
    if connection.execute(delete(t.own_text).where(mine).returning(_o.id)).first() is not None:
        feed.remove(connection, school, "own_text", args.text)


def _require_room(connection: Connection, acting: Acting, use: str) -> None:
    mine = (_o.school == acting.school.id) & (_o.account == acting.account) & (_o.use == use)
    if (connection.scalar(select(func.count()).where(mine)) or 0) >= MOST[use]:
        raise Rejected(
            problem(
                "too_many_texts",
                QT_TRANSLATE_NOOP("errors", "There are {most} of these texts; more are not possible."),
                QT_TRANSLATE_NOOP("errors", "Delete one that you do not need any more."),
                most=MOST[use],
            )
        )
