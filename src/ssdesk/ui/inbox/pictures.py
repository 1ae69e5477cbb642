"""Pictures in the text of a message: only those that it carries itself, read from the encrypted files of this computer.

A file of a few kilobytes can be a picture of a thousand million points, and a drawing can name files and addresses. So
a picture is one of four plain sorts by its first bytes, and its size is asked before it is decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from threading import Event

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.files import Attachment
from ssdesk.replica.database import Cancelled
from ssdesk.replica.files import Files
from ssdesk.ui import tasks, texts
from ssdesk.ui.inbox.reader import Reader

LARGEST_FILE = 12_000_000  # bytes
MOST_POINTS = 24_000_000  # of one picture, before it is made smaller
WIDEST = 2_400  # points across or down that are kept
MOST_KEPT = 60_000_000  # points of all pictures of one message
_SORTS = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF87a", b"gif"), (b"GIF89a", b"gif"))


def decoded(data: bytes) -> QImage | None:
    """The picture, no larger than `WIDEST`. None: it is none, is damaged, or would be too large. On any thread."""
    sort = _sort_of(data)
    if sort is None or len(data) > LARGEST_FILE:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(sort))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_POINTS:
        return None
    if max(size.width(), size.height()) > WIDEST:
        reader.setScaledSize(_at_least_one(size.scaled(WIDEST, WIDEST, Qt.AspectRatioMode.KeepAspectRatio)))
    image = reader.read()
    return None if image.isNull() else image


def _sort_of(data: bytes) -> bytes | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((sort for begin, sort in _SORTS if data.startswith(begin)), None)


def _at_least_one(size: QSize) -> QSize:
    return size.expandedTo(QSize(1, 1))


def kept(files: Files, wanted: Sequence[Attachment]) -> dict[str, QImage]:
    """Those that are on this computer and can be shown, in their order while there is room. In the pool."""
    found: dict[str, QImage] = {}
    points = 0
    for attachment in wanted:
        if attachment.size > LARGEST_FILE or not files.is_whole(attachment.sha256):
            continue
        image = decoded(b"".join(files.read(attachment.sha256)))
        if image is not None and points + image.width() * image.height() <= MOST_KEPT:
            points += image.width() * image.height()
            found[attachment.sha256] = image
    return found


class Pictures(QObject):
    """Gives the open message its pictures. Those that are not on this computer yet are fetched when somebody asks, with
    `Reader.pictures`. `trouble` carries an SsdeskError."""

    trouble = Signal(object)
    _progressed = Signal(object, int)

    def __init__(self, household: Household, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._reader = household, reader
        self._stop: Event | None = None  # of what is fetched
        reader.body.wanted_changed.connect(self.look)
        reader.pictures.clicked.connect(self._press)
        self._progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Show what is here, and offer to fetch the rest. Also when a file of the message has arrived."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
        wanted, account = self._wanted(), self._account()
        self._reader.offer_pictures("")
        if not wanted:
            return
        files = self._household.replica(account).files
        missing = [attachment for attachment in wanted if not files.is_whole(attachment.sha256)]
        if missing:
            self._offer(missing)
        if len(missing) < len(wanted):
            then = partial(self._show, account, frozenset(attachment.sha256 for attachment in wanted))
            tasks.run(self, partial(_unless_locked, partial(kept, files, wanted)), then, self.trouble.emit)

    def stop(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _account(self) -> str:
        message = self._reader.message
        return "" if message is None else message.about.account

    def _wanted(self) -> list[Attachment]:
        """Each once, in the order of the message's files."""
        message, named = self._reader.message, self._reader.body.wanted
        files = {} if message is None else {file.sha256: file for file in message.detail.attachments}
        return [file for sha256, file in files.items() if sha256 in named and file.size <= LARGEST_FILE]

    def _show(self, account: str, asked: frozenset[str], pictures: dict[str, QImage]) -> None:
        """Unless another message is open by now."""
        if pictures and account == self._account() and asked == {file.sha256 for file in self._wanted()}:
            self._reader.body.show_pictures(pictures)

    def _offer(self, missing: Sequence[Attachment]) -> None:
        size = texts.size(sum(attachment.size for attachment in missing))
        said = self.tr("Show the picture ({size})") if len(missing) == 1 else self.tr("Show {count} pictures ({size})")
        self._reader.offer_pictures(said.format(count=texts.count(len(missing)), size=size))

    # ---- Fetching ----------------------------------------------------------------------------------------------------
    def _press(self) -> None:
        """Begin, or stop."""
        if self._stop is not None:
            self._stop.set()
            return
        account, wanted, stop = self._account(), self._wanted(), Event()
        self._stop = stop
        size = sum(attachment.size for attachment in wanted)

        def progress(have: int) -> None:
            with suppress(RuntimeError):  # the window went away
                self._progressed.emit(stop, round(100 * have / max(size, 1)))

        def over() -> bool:
            """Whether this was still what the reader waits for."""
            mine = self._stop is stop
            if mine:
                self._stop = None
                self.look()
            return mine

        def done(_: None) -> None:
            over()

        def failed(error: SsdeskError) -> None:
            if over():
                self.trouble.emit(error)

        self._tell(stop, 0)
        work = partial(_brought, self._household, account, wanted, progress, stop.is_set)
        tasks.run(self, work, done, failed)

    def _tell(self, stop: Event, percent: int) -> None:
        if stop is self._stop:
            self._reader.offer_pictures(self.tr("Stop fetching ({percent}%)").format(percent=percent))


def _brought(
    household: Household,
    account: str,
    wanted: Sequence[Attachment],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    """In the pool. What came stays, also when it is stopped."""
    done = 0

    def here(have: int, _size: int) -> None:
        progress(done + have)

    with suppress(Cancelled, KeyError):  # locked, or signed out meanwhile
        for attachment in wanted:
            if not household.bring(account, attachment, here, cancelled):
                return
            done += attachment.size


def _unless_locked(read: Callable[[], dict[str, QImage]]) -> dict[str, QImage]:
    try:
        return read()
    except Cancelled:
        return {}
