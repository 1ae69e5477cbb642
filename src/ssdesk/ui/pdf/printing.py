"""A PDF on paper: each page as sharp as the printer, as large as it is or as the paper allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks, texts, theme
from ssdesk.ui.pdf import faults
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.progress import Progress
from ssdesk.ui.pdf.sizes import Area, Size

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SHARPEST = 300
"""Dots per inch; more is not seen and costs memory."""
_SENTENCE = 11  # points
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')


def ask_and_print(
    parent: QWidget, document: Document, name: str, failed: Callable[[SsdeskError], None] = lambda _: None
) -> None:
    """Ask for the printer and the pages, then print in the pool; the document may be closed meanwhile. What takes long
    shows how far it is and can be stopped. `failed` hears of what went wrong. SsdeskError: the document is closed."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

    reopen, pages = document.reopener(), document.pages
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    if not QPrinterInfo.availablePrinterNames():  # then it is printed into a file, for which the dialog has no name
        printer.setOutputFileName(_file_for(name))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)

    def begin() -> None:
        ranges = printer.pageRanges()
        chosen = [page for page in range(pages) if ranges.isEmpty() or ranges.contains(page + 1)]
        Printing(parent, reopen, printer, chosen, name, failed)

    dialog.accepted.connect(begin)
    QDialog.open(dialog)


def _file_for(name: str) -> str:
    """Where a document goes where there is no printer, until the person says otherwise."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    file = _NOT_IN_NAMES.sub("_", name).strip(" .")[:100] or "ssdesk"
    return str((folder if folder.is_dir() else Path.home()) / f"{file}.pdf")


class Printing(QObject):
    """One document, which `reopen` opens, on its way to the printer; begins at once and goes when it is over."""

    over = Signal()
    _done = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        reopen: Callable[[], Document],
        printer: QPrinter,
        pages: Sequence[int],
        name: str,
        failed: Callable[[SsdeskError], None] = lambda _: None,
    ) -> None:
        super().__init__(parent)
        self._failed, self._stop = failed, Event()
        self.progress = Progress(parent, name, len(pages))
        self.progress.stopped.connect(self._stop.set)
        self._done.connect(self.progress.show_done, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._stop.set)

        def tell(done: int) -> None:
            with suppress(RuntimeError):  # the window went away
                self._done.emit(done)

        work = partial(_open_and_print, reopen, printer, pages, tell, self._stop.is_set)
        tasks.run(self, work, lambda _: self._end(), self._end)

    def _end(self, error: SsdeskError | None = None) -> None:
        self.progress.end()
        if error is not None:
            self._failed(error)
        self.over.emit()
        self.deleteLater()


def _open_and_print(
    reopen: Callable[[], Document],
    printer: QPrinter,
    pages: Sequence[int],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> bool:
    """In the pool."""
    document = reopen()
    try:
        return print_document(document, printer, pages, progress, cancelled)
    finally:
        document.close()


def print_document(
    document: Document,
    printer: QPrinter,
    pages: Sequence[int],
    progress: Callable[[int], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """These pages (from 0) in this order, on any thread. `progress` is told how many are done.

    A page that lies on its side is turned to the paper; one that is larger than the paper is made smaller. On a damaged
    page stands that it is one. False: it was `cancelled`, and the printer was told so. SsdeskError: the printer does
    not work.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise faults.not_printed(document.name)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    try:
        for done, page in enumerate([*pages] * copies):
            if done and not printer.newPage():
                raise faults.not_printed(document.name)
            if cancelled() or not _print_page(document, page, printer, painter, cancelled):
                printer.abort()
                return False
            progress(done // copies + 1)
    finally:
        painter.end()
    return True


def _print_page(
    document: Document, page: int, printer: QPrinter, painter: QPainter, cancelled: Callable[[], bool]
) -> bool:
    """False: it was cancelled."""
    dots = printer.resolution()
    paper = QRectF(printer.pageLayout().paintRectPixels(dots))
    paper.moveTo(0, 0)
    size = document.size(page)
    on_side = (size.width > size.height) != (paper.width() > paper.height()) and size.width != size.height
    across, down = (paper.height(), paper.width()) if on_side else (paper.width(), paper.height())
    scale = min(dots / 72, across / size.width, down / size.height)
    try:
        image = _image(document, page, size, scale * min(1, SHARPEST / dots), cancelled)
    except SsdeskError as error:
        if error.code != "pdf-page":
            raise
        painter.setFont(QFont(theme.look().family, _SENTENCE))
        painter.drawText(paper, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, texts.told(error))
        return True
    if image is None:
        return False
    painter.save()
    painter.translate(paper.center())
    if on_side:
        painter.rotate(90)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    width, height = size.width * scale, size.height * scale
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image)
    painter.restore()
    return True


def _image(document: Document, page: int, size: Size, scale: float, stop: Callable[[], bool]) -> QImage | None:
    """The whole page at `scale` dots per point."""
    width, height = max(round(size.width * scale), 1), max(round(size.height * scale), 1)
    made = document.render(page, width, height, Area(0, 0, width, height), stop)
    if made is None:
        return None
    return QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()
