"""A report outside of ssdesk: saved where the person wants it, or opened with another program."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household, copies
from ssdesk.household.copies import safe_name
from ssdesk.replica.database import Cancelled
from ssdesk.ui import tasks, texts
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.reports.contents import title_of
from ssdesk.ui.reports.shelf import Shelf, Shelved
from ssdesk.ui.shown import shown

_LONGEST = 100  # characters of a name, without its ending
Progress = Callable[[int, int], None]
Work = Callable[[Progress, Callable[[], bool]], bool]


class Keeping(QObject):
    """One at a time, which fetches the file first where it is not here. `began` and `over` say when that runs, `said`
    how far it is or what came of it; `trouble` carries an SsdeskError."""

    began = Signal()
    over = Signal()
    said = Signal(str)
    trouble = Signal(object)
    _progressed = Signal(int, int)

    def __init__(self, household: Household, opener: AttachmentOpener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._opener = household, opener
        self._stop: Event | None = None  # of what runs
        self._progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._stop is not None

    def stop(self) -> None:
        """What came stays for the next time."""
        if self._stop is not None:
            self._stop.set()

    def ask_where(self, shelf: Shelf, shelved: Shelved, parent: QWidget) -> None:
        """Ask where it is to be saved, then save it. The dialog asks before a file is replaced."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(parent, self.tr("Save as PDF"), folder, self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggested(shelf, shelved))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda target: self.save(shelved, Path(target)))
        QFileDialog.open(dialog)

    def save(self, shelved: Shelved, target: Path) -> None:
        """A copy of it there; what was there is replaced only by a whole one."""
        said = self.tr("Saved: {file}").format(file=shown(target.name))
        self._run(partial(_save, self._household, shelved, target), lambda: self.said.emit(said))

    def open_elsewhere(self, shelved: Shelved) -> None:
        """In the person's program for such files."""
        account, file = shelved.account, shelved.report.file
        self._run(partial(self._household.bring, account, file), lambda: self._opener.open(account, file))

    def _run(self, work: Work, then: Callable[[], None]) -> None:
        if self._stop is not None:
            return
        self._stop = stop = Event()

        def progress(have: int, size: int) -> None:
            with suppress(RuntimeError):  # the window went away
                self._progressed.emit(have, size)

        def done(finished: bool) -> None:
            self._end()
            if finished:
                then()

        def failed(error: SsdeskError) -> None:
            self._end()
            self.trouble.emit(error)

        self.began.emit()
        tasks.run(self, partial(_unless_locked, work, progress, stop.is_set), done, failed)

    def _end(self) -> None:
        self._stop = None
        self.said.emit("")
        self.over.emit()

    def _tell(self, have: int, size: int) -> None:
        if self._stop is not None and have < size:
            amounts = {"have": texts.size(have), "size": texts.size(size)}
            self.said.emit(self.tr("{have} of {size} fetched").format(**amounts))


def suggested(shelf: Shelf, shelved: Shelved) -> str:
    """ "Noor Peeters - Herfstrapport 2026-2027.pdf": a name that every system takes."""
    report = f"{title_of(shelved)} {shown(shelved.report.school_year)}".strip()
    whose = shown(shelf.pupil_name) or shown(shelf.home.child)
    name = " - ".join(part for part in (whose, report) if part).replace("/", "-").replace("\\", "-")
    return safe_name(f"{safe_name(name[:_LONGEST].strip(' .'))}.pdf")


def _unless_locked(work: Work, progress: Progress, cancelled: Callable[[], bool]) -> bool:
    """In the pool. False: it was cancelled, or the account was locked or went away meanwhile."""
    try:
        return work(progress, cancelled)
    except (Cancelled, KeyError):
        return False


def _save(
    household: Household, shelved: Shelved, target: Path, progress: Progress, cancelled: Callable[[], bool]
) -> bool:
    file = shelved.report.file
    if not household.bring(shelved.account, file, progress, cancelled):
        return False
    copies.save(household.replica(shelved.account).files, file.sha256, target)
    return True
