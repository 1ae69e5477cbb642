"""What the composer asks for about signatures: which letters get which, chosen and edited."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from ssdesk.household import Household
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.kept_texts import KeptTexts, choose_signature, chosen_signature
from ssdesk.ui.inbox.text_editor import TextEditor


class Signing(QObject):
    """A new letter gets the account's signature as soon as it is known who writes; one that goes on keeps what it
    has."""

    def __init__(self, household: Household, composer: Composer) -> None:
        super().__init__(composer)
        self._household, self._composer = household, composer
        self._menus, self._signed = composer.menus, composer.signed
        self._new = False
        composer.sender_chosen.connect(self._change_sender)
        self._menus.signatures_wanted.connect(self._offer)
        self._menus.signature_chosen.connect(self._choose)
        self._menus.edit_asked.connect(self._edit)

    def begin(self, *, new: bool) -> None:
        """Another letter is to be written: a new one, or one that was begun before."""
        self._new = new
        self._signed.forget()
        self._menus.setEnabled(False)

    def _change_sender(self, before: str, account: str) -> None:
        self._menus.setEnabled(True)
        if not before and not self._new:
            self._signed.recognise(KeptTexts(self._household, account, "signature").all())
        elif self._new or self._signed.is_there:
            self._signed.put(chosen_signature(self._household, account))

    def _offer(self) -> None:
        account = self._composer.account
        if account:
            chosen = chosen_signature(self._household, account)
            signatures = KeptTexts(self._household, account, "signature").all()
            self._menus.offer_signatures(signatures, chosen.id if chosen else "")

    def _choose(self, id_: str) -> None:
        account = self._composer.account
        if (problem := choose_signature(self._household, account, id_)) != "":
            self._composer.complain(problem)
            return
        self._signed.put(chosen_signature(self._household, account))
        self._composer.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self) -> None:
        account = self._composer.account
        chosen = chosen_signature(self._household, account)
        editor = TextEditor(KeptTexts(self._household, account, "signature"), self._composer.window())
        editor.show_text(chosen.id if chosen else "")
        editor.saved.connect(lambda id_: self._saved(account, id_))
        editor.deleted.connect(lambda _: self._deleted(account))
        editor.open()

    def _saved(self, account: str, id_: str) -> None:
        """The first one is chosen with that; the chosen one changes in the letter too."""
        chosen = chosen_signature(self._household, account)
        if len(KeptTexts(self._household, account, "signature").all()) == 1:
            choose_signature(self._household, account, id_)
            chosen = chosen_signature(self._household, account)
        if chosen is not None and chosen.id == id_ and account == self._composer.account:
            self._signed.put(chosen)

    def _deleted(self, account: str) -> None:
        """What stands in the letter stays."""
        if chosen_signature(self._household, account) is None:
            choose_signature(self._household, account, "")
