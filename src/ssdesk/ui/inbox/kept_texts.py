"""The texts that an account keeps to use again, and which signature its letters get."""

from __future__ import annotations

from collections.abc import Callable

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.commands import TextUse
from ssdesk.protocol.kinds import OwnText
from ssdesk.replica.own_texts import DeleteText, SaveText
from ssdesk.ui import texts

CHOSEN = "signature"  # the setting: the id of one, or
NO_SIGNATURE = "none"


class KeptTexts:
    """Of one account and one use. What goes wrong (a full disk) is given back as a sentence; "" when all went well."""

    def __init__(self, household: Household, account: str, use: TextUse) -> None:
        self._household, self.account, self.use = household, account, use

    def all(self) -> list[OwnText]:
        return self._household.replica(self.account).own_texts.of(self.use)

    def save(self, text: OwnText) -> str:
        html = text.body_type == "html"
        action = SaveText(text.id, self.use, text.name, text.body, "html" if html else "text")
        return _said(lambda: self._household.do(self.account, action))

    def delete(self, text: str) -> str:
        return _said(lambda: self._household.do(self.account, DeleteText(text)))


def chosen_signature(household: Household, account: str) -> OwnText | None:
    """That which was chosen on this computer. Where none ever was: the only one that there is."""
    replica = household.replica(account)
    signatures, chosen = replica.own_texts.of("signature"), replica.setting(CHOSEN)
    if not chosen:
        return signatures[0] if len(signatures) == 1 else None
    return next((text for text in signatures if text.id == chosen), None)


def choose_signature(household: Household, account: str, text: str) -> str:
    """From now on; "" for none. Gives back what went wrong."""
    return _said(lambda: household.replica(account).set_setting(CHOSEN, text or NO_SIGNATURE))


def _said(act: Callable[[], object]) -> str:
    try:
        act()
    except SsdeskError as error:
        return " ".join(texts.error(error)).strip()
    return ""
