"""A letter for which no child was chosen yet: without a child there is no school that it could be kept at."""

from __future__ import annotations

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.household import Household
from ssdesk.protocol.commands import Problem
from ssdesk.replica.actions import SaveDraft

WHY = Problem(
    "undecided",
    QT_TRANSLATE_NOOP("errors", "It is not decided yet for which child this is."),
    QT_TRANSLATE_NOOP("errors", "Until then it is kept on this computer only."),
)


class Undecided:
    """Kept on this disk, in the file of one of the accounts, and nowhere else. `account`: that one; "": nothing is
    kept. All raise what the file raises (DiskFull)."""

    def __init__(self, household: Household) -> None:
        self._household = household
        self.account = ""

    def hold(self, words: SaveDraft, account: str) -> None:
        """In the file of this account, or where it lies already."""
        place = self.account or account
        self._household.replica(place).drafts.hold(words, WHY)
        self.account = place

    def forget(self, draft: str) -> None:
        held, self.account = self.account, ""
        if held:
            self._household.replica(held).drafts.forget(draft)

    def decide(self, account: str, words: SaveDraft) -> None:
        """It is this account's draft from now on."""
        if self.account == account:
            self._household.replica(account).drafts.release(words.draft)
            self.account = ""
        else:
            self._household.replica(account).drafts.keep(words)
            self.forget(words.draft)
