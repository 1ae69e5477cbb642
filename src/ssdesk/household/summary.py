"""One sentence's worth about the sync of all accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.household.home import Home

_NEEDS_PERSON = ("not_active", "suspended", "signed_out", "too_old", "gone", "failed")


class Summary(msgspec.Struct, frozen=True):
    """`state`: blocked (an account needs the person), offline, fetching, good. `waiting`: commands that the school does
    not have. `last_success` (ms): everything is at least as new as this; None while an account was never fetched.
    `error`, `school`, `name`: of the account that gave the state."""

    state: Literal["good", "fetching", "offline", "blocked"]
    waiting: int = 0
    last_success: int | None = None
    error: SsdeskError | None = None
    school: str = ""
    name: str = ""


def summarise(homes: Iterable[Home]) -> Summary:
    """The worst state wins; accounts that are locked say nothing."""
    told = [home for home in homes if home.state != "locked"]
    waiting = sum(home.status.waiting for home in told)
    times = [home.status.last_success for home in told if home.is_open]
    known = [at for at in times if at is not None]
    last = min(known) if known and len(known) == len(times) else None
    for home in told:
        if home.problem is not None or home.status.state in _NEEDS_PERSON:
            return Summary("blocked", waiting, last, home.problem or home.status.error, home.school, home.name)
    for home in told:
        if home.status.state == "offline":
            return Summary("offline", waiting, last, home.status.error, home.school, home.name)
    fetching = any(home.status.state in ("starting", "syncing") for home in told)
    return Summary("fetching" if fetching else "good", waiting, last)
