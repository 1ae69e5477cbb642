"""The last confirmation mail of each account: when it went, what of its code and link is kept."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select

from ssdesk.server import codes
from ssdesk.server import tables as t

RESEND_MS: Final = 60_000
_c = t.email_code.c


def last(connection: Connection, school: str, account: str) -> Row[Any] | None:
    where = (_c.school == school, _c.account == account)
    return connection.execute(select(t.email_code).where(*where)).one_or_none()


def resend_at(connection: Connection, school: str, account: Row[Any]) -> int | None:
    """From when on (another) mail can be sent to the account's address; None: at once, or none is needed."""
    row = last(connection, school, account.id)
    if row is None or account.email_confirmed_at is not None:
        return None
    soonest = max(row.pause_until, row.sent_at + RESEND_MS if row.address == account.email else 0)
    return int(soonest) or None


def replace(connection: Connection, school: str, account: str, **values: object) -> None:
    """This is the last mail from now on."""
    connection.execute(delete(t.email_code).where(_c.school == school, _c.account == account))
    connection.execute(insert(t.email_code).values(school=school, account=account, **values))


def link_digest(key: bytes, school: str, link: str) -> bytes:
    """What is stored of a link."""
    return codes.digest(key, "link", school, link)


def of_link(connection: Connection, key: bytes, school: str, link: str) -> Row[Any] | None:
    """The mail that a link came in, while it is the account's last one."""
    where = (_c.school == school, _c.link == link_digest(key, school, link))
    return connection.execute(select(t.email_code).where(*where)).one_or_none()
