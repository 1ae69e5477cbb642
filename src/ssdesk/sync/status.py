"""What the sync line of the window says of one account."""

from __future__ import annotations

from typing import Literal

import msgspec

from ssdesk.errors import SsdeskError

State = Literal[
    "starting",  # nothing tried yet
    "syncing",  # pushing or pulling
    "up_to_date",  # everything was fetched and sent
    "offline",  # no connection: tried again at `next_try`
    "not_active",  # a step of activation is to be done (again), such as a new agreement
    "suspended",  # by the school, with `reason` and `until`
    "signed_out",  # the session was ended: only a new sign-in helps; never tried again by itself
    "gone",  # the school told to erase what is here, and it was erased
    "too_old",  # this program must be renewed first
    "failed",  # this computer's own trouble (disk full, damaged file, a mistake of ours): see `error`
    "stopped",
]


class SyncStatus(msgspec.Struct, frozen=True):
    """`last_success`, `next_try`: milliseconds since 1970. `waiting`: outbox rows without an answer. `rows_done`: in
    this run; `rows_left`: unknown (None) until the school says so. `to_index`: rows that search does not find yet.
    `uploading`: the command whose files are on their way, `uploaded` of `to_upload` bytes."""

    state: State = "starting"
    last_success: int | None = None
    next_try: int | None = None
    error: SsdeskError | None = None
    waiting: int = 0
    rows_done: int = 0
    rows_left: int | None = None
    to_index: int = 0
    uploading: str = ""
    uploaded: int = 0
    to_upload: int = 0
    reason: str = ""
    until: int | None = None

    @property
    def ended(self) -> bool:
        """Nothing more is tried by itself."""
        return self.state in ("signed_out", "gone", "too_old", "stopped")
