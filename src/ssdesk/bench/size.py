"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass

LARGE_MESSAGES, LARGE_SYNC = 1_000_000, 200_000
FEW = 1_000  # what growth is measured from


@dataclass(frozen=True, slots=True)
class Size:
    """`messages` in the mailbox that is opened, paged and searched. `times`: repetitions instead of each figure's own
    number, 0 for that. `large`: with a million messages too, and a first sync of 200,000."""

    messages: int = 100_000
    times: int = 0
    large: bool = False

    def turns(self, usual: int) -> int:
        return self.times or usual

    @property
    def warm(self) -> int:
        """Starts that do not count: they bring files into memory."""
        return int(self.times != 1)

    @property
    def few(self) -> int:
        return min(FEW, self.messages)

    @property
    def many(self) -> int:
        """The largest mailbox."""
        return LARGE_MESSAGES if self.large else self.messages

    @property
    def listed(self) -> int:
        """Rows of the long list: a million, of whatever mailbox."""
        return min(LARGE_MESSAGES, 10 * self.messages)

    @property
    def written(self) -> int:
        """Messages that are applied and indexed."""
        return min(20_000, self.messages)

    @property
    def synced(self) -> int:
        return LARGE_SYNC if self.large else self.written
