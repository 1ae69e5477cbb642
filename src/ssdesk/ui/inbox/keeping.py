"""Files that a person attaches: a copy of each is kept before anything is said about sending it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.paths import private_folder
from ssdesk.protocol.files import Attachment
from ssdesk.ui import tasks, texts
from ssdesk.ui.inbox.pictures import decoded
from ssdesk.ui.shown import shown

Kept = Callable[[Attachment], None]
Complain = Callable[[str], None]


class FileKeeper(QObject):
    """Copies what was picked into an account's encrypted files, within what its school accepts. `kept`, and `complain`
    with a sentence, are called on the main thread, one of them per file."""

    def __init__(self, household: Household, parent: QObject) -> None:
        super().__init__(parent)
        self._household = household

    def keep(
        self, files: Sequence[str], account: str, already: Sequence[Attachment], kept: Kept, complain: Complain
    ) -> None:
        """`already`: what goes with the message without these."""
        store = self._household.replica(account).files
        whole = sum(attachment.size for attachment in already)
        for path in (Path(file) for file in files):
            size = _size(path)
            refusal = self._refusal(path, account, size, whole + size)
            if refusal:
                complain(refusal)
            else:
                whole += size
                tasks.run(self, partial(store.add, path), kept, partial(_say, complain))

    def keep_image(
        self, image: QImage, account: str, already: Sequence[Attachment], kept: Kept, complain: Complain
    ) -> None:
        """A picture of the clipboard becomes a file like the others, through the private folder of readable copies."""
        name = self.tr("image {n}").format(n=len(already) + 1)
        path = private_folder(self._household.paths.opened) / f"{name}.png"
        if not image.save(str(path)):
            complain(self.tr("This picture cannot be kept. Save it as a file and attach that."))
            return
        store = self._household.replica(account).files
        refusal = self._refusal(path, account, _size(path), sum(file.size for file in already) + _size(path))
        if refusal:
            path.unlink(missing_ok=True)
            complain(refusal)
            return

        def add() -> Attachment:
            try:
                return store.add(path, "image/png")
            finally:
                path.unlink(missing_ok=True)

        tasks.run(self, add, kept, partial(_say, complain))

    def picture(self, account: str, sha256: str) -> QImage | None:
        """The image of a file that is here; None: it is not, or is none."""
        files = self._household.replica(account).files
        if not files.is_whole(sha256):
            return None
        return decoded(b"".join(files.read(sha256)))

    def carry(
        self, attachments: Sequence[Attachment], before: str, account: str, kept: Kept, complain: Complain
    ) -> None:
        """What was attached to a letter of one account goes with it to another."""
        for attachment in attachments:
            tasks.run(self, partial(self._copy, attachment, before, account), kept, partial(_say, complain))

    def _copy(self, attachment: Attachment, before: str, account: str) -> Attachment:
        copy = self._household.fetch(before, attachment, self._household.paths.opened)
        if copy is None:
            raise LookupError("nobody cancelled it")
        try:
            return self._household.replica(account).files.add(copy, attachment.type)
        finally:
            copy.unlink(missing_ok=True)

    def _refusal(self, path: Path, account: str, size: int, whole: int) -> str:
        """Why the file cannot go; "" when nothing speaks against it."""
        limits, name = self._household.home(account).limits, shown(path.name)
        if path.is_dir():
            return self.tr("{file} is a folder. Choose the files in it.").format(file=name)
        if not size and path.is_file():
            return self.tr("{file} is empty. Choose another file.").format(file=name)
        if size > limits.attachment:
            said = self.tr("{file} is {size}; the school accepts {most}.")
            return said.format(file=name, size=texts.size(size), most=texts.size(limits.attachment))
        if whole > limits.message:
            said = self.tr("With {file} the message would be {size}; the school accepts {most}.")
            return said.format(file=name, size=texts.size(whole), most=texts.size(limits.message))
        if limits.types and path.suffix.lower().lstrip(".") not in limits.types:
            said = self.tr("{file}: the school does not accept this kind of file. It accepts {types}.")
            return said.format(file=name, types=", ".join(limits.types))
        return ""


def _size(path: Path) -> int:
    """0 for what cannot be read; adding it says why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _say(complain: Complain, error: SsdeskError) -> None:
    complain(" ".join(texts.error(error)).strip())
