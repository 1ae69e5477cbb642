"""How passwords are kept: argon2id under a salt of the username, then an HMAC that names the account.

One evaluation serves all accounts that share a username, equal passwords cannot be seen in the table, and the work done
does not depend on whether the username exists (school.md A3). The salt and the HMAC need the server's key, which is
not in the database.

An evaluation takes about 40 ms of a core and 19 MiB. They run on two threads of their own with a short queue, so that a
morning on which everybody signs in never holds up the rest of the server.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from ssdesk.rules import passwords
from ssdesk.server import codes

BY_EMAIL: Final = 4
"""Evaluations for a sign-in by e-mail address, over the usernames that the address has; always as many."""


class Busy(Exception):
    """No room in the queue: nothing was evaluated."""


@dataclass(frozen=True, slots=True)
class Cost:
    """OWASP's second choice of argon2id parameters."""

    memory_kib: int = 19 * 1024
    passes: int = 2
    lanes: int = 1


class Hashing:
    """`key`: the server's. `queue`: evaluations that may wait before people are asked to try again in a moment."""

    def __init__(self, key: bytes, cost: Cost | None = None, *, threads: int = 2, queue: int = 40) -> None:
        self._key, self._cost, self._room = key, cost or Cost(), threads + queue
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="hashing")
        self._busy = 0  # only touched on the event loop

    async def evaluate(self, password: str, school: str, usernames: Sequence[str]) -> dict[str, bytes]:
        """The expensive half, for each of the usernames. `Busy`: too many are signing in at once."""
        if self._busy + len(usernames) > self._room:
            raise Busy
        self._busy += len(usernames)
        try:
            loop = asyncio.get_running_loop()
            waiting = [
                loop.run_in_executor(self._threads, self.evaluate_now, password, school, username)
                for username in usernames
            ]
            return dict(zip(usernames, await asyncio.gather(*waiting), strict=True))
        finally:
            self._busy -= len(usernames)

    def evaluate_now(self, password: str, school: str, username: str) -> bytes:
        """32 bytes. `username` as `spelled`."""
        return hash_secret_raw(
            passwords.normalized(password).encode(),
            codes.digest(self._key, "salt", school, spelled(username)),
            time_cost=self._cost.passes,
            memory_cost=self._cost.memory_kib,
            parallelism=self._cost.lanes,
            hash_len=32,
            type=Type.ID,
        )

    def stored(self, school: str, account: str, evaluated: bytes) -> bytes:
        """What the table keeps of an own password."""
        return codes.digest(self._key, "password", school, account, evaluated)

    def initial(self, school: str, account: str, evaluated: bytes) -> bytes:
        """What the table keeps, in place of a letter's code, of a first password that the school brought along."""
        return codes.digest(self._key, "initial", school, account, evaluated)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)


def spelled(username: str) -> str:
    """The one spelling of a username or e-mail address: no capitals, no spaces around it."""
    return unicodedata.normalize("NFC", username).replace("\0", "").strip().casefold()
