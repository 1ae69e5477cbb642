"""Which accounts a sign-in or a reset may be for, and the work of finding out: always the same (school.md A3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from ssdesk.server import accounts
from ssdesk.server.hashing import BY_EMAIL, spelled


def usernames(connection: Connection, school: str, name: str) -> list[str]:
    """For which usernames a password is evaluated: one for a username, whether it exists or not; for an e-mail address
    the first few of those that it has, filled up with ones that nobody can have."""
    if "@" not in name:
        return [name]
    found = sorted({row.username for row in accounts.of_email(connection, school, name)})[:BY_EMAIL]
    return found + [f"\0{number}" for number in range(BY_EMAIL - len(found))]


def rows(connection: Connection, school: str, name: str, evaluated: Sequence[str] | dict[str, bytes]) -> list[Row[Any]]:
    """The accounts meant by a username or a confirmed e-mail address, as far as their usernames were evaluated."""
    find = accounts.of_email if "@" in name else accounts.of_username
    return [row for row in find(connection, school, name) if row.username in evaluated]


def narrowed(found: list[Row[Any]], email: str) -> list[Row[Any]]:
    """Those that have the address which was given besides, confirmed or not; all of them when none was given."""
    wanted = spelled(email)
    return [row for row in found if row.email == wanted] if wanted else found
