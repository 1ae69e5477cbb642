"""Drafts: what is being written, for the holder's other computer. A version tells who was earlier."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import kinds
from ssdesk.protocol.commands import DeleteDraft, SaveDraft
from ssdesk.rules import markup
from ssdesk.server import feed
from ssdesk.server import tables as t
from ssdesk.server.commands import files
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.http import problem

_d = t.draft.c


def save(connection: Connection, acting: Acting, args: SaveDraft) -> None:
    """Keeps it as version `if_version + 1`. Rejected as a conflict when another version was kept since."""
    school = acting.school.id
    feed.hold(connection, school)
    found = connection.execute(select(_d.account, _d.version).where(_d.school == school, _d.id == args.draft)).first()
    if found is not None and found.account != acting.account:
        raise _conflict()
    version = found.version if found is not None else 0
    if version != (acting.if_version or 0):
        raise _conflict()
    _write(connection, acting, args, version, new=found is None)


def keep(connection: Connection, acting: Acting, args: SaveDraft) -> None:
    """The server's own doing: over whatever is there under this id."""
    school = acting.school.id
    version = connection.scalar(select(_d.version).where(_d.school == school, _d.id == args.draft))
    _write(connection, acting, args, version or 0, new=version is None)


def _write(connection: Connection, acting: Acting, args: SaveDraft, version: int, *, new: bool) -> None:
    school = acting.school.id
    attachments = files.checked(connection, acting, args.attachments)
    draft = kinds.Draft(
        id=args.draft,
        version=version + 1,
        updated_at=acting.now,
        to=args.to,
        pupil=args.pupil,
        subject=args.subject,
        body=markup.clean(args.body) if args.body_type == "html" else args.body,
        body_type=args.body_type,
        in_reply_to=args.in_reply_to,
        attachments=attachments,
        groups=args.groups,
        asks=args.asks,
        answer_by=args.answer_by,
        mailbox=args.mailbox or "",
        send_at=args.send_at,
    )
    values = {
        "version": draft.version,
        "content": msgspec.json.encode(args).decode(),
        "updated_at": acting.now,
    }
    if new:
        connection.execute(insert(t.draft).values(school=school, id=args.draft, account=acting.account, **values))
    else:
        connection.execute(update(t.draft).where(_d.school == school, _d.id == args.draft).values(**values))
    blobs = [attachment.sha256 for attachment in attachments]
    feed.put(connection, school, "draft", draft.id, draft, [f"a:{acting.account}"], blobs=blobs)


def delete_(connection: Connection, acting: Acting, args: DeleteDraft) -> None:
    discard(connection, acting, args.draft)


def discard(connection: Connection, acting: Acting, draft: str) -> None:
    """One that is not there (any more) is as good as gone."""
    mine = (_d.school == acting.school.id) & (_d.id == draft) & (_d.account == acting.account)
    if connection.execute(delete(t.draft).where(mine).returning(_d.id)).first() is not None:
        feed.remove(connection, acting.school.id, "draft", draft)


def _conflict() -> Rejected:
    return Rejected(
        problem(
            "conflict",
            QT_TRANSLATE_NOOP("errors", "The draft was changed on another computer."),
            QT_TRANSLATE_NOOP("errors", "Both versions are kept. Delete the one that you do not need."),
        ),
        "conflict",
    )
