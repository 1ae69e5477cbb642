"""How long a message waits after *Send*, in which it can be taken back (sync.md: it waits in the outbox)."""

from __future__ import annotations

import msgspec

MANY = 30  # recipients; above it a mistake costs more, and there is more time


class UndoSend(msgspec.Struct, frozen=True):
    """In milliseconds; 0: it leaves at once."""

    usual_ms: int = 10_000
    many_ms: int = 60_000

    def wait_ms(self, recipients: int) -> int:
        """For a message to so many people."""
        return self.many_ms if recipients > MANY else self.usual_ms


USUAL, AT_ONCE = UndoSend(), UndoSend(0, 0)
