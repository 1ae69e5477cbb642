"""What has arrived on a device of its recipient, told to the sender where the school lets it (`delivery`).

Nobody has to say so: a desktop pulls with the cursor up to which it has its mailbox, so that what lies below has
arrived. That is no receipt: only opening makes a message read (R11). `commands.arrived` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ssdesk.protocol.pull import Cursor

AT_ONCE = 50  # mailboxes of one transaction


@dataclass(frozen=True, slots=True)
class Arrived:
    """A device has all of this mailbox up to `seq`; up to `after` the senders know it already."""

    school: str
    account: str
    after: int
    seq: int
    at: int


class Arrivals:
    """Notes wait here until the scheduler writes them. What a crash loses, the next pull tells again."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Arrived] = {}
        self._told: dict[tuple[str, str], int] = {}

    def note(self, school: str, account: str, cursor: Cursor | None, now: int) -> None:
        """With this cursor of its mailbox a desktop asks for more; one that is still being filled tells nothing."""
        if cursor is None or cursor.low:
            return
        known = self._told.get((school, account), 0)
        waiting = self._waiting.get((school, account))
        if cursor.high > max(known, waiting.seq if waiting else 0):
            self._waiting[school, account] = Arrived(school, account, known, cursor.high, now)

    def take(self) -> list[Arrived]:
        """Some of what waited, of one school and as much as one transaction tells; nothing: that was all."""
        keys = list(self._waiting)  # at once: another thread may note meanwhile
        return [self._waiting.pop(key) for key in [key for key in keys if key[0] == keys[0][0]][:AT_ONCE]]

    def told(self, arrived: Sequence[Arrived]) -> None:
        """Their senders know now."""
        self._told |= {(one.school, one.account): one.seq for one in arrived}
