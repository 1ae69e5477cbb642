"""Files that commands refer to: they must be here, and the account must have uploaded or may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select, text

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.files import Attachment
from ssdesk.server import file_types
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.http import problem

_VISIBLE = text(
    "SELECT r.sha256 FROM blob_ref r"
    " JOIN feed f ON f.school = r.school AND f.kind = r.kind AND f.oid = r.oid AND f.op = 'put'"
    " JOIN grant_ g ON g.school = f.school AND g.scope = f.scope AND g.account = :account"
    " WHERE r.school = :school AND r.sha256 IN :hashes"
).bindparams(bindparam("hashes", expanding=True))


def require(connection: Connection, acting: Acting, hashes: Iterable[str]) -> None:
    """Rejected (`missing_blob`, to be tried again once it was uploaded) for a file that is not here for this account:
    neither its own upload nor part of anything it may see."""
    wanted = sorted(set(hashes))
    if not wanted:
        return
    known = set(
        connection.scalars(
            select(t.upload.c.sha256).where(
                t.upload.c.school == acting.school.id,
                t.upload.c.account == acting.account,
                t.upload.c.sha256.in_(wanted),
            )
        )
    )
    if known != set(wanted):
        bound = {"account": acting.account, "school": acting.school.id, "hashes": wanted}
        known |= set(connection.scalars(_VISIBLE, bound))
    for sha256 in wanted:
        if sha256 not in known:
            raise Rejected(
                problem(
                    "missing_blob",
                    QT_TRANSLATE_NOOP("errors", "An attachment has not reached the school yet."),
                    QT_TRANSLATE_NOOP("errors", "It is sent again; the message goes after it."),
                    retry=True,
                    sha256=sha256,
                ),
                "retry",
            )


def checked(connection: Connection, acting: Acting, attachments: Sequence[Attachment]) -> list[Attachment]:
    """The attachments with size and type as the server found them. Rejected: see `require`; `too_large` together."""
    require(connection, acting, (attachment.sha256 for attachment in attachments))
    b = t.blob.c
    found = connection.execute(
        select(b.sha256, b.size, b.type).where(
            b.school == acting.school.id, b.sha256.in_([attachment.sha256 for attachment in attachments])
        )
    )
    blobs = {sha256: (size, type_) for sha256, size, type_ in found}
    limit = acting.school.settings.limits.message
    if sum(blobs[attachment.sha256][0] for attachment in attachments) > limit:
        raise Rejected(
            problem(
                "too_large",
                QT_TRANSLATE_NOOP("errors", "Together the attachments are too large."),
                QT_TRANSLATE_NOOP("errors", "Send at most {megabytes} MB in one message."),
                megabytes=limit >> 20,
            )
        )
    return [Attachment(a.sha256, _name(acting, a.name), blobs[a.sha256][1], blobs[a.sha256][0]) for a in attachments]


def _name(acting: Acting, name: str) -> str:
    """Without a folder in it, and with an ending that the school accepts. Rejected: `file_type`."""
    plain = file_types.plain_name(name)
    if file_types.ending(plain) not in acting.school.settings.limits.types:
        raise Rejected(file_types.refused(plain, acting.school.settings.limits.types))
    return plain
