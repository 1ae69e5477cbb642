"""Attachments: fetched when asked for, kept encrypted, opened from a private folder by the person's own program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.kinds import Attachment
from ssdesk.ui import tasks, texts
from ssdesk.ui.widgets import AttachmentTile


class AttachmentOpener(QObject):
    """`folder`: private, emptied at exit, lock and sign-out. `trouble` carries an SsdeskError."""

    trouble = Signal(object)

    def __init__(
        self,
        household: Household,
        folder: Path,
        parent: QObject | None = None,
        show: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._household, self._folder, self._show = household, folder, show
        self._fetching: set[str] = set()

    def show_states(self, account: str, attachments: Sequence[Attachment], tiles: Mapping[str, AttachmentTile]) -> None:
        """Say below each name how large it is and whether it is on this computer."""
        files = self._household.replica(account).files
        for attachment in attachments:
            tile = tiles.get(attachment.sha256)
            if tile is None or attachment.sha256 in self._fetching:
                continue
            size = texts.size(attachment.size)
            kept = self.tr("{size}, kept on this computer").format(size=size)
            tile.set_state(kept if files.is_whole(attachment.sha256) else size)

    def open(self, account: str, attachment: Attachment, tiles: Mapping[str, AttachmentTile]) -> None:
        """Fetch it if needed, then show it in the person's program for such files."""
        if attachment.sha256 in self._fetching:
            return
        self._fetching.add(attachment.sha256)
        tile = tiles.get(attachment.sha256)
        if tile is not None:
            tile.set_state(self.tr("being fetched…"))

        def work() -> Path | None:
            return self._household.fetch(account, attachment, self._folder)

        def done(path: Path | None) -> None:
            self._fetching.discard(attachment.sha256)
            self.show_states(account, [attachment], tiles if _alive(tile) else {})
            if path is not None:
                self._show(QUrl.fromLocalFile(str(path)))

        def failed(error: SsdeskError) -> None:
            self._fetching.discard(attachment.sha256)
            if tile is not None and _alive(tile):
                title, _ = texts.error(error)
                tile.set_state(self.tr("not fetched: {reason}").format(reason=title), "bad")
            self.trouble.emit(error)

        tasks.run(self, work, done, failed)


def _alive(tile: AttachmentTile | None) -> bool:
    return tile is not None and isValid(tile)
