"""Waits that grow with every wrong try, so that guessing takes years and a typing error seconds.

Counted per (username, address) and per address, never per username alone: whoever guesses from elsewhere must not lock
the family out. A try is counted before it is judged, so that many at once do not slip through, and taken back when it
was right. Kept in the database, under keyed hashes: the table names nobody.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.server import codes
from ssdesk.server import tables as t
from ssdesk.server.http import Failure, problem

DAY_MS = 24 * 60 * 60 * 1000
_BEGIN = text("INSERT INTO throttle (school, key, failures, until) VALUES (:school, :key, 0, 0) ON CONFLICT DO NOTHING")


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` wrong tries cost nothing; the next ones double the wait from `first_s` to `longest_s` seconds. One try is
    forgiven for every `forgiven_s` seconds without any."""

    free: int
    first_s: int
    longest_s: int
    forgiven_s: int

    def wait_ms(self, failures: int) -> int:
        """After so many wrong tries."""
        over = failures - self.free
        return 0 if over <= 0 else min(self.first_s << min(over - 1, 20), self.longest_s) * 1000


PERSON = Limit(free=5, first_s=30, longest_s=900, forgiven_s=600)
"""One name from one address."""

ADDRESS = Limit(free=60, first_s=5, longest_s=60, forgiven_s=30)
"""One address: a whole school may sit behind it on the evening when parents sign in for the first time."""


@dataclass(frozen=True, slots=True)
class Count:
    """One row of the table."""

    limit: Limit
    key: str


def counts(key: bytes, purpose: str, name: str, client: str) -> tuple[Count, Count]:
    """The rows in which a try by this name (as `hashing.spelled`) from this network address counts."""
    network = _network(client)
    return (
        Count(PERSON, codes.digest(key, "throttle/person", purpose, name, network).hex()),
        Count(ADDRESS, codes.digest(key, "throttle/address", network).hex()),
    )


def one(key: bytes, limit: Limit, purpose: str, name: str) -> Count:
    """A row of another use than signing in, for example how many mails one account asks for."""
    return Count(limit, codes.digest(key, "throttle/one", purpose, name).hex())


def attempt(connection: Connection, school: str, rows: Sequence[Count], now: int) -> None:
    """Counts a try. Failure 429 when it comes too early; then nothing is counted."""
    for row in sorted(rows, key=lambda row: row.key):
        _, until = _locked(connection, school, row)
        if until > now:
            raise _too_early(-(-(until - now) // 1000))
    for row in rows:
        count(connection, school, row, now)


def count(connection: Connection, school: str, row: Count, now: int) -> int:
    """Counts a try whenever it comes; until when the next one should wait."""
    failures, until = _locked(connection, school, row)
    if until:
        failures = max(0, failures - max(0, now - until) // (row.limit.forgiven_s * 1000))
    until = now + row.limit.wait_ms(failures + 1)
    _set(connection, school, row, failures + 1, until)
    return until


def right(connection: Connection, school: str, rows: Sequence[Count], now: int) -> None:
    """The try was right: the name's row is forgotten, the address's goes back by one, for others guess from there."""
    for row in sorted(rows, key=lambda row: row.key):
        if row.limit is PERSON:
            connection.execute(delete(t.throttle).where(t.throttle.c.school == school, t.throttle.c.key == row.key))
        else:
            _back(connection, school, row, now)


def not_judged(connection: Connection, school: str, rows: Sequence[Count], now: int) -> None:
    """The try came to nothing, by no fault of who made it."""
    for row in sorted(rows, key=lambda row: row.key):
        _back(connection, school, row, now)


def forget(connection: Connection, now: int) -> int:
    """Removes rows of which nothing more can follow; how many."""
    return connection.execute(delete(t.throttle).where(t.throttle.c.until < now - DAY_MS)).rowcount


def _back(connection: Connection, school: str, row: Count, now: int) -> None:
    """A wait that earlier wrong tries earned stays: a right one in between must not be a way around it."""
    failures, until = _locked(connection, school, row)
    failures = max(0, failures - 1)
    _set(connection, school, row, failures, until if row.limit.wait_ms(failures) else min(until, now))


def _locked(connection: Connection, school: str, row: Count) -> tuple[int, int]:
    connection.execute(_BEGIN, {"school": school, "key": row.key})
    found = connection.execute(
        select(t.throttle.c.failures, t.throttle.c.until)
        .where(t.throttle.c.school == school, t.throttle.c.key == row.key)
        .with_for_update()
    ).one()
    return int(found.failures), int(found.until)


def _set(connection: Connection, school: str, row: Count, failures: int, until: int) -> None:
    where = (t.throttle.c.school == school, t.throttle.c.key == row.key)
    connection.execute(update(t.throttle).where(*where).values(failures=failures, until=until))


def _network(client: str) -> str:
    """Who has one IPv6 address has billions: they count by the network of 64 bits."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _too_early(seconds: int) -> Failure:
    return Failure(
        429,
        problem(
            "too_many_tries",
            QT_TRANSLATE_NOOP("errors", "This was tried several times in a row."),
            QT_TRANSLATE_NOOP("errors", "Wait {seconds} seconds, then try again. Your account is not blocked."),
            retry=True,
            retry_after_s=seconds,
            seconds=seconds,
        ),
    )
