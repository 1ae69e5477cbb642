"""Who was shut out, kept beside the database: a restore must not let a stolen laptop or a closed account in again.

The scheduler writes it down within seconds, whatever transaction did it; after a restore it is applied before anybody
is let in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection, select, update

from ssdesk.server import people
from ssdesk.server import tables as t
from ssdesk.server.grants import OUT
from ssdesk.server.journal import Journal, Line

_MARGIN_MS: Final = 10 * 60_000  # a transaction may commit some time after the moment that it writes
_a, _d = t.account.c, t.device.c


class Shut(NamedTuple):
    """`what`: revoked or wiped (a device), excluded or closed (an account)."""

    what: str
    school: str
    id: str


def read(connection: Connection, since: int) -> list[Shut]:
    """Devices shut out since then, and all accounts that are out."""
    devices = select(_d.school, _d.id, _d.wipe).where(_d.revoked_at >= since - _MARGIN_MS)
    found = [Shut("wiped" if wipe else "revoked", school, id_) for school, id_, wipe in connection.execute(devices)]
    accounts = select(_a.state, _a.school, _a.id).where(_a.state.in_(OUT))
    return [*found, *(Shut(*row) for row in connection.execute(accounts))]


def note(journal: Journal, now: int, shut: Iterable[Shut]) -> None:
    """On disk when this returns."""
    for one in shut:
        journal.add(now, *one)


def apply(connection: Connection, lines: Iterable[Line], *, accounts: bool) -> int:
    """Shuts them out again; how many had come back. A device is shut out for good, so at every start: a restore may go
    unnoticed when nothing else was written. An account may have been let in again: only after a restore."""
    count = 0
    for at, what, school, id_ in lines:
        if what in ("revoked", "wiped"):
            mine = (_d.school == school) & (_d.id == id_)
            device = update(t.device).where(mine, _d.revoked_at.is_(None))
            count += connection.execute(device.values(revoked_at=at, wipe=what == "wiped")).rowcount
        elif accounts and what in OUT:
            mine = (_a.school == school) & (_a.id == id_)
            account = update(t.account).where(mine, _a.state.not_in(OUT))
            if connection.execute(account.values(state=what, until=None)).rowcount:
                count += 1
                people.refresh(connection, school, [id_])
    return count
