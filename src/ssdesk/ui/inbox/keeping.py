"""Files that a person attaches: a copy of each is kept before anything is said about sending it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.household import Household
from ssdesk.paths import private_folder
from ssdesk.protocol.files import Attachment
from ssdesk.ui import tasks, texts
from ssdesk.ui.inbox.pictures import LARGEST_FILE, decoded
from ssdesk.ui.shown import shown
from ssdesk.ui.tried import tried

Kept = Callable[[Attachment], None]
Complain = Callable[[str], None]
MOST_SAID = 3  # files that cannot go are named one by one


class Into(msgspec.Struct, frozen=True):
    """The letter for which files were picked. `begin` takes the name of one whose copy is being made, and returns what
    is called when that has ended; then `kept`, or `complain` with a sentence. All on the main thread."""

    kept: Kept
    complain: Complain
    begin: Callable[[str], Callable[[], None]]


class FileKeeper(QObject):
    """Copies what was picked into an account's encrypted files, within what its school accepts."""

    trouble = Signal(object)
    """An SsdeskError that no letter can say any more."""

    def __init__(self, household: Household, parent: QObject) -> None:
        super().__init__(parent)
        self._household = household

    def keep(self, files: Sequence[str], account: str, already: Sequence[Attachment], into: Into) -> None:
        """`already`: what goes with the message without these. Of several that cannot go each is said."""
        store = self._household.replica(account).files
        whole, refused = sum(attachment.size for attachment in already), []
        for path in (Path(file) for file in files):
            size = _size(path)
            refusal = self._refusal(path, account, size, whole + size)
            if refusal:
                refused.append(refusal)
            else:
                whole += size
                self._run(partial(store.add, path), path.name, into)
        if refused:
            into.complain(_joined(refused))

    def keep_image(self, image: QImage | str, account: str, already: Sequence[Attachment], into: Into) -> None:
        """A picture of the clipboard becomes a file like the others, through the private folder of readable copies. The
        path of one: that file, if it can be shown."""
        if isinstance(image, str):
            self._keep_image_file(Path(image), account, already, into)
            return
        name = self.tr("image {n}").format(n=len(already) + 1)
        path = private_folder(self._household.paths.opened) / f"{name}.png"
        if not image.save(str(path)):
            into.complain(self.tr("This picture cannot be kept. Save it as a file and attach that."))
            return
        store = self._household.replica(account).files
        refusal = self._refusal(path, account, _size(path), sum(file.size for file in already) + _size(path))
        if refusal:
            path.unlink(missing_ok=True)
            into.complain(refusal)
            return

        def add() -> Attachment:
            try:
                return store.add(path, "image/png")
            finally:
                path.unlink(missing_ok=True)

        self._run(add, path.name, into)

    def _run(self, add: Callable[[], Attachment], name: str, into: Into) -> None:
        ended = into.begin(name)

        def kept(attachment: Attachment) -> None:
            into.kept(attachment)
            ended()

        def failed(error: SsdeskError) -> None:
            ended()
            into.complain(" ".join(texts.error(error)).strip())

        tasks.run(self, add, kept, failed)

    def keep_late(self, account: str, draft: str, attachment: Attachment) -> None:
        """A copy that was made only when its letter was left: it goes to the draft."""
        home = next((home for home in self._household.homes if home.name == account), None)
        found = self._household.replica(account).drafts.get(draft) if home is not None and home.is_open else None
        if found is not None and attachment not in found.attachments:
            words = replace(found.words(), attachments=[*found.attachments, attachment])
            tried(lambda: self._household.do(account, words), self.trouble.emit)

    def _keep_image_file(self, path: Path, account: str, already: Sequence[Attachment], into: Into) -> None:
        size = _size(path)
        if refusal := self._refusal(path, account, size, sum(file.size for file in already) + size):
            into.complain(refusal)
            return
        store = self._household.replica(account).files

        def add() -> Attachment:
            if not _can_be_shown(path):
                raise SsdeskError(
                    QT_TRANSLATE_NOOP("errors", "{file} cannot be shown as an image in the text."),
                    QT_TRANSLATE_NOOP("errors", "Attach it as a file, or choose a smaller image."),
                    file=shown(path.name),
                )
            return store.add(path)

        self._run(add, path.name, into)

    def picture(self, account: str, sha256: str) -> QImage | None:
        """The image of a file that is here; None: it is not, or is none."""
        files = self._household.replica(account).files
        if not files.is_whole(sha256):
            return None
        return decoded(b"".join(files.read(sha256)))

    def carry(self, attachments: Sequence[Attachment], before: str, account: str, into: Into) -> None:
        """What was attached to a letter of one account goes with it to another; what is not on this computer and cannot
        be fetched is named."""
        left_out: list[str] = []

        def complain(name: str, why: str) -> None:
            left_out.append(shown(name))
            said = self.tr("Not taken along: {files}. {why} Attach it again, or choose the child you began with.")
            into.complain(said.format(files=", ".join(left_out), why=why))

        for attachment in attachments:
            of_it = replace(into, complain=partial(complain, attachment.name))
            self._run(partial(self._copy, attachment, before, account), attachment.name, of_it)

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


def _joined(refused: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    said = " ".join(refused[:MOST_SAID])
    more = len(refused) - MOST_SAID
    if more <= 0:
        return said
    return f"{said} " + QCoreApplication.translate("FileKeeper", "So it is with {n} more.").format(n=more)


def _can_be_shown(path: Path) -> bool:
    """As an image; of what cannot be read, adding it says more."""
    try:
        return path.stat().st_size <= LARGEST_FILE and decoded(path.read_bytes()) is not None
    except OSError:
        return True
