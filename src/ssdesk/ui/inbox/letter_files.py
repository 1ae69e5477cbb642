"""The files and pictures that are put in the composer's letter: a copy of each is kept first."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from ssdesk.protocol.files import Attachment
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.keeping import FileKeeper, Into


class LetterFiles(QObject):
    """`draft` answers the id of what is being written."""

    def __init__(self, composer: Composer, keeper: FileKeeper, draft: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._composer, self._keeper, self._draft = composer, keeper, draft
        self._letter = object()  # another one for each letter, whatever its draft or its child becomes
        composer.files_asked.connect(self._keep_files)
        composer.image_pasted.connect(self._keep_image)
        composer.body.picture = self._picture

    def begin(self) -> None:
        """Another letter."""
        self._letter = object()

    def carry(self, before: str, account: str) -> None:
        """What was attached for one account goes along to another."""
        attachments = tuple(self._composer.files.attachments)
        self._composer.files.set(())
        self._keeper.carry(attachments, before, account, self._into(account))

    def _keep_files(self, files: list[str]) -> None:
        if account := self._account():
            self._keeper.keep(files, account, self._composer.files.attachments, self._into(account))

    def _keep_image(self, image: QImage | str) -> None:
        """Pasted, or chosen by its path: a file of the message, shown in the text."""
        account = self._account()
        if not account:
            return
        into, composer = self._into(account), self._composer

        def shown_in_text(attachment: Attachment) -> None:
            into.kept(attachment)
            if attachment in composer.files.attachments:
                composer.body.insert_image(attachment.sha256, attachment.name)

        self._keeper.keep_image(image, account, composer.files.attachments, replace(into, kept=shown_in_text))

    def _account(self) -> str:
        """Whose files they become; "": that is not decided, which is said."""
        if not self._composer.account:
            self._composer.complain(self.tr("Choose first for which child you write."), "files")
        return self._composer.account

    def _picture(self, sha256: str) -> QImage | None:
        account = self._composer.account
        return self._keeper.picture(account, sha256) if account else None

    def _into(self, account: str) -> Into:
        """Adds a file to the letter for which it was picked, also where that is another child's by now or has another
        draft; or to its draft where the letter was left meanwhile."""
        draft, letter, composer = self._draft(), self._letter, self._composer

        def kept(attachment: Attachment) -> None:
            same = self._draft() and (self._letter is letter or self._draft() == draft)
            if same and composer.account == account:
                composer.files.add(attachment)
            elif same:
                self._keeper.carry((attachment,), account, composer.account, self._into(composer.account))
            else:
                self._keeper.keep_late(account, draft, attachment)

        return Into(kept, lambda text: composer.complain(text, "files"), composer.files.begin)
