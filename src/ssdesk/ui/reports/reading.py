"""Opening a report: its file lies encrypted on this computer, or is fetched first, and is read into memory only."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.files import Attachment
from ssdesk.replica.database import Cancelled
from ssdesk.ui import tasks
from ssdesk.ui.pdf.document import LARGEST
from ssdesk.ui.reports.contents import title_of
from ssdesk.ui.reports.faces import ReportFaces
from ssdesk.ui.reports.pages import Pages
from ssdesk.ui.reports.shelf import Shelved

log = logging.getLogger(__name__)


class Reading(QObject):
    """At most one report is open. `seen` carries it once its pages are in sight."""

    seen = Signal(object)
    _progressed = Signal(object, int, int)

    def __init__(self, household: Household, pages: Pages, faces: ReportFaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._pages, self._faces = household, pages, faces
        self._stop = Event()  # of the fetch that runs; another one for each report that is opened
        self._waits_for_line = False
        self.shelved: Shelved | None = None
        pages.opened.connect(self._mark_seen)
        pages.stopped.connect(self._stop_fetching)
        self._progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)

    # ---- What is open ------------------------------------------------------------------------------------------------
    def open(self, shelved: Shelved) -> None:
        """Show it. One that is open already stays as it is."""
        if self.shelved is not None and self._is_the_same(shelved):
            self.shelved = shelved
            return
        self.close()
        self.shelved = shelved
        self.try_again()

    def _is_the_same(self, shelved: Shelved) -> bool:
        now = self.shelved
        return now is not None and now.key == shelved.key and now.report.file == shelved.report.file

    def close(self) -> None:
        """Nothing is open; what is being fetched is kept as far as it came."""
        self._stop.set()
        self._stop = Event()
        self.shelved, self._waits_for_line = None, False
        self._pages.clear()

    def try_again(self) -> None:
        """Read the file of what is open, and fetch it first where it is not here."""
        if self.shelved is None:
            return
        self._stop = stop = Event()
        self._waits_for_line = False
        file, account = self.shelved.report.file, self.shelved.account
        if file.size > LARGEST:
            self._pages.show_too_large(offers=opens_elsewhere(file))
            self._mark_seen()
            return
        try:
            files = self._household.replica(account).files
            have, whole = files.have(file.sha256), files.is_whole(file.sha256)
        except (SsdeskError, Cancelled, KeyError):  # it was locked, or went away: the screen hears of that
            return
        if not whole:
            self._pages.show_fetching(title_of(self.shelved), have, file.size)
        progress = partial(self._progress, stop)
        work = partial(_content, self._household, account, file, progress, stop.is_set)
        tasks.run(self, work, partial(self._show, stop), partial(self._fail, stop))

    def _stop_fetching(self) -> None:
        self._stop.set()

    def line_is_back(self) -> None:
        """What could not be fetched offline is tried again."""
        if self._waits_for_line:
            self.try_again()

    # ---- What comes back ---------------------------------------------------------------------------------------------
    def _progress(self, stop: Event, have: int, size: int) -> None:
        """On a thread of the pool."""
        with suppress(RuntimeError):  # the window went away
            self._progressed.emit(stop, have, size)

    def _tell_progress(self, stop: Event, have: int, size: int) -> None:
        if stop is self._stop and self.shelved is not None and self._pages.currentWidget() is self._pages.fetching:
            self._pages.show_fetching(title_of(self.shelved), have, size)

    def _show(self, stop: Event, content: bytes | None) -> None:
        """None: nobody wanted the rest, or the account was locked."""
        if stop is not self._stop or self.shelved is None:
            return
        if content is not None:
            offers = opens_elsewhere(self.shelved.report.file)
            self._pages.show_pdf(content, title_of(self.shelved), offers=offers)
        elif stop.is_set():
            self._pages.show_face(self._faces.stopped())

    def _fail(self, stop: Event, error: SsdeskError) -> None:
        if stop is not self._stop or self.shelved is None:
            return
        self._waits_for_line = isinstance(error, NoConnection)
        self._pages.show_face(self._faces.of_fetching(error))

    def _mark_seen(self) -> None:
        shelved = self.shelved
        if shelved is None:
            return
        work = partial(_mark, self._household, shelved.account, shelved.report.id)
        tasks.run(self, work, lambda _: None, lambda error: log.info("A report stays new: %s", error.code))
        self.seen.emit(shelved)


def opens_elsewhere(file: Attachment) -> bool:
    """Only as what it says it is: a file of another kind might be a program."""
    return file.name.lower().endswith(".pdf")


def _content(
    household: Household,
    account: str,
    file: Attachment,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bytes | None:
    """In the pool: all of the file; None: it was cancelled, or locked meanwhile."""
    try:
        if not household.bring(account, file, progress, cancelled):
            return None
        return b"".join(household.replica(account).files.read(file.sha256))
    except (Cancelled, KeyError):
        return None


def _mark(household: Household, account: str, id_: str) -> None:
    """In the pool."""
    with suppress(Cancelled, KeyError):
        household.replica(account).record.open_report(id_)
