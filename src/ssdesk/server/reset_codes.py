"""One-time codes for who forgot the password: by mail to a confirmed address, or from the school's office (A8).

Asking for one is the same work and the same answer whoever asks: it only notes that somebody asked. Which account is
meant is found out afterwards, by whoever empties the queue of mails.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from ssdesk.protocol.ids import new_id
from ssdesk.server import accounts, codes, effects
from ssdesk.server import tables as t

HOUR_MS: Final = 60 * 60_000
MAIL_MS: Final = 2 * HOUR_MS
OFFICE_MS: Final = 7 * 24 * HOUR_MS
PAUSE_MS: Final = 60_000  # between two mails to one account
TRIES: Final = 50  # of a code of 80 bits: not for safety, but so that guessing does not go on for ever
_r = t.reset_code.c


def find(connection: Connection, key: bytes, school: str, detail: dict[str, str], now: int) -> None:
    """Queues a mail for each account that has confirmed the address; with a username, only of that one."""
    for row in accounts.of_email(connection, school, detail["email"]):
        meant = detail["username"] in ("", row.username) and row.state not in ("excluded", "closed")
        if meant and row.password is not None and not _just_sent(connection, school, row.id, now):
            effect = effects.add(connection, school, "reset", row.id, cause=new_id(), now=now)
            code = codes.of_mail(key, "reset", school, row.id, effect)
            put(connection, key, school, row.id, code, by="mail", until=now + MAIL_MS)


def put(connection: Connection, key: bytes, school: str, account: str, code: str, *, by: str, until: int) -> None:
    """From now on this is the account's code, in place of an earlier one. Only its HMAC is kept."""
    connection.execute(delete(t.reset_code).where(_r.school == school, _r.account == account))
    kept = codes.kept(key, "reset", school, account, code)
    connection.execute(insert(t.reset_code).values(school=school, account=account, code=kept, by=by, until=until))


def fits(connection: Connection, key: bytes, school: str, account: str, text: str, now: int) -> bool:
    """Whether this is the account's code. A wrong one is counted."""
    mine = (_r.school == school) & (_r.account == account)
    row = connection.execute(select(t.reset_code).where(mine).with_for_update()).one_or_none()
    code = codes.normalized(text)
    good = codes.same(row.code if row else None, codes.kept(key, "reset", school, account, code))
    if row is None or row.until <= now or row.tries >= TRIES:
        return False
    if not good:
        connection.execute(update(t.reset_code).where(mine).values(tries=row.tries + 1))
    return good


def _just_sent(connection: Connection, school: str, account: str, now: int) -> bool:
    until = connection.execute(
        select(_r.until).where(_r.school == school, _r.account == account, _r.by == "mail")
    ).scalar()
    return until is not None and until > now + MAIL_MS - PAUSE_MS
