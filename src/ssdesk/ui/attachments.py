"""Attachments: fetched when asked for, kept encrypted, opened from a private folder by the person's own program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

import msgspec
from PySide6.QtCore import QLocale, QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.household import Household, copies
from ssdesk.protocol.files import Attachment
from ssdesk.replica.database import Cancelled
from ssdesk.ui import tasks, texts
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import AttachmentTile, Button, row


class FileTile(QWidget):
    """A file of a message: pressed it is opened; the button at its end saves it, or stops fetching it."""

    open_asked = Signal(object)  # Attachment
    save_asked = Signal(object)
    stop_asked = Signal(object)

    def __init__(self, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attachment, self._fetching = attachment, False
        self._name = shown(attachment.name) or self.tr("file")
        self.tile = AttachmentTile(self._name, texts.size(attachment.size), self)
        self.more = Button("", "quiet", self, icon="download", size="small")
        line = row(self, gap=2)
        line.addWidget(self.tile, 1)
        line.addWidget(self.more)
        self.tile.clicked.connect(lambda: self.open_asked.emit(attachment))
        self.more.clicked.connect(self._press)
        self.say(texts.size(attachment.size))

    def say(self, state: str, tone: str = "muted", *, fetching: bool = False) -> None:
        """The line below the name. While it is `fetching` the button stops it."""
        self._fetching = fetching
        self.tile.set_state(state, tone)
        self.more.set_icon("close" if fetching else "download")
        asked = self.tr("Stop fetching {file}") if fetching else self.tr("Save {file} as…")
        self.more.setAccessibleName(asked.format(file=self._name))
        self.more.setToolTip(self.more.accessibleName())

    def _press(self) -> None:
        (self.stop_asked if self._fetching else self.save_asked).emit(self.attachment)


Tiles = Mapping[str, FileTile]
Place = tuple[str, str]  # account and content


class _Fetch(msgspec.Struct, eq=False):
    """One that runs: `have` of `size` bytes, and the tile that shows it now."""

    attachment: Attachment
    have: int = 0
    stop: Event = msgspec.field(default_factory=Event)


class AttachmentOpener(QObject):
    """`folder`: private, emptied at exit, lock and sign-out. `trouble` carries an SsdeskError that no tile can show,
    `arrived` an account and the content that is on this computer now."""

    trouble = Signal(object)
    arrived = Signal(str, str)
    _progressed = Signal(object, int)

    def __init__(
        self,
        household: Household,
        folder: Path,
        parent: QObject | None = None,
        show: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._household, self._folder, self._show = household, folder, show
        self._running: dict[Place, _Fetch] = {}
        self._failed: dict[Place, str] = {}
        self._account, self._tiles = "", dict[str, FileTile]()
        self._progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)

    # ---- What is shown -----------------------------------------------------------------------------------------------
    def show_states(self, account: str, tiles: Tiles) -> None:
        """From now on these tiles say how far their files are: their size, whether they are on this computer, how much
        was fetched, or why it failed."""
        self._account, self._tiles = account, dict(tiles)
        for sha256 in tiles:
            self._tell((account, sha256))

    def _tell(self, place: Place) -> None:
        tile = self._tile(place)
        if tile is None:
            return
        account, sha256 = place
        size, running = tile.attachment.size, self._running.get(place)
        if running is not None:
            amounts = {"have": _amount(running.have, size), "size": texts.size(size)}
            tile.say(self.tr("{have} of {size}").format(**amounts), fetching=True)
        elif place in self._failed:
            tile.say(self.tr("Not fetched: {reason}").format(reason=self._failed[place]), "bad")
        elif self._household.replica(account).files.is_whole(sha256):
            tile.say(self.tr("{size}, kept on this computer").format(size=texts.size(size)))
        else:
            tile.say(texts.size(size))

    def _tile(self, place: Place) -> FileTile | None:
        """The tile that shows this file now, if any does."""
        account, sha256 = place
        tile = self._tiles.get(sha256)
        return tile if account == self._account and tile is not None and isValid(tile) else None

    def _tell_progress(self, place: Place, have: int) -> None:
        if place in self._running:
            self._running[place].have = have
            self._tell(place)

    # ---- What is asked -----------------------------------------------------------------------------------------------
    def open(self, account: str, attachment: Attachment) -> None:
        """Fetch it if needed, then show it in the person's program for such files. While it is fetched: nothing."""

        def shown_in_program(path: Path) -> None:
            if not self._show(QUrl.fromLocalFile(str(path))):
                self.trouble.emit(_no_program(attachment))

        self._fetch(account, attachment, shown_in_program)

    def stop(self, account: str, attachment: Attachment) -> None:
        """What came stays for the next time."""
        running = self._running.get((account, attachment.sha256))
        if running is not None:
            running.stop.set()

    def stop_all(self) -> None:
        """The program ends, or is locked."""
        for running in self._running.values():
            running.stop.set()

    def ask_where(self, account: str, attachment: Attachment, parent: QWidget) -> None:
        """Ask where a copy is to be saved, then save it."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(parent, self.tr("Save as"), home)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(shown(attachment.name).replace("/", "_").replace("\\", "_") or "file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda target: self.save(account, attachment, Path(target)))
        QFileDialog.open(dialog)

    def save(self, account: str, attachment: Attachment, target: Path) -> None:
        """A copy where the person wants it; one that was there is replaced only by a whole one."""
        files = self._household.replica(account).files

        def write() -> None:
            copies.save(files, attachment.sha256, target)

        self._fetch(account, attachment, lambda _: tasks.run(self, write, lambda _: None, self.trouble.emit))

    def _fetch(self, account: str, attachment: Attachment, then: Callable[[Path], None]) -> None:
        place = (account, attachment.sha256)
        if place in self._running:
            return
        files = self._household.replica(account).files
        running = self._running[place] = _Fetch(attachment, files.have(attachment.sha256))
        self._failed.pop(place, None)
        self._tell(place)

        def progress(have: int, _size: int) -> None:
            with suppress(RuntimeError):  # the window went away
                self._progressed.emit(place, have)

        def work() -> Path | None:
            try:
                return self._household.fetch(account, attachment, self._folder, progress, running.stop.is_set)
            except Cancelled:  # it was locked meanwhile
                return None

        def done(path: Path | None) -> None:
            self._running.pop(place, None)
            self._tell(place)
            if path is not None:
                self.arrived.emit(*place)
                then(path)

        def failed(error: SsdeskError) -> None:
            self._running.pop(place, None)
            title, advice = texts.error(error)
            self._failed[place] = title.rstrip(".")
            self._tell(place)
            tile = self._tile(place)
            if tile is None or not error.retry:
                self.trouble.emit(error)
            else:
                tile.tile.setAccessibleDescription(advice)

        tasks.run(self, work, done, failed)


def tiles_for(attachments: Sequence[Attachment], parent: QWidget) -> dict[str, FileTile]:
    """A tile for each content."""
    return {attachment.sha256: FileTile(attachment, parent) for attachment in attachments}


def _amount(have: int, size: int) -> str:
    """ "31" of "84 kB", "1,5" of "31 MB": in the unit of the whole."""
    units = ["B", "kB", "MB", "GB", "TB"]
    power = units.index(texts.size(size).rpartition(" ")[2])
    return QLocale().toString(have / 1000**power, "f", 1 if power > 1 else 0)


def _no_program(attachment: Attachment) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "No program on this computer opens {name}."),
        QT_TRANSLATE_NOOP("errors", "Save the file and open it with a program of your choice."),
        code="no-program",
        name=shown(attachment.name),
    )
